"""封面: the left half of 解锁, which is also all that 隐屏 shows; nothing here comes out of a vault's cases."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from services import clock
from services.actions.doorplates import Doorplate, Seen
from ui import look
from ui.components import painting

PROGRAM = "执行外勤"
_ACCENT = "#C0282B"  # the one mark on the dark ground: `red` itself would be too dark there


@dataclass(frozen=True, slots=True)
class Fact:
    """A line at the foot of the cover; `share` of the lease that is left draws a bar, None draws none."""

    icon: str
    label: str
    words: str
    share: float | None = None


def facts_of(plate: Doorplate | None, now: dt.datetime) -> tuple[Fact, ...]:
    """What was true when the vault was last open; nothing before it was."""
    if plate is None or plate.seen is None:
        return ()
    seen = plate.seen
    made = clock.local(seen.docket_made_at)
    docket = f"第 {seen.docket_serial} 期 · {made.month}月{made.day}日 {made:%H:%M}"
    return (
        _lease(seen, now),
        Fact("exchange", "承办案件册", docket),
        Fact("shield", "本机保险库", f"{seen.entries:,} 条日志，解锁后可见 · 未丢失"),
    )


def _lease(seen: Seen, now: dt.datetime) -> Fact:
    until = clock.local(seen.lease_until)
    left = seen.lease_until - now
    if left <= dt.timedelta():
        return Fact("clock", "离线有效期", f"已过 · {until.month}月{until.day}日 {until:%H:%M} 到期", 0)
    share = left / dt.timedelta(days=max(seen.lease_days, 1))
    days = f"还有 {left.days} 天" if left.days else "不到 1 天"
    words = f"{days} · {until.month}月{until.day}日 {until:%H:%M} 前须换新案件册"
    return Fact("clock", "离线有效期", words, min(share, 1))


class Cover(QWidget):
    """Emblem, court, the program's name and the facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._court = ""
        self._facts: tuple[Fact, ...] = ()
        look.changes.changed.connect(self.update)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What stands at the foot."""
        return self._facts

    def show_plate(self, plate: Doorplate | None, now: dt.datetime) -> None:
        """Show whose tablet it is."""
        self._court = "" if plate is None else plate.court
        self._facts = facts_of(plate, now)
        spoken = [PROGRAM, self._court, *(f"{f.label}：{f.words}" for f in self._facts)]
        self.setAccessibleName("，".join(word for word in spoken if word))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, small = look.current(), look.sizes().small
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.rail))
        if tokens.shapes:
            painter.fillRect(self.width() - 2, 0, 2, self.height(), QColor(tokens.line))
        left = 36.0 if small else 56.0
        self._head(painter, left, 36.0 if small else 58.0)
        self._foot(painter, left)
        painter.end()

    def _head(self, painter: QPainter, left: float, top: float) -> None:
        tokens = look.current()
        bright = tokens.railselink if tokens.night else tokens.railsel
        painting.disc(painter, QRectF(left + 3, top, 78, 78), None, bright, 3)
        painting.disc(painter, QRectF(left + 9, top + 6, 66, 66), None, bright, 1.5)
        painting.picture(painter, "law", bright, QRectF(left + 19, top + 16, 46, 46))
        court = QRectF(left, top + 106, self.width() - 2 * left, 34)
        painting.write(painter, court, self._court, _spaced(22, 400), tokens.railink)
        name = QRectF(left, top + 140, self.width() - 2 * left, 64)
        painting.write(painter, name, PROGRAM, _spaced(44, 700), bright)
        accent = QColor(tokens.ink if tokens.shapes else _ACCENT)
        painter.fillRect(QRectF(left, top + 220, 56, 4), accent)

    def _foot(self, painter: QPainter, left: float) -> None:
        heights = [102 if fact.share is not None else 84 for fact in self._facts]
        top = self.height() - sum(heights) - (8 if look.sizes().small else 28)
        for fact, height in zip(self._facts, heights, strict=True):
            self._fact(painter, fact, QRectF(left, top, self.width() - 2 * left, height))
            top += height

    def _fact(self, painter: QPainter, fact: Fact, rect: QRectF) -> None:
        tokens = look.current()
        bright = tokens.railselink if tokens.night else tokens.railsel
        faint = QColor(tokens.railink)
        faint.setAlphaF(1 if tokens.shapes else 0.28)
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), tokens.border), faint)
        painting.picture(painter, fact.icon, tokens.railink, QRectF(rect.left(), rect.top() + 22, 26, 26))
        words = rect.adjusted(42, 0, 0, 0)
        label = QRectF(words.left(), rect.top() + 17, words.width(), 24)
        painting.write(painter, label, fact.label, look.font("second"), tokens.railink)
        line = QRectF(words.left(), rect.top() + 41, words.width(), 27)
        painting.write(painter, line, fact.words, _fitting(fact.words, words.width()), bright)
        if fact.share is not None:
            bar = QRectF(words.left(), rect.top() + 76, words.width() - 14, 8)
            painter.setOpacity(0.25)
            painting.box(painter, bar, tokens.railink, radius=4)
            painter.setOpacity(1)
            painting.box(painter, bar, None, tokens.line if tokens.shapes else None, 2, 4)
            bar.setWidth(max(8.0, bar.width() * fact.share))
            painting.box(painter, bar, bright, radius=4)


def _spaced(size: int, weight: int) -> QFont:
    font = look.face(size, weight)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, size * 0.12)
    return font


def _fitting(words: str, width: float) -> QFont:
    """The heading's face, smaller where the line would not fit: a date is never cut off."""
    sizes = (19, 17, 15, 14)
    return next(
        (f for f in (look.face(s, 700) for s in sizes) if painting.width_of(words, f) <= width),
        look.face(14, 700),
    )

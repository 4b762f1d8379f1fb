"""What the law asks of the scene: the column beside the form, and the sheet on which each missing duty is dealt with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from services.actions import citing
from services.actions.gates import LEAST_REASON
from services.records.duties import Standing
from ui import look
from ui.components import painting
from ui.components.buttons import Button, IconButton
from ui.components.fields import Mark
from ui.components.frames import Card
from ui.components.labels import Chip, Text
from ui.components.statutes import DutyList, DutyRow
from ui.forms.editor import flowing
from ui.forms.editors.words import Paper

_STATES = {"met": "ok", "overridden": "overridden"}


def duty_row(standing: Standing) -> DutyRow:
    """A standing as the row that shows it."""
    hard = standing.duty.weight == "hard"
    state = _STATES.get(standing.state, "missing" if hard else "warn")
    detail = standing.text or standing.duty.ask
    return DutyRow(state, standing.duty.sentence, citing.brief(standing.duty.article), detail, standing)


def blocking(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Those that keep the record from being finished."""
    return tuple(s for s in standings if s.blocks)


class DutiesColumn(Card):
    """The card at right: how many are missing, each duty, and 逐项处理. `opened(Standing | None)`."""

    opened = Signal(object)

    def __init__(self, title: str = "离场校验") -> None:
        super().__init__(title, flush=True)
        self.chip = Chip("")
        self.head.addWidget(self.chip)
        self.rows = DutyList(title)
        self.rows.opened.connect(lambda row: self.opened.emit(row.payload))
        self.body.addWidget(self.rows, 1)
        self.key = Button("逐项处理", icon="next", height=56)
        self.key.tapped.connect(lambda: self.opened.emit(None))
        holder = QHBoxLayout()
        holder.setContentsMargins(10, 4, 10, 8)
        holder.addWidget(self.key, 1)
        self.body.addLayout(holder)

    def show_standings(self, standings: tuple[Standing, ...]) -> None:
        """The duties as they stand by now, the missing ones first."""
        order = {"missing": 0, "warn": 1, "overridden": 2, "ok": 3}
        rows = tuple(sorted(map(duty_row, standings), key=lambda row: order[row.state]))
        lacking = sum(row.state == "missing" for row in rows)
        self.chip.setFace(f"{lacking} 项未满足" if lacking else "都已满足", "hard" if lacking else "ok")
        self.key.setVisible(any(row.state in ("missing", "warn") for row in rows))
        if rows != self.rows.items:
            self.rows.setItems(rows)


class DutyCard(Card):
    """One missing duty: the sentence of law, the honest way on, and the reasons by which it may be passed over."""

    jumped = Signal(str)
    overridden = Signal(str, str)

    def __init__(self, standing: Standing, way_on: str = "", printed: str = "笔录") -> None:
        super().__init__(tone="bad")
        self.standing = standing
        duty = standing.duty
        head = QHBoxLayout()
        head.addWidget(Mark("stop", "redtext", 34))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(duty.sentence, "heading", "red"))
        words.addWidget(Text(f"{citing.brief(duty.article)}：{citing.words(duty.article)}", "second"))
        head.addLayout(words, 1)
        self.body.addLayout(head)
        if duty.jump or way_on:
            self.body.addLayout(self._way_on(duty.jump, duty.ask, way_on or "去补记"))
        self.body.addWidget(Text(f"确实做不到，写明理由后可以放行（理由进{printed}，不能删）", "strong"))
        self.reasons = {r: Button(r, height=48) for r in duty.reasons}
        for words_, key in self.reasons.items():
            key.tapped.connect(partial(self._take, words_))
        if self.reasons:
            self.body.addWidget(flowing(self.reasons.values()))
        self.reason = Paper("放行理由", 2)
        self.reason.setProperty("framed", False)
        self.reason.textChanged.connect(self._count)
        self.body.addWidget(self.reason)
        self.count = Text("", "second")
        self.pass_key = Button("以此理由放行", "danger", "signature")
        self.pass_key.tapped.connect(lambda: self.overridden.emit(duty.code, self._words()))
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.pass_key)
        self.body.addLayout(foot)
        self._count()

    def _way_on(self, name: str, ask: str, key: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(ask or "其实做了？补上，此项立刻转绿", "body"), 1)
        self.jump_key = Button(key, "main", "next", height=56)
        self.jump_key.tapped.connect(lambda: self.jumped.emit(name))
        row.addWidget(self.jump_key)
        return row

    def _words(self) -> str:
        return self.reason.toPlainText().strip()

    def _take(self, words: str) -> None:
        before = self._words()
        self.reason.setPlainText(f"{before}，{words}" if before else words)
        self.reason.setFocus()

    def _count(self) -> None:
        count = len(self._words())
        self.count.setText(f"{count} 字 · 至少 {LEAST_REASON} 字")
        self.pass_key.setMissing("" if count >= LEAST_REASON else f"再写 {LEAST_REASON - count} 个字")


class DutySheet(QWidget):
    """Over the whole window: every duty of this gate; Esc closes it and nothing is lost.

    `way_on` is the word of the key that leads on (else 去补记, where a field would help), `printed` where a reason goes.
    Signals: `jumped(field)`, `overridden(code, reason)`, `closed`.
    """

    jumped = Signal(str)
    overridden = Signal(str, str)
    closed = Signal()

    def __init__(
        self, title: str, standings: tuple[Standing, ...], parent: QWidget, *, way_on: str = "", printed: str = "笔录"
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._way_on, self._printed = way_on, printed
        self.setGeometry(parent.rect())
        parent.installEventFilter(self)
        self._outer = QVBoxLayout(self)
        self._panel = QWidget()
        self._outer.addWidget(self._panel)
        self._column = column = QVBoxLayout(self._panel)
        column.setContentsMargins(20, 12, 20, 12)
        head = QHBoxLayout()
        head.addWidget(Text(title, "title"), 1)
        lacking = len(blocking(standings))
        head.addWidget(Chip(f"{lacking} 项未满足" if lacking else "都已满足", "hard" if lacking else "ok"))
        self.cross = IconButton("close", "关闭")
        self.cross.tapped.connect(self.closed)
        head.addWidget(self.cross)
        column.addLayout(head)
        column.addWidget(self._body(standings), 1)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fit()

    def _fit(self) -> None:
        """As high as the cards and rows together, at most the window less a strip of the page behind."""
        side = 120 if self.width() >= 1200 else 40
        content, width = self._content.layout(), self.width() - 2 * side - 40
        assert content is not None
        content.activate()
        needed = content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()
        head = self._column.sizeHint().height() - self._scroll.sizeHint().height()
        self._outer.setContentsMargins(side, max(28, self.height() - head - needed - 8), side, 0)
        self.update()

    def _body(self, standings: tuple[Standing, ...]) -> QScrollArea:
        body = QWidget()
        body.setProperty("ground", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        self.cards = [DutyCard(s, self._way_on, self._printed) for s in blocking(standings)]
        for card in self.cards:
            card.jumped.connect(self.jumped)
            card.overridden.connect(self.overridden)
            column.addWidget(card)
        rest = DutyList("其余各项", tall=True)
        rest.setItems([duty_row(s) for s in standings if not s.blocks])
        rest.opened.connect(self._open)
        others = Card(flush=True)
        others.body.addWidget(rest)
        column.addWidget(others)
        others.setVisible(bool(rest.items))
        column.addStretch(1)
        self._content = body
        body.installEventFilter(self)
        self._scroll = scroll = QScrollArea()
        scroll.setAccessibleName("各项")
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        return scroll

    def _open(self, row: DutyRow) -> None:
        standing = row.payload
        if isinstance(standing, Standing) and standing.state == "missing" and standing.duty.jump:
            self.jumped.emit(standing.duty.jump)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and watched is self._content:
            QTimer.singleShot(0, self, self._fit)  # rows know their height once they have their width
        elif event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.current().scrim))
        painting.box(
            painter, QRectF(self._panel.geometry()).adjusted(-1, -1, 1, 14), look.current().bg, radius=14
        )
        painter.end()

"""The fix: live accuracy, satellites and age; taken now, averaged over ten seconds, or set by hand with a reason."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions.marking import Spot
from services.clock import local
from services.errors import FieldworkError
from services.position.averaging import average
from services.position.fix import Fix, NoFix, set_by_hand
from services.records.fields import Position
from services.records.values import Located
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.forms.editor import Editor, OwnLine, editor_for, flowing, quiet_key
from ui.forms.editors.choosing import Display
from ui.forms.hints import Hints, Tools

AVERAGE_S = 10
_MOST_SPOTS = 4
_NUDGE = 0.0001  # degrees, some ten metres
_REASONS = ("室内无信号", "地下无信号", "接收机没带", "接收机故障")


def fix_words(value: Fix | NoFix | None, now: dt.datetime) -> str:
    """The fix in one line: source and accuracy, satellites, how old."""
    if not isinstance(value, Fix):
        return value.text if value else ""
    words = [value.text]
    if value.satellites is not None:
        words.append(f"卫星 {value.satellites} 颗")
    if value.samples > 1:
        words.append(value.note)
    age = (now - value.at).total_seconds()
    if value.source == "receiver" and 0 <= age < 3600:
        words.append(f"{age:.0f} 秒前" if age < 60 else f"{age // 60:.0f} 分前")
    else:
        words.append(f"{local(value.at):%m-%d %H:%M}")
    return " · ".join(words)


class HandPanel(QWidget):
    """A place set by hand: latitude, longitude, steps of some ten metres, and the reason it needs."""

    def __init__(self, editor: PositionEditor) -> None:
        super().__init__()
        self._editor = editor
        self.latitude, self.longitude = (
            OwnLine("纬度", "纬度，如 28.901462"),
            OwnLine("经度", "经度，如 118.511235"),
        )
        self.reason = OwnLine("手工标点的理由")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.latitude)
        row.addWidget(self.longitude)
        column.addLayout(row)
        steps = (("北 10 米", 1, 0), ("南 10 米", -1, 0), ("东 10 米", 0, 1), ("西 10 米", 0, -1))
        self.steps = {w: quiet_key(w, partial(self._nudge, n, e)) for w, n, e in steps}
        column.addWidget(flowing(self.steps.values()))
        column.addWidget(self.reason)
        self.reasons = {r: quiet_key(r, partial(self.reason.setText, r)) for r in _REASONS}
        column.addWidget(flowing(self.reasons.values()))
        self.set_key = Button("就用这个点", "soft", "pin", height=48)
        self.set_key.tapped.connect(self._set)
        column.addWidget(self.set_key)
        self.hide()

    def start_at(self, latitude: float, longitude: float) -> None:
        """Begins from a known place."""
        self.latitude.setText(f"{latitude:.6f}")
        self.longitude.setText(f"{longitude:.6f}")

    def _nudge(self, north: int, east: int) -> None:
        try:
            self.start_at(
                float(self.latitude.text()) + north * _NUDGE, float(self.longitude.text()) + east * _NUDGE
            )
        except ValueError:
            self._editor.blame("先填经纬度，再微调")

    def _set(self) -> None:
        try:
            place = float(self.latitude.text()), float(self.longitude.text())
        except ValueError:
            self._editor.blame("经纬度要写成小数，例如 28.901462 和 118.511235")
            return
        try:
            fix = set_by_hand(*place, self.reason.text(), self._editor.hints.now())
        except FieldworkError as problem:
            self._editor.blame(problem.sentence)
            return
        self._editor.choose(fix)


class PositionEditor(Editor):
    """One line that says how good the fix is; its keys open by a tap."""

    wide = False

    def __init__(self, name: str, field: Position, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.display = Display(field.label)
        self.frame_around(self.display)
        tray = QWidget()
        column = QVBoxLayout(tray)
        column.setContentsMargins(0, 0, 0, 0)
        self.live = Text("", "second")
        column.addWidget(self.live)
        self.now_key = quiet_key("用现在的位置", self._take_now, "soft", "fix")
        self.average_key = quiet_key(f"平均 {AVERAGE_S} 秒", self._begin_average)
        self.hand_key = quiet_key("手工标点", self._open_hand)
        self.none_key = quiet_key("说明无定位", self._no_fix)
        column.addWidget(flowing((self.now_key, self.average_key, self.hand_key, self.none_key)))
        self.spots = {
            s.words: quiet_key(_spot_words(s, hints), partial(self._take_spot, s)) for s in _offered(hints)
        }
        if self.spots:
            column.addWidget(flowing(self.spots.values()))
        self.hand = HandPanel(self)
        column.addWidget(self.hand)
        self.tray_below(tray)
        self._left_s = 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)
        if tools.watch is not None:
            tools.watch.changed.connect(self.show_live)
        self.show_live()

    def write(self, value: Any) -> None:
        found = value.value if isinstance(value, Located) else None
        self.display.tell(fix_words(found, self.hints.now()))

    def choose(self, position: Fix | NoFix) -> None:
        """Takes a fix, or the reason for none, as the answer."""
        located = Located.of(position)
        self.hand.hide()
        self.write(located)
        self.give(located)

    def show_live(self) -> None:
        """What the receiver says at this moment."""
        watch = self.tools.watch
        fix = watch.latest() if watch is not None else None
        ready = fix is not None
        self.now_key.setMissing("" if ready else "还没有定位")
        self.average_key.setMissing("" if ready else "还没有定位")
        state = watch.text if watch is not None else "无接收机"
        self.live.setText(f"此刻：{fix_words(fix, self.hints.now())}" if fix else f"此刻：{state}")

    def _take_now(self) -> None:
        fix = self.tools.watch.latest() if self.tools.watch is not None else None
        if fix is not None:
            self.choose(fix)

    def _take_spot(self, spot: Spot) -> None:
        """A place that was marked or measured before; it is kept as set by hand, and says where it comes from."""
        try:
            self.choose(
                set_by_hand(spot.latitude, spot.longitude, f"{spot.place}：{spot.words}", self.hints.now())
            )
        except FieldworkError as problem:
            self.blame(problem.sentence)

    def _begin_average(self) -> None:
        self._left_s = AVERAGE_S
        self._tick.start()
        self.average_key.setMissing(f"还要 {self._left_s} 秒，请不要走动")

    def _count(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self.average_key.setMissing(f"还要 {self._left_s} 秒，请不要走动")
            return
        self._tick.stop()
        self.average_key.setMissing("")
        self.finish_average()

    def finish_average(self) -> None:
        """Averages what came in during the last ten seconds; too bad a signal is said so."""
        watch = self.tools.watch
        try:
            self.choose(average(watch.recent(AVERAGE_S) if watch is not None else ()))
        except FieldworkError as problem:
            self.blame(problem.sentence)

    def _open_hand(self) -> None:
        known = self.value.fix if isinstance(self.value, Located) else None
        place = next((p for p in self.hints.places if p.latitude is not None), None)
        if known is not None:
            self.hand.start_at(known.latitude, known.longitude)
        elif place is not None and place.latitude is not None and place.longitude is not None:
            self.hand.start_at(place.latitude, place.longitude)
        self.hand.show()
        self.hand.reason.setFocus()

    def _no_fix(self) -> None:
        reason = self.hand.reason.text().strip()
        if not reason:
            self.hand.show()
            self.hand.reason.setFocus()
            self.blame("写明为什么没有定位，再点“说明无定位”")
            return
        self.choose(NoFix(reason=reason, at=self.hints.now()))


def _offered(hints: Hints) -> tuple[Spot, ...]:
    return hints.spots[:_MOST_SPOTS]


def _spot_words(spot: Spot, hints: Hints) -> str:
    """What the key says; with several addresses also which one is meant."""
    several = len({s.place for s in _offered(hints)}) > 1
    return f"{spot.place[-8:]} {spot.words}" if several else spot.words


@editor_for.register
def _(field: Position, name: str, hints: Hints, tools: Tools) -> Editor:
    return PositionEditor(name, field, hints, tools)

"""What a payment settles: the sums that are still open on the case, a key for each with day, amount and record."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.clock import local
from services.records.fields import Settles
from services.records.values import Pledged
from services.wording import date_text, money
from ui.components.buttons import Button
from ui.forms.editor import Editor, editor_for, quiet_key, stacked
from ui.forms.hints import Hints, Tools

FIRST = 4  # of three years' instalments the next few are in the open
EARLIER = "前面还有没付清的一笔；承诺与分期的账先抵日期在前的"


class SettlesEditor(Editor):
    """A key for each open sum; none is asked about where nothing was promised or agreed."""

    wide = True

    def __init__(self, name: str, field: Settles, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._open_keys = FIRST
        self.later = quiet_key("", self._show_later)
        self.keys: list[Button] = []
        self._shown: tuple[Pledged, ...] = ()
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.frame_around(stacked(holder, self.later), boxed=False)
        self.write(None)

    @property
    def offered(self) -> bool:
        return bool(self._shown)

    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        errors, warnings = super().found()
        picked: tuple[Pledged, ...] = tuple(self.value or ())
        firsts = {one.entry: one.on for one in reversed(picked)}
        skipped = [one for one in self.hints.sums if one.on < firsts.get(one.entry, one.on)]
        return errors, (*warnings, *((EARLIER,) if skipped else ()))

    def write(self, value: Any) -> None:
        picked: tuple[Pledged, ...] = tuple(value or ())
        ids = {_id(one) for one in picked}
        open_ones = [one for one in self.hints.sums if _id(one) not in ids]
        every = (*open_ones[: max(0, self._open_keys - len(picked))], *picked)
        listed = tuple(sorted(every, key=lambda one: one.on))
        more = len(open_ones) + len(picked) - len(listed)
        self.later.setLabel(f"后面还有 {more} 笔")
        self.later.setVisible(more > 0)
        if listed != self._shown:
            self._build(listed)
        for key, one in zip(self.keys, self._shown, strict=True):
            key.setChosen(_id(one) in ids)

    def _show_later(self) -> None:
        """All of them."""
        self._open_keys = len(self.hints.sums) + len(self._shown)
        self.write(self.value)

    def _build(self, listed: tuple[Pledged, ...]) -> None:
        for key in self.keys:
            self._column.removeWidget(key)
            key.hide()
            key.deleteLater()
        today = local(self.hints.now()).date()
        self._shown = listed
        self.keys = []
        for one in listed:
            amount = "金额不明" if one.rest is None else f"{money(one.rest)} 元"
            late = "已逾期" if one.on < today else "今天到期" if one.on == today else "未到期"
            hint = " · ".join(filter(None, (f"{date_text(one.on)}前", late, one.note)))
            key = Button(f"{one.what} {amount}", "key", hint=hint)
            key.tapped.connect(partial(self._tap, one))
            self.keys.append(key)
            self._column.addWidget(key)

    def _tap(self, one: Pledged) -> None:
        picked = tuple(self.value or ())
        without = tuple(p for p in picked if _id(p) != _id(one))
        chosen = without if len(without) < len(picked) else tuple(sorted((*picked, one), key=lambda p: p.on))
        self.write(chosen)
        self.give(chosen or None)


def _id(one: Pledged) -> tuple[object, ...]:
    return one.entry, one.what, one.on


@editor_for.register
def _(field: Settles, name: str, hints: Hints, tools: Tools) -> Editor:
    return SettlesEditor(name, field, hints, tools)

"""Moments and days: typed as people write them (1936, 19:36, 11-24), or set by steps of minutes, hours and days."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import partial
from typing import Any

from services.clock import ZONE, local
from services.records.fields import Day, Moment, to_the_minute
from ui.forms.editor import Editor, EntryLine, editor_for, flowing, quiet_key
from ui.forms.hints import Hints, Tools

_STEPS = (("早 1 时", -60), ("早 5 分", -5), ("早 1 分", -1), ("晚 1 分", 1), ("晚 5 分", 5), ("晚 1 时", 60))
_WORDS = {-1: "昨天", 0: "今天", 1: "明天"}
_DATE = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
_TIME = re.compile(r"(\d{1,2})[:时点](\d{2})分?|(\d{1,2})(\d{2})")


def day_words(day: dt.date, today: dt.date) -> str:
    """今天, 昨天, 明天, else month-day, with the year where it is another one."""
    near = _WORDS.get((day - today).days)
    if near:
        return near
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


def read_day(text: str, today: dt.date) -> dt.date | None:
    """A day as people write it; None when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    for distance, word in _WORDS.items():
        if plain == word:
            return today + dt.timedelta(days=distance)
    found = _DATE.fullmatch(plain)
    if found is None:
        return None
    try:
        return dt.date(int(found[1] or today.year), int(found[2]), int(found[3]))
    except ValueError:
        return None


def read_moment(text: str, today: dt.date) -> dt.datetime | None:
    """A moment as people write it, today's unless a day stands before it; None when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    head, _, tail = plain.rpartition(" ")
    day = read_day(head, today) if head else today
    found = _TIME.fullmatch(tail.strip())
    if day is None or found is None:
        return None
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4])
    if hour > 23 or minute > 59:
        return None
    return dt.datetime.combine(day, dt.time(hour, minute), ZONE)


class TimeEditor(Editor):
    """A line that is read when left or on Enter, and keys that step the answer."""

    wide = False
    unreadable = ""

    def build(self) -> None:
        """Line, frame and the steps below."""
        self._writing = False
        self._strange = ""
        self.line = EntryLine(self.field.label)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.settle)
        self.frame_around(self.line)
        self.steps = self.step_keys()
        self.tray_below(flowing(self.steps.values()))

    def step_keys(self) -> dict[str, Any]:
        """The keys of the tray by their words."""
        raise TypeError(f"{type(self).__name__} has no steps")

    def words(self, value: Any) -> str:
        """How the answer stands in the line."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def read(self, text: str) -> Any:
        """The answer in what was typed, None when it is none."""
        raise TypeError(f"{type(self).__name__} reads nothing")

    def write(self, value: Any) -> None:
        self._strange = ""
        self._set("" if value is None else self.words(value))

    def settle(self) -> None:
        if not self._strange:
            self._set("" if self.value is None else self.words(self.value))

    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return ((self._strange,), ()) if self._strange else super().found()

    def choose(self, value: Any) -> None:
        """An answer by a key."""
        self.write(value)
        self.give(value)

    def _set(self, words: str) -> None:
        if words != self.line.text():
            self._writing = True
            self.line.setText(words)
            self._writing = False

    def _typed(self, text: str) -> None:
        if self._writing:
            return
        value = self.read(text)
        self._strange = self.unreadable if value is None and text.strip() else ""
        self.give(value, typed=True)


class MomentEditor(TimeEditor):
    """To the minute; starts empty unless prefilled."""

    unreadable = "看不懂这个时间，请写成 19:36 或 11-24 19:36"

    def __init__(self, name: str, field: Moment, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.build()

    def step_keys(self) -> dict[str, Any]:
        keys = {"现在": quiet_key("现在", lambda: self.choose(to_the_minute(self.hints.now())), "soft")}
        for words, minutes in _STEPS:
            keys[words] = quiet_key(words, partial(self._step, minutes))
        return keys

    def words(self, value: Any) -> str:
        moment = local(value)
        return f"{day_words(moment.date(), self.hints.now().date())} {moment:%H:%M}"

    def read(self, text: str) -> Any:
        return read_moment(text, self.hints.now().date())

    def _step(self, minutes: int) -> None:
        start = self.value or to_the_minute(self.hints.now())
        self.choose(start + dt.timedelta(minutes=minutes))


class DayEditor(TimeEditor):
    """A date."""

    unreadable = "看不懂这个日期，请写成 11-24 或 2026-11-24"

    def __init__(self, name: str, field: Day, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.build()

    def step_keys(self) -> dict[str, Any]:
        keys = {"今天": quiet_key("今天", lambda: self.choose(self.hints.now().date()), "soft")}
        for words, days in (("早 1 周", -7), ("早 1 天", -1), ("晚 1 天", 1), ("晚 1 周", 7)):
            keys[words] = quiet_key(words, partial(self._step, days))
        return keys

    def words(self, value: Any) -> str:
        return day_words(value, self.hints.now().date())

    def read(self, text: str) -> Any:
        return read_day(text, self.hints.now().date())

    def _step(self, days: int) -> None:
        self.choose((self.value or self.hints.now().date()) + dt.timedelta(days=days))


@editor_for.register
def _(field: Moment, name: str, hints: Hints, tools: Tools) -> Editor:
    return MomentEditor(name, field, hints, tools)


@editor_for.register
def _(field: Day, name: str, hints: Hints, tools: Tools) -> Editor:
    return DayEditor(name, field, hints, tools)

"""空白文书登记: numbered blank forms that an officer takes out, uses, spoils or gives back, each sheet accounted for.

Carrying them is a discipline risk that many courts forbid (domain.md §2.2), so nothing can be taken out or used before
the court has switched the register on; what is on hand when it is switched off can still be spoilt or given back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.actions.paper_events import About, write_event
from services.errors import BadInput, NotAllowed
from services.records import catalogue
from services.records.sealed_events import BLANK_WORDS, BlankDeed, BlankForms
from services.session import Session
from services.store import journal, registry

MOST, LONGEST = 200, 40
_OFF = "本院没有开启空白文书登记，不能领用空白文书。需要的，请院里开启，同步后再登记。"
_RANGE = re.compile(r"(\D*)(\d+)\s*(?:-|－|—|–|~|～|至)\s*(\D*)(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One numbered sheet: where it stands, since when, the case it was used for, and what was written about it."""

    form: str
    number: str
    deed: BlankDeed
    at: dt.datetime
    case: str = ""
    by: str = ""
    note: str = ""

    @property
    def on_hand(self) -> bool:
        """True while the officer must be able to show it."""
        return self.deed == "taken"


@dataclass(frozen=True, slots=True)
class Register:
    """Whether the court allows blank forms, and every sheet that was ever taken out here, in the order of its taking."""

    allowed: bool
    sheets: tuple[Sheet, ...]

    @property
    def on_hand(self) -> tuple[Sheet, ...]:
        """What has to be accounted for."""
        return tuple(sheet for sheet in self.sheets if sheet.on_hand)

    @property
    def forms(self) -> tuple[str, ...]:
        """What was taken out before, each once."""
        return tuple(dict.fromkeys(sheet.form for sheet in self.sheets))

    @property
    def shown(self) -> bool:
        """True where there is something to do with it."""
        return self.allowed or bool(self.on_hand)


def register(session: Session) -> Register:
    """The register of this terminal, out of its journal."""
    facts = registry.docket_facts(session.vault)
    found: dict[tuple[str, str], Sheet] = {}
    for entry in journal.entries(session.vault, kinds=(BlankForms.code,)):
        said = catalogue.read(entry).said
        if isinstance(said, BlankForms):
            case = entry.cases[0] if entry.cases else ""
            for number in said.numbers:
                found[said.form, number] = Sheet(
                    form=said.form, number=number, deed=said.deed, at=entry.made_at, case=case, by=said.by,
                    note=said.note,
                )  # fmt: skip
    return Register(facts is not None and facts.blank_forms, tuple(found.values()))


def numbers_of(text: str) -> tuple[str, ...]:
    """The numbers in 封0001-封0020 or 封0001、封0007, each once in their order; raises BadInput."""
    found: list[str] = []
    for part in (word.strip() for word in re.split(r"[、，,；;\s]+", text.strip())):
        if not part:
            continue
        span = _RANGE.fullmatch(part)
        found += _between(part, span) if span else [part]
    if not found:
        raise BadInput("请写编号，如 封0001-封0020 或 封0001、封0007。")
    if len(set(found)) != len(found):
        raise BadInput("编号里有重复的，没有登记。请核对后再写。")
    if len(found) > MOST or any(len(number) > LONGEST for number in found):
        raise BadInput(f"一次最多登记 {MOST} 张，编号不超过 {LONGEST} 个字。请分几次登记。")
    return tuple(found)


def take(session: Session, form: str, numbers: Sequence[str], by: str, now: dt.datetime) -> Register:
    """领出: blank sheets of a form, given out at the court by somebody. Raises NotAllowed, BadInput."""
    known = register(session)
    if not known.allowed:
        raise NotAllowed(_OFF)
    if not form.strip() or not by.strip():
        raise BadInput("请写明是什么文书、由谁发出。")
    there = {sheet.number: sheet for sheet in known.sheets if sheet.form == form.strip()}
    twice = [n for n in numbers if n in there and there[n].deed != "returned"]
    if twice:
        raise NotAllowed(
            f"{form.strip()} {twice[0]} 已登记为“{BLANK_WORDS[there[twice[0]].deed]}”，没有重复登记。请核对编号。"
        )
    return _write(session, form.strip(), numbers, "taken", now, by=by.strip())


def use(
    session: Session, form: str, numbers: Sequence[str], case: str, note: str, now: dt.datetime
) -> Register:
    """使用: for a case of the docket, with what for."""
    if not register(session).allowed:
        raise NotAllowed(_OFF)
    _on_hand(session, form, numbers)
    registry.case(session.vault, case)
    if len(note.strip()) < 2:
        raise BadInput("请写明用来做什么、给谁。")
    return _write(session, form, numbers, "used", now, note=note.strip(), case=case)


def spoil(session: Session, form: str, numbers: Sequence[str], why: str, now: dt.datetime) -> Register:
    """作废: sheets that were written wrongly or torn; they are given back all the same, so that none is missing."""
    _on_hand(session, form, numbers)
    if len(why.strip()) < 2:
        raise BadInput("请写明怎么作废的。")
    return _write(session, form, numbers, "spoilt", now, note=why.strip())


def give_back(session: Session, form: str, numbers: Sequence[str], to: str, now: dt.datetime) -> Register:
    """交回: unused sheets go back to somebody at the court; they may be taken out again."""
    _on_hand(session, form, numbers)
    if not to.strip():
        raise BadInput("请写明交回给谁。")
    return _write(session, form, numbers, "returned", now, by=to.strip())


def _between(part: str, span: re.Match[str]) -> list[str]:
    head, first, tail, last = span.groups()
    if tail not in ("", head) or (len(first) < len(last) and first[0] == "0"):
        raise BadInput(f"编号“{part}”前后不一致。请写成 封0001-封0020 这样。")
    start, end = int(first), int(last)
    if not 0 <= end - start < MOST:
        raise BadInput(f"编号“{part}”的范围不对，或一次超过 {MOST} 张。请核对。")
    return [f"{head}{number:0{len(first)}d}" for number in range(start, end + 1)]


def _on_hand(session: Session, form: str, numbers: Sequence[str]) -> None:
    held = {sheet.number for sheet in register(session).on_hand if sheet.form == form}
    strange = [n for n in numbers if n not in held]
    if strange:
        raise NotAllowed(f"{form} {strange[0]} 不在手上，没有登记。请核对编号。")


def _write(
    session: Session,
    form: str,
    numbers: Sequence[str],
    deed: BlankDeed,
    now: dt.datetime,
    *,
    by: str = "",
    note: str = "",
    case: str = "",
) -> Register:
    said = BlankForms(form=form, numbers=tuple(numbers), deed=deed, by=by, note=note)
    write_event(session, said, About(cases=(case,) if case else (), matter=""), now)
    return register(session)

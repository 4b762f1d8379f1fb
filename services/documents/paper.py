"""一份文书走到哪一步: what has become of each paper, read from the journal's events alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from services.entries.entry import Attachment
from services.records.declared import Happening
from services.records.events import DocumentIssued, PaperRole, PaperStep, Step
from services.wording import listed

State = Literal["issued", "printed", "spoilt", "returned", "signed", "photographed", "delivered", "voided"]
ORDER: tuple[State, ...] = (
    "issued",
    "printed",
    "spoilt",
    "returned",
    "signed",
    "photographed",
    "delivered",
    "voided",
)
WORDS: dict[State, str] = {
    "issued": "已出具",
    "printed": "已打印",
    "spoilt": "有报损",
    "returned": "有交回",
    "signed": "已签（纸）",
    "photographed": "已回拍",
    "delivered": "已交付",
    "voided": "已作废",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """One step a paper has taken, when, and the words beside it."""

    state: State
    at: dt.datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperState:
    """A paper and how far it has come; `id` is the id of its DocumentIssued entry, `subject` of the record's.

    A paper of the case itself has no subject but a `target`; `to` is whom it goes to or what it is about. `left` is how
    many copies of a sealed paper may still be printed, None for a paper made here, which may be printed again and again.
    """

    id: str
    document: str
    name: str
    role: PaperRole
    serial: str
    subject: str
    target: str
    anchor: str
    to: str
    cases: tuple[str, ...]
    matter: str
    pages: int
    copies: int
    issued_at: dt.datetime
    paper: Attachment
    draft_mark: bool
    replaces: str
    steps: tuple[Taken, ...]
    printed: int
    runs: int
    persons: tuple[str, ...]
    delivered_to: tuple[str, ...]
    photos: tuple[Attachment, ...]
    left: int | None = None

    @property
    def sealed(self) -> bool:
        """True for what the court has sealed and handed down."""
        return self.left is not None

    @property
    def state(self) -> State:
        """The furthest step; a voided paper is nothing else."""
        return max((taken.state for taken in self.steps), key=ORDER.index)

    @property
    def word(self) -> str:
        """The state as a chip says it; what waits for seal or president is 待签发稿."""
        if self.left is not None and self.state in ("issued", "printed"):
            return f"可印 {self.left} 份" if self.left else "份数已印完"
        if self.sealed and self.state == "voided":
            return "院里已收回"
        return "待签发稿" if self.draft_mark and self.state == "issued" else WORDS[self.state]

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """What may be done with it now: nothing before it is printed but printing, nothing once it is voided."""
        if self.state == "voided":
            return ()
        if not self.printed:
            return ("printed", "voided")
        if self.draft_mark:
            return ("printed", "signed", "photographed", "voided")
        return ("printed", "signed", "photographed", "delivered", "voided")


def states(happenings: Iterable[Happening]) -> tuple[PaperState, ...]:
    """The papers among these happenings, in the order they were issued; a paper that another replaces is voided."""
    listed_ = tuple(happenings)
    steps = [(h.entry.made_at, h.said) for h in listed_ if isinstance(h.said, PaperStep)]
    papers = [(h, h.said) for h in listed_ if isinstance(h.said, DocumentIssued)]
    replaced = {said.replaces: (h.entry.made_at, said.serial) for h, said in papers if said.replaces}
    found = []
    for happening, said in papers:
        own = [(at, step) for at, step in steps if step.issued == happening.entry.id]
        taken = [Taken("issued", happening.entry.made_at, f"编号 {said.serial}，内容冻结"), *_taken(own)]
        if happening.entry.id in replaced and all(one.state != "voided" for one in taken):
            at, serial = replaced[happening.entry.id]
            taken.append(Taken("voided", at, f"已重出，编号 {serial}"))
        found.append(_state(happening, said, [step for _, step in own], tuple(taken)))
    return tuple(found)


def _state(
    happening: Happening, said: DocumentIssued, own: list[PaperStep], taken: tuple[Taken, ...]
) -> PaperState:
    prints = [step for step in own if step.step == "printed"]
    return PaperState(
        id=happening.entry.id,
        document=said.document,
        name=said.name,
        role=said.role,
        serial=said.serial,
        subject=said.subject,
        target=said.target,
        anchor=said.anchor,
        to=said.to,
        cases=happening.entry.cases,
        matter=happening.entry.matter,
        pages=said.pages,
        copies=said.copies,
        issued_at=happening.entry.made_at,
        paper=said.paper,
        draft_mark=said.draft_mark,
        replaces=said.replaces,
        steps=taken,
        printed=sum(step.copies for step in prints),
        runs=len(prints),
        persons=tuple(dict.fromkeys(p for step in own if step.step == "signed" for p in step.persons)),
        delivered_to=tuple(step.to for step in own if step.step == "delivered"),
        photos=tuple(step.photo for step in own if step.photo is not None),
    )


def _taken(own: list[tuple[dt.datetime, PaperStep]]) -> Iterator[Taken]:
    runs = 0
    for at, step in own:
        runs += step.step == "printed"
        words = {
            "printed": f"{step.copies} 份，第 {runs} 次",
            "signed": listed(step.persons),
            "photographed": "签名页已存",
            "delivered": step.to,
            "voided": step.note,
        }[step.step]
        yield Taken(step.step, at, words)

"""Parts of the documents page: what it reads, how a row says where a paper stands, the line of states at right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.actions import evidence, issuing, recording, sealed, serving
from services.actions.blank_forms import Register
from services.actions.issuing import Offer, PaperState
from services.clock import local
from services.errors import BadInput
from services.records.record import Record
from services.records.signing import signers
from services.session import Session
from ui import look
from ui.components import painting
from ui.components.frames import Card
from ui.components.labels import ChipFace, Text

_TONES = {
    "issued": "act",
    "printed": "act",
    "spoilt": "amb",
    "returned": "plain",
    "signed": "amb",
    "photographed": "ok",
    "delivered": "ok",
    "voided": "red",
}
MOST_CASES = 3
_ORDER = ("issued", "printed", "signed", "photographed", "delivered")
_TITLES = {
    "issued": "已出具", "printed": "打印", "spoilt": "报损", "returned": "交回",
    "signed": "纸上签名", "photographed": "回拍", "delivered": "交付副本",
}  # fmt: skip
_DRAFT = "现场不能加盖院印、代院长签名。水印稿可以给对方看、带回院里核签，不能当正式文书交付。"
_SEALED = "院里盖章、签发的原件，打印时一个字节不改。可印的份数由院里定，每一份都记入日志。"
_FROZEN = "出具后内容冻结。改内容须更正记录并重出，旧的一份标“已作废”，两份都留。"


@dataclass(frozen=True, slots=True)
class Papers:
    """All that the page shows: papers issued and documents that can be, who was there, and the record in a line.

    `unsigned` are those whose place is still open for ink, `to_sign` the documents that people sign at all,
    `series` how many cases the case's series has, `served` by a paper's id how it was served,
    `blank` the register of blank forms, None where there is none.
    """

    rows: tuple[PaperState | Offer, ...]
    people: tuple[str, ...]
    unsigned: tuple[str, ...]
    to_sign: frozenset[str]
    subtitle: str
    summary: str
    series: int = 0
    blank: Register | None = None
    served: Mapping[str, str] = field(default_factory=dict)


def read_papers(session: Session, entry_id: str) -> Papers:
    """Reads the matter; belongs on the vault's thread."""
    happening = recording.happening(session, entry_id)
    record = happening.said
    if not isinstance(record, Record):
        raise BadInput("这一条不是外勤记录，没有文书。")
    issued = tuple(p for p in issuing.papers(session, entry_id=entry_id) if p.subject == entry_id)
    standing = {p.document for p in issued if p.state != "voided"}
    offers = issuing.offers_of(record)
    offered = tuple(o for o in offers if o.document not in standing)
    values = {name: getattr(record, name) for name in record.fields()}
    cases = happening.entry.cases
    people = tuple(dict.fromkeys(name for name, _ in signers(record.fields(), values)))
    done = {s.name for s in values.get("signatures") or () if s.way != "paper"}
    return Papers(
        rows=(*_sealed(session, cases, type(record)), *issued, *offered),
        people=people,
        unsigned=tuple(name for name in people if name not in done),
        to_sign=frozenset(o.document for o in offers if o.signed),
        subtitle=f"{'、'.join(cases[:2])}{f' 等 {len(cases)} 案' if len(cases) > 2 else ''}",
        summary=f"{record.title} · {local(happening.entry.made_at):%H:%M} 完成",
        served=serving.of_papers(session, issued),
    )


def _sealed(session: Session, cases: tuple[str, ...], kind: type[Record]) -> tuple[PaperState, ...]:
    """What the court has sealed for this kind of act on these cases; a series is asked for case by case elsewhere."""
    return tuple(p for case in cases[:MOST_CASES] for p in sealed.papers(session, case, kind))


def read_photo(path: Path, anyway: bool) -> tuple[bytes, str]:
    """The photo's bytes and the code on its sheet; without a code BadInput, unless the officer vouches for it."""
    raw = evidence.look_at(path).raw
    code = "" if anyway else issuing.scan(raw)
    if not code and not anyway:
        raise BadInput(issuing.NO_CODE)
    return raw, code


def chip_of(row: PaperState | Offer) -> ChipFace:
    """Where a paper stands, in the tone of it."""
    if isinstance(row, Offer):
        return ChipFace("可出具", "plain")
    return ChipFace(row.word, _TONES[row.state])


def detail_of(row: PaperState | Offer, served: str = "") -> str:
    """How a paper was served, whom it is for, pages and copies; or how many copies are usual."""
    if isinstance(row, Offer):
        return f"通常 {row.copies} 份"
    if row.sealed:
        words = (served, "院发", row.to, row.serial, f"{row.pages} 页", f"准印 {row.copies} 份")
        return " · ".join(word for word in words if word)
    return " · ".join(word for word in (served, row.to, f"{row.pages} 页", f"{row.copies} 份") if word)


class StateCard(Card):
    """状态: every step of a paper one under the other, done ones with time and fact."""

    def __init__(self) -> None:
        super().__init__("状态")
        self._holder = QWidget()
        self.body.addWidget(self._holder, 1)
        self.lines: tuple[tuple[str, str, bool], ...] = ()

    def show_state(self, row: PaperState | Offer, *, inked: bool = True, served: str = "") -> None:
        """Shows the steps of a paper, or that it is not issued yet.

        `inked` if it waits for signatures in ink, `served` how it was served.
        """
        self.setTitle("状态", chip_of(row).text)
        self.lines = (*_lines(row, inked), *((("送达", served, True),) if served else ()))
        self.body.removeWidget(self._holder)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        for number, (title, words, done) in enumerate(self.lines):
            column.addWidget(_Step(title, words, done, last=number == len(self.lines) - 1))
        column.addStretch(1)
        column.addWidget(Text(_note(row), "second"))
        self.body.addWidget(self._holder, 1)


def _note(row: PaperState | Offer) -> str:
    """What is true of a paper from now on; of a draft, what it is not."""
    if isinstance(row, Offer):
        return "出具后即存入日志。"
    if row.sealed:
        return _SEALED
    return _DRAFT if row.draft_mark else _FROZEN


def _lines(row: PaperState | Offer, inked: bool) -> tuple[tuple[str, str, bool], ...]:
    if isinstance(row, Offer):
        coming = [s for s in _ORDER[1:] if inked or s not in ("signed", "photographed")]
        return (("还没有出具", "点“出具”，几秒内成文", False), *((_TITLES[s], "", False) for s in coming))
    titles = {**_TITLES, "issued": "院里下发", "voided": "院里收回"} if row.sealed else _TITLES
    taken = [
        (titles.get(t.state, "已作废"), " · ".join(w for w in (f"{local(t.at):%H:%M}", t.words) if w), True)
        for t in row.steps
    ]
    if row.state == "voided":
        return tuple(taken)
    done = {t.state for t in row.steps}
    out = {"delivered"} if row.draft_mark else {"signed", "photographed"} if row.sealed else set()
    out |= set() if inked else {"signed", "photographed"}
    left = [(_TITLES[s], "", False) for s in _ORDER if s not in done | out]
    return (*taken, *left)


class _Step(QWidget):
    """A disc on the line, a title and what is known of the step."""

    def __init__(self, title: str, words: str, done: bool, last: bool) -> None:
        super().__init__()
        self._done, self._last = done, last
        self.setAccessibleName("，".join(word for word in (title, words, "" if done else "还没有") if word))
        column = QVBoxLayout(self)
        column.setContentsMargins(44, 0, 0, 10)
        column.setSpacing(0)
        column.addWidget(Text(title, "strong"))
        if words:
            column.addWidget(Text(words, "second"))
        column.addStretch(1)
        self.setMinimumHeight(50)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(2, 1, 26, 26)
        if not self._last:
            painter.setPen(painting.pen(tokens.line, 2))
            painter.drawLine(15, 30, 15, self.height())
        painting.disc(painter, disc, tokens.ok if self._done else tokens.surface, tokens.edge, 2)
        if self._done:
            painting.picture(painter, "check", tokens.okink, disc.adjusted(5, 5, -5, -5))
        painter.end()

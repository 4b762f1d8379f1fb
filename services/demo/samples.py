"""Sample records of every kind, filled from the declaration alone, and every paper made from them; all marked 演示."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from services.demo import contact_sheet, inking, measure_words, penalties, stages
from services.demo import docket as demo_docket
from services.demo.agreeing import agreeing, notice_over
from services.demo.answers import NOW, Drawer, answer
from services.demo.long_papers import CROWD, crowded, lengthened, with_goods
from services.docket.case import Case, Docket
from services.documents import catalogue as documents
from services.documents.case_subject import CaseSubject
from services.documents.document import Document
from services.documents.proof import Proof
from services.documents.subject import Subject
from services.documents.targets import when_counted
from services.position.fix import Fix
from services.records import catalogue as kinds
from services.records import fields
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.duties import Situation, standings
from services.records.record import Incomplete, Record, Start
from services.records.values import Override

__all__ = ["NOW", "Sample", "papers", "passed_over", "proof", "sample"]

DEVICE = "00000000-0000-7000-8000-00000000d320"
_TRIES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A finished record with all that a paper about it may need."""

    record: Record
    draft: Draft
    cases: tuple[Case, ...]
    docket: Docket
    images: Mapping[str, bytes]
    related: tuple[Happening, ...] = ()

    @property
    def subject(self) -> Subject:
        """The sample as documents take it, with everyone's signature under every paper."""
        served = documents.for_kind(type(self.record))
        return Subject(
            record=self.record,
            cases=self.cases,
            court=self.docket.court,
            officers=(self.docket.officer, *self.docket.colleagues),
            recorder=self.docket.officer.name,
            images=self.images,
            overrides=self.draft.overrides,
            frozen={d.code: inking.frozen(d) for d in served if d.signed},
            demo=True,
            related=self.related,
        )


def sample(
    kind: type[Record], seed: int = 1, *, many: bool = False, document: Document | None = None,
    related: tuple[Happening, ...] = (), said: Mapping[str, Any] = MappingProxyType({}),
) -> Sample:  # fmt: skip
    """A record of that kind, the same for the same seed; `many` has several cases and parties.

    Of a kind with steps it is the step that makes this `document`, with the steps before it on record; `related` are
    records that stand in for those. `said` are answers that it gives in any case.
    """
    if related or said:
        return _sample(kind, seed, many, related, said=said)
    behind, said = stages.behind(kind, document.code if document else "")
    before: tuple[Happening, ...] = ()
    for number, (stage, step) in enumerate(behind):
        made = _sample(stage, seed, many, before, f"/{number}", step)
        before = (*before, stages.entered(made.record, made.draft.subject, before, DEVICE))
    return _sample(kind, seed, many, before, said=said)


def _sample(
    kind: type[Record], seed: int, many: bool, before: tuple[Happening, ...], mark: str = "",
    said: Mapping[str, Any] = MappingProxyType({}),
) -> Sample:  # fmt: skip
    whole = docket()
    numbers = [c for c in whole.cases if kind.things((c,)) or measure_words.held(kind, (c,))] or [
        c for c in whole.cases if c.vehicles
    ]
    chosen = tuple(numbers[seed % len(numbers) : seed % len(numbers) + (4 if many else 1)])
    if kind.group and kind.code != "eviction_notice":
        chosen = tuple(notice_over(case) for case in chosen)
    for attempt in range(_TRIES):
        drawer = Drawer(random.Random(f"samples/{kind.code}/{seed}/{attempt}{mark}"), whole, chosen)
        draft = _draft(drawer, kind, seed, before, said)
        try:
            record = kind.from_draft(draft)
        except Incomplete as error:
            last = error
            continue
        return Sample(
            record=record, draft=draft, cases=chosen, docket=whole, images=drawer.images, related=before
        )
    raise last


def papers(folder: Path) -> tuple[Path, ...]:
    """Writes every document, for every kind and for the case, of few parties, of several, and long; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in kinds.KINDS:
        for document in documents.for_kind(kind):
            for words, made in (
                ("一案", sample(kind, 1, document=document)),
                ("多案", sample(kind, 2, many=True, document=document)),
                ("多页", long_sample(kind, document)),
            ):
                path = folder / f"{kind.title}-{document.name(kind)}（{words}）.pdf"
                path.write_bytes(document.pdf(made.subject, proof(document, made)))
                written.append(path)
    for document in documents.for_case():
        for words, subject in {**case_subjects(document), **long_subjects(document)}.items():
            path = folder / f"案件-{document.title}（{words}）.pdf"
            path.write_bytes(document.pdf(subject, proof(document, subject)))
            written.append(path)
    sheet = folder / "一览.png"
    sheet.write_bytes(contact_sheet.draw([*_firsts()]))
    return (*written, sheet)


def _firsts() -> Iterator[tuple[str, bytes]]:
    """Every document once: of the first kind it serves, or of a case with one debtor."""
    shown: set[str] = set()
    for kind in kinds.KINDS:
        for document in documents.for_kind(kind):
            if document.code not in shown:
                shown.add(document.code)
                made = sample(kind, 1, document=document)
                yield document.name(kind), document.pdf(made.subject, proof(document, made))
    for document in documents.for_case():
        subject = next(iter(case_subjects(document).values()))
        yield document.title, document.pdf(subject, proof(document, subject))


def case_subjects(document: Document) -> Mapping[str, CaseSubject]:
    """A paper of the case for its first target in the demo's docket: of one debtor, and of several parties."""
    whole, found = docket(), {}
    for words, many in (("一名被执行人", False), ("多名被执行人", True)):
        cases = (c for c in whole.cases if (len(c.debtors) > 1) == many and "执保" not in c.number)
        subject = next(filter(None, (_case_subject(document, _as_asked(document, c)) for c in cases)), None)
        if subject is not None:
            found[words] = subject
    return found


def long_sample(kind: type[Record], document: Document | None = None) -> Sample:
    """A record of that kind with sixty rows wherever it has rows."""
    made = sample(kind, 1, document=document)
    return dataclasses.replace(made, record=lengthened(made.record))


def long_subjects(document: Document) -> Mapping[str, CaseSubject]:
    """The first sample paper again, with two dozen debtors in its case."""
    one = case_subjects(document)["一名被执行人"]
    case = crowded(one.case)
    subject = _case_subject(document, case)
    return {f"{CROWD}名被执行人": subject} if subject is not None else {}


def _as_asked(document: Document, case: Case) -> Case:
    """The case as it stands, or paid, with goods, or moved by the criminal division, as the document wants it."""
    paid = dataclasses.replace(
        case, state="执行完毕", recovered=(case.claim or Decimal(0)) + (case.fee or Decimal(0))
    )
    forms = (case, paid, with_goods(case, NOW.date()), penalties.moved(case))
    return next((form for form in forms if document.targets(form, NOW.date())), case)


def _case_subject(document: Document, case: Case) -> CaseSubject | None:
    whole, targets = docket(), document.targets(case, NOW.date())
    if not targets or (document.per is when_counted and targets[0].warning):
        return None  # an account that the LPR table does not reach is no sample
    return CaseSubject(
        case=case,
        target=targets[0],
        court=whole.court,
        officers=(whole.officer, *whole.colleagues),
        on=NOW.date(),
        demo=True,
    )


def proof(document: Document, made: Sample | CaseSubject) -> Proof:
    """A proof for a sample's paper: nobody's hash, a fixed moment."""
    about = made.draft.id if isinstance(made, Sample) else f"{made.case.number}/{made.target.id}"
    anchor = hashlib.sha256(f"{document.code}/{about}".encode()).hexdigest()
    return Proof(
        id=f"01935a00-0000-7000-8000-{anchor[:12]}",
        serial=f"D320-{int(anchor[:4], 16):05d}",
        anchor=anchor,
        made_at=NOW + dt.timedelta(minutes=40),
        device=DEVICE,
    )


def passed_over(
    kind: type[Record], values: Mapping[str, Any], cases: tuple[Case, ...], subject: str, by: str
) -> tuple[Override, ...]:  # fmt: skip
    """The duties of signing that these answers leave open, each passed over with one of its ready reasons."""
    situation = Situation(
        fields=kind.fields(),
        values=values,
        prefilled=frozenset(),
        cases=cases,
        happenings=(),
        overrides=(),
        now=NOW,
        subject=subject,
    )
    missing = [s.duty for s in standings(kind.duties, situation, "sign") if s.state == "missing"]
    return tuple(
        Override(duty=d.code, reason=d.reasons[0] if d.reasons else "演示放行理由，仅供样例", by=by, at=NOW)
        for d in missing
    )


@functools.cache
def docket() -> Docket:
    return demo_docket.build(today=NOW.date())


def _draft(
    drawer: Drawer, kind: type[Record], seed: int, before: tuple[Happening, ...], said: Mapping[str, Any]
) -> Draft:  # fmt: skip
    """A whole draft that says what is given; the optional questions are answered too."""
    officers = (drawer.docket.officer, *drawer.docket.colleagues[:1])
    fix = Fix(28.901462, 118.511235, NOW, "receiver", accuracy_m=4.0, satellites=17, receiver="北斗")
    things = kind.things(drawer.cases)
    subject = things[0].id if things else drawer.subject
    held = measure_words.held(kind, drawer.cases)
    subject = held.measure.id if held else subject
    start = Start(
        cases=drawer.cases,
        officers=officers,
        now=NOW,
        position=fix,
        subject=subject,
        device=DEVICE,
        related=before,
        held=held,
    )
    values: dict[str, Any] = {n: v for n, v in {**kind.prefilled(start), **said}.items() if v is not None}
    for name, field in kind.fields().items():
        asked = field.when is None or field.when(values)
        if asked and values.get(name) in (None, "", ()) and not isinstance(field, fields.Signatures):
            values[name] = answer(field, name, drawer)
    values.update(agreeing(values, drawer.cases))
    for name, field in kind.fields().items():
        if isinstance(field, fields.Signatures):
            values[name] = inking.signatures(drawer, kind, values)
    return Draft(
        id=f"sample-{kind.code}-{seed}",
        kind=kind.code,
        version=kind.version,
        cases=tuple(c.number for c in drawer.cases),
        officers=tuple(o.name for o in officers),
        started_at=NOW,
        values=values,
        subject=subject,
        overrides=passed_over(kind, values, drawer.cases, subject, officers[0].name),
    )

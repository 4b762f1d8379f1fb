"""执行裁定书（解除查封、扣押、冻结用） with 协助执行通知书 to the register (domain.md, 'also wanted'; 查扣冻规定 28)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import Flowable

from services.docket.property import MEASURE_TITLES
from services.documents import blocks, follow_ups, letters, seizures, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.release import Release

SENTENCES = {
    "facts": ("dispute", "ruling", "deed", "owner", "thing"),
    "reason": ("ground",),
    "under": ("article",),
    "released": ("deed", "owner", "thing"),
    "at_once": (),
    "please": ("article", "ruling", "deed", "owner", "thing"),
    "land_register": (),
}


@case_document(
    "release_ruling", "解除措施裁定书", per=targets.each_release, role="notice", authority="court",
    sentences=SENTENCES, copies=3, duplex=True, also=(Release,), shows=("measure", "ground"),
)  # fmt: skip
def release_ruling(given: CaseSubject | Subject, wording: Wording) -> Story:
    """Parties, the measure, why it ends, the order; for a car or home the notice to its register on a new page."""
    subject = _as_target(given)
    facts = _facts(subject)
    said = [
        wording.say("facts", dispute=subject.dispute, ruling=_ruling(subject), **facts),
        wording.say("reason", ground=_ground(subject)),
        wording.say("under", article=articles.article("ckd-28").cite),
        wording.say("released", **facts),
        wording.say("at_once"),
    ]
    body = [
        *blocks.head(subject.court.line, "执行裁定书", subject.case.number, RULING),
        *letters.parties(subject.case),
        *blocks.texts(said, RULING),
    ]
    tail = letters.order_tail(subject, ("审判长", "审判员", "审判员", "书记员"))
    return Story(body=body, block=tail, annex=[*_notice(subject, wording)])


def _as_target(given: CaseSubject | Subject) -> CaseSubject:
    """The target of the case, or what a record of a release has just ended: the docket need not know of that."""
    if isinstance(given, CaseSubject):
        return given
    release = given.record
    assert isinstance(release, Release)
    held = release.measure
    if not held.measure.ruling:  # taken on site: it rests on the ruling that the docket says was served
        held = replace(held, measure=replace(held.measure, ruling=seizures.rulings(given, titled=False)))
    return follow_ups.of_case(given, held, release.ground)


def _facts(subject: CaseSubject) -> dict[str, str]:
    thing, measure = subject.thing, subject.target.measure
    assert measure is not None
    owner = thing.owner or subject.debtors
    return {"deed": MEASURE_TITLES[measure.kind], "owner": owner, "thing": letters.thing_text(thing)}


def _ground(subject: CaseSubject) -> str:
    if not subject.target.ground:
        raise MissingFact("", "没有选定解除的事由，文书没有出具。请选好再出。")
    return subject.target.ground


def _ruling(subject: CaseSubject) -> str:
    measure = subject.target.measure
    if measure is None or not measure.ruling:
        raise MissingFact(
            "", f"案件册里没有{subject.thing.name}的查封裁定文号，文书没有出具。请院里补全案件册。"
        )
    return measure.ruling


def _notice(subject: CaseSubject, wording: Wording) -> Iterator[Flowable]:
    thing = subject.thing
    if thing.vehicle is None and thing.home is None:
        return
    to = (thing.vehicle.registry if thing.vehicle else "") or wording.say("land_register")
    please = wording.say(
        "please", article=articles.article("ckd-28").cite, ruling=_ruling(subject), **_facts(subject)
    )
    story, block = letters.letter(
        subject, "协助执行通知书", to, [blocks.text(please, RULING)], annexes=("执行裁定书一份",)
    )
    yield letters.NEW_PAGE()
    yield from blocks.closing(story, block)

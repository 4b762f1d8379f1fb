"""协助执行通知书 and its 回执 (domain.md D16): what register or bank is asked to do, for a measure or its renewal."""

from __future__ import annotations

from dataclasses import replace

from services.docket.property import Measure, Property
from services.documents import blocks, follow_ups, letters, measured, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.renewal import Renewal
from services.wording import date_text

SENTENCES = {
    "reason": ("dispute", "basis", "articles"),
    "seal": ("owner", "thing", "from_day", "until"),
    "renew": ("deed", "owner", "thing", "from_day", "until", "former"),
    "limited": ("amount",),
    "stop": ("deed",),
    "stop_frozen": (),
    "duty": ("article",),
    "done": ("number",),
    "land_register": (),
}


@case_document(
    "assistance_notice", "协助执行通知书", per=targets.each_registered, role="notice", authority="court",
    sentences=SENTENCES, copies=2, also=(Renewal,), shows=("measure", "term_from", "term_until", "registry", "order_number"),
)  # fmt: skip
def assistance_notice(given: CaseSubject | Subject, wording: Wording) -> Story:
    """Case and basis, the matters to assist in with the term, the duty of the office; then the reply it sends back.

    From a record of a renewal it asks to carry the measure on for the new term, by whoever the record names.
    """
    if isinstance(given, Subject):
        return _renewed(given, wording)
    matters = [_seal(given, given.thing, given.target.measure, wording), wording.say("stop", deed="查封")]
    return _notice(given, addressee(given.thing, wording), matters, ("cpl-253", "cpl-255", "ckd-7"), wording)


def _renewed(given: Subject, wording: Wording) -> Story:
    record = given.record
    assert isinstance(record, Renewal)
    former = record.measure.measure
    measure = replace(
        former, ruling=record.order_number, effective_on=record.term_from, expires_on=record.term_until
    )
    subject = follow_ups.of_case(given, record.measure, measure=measure)
    deed = measured.deed(subject.thing, former)
    frozen = former.kind == "freezing"
    if frozen and not record.registry:
        raise MissingFact("registry", "续冻要写明协助执行单位，文书没有出具。请补上开户银行等单位名称。")
    until = f"（原期限至{date_text(former.expires_on)}）" if former.expires_on else ""
    matters = [
        wording.say(
            "renew", deed=deed, owner=subject.thing.owner or subject.debtors, thing=_bounded(subject, wording),
            from_day=date_text(record.term_from), until=date_text(record.term_until), former=until,
        ),
        wording.say("stop_frozen") if frozen else wording.say("stop", deed=deed),
    ]  # fmt: skip
    to = record.registry or addressee(subject.thing, wording)
    return _notice(subject, to, matters, ("cpl-253" if frozen else "cpl-255", "int-485", "ckd-27"), wording)


def _bounded(subject: CaseSubject, wording: Wording) -> str:
    """The thing; money with the sum up to which it goes on being frozen."""
    what = letters.thing_text(subject.thing)
    if not measured.is_bounded(subject.thing, subject.target.measure):
        return what
    return what + wording.say("limited", amount=measured.limit_text(measured.limit(subject)))


def _notice(
    subject: CaseSubject, to: str, matters: list[str], keys: tuple[str, ...], wording: Wording
) -> Story:
    measure = subject.target.measure
    cited = articles.cited(*keys)
    body = [
        blocks.text(
            wording.say("reason", dispute=subject.dispute, basis=subject.basis_text, articles=cited), RULING
        ),
        *letters.items(matters),
        blocks.text(wording.say("duty", article=articles.article("cpl-117").cite), RULING),
    ]
    ruling = f"{measure.ruling}执行裁定书一份" if measure and measure.ruling else "执行裁定书一份"
    story, block = letters.letter(subject, assistance_notice.title, to, body, annexes=(ruling, "回执一份"))
    return Story(
        body=story,
        block=block,
        annex=letters.reply(
            subject, "协助执行通知书（回执）", wording.say("done", number=subject.case.number)
        ),
    )


def addressee(thing: Property, wording: Wording) -> str:
    """Who keeps the register: the vehicle office that the docket names, or the register of real estate."""
    if thing.vehicle is None:
        return wording.say("land_register")
    if not thing.vehicle.registry:
        raise MissingFact("", f"案件册里没有{thing.name}的注册登记机关，文书没有出具。请院里补全案件册。")
    return thing.vehicle.registry


def _seal(subject: CaseSubject, thing: Property, measure: Measure | None, wording: Wording) -> str:
    if measure is None or measure.effective_on is None or measure.expires_on is None:
        raise MissingFact("", f"案件册里没有{thing.name}的查封起止日期，文书没有出具。请院里补全案件册。")
    return wording.say(
        "seal",
        owner=thing.owner or subject.debtors,
        thing=letters.thing_text(thing),
        from_day=date_text(measure.effective_on),
        until=date_text(measure.expires_on),
    )

"""协助执行通知书 and its 回执 (domain.md D16): what the register that carries a measure is asked to do."""

from __future__ import annotations

from services.docket.property import Measure, Property
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.wording import date_text

SENTENCES = {
    "reason": ("dispute", "basis", "articles"),
    "seal": ("owner", "thing", "from_day", "until"),
    "stop": (),
    "duty": ("article",),
    "done": ("number",),
    "land_register": (),
}


@case_document(
    "assistance_notice", "协助执行通知书", per=targets.each_registered, role="notice", authority="court",
    sentences=SENTENCES, copies=2,
)  # fmt: skip
def assistance_notice(subject: CaseSubject, wording: Wording) -> Story:
    """Case and basis, the matters to assist in with the term, the duty of the office; then the reply it sends back."""
    thing, measure = subject.thing, subject.target.measure
    cited = "、".join(articles.article(key).cite for key in ("cpl-253", "cpl-255", "ckd-7"))
    body = [
        blocks.text(
            wording.say("reason", dispute=subject.dispute, basis=subject.basis_text, articles=cited), RULING
        ),
        *letters.items([_seal(subject, thing, measure, wording), wording.say("stop")]),
        blocks.text(wording.say("duty", article=articles.article("cpl-117").cite), RULING),
    ]
    ruling = f"{measure.ruling}执行裁定书一份" if measure and measure.ruling else "执行裁定书一份"
    to = addressee(thing, wording)
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

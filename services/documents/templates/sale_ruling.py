"""拍卖成交裁定书 (拍卖变卖规定 20, 网拍规定 22): the car that was sold is the buyer's; the court signs and seals it."""

from __future__ import annotations

from services.clock import local
from services.documents import blocks, disposals, letters, passages, seizures
from services.documents.document import Story, document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records import related as earlier
from services.records.kinds.vehicle_disposal import RESULT, SOLD, VehicleDisposal
from services.wording import date_text, money, rmb_upper

SENTENCES = {
    "facts": ("dispute", "ruling", "owner", "car"),
    "sold": ("day", "platform", "sale", "round", "buyer", "price", "words"),
    "under": ("articles",),
    "owned": ("owner", "car", "buyer"),
    "ended": ("article",),
    "register": ("buyer",),
    "at_once": (),
}


@document(
    "sale_ruling", "成交裁定书", serves=VehicleDisposal, role="notice", sentences=SENTENCES, copies=3,
    shows=("plate", "at", "sale_round", "price", "buyer", "buyer_id"), authority="court", duplex=True,
    fits=lambda step: step.step == RESULT and step.outcome == SOLD,
)  # fmt: skip
def sale_ruling(subject: Subject, wording: Wording) -> Story:
    """Parties, what was seized and how it was sold, the articles; whose it is now, and that the seizure is over."""
    step, of_case = disposals.record_of(subject), disposals.of_case(subject)
    price = subject.need("price")
    owner, car = disposals.owner(subject), disposals.car_text(subject)
    sold = wording.say(
        "sold", day=date_text(local(step.at).date()), platform=_platform(subject), sale=disposals.sale_word(step),
        round=step.sale_round, buyer=subject.need("buyer"), price=money(price), words=rmb_upper(price),
    )  # fmt: skip
    cited = articles.cited("cpl-258", "pm-20", "net-22")
    facts = wording.say(
        "facts", dispute=seizures.dispute(subject), ruling=seizures.rulings(subject), owner=owner, car=car
    )
    ordered = (
        wording.say("owned", owner=owner, car=car, buyer=step.buyer),
        wording.say("ended", article=articles.article("ckd-27").cite),
        wording.say("register", buyer=step.buyer),
    )
    body = [
        *blocks.head(subject.court.line, "执行裁定书", "", RULING, more=passages.number_lines(subject)),
        *letters.parties(*subject.cases),
        blocks.text(f"买受人：{step.buyer}，{disposals.buyer_number(step)}。", RULING),
        *blocks.texts([facts, sold, wording.say("under", articles=cited)], RULING),
        *letters.items(ordered),
        blocks.text(wording.say("at_once"), RULING),
    ]
    tail = letters.order_tail(of_case, ("审判长", "审判员", "审判员", "书记员"))
    return Story(body=body, block=tail, annex=passages.case_list(subject, RULING))


def _platform(subject: Subject) -> str:
    """Where it was sold, as its listing says."""
    found = earlier.told(subject.related, "platform")
    if not found:
        raise MissingFact("", "还没有“挂拍”的记录，不知道在哪个平台成交，文书没有出具。请先记挂拍。")
    return str(found)

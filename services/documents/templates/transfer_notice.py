"""协助过户通知书 and its 回执 (domain.md D16; 机动车登记规定 30): the register is asked to enter the buyer of a sold car."""

from __future__ import annotations

from services.clock import local
from services.documents import blocks, disposals, letters, passages, seizures
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.vehicle_disposal import DELIVERED, VehicleDisposal
from services.wording import date_text, listed

SENTENCES = {
    "reason": ("dispute", "owner", "car", "under"),
    "reason_served": ("dispute", "owner", "car", "day", "under"),
    "transfer": ("owner", "car", "buyer"),
    "lift": ("ruling",),
    "lacking": ("papers", "article"),
    "duty": ("article",),
    "done": ("number",),
}
REGISTERED = (("登记证书", "机动车登记证书"), ("号牌", "号牌"), ("行驶证", "行驶证"))


@document(
    "transfer_notice", "协助过户通知书", serves=VehicleDisposal, role="notice", sentences=SENTENCES, copies=2,
    shows=("plate", "at", "ruling_served_on", "handed_papers"), authority="court",
    fits=lambda step: step.step == DELIVERED,
)  # fmt: skip
def transfer_notice(subject: Subject, wording: Wording) -> Story:
    """The ruling, the transfer, the end of the seizure's entry, which papers were never obtained; then the reply."""
    step = disposals.record_of(subject)
    owner, car = disposals.owner(subject), disposals.car_text(subject)
    left = [name for word, name in REGISTERED if word not in step.handed_papers]
    asked = [
        wording.say("transfer", owner=owner, car=car, buyer=disposals.new_owner(subject)),
        wording.say("lift", ruling=seizures.rulings(subject, titled=False)),
    ]
    if left:
        cite = articles.article("mvr-30").cite
        asked.append(wording.say("lacking", papers=listed(left), article=cite))
    under = articles.article("cpl-262").cite
    facts = {"dispute": seizures.dispute(subject), "owner": owner, "car": car, "under": under}
    served = step.ruling_served_on
    reason = (
        wording.say("reason_served", day=date_text(served), **facts)
        if served
        else wording.say("reason", **facts)
    )
    body = [
        *blocks.head(subject.court.line, "协助执行通知书", "", RULING, more=passages.number_lines(subject)),
        blocks.flush(f"{disposals.registry(subject)}：", RULING),
        blocks.text(reason, RULING),
        *letters.items(asked),
        blocks.text(wording.say("duty", article=articles.article("cpl-117").cite), RULING),
    ]
    number = subject.numbers[0]
    reply = letters.reply_of(
        subject.court, number, "协助执行通知书（回执）", wording.say("done", number=number)
    )
    tail = letters.notice_tail(subject, local(step.at).date(), ("成交裁定书一份", "回执一份"))
    annex = [*reply, *passages.case_list(subject, RULING)]
    return Story(body=body, block=tail, annex=annex)

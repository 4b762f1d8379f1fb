"""拘传票 (domain.md D14; 民诉法 119, 民诉法解释 482): issued by the president only; drawn up here as 待签发稿."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from services.docket.case import Case
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.wording import date_text

SENTENCES = {
    "summoned": ("number", "on"),
    "not_summoned": (),
    "reason": ("article",),
    "place": ("court", "address"),
    "hours": ("article",),
    "direct": (),
}


@case_document(
    "fetching_order",
    "拘传票",
    per=targets.each_debtor,
    role="notice",
    authority="president",
    sentences=SENTENCES,
    copies=1,
)
def fetching_order(subject: CaseSubject, wording: Wording) -> Story:
    """存根 on the first page, on the second the part that is shown and signed by whoever is fetched."""
    stub = [*_part(subject, wording, "本联存卷"), *letters.by_hand(("院长", "承办人"), FORM)]
    told = wording.say("hours", article=articles.article("int-482").cite) + wording.say("direct")
    by_pen: list[list[tuple[str, str]]] = [
        [("被拘传人签名", "　"), ("执行拘传人", "　")],
        [("到案时间", letters.HOUR)],
        [("询问起止时间", f"{letters.HOUR}　至　{letters.HOUR.strip()}")],
    ]
    shown = _part(subject, wording, "本联出示并由被拘传人签名", told, by_pen)
    body = [*stub, letters.NEW_PAGE(), *shown]
    return Story(body=body, block=letters.form_tail(subject, ("院长",)))


def _part(
    subject: CaseSubject, wording: Wording, which: str, note: str = "", more: Sequence[list[tuple[str, str]]] = ()
) -> Iterator[Flowable]:  # fmt: skip
    party, court = subject.party, subject.court
    whom = party.name if party.is_citizen else party.legal_representative or f"{party.name}的法定代表人"
    home = party.places[0].text if party.places else "不详"
    facts = [
        ("案由", subject.case.cause),
        ("被拘传人", whom),
        ("身份", "被执行人" if party.is_citizen else f"被执行人{party.name}的法定代表人"),
        ("工作单位或者住址", party.workplace or home),
        ("传唤情况", _summoned(subject.case, party.name, wording)),
        ("拘传原因", wording.say("reason", article=articles.article("int-482").cite)),
        ("拘传到达处所", wording.say("place", court=court.name, address=court.address or court.name)),
        ("批准人", f"院长　　　　　　（{articles.article('cpl-119').cite}）"),
        ("备考", note or letters.room(1)),
    ]
    yield from letters.form_head(subject, fetching_order.title, more=(f"（{which}）",))
    yield blocks.facts_table([*blocks.paired(facts), *more], FORM)


def _summoned(case: Case, name: str, wording: Wording) -> str:
    """The summons that was served on him; without one the form says that it may not be issued yet."""
    for paper in case.served:
        if paper.title.startswith("传票") and paper.to in ("", name) and paper.on is not None:
            return wording.say("summoned", number=paper.number or "传票", on=date_text(paper.on))
    return wording.say("not_summoned")

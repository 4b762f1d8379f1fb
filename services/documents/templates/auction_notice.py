"""网络司法拍卖（变卖）公告 (网拍规定 12, 14, 16, 24): what the court announces of a car; the court checks and seals it."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, disposals, letters, passages, seizures
from services.documents.document import Story, document
from services.documents.paragraph import Paragraph
from services.documents.seal import SealPlace
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records import related as earlier
from services.records.kinds.vehicle_disposal import LISTED, VehicleDisposal
from services.wording import chinese_number, date_text, date_time_text, listed, money

SENTENCES = {
    "opening": ("dispute", "opens", "closes", "platform", "sale", "owner", "round"),
    "thing": ("car",),
    "number": ("number",),
    "price": ("start", "deposit"),
    "value": ("value", "way"),
    "state": ("state",),
    "as_it_is": (),
    "bidders": ("article",),
    "money": ("article", "days"),
    "priority": ("article",),
    "taxes": ("article",),
    "viewing": ("agency", "phone"),
    "viewing_court": ("phone",),
}
SHOWN = (
    "plate", "sale_round", "platform", "listing_number", "notice_on", "opens_at", "closes_at", "start_price", "deposit",
    "agency", "pay_days", "oversight_phone",
)  # fmt: skip


@document(
    "auction_notice", "网络司法拍卖公告", serves=VehicleDisposal, role="notice", sentences=SENTENCES, shows=SHOWN,
    authority="court", fits=lambda step: step.step == LISTED,
)  # fmt: skip
def auction_notice(subject: Subject, wording: Wording) -> Story:
    """Thing, price, deposit, state, who may bid, money, priority, taxes, viewing; every point of article 12."""
    step = disposals.record_of(subject)
    title = f"网络司法{disposals.sale_word(step)}公告"
    body = [
        *blocks.head(subject.court.line, title, "", RULING, more=passages.number_lines(subject)),
        blocks.text(_opening(subject, step, wording), RULING),
        *letters.items([*_points(subject, step, wording)]),
    ]
    notice = f"公告发布日期：{date_text(step.notice_on)}。" if step.notice_on else ""
    contact = f"{letters.contact(disposals.of_case(subject))}{notice}"
    block = [SealPlace(local(step.at).date(), RULING), Paragraph(contact, RULING.plain)]
    return Story(body=body, block=block, annex=passages.case_list(subject, RULING))


def _opening(subject: Subject, step: VehicleDisposal, wording: Wording) -> str:
    opens, closes = subject.need("opens_at"), step.closes_at
    return wording.say(
        "opening",
        dispute=seizures.dispute(subject),
        opens=date_time_text(local(opens)),
        closes=f"至{date_time_text(local(closes))}止（延时除外）" if closes else "起不少于二十四小时",
        platform=subject.need("platform"),
        sale=disposals.sale_word(step),
        owner=disposals.owner(subject),
        round=step.sale_round,
    )


def _points(subject: Subject, step: VehicleDisposal, wording: Wording) -> Iterator[str]:
    number = wording.say("number", number=step.listing_number) if step.listing_number else ""
    yield wording.say("thing", car=disposals.car_text(subject)) + number
    if step.deposit is None:
        raise MissingFact(
            "deposit", "公告须写明保证金（网拍规定第12条），文书没有出具。请由合议庭确定后补上保证金。"
        )
    price = wording.say("price", start=money(subject.need("start_price")), deposit=money(step.deposit))
    value, way = (earlier.told(subject.related, name) for name in ("value", "way"))
    valued = wording.say("value", value=money(value), way=str(way)) if value is not None else ""
    yield price + valued
    state = listed([*disposals.state(subject)])
    yield (wording.say("state", state=state) if state else "") + wording.say("as_it_is")
    days = chinese_number(subject.need("pay_days"))
    yield wording.say("bidders", article=articles.article("net-14").cite)
    yield wording.say("money", article=articles.article("net-24").cite, days=days)
    yield wording.say("priority", article=articles.article("net-16").cite)
    yield wording.say("taxes", article=articles.article("net-30").cite)
    phone = subject.need("oversight_phone")
    if step.agency:
        yield wording.say("viewing", agency=step.agency, phone=phone)
    else:
        yield wording.say("viewing_court", phone=phone)

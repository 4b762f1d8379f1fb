"""What the court's own papers share: parties in full, the case in a sentence, the contact, the whole of a letter."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from reportlab.platypus import Flowable, PageBreak

from services.docket.case import Case
from services.docket.court import Court
from services.docket.party import ROLE_TITLES, Party
from services.docket.property import Property
from services.documents import blocks, signatures
from services.documents.case_subject import CaseSubject
from services.documents.paragraph import Paragraph
from services.documents.seal import SealPlace
from services.documents.subject import Subject
from services.documents.table import Columns, Table
from services.documents.typesetting import FORM, RULING, Styles
from services.identifiers import credit_code, resident_id
from services.identifiers.plate import display
from services.wording import chinese_number, date_text, listed

NEW_PAGE = PageBreak
DAY, HOUR = "　　年　月　日", "　　　　年　　月　　日　　时　　分"
_UNKNOWN_PLACE = "住址不详"


def you(party: Party) -> str:
    """How a paper addresses a party."""
    return "你" if party.is_citizen else "你单位"


def receivers(debtors: Iterable[Party]) -> str:
    """Who may be handed a list or belongings: a unit has no family (民诉法 256-2, 261-3); of nobody it is known."""
    known = list(debtors)
    family = not known or any(party.is_citizen for party in known)
    return "被执行人或者其成年家属" if family else "被执行人"


def party_line(party: Party, title: str = "") -> str:
    """A party as rulings and decisions name it; what the docket does not know is left out, an unknown address said.

    `title` is what the paper calls him where that is not his part in the case: 被处罚人.
    """
    title = title or ROLE_TITLES[party.role]
    place = party.places[0].text if party.places else ""
    if party.is_citizen:
        told = (
            party.name,
            party.sex,
            f"{date_text(party.born_on)}出生" if party.born_on else "",
            party.ethnicity,
            f"住{place}" if place else _UNKNOWN_PLACE,
            f"公民身份号码{party.id_number}" if party.id_number else "",
        )
        return f"{title}：{'，'.join(t for t in told if t)}。"
    told_unit = (
        party.name,
        f"住所地{place}" if place else "住所地不详",
        f"统一社会信用代码{party.id_number}" if party.id_number else "",
    )
    return f"{title}：{'，'.join(t for t in told_unit if t)}。{_head_of(party)}"


def _head_of(party: Party) -> str:
    if not party.legal_representative:
        return ""
    post = f"，{party.legal_representative_post}" if party.legal_representative_post else ""
    return f"法定代表人：{party.legal_representative}{post}。"


def parties(*cases: Case) -> list[Flowable]:
    """Every creditor, then every debtor of these cases, a paragraph each; their agents below them."""
    found: list[str] = []
    everyone = (*(p for c in cases for p in c.creditors), *(p for c in cases for p in c.debtors))
    for party in dict.fromkeys(everyone):
        found.append(party_line(party))
        if party.agent:
            found.append(f"委托诉讼代理人：{party.agent}。")
    return blocks.texts(found, RULING)


def number_text(number: str) -> str:
    """An identity number by what it is called: a resident's, a unit's, or of another paper."""
    if not resident_id.check(number).errors:
        return f"公民身份号码{number}"
    return f"统一社会信用代码{number}" if credit_code.fits(number) else f"证件号码{number}"


def thing_text(thing: Property) -> str:
    """A thing with all that marks it out: a car by plate and VIN, a home by place and certificate."""
    if (car := thing.vehicle) is not None:
        told = (
            f"号牌{display(car.plate)}" if car.plate else "未上牌",
            listed((car.brand, car.model)),
            f"车辆识别代号{car.vin}" if car.vin else "",
            f"发动机号{car.engine_number}" if car.engine_number else "",
        )
        return f"{car.kind or '机动车'}一辆（{'，'.join(t for t in told if t)}）"
    if (home := thing.home) is not None:
        facts = (
            f"不动产权证号{home.certificate}" if home.certificate else "",
            f"建筑面积{home.area_m2}平方米" if home.area_m2 is not None else "",
            home.share.replace(" ", ""),
        )
        known = "，".join(t for t in facts if t)
        return f"位于{home.place.text}的房屋{f'（{known}）' if known else ''}"
    name = f"{thing.name.replace(' ', '')}账户的存款" if "存款" in thing.kind else thing.name
    return f"{name}{f'（{thing.detail}）' if thing.detail else ''}"


def contact(subject: CaseSubject | Subject) -> str:
    """Who answers, under which number, and where the court is; what is not known is left out."""
    handler, court = subject.handler, subject.court
    told = (
        f"联系人：{handler.name}" if handler else "",
        f"联系电话：{(handler.phone if handler else '') or court.phone}" if handler or court.phone else "",
        f"本院地址：{court.address}" if court.address else "",
        f"邮编：{court.postcode}" if court.postcode else "",
    )
    return "；".join(t for t in told if t) + "。"


def items(lines: Sequence[str]) -> list[Flowable]:
    """一、 二、: the orders of a letter or ruling, a paragraph each.

    Orders that are parted by ； are so to the last one, which ends with 。 whichever it is.
    """
    bare = [line.rstrip("；。") for line in lines]
    between = "；" if any(line.endswith("；") for line in lines) else "。"
    ends = [between] * (len(bare) - 1) + ["。"]
    told = [
        f"{chinese_number(n)}、{line}{end}" for n, (line, end) in enumerate(zip(bare, ends, strict=True), 1)
    ]
    return blocks.texts(told, RULING)


def letter(
    subject: CaseSubject,
    title: str,
    to: str,
    body: Sequence[Flowable],
    *,
    annexes: Sequence[str] = (),
    end: str = "",
) -> tuple[list[Flowable], list[Flowable]]:
    """Body and block of a notice to someone: head, addressee with a colon, text, 特此通知, annexes, seal, contact."""
    story = [*blocks.head(subject.court.line, title, subject.case.number, RULING)]
    if to:
        story.append(blocks.flush(f"{to}：", RULING))
    story += body
    if end:
        story.append(blocks.text(end, RULING))
    tail = [SealPlace(subject.on, RULING), Paragraph(contact(subject), RULING.plain)]
    return story, [*blocks.annexes(annexes, RULING), *tail]


def notice_tail(subject: Subject, on: dt.date, annexes: Sequence[str] = ()) -> list[Flowable]:
    """The block of a notice from a record: annexes, the seal's place, then whom to ask."""
    return [
        *blocks.annexes(annexes, RULING),
        SealPlace(on, RULING),
        Paragraph(contact(subject), RULING.plain),
    ]


def reply(subject: CaseSubject, title: str, opening: str) -> list[Flowable]:
    """回执 on a page of its own."""
    return reply_of(subject.court, subject.case.number, title, opening)


def reply_of(court: Court, number: str, title: str, opening: str) -> list[Flowable]:
    """回执 on a page of its own: the office writes what it did and seals it."""
    place = blocks.date_line("　　　　年　　月　　日", RULING)
    return [
        PageBreak(),
        *blocks.head(court.line, title, number, RULING),
        blocks.flush(f"{court.name}：", RULING),
        blocks.text(opening, RULING),
        Table([[room(8)]], Columns((1.0,)), RULING.cell, RULING.cell_head, head=0),
        *by_hand(("经办人",), RULING),
        blocks.flush("联系电话：", RULING),
        blocks.text("（单位印章）", RULING),
        *place,
    ]


def order_tail(subject: CaseSubject, signers: Sequence[str]) -> list[Flowable]:
    """The tail of rulings, decisions and orders: those who sign at the court, with room for their names, then the seal."""
    style = dataclasses.replace(RULING.plain, align="right", right_indent=2 * RULING.body.pitch)
    names = [Paragraph(f"{role}　　　　　　", style) for role in signers]
    return [blocks.gap(RULING, 0.5), *names, SealPlace(subject.on, RULING)]


def form_head(subject: CaseSubject, title: str, *, more: Sequence[str] = ()) -> list[Flowable]:
    """The head of a form: court, title, number."""
    return blocks.head(subject.court.line, title, subject.case.number, FORM, more=more)


def form_rows(pairs: Sequence[tuple[str, str]]) -> Flowable:
    """A form's table: label and answer; an answer that is written by hand has room left for it."""
    return blocks.facts_table(blocks.paired(pairs), FORM)


def claim_lines(subject: CaseSubject) -> Iterator[str]:
    """The items of the claim as the docket gives them: kind, amount in figures, interest clause."""
    for item in subject.case.claim_items:
        amount = f"{item.amount:,.2f}{item.currency or '元'}" if item.amount is not None else ""
        rate = f"，{item.rate}" if item.rate else ""
        yield f"{item.kind}{amount}{rate}"


def room(lines: int) -> str:
    """Empty lines of a cell, for the pen."""
    return "\n".join("　" * lines)


def boxes(*options: str) -> str:
    """Options to tick with the pen."""
    return "　".join(f"□{option}" for option in options)


def by_hand(roles: Sequence[str], styles: Styles) -> list[Flowable]:
    """Places for signatures in ink, one for each role."""
    return signatures.block([signatures.Place(role) for role in roles], styles)


def form_tail(subject: CaseSubject, roles: Sequence[str]) -> list[Flowable]:
    """The foot of a sealed form: places for ink, then the date with the seal's place."""
    return [*by_hand(roles, FORM), SealPlace(subject.on, FORM)]

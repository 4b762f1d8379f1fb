"""各项期限: the dues of each course a case can take: its own term, papers, settlement, sale, money, disputes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from services.cases.due import Due, Sort
from services.docket.case import Case, Served
from services.docket.proceedings import (
    OBJECTION_TITLES,
    ROUND_TITLES,
    SOLD,
    UNSOLD,
    Auction,
    Objection,
)
from services.docket.property import Property
from services.law import terms
from services.law.periods import HolidayTables
from services.records.kinds.assistance_reply import AssistanceReply
from services.records.kinds.delivery import Delivery
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.vehicle_disposal import VehicleDisposal
from services.records.kinds.visit import Visit
from services.wording import money

_LEAVE = "公告迁出期限届满"
# A served paper by what its title says: which sort of due it begets and which term of law stands behind it.
_PAPERS: tuple[tuple[str, Sort, str, str], ...] = (
    ("报告财产令", "report", "property_report", "财产报告期满"),
    ("罚款决定", "review", "sanction_review", "罚款决定复议期满"),
    ("拘留决定", "review", "sanction_review", "拘留决定复议期满"),
    ("到期债务", "paper", "third_party_debt", "第三人履行、异议期满"),
    ("履行到期债权", "paper", "third_party_debt", "第三人履行、异议期满"),
    ("分配方案", "paper", "distribution_objection", "分配方案异议期满"),
    ("领取", "collect", "belongings", "领取物品期满"),
    ("取物", "collect", "belongings", "领取物品期满"),
    ("迁出", "leave", "eviction_notice", _LEAVE),
    ("腾退", "leave", "eviction_notice", _LEAVE),
    ("执行通知", "paper", "", "执行通知书指定的履行期满"),
)
_VISITED: tuple[Sort, ...] = ("leave", "report", "collect")  # who did not do it is looked for at home
_RIGHTS = ("sanction_review", "distribution_objection")
_TOLD = ("auction_told", "sale_ruling")  # done by serving a paper
_COMPUTED = ("sanction_review", "third_party_debt", "distribution_objection")


def of_the_term(case: Case, tables: HolidayTables) -> Iterator[Due]:
    """执行期限: as the docket says it; counted from 立案 with the pauses left out where it does not (执行工作规定 63)."""
    if case.due_on is not None:
        yield Due(sort="term", what="执行期限届满", on=case.due_on, term="whole_case")
        return
    if "执保" in case.number:
        return  # 财产保全 has no term of six months
    if any(pause.until_on is None for pause in case.pauses):
        return  # it stands still; when it goes on is nobody's to guess
    paused = sum(pause.days(case.filed_on) for pause in case.pauses)
    row = terms.term("whole_case")
    on, gap = row.last_day_at_least(case.filed_on + dt.timedelta(days=paused), tables)
    note = "按立案日推算" + (f"，已扣除 {paused} 天" if paused else "")
    yield Due(sort="term", what="执行期限届满", on=on, term="whole_case", note=_joined(note, gap))


def of_papers(case: Case, tables: HolidayTables) -> Iterator[Due]:
    """Papers that set their receiver a day and are not answered yet."""
    for paper in case.served:
        if paper.met_on is None and (due := _of_paper(case, paper, tables)) is not None:
            yield due


def _of_paper(case: Case, paper: Served, tables: HolidayTables) -> Due | None:
    sort, term, what = _meaning(case, paper)
    who = f"（{paper.to}）" if paper.to else ""
    on, note = paper.due_on, ""
    if on is not None:
        note = "载明的日期早于送达日期，请核对文书" if paper.on and on < paper.on else ""
    elif term in _COMPUTED and paper.on is not None:
        on, note = terms.term(term).last_day_at_least(paper.on, tables)
    if on is None:
        return None
    answer = Visit.code if sort in _VISITED else AssistanceReply.code if term == "third_party_debt" else ""
    what = f"{what}{who}"
    return Due(sort=sort, what=what, on=on, term=term, note=note, fades=term in _RIGHTS, answer=answer)


def _meaning(case: Case, paper: Served) -> tuple[Sort, str, str]:
    """What the end of a paper's term is; a bare 公告 tells to move out only in a case with a home to clear."""
    known = next((row for row in _PAPERS if row[0] in paper.title), None)
    to_clear = any(p.home and p.home.to_clear for p in case.properties)
    if known is None and paper.title == "公告" and to_clear:
        return "leave", "eviction_notice", _LEAVE
    return known[1:] if known else ("paper", "", f"{paper.title}载明的期限届满")


def of_settlement(case: Case, tables: HolidayTables) -> Iterator[Due]:
    """和解分期: each unpaid instalment on its agreed day; after the last, the term to ask for resumption."""
    open_ones = [(n, i) for n, i in enumerate(case.instalments, 1) if i.paid_on is None]
    for number, instalment in open_ones:
        amount = f" {money(instalment.amount)} 元" if instalment.amount is not None else ""
        yield Due(
            sort="instalment",
            what=f"和解第 {number} 期{amount}",
            on=instalment.due_on,
            term="instalment",
            note=instalment.note,
            answer=Visit.code,
        )
    if open_ones:
        last = max(i.due_on for i in case.instalments)
        on, gap = terms.term("settlement_resume").last_day_at_least(last, tables)
        yield Due(
            sort="instalment",
            what="申请恢复执行期间届满",
            on=on,
            term="settlement_resume",
            note=gap,
            fades=True,
        )


def of_sales(case: Case, tables: HolidayTables) -> Iterator[Due]:
    """拍卖: the notice and the telling before it, the second sale after a failed one, ruling and hand-over after a sale."""
    for auction in case.auctions:
        thing = case.property(auction.property_id)
        name = thing.name if thing else ""
        if auction.result == SOLD:
            found = _after_a_sale(auction, name, tables)
        elif auction.result == UNSOLD and auction.round == "first":
            found = _second_sale(case, auction, name, tables)
        elif not auction.result:
            found = _before_a_sale(auction, name, bool(thing and not thing.home))
        else:
            continue
        yield from (replace(due, answer=_answer(due, thing)) for due in found)


def _answer(due: Due, thing: Property | None) -> str:
    """The record that answers a step of a sale: what is served, the car's own step, the home handed over."""
    if due.term in _TOLD:
        return Delivery.code
    if thing is not None and thing.vehicle is not None:
        return VehicleDisposal.code
    return EvictionHandover.code if due.term == "hand_over" and thing is not None and thing.home else ""


def _before_a_sale(auction: Auction, name: str, movable: bool) -> Iterator[Due]:
    title = ROUND_TITLES[auction.round]
    if auction.begins_on is None:
        yield _sale(
            auction, f"{name} {title}日期不明", None, "", "没有开始日期，无法推算公告期限，请院里补录"
        )
        return
    which = "notice" if auction.round == "first" else "second_notice"
    key = f"{'auction_' if which == 'notice' else ''}{which}_{'movable' if movable else 'other'}"
    row = terms.term(key)
    latest = row.last_day(auction.begins_on)
    if auction.round != "sale":
        if auction.notice_on is None:
            yield _sale(auction, f"{name} {title}须发布公告", latest, key)
        late = auction.notice_on is not None and auction.notice_on > latest
        short = f"公告距开拍不足 {row.count} 日，不得开拍（{row.source}）" if late else ""
        if auction.told_on is None:
            told = terms.term("auction_told").last_day(auction.notice_on or latest)
            yield _sale(auction, f"{name} {title}须通知当事人、优先购买权人", told, "auction_told")
        yield _sale(auction, f"{name} {title}开拍", auction.begins_on, "", short)
    else:
        yield _sale(auction, f"{name} 变卖开始", auction.begins_on, "")


def _second_sale(case: Case, auction: Auction, name: str, tables: HolidayTables) -> Iterator[Due]:
    later = [a for a in case.auctions if a.property_id == auction.property_id and a.round != "first"]
    if later:
        return
    if auction.ended_on is None:
        yield _sale(auction, f"{name} 须再次拍卖", None, "second_auction", "没有流拍日期，请院里补录")
        return
    on, gap = terms.term("second_auction").last_day_at_least(auction.ended_on, tables)
    yield _sale(auction, f"{name} 流拍，须再次拍卖", on, "second_auction", gap)


def _after_a_sale(auction: Auction, name: str, tables: HolidayTables) -> Iterator[Due]:
    if auction.price_paid_on is not None and auction.ruling_served_on is None:
        on, gap = terms.term("sale_ruling").last_day_at_least(auction.price_paid_on, tables)
        yield _sale(auction, f"{name} 成交，须送达成交裁定", on, "sale_ruling", gap)
    if auction.ruling_served_on is not None and auction.handed_over_on is None:
        on, gap = terms.term("hand_over").last_day_at_least(auction.ruling_served_on, tables)
        yield _sale(auction, f"{name} 须移交买受人", on, "hand_over", gap)


def _sale(auction: Auction, what: str, on: dt.date | None, term: str, note: str = "") -> Due:
    return Due(
        sort="auction",
        what=what.strip(),
        on=on,
        term=term,
        note=note or auction.note,
        thing=auction.property_id,
    )


def of_money(case: Case, tables: HolidayTables) -> Iterator[Due]:
    """案款发放: money that has arrived and is not paid out; a noted reason for delay is shown, the day stands."""
    for arrived in case.enforcement_money:
        if arrived.paid_out_on is not None:
            continue
        on, gap = terms.term("pay_out").last_day_at_least(arrived.arrived_on, tables)
        why = f"已写明逾期原因：{arrived.delay_reason}" if arrived.delay_reason else ""
        yield Due(
            sort="money",
            what=f"案款 {_amount(arrived.amount)}须发放",
            on=on,
            term="pay_out",
            note=_joined(why, gap),
        )


def of_petitions(case: Case, tables: HolidayTables) -> Iterator[Due]:
    """信访答复: petitions without a written answer."""
    for petition in case.petitions:
        if petition.answered_on is None:
            on, gap = terms.term("petition_reply").last_day_at_least(petition.received_on, tables)
            who = f"{petition.by}信访" if petition.by else "信访"
            note = _joined(petition.asked, gap)
            yield Due(sort="petition", what=f"{who}须书面答复", on=on, term="petition_reply", note=note)


def of_objections(case: Case, tables: HolidayTables) -> Iterator[Due]:
    """异议: the court's fifteen days to rule, then the parties' days to contest the ruling.

    Against a criminal judgment's enforcement an outsider's goes the way of one to an act (刑事涉财产执行规定 14).
    """
    for objection in case.objections:
        as_to_an_act = objection.kind == "conduct" or case.moved
        if objection.ruled_on is None:
            key = "objection" if as_to_an_act else "outsider_objection"
            yield _objected(objection, "审查期满", objection.received_on, key, tables, "objection")
        elif objection.ruling_served_on is not None and objection.contested_on is None:
            key, what = (
                ("objection_review", "裁定复议期满") if as_to_an_act else ("outsider_suit", "裁定起诉期满")
            )
            yield _objected(objection, what, objection.ruling_served_on, key, tables, "review")


def _objected(
    objection: Objection, what: str, event: dt.date, key: str, tables: HolidayTables, sort: Sort
) -> Due:
    on, gap = terms.term(key).last_day_at_least(event, tables)
    who = f"（{objection.by}）" if objection.by else ""
    return Due(
        sort=sort,
        what=f"{OBJECTION_TITLES[objection.kind]}{what}{who}",
        on=on,
        term=key,
        note=gap,
        thing=objection.property_id,
        fades=sort == "review",
    )


def of_pauses(case: Case) -> Iterator[Due]:
    """暂缓、中止: the day on which a stretch with a known end is over and the case goes on."""
    last = max((p for p in case.pauses if p.until_on), key=lambda p: p.until_on or dt.date.min, default=None)
    if last is not None and last.kind.startswith(("暂缓", "中止")):
        term = "deferral" if last.kind.startswith("暂缓") else ""
        yield Due(
            sort="pause",
            what=f"{last.kind}期满，须恢复执行",
            on=last.until_on,
            term=term,
            note=last.note,
            fades=True,
        )


def _amount(value: Decimal | None) -> str:
    return f"{money(value)} 元" if value is not None else ""


def _joined(*parts: str) -> str:
    return "；".join(filter(None, parts))

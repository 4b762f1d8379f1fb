"""搜查: the debtor's home or hiding place is searched on the president's warrant; what is found becomes an inventory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Measure, MeasureKind
from services.law.terms import maximum_end
from services.records import conduct, owed_duties
from services.records import duty_rules as rules
from services.records import search_duties as searching
from services.records import seizure_duties as seizure
from services.records.duties import Situation
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.signing import OFFICER
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    films,
    inventory,
    moment,
    money,
    photos,
    position,
    present,
    signatures,
    text,
    yes_no,
)
from services.records.values import (
    Film,
    HeldMeasure,
    InventoryRow,
    Located,
    Person,
    Photo,
    Signature,
)
from services.wording import date_text, date_time_text, listed

SEIZED, SEALED, RETURNED = "扣押", "就地查封", "查看后留下"
TAKING = (SEIZED, SEALED)
OPEN_DOOR, BY_ITSELF, ORDERED, FORCED = "门未上锁", "自行开启", "责令后开启", searching.FORCED
WOMAN, MAN = "女", "男"
SLOTS = ("搜查令", "开启前", "开启后", "搜查现场", "所得物品", "封条", "书面确认")
_MEASURES: tuple[tuple[str, MeasureKind, str], ...] = (
    (SEIZED, "seizure", "扣押"),
    (SEALED, "sealing", "查封"),
)


def forced(values: Values) -> bool:
    """A door, a safe or a chest was opened by force."""
    return values.get("opening") == FORCED


def body_searched(values: Values) -> bool:
    """Somebody's body was searched."""
    return values.get("body") is True


def woman_searched(values: Values) -> bool:
    """A woman's body was searched."""
    return body_searched(values) and values.get("body_sex") == WOMAN


def something_taken(values: Values) -> bool:
    """At least one thing on the list is seized or sealed."""
    return any(row.disposition in TAKING for row in values.get("found") or ())


def something_sealed(values: Values) -> bool:
    """At least one thing stays where it is under a seal."""
    return any(row.disposition == SEALED for row in values.get("found") or ())


def nothing_listed(values: Values) -> bool:
    """The list is empty."""
    return not values.get("found")


def _forced(situation: Situation) -> bool:
    return forced(situation.values)


def _woman(situation: Situation) -> bool:
    return woman_searched(situation.values)


def _taken(situation: Situation) -> bool:
    return something_taken(situation.values)


def _taken_of_citizen(situation: Situation) -> bool:
    return _taken(situation) and rules.debtor_is_citizen(situation)


def _sealed(situation: Situation) -> bool:
    return something_sealed(situation.values)


class PremisesSearch(
    Record, code="premises_search", title="搜查", version=1, icon="house-search", hint="须院长签发的搜查令"
):
    """One search of one place (domain.md D09, D10, §5.4; 民诉法 259, 民诉法解释 494–498, 财产调查规定 14)."""

    warrant_number: str = text("搜查令文号", default="", searchable=True)
    warrant_on: dt.date | None = day("搜查令签发日期", default=None)
    warrant_searchers: tuple[str, ...] = choices("搜查令载明的搜查人员", default=(), other=True)
    warrant_covers: bool | None = yes_no("搜查地点在搜查令范围内", default=None)
    hidden: str = text(
        "怎样隐匿财产、账簿", default="", lines=2,
        phrases=("申报无财产，家中存放现金", "账簿藏匿拒不交出", "将存货转移至他处存放"),
    )  # fmt: skip
    ordered: bool | None = yes_no("已责令交出，拒不交出", default=None)
    looked_for: tuple[str, ...] = choices(
        "拟搜查的标的物", "现金", "金银首饰", "存折银行卡", "会计账簿", "合同借条", "车辆证照钥匙", "电子设备", other=True
    )  # fmt: skip
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("搜查地点", searchable=True)
    located: Located = position("定位")

    officers: tuple[str, ...] = choices("搜查人员", other=True, signs=OFFICER)
    recorder: str = conduct.recorder()
    in_dress: bool = yes_no("按规定着装")
    id_shown: bool = conduct.id_shown()
    warrant_shown: bool = yes_no("已出示搜查令")
    recorder_on: bool = conduct.recorder_on()
    outsiders_out: bool = yes_no("已禁止无关人员进入")
    searched: str = text("被搜查人", searchable=True)
    present: tuple[Person, ...] = present(
        "在场人", "被执行人", "成年家属", "法定代表人", "主要负责人", "基层组织", "工作单位", "见证人", "开锁人员", "案外人",
        "其他", default=(), searchable=True,
    )  # fmt: skip
    debtor_told: str = text("怎样通知被执行人一方", default="", phrases=("电话通知，未到场", "当面通知"))
    grassroots_told: str = text("怎样通知基层组织", default="", phrases=("电话通知村委会，答复派员",))
    told: tuple[str, ...] = choices(
        "已告知", "搜查的依据和目的", "异议的权利", seizure.TOLD_CUSTODIAN, "拒不交出的后果", default=(), other=True
    )  # fmt: skip
    frail: tuple[str, ...] = conduct.frail()
    care: str = conduct.care()

    opening: str = choice("怎样开启", OPEN_DOOR, BY_ITSELF, ORDERED, FORCED)
    ordered_open: bool | None = yes_no("先责令开启，拒不配合", default=None, when=forced)
    opened_what: str = text("开启了什么", default="", phrases=("入户门", "保险柜", "卧室衣柜"), when=forced)
    opened_by: str = text("由谁开启", default="", remembered=True, when=forced)
    opening_result: str = text(
        "开启结果和损坏情况",
        default="",
        phrases=("开启后未损坏", "锁芯损坏，已更换并交付新钥匙"),
        when=forced,
    )
    spots: str = text(
        "搜查了哪些房间、箱柜", lines=3, phrases=("客厅", "主卧衣柜、床下", "厨房", "储物间", "保险柜")
    )
    body: bool = yes_no("搜查人身")
    body_of: str = text("搜查了谁的人身", when=body_searched)
    body_sex: str = choice("被搜身人性别", WOMAN, MAN, when=body_searched)
    body_by: str = text("由谁搜身", when=body_searched)
    body_by_women: bool | None = yes_no("由女执行人员进行", default=None, when=woman_searched)

    found: tuple[InventoryRow, ...] = inventory(
        "搜查所得", default=(), dispositions=(SEIZED, SEALED, RETURNED), taking=TAKING,
        names=("现金", "黄色金属饰品", "存折", "银行卡", "会计账簿", "借条", "手表", "酒", "笔记本电脑"),
    )  # fmt: skip
    nothing_found: bool | None = yes_no("没有发现可供执行的财产、账簿", default=None, when=nothing_listed)
    possessed: bool | None = yes_no("所取财物由被执行人占有", default=None, when=something_taken)
    claimed_by: str = text("谁主张是自己的", default="", when=something_taken)
    exempt: bool | None = yes_no(
        "所取财物中有豁免财产（生活必需、残疾辅助等）", default=None, when=something_taken
    )
    estimate: Decimal | None = money("所取财物估价合计", default=None, when=something_taken)
    indivisible: bool | None = yes_no("不可分物，超出标的仍须整体扣押", default=None, when=something_taken)
    no_other_property: bool | None = yes_no(
        "没有其他可供执行的财产，或不足以清偿", default=None, when=something_taken
    )
    custodian: str = text("保管人", remembered=True, searchable=True, signs="保管人", when=something_taken)
    kept_at: str = text("保管地点", remembered=True, when=something_taken)
    seals: str = text("封条编号", default="", when=something_sealed)
    public_notice: str = text("其他公示方式", default="", phrases=("张贴查封公告",), when=something_sealed)
    term_from: dt.date = day("查封、扣押期限自", when=something_taken)
    term_until: dt.date = day("查封、扣押期限至", hint="以裁定书和清单印的日期为准", when=something_taken)
    return_on: dt.date | None = day("约定归还日期", default=None, when=something_taken)
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    incident: str = text("突发情况", default="", lines=2)
    note: str = text("其他", default="", lines=2)
    ended_at: dt.datetime = moment("结束时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("搜查令与事由", (
            "warrant_number", "warrant_on", "warrant_searchers", "warrant_covers", "hidden", "ordered", "looked_for",
            "began_at", "place", "located",
        )),
        Part("到场与告知", (
            "officers", "recorder", "in_dress", "id_shown", "warrant_shown", "recorder_on", "outsiders_out", "searched",
            "present", "debtor_told", "grassroots_told", "told", "frail", "care",
        )),
        Part("开启与搜查", (
            "opening", "ordered_open", "opened_what", "opened_by", "opening_result", "spots", "body", "body_of",
            "body_sex", "body_by", "body_by_women",
        )),
        Part("搜查所得", (
            "found", "nothing_found", "possessed", "claimed_by", "exempt", "estimate", "indivisible", "no_other_property",
        )),
        Part("保管与期限", (
            "custodian", "kept_at", "seals", "public_notice", "term_from", "term_until", "return_on", "photos", "films",
            "incident", "note", "ended_at",
        )),
        Part("签名", ("signatures",)),
    )  # fmt: skip

    duties = (
        searching.warrant_in_hand(),
        searching.place_covered(),
        searching.searchers_named(),
        searching.concealment(),
        searching.ordered_to_hand_over(),
        rules.id_shown(),
        searching.warrant_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted(),
        searching.outsiders_kept_out(),
        searching.debtor_side_told(),
        searching.grassroots_told(),
        searching.opened_after_order(when=_forced),
        searching.woman_by_women(when=_woman),
        seizure.ruling_served(when=_taken),
        searching.possessed_by_debtor(when=_taken),
        seizure.unit_or_grassroots_present(when=_taken_of_citizen),
        seizure.not_exempt(when=_taken),
        owed_duties.within_claim(when=_taken),
        seizure.custodian_named(when=_taken),
        seizure.public_sign(when=_sealed),
        seizure.times_and_place(when=_taken),
        rules.signed_by_all(
            "transcript_signed", "笔录由搜查人员、被搜查人和在场人签名", "int-498", "transcript"
        ),
        rules.signed_by_all("inventory_signed", "清单由在场人签名", "cpl-256-2", "inventory", when=_taken),
        seizure.copy_handed_over(when=_taken),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The warrant as the docket has it, time, the fix, the officers, and the longest lawful term for movables."""
        papers = (paper for case in start.cases for paper in case.served)
        warrant = next((p for p in papers if searching.WARRANT in p.title and p.number), None)
        debtors = [d.name for case in start.cases for d in case.debtors]
        filled: dict[str, object] = {
            "began_at": to_the_minute(start.now),
            "located": Located.of(start.position),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
            "term_from": start.now.date(),
            "term_until": maximum_end("movable", start.now.date()),
        }
        if warrant is not None:
            filled |= {"warrant_number": warrant.number, "warrant_on": warrant.on}
        if len(debtors) == 1:
            filled["searched"] = debtors[0]
        return {name: value for name, value in filled.items() if value not in (None, "")}

    def problems(self) -> Iterator[Problem]:
        """Times in order; found or not found is said; a term within the law; forced opening says what was opened."""
        yield from conduct.times_in_order(self)
        if not self.found and self.nothing_found is None:
            yield Problem("nothing_found", "有没有发现财产、账簿还没有回答")
        if not self.found and self.nothing_found is False:
            yield Problem("found", "发现了财产、账簿，要逐项登记")
        silent = [str(row.number) for row in self.found if not row.disposition]
        if silent:
            yield Problem("found", f"搜查所得第 {'、'.join(silent)} 行没有写明怎样处理")
        if self.return_on and self.return_on < local(self.began_at).date():
            yield Problem("return_on", "“约定归还日期”早于搜查当日")
        if self.opening == FORCED and not (self.opened_what and self.opened_by):
            yield Problem("opened_what", "强制开启要写明开启了什么、由谁开启")
        if self.taken and self.term_until < self.term_from:
            yield Problem("term_until", "“查封、扣押期限至”早于起始日")
        if self.taken and self.term_until > maximum_end("movable", self.term_from):
            yield Problem("term_until", "动产查封、扣押期限不得超过二年（民诉法解释第485条）")

    @property
    def taken(self) -> tuple[InventoryRow, ...]:
        """What is seized or sealed."""
        return tuple(row for row in self.found if row.disposition in TAKING)

    def summary(self) -> str:
        """Where, and what came of it."""
        got = f"查封、扣押 {len(self.taken)} 项" if self.taken else "未取走财物"
        return f"{self.place.text} · {got}"

    def measures(self, case: Case) -> tuple[Measure, ...]:
        """A seizure and a sealing of the things found, each as one measure; the list says which things."""
        found = []
        for disposition, kind, word in _MEASURES:
            rows = [row for row in self.taken if row.disposition == disposition]
            if rows:
                found.append(
                    Measure(
                        id=f"search-{kind}-{self.began_at.isoformat()}",
                        kind=kind,
                        property_id="",
                        effective_on=self.term_from,
                        expires_on=self.term_until,
                        held=kind == "seizure",
                        note=f"搜查{word}的{rows[0].name}{f'等 {len(rows)} 项' if len(rows) > 1 else ''}",
                    )
                )
        return tuple(found)

    def given_back(self, held: HeldMeasure) -> tuple[InventoryRow, ...]:
        """What was taken along; what was sealed in its place has not left it."""
        return tuple(r for r in self.taken if r.disposition == SEIZED and held.measure.kind == "seizure")

    def narrative(self, setting: Setting) -> str:
        """How it went, from tapped and measured facts only."""
        return "".join(
            (*self._head(), *self._told(), *self._opened(), *self._body(), *self._result(), self._end())
        )

    def _head(self) -> Iterator[str]:
        when = date_time_text(local(self.began_at))
        warrant = f"持{self.warrant_number}搜查令" if self.warrant_number else ""
        signed = f"（{date_text(self.warrant_on)}签发）" if warrant and self.warrant_on else ""
        yield f"{when}，{listed(self.officers)}{warrant}{signed}到{self.place.text}，对{self.searched}依法搜查"
        yield f"，拟搜查{listed(self.looked_for)}。"
        if self.hidden:
            yield f"搜查事由：{self.hidden.rstrip('。')}。"
        if self.ordered:
            yield "此前已责令交出，拒不交出。"

    def _told(self) -> Iterator[str]:
        shown = [w for w, yes in (("工作证件", self.id_shown), ("搜查令", self.warrant_shown)) if yes]
        dress = "按规定着装，" if self.in_dress else ""
        if shown:
            yield f"搜查人员{dress}出示了{listed(shown)}。"
        if self.told:
            yield f"已告知{listed(self.told)}。"
        if self.debtor_told:
            yield f"通知被执行人一方：{self.debtor_told.rstrip('。')}。"
        if self.grassroots_told:
            yield f"通知基层组织：{self.grassroots_told.rstrip('。')}。"
        if self.outsiders_out:
            yield "无关人员已退出现场。"

    def _opened(self) -> Iterator[str]:
        if self.opening == FORCED:
            first = "经责令开启，拒不配合，" if self.ordered_open else ""
            after = f"；{self.opening_result.rstrip('。')}" if self.opening_result else ""
            yield f"{first}由{self.opened_by}强制开启{self.opened_what}{after}。"
        else:
            yield f"处所{self.opening}。" if self.opening == OPEN_DOOR else f"处所由在场人{self.opening}。"
        yield f"搜查了{self.spots.rstrip('。')}。"

    def _body(self) -> Iterator[str]:
        if self.body:
            women = "（女执行人员）" if self.body_by_women else ""
            yield f"由{self.body_by}{women}对{self.body_of}（{self.body_sex}）进行了人身搜查。"
        else:
            yield "没有搜查人身。"

    def _result(self) -> Iterator[str]:
        if not self.found:
            yield "没有发现可供执行的财产、账簿。"
            return
        ways = Counter(row.disposition for row in self.found)
        yield f"搜查所得{len(self.found)}项，其中{listed(f'{way}{count}项' for way, count in ways.items())}，已逐项登记。"
        if self.taken:
            back = f"，约定{date_text(self.return_on)}归还" if self.return_on else ""
            yield f"所取财物由{self.custodian}保管于{self.kept_at}{back}。"
        if self.claimed_by:
            yield f"{self.claimed_by}主张其中财物为其所有，已告知可以提出书面异议。"
        if self.seals:
            yield f"已加贴封条，编号：{self.seals}。"

    def _end(self) -> str:
        return f"{date_time_text(local(self.ended_at))}搜查结束。"

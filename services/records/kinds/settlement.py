"""执行和解: the parties agree how and when it is paid, the officers write it down, and all of them sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from services.clock import local
from services.docket.party import Place
from services.docket.proceedings import Instalment
from services.law.terms import term
from services.records import conduct
from services.records import duty_rules as rules
from services.records import settlement_duties as settling
from services.records.duties import Situation
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    account,
    address,
    choice,
    choices,
    day,
    films,
    instalments,
    moment,
    money,
    photos,
    position,
    present,
    resident_id,
    signatures,
    text,
    yes_no,
)
from services.records.values import Film, Located, Person, Photo, Signature
from services.wording import date_text, date_time_text, listed, rmb_upper
from services.wording import money as yuan

ORAL, WRITTEN = "口头和解，记入笔录", "书面协议，当场提交"
IN_KIND = "以物抵债"
SUSPEND, WITHDRAW, GO_ON = "请求中止执行", "撤回执行申请", "不中止，措施照常"
TOLD = (settling.UNFREE, settling.RESUME, settling.TERM, settling.IN_KIND, "已履行的部分应当扣除")


def agent_there(values: Values) -> bool:
    """Somebody settles for another."""
    return any(isinstance(p, Person) and p.role in settling.AGENTS for p in values.get("present") or ())


def guaranteed(values: Values) -> bool:
    """Somebody stands for the debt."""
    return bool(values.get("guarantor"))


def in_kind(values: Values) -> bool:
    """A thing is taken in place of money."""
    return values.get("way") == IN_KIND


def _agent(situation: Situation) -> bool:
    return agent_there(situation.values)


def _guaranteed(situation: Situation) -> bool:
    return guaranteed(situation.values)


def _in_kind(situation: Situation) -> bool:
    return in_kind(situation.values)


def _asks_for_ruling(situation: Situation) -> bool:
    return situation.values.get("afterwards") in (SUSPEND, WITHDRAW)


class Settlement(
    Record, code="settlement", title="执行和解", version=1, icon="interview", hint="分期自动进到期雷达"
):
    """One agreement of the parties in enforcement (domain.md D23, D24; 民诉法 241, 执行和解规定, 执行担保规定)."""

    form: str = choice("怎样和解", ORAL, WRITTEN)
    reached_at: dt.datetime = moment("达成时间")
    place: Place = address("地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool = conduct.id_shown()
    recorder_on: bool = conduct.recorder_on()
    present: tuple[Person, ...] = present(
        "双方当事人和到场人", "申请执行人", "被执行人", "法定代表人", "申请执行人代理人", "被执行人代理人", "见证人", "其他",
        searchable=True,
    )  # fmt: skip
    agent_authorised: bool | None = yes_no("代理人有和解的特别授权", default=None, when=agent_there)
    frail: tuple[str, ...] = conduct.frail()
    care: str = conduct.care()

    changed: tuple[str, ...] = choices("变更了原判的", "主体", "标的", "期限", "地点", "方式", other=True)
    total: Decimal = money("和解总额", searchable=True)
    instalments: tuple[Instalment, ...] = instalments("分期履行")
    way: str = choice("怎样履行", "转入一案一账号", "直接付给申请执行人", "现场交付", IN_KIND, other=True)
    account: str = account("收款户名和账号", default="")
    thing: str = text("抵债的物和作价", when=in_kind)
    waived: Decimal | None = money("申请执行人放弃的金额", default=None)
    interest: str = choice("迟延利息怎样处理", "按期付清的免除", "照原判算到付清", "按协议另算", other=True)
    fee_borne: str = choice(
        "执行申请费由谁负担", "被执行人", "申请执行人", "双方各半", "协商不成，由法院决定", other=True
    )
    kept_measures: str = text(
        "查封、冻结怎样处理", default="",
        phrases=("履行完毕前维持查封", "付清首期后解除", "全部付清后解除"),
    )  # fmt: skip
    default_clause: str = text(
        "不按期履行怎么办", default="", lines=2,
        phrases=("任一期未付，申请执行人可就全部余额申请恢复执行原判", "逾期十五日未付的，恢复执行原判，已付部分扣除"),
    )  # fmt: skip
    afterwards: str = choice("执行程序", SUSPEND, WITHDRAW, GO_ON)
    told: tuple[str, ...] = choices("已告知", *TOLD, default=(), other=True)

    guarantor: str = text("担保人", default="", signs="担保人", searchable=True)
    guarantor_id: str = resident_id("担保人证件号码", default="", when=guaranteed)
    guarantor_contact: str = text("担保人住址和电话", default="", when=guaranteed)
    guarantee_kind: str = choice("担保方式", "保证", "抵押", "质押", when=guaranteed)
    guarantee_scope: str = text(
        "担保范围和财产", when=guaranteed, lines=2, phrases=("担保全部和解款项", "以其名下房屋作抵押")
    )
    guarantee_until: dt.date | None = day("担保期间至", default=None, when=guaranteed)
    deferred_until: dt.date | None = day("暂缓执行至", default=None, when=guaranteed)
    direct_promise: bool | None = yes_no("担保人承诺自愿接受直接强制执行", default=None, when=guaranteed)
    creditor_consents: bool | None = yes_no("申请执行人同意担保", default=None, when=guaranteed)
    photos: tuple[Photo, ...] = photos("照片", "和解协议", "授权委托书", "担保财产权证", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他约定", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("各方与地点", (
            "form", "reached_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
            "agent_authorised", "frail", "care",
        )),
        Part("付款安排", (
            "changed", "total", "instalments", "way", "account", "thing", "waived", "interest", "fee_borne",
        )),
        Part("措施与违约", ("kept_measures", "default_clause", "afterwards", "told", "note")),
        Part("担保", (
            "guarantor", "guarantor_id", "guarantor_contact", "guarantee_kind", "guarantee_scope", "guarantee_until",
            "deferred_until", "direct_promise", "creditor_consents", "photos", "films",
        )),
        Part("签名", ("signatures",)),
    )  # fmt: skip

    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("reached_at"),
        rules.care_noted(),
        settling.both_sides(),
        settling.agent_authorised(when=_agent),
        settling.default_agreed(),
        settling.resumption_told(),
        settling.term_told(),
        settling.in_kind_told(when=_in_kind),
        settling.guarantor_promises(when=_guaranteed),
        settling.creditor_consents(when=_guaranteed),
        rules.signed_by_all("transcript_signed", "笔录由各方当事人签名", "cpl-241", "transcript"),
        settling.ruled_after(when=_asks_for_ruling),
        settling.entered_at_court(),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, the fix and the officers."""
        return {
            "reached_at": to_the_minute(start.now),
            "located": Located.of(start.position),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
        }

    def problems(self) -> Iterator[Problem]:
        """The instalments make up the whole and lie ahead; no deferral beyond a year (民诉法解释 467)."""
        made = local(self.reached_at).date()
        whole = sum((part.amount or Decimal(0) for part in self.instalments), Decimal(0))
        if whole != self.total:
            yield Problem("instalments", f"各期合计 {yuan(whole)} 元，与和解总额 {yuan(self.total)} 元不符")
        if self.instalments and self.instalments[0].due_on < made:
            yield Problem("instalments", "首期日期早于达成和解的当日")
        if self.deferred_until and self.deferred_until > term("deferral").last_day(made):
            yield Problem("deferred_until", "暂缓执行最长不超过一年（民诉法解释第467条）")
        if self.deferred_until and self.deferred_until < made:
            yield Problem("deferred_until", "“暂缓执行至”早于达成和解的当日")

    @property
    def last_day(self) -> dt.date:
        """The last day of performance, from which the term to ask for resumption runs (执行和解规定 10)."""
        return self.instalments[-1].due_on

    def summary(self) -> str:
        """The sum, how many instalments, and the last day."""
        return f"{yuan(self.total)} 元 · {len(self.instalments)} 期 · 至 {self.last_day:%Y-%m-%d}"

    def narrative(self, setting: Setting) -> str:
        """What the parties agreed, from tapped and measured facts only."""
        when = date_time_text(local(self.reached_at))
        who = listed(f"{p.role}{p.name}" for p in self.present)
        way = "口头达成和解，内容记入笔录" if self.form == ORAL else "当场提交书面和解协议"
        head = f"{when}，在{self.place.text}，{who}自愿协商，{way}，变更原生效法律文书确定的{listed(self.changed)}。"
        whole = f"和解总额{yuan(self.total)}元（{rmb_upper(self.total)}），"
        plan = "；".join(
            f"第{n}期{date_text(p.due_on)}前付{yuan(p.amount or Decimal(0))}元"
            for n, p in enumerate(self.instalments, 1)
        )
        return "".join((head, whole, f"分{len(self.instalments)}期履行：{plan}。", *self._terms()))

    def _terms(self) -> Iterator[str]:
        thing = f"（{self.thing}）" if self.thing else ""
        account = f"，收款账户{self.account}" if self.account else ""
        yield f"履行方式：{self.way}{thing}{account}。"
        if self.waived:
            yield f"申请执行人放弃{yuan(self.waived)}元。"
        yield f"迟延利息：{self.interest}。执行申请费由{self.fee_borne}负担。"
        if self.kept_measures:
            yield f"查封、冻结：{self.kept_measures.rstrip('。')}。"
        if self.default_clause:
            yield f"不按期履行的：{self.default_clause.rstrip('。')}。"
        yield f"执行程序：{self.afterwards}。"
        if self.guarantor:
            until = f"，担保期间至{date_text(self.guarantee_until)}" if self.guarantee_until else ""
            yield f"{self.guarantor}提供{self.guarantee_kind}担保，{self.guarantee_scope.rstrip('。')}{until}。"

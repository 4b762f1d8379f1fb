"""约谈: a talk with a party, his family or employer, question by question, read over and signed page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

from services.clock import local
from services.docket.party import Place
from services.records import conduct, questions
from services.records import duty_rules as rules
from services.records import interview_duties as interview
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.signing import QUESTIONER
from services.records.specifiers import (
    address,
    choice,
    choices,
    clues,
    day,
    films,
    moment,
    photos,
    position,
    present,
    promises,
    signatures,
    text,
    transcript,
    yes_no,
)  # fmt: skip
from services.records.values import Clue, Film, Line, Located, Person, Photo, Promise, Signature
from services.wording import date_text, date_time_text, listed, money

DEBTOR, CREDITOR, FAMILY, EMPLOYER, OTHER = "被执行人", "申请执行人", "家属", "用人单位", "其他人"
PURPOSES = (DEBTOR, CREDITOR, FAMILY, EMPLOYER, OTHER)
SHARED_COURT, CONFIRMED = "共享法庭", "当场确认"
FETCHED = interview.FETCHED
READ, TOLD = "本人看过", "向其宣读"
TOLD_OF = (
    interview.RIGHTS, interview.TRUTH, interview.REPORT, interview.RESTRICTED, interview.LISTED, interview.CRIME,
    interview.ADDRESS,
)  # fmt: skip
CLUES = ("财产", "车辆", "保单", "工作单位", "收入", "债权", "股权", "公积金", "去向", "电话")


def _with(*purposes: str) -> Callable[[Values], bool]:
    return lambda values: values.get("purpose") in purposes


def _is(name: str, value: object) -> Callable[[Values], bool]:
    return lambda values: values.get(name) == value


class Interview(
    Record, code="interview", title="约谈", version=1, icon="interview", hint="问题成块，逐页宣读签名"
):
    """One talk (domain.md D13; 民诉法 239: what was said is written down, read over and signed)."""

    purpose: str = choice("跟谁谈", *PURPOSES, searchable=True)
    way: str = choice("约谈方式", "当面", "视频", "电话")
    reason: str = choice(
        "约谈事由",
        "履行义务和财产状况",
        "核实财产线索",
        "履行计划",
        "终结本次执行程序",
        "收入与协助义务",
        other=True,
    )
    venue: str = choice("约谈场所", "本院", SHARED_COURT, "住所", "工作单位", "执行现场", other=True)
    shared_court: str = text("共享法庭名称", remembered=True, when=_is("venue", SHARED_COURT))
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("询问人", other=True, signs=QUESTIONER)
    recorder: str = conduct.recorder()
    brought: str = choice("怎样到场", "自行到场", "经传票传唤到场", FETCHED, "执行人员上门")
    summoned_on: dt.date | None = day(
        "传票送达日期", default=None, when=lambda values: values.get("brought") in ("经传票传唤到场", FETCHED)
    )
    fetching_number: str = text("拘传票文号", default="", when=_is("brought", FETCHED))
    approved_by: str = text("批准的院长", default="", when=_is("brought", FETCHED))
    fetched_at: dt.datetime | None = moment("拘传到案时间", default=None, when=_is("brought", FETCHED))
    may_be_detained: bool | None = yes_no("依法可能采取拘留措施", default=None, when=_is("brought", FETCHED))

    person: tuple[Person, ...] = present(
        "被约谈人", "被执行人", "法定代表人", "主要负责人", "申请执行人", "委托代理人", "成年家属", "用人单位人员", "其他",
        searchable=True, each_page=True,
    )  # fmt: skip
    sex: str = choice("性别", "男", "女", default="")
    born_on: dt.date | None = day("出生日期", default=None)
    home: Place | None = address("住址", default=None)
    work: str = text("工作单位和职务", default="")
    identity_seen: bool = yes_no("已核对身份证件")
    others: tuple[Person, ...] = present(
        "其他在场人",
        "法定代理人",
        "委托代理人",
        "翻译人员",
        "见证人",
        "陪同家属",
        "庭务主任",
        "其他",
        default=(),
    )
    id_shown: bool = conduct.id_shown()
    recorder_on: bool = conduct.recorder_on()
    told: tuple[str, ...] = choices("已告知", *TOLD_OF)
    recusal: str = choice("是否申请回避", "不申请回避", "申请回避", default="")
    frail: tuple[str, ...] = choices("未成年、老幼病残孕", *rules.FRAIL, default=(), other=True)
    care: str = conduct.care()

    said: tuple[Line, ...] = transcript(
        "问答", blocks=lambda values: questions.blocks(values.get("purpose") or "")
    )
    acknowledged: str = choice("是否认可义务", "认可", "部分认可", "不认可", default="", when=_with(DEBTOR))
    promises: tuple[Promise, ...] = promises("承诺付款", default=(), when=_with(DEBTOR, FAMILY, EMPLOYER))
    agrees_to_close: bool | None = yes_no("同意终结本次执行程序", default=None, when=_with(CREDITOR))
    clue_until: dt.date | None = day("提供线索期限", default=None, when=_with(CREDITOR))
    clues: tuple[Clue, ...] = clues("线索", *CLUES, default=())

    service: str = choice(
        "送达地址", CONFIRMED, "以前确认过，没有变化", "不愿确认", default="", when=_with(DEBTOR, CREDITOR)
    )
    service_to: str = text("收件人", default="", when=_is("service", CONFIRMED))
    service_phone: str = text("收件电话", default="", when=_is("service", CONFIRMED))
    service_place: Place | None = address("收件地址", default=None, when=_is("service", CONFIRMED))
    service_agent: str = text("代收人和关系", default="", when=_is("service", CONFIRMED))
    electronic: bool | None = yes_no("同意电子送达", default=None, when=_is("service", CONFIRMED))
    electronic_to: str = text("电子送达的手机号、邮箱", default="", when=_is("electronic", True))

    photos: tuple[Photo, ...] = photos("照片", "身份证件", interview.RECEIPT, "现场", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他", default="", lines=2)
    reading: str = choice("笔录怎样核对", READ, TOLD)
    corrections: str = text(
        "核对时的更正", default="", lines=2, hint="改了哪一句、改成什么；纸上改动处由被约谈人捺指印"
    )
    ended_at: dt.datetime = moment("结束时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("事由与到场", (
            "purpose", "way", "reason", "venue", "shared_court", "began_at", "place", "located", "officers", "recorder",
            "brought", "summoned_on", "fetching_number", "approved_by", "fetched_at", "may_be_detained",
        )),
        Part("身份与告知", (
            "person", "sex", "born_on", "home", "work", "identity_seen", "others", "id_shown", "recorder_on", "told",
            "recusal", "frail", "care",
        )),
        Part("问答", ("said",)),
        Part("承诺与线索", ("acknowledged", "promises", "agrees_to_close", "clue_until", "clues")),
        Part("送达地址", (
            "service", "service_to", "service_phone", "service_place", "service_agent", "electronic", "electronic_to",
        )),
        Part("核对", ("reading", "corrections", "photos", "films", "note", "ended_at")),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted("others"),
        interview.identity_checked(),
        interview.rights_told(report=False),
        interview.rights_told(report=True),
        interview.address_confirmed(),
        interview.electronic_agreed(),
        interview.summoned_before(),
        interview.president_approved(),
        interview.asked_in_time(),
        rules.signed_by_all("transcript_signed", "笔录由被约谈人和在场人签名", "cpl-239-2", "transcript"),
        interview.every_page_signed(),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, officers, fix and who writes."""
        return {
            "began_at": to_the_minute(start.now),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
            "located": Located.of(start.position),
        }

    def problems(self) -> Iterator[Problem]:
        """One person is asked, every question has its answer, times in order, an address confirmed is written out."""
        if len(self.person) != 1:
            yield Problem("person", "一份笔录只问一个人，其他在场的人写在“其他在场人”")
        yield from conduct.times_in_order(self)
        silent = [str(n) for n, line in enumerate(self.said, 1) if not line.text.strip()]
        if silent:
            yield Problem("said", f"第 {'、'.join(silent)} 句还没有写；不回答的，写“不回答”")
        unasked = [str(n) for n, at in enumerate(self.said, 1) if at.sort == "问" and not self._answered(n)]
        if unasked and not silent:
            yield Problem("said", f"第 {'、'.join(unasked)} 句问了没有答；不回答的，写“不回答”")
        early = [date_text(p.on) for p in self.promises or () if p.on < local(self.began_at).date()]
        if early:
            yield Problem("promises", f"承诺付款的日期 {'、'.join(early)} 早于约谈当天")
        if self.service == CONFIRMED and not (self.service_to and self.service_place):
            yield Problem(
                "service_to" if not self.service_to else "service_place", "当场确认的，写明收件人和收件地址"
            )

    def _answered(self, number: int) -> bool:
        """Whether an answer or a remark follows the question of that number."""
        return number < len(self.said) and self.said[number].sort != "问"

    def summary(self) -> str:
        """Whom, about what, and what was promised."""
        whom = listed(p.name for p in self.person)
        total = sum((p.amount for p in self.promises or ()), start=Decimal(0))
        told = f"承诺付款 {money(total)} 元" if total else ""
        return " · ".join(filter(None, (f"{self.purpose}{whom}", self.reason, told)))

    def narrative(self, setting: Setting) -> str:
        """When, who asked whom, where and why; and what came of it."""
        when, venue = date_time_text(local(self.began_at)), self.shared_court or self.venue
        return (
            f"{when}，{listed(self.officers)}在{venue}（{self.place.text}）{self.way}约谈{self.purpose}"
            f"{listed(p.name for p in self.person)}，事由：{self.reason}。"
        ) + "".join(self._came_of_it())

    def _came_of_it(self) -> Iterator[str]:
        if self.acknowledged:
            yield f"被约谈人对执行依据确定的义务{self.acknowledged}。"
        if self.promises:
            yield f"承诺：{type(self).fields()['promises'].text(self.promises)}。"
        if self.agrees_to_close is not None:
            yield f"{'同意' if self.agrees_to_close else '不同意'}终结本次执行程序。"
        if self.clue_until:
            yield f"须于{date_text(self.clue_until)}前提供财产线索。"

"""查看: the officers look at a sealed or seized thing: strips, state, use within its terms; a breach ends the use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from services.docket.party import Place
from services.records import conduct, follow_ups
from services.records import duty_rules as rules
from services.records import measure_duties as measured
from services.records import sealing_duties as sealing
from services.records.duties import Situation
from services.records.fields import Values
from services.records.follow_ups import SAME, SHORT, SPOILT
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    films,
    moment,
    of_measure,
    photos,
    position,
    present,
    sales,
    signatures,
    text,
    yes_no,
)
from services.records.values import (
    Custody,
    Film,
    HeldMeasure,
    Located,
    Person,
    Photo,
    SalePermission,
    Signature,
    Turn,
)
from services.wording import listed

INTACT, DAMAGED, GONE, NO_STRIP = "完好", "破损", "缺失", "没有封条"
WITHIN, BREACHED = "在约定之内", "违反约定"
ALIKE, DIFFERENT, NONE_BEFORE = "一致", "有变化", "没有以前的照片"
SLOTS = ("现状", "封条", "表具", "变化处", "使用情况")


def in_use(values: Values) -> bool:
    """The thing is in use under terms."""
    held = values.get("measure")
    return isinstance(held, HeldMeasure) and held.measure.in_use


def breached(values: Values) -> bool:
    """The terms were found broken."""
    return in_use(values) and values.get("use_state") == BREACHED


def use_ended(values: Values) -> bool:
    """The use was ended on the spot."""
    return breached(values) and values.get("turned") is True


def strip_broken(values: Values) -> bool:
    """A strip was found torn or gone."""
    return values.get("seals_state") in (DAMAGED, GONE)


def _torn(situation: Situation) -> bool:
    return strip_broken(situation.values) and not use_ended(situation.values)


class Inspection(
    Record, code="inspection", title="查看", version=1, icon="search", hint="封条、现状、使用情况"
):
    """One look at one thing (domain.md §5.6; 查扣冻规定 10, 民诉法 114)."""

    about_measures = True

    measure: HeldMeasure = of_measure("查看哪一项")
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("查看地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool | None = conduct.id_shown(default=None)
    recorder_on: bool = conduct.recorder_on()
    present: tuple[Person, ...] = present("到场人", *follow_ups.ROLES, default=(), searchable=True)
    seals_state: str = choice("封条", INTACT, DAMAGED, GONE, NO_STRIP)
    seals_note: str = text(
        "封条的情况", default="", when=strip_broken,
        phrases=("自然脱落", "被撕毁，原因待查"),
    )  # fmt: skip
    broken_seals: str = text(
        "破损、缺失的封条编号", default="", when=strip_broken, hint="位置加编号，用顿号隔开；在案的点一下就填"
    )
    replaced_seals: str = text("补贴的封条编号", default="", when=strip_broken, hint="位置加编号，用顿号隔开")
    goods_state: str = choice("财产现状", SAME, SHORT, SPOILT, other=True)
    goods_note: str = text(
        "短少、毁损的情况", default="", when=lambda v: v.get("goods_state") in (SHORT, SPOILT)
    )
    meters: str = text("现在读数", default="", hint="水、电、气表，里程，设备工时")
    use_state: str = choice("使用情况", WITHIN, BREACHED, when=in_use)
    breaches: tuple[str, ...] = choices(
        "违反了什么", "转让", "抵押", "出租出借", "拆改", "移出存放地点", "超出约定用途", "超出约定时段", "不配合查验",
        "擅自撕毁封条", when=breached, other=True,
    )  # fmt: skip
    breach_facts: str = text("违反的事实和证据", when=breached, lines=2)
    turned: bool = yes_no("收回使用，转为死封（车辆转为实扣）", when=breached)
    not_turned_why: str = text(
        "为何不转", default="", when=lambda v: breached(v) and v.get("turned") is False,
        phrases=("当场纠正，申请执行人同意继续使用",),
    )  # fmt: skip
    new_seals: str = text("重新加贴的封条编号", default="", when=use_ended, hint="位置加编号，用顿号隔开")
    custodian: str = text("今后由谁保管", default="", when=use_ended, signs="保管人")
    told: tuple[str, ...] = choices(
        "已告知",
        "查验的依据",
        "应当保持封条完好",
        measured.CONSEQUENCES,
        "异议的权利",
        default=(),
        other=True,
    )
    told_to: str = text("告知了谁", default="", when=lambda values: bool(values.get("told")))
    compared: str = choice("与以前的照片比对", ALIKE, DIFFERENT, NONE_BEFORE, default="")
    compared_note: str = text("变化在哪里", default="", when=lambda v: v.get("compared") == DIFFERENT)
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, required=("现状",))
    films: tuple[Film, ...] = films("录音录像", default=())
    sales: tuple[SalePermission, ...] = sales("新准许的自行变卖", default=(), when=in_use)
    next_on: dt.date | None = day("下次查看", default=None)
    frail: tuple[str, ...] = conduct.frail()
    care: str = text("老幼病残孕照顾情况", default="")
    note: str = text("其他", default="", lines=2)
    ended_at: dt.datetime = moment("完成时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("查看什么", (
            "measure", "began_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
            "told", "told_to", "frail", "care",
        )),
        Part("封条与现状", (
            "seals_state", "seals_note", "broken_seals", "replaced_seals", "goods_state", "goods_note", "meters",
        )),
        Part("使用情况", (
            "use_state", "breaches", "breach_facts", "turned", "not_turned_why", "new_seals", "custodian", "sales",
        )),
        Part("照片", ("photos", "compared", "compared_note", "films")),
        Part("结束", ("next_on", "note", "ended_at")),
        Part("签名", ("signatures",)),
    )  # fmt: skip

    duties = (
        rules.two_officers(),
        rules.id_shown(when=lambda situation: bool(situation.values.get("present"))),
        rules.recording_told(),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted(),
        measured.inspected_in_time(),
        measured.answered(
            "seals_checked", "逐条查看封条", "ckd-6", "seals_state", (DAMAGED, "seals_note"), (GONE, "seals_note")
        ),
        measured.answered(
            "goods_checked", "财产与清单核对", "ckd-10", "goods_state", (SHORT, "goods_note"), (SPOILT, "goods_note")
        ),
        measured.answered(
            "use_checked", "核对使用是否在约定之内", "ckd-10-2", "use_state", (BREACHED, "breach_facts"),
            when=measured.left_in_use,
        ),
        measured.breach_answered(),
        measured.sealed_again(),
        measured.strips_replaced(when=_torn),
        measured.new_custodian(),
        measured.compared(),
        sealing.sales_controlled(when=lambda situation: bool(situation.values.get("sales"))),
        rules.signed_by_all("transcript_signed", "笔录由在场人签名", "cpl-239-2", "transcript"),
        measured.breach_reported(),
    )  # fmt: skip

    @classmethod
    def fits(cls, held: HeldMeasure) -> bool:
        """Whatever one can stand before."""
        return follow_ups.material(held)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The measure, where its thing is, moment, officers."""
        return follow_ups.known(follow_ups.begun(start))

    def problems(self) -> Iterator[Problem]:
        """Times in order."""
        yield from conduct.times_in_order(self)
        if self.next_on is not None and self.next_on < self.began_at.date():
            yield Problem("next_on", "“下次查看”早于这一次")

    def summary(self) -> str:
        """What was looked at, and what was found."""
        found = (
            f"{BREACHED}，已转{follow_ups.for_good(self.measure)}"
            if self.turned
            else self.use_state or self.goods_state
        )
        return " · ".join((self.measure.name, f"封条{self.seals_state}", found))

    @property
    def seals_now(self) -> str:
        """The strips that the thing bears after this look: those of before without the broken ones, and the new ones.

        Where the broken ones are not named, none of the old ones is taken to hold once others were put on.
        """
        old, broken = strips(self.measure.custody.seals), strips(self.broken_seals)
        new = (*strips(self.replaced_seals), *strips(self.new_seals))
        if self.seals_state in (DAMAGED, GONE) and not broken:
            kept: tuple[str, ...] = () if new or self.turned else old
        else:
            kept = (
                () if self.seals_state == NO_STRIP and new else tuple(s for s in old if not _named(s, broken))
            )
        return "、".join((*kept, *new))

    def turns(self) -> tuple[Turn, ...]:
        """The thing was looked at; where the terms were broken its use is over."""
        before, custody = self.measure.custody, None
        if self.turned:
            custody = Custody(custodian=self.custodian or before.custodian, seals=self.seals_now)
        elif self.seals_now != before.seals:
            custody = replace(before, seals=self.seals_now)
        return (
            Turn(
                measure=self.measure.measure.id,
                in_use=False if self.turned else None,
                custody=custody,
                photos=self.photos,
                inspected_on=self.began_at.date(),
                look_on=self.next_on,
            ),
        )

    def narrative(self, setting: Setting) -> str:
        """What was seen and what was done, from tapped facts only."""
        deed = f"查看{follow_ups.deed_of(self.measure)}的{self.measure.name}"
        head = follow_ups.opening(self.began_at, self.officers, self.place, deed)
        return head + "".join((*self._seen(), *self._use(), follow_ups.ending(self.ended_at, self.began_at)))

    def _seen(self) -> Iterator[str]:
        if self.id_shown:
            yield "执行人员出示了工作证件。"
        if self.told:
            yield f"已{f'向{self.told_to}' if self.told_to else ''}告知{listed(self.told)}。"
        state = {NO_STRIP: "没有封条"}.get(self.seals_state, f"封条{self.seals_state}")
        broken = f"（{self.broken_seals}）" if self.broken_seals else ""
        again = f"，已补贴{self.replaced_seals}" if self.replaced_seals else ""
        yield f"{state}{broken}{f'，{self.seals_note}' if self.seals_note else ''}{again}；"
        yield f"财产{self.goods_state}{f'，{self.goods_note}' if self.goods_note else ''}。"
        if self.meters:
            yield f"读数：{self.meters}。"
        if self.compared in (ALIKE, DIFFERENT):
            yield f"与以前的照片比对，{self.compared}{f'：{self.compared_note}' if self.compared_note else ''}。"

    def _use(self) -> Iterator[str]:
        if self.use_state == WITHIN:
            yield "使用在约定之内。"
        elif self.use_state == BREACHED:
            yield f"使用违反约定：{listed(self.breaches or ())}。{(self.breach_facts or '').rstrip('。')}。"
            if self.turned:
                seals = f"，重新加贴封条，编号：{self.new_seals}" if self.new_seals else ""
                keeper = f"，今后由{self.custodian}保管" if self.custodian else ""
                yield f"当场收回使用，转为{follow_ups.for_good(self.measure)}{seals}{keeper}，不得再使用、处分。"
            elif self.not_turned_why:
                yield f"未收回使用，理由：{self.not_turned_why.rstrip('。')}。"
        if self.sales:
            yield f"新准许被执行人自行变卖{len(self.sales)}笔，逐笔列明。"
        if self.next_on:
            yield f"下次查看：{self.next_on.year}年{self.next_on.month}月{self.next_on.day}日。"


def strips(words: str) -> tuple[str, ...]:
    """The strips named in an answer, each with place and number: 车床900741、配电箱900742."""
    return tuple(part for part in re.split(r"[、，,；;\s]+", words) if part)


def _named(strip: str, among: tuple[str, ...]) -> bool:
    """The same strip, by its number where both have one, else by its words."""
    number = re.sub(r"\D", "", strip)
    return any(strip == other or (number and number == re.sub(r"\D", "", other)) for other in among)

"""保管变更: a sealed or seized thing goes from one custodian to another, on a list, and each knows what he answers for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from services.docket.party import Place
from services.records import conduct, follow_ups
from services.records import duty_rules as rules
from services.records import measure_duties as measured
from services.records import sealing_duties as sealing
from services.records import seizure_duties as seizure
from services.records.duties import Situation
from services.records.fields import Values
from services.records.follow_ups import SAME, SHORT, SPOILT
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    films,
    inventory,
    moment,
    money,
    of_measure,
    photos,
    position,
    present,
    signatures,
    text,
    yes_no,
)
from services.records.values import (
    Custody,
    Film,
    HeldMeasure,
    InventoryRow,
    Located,
    Person,
    Photo,
    Signature,
    Turn,
)
from services.wording import listed

DEBTOR, THIRD, CREDITOR, COURT = follow_ups.DEBTOR_KEEPS, "第三人", "申请执行人", "本院"
SLOTS = ("现状", "交接", "封条", "新存放处")


def others_keep(situation: Situation) -> bool:
    """Somebody else than the debtor keeps it: he may not use it (查扣冻规定 10-2)."""
    return situation.values.get("kept_by") in (THIRD, CREDITOR, COURT)


def elsewhere(values: Values) -> bool:
    """It was brought somewhere else."""
    return values.get("moved") is True


class CustodyChange(
    Record, code="custody_change", title="保管变更", version=1, icon="yard", hint="换保管人，逐项交接"
):
    """One change of custody (domain.md D21; 民诉法 257, 查扣冻规定 10)."""

    about_measures = True

    measure: HeldMeasure = of_measure("哪一项财产")
    why: str = choice(
        "为什么变更",
        "原保管人不再适宜保管",
        "原保管人请求解除保管",
        "财产移送评估、拍卖",
        "保管费用过高",
        other=True,
    )
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("交接地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool | None = conduct.id_shown(default=None)
    recorder_on: bool = conduct.recorder_on()
    present: tuple[Person, ...] = present("到场人", *follow_ups.ROLES, default=(), searchable=True)
    former: str = text("原保管人", signs="原保管人", searchable=True)
    kept_by: str = choice("今后由谁保管", DEBTOR, THIRD, CREDITOR, COURT)
    custodian: str = text("新保管人", signs="保管人", searchable=True)
    custodian_phone: str = text("新保管人电话", default="")
    moved: bool = yes_no("财产移到别处存放")
    moved_to: str = text("新的存放地点", when=elsewhere, searchable=True)
    fee_per_day: Decimal | None = money("保管费（每天）", default=None)
    handed: tuple[InventoryRow, ...] = inventory(
        "交接的财产", default=(), units=("件", "辆", "台", "把", "套", "处"), names=("车辆", "车钥匙", "机床", "权证"),
    )  # fmt: skip
    goods_state: str = choice("交接时的状况", SAME, SHORT, SPOILT, other=True)
    goods_note: str = text(
        "短少、毁损的情况", default="", when=lambda v: v.get("goods_state") in (SHORT, SPOILT)
    )
    seals: str = text("封条编号", default="", hint="仍在的和新贴的，用顿号隔开")
    told: tuple[str, ...] = choices(
        "已告知", seizure.TOLD_CUSTODIAN, sealing.NOT_USED, "保管费用的负担", default=(), other=True
    )
    told_to: str = text("告知了谁", default="", when=lambda values: bool(values.get("told")))
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, required=("交接",))
    films: tuple[Film, ...] = films("录音录像", default=())
    frail: tuple[str, ...] = conduct.frail()
    care: str = text("老幼病残孕照顾情况", default="")
    note: str = text("其他", default="", lines=2)
    ended_at: dt.datetime = moment("完成时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("变更什么", (
            "measure", "why", "began_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on",
            "present", "told", "told_to", "frail", "care",
        )),
        Part("保管人", (
            "former", "kept_by", "custodian", "custodian_phone", "moved", "moved_to", "fee_per_day",
        )),
        Part("交接", ("handed", "goods_state", "goods_note", "seals")),
        Part("照片", ("photos", "films")),
        Part("结束", ("note", "ended_at")),
        Part("签名", ("signatures",)),
    )  # fmt: skip

    duties = (
        rules.two_officers(),
        rules.id_shown(when=lambda situation: bool(situation.values.get("present"))),
        rules.recording_told(),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted(),
        seizure.custodian_named(),
        sealing.not_used_by_others(when=others_keep),
        sealing.handed_over(),
        measured.answered(
            "goods_checked", "交接时的状况已核对", "ckd-10", "goods_state", (SHORT, "goods_note"), (SPOILT, "goods_note")
        ),
        rules.signed_by_all("transcript_signed", "笔录由原保管人、新保管人和在场人签名", "ckd-18", "transcript"),
    )  # fmt: skip

    @classmethod
    def fits(cls, held: HeldMeasure) -> bool:
        """Whatever somebody can keep."""
        return follow_ups.material(held)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The measure, who has kept it so far, moment, officers."""
        filled = follow_ups.begun(start)
        if start.held is not None:
            filled["former"] = start.held.custody.custodian
            filled["seals"] = start.held.custody.seals
        return follow_ups.known(filled)

    def problems(self) -> Iterator[Problem]:
        """Times in order, two custodians."""
        yield from conduct.times_in_order(self)
        if self.custodian == self.former:
            yield Problem("custodian", "新保管人与原保管人是同一人")

    def summary(self) -> str:
        """What goes from whom to whom."""
        return f"{self.measure.name} · {self.former} → {self.custodian}"

    def given_back(self, held: HeldMeasure) -> tuple[InventoryRow, ...]:
        """What was handed to the new keeper."""
        return self.handed

    def turns(self) -> tuple[Turn, ...]:
        """Another custodian; with anybody but the debtor its use is over (查扣冻规定 10-2)."""
        before = self.measure.custody
        ends_use = self.measure.measure.in_use and self.kept_by != DEBTOR
        terms = Custody() if ends_use else before
        return (
            Turn(
                measure=self.measure.measure.id,
                in_use=False if ends_use else None,
                custody=Custody(
                    custodian=self.custodian, seals=self.seals or before.seals, user=terms.user, allowed=terms.allowed,
                    limit=terms.limit, forbidden=terms.forbidden, inspection_days=terms.inspection_days,
                    breach=terms.breach,
                ),
            ),
        )  # fmt: skip

    def narrative(self, setting: Setting) -> str:
        """Who handed what to whom, from tapped facts only."""
        deed = f"将{follow_ups.deed_of(self.measure)}的{self.measure.name}由{self.former}保管变更为{self.custodian}保管"
        head = follow_ups.opening(self.began_at, self.officers, self.place, deed)
        return head + "".join(
            (*self._said(), *self._handed(), follow_ups.ending(self.ended_at, self.began_at))
        )

    def _said(self) -> Iterator[str]:
        yield f"事由：{self.why}。"
        if self.id_shown:
            yield "执行人员出示了工作证件。"
        if self.told:
            yield f"已{f'向{self.told_to}' if self.told_to else ''}告知{listed(self.told)}。"

    def _handed(self) -> Iterator[str]:
        if self.handed:
            yield f"交接财产{len(self.handed)}项，已逐项清点，"
        yield f"{self.goods_state}{f'：{self.goods_note}' if self.goods_note else ''}。"
        if self.moved:
            yield f"财产移至{self.moved_to}存放。"
        if self.seals:
            yield f"封条编号：{self.seals}。"
        if self.measure.measure.in_use and self.kept_by != DEBTOR:
            yield f"原准许的使用自此终止，转为{follow_ups.for_good(self.measure)}。"

"""解除措施: a sealing, seizure or freezing ends: why, by which ruling, what went back to whom; after payment at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from services.docket.party import Place
from services.records import conduct, follow_ups, owed_duties, related
from services.records import duty_rules as rules
from services.records import measure_duties as measured
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
    Film,
    HeldMeasure,
    InventoryRow,
    Located,
    Person,
    Photo,
    Signature,
    Turn,
)
from services.wording import date_text, date_time_text, listed
from services.wording import money as yuan

PAID = "债务已经清偿"
GROUNDS = (
    PAID,
    "申请执行人撤回执行申请或者放弃债权",
    "被执行人提供担保且申请执行人同意解除",
    "查封、扣押、冻结案外人财产",
    "流拍或者变卖不成，无人接受抵债，又无法采取其他执行措施",
)
NOBODY, SOMEBODY, UNKNOWN = "没有轮候", "有轮候，已通知轮候法院", "未查明"
SLOTS = ("揭除封条", "交接", "领取人证件", "到账凭证", "现状")


def by_payment(values: Values) -> bool:
    """It ends because the debt was paid."""
    return values.get("ground") == PAID


def material(values: Values) -> bool:
    """It is a thing that can be given back; a frozen account is none."""
    held = values.get("measure")
    return isinstance(held, HeldMeasure) and follow_ups.material(held)


def _paid(situation: Situation) -> bool:
    return by_payment(situation.values)


def _material(situation: Situation) -> bool:
    return material(situation.values)


def _cleared_on_site(start: Start) -> dict[str, object]:
    """That the debt is cleared, where nothing was left open by the account of the last payment on it."""
    taken: list[Any] = [h.said for h in related.current(start.related, "payment")]
    last = next((said for said in reversed(taken) if said.received is not None), None)
    if last is None:
        return {}
    used = last.received.used
    return {"ground": PAID} if used is not None and used.still_open <= 0 else {}


class Release(
    Record, code="release", title="解除措施", version=1, icon="key", hint="收款后立即解除，交还财产"
):
    """One measure that ends (查扣冻规定 26, 28; domain.md §5.7: release at once after payment)."""

    about_measures = True
    # whether register or bank has done what its notice asks; what was paid on site; what was taken, and by whom it is kept
    looks_at = (
        "assistance", "assistance_reply", "payment", "vehicle_seizure", "sealing", "premises_search", "renewal",
        "custody_change",
    )  # fmt: skip

    measure: HeldMeasure = of_measure("解除哪一项")
    ground: str = choice("为什么解除", *GROUNDS, other=True, searchable=True)
    paid: Decimal = money("付了多少", when=by_payment)
    paid_at: dt.datetime = moment("付款时间", when=by_payment)
    receipt_number: str = text("财务票据号码", default="", when=by_payment)
    payments: str = text(
        "各笔付款",
        default="",
        when=by_payment,
        lines=3,
        hint="自采取措施之日起的每一笔，合计与案件册尚欠数对照",
    )
    payment_note: str = text(
        "怎样付的", default="", when=by_payment, phrases=("转入案款专户，已到账", "一案一账号到账")
    )
    creditor_confirmed: bool | None = yes_no("申请执行人确认债权已实现", default=None, when=by_payment)
    order_number: str = text("解除裁定文号", default="", hint="如（2026）浙0822执123号之五")
    order_on: dt.date | None = day("裁定日期", default=None)
    released_on: dt.date = day("解除日期")
    waiting: str = choice("有无轮候", NOBODY, SOMEBODY, UNKNOWN)
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("解除地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool | None = conduct.id_shown(default=None)
    recorder_on: bool | None = yes_no("已开记录仪并告知全程录音录像", default=None)
    present: tuple[Person, ...] = present("到场人", *follow_ups.ROLES, "领取人", default=(), searchable=True)
    told: tuple[str, ...] = choices(
        "已告知",
        "解除的依据",
        "自即日起可以自行处分",
        "轮候查封仍然有效",
        "异议的权利",
        default=(),
        other=True,
    )
    told_to: str = text("告知了谁", default="", when=lambda values: bool(values.get("told")))
    seals_removed: bool | None = yes_no("封条、公告已揭除", default=None, when=material)
    returned: tuple[InventoryRow, ...] = inventory(
        "归还的财产", default=(), units=("件", "辆", "把", "本", "副", "套", "处"), when=material,
        names=("车辆", "车钥匙", "行驶证", "登记证书", "不动产权证", "随车物品"),
    )  # fmt: skip
    returned_to: str = text("交给谁", default="", when=material, signs="领取人", searchable=True)
    returned_at: dt.datetime | None = moment("交还时间", default=None, when=material)
    state: str = choice("交还时的状况", SAME, SHORT, SPOILT, default="", other=True, when=material)
    state_note: str = text(
        "短少、毁损的情况", default="", when=lambda v: material(v) and v.get("state") in (SHORT, SPOILT)
    )
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    registry_notice: str = text("协助执行通知书文号", default="")
    registry_reply: bool | None = yes_no("已收到回执", default=None)
    served: str = text("裁定书怎样送达", default="", phrases=("当面送达双方，回证在卷",))
    frail: tuple[str, ...] = conduct.frail()
    care: str = text("老幼病残孕照顾情况", default="")
    note: str = text("其他", default="", lines=2)
    ended_at: dt.datetime = moment("完成时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("为什么解除", (
            "measure", "ground", "paid", "payments", "paid_at", "receipt_number", "payment_note", "creditor_confirmed",
            "order_number", "order_on", "released_on", "waiting",
        )),
        Part("到场与告知", (
            "began_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present", "told",
            "told_to", "frail", "care",
        )),
        Part("交还", ("seals_removed", "returned", "returned_to", "returned_at", "state", "state_note")),
        Part("照片", ("photos", "films")),
        Part("送达与登记", ("registry_notice", "registry_reply", "served", "note", "ended_at")),
        Part("签名", ("signatures",)),
    )  # fmt: skip

    duties = (
        rules.two_officers(),
        rules.id_shown(when=lambda situation: bool(situation.values.get("present"))),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted(),
        measured.ordered("release_ordered", "解除裁定已作出", "ckd-28"),
        owed_duties.debt_cleared(when=_paid),
        measured.released_at_once(when=_paid),
        measured.nobody_waits(),
        measured.given_back(when=_material),
        rules.signed_by_all("transcript_signed", "笔录由领取人和在场人签名", "cpl-239-2", "transcript"),
        measured.registry_told("通知登记机关、协助单位解除", when=lambda s: _on_register(s)),
        measured.parties_served("ckd-28"),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The measure, moment, officers, today as the day it ends, whether the debt is cleared, and what goes back."""
        back = follow_ups.taken_for(start.held, start.related) if start.held is not None else ()
        filled = {**follow_ups.begun(start), "released_on": start.now.date(), "returned": back}
        return follow_ups.known({**filled, **_cleared_on_site(start)})

    def problems(self) -> Iterator[Problem]:
        """Times in order."""
        yield from conduct.times_in_order(self)
        if self.paid_at is not None and self.paid_at > self.ended_at:
            yield Problem("paid_at", "“付款时间”晚于完成时间")
        if self.state in (SHORT, SPOILT) and not self.state_note:
            yield Problem("state_note", "要写明短少、毁损的情况")

    def summary(self) -> str:
        """What was released, why, to whom it went."""
        to = f"交还{self.returned_to}" if self.returned_to else ""
        return " · ".join(filter(None, (self.measure.name, self.ground, to)))

    def turns(self) -> tuple[Turn, ...]:
        """The measure is over."""
        return (Turn(measure=self.measure.measure.id, released_on=self.released_on),)

    def narrative(self, setting: Setting) -> str:
        """Why it ended and what was given back, from tapped facts only."""
        deed = f"解除对{self.measure.name}的{follow_ups.deed_of(self.measure)}"
        head = follow_ups.opening(self.began_at, self.officers, self.place, deed)
        end = follow_ups.ending(self.ended_at, self.began_at)
        return head + "".join((*self._why(), *self._told(), *self._back(), end))

    def _why(self) -> Iterator[str]:
        yield f"事由：{self.ground}。"
        if self.ground == PAID:
            receipt = f"，财务票据号码{self.receipt_number}" if self.receipt_number else ""
            how = f"（{self.payment_note}）" if self.payment_note else ""
            yield f"{date_time_text(self.paid_at)}付款{yuan(self.paid)}元{how}{receipt}。"
            if self.payments:
                yield f"自采取措施之日起的付款：{self.payments.rstrip('。')}。"
            if self.creditor_confirmed:
                yield "申请执行人确认债权已实现。"
        if self.order_number:
            on = f"（{date_text(self.order_on)}作出）" if self.order_on else ""
            yield f"解除裁定：{self.order_number}{on}。"
        yield f"自{date_text(self.released_on)}起解除；轮候情况：{self.waiting}。"

    def _told(self) -> Iterator[str]:
        if self.id_shown:
            yield "执行人员出示了工作证件。"
        if self.told:
            yield f"已{f'向{self.told_to}' if self.told_to else ''}告知{listed(self.told)}。"

    def _back(self) -> Iterator[str]:
        if self.seals_removed:
            yield "封条、公告已揭除。"
        if self.returned:
            yield f"归还财产{len(self.returned)}项，已逐项清点。"
        if self.returned_to:
            at = f"于{date_time_text(self.returned_at)}" if self.returned_at else ""
            state = (
                f"，{self.state}{f'（{self.state_note}）' if self.state_note else ''}" if self.state else ""
            )
            yield f"财产{at}交还{self.returned_to}{state}。"


def _on_register(situation: Situation) -> bool:
    """Somebody else carries the measure: a register, or the bank."""
    held = measured.held(situation)
    if held is None:
        return False
    return held.measure.registered or held.measure.kind == "freezing"

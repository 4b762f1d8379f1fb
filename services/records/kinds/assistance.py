"""送交协助: a notice of assistance is handed to an insurer, a registry, the police, an employer, a bank or a third party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from services.clock import local
from services.docket.party import Place
from services.records import assistance_duties as helping
from services.records import conduct, owed_duties
from services.records import duty_rules as rules
from services.records.duties import Situation
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    films,
    moment,
    money,
    photos,
    position,
    present,
    signatures,
    text,
    yes_no,
)
from services.records.values import Film, Located, Person, Photo, Signature
from services.wording import date_text, date_time_text, listed
from services.wording import money as yuan

INSURER, VEHICLES, POLICE, EMPLOYER, BANK, LAND, DEBTOR_OF_DEBTOR = (
    "保险公司", "车辆管理所", "公安机关", "用人单位", "银行", "不动产登记机构", "到期债务第三人",
)  # fmt: skip
DONE, LATER, NOT_TAKEN, REFUSED = "当场办理", helping.LATER, "拒绝接收", "拒绝协助"
ASKED = (
    "查询",
    "冻结",
    "划拨",
    "扣留、提取收入",
    "查封登记",
    "解除措施",
    "查找车辆",
    "退保提取现金价值",
    "履行到期债务",
)
TAKES_MONEY = ("冻结", "划拨", "扣留、提取收入", "退保提取现金价值")


def insurer(values: Values) -> bool:
    """A policy is at stake."""
    return values.get("unit_kind") == INSURER


def owes_debtor(values: Values) -> bool:
    """Not a unit that helps, but somebody who owes the debtor."""
    return values.get("unit_kind") == DEBTOR_OF_DEBTOR


def of_income(values: Values) -> bool:
    """Wages are kept back."""
    return "扣留、提取收入" in (values.get("asked_for") or ())


def done_at_once(values: Values) -> bool:
    """The unit has done it while the officers waited."""
    return values.get("reply") == DONE


def refused(values: Values) -> bool:
    """The unit would not take it or would not do it."""
    return values.get("reply") in (NOT_TAKEN, REFUSED)


def _unit(situation: Situation) -> bool:
    return not owes_debtor(situation.values)


def _third(situation: Situation) -> bool:
    return owes_debtor(situation.values)


def _income(situation: Situation) -> bool:
    return of_income(situation.values)


def _insurer(situation: Situation) -> bool:
    return insurer(situation.values)


def _refused(situation: Situation) -> bool:
    return refused(situation.values)


class Assistance(
    Record, code="assistance", title="送交协助", version=1, icon="delivery", hint="回复到期自动提醒"
):
    """One request for help or one notice to a third-party debtor (domain.md D16; 民诉法 253, 254, 117, 执行工作规定 45)."""

    unit_kind: str = choice(
        "交给哪类单位", INSURER, VEHICLES, POLICE, EMPLOYER, BANK, LAND, DEBTOR_OF_DEBTOR, other=True
    )
    unit: str = text("单位名称", searchable=True)
    asked_for: tuple[str, ...] = choices("协助事项", *ASKED, other=True)
    content: str = text(
        "具体内容（标的、账号、期限）", lines=3, searchable=True,
        phrases=("冻结被执行人名下存款", "查封期间停止办理转移、抵押登记", "每月扣留工资直至付清"),
    )  # fmt: skip
    cap: Decimal | None = money("金额上限", default=None)
    policy_number: str = text("保单号", default="", searchable=True, when=insurer)
    policy_holder: bool | None = yes_no("被执行人是投保人", default=None, when=insurer)
    living_left: str = text(
        "保留的生活必需费用", default="", phrases=("每月保留当地最低工资标准",), when=of_income
    )
    debt: str = text("到期债务的依据和数额", when=owes_debtor, searchable=True)
    ruling_number: str = text("裁定书文号", default="", searchable=True)
    notice_number: str = text("通知书文号", searchable=True)
    notice_on: dt.date | None = day("通知书日期", default=None)
    sealed: bool | None = yes_no("通知书已盖院印", default=None)

    handed_at: dt.datetime = moment("送交时间")
    place: Place = address("送交地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    id_shown: bool = yes_no("已出示工作证件和执行公务证")
    way: str = choice("送达方式", helping.DIRECT, "留置送达", "邮寄", "电子送达")
    present: tuple[Person, ...] = present("接收人", "接收人", "单位负责人", "第三人", "见证人", default=())
    told_third_party: bool | None = yes_no(
        "已告知十五日内履行或提出异议，不得向被执行人清偿", default=None, when=owes_debtor
    )
    reply: str = choice("当场答复", DONE, LATER, NOT_TAKEN, REFUSED)
    reply_by: dt.date | None = day("要求回复日期", default=None, when=lambda v: v.get("reply") == LATER)
    done_what: str = text("办理结果", when=done_at_once, phrases=("已冻结", "已办理查封登记", "查无财产"))
    done_amount: Decimal | None = money("实际控制金额", default=None, when=done_at_once)
    reply_number: str = text("回执文号", default="", when=done_at_once)
    refusal: str = text("拒绝的人、理由", when=refused)
    photos: tuple[Photo, ...] = photos("照片", "通知书", "回执", "送达现场", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("要求谁做什么", (
            "unit_kind", "unit", "asked_for", "content", "cap", "policy_number", "policy_holder", "living_left", "debt",
            "ruling_number", "notice_number", "notice_on", "sealed",
        )),
        Part("送交与答复", (
            "handed_at", "place", "located", "officers", "id_shown", "way", "present", "told_third_party", "reply",
            "reply_by", "done_what", "done_amount", "reply_number", "refusal", "photos", "films", "note",
        )),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.place_and_time_recorded("handed_at"),
        helping.ruling_and_notice(when=_unit),
        owed_duties.within_what_is_owed(),
        helping.living_costs_left(when=_income),
        helping.holder_checked(when=_insurer),
        helping.served_directly(when=_third),
        helping.fifteen_days_told(when=_third),
        helping.receiver_named(),
        rules.signed_by_all("receipt_signed", "送达回证由接收人签名", "cpl-87", "receipt"),
        helping.refusal_reported(when=_refused),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, the fix, the officers, and the ruling that the docket knows."""
        papers = (p for case in start.cases for p in case.served if "裁定" in p.title and p.number)
        ruling = next(papers, None)
        filled: dict[str, object] = {
            "handed_at": to_the_minute(start.now),
            "located": Located.of(start.position),
            "officers": tuple(o.name for o in start.officers),
        }
        return filled | ({"ruling_number": ruling.number} if ruling is not None else {})

    def problems(self) -> Iterator[Problem]:
        """The day of reply lies ahead; whoever has to answer later is given a day."""
        if self.reply == LATER and not owes_debtor({"unit_kind": self.unit_kind}) and self.reply_by is None:
            yield Problem("reply_by", "收件后回复的，要写明要求回复日期")
        if self.reply_by and self.reply_by < local(self.handed_at).date():
            yield Problem("reply_by", "“要求回复日期”早于送交当日")

    def summary(self) -> str:
        """Whom, what, and what came of it."""
        return f"{self.unit} · {listed(self.asked_for)} · {self.reply}"

    def narrative(self, setting: Setting) -> str:
        """What was handed to whom and what was answered, from tapped and measured facts only."""
        when, who = date_time_text(local(self.handed_at)), listed(self.officers)
        head = f"{when}，{who}在{self.place.text}向{self.unit}（{self.unit_kind}）送交{self.notice_number}通知书，"
        return head + f"请其{listed(self.asked_for)}：{self.content.rstrip('。')}。" + "".join(self._rest())

    def _rest(self) -> Iterator[str]:
        if self.cap is not None:
            yield f"金额以{yuan(self.cap)}元为限。"
        if self.debt:
            yield f"到期债务：{self.debt.rstrip('。')}。"
        if self.present:
            yield f"以{self.way}方式送达，{listed(f'{p.role}{p.name}' for p in self.present)}接收。"
        if self.reply == DONE:
            amount = f"，实际控制{yuan(self.done_amount)}元" if self.done_amount is not None else ""
            number = f"，回执{self.reply_number}" if self.reply_number else ""
            yield f"当场办理：{self.done_what.rstrip('。')}{amount}{number}。"
        elif self.reply == LATER:
            by = f"，要求于{date_text(self.reply_by)}前回复" if self.reply_by else ""
            yield f"该单位收件{by}。"
        else:
            yield f"{self.reply}：{self.refusal.rstrip('。')}。"

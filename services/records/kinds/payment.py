"""现场收款: money paid to two officers outside the court, for which finance's own form is handed out at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from services.clock import local
from services.docket.party import Place
from services.records import conduct
from services.records import duty_rules as rules
from services.records import payment_duties as paying
from services.records.duties import Situation
from services.records.fields import Values, pledged_text, to_the_minute
from services.records.received import Received
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.signing import OFFICER
from services.records.specifiers import (
    address,
    choice,
    choices,
    films,
    moment,
    money,
    payment,
    photos,
    position,
    present,
    receipt_number,
    settles,
    signatures,
    text,
    yes_no,
)
from services.records.values import Film, Located, Person, Photo, Pledged, Signature
from services.wording import date_time_text, listed, rmb_upper
from services.wording import money as yuan

DEBT, FEE, FINE, PRICE = "执行款", "执行申请费", "罚款", "拍卖款"
RESTITUTION, PENALTY = (
    "退赔款",
    "罚金",
)  # of a criminal judgment; 罚款 is what a court fines in its own proceedings
OF_THE_CASE = (DEBT, RESTITUTION, PENALTY)
"""What lowers the case's own account."""
CASH, TRANSFER, CARD = "现金", "转账", "POS刷卡"
PAYER = "交款人"
OWN_ACCOUNT, COURT_ACCOUNT, TO_CREDITOR = "一案一账号", "本院案款专户", "申请执行人账户"
THIRD = "代为交款的他人"
SELVES = ("被执行人本人", "被执行人的法定代表人")
SLOTS = ("票据", "现款", "转账凭证", "缴款单")


def lowers_debt(values: Values) -> bool:
    """The money goes to the debt itself, so that the calculators say how it is used."""
    return values.get("purpose") in OF_THE_CASE


def other_money(values: Values) -> bool:
    """The money is a fee, a fine or a price: no debt is lowered by it."""
    return bool(values.get("purpose")) and not lowers_debt(values)


def in_cash(values: Values) -> bool:
    """Notes and coins were handed over."""
    return values.get("way") == CASH


def transferred(values: Values) -> bool:
    """It went over an account or a card."""
    return values.get("way") in (TRANSFER, CARD)


def direct(values: Values) -> bool:
    """It went to the creditor without passing through the court."""
    return transferred(values) and values.get("account") == TO_CREDITOR


def for_another(values: Values) -> bool:
    """Whoever pays is not the debtor."""
    return bool(values.get("payer_is")) and values.get("payer_is") not in SELVES


def _of_a_judgment(situation: Situation) -> bool:
    """Money of a criminal judgment, which has an order of its own."""
    return situation.values.get("purpose") in (RESTITUTION, PENALTY)


def _cash(situation: Situation) -> bool:
    return in_cash(situation.values)


def _transferred(situation: Situation) -> bool:
    return transferred(situation.values)


def _through_court(situation: Situation) -> bool:
    return transferred(situation.values) and not direct(situation.values)


def _direct(situation: Situation) -> bool:
    return direct(situation.values)


def _clears_all(situation: Situation) -> bool:
    """The debt is cleared by its account, and something of the debtor's is still held."""
    received = situation.values.get("received")
    used = received.used if isinstance(received, Received) else None
    return used is not None and used.still_open <= 0 and any(case.standing for case in situation.cases)


class Payment(
    Record, code="payment", title="现场收款", version=1, icon="payment", hint="约 2 分钟，当场算出怎么抵"
):
    """One payment taken on site (domain.md D22, §5.5; the receipt is finance's own form, its number is logged)."""

    purpose: str = choice("款项类别", DEBT, FEE, FINE, PRICE, RESTITUTION, PENALTY, searchable=True)
    way: str = choice("交款方式", CASH, TRANSFER, CARD, searchable=True)
    settles: tuple[Pledged, ...] = settles("履行哪一笔承诺、分期", default=(), when=lowers_debt)
    received: Received | None = payment(
        "收款金额", on="paid_at", settles="settles", when=lowers_debt, searchable=True
    )
    amount: Decimal | None = money("金额", when=other_money, searchable=True)
    paid_at: dt.datetime = moment("收款时间")
    place: Place = address("收款地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("收款人（执行人员）", other=True, signs=OFFICER)
    recorder: str = conduct.recorder()
    id_shown: bool = conduct.id_shown()
    recorder_on: bool = conduct.recorder_on()

    payer_is: str = choice("交款人是", *SELVES, "成年家属", "担保人", THIRD, other=True)
    present: tuple[Person, ...] = present(
        "交款人和到场人", PAYER, "被执行人", "成年家属", "申请执行人", "见证人", "基层组织", "其他", searchable=True,
    )  # fmt: skip
    for_whom: str = text("代谁交款", when=for_another, searchable=True)
    payer_said: str = text(
        "交款人说明",
        default="",
        phrases=("自愿代为交款，不要求返还", "本月工资所得", "余款月底前交清"),
        lines=2,
    )
    frail: tuple[str, ...] = conduct.frail()
    care: str = conduct.care()

    counted: bool | None = yes_no("已当面点清、验明真伪", default=None, when=in_cash)
    account: str = choice("转入账户", OWN_ACCOUNT, COURT_ACCOUNT, TO_CREDITOR, other=True, when=transferred)
    voucher: str = text("转账流水号或POS凭证号", default="", when=transferred, searchable=True)
    creditor_confirmed: bool | None = yes_no("申请执行人已确认收到", default=None, when=direct)
    receipt_number: str = receipt_number("财务票据号码", default="", searchable=True)
    receipt_given: bool | None = yes_no("票据已当场交给交款人", default=None)
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, default=())
    films: tuple[Film, ...] = films("录音录像", default=())

    handed_in_at: dt.datetime | None = moment("上交财务时间", default=None, when=in_cash)
    handed_in_to: str = text("财务接收人", default="", when=in_cash)
    note: str = text("其他", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("收多少", ("purpose", "way", "settles", "received", "amount", "paid_at", "place", "located")),
        Part("谁交、谁收", (
            "payer_is", "present", "for_whom", "payer_said", "officers", "recorder", "id_shown", "recorder_on", "frail",
            "care",
        )),
        Part("票据与去向", (
            "counted", "account", "voucher", "creditor_confirmed", "receipt_number", "receipt_given", "photos", "films",
            "handed_in_at", "handed_in_to", "note",
        )),
        Part("签名", ("signatures",)),
    )  # fmt: skip

    looks_at = ("release",)
    duties = (
        paying.one_case(),
        paying.victims_first(PENALTY, when=_of_a_judgment),
        paying.two_receivers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("paid_at"),
        rules.care_noted(),
        paying.counted_together(when=_cash),
        paying.no_private_account(when=_transferred),
        paying.both_confirm(when=_direct),
        paying.receipt_given(),
        rules.signed_by_all("transcript_signed", "笔录由交款人和在场人签名", "cpl-239-2", "transcript"),
        paying.handed_in(when=_cash),
        paying.arrival_checked(when=_through_court),
        paying.released_after(when=_clears_all),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, the fix and the officers; what is paid most often."""
        return {
            "purpose": paying.purpose_of(start.cases, RESTITUTION, PENALTY) or DEBT,
            "paid_at": to_the_minute(start.now),
            "located": Located.of(start.position),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
        }

    def problems(self) -> Iterator[Problem]:
        """Somebody pays and will sign; the use is counted for the day of payment; handed in after it was taken."""
        if not any(p.role == PAYER for p in self.present):
            yield Problem("present", f"要有身份为“{PAYER}”的到场人，由其在笔录上签名")
        if self.received and self.received.used and self.received.used.on != local(self.paid_at).date():
            yield Problem("received", "收款日期改过，请重新输入金额，怎样抵充按收款当日计算")
        if self.amount is not None and self.amount <= 0:
            yield Problem("amount", "金额须大于 0")
        if self.handed_in_at and self.handed_in_at < self.paid_at:
            yield Problem("handed_in_at", "“上交财务时间”早于收款时间")

    @property
    def total(self) -> Decimal:
        """What was taken, for whatever purpose."""
        taken = self.received.amount if self.received is not None else self.amount
        return taken if taken is not None else Decimal(0)

    @property
    def payers(self) -> tuple[str, ...]:
        """Who handed the money over."""
        return tuple(p.name for p in self.present if p.role == PAYER)

    def summary(self) -> str:
        """Purpose, amount and from whom."""
        return f"{self.purpose} {yuan(self.total)} 元 · {listed(self.payers)}"

    def narrative(self, setting: Setting) -> str:
        """Who paid what to whom and how, what was handed out for it, in tapped and measured facts."""
        return "".join((*self._paid(), *self._settled(), *self._proved()))

    def _paid(self) -> Iterator[str]:
        when, whom = date_time_text(local(self.paid_at)), listed(self.officers)
        behalf = f"代{self.for_whom}" if self.for_whom else ""
        payer = f"{self.payer_is.removesuffix('本人')}{listed(self.payers)}"
        yield f"{when}，在{self.place.text}，{payer}{behalf}向执行人员{whom}"
        yield f"交付{self.purpose}{yuan(self.total)}元（{rmb_upper(self.total)}），方式为{self.way}"
        yield "，已当面点清并验明真伪。" if self.counted else "。"

    def _settled(self) -> Iterator[str]:
        """Which promise or instalment it is for, and what is left of each, the first day first.

        What went over an account settles it once it has arrived, which the creditor may say and no officer on site.
        """
        left = self.total
        arrives = self.way != CASH and not self.creditor_confirmed
        for one in sorted(self.settles, key=lambda p: p.on):
            yield f"该款用于履行{pledged_text(one)}"
            if one.rest is None:
                yield "。"
                continue
            paid = min(left, one.rest)
            left -= paid
            open_ = one.rest - paid
            if open_:
                yield f"，{'到账' if arrives else '付款'}后该笔尚欠{yuan(open_)}元。"
            else:
                yield "，到账后该笔付清。" if arrives else "，该笔已付清。"

    def _proved(self) -> Iterator[str]:
        if self.account:
            number = f"，凭证号{self.voucher}" if self.voucher else ""
            yield f"款项转入{self.account}{number}。"
        if self.creditor_confirmed:
            yield "申请执行人确认收到该款。"
        if self.receipt_number:
            given = "，当场交给交款人" if self.receipt_given else ""
            yield f"执行人员出具财务部门票据，号码{self.receipt_number}{given}。"
        if self.payer_said:
            yield f"{PAYER}说明：{self.payer_said.rstrip('。')}。"

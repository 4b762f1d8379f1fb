"""协助回复: what a unit has answered to a notice of assistance, when, and what it has put under control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from services.clock import local
from services.docket.case import Case
from services.docket.property import Measure
from services.records import duty_rules as rules
from services.records import related
from services.records.assistance_duties import LATER
from services.records.duties import Duty, Situation
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import choice, choices, day, moment, money, photos, text
from services.records.values import Photo
from services.wording import date_text, date_time_text, listed
from services.wording import money as yuan

DONE, PARTLY, NOTHING, REFUSED = "已办理", "部分办理", "查无财产", "拒绝协助"


def controlled(values: Values) -> bool:
    """Money or a thing is under control now."""
    return values.get("result") in (DONE, PARTLY)


def refused(values: Values) -> bool:
    """The unit will not help."""
    return values.get("result") == REFUSED


def _refused(situation: Situation) -> bool:
    return refused(situation.values)


def reply_kept() -> Duty:
    """W: the reply itself is in the record, by photo or number (民诉法 253-2: the unit must do it, and says so)."""

    def evidence(situation: Situation) -> str:
        number = situation.answer("reply_number")
        seen = "已拍回执" if rules.has_photo(situation, "回执") else ""
        return "，".join(filter(None, (number, seen)))

    return Duty(
        code="reply_kept", sentence="回执留底", article="cpl-253-2", evidence=evidence, weight="warn", jump="photos",
        ask="写回执文号或拍下回执", reasons=("电话答复，书面回执随后寄到",),
    )  # fmt: skip


def refusal_answered() -> Duty:
    """H, back at the office: who refuses to help is ordered, and may be fined (民诉法 117)."""

    def evidence(situation: Situation) -> str:
        return ""

    return Duty(
        code="refusal_answered", sentence="拒绝协助的，责令履行并报告处理", article="cpl-117", evidence=evidence,
        at="office", when=_refused, ask="记下怎样处理、文号",
    )  # fmt: skip


def _waiting(start: Start) -> dict[str, object]:
    """Number and unit of the last notice that was taken in and has no reply yet."""
    replies = related.current(start.related, AssistanceReply.code)
    answered = {getattr(h.said, "notice_number", "") for h in replies}
    asked: list[Any] = [h.said for h in related.current(start.related, "assistance")]
    still_open = [a for a in asked if a.reply == LATER and a.notice_number not in answered]
    return {name: getattr(last, name) for last in still_open[-1:] for name in ("notice_number", "unit")}


class AssistanceReply(
    Record, code="assistance_reply", title="协助回复", version=1, icon="documents", hint="记下回执和办理结果"
):
    """One reply to one notice, found by the notice's number (domain.md D16 回执, SCZX 协助执行: 给予协助, 履行情况)."""

    looks_at = ("assistance", "assistance_reply")

    notice_number: str = text("答复的通知书文号", searchable=True)
    unit: str = text("单位名称", searchable=True)
    replied_at: dt.datetime = moment("收到回复时间")
    came_by: str = choice("怎样收到", "当面取回", "邮寄", "电话", "网络查控系统", other=True)
    result: str = choice("办理结果", DONE, PARTLY, NOTHING, REFUSED)
    content: str = text(
        "回复内容", lines=3, phrases=("已冻结存款", "已办理查封登记", "保单现金价值已冻结", "查无此人")
    )
    amount: Decimal | None = money("实际控制金额", default=None, when=controlled)
    frozen_from: dt.date | None = day("冻结期限自", default=None, when=controlled)
    frozen_until: dt.date | None = day("冻结期限至", default=None, when=controlled)
    reply_number: str = text("回执文号", default="", searchable=True)
    refusal: str = text("拒绝的理由和负责人", when=refused)
    officers: tuple[str, ...] = choices("记录的干警", other=True)
    photos: tuple[Photo, ...] = photos("照片", "回执", default=())
    note: str = text("其他", default="", lines=2)

    parts = (
        Part("谁怎样答复", ("notice_number", "unit", "replied_at", "came_by", "result", "content")),
        Part("结果与留底", (
            "amount", "frozen_from", "frozen_until", "reply_number", "refusal", "officers", "photos", "note",
        )),
    )  # fmt: skip
    duties = (reply_kept(), refusal_answered())

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time and officers, and the last notice of these cases that waits for its reply."""
        return {
            "replied_at": to_the_minute(start.now),
            "officers": tuple(o.name for o in start.officers[:1]),
            **_waiting(start),
        }

    def problems(self) -> Iterator[Problem]:
        """A freezing has both its days, in order."""
        if (self.frozen_from is None) != (self.frozen_until is None):
            yield Problem("frozen_until", "冻结期限的起止日期要写全")
        if self.frozen_from and self.frozen_until and self.frozen_until < self.frozen_from:
            yield Problem("frozen_until", "“冻结期限至”早于起始日")

    def summary(self) -> str:
        """Who, what, and how much."""
        amount = f" {yuan(self.amount)} 元" if self.amount is not None else ""
        return f"{self.unit} · {self.result}{amount}"

    def measures(self, case: Case) -> tuple[Measure, ...]:
        """The freezing that the unit has put in force, with its printed end."""
        if self.frozen_until is None:
            return ()
        return (
            Measure(
                id=f"freezing-{self.notice_number}", kind="freezing", property_id="", effective_on=self.frozen_from,
                expires_on=self.frozen_until, amount=self.amount, note=f"{self.unit}的款项", registered=True,
            ),
        )  # fmt: skip

    def narrative(self, setting: Setting) -> str:
        """What was answered, from tapped facts only."""
        when = date_time_text(local(self.replied_at))
        whose = f"{self.unit}对{self.notice_number}通知书的回复（{self.came_by}）"
        told = f"{when}，{listed(self.officers)}收到{whose}：{self.result}，"
        term = (
            f"冻结期限自{date_text(self.frozen_from)}起至{date_text(self.frozen_until)}止。"
            if self.frozen_from and self.frozen_until
            else ""
        )
        amount = f"实际控制{yuan(self.amount)}元。" if self.amount is not None else ""
        refusal = f"拒绝的理由：{self.refusal.rstrip('。')}。" if self.refusal else ""
        return told + f"{self.content.rstrip('。')}。" + amount + term + refusal

"""Sorts of field: what a kind asks, each sort with one editor; a specifier puts a Field into the dataclass."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.docket.party import Place
from services.docket.proceedings import Instalment
from services.docket.property import MEASURE_TITLES
from services.identifiers import bank_card, identity_paper, receipt_number
from services.identifiers import plate as plates
from services.identifiers import vin as vins
from services.law import exempt, instalments
from services.records import neutral
from services.records.questions import Block
from services.records.received import Received
from services.records.values import HeldMeasure, Located, Pledged
from services.wording import date_text, date_time_text, rmb_upper

Values = Mapping[str, Any]
Condition = Callable[[Values], bool]

MISSING = dataclasses.MISSING
KEY = "field"
REQUIRED = "required"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The meaning of one attribute of a kind: label, hint, when it is asked, whether 用上次 is offered.

    `signs` is the role in which whoever the answer names has to sign (保管人), "" where it names no signer; where the
    role follows from other answers it is asked of them. `each_page`: they sign every page of a transcript at its foot.
    """

    label: str
    hint: str = ""
    when: Condition | None = None
    searchable: bool = False
    remembered: bool = False
    shown_on_paper: bool = True
    each_page: bool = False
    signs: str | Callable[[Values], str] = ""

    def role(self, values: Values) -> str:
        """The role in which whoever this names signs, given all the answers; "" when nobody does."""
        return self.signs if isinstance(self.signs, str) else self.signs(values)

    def signers(self, value: Any, values: Values) -> Iterator[tuple[str, str]]:
        """Who has to sign by this answer, by name and role."""
        role = self.role(values)
        if role and value:
            yield value, role

    def errors(self, value: Any) -> tuple[str, ...]:
        """Chinese sentences on what is wrong with an answer; empty when it can stand."""
        return ()

    def warnings(self, value: Any) -> tuple[str, ...]:
        """What deserves a second look but may stand (a wrong check digit of an old card, say)."""
        return ()

    def text(self, value: Any) -> str:
        """The answer as it reads on a record sheet; an unanswered field reads as a dash."""
        return "—" if value in (None, "", ()) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Field):
    """文字: `lines` > 1 opens a larger editor; `phrases` are ready sentences to tap."""

    lines: int = 1
    phrases: tuple[str, ...] = ()
    limit: int = 4000

    def errors(self, value: Any) -> tuple[str, ...]:
        """Too long a text is refused."""
        return (f"不能超过 {self.limit} 字",) if len(value) > self.limit else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Text):
    """收款户名和账号: holder, bank and number as people write them; the number in it is checked, and only warned of."""

    def warnings(self, value: Any) -> tuple[str, ...]:
        """No account number at all, or one whose figures cannot be right."""
        return bank_card.check_in(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Field):
    """数: a whole number or, with `decimals`, a Decimal; the unit is printed beside it."""

    unit: str = ""
    minimum: int = 0
    maximum: int = 10**9
    decimals: int = 0

    def errors(self, value: Any) -> tuple[str, ...]:
        """Outside the declared range."""
        if not self.minimum <= value <= self.maximum:
            return (f"应在 {self.minimum:,} 至 {self.maximum:,} 之间",)
        return ()

    def text(self, value: Any) -> str:
        """With thousands commas and the unit."""
        return "—" if value is None else f"{value:,} {self.unit}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Field):
    """金额: Decimal yuan with two places."""

    def errors(self, value: Any) -> tuple[str, ...]:
        """Negative amounts and parts of a cent are refused."""
        if value < 0:
            return ("金额不能为负",)
        if value >= 10**12:
            return ("金额过大，请核对",)
        return ("金额只到分",) if value != value.quantize(Decimal("0.01")) else ()

    def text(self, value: Any) -> str:
        """Two decimals, commas, 元."""
        return "—" if value is None else f"{value:,.2f} 元"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Field):
    """收款额: an amount that goes towards the debt, with its use by law; `on` names the moment that fixes the day,
    `settles` the answer that says what it settles.
    """

    on: str = ""
    settles: str = ""

    def errors(self, value: Received) -> tuple[str, ...]:
        """Nothing, less than nothing, more than the calculators take, or parts of a cent."""
        if not 0 < value.amount < 10**12:
            return ("金额须大于 0",) if value.amount <= 0 else ("金额过大，请核对",)
        if value.amount != value.amount.quantize(Decimal("0.01")):
            return ("金额只到分",)
        return () if value.used or value.trouble else ("怎样抵充还没有算完",)

    def warnings(self, value: Received) -> tuple[str, ...]:
        """More than is owed, or a use that can't be counted."""
        if value.trouble:
            return (f"算不出怎样抵充：{value.trouble}",)
        over = value.used.left_over if value.used else 0
        return (f"多付 {over:,.2f} 元，应当退还",) if over else ()

    def text(self, value: Received | None) -> str:
        """In figures and words, and what is owed after it."""
        if value is None:
            return "—"
        if not 0 <= value.amount < 10**12 or value.amount != round(value.amount, 2):
            return f"{value.amount:,} 元"
        left = f"，抵充后尚欠 {value.used.still_open:,.2f} 元" if value.used else ""
        return f"{value.amount:,.2f} 元（{rmb_upper(value.amount)}）{left}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptNumber(Field):
    """票据号码: the number printed on the finance office's own form."""

    def errors(self, value: Any) -> tuple[str, ...]:
        """What keeps it from being a form's number."""
        return receipt_number.check(value).errors

    def warnings(self, value: Any) -> tuple[str, ...]:
        """A length or letter that deserves a second look."""
        return receipt_number.check(value).warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field):
    """单选: one of the options; `other` allows words of one's own; `large` asks with big tiles (title: hint)."""

    options: tuple[str, ...]
    hints: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    other: bool = False
    large: bool = False

    def errors(self, value: Any) -> tuple[str, ...]:
        """Something that is not on the list, where only the list is allowed."""
        return () if self.other or value in self.options else (f"只能选：{'、'.join(self.options)}",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Field):
    """多选: any of the options, in the order tapped; `spread` ones stand as keys in the open even without options."""

    options: tuple[str, ...]
    other: bool = False
    spread: bool = False

    def errors(self, value: Any) -> tuple[str, ...]:
        """Anything that is not on the list, where only the list is allowed."""
        strange = [v for v in value if v not in self.options]
        return (f"没有这一项：{'、'.join(strange)}",) if strange and not self.other else ()

    def signers(self, value: Any, values: Values) -> Iterator[tuple[str, str]]:
        """Each of those chosen."""
        role = self.role(values)
        yield from ((name, role) for name in value or () if role)

    def text(self, value: Any) -> str:
        """Joined by 、."""
        return "、".join(value) if value else "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Field):
    """是否: starts unanswered."""

    def text(self, value: Any) -> str:
        """是, 否 or a dash."""
        return {True: "是", False: "否"}.get(value, "—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Field):
    """时刻: an aware datetime, shown and kept to the minute."""

    def text(self, value: Any) -> str:
        """Year to minute in the court's zone."""
        return "—" if value is None else date_time_text(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Field):
    """日期."""

    def text(self, value: Any) -> str:
        """Year, month, day."""
        return "—" if value is None else f"{value.year}年{value.month}月{value.day}日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(Field):
    """到场人: persons, each with one of the roles, in which each has to sign unless nobody `sign`s here."""

    roles: tuple[str, ...]
    sign: bool = True

    def signers(self, value: Any, values: Values) -> Iterator[tuple[str, str]]:
        """Each person in the role in which he is there."""
        yield from ((p.name, p.role) for p in value or () if self.sign)

    def errors(self, value: Any) -> tuple[str, ...]:
        """A person without a name or role."""
        return ("每位到场人都要有姓名和身份",) if any(not (p.name and p.role) for p in value) else ()

    def text(self, value: Any) -> str:
        """Name（role）, joined."""
        return (
            "；".join(f"{p.name}（{p.role}{'，' + p.relation if p.relation else ''}）" for p in value) or "—"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues(Field):
    """线索: what was learnt, by sort."""

    sorts: tuple[str, ...]

    def text(self, value: Any) -> str:
        """Sort：text, joined."""
        return "；".join(f"{c.sort}：{c.text}" for c in value) or "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPapers(Field):
    """送达的文书: several at once; `titles` are the usual ones where the docket names none."""

    titles: tuple[str, ...] = ("传票", "执行通知书", "报告财产令", "执行裁定书", "限制消费令", "公告")

    def errors(self, value: Any) -> tuple[str, ...]:
        """A paper without a name or copies, or one that stands there twice."""
        bad = [str(n) for n, p in enumerate(value, 1) if not p.title.strip() or p.copies < 1]
        named = [(p.title, p.number) for p in value]
        return (
            *((f"第 {'、'.join(bad)} 份没有写明名称或者份数",) if bad else ()),
            *(("同一份文书写了两次，改份数即可",) if len(set(named)) < len(named) else ()),
        )

    def text(self, value: Any) -> str:
        """Title, number, copies."""
        told = (f"{p.title}{f'（{p.number}）' if p.number else ''}{p.copies}份" for p in value or ())
        return "、".join(told) or "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises(Field):
    """承诺付款: sums, each promised by a day; the radar watches the days."""

    def errors(self, value: Any) -> tuple[str, ...]:
        """No sum of nothing, none beyond a cent, none twice on a day."""
        bad = [str(n) for n, p in enumerate(value, 1) if not 0 < p.amount < 10**12]
        parts = [str(n) for n, p in enumerate(value, 1) if p.amount != round(p.amount, 2)]
        days = [p.on for p in value]
        return (
            *((f"第 {'、'.join(bad)} 笔金额须大于 0 且不超过万亿",) if bad else ()),
            *((f"第 {'、'.join(parts)} 笔金额只到分",) if parts else ()),
            *(("同一天只写一笔",) if len(set(days)) < len(days) else ()),
        )

    def text(self, value: Any) -> str:
        """Day and sum of each, in order of the days."""
        told = (
            f"{date_text(p.on)}前付 {p.amount:,.2f} 元{f'（{p.note}）' if p.note else ''}"
            for p in value or ()
        )
        return "；".join(told) or "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settles(Field):
    """清偿哪一笔: the sums promised in a talk or agreed in a settlement that a payment is for; asked where any is open."""

    def text(self, value: Any) -> str:
        """What and by which day, and what was open of each."""
        return "；".join(pledged_text(one) for one in value or ()) or "—"


def pledged_text(one: Pledged) -> str:
    """A sum promised or agreed in words, with the record that holds it."""
    rest = "金额未载明" if one.rest is None else f"付款前尚欠{one.rest:,.2f}元"
    return f"{one.what}（{'，'.join(filter(None, (f'{date_text(one.on)}前', rest, one.note)))}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalments(Field):
    """和解分期: what is to be paid on which day, in the order of the days; the radar watches each of them."""

    def errors(self, value: Any) -> tuple[str, ...]:
        """A sum of nothing or beyond a cent, days that do not follow one another."""
        bad = [
            str(n)
            for n, part in enumerate(value, 1)
            if part.amount is None or not 0 < part.amount < 10**12 or part.amount != round(part.amount, 2)
        ]
        late = [str(n) for n, (a, b) in enumerate(itertools.pairwise(value), 2) if b.due_on <= a.due_on]
        return (
            *((f"第 {'、'.join(bad)} 期金额须大于 0，只到分",) if bad else ()),
            *((f"第 {'、'.join(late)} 期的日期不在前一期之后",) if late else ()),
        )

    def laid_out(self, total: Decimal, count: int, first: dt.date, months: int) -> tuple[Instalment, ...]:
        """Equal parts from the first day on, the last one making up the cents. Raises BadPlan."""
        parts = instalments.equal(total, count, first, months=months)
        return tuple(Instalment(due_on=part.on, amount=part.amount) for part in parts)

    def text(self, value: Any) -> str:
        """Each with day and sum, and the sum of all."""
        if not value:
            return "—"
        told = (
            f"第{n}期 {date_text(part.due_on)} {part.amount or 0:,.2f} 元{f'（{part.note}）' if part.note else ''}"
            for n, part in enumerate(value, 1)
        )
        return f"{'；'.join(told)}；共 {len(value)} 期 {sum(p.amount or 0 for p in value):,.2f} 元"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate(Field):
    """号牌号码 (GA 36)."""

    def errors(self, value: Any) -> tuple[str, ...]:
        """What keeps it from being a plate."""
        return plates.check(value).errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Vin(Field):
    """车辆识别代号 (GB 16735)."""

    def errors(self, value: Any) -> tuple[str, ...]:
        """Wrong length or letters; the check digit only warns."""
        return vins.check(value).errors

    def warnings(self, value: Any) -> tuple[str, ...]:
        """A check digit that does not fit."""
        return vins.check(value).warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentId(Field):
    """公民身份号码 or another document's number: a wrong one warns and may stand, since the card may be odd."""

    def warnings(self, value: Any) -> tuple[str, ...]:
        """What does not fit, and what else deserves a look."""
        finding = identity_paper.check_any(value)
        return (*finding.errors, *finding.warnings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Field):
    """地址: a Place; its coordinates are the docket's or a visit's, never guessed."""

    def errors(self, value: Any) -> tuple[str, ...]:
        """An address needs words."""
        return () if value.text.strip() else ("请写明地址",)

    def text(self, value: Any) -> str:
        """Its words."""
        return value.text if isinstance(value, Place) and value.text else "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Field):
    """定位: Located; replayed and hand-set fixes say so."""

    def text(self, value: Any) -> str:
        """The fix's own line, or why there is none."""
        return value.value.text if isinstance(value, Located) and value.value else "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos(Field):
    """照片: guided slots with outlines, then free ones; `required` slots must be taken."""

    slots: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    def errors(self, value: Any) -> tuple[str, ...]:
        """Names the required slots that are still empty."""
        taken = {p.slot for p in value}
        lacking = [s for s in self.required if s not in taken]
        return (f"还没拍：{'、'.join(lacking)}",) if lacking else ()

    def text(self, value: Any) -> str:
        """How many, and of what."""
        return (
            f"{len(value)} 张（{'、'.join(p.slot or p.caption or '其他' for p in value)}）" if value else "—"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Films(Field):
    """录音录像."""

    def text(self, value: Any) -> str:
        """How many of each, and from which device."""
        return "；".join(f.device or f.attachment.name for f in value) or "—"


THING_LINES = ("物品名称", "品牌型号", "成色、数量以外的特征", "放在哪里", "备注")
PROOF_LINES = ("证据名称", "文号、编号", "证明什么", "原件在哪里", "备注")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory(Field):
    """清单: rows of things; `dispositions` are the answers to where a thing goes, `taking` those by which it is taken,
    `boxed` asks for the box of each, `asks` words the lines of a row: name, model, condition, place, note.
    """

    boxed: bool = False
    asks: tuple[str, ...] = THING_LINES
    dispositions: tuple[str, ...] = ()
    taking: tuple[str, ...] = ()
    units: tuple[str, ...] = ("件", "个", "只", "把", "台", "张", "本", "套")
    names: tuple[str, ...] = ()

    def errors(self, value: Any) -> tuple[str, ...]:
        """A row without name, unit or a quantity above zero."""
        bad = [str(r.number) for r in value if not r.name.strip() or not r.unit or r.quantity <= 0]
        return (f"第 {'、'.join(bad)} 行缺名称、单位或数量",) if bad else ()

    def doubt(self, name: str, disposition: str) -> str:
        """Why a thing of that name should perhaps not be taken (查扣冻规定 3), or not be called so; "" for neither.

        What stays with its owner is not taken; a list that asks for no whereabouts takes what stands on it where
        `taking` holds "".
        """
        ground = exempt.ground(name) if disposition in self.taking else None
        called = neutral.advice(name) if self.asks is THING_LINES else ""
        return "；".join(filter(None, (f"“{name}”{ground.doubt}" if ground is not None else "", called)))

    def warnings(self, value: Any) -> tuple[str, ...]:
        """Things on the list that may be exempt, or whose name settles what nobody has examined."""
        return tuple(said for r in value if (said := self.doubt(r.name, r.disposition)))

    def text(self, value: Any) -> str:
        """Number of rows and their names."""
        return f"{len(value)} 项（{'、'.join(r.name for r in value)}）" if value else "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfMeasure(Field):
    """在案措施: the measure that a record is about, as it stood when the record began; never typed."""

    def text(self, value: Any) -> str:
        """What is held how, by which ruling, from when to when."""
        return measure_text(value) if isinstance(value, HeldMeasure) else "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sales(Field):
    """自行变卖准许: permissions one by one, each with buyer, price, lowest price, last day and account."""

    def errors(self, value: Any) -> tuple[str, ...]:
        """What is sold must be said, and nothing goes below its lowest price."""
        unnamed = [str(s.number) for s in value if not s.what.strip()]
        below = [
            str(s.number) for s in value if s.price is not None and s.floor is not None and s.price < s.floor
        ]
        return (
            *((f"第 {'、'.join(unnamed)} 笔没有写明变卖什么",) if unnamed else ()),
            *((f"第 {'、'.join(below)} 笔价款低于最低价",) if below else ()),
        )

    def warnings(self, value: Any) -> tuple[str, ...]:
        """What the court has to control: price, last day, account (执行工作规定 33)."""
        open_ = [str(s.number) for s in value if s.price is None or s.until is None or not s.account.strip()]
        return (f"第 {'、'.join(open_)} 笔的价款、期限或入账账户还没有写明",) if open_ else ()

    def text(self, value: Any) -> str:
        """Number of permissions and what they are for."""
        return f"{len(value)} 笔（{'、'.join(s.what for s in value)}）" if value else "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageMap(Field):
    """损伤图: numbered marks on five sides."""

    sorts: tuple[str, ...] = ("凹陷", "划痕", "破损", "缺件", "锈蚀")

    def text(self, value: Any) -> str:
        """Number, side, sort."""
        return "；".join(f"{d.number} {d.side}侧{d.sort}" for d in value) or "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures(Field):
    """签名: one per person who has to sign."""

    def text(self, value: Any) -> str:
        """Who signed how."""
        ways = {"screen": "已签", "paper": "纸上签", "refused": "拒签", "unable": "不能签", "left": "已离开"}
        return "；".join(f"{s.name} {ways[s.way]}" for s in value) or "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript(Field):
    """笔录: lines of 问, 答 and 述, with ready phrases; `blocks` gives ready questions by the other answers."""

    phrases: tuple[str, ...] = ()
    blocks: Callable[[Values], tuple[Block, ...]] | None = None

    def text(self, value: Any) -> str:
        """Line by line."""
        return "\n".join(f"{line.sort}：{line.text}" for line in value) or "—"


def to_the_minute(value: dt.datetime) -> dt.datetime:
    """A moment as editors show it: no seconds (a value must equal what is shown)."""
    return value.replace(second=0, microsecond=0)


def measure_text(held: HeldMeasure) -> str:
    """A measure in one line: 数控车床 · 查封（活封） · 首封 · 裁定 · 自2026年11月24日起至2028年11月23日止."""
    measure = held.measure
    in_use = {"sealing": "（活封）", "seizure": "（活扣）"}.get(measure.kind, "") if measure.in_use else ""
    term = ""
    if measure.effective_on is not None and measure.expires_on is not None:
        term = f"自{date_text(measure.effective_on)}起至{date_text(measure.expires_on)}止"
    told = (held.name, MEASURE_TITLES[measure.kind] + in_use, measure.rank, measure.ruling, term)
    return " · ".join(part for part in told if part)

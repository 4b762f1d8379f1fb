"""算账表格: the tables of 执行款计算书: debts, steps, payments with their use, what is left, and who owes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from services.cases import owing
from services.documents import blocks
from services.documents.table import Table
from services.documents.typesetting import FORM
from services.law.interest import Claim, Item, Statement, Step
from services.law.rates import Rate
from services.wording import date_text, money


def items(claim: Claim) -> Table:
    """The debts of the basis with their rates."""
    columns = (
        blocks.Column("项目", 20),
        blocks.Column("金额（元）", 20, "right"),
        blocks.Column("利率", 24),
        blocks.Column("起算日", 20),
        blocks.Column("计入加倍基数", 16, "center"),
    )
    rows = [
        (
            item.name,
            money(item.amount),
            _rates(item),
            date_text(item.runs_from) if item.rate and item.runs_from else "—",
            "是" if item.doubled else "否",
        )
        for item in claim.items
    ]
    return blocks.inventory(columns, rows, FORM)


def _rates(item: Item) -> str:
    said = [_rate(item.rate) if item.rate else "未确定利息"]
    for turn in item.then:
        said.append(f"自{date_text(turn.on)}起{_rate(turn.rate) if turn.rate else '不计利息'}")
    return "；".join(said)


def _rate(rate: Rate) -> str:
    return f"{rate}，一年{rate.basis}天"


def steps(made: Iterable[Step]) -> Table:
    """Every product: base × rate × days; both days of a stretch are in it, so that none stands in two."""
    columns = (
        blocks.Column("项目", 14),
        blocks.Column("期间", 29),
        blocks.Column("天数", 8, "right"),
        blocks.Column("基数（元）", 17, "right"),
        blocks.Column("利率", 21),
        blocks.Column("得数（元）", 14, "right"),
    )
    return blocks.inventory(columns, list(map(_step, made)), FORM)


def _step(step: Step) -> tuple[str, ...]:
    title = step.item.replace("债务利息", "") if step.sort == "double" else f"{step.item}利息"
    span = f"{step.first:%Y-%m-%d}至{step.last:%Y-%m-%d}"
    return title, span, str(step.days), money(step.base), step.rate, money(step.result)


def payments(claim: Claim, account: Statement) -> Table:
    """What came in, from whom, and what each payment went to."""
    payers: Mapping[str, str] = {one.debtor: one.name for one in claim.answers}
    names = ("费用", "利息", "主债务", "加倍部分", "执行费", "多付")
    columns = (
        blocks.Column("付款日", 16),
        blocks.Column("金额", 14, "right"),
        *(blocks.Column(name, 12, "right") for name in names),
    )
    rows = [
        (
            f"{used.payment.on:%Y-%m-%d}\n{payers.get(used.payment.by, '')}".rstrip(),
            *map(
                money,
                (
                    used.payment.amount,
                    used.costs,
                    used.interest,
                    used.principal,
                    used.double,
                    used.fee,
                    used.left_over,
                ),
            ),
        )
        for used in account.allotted
    ]
    return blocks.inventory(columns, rows, FORM)


def sums(account: Statement) -> Table:
    """What is left, part by part."""
    columns = (blocks.Column("项目", 60), blocks.Column("尚欠（元）", 40, "right"))
    return blocks.inventory(
        columns, list(_sum_rows(account)), FORM, total=("应付申请执行人合计", money(account.due))
    )


def _sum_rows(account: Statement) -> Iterator[tuple[str, str]]:
    yield "实现债权的费用", money(account.costs)
    yield "一般债务利息", money(account.interest)
    yield "主债务", money(account.principal)
    yield "加倍部分债务利息", money(account.double)


def owed(account: Statement) -> Table:
    """What each debtor owes by his way of answering; never to be added up."""
    columns = (
        blocks.Column("被执行人", 24),
        blocks.Column("责任方式", 22),
        blocks.Column("债务（元）", 18, "right"),
        blocks.Column("加倍部分（元）", 17, "right"),
        blocks.Column("应付（元）", 19, "right"),
    )
    rows = [
        (one.answers.name, owing.way_text(one), money(one.debt), money(one.double), money(one.due))
        for one in account.owed
    ]
    return blocks.inventory(columns, rows, FORM)

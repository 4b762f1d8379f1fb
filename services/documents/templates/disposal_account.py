"""车辆处置结算表 (domain.md §6): a seized car's way step by step, what it brought, what it cost, what was paid out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from services.clock import local
from services.documents import blocks, disposals, passages
from services.documents.document import Story, document
from services.documents.signatures import Place, block
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.records.kinds.vehicle_disposal import SETTLED, VehicleDisposal
from services.wording import chinese_date, date_text, listed, money, rmb_upper

SENTENCES = {"left": ("rest", "words"), "over": ("more",), "closed": (), "own_count": ()}
_COLUMNS = (
    blocks.Column("序号", 8, "center"),
    blocks.Column("步骤", 14),
    blocks.Column("日期", 22),
    blocks.Column("事实", 34),
    blocks.Column("执行人员", 22),
)


@document(
    "disposal_account", "车辆处置结算表", serves=VehicleDisposal, role="sheet", sentences=SENTENCES, copies=2,
    shows=("at", "officers", "plate", "proceeds", "storage_fee", "other_fees", "distributed", "case_closed", "note"),
    fits=lambda step: step.step == SETTLED,
)  # fmt: skip
def disposal_account(subject: Subject, wording: Wording) -> Story:
    """The car, its steps in a table, the account; for the file, signed by the officers and whoever keeps the money."""
    step = disposals.record_of(subject)
    rows = [
        (
            str(n),
            s.step,
            date_text(local(s.at).date()),
            s.fact.replace(" 元", "元") or "见记录",
            listed(s.officers),
        )
        for n, s in enumerate(disposals.steps(subject), start=1)
    ]
    body = [
        *blocks.head(
            subject.court.line, disposal_account.title, "", FORM, more=passages.number_lines(subject)
        ),
        blocks.facts_table([[pair] for pair in _car(subject)], FORM),
        *blocks.section("一、经过", [blocks.inventory(_COLUMNS, rows, FORM)], FORM),
        *blocks.section(
            "二、收支", [blocks.facts_table(blocks.paired([*_money(subject, step)]), FORM)], FORM
        ),
        *blocks.texts([*_sentences(step, wording)], FORM),
    ]
    places = [*(Place("执行人员", name) for name in subject.need("officers")), Place("案款管理人员")]
    dated = blocks.date_line(chinese_date(local(step.at).date()), FORM)
    return Story(body=body, block=[*block(places, FORM), *dated], annex=passages.case_list(subject, FORM))


def _car(subject: Subject) -> Iterator[tuple[str, str]]:
    yield "车辆", disposals.car_text(subject)
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")


def _money(subject: Subject, step: VehicleDisposal) -> Iterator[tuple[str, str]]:
    sold = disposals.sale(subject)
    if sold is not None and sold.price is not None:
        yield "成交价", f"{money(sold.price)}元"
        yield "买受人", sold.buyer
    for label, amount in (
        ("到账价款", step.proceeds), ("存放费（实付）", step.storage_fee), ("拖车、评估、辅拍等费用", step.other_fees),
        ("已发放案款", step.distributed),
    ):  # fmt: skip
        yield label, "未记载" if amount is None else f"{money(amount)}元"


def _sentences(step: VehicleDisposal, wording: Wording) -> Iterator[str]:
    """What is left of the money, only where every amount is on record."""
    given = (step.proceeds, step.storage_fee, step.other_fees, step.distributed)
    known = [amount for amount in given if amount is not None]
    if len(known) == len(given):
        rest = known[0] - sum(known[1:], Decimal(0))
        if rest >= 0:
            yield wording.say("left", rest=money(rest), words=rmb_upper(rest))
        else:
            yield wording.say("over", more=money(-rest))
    if step.case_closed:
        yield wording.say("closed")
    if step.note:
        yield f"其他：{step.note.rstrip('。')}。"
    yield wording.say("own_count")

"""The papers of the yard: each step has its own, exact in what was obtained, priced and paid, and none is made half."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from typing import Any

import pytest

from services.actions import issuing
from services.demo import samples
from services.documents import catalogue
from services.documents.document import Document
from services.documents.subject import MissingFact
from services.identifiers import credit_code
from services.records.kinds.vehicle_disposal import STEPS, VehicleDisposal
from tests.unit.documents.sheets import pages

OWN: dict[str, tuple[str, ...]] = {
    "入库": ("处置车辆移交单",), "挂拍": ("网络司法拍卖公告",), "拍卖结果": ("成交裁定书",),
    "交付": ("处置车辆移交单", "协助过户通知书"), "结清": ("车辆处置结算表",),
}  # fmt: skip


def words(code: str, **answers: Any) -> str:
    """The text of a step's paper, with some answers replaced."""
    document = catalogue.document(code)
    made = samples.sample(VehicleDisposal, 1, document=document)
    changed = dataclasses.replace(made, record=dataclasses.replace(made.record, **answers))  # type: ignore[type-var]
    return re.sub(r"\s", "", "".join(pages(document.pdf(changed.subject, samples.proof(document, changed)))))


@pytest.mark.parametrize("step", STEPS)
def test_each_step_offers_its_own_papers_and_the_plain_sheet(step: str) -> None:
    made = samples.sample(VehicleDisposal, 1).record
    record = dataclasses.replace(made, step=step, outcome="成交" if step == "拍卖结果" else "")  # type: ignore[type-var]
    assert [o.name for o in issuing.offers_of(record)] == [*OWN.get(step, ()), "车辆处置记录单"]


def test_a_lot_that_found_no_buyer_makes_no_ruling() -> None:
    made = samples.sample(VehicleDisposal, 1, document=catalogue.document("sale_ruling")).record
    unsold = dataclasses.replace(made, outcome="流拍")  # type: ignore[type-var]
    assert [o.name for o in issuing.offers_of(unsold)] == ["车辆处置记录单"]


def test_the_register_is_told_what_was_never_obtained_and_nothing_when_all_was() -> None:
    assert "未得到该车的机动车登记证书、号牌" in words("transfer_notice")
    complete = words("transfer_notice", handed_papers=("钥匙", "号牌", "行驶证", "登记证书"))
    assert "未得到" not in complete
    assert "第三十条" not in complete


def test_the_buyer_signs_for_what_he_gets_and_sees_what_is_lacking() -> None:
    slip = words("yard_slip")
    assert "未取得、未随车移交的有：号牌、登记证书。" in slip
    assert "接收人：演示买受人" in slip
    assert "第二十七条" in slip


def test_an_announcement_without_deposit_is_refused_and_names_the_answer() -> None:
    with pytest.raises(MissingFact) as refused:
        words("auction_notice", deposit=None)
    assert refused.value.field == "deposit"


def test_an_announcement_names_the_way_the_value_was_found_and_the_courts_duties() -> None:
    said = words("auction_notice")
    assert "参考价65,000.00元，以网络询价的方式确定" in said
    for article in ("第十四条", "第十六条", "第二十四条", "第三十条"):
        assert article in said
    assert "网络司法变卖公告" in words("auction_notice", sale_round="变卖")


def test_a_ruling_needs_to_know_where_the_car_was_sold() -> None:
    document = catalogue.document("sale_ruling")
    made = samples.sample(VehicleDisposal, 1, document=document)
    alone = dataclasses.replace(made.subject, related=())
    with pytest.raises(MissingFact, match="挂拍"):
        document.pdf(alone, samples.proof(document, made))


def test_the_account_is_summed_only_where_every_amount_is_on_record() -> None:
    assert "尚余800.00元（人民币捌佰元整）" in words("disposal_account")
    assert "尚余" not in words("disposal_account", storage_fee=None)
    assert "超过到账价款200.00元" in words("disposal_account", distributed=Decimal(60_000))
    steps = words("disposal_account")
    assert all(step in steps for step in ("入库", "询价", "挂拍", "拍卖结果", "交付", "结清"))


@pytest.mark.parametrize("code", ["transfer_notice", "auction_notice", "sale_ruling"])
def test_what_needs_the_courts_seal_is_a_draft(code: str) -> None:
    document: Document = catalogue.document(code)
    assert document.authority == "court"
    assert "待签发稿" in words(code)


def test_a_paper_of_answers_that_may_stay_empty_is_whole_without_them() -> None:
    assert "送达。请协助执行" not in words("transfer_notice", ruling_served_on=None, handed_id="")
    said = words("auction_notice", listing_number="", agency="", closes_at=None, notice_on=None)
    assert "起不少于二十四小时" in said
    assert "标的编号" not in said
    assert "看样和咨询请与本院联系" in said
    assert "接收人证件" not in words(
        "yard_slip", handed_id="", handed_place="", photos=(), note="", odometer=None
    )


def test_the_yard_signs_for_a_car_that_comes_in() -> None:
    slip = words(
        "yard_slip", step="入库", yard="定阳停车场", keys=2, handed_to="", handed_id="", handed_place=""
    )
    assert "由执行人员移交定阳停车场保管" in slip
    assert "停车场接收人" in slip
    assert "未取得" not in slip


def test_the_buyer_is_named_with_his_number_or_the_car_is_not_made_his() -> None:
    assert "买受人：演示买受人，证件号码330899198001019007。" in words("sale_ruling")
    code = "91330822MA28F0000" + credit_code.check_character("91330822MA28F0000")
    unit = words("sale_ruling", buyer="演示汽贸公司", buyer_id=code)
    assert f"买受人：演示汽贸公司，统一社会信用代码{code}。" in unit
    with pytest.raises(MissingFact, match="买受人证件号码") as refused:
        words("sale_ruling", buyer_id="")
    assert refused.value.field == "buyer_id"


def test_the_register_enters_the_buyer_even_where_another_fetched_the_car() -> None:
    fetched = words("transfer_notice", handed_to="演示代办人", handed_id="330899197001019006")
    assert "转让登记至演示买受人（证件号码330899198001019007）名下" in fetched
    assert "演示代办人" not in fetched
    assert "转让登记至演示买受人（证件号码330899198001019007）名下" in words("transfer_notice", handed_id="")


def test_the_notice_of_a_sale_says_when_to_pay_and_whom_to_complain_to() -> None:
    said = words("auction_notice", pay_days=15, oversight_phone="19000000006")
    assert "在竞价结束后十五日内将剩余价款" in said
    assert "监督电话19000000006" in said
    for field in ("pay_days", "oversight_phone"):
        with pytest.raises(MissingFact) as refused:
            words("auction_notice", **{field: None if field == "pay_days" else ""})
        assert refused.value.field == field

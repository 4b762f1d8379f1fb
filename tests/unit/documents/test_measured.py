"""冻结 up to a sum: rulings and notices on money say how much, and name what cannot be walked up to by what it is."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from typing import Any

import pytest

from services.cases import owing
from services.demo import samples
from services.docket.property import Measure, Property
from services.documents import catalogue
from services.documents.case_subject import CaseSubject
from services.documents.subject import MissingFact
from services.records.kinds.assistance import TAKES_MONEY, Assistance
from services.records.kinds.payment import RESTITUTION, Payment
from services.records.received import Allotment, PaidItem, Received
from services.wording import money, rmb_upper

RULING = catalogue.document("seizure_ruling")
ONE = samples.case_subjects(RULING)["一名被执行人"]
ACCOUNT = Property(id="户", kind="银行存款", name="演示银行 尾号 0001", owner=ONE.debtors)


def ruling(thing: Property, measure: Measure | None = None, **changes: Any) -> str:
    """The ruling on that thing, in one line."""
    target = dataclasses.replace(ONE.target, id=thing.id, thing=thing, measure=measure)
    case = dataclasses.replace(ONE.case, **changes)
    return "".join(RULING.words(dataclasses.replace(ONE, case=case, target=target)))


def frozen(**known: Any) -> Measure:
    """A freezing of that account."""
    return Measure(**{"id": "m", "kind": "freezing", "property_id": "户", **known})


def owed(subject: CaseSubject = ONE) -> Decimal:
    """What is owed with the fee on the paper's day."""
    account = owing.owing(subject.case, subject.on).account
    assert account is not None
    return account.due_with_fee


def test_an_account_is_frozen_up_to_what_is_owed_in_figures_and_words() -> None:
    said = ruling(ACCOUNT)
    assert f"演示银行尾号0001账户的存款，以{money(owed())}元（{rmb_upper(owed())}）为限，期限为一年" in said
    assert "第一条、第十九条" in said


def test_a_renewal_freezes_no_more_than_before_and_no_more_than_is_still_owed() -> None:
    assert "以5,000.00元" in ruling(ACCOUNT, frozen(amount=Decimal(5000)))
    assert f"以{money(owed())}元" in ruling(ACCOUNT, frozen(amount=Decimal(10) ** 9))
    assert f"以{money(owed())}元" in ruling(ACCOUNT, frozen())


def test_without_an_account_the_dockets_claim_and_fee_bound_it() -> None:
    said = ruling(ACCOUNT, claim_items=(), claim=Decimal(9000), fee=Decimal(50), recovered=Decimal(1000))
    assert "以8,050.00元（人民币捌仟零伍拾元整）为限" in said


@pytest.mark.parametrize(
    ("docket", "why"),
    [
        ({"claim": None}, "冻结须写明限额"),
        ({"claim": Decimal(9000), "fee": None, "recovered": Decimal(9000)}, "已无尚欠款项"),
    ],
)
def test_where_nobody_can_say_how_much_nothing_is_frozen(docket: dict[str, Any], why: str) -> None:
    with pytest.raises(MissingFact, match=why):
        ruling(ACCOUNT, claim_items=(), **docket)


def test_shares_are_frozen_by_what_they_are_and_for_three_years() -> None:
    shares = Property(id="股", kind="股权", name="演示公司30%的股权", owner=ONE.debtors)
    said = ruling(shares)
    assert "冻结被执行人" in said
    assert "期限为三年" in said
    assert "为限" not in said
    assert "不得转让、质押" in said
    assert "查封期间" not in said


@pytest.mark.parametrize(
    ("kind", "rank", "word"),
    [
        ("seizure", "首封", "继续扣押"),
        ("sealing", "首封", "继续查封"),
        ("sealing", "轮候第 1 位", "继续轮候查封"),
    ],
)
def test_a_renewal_is_called_what_the_measure_is(kind: Any, rank: str, word: str) -> None:
    assert ONE.target.measure
    car = ONE.thing
    said = ruling(car, dataclasses.replace(ONE.target.measure, kind=kind, rank=rank))
    assert word in said
    assert f"{word.removeprefix('继续')}期间，未经本院许可" in said


@pytest.mark.parametrize("asked", TAKES_MONEY)
def test_no_unit_is_asked_to_take_money_without_a_limit(asked: str) -> None:
    letter = catalogue.document("assistance_letter")
    made = samples.sample(Assistance, document=letter)

    def text(cap: Decimal | None) -> str:
        record = dataclasses.replace(made.record, unit_kind="银行", asked_for=(asked,), cap=cap)  # type: ignore[type-var]
        return "".join(letter.words(dataclasses.replace(made.subject, record=record)))

    assert re.search("以8,000.00元（人民币捌仟元整）为限", text(Decimal(8000)))
    with pytest.raises(MissingFact, match="须写明限额") as refused:
        text(None)
    assert refused.value.field == "cap"


def test_the_payer_of_a_criminal_judgment_sees_which_item_his_money_went_to() -> None:
    transcript = catalogue.document("payment_transcript")
    made = samples.sample(Payment, document=transcript)
    nought = Decimal(0)
    used = Allotment(
        on=ONE.on, fee=nought, costs=nought, interest=nought, principal=Decimal(35_700), double=nought, left_over=nought,
        still_open=Decimal(19_900),
        items=(PaidItem(name="责令退赔被害人经济损失", amount=Decimal(35_600)), PaidItem(name="罚金", amount=Decimal(100))),
    )  # fmt: skip
    record = dataclasses.replace(
        made.record, purpose=RESTITUTION, received=Received(amount=Decimal(35_700), used=used)
    )  # type: ignore[type-var]
    said = "".join(transcript.words(dataclasses.replace(made.subject, record=record)))
    assert "刑事裁判涉财产部分执行的若干规定》第十三条第一款的顺序" in said
    assert "民法典" not in said
    assert "主债务" not in said
    assert re.search("责令退赔被害人经济损失.{0,3}35,600.00.{0,3}罚金.{0,3}100.00", said)

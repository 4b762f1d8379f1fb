"""罚款、拘留决定书: a full sentence of law (who, when, where, what, by which article), or no paper at all."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

import pytest

from services.clock import ZONE
from services.demo import samples
from services.docket.party import Party, Place
from services.documents import catalogue
from services.documents.subject import MissingFact
from services.records.kinds.sanction import ACTS, HEAD, Sanction
from tests.unit.documents.sheets import pages

NOT_PERFORMED = next(act for act in ACTS if act.startswith("拒不履行"))
UNIT_HELD_BACK = next(act for act in ACTS if act.startswith("单位拒不协助"))


def decision(party: Party | None = None, **answers: Any) -> str:
    """The decision of a sample with these answers, without line feeds; `party` joins its case as a debtor."""
    document = catalogue.document("sanction_decision")
    made = samples.sample(Sanction, document=document)
    record = dataclasses.replace(made.record, **answers)  # type: ignore[type-var]
    cases = made.subject.cases
    if party is not None:
        cases = (dataclasses.replace(cases[0], parties=(*cases[0].parties, party)),)
    subject = dataclasses.replace(made.subject, record=record, cases=cases)
    return re.sub(r"\s", "", "".join(pages(document.pdf(subject, samples.proof(document, made)))))


def debtor(**known: Any) -> Party:
    """A debtor whom the docket knows by name, and by what else is given."""
    return Party(id="罚", role="debtor", kind="person", name="何岩松", **known)


def test_the_facts_say_when_who_where_and_what() -> None:
    at = dt.datetime(2026, 11, 24, 9, 40, tzinfo=ZONE)
    text = decision(
        offender="演示甲", offender_is="案外人", happened_at=at, place=Place(text="定阳路9号（演示）"), act=(ACTS[2],),
        facts="撕毁封条，经警告仍不停止。",
    )  # fmt: skip
    assert (
        "查明：2026年11月24日9时40分，案外人演示甲在定阳路9号（演示）有下列妨害执行的行为：以暴力、威胁等阻碍执行。"
        "经过：撕毁封条，经警告仍不停止。演示甲的上述行为妨害了民事执行。"
        "依照《中华人民共和国民事诉讼法》第一百一十四条第一款第五项" in text
    )


def test_several_deeds_are_parted_so_that_none_runs_into_the_next() -> None:
    text = decision(act=(ACTS[0], NOT_PERFORMED))
    assert "隐藏、转移、变卖、毁损查封扣押财产；拒不履行生效判决、裁定。" in text


def test_a_party_is_named_as_the_docket_knows_him() -> None:
    known = debtor(
        id_number="330899198001019007", sex="男", ethnicity="汉族", born_on=dt.date(1980, 1, 1),
        places=(Place(text="常山县天马街道9号（演示）"),),
    )  # fmt: skip
    text = decision(known, offender="何岩松", offender_is="被执行人", offender_id="")
    assert (
        "被处罚人：何岩松，男，1980年1月1日出生，汉族，住常山县天马街道9号（演示），公民身份号码330899198001019007。"
        in text
    )


def test_another_number_than_the_dockets_is_another_person() -> None:
    known = debtor(id_number="330899198001019007", sex="男")
    text = decision(known, offender="何岩松", offender_is="案外人", offender_id="330899197001019006")
    assert "被处罚人：何岩松，案外人，证件号码330899197001019006。" in text


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("offender_id", {"offender": "演示甲", "offender_id": ""}),
        ("facts", {"facts": ""}),
        ("offender", {"offender": ""}),
        ("place", {"place": Place(text="")}),
        ("act", {"act": ()}),
    ],
)
def test_a_missing_part_refuses_the_paper_and_names_the_field(field: str, answers: dict[str, Any]) -> None:
    with pytest.raises(MissingFact) as refused:
        decision(**answers)
    assert refused.value.field == field
    assert "没有出具" in str(refused.value)


def test_a_person_who_answers_for_his_unit_does_so_by_the_paragraph_that_says_so() -> None:
    assert "第一百一十四条第二款" in decision(offender_is=HEAD, unit=False, act=(NOT_PERFORMED,))
    assert "第一百一十七条第二款" in decision(offender_is="协助义务人", unit=False, act=(UNIT_HELD_BACK,))
    assert "第二款" not in decision(offender_is="协助义务人", unit=True, act=(UNIT_HELD_BACK,))
    assert "第二款" not in decision(offender_is="被执行人", unit=False, act=(NOT_PERFORMED,))


def test_a_unit_is_known_by_its_credit_code() -> None:
    text = decision(
        offender="演示公司", offender_is="协助义务人", unit=True, offender_id="91330822MA28F0000X"
    )
    assert "统一社会信用代码91330822MA28F0000X" in text


def test_the_review_is_asked_for_at_the_court_above_by_its_name() -> None:
    assert "向浙江省衢州市中级人民法院申请复议一次" in decision()

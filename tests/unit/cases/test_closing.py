"""终本: the record proves what it proves; what it does not say is not taken as done, and the judge's part stays his."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from services.cases import closing, deadlines, measures
from services.cases.closing import Readiness
from services.docket.case import Case, PastVisit, Served
from services.docket.proceedings import Auction, Closing, Inquiry
from services.docket.property import Property
from services.law import tables
from tests.factories import NOW, make_case, make_home
from tests.unit.cases.happened import chain, visit

D = dt.date
TODAY = D(2026, 11, 24)
NAMES = ("银行存款", "车辆", "不动产", "有价证券")


def served(*titles: str) -> tuple[Served, ...]:
    return tuple(Served(title=t, number="", on=D(2026, 8, 10)) for t in titles)


def ripe(**changes: Any) -> Case:
    """A case that lacks nothing but what `changes` take away."""
    given = {
        "filed_on": D(2026, 8, 3),
        "served": served("执行通知书", "报告财产令", "限制消费令"),
        "inquiries": tuple(Inquiry(kind=name, on=D(2026, 9, 1)) for name in NAMES),
        "past_visits": (PastVisit(at=NOW, place="家", outcome="无人"),),
        "closing": Closing(agreed_on=D(2026, 11, 20)),
        "properties": (),
        "measures": (),
        **changes,
    }
    return make_case(**given)


def of(case: Case, today: dt.date = TODAY, *said: Any) -> Readiness:
    happened = chain(said, case.number)
    return closing.readiness(case, measures.in_force(case, happened), happened, today)


def lacking(case: Case, today: dt.date = TODAY) -> list[str]:
    return [c.key for c in of(case, today).missing]


def test_a_case_with_everything_on_record_lacks_nothing_and_leaves_two_questions_to_the_judge() -> None:
    found = of(ripe())
    assert found.missing == ()
    assert [c.key for c in found.conditions if c.state == "judge"] == ["listing", "obstruction"]
    assert len(found.proven) == 8


@pytest.mark.parametrize(
    ("taken", "key"),
    [
        ({"served": served("报告财产令", "限制消费令")}, "notice"),
        ({"served": served("执行通知书", "限制消费令")}, "report_order"),
        ({"served": served("执行通知书", "报告财产令")}, "spending_limit"),
        ({"inquiries": ()}, "searched"),
        ({"inquiries": (Inquiry(kind="银行存款", on=TODAY),)}, "searched"),
        ({"properties": (make_home(),)}, "no_property"),
        ({"filed_on": D(2026, 9, 1)}, "three_months"),
        ({"past_visits": ()}, "looked_for"),
        ({"closing": None}, "agreed"),
        ({"closing": Closing(panel_on=TODAY)}, "agreed"),
    ],
)
def test_the_one_thing_lacking_is_named_with_the_act_that_would_complete_it(
    taken: dict[str, Any], key: str
) -> None:
    found = of(ripe(**taken))
    assert [c.key for c in found.missing] == [key]
    assert found.last_act == found.missing[0].act


def test_with_two_things_lacking_no_single_act_is_promised() -> None:
    assert of(ripe(inquiries=(), closing=None)).last_act == ""


def test_a_paper_must_have_gone_to_every_debtor() -> None:
    case = ripe()
    named = tuple(
        Served(title=t, number="", to=case.debtors[0].name, on=D(2026, 8, 10))
        for t in ("执行通知书", "报告财产令", "限制消费令")
    )
    assert lacking(ripe(served=named)) == []
    someone = tuple(Served(title=s.title, number="", to="别人", on=s.on) for s in named)
    assert lacking(ripe(served=someone)) == ["notice", "report_order", "spending_limit"]


def test_a_paper_that_was_issued_and_not_delivered_counts_as_issued_and_says_so() -> None:
    found = of(ripe(served=(*served("执行通知书", "报告财产令"), Served(title="限制消费令", number=""))))
    told = next(c for c in found.conditions if c.key == "spending_limit")
    assert (told.state, "未见送达" in told.evidence) == ("proven", True)


def test_property_that_was_sold_or_cannot_be_enforced_upon_stands_in_nobodys_way() -> None:
    sold = Property(id="a", kind="车辆", name="车")
    unfit = Property(id="b", kind="机器设备", name="旧机床", unfit="无拍卖价值")
    case = ripe(properties=(sold, unfit), auctions=(Auction(property_id="a", result="成交"),))
    assert lacking(case) == []


def test_a_visit_recorded_on_this_terminal_counts_as_having_looked() -> None:
    case = ripe(past_visits=())
    found = of(case, TODAY, (visit("无人"), "", ""))
    told = next(c for c in found.conditions if c.key == "looked_for")
    assert (told.state, "1 次" in told.evidence) == ("proven", True)


def test_a_punishment_on_record_proves_that_obstruction_was_dealt_with() -> None:
    papers = served("执行通知书", "报告财产令", "限制消费令", "罚款决定书")
    found = of(ripe(served=papers))
    assert next(c for c in found.conditions if c.key == "obstruction").state == "proven"


def test_preservation_and_closed_cases_have_no_such_card() -> None:
    assert closing.applies(ripe())
    assert not closing.applies(ripe(number="（2026）浙0822执保900001号"))
    assert not closing.applies(ripe(state="执行完毕"))
    assert not closing.applies(ripe(number="案号不明"))


def test_the_day_on_which_only_consent_is_lacking_stands_on_the_radar() -> None:
    case = ripe(filed_on=D(2026, 9, 14), closing=None)
    (one,) = (d for d in deadlines.of_case(case, (), TODAY) if d.sort == "closing")
    assert (one.on, one.what) == (D(2026, 12, 14), "终本只差确认或审批（立案满三个月）")
    assert not [d for d in deadlines.of_case(ripe(inquiries=()), (), TODAY) if d.sort == "closing"]


def test_what_rests_on_a_text_not_at_hand_is_marked() -> None:
    marked = {c.key for c in of(ripe()).conditions if "未经核实" in c.source}
    assert marked.isdisjoint({"no_property", "agreed"})
    assert "three_months" in marked


def test_every_row_of_the_table_has_its_words_its_law_and_its_proof() -> None:
    rows = {key: row for key, row in tables.load("closing").items() if key != "version"}
    found = of(ripe()).conditions
    assert [c.key for c in found] == list(rows)
    for condition in found:
        assert all((condition.title, condition.short, condition.act, condition.evidence, condition.source))
        assert rows[condition.key].get("mark", "P") == "P"

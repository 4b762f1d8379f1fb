"""The papers read as a judge and a debtor read them: classes of fault that no paper may have, whoever it is made for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from services import documents
from services.documents import answered, letters
from services.documents.paragraph import Paragraph
from services.law import articles
from services.records import catalogue as kinds
from services.records.fields import Money, Number
from tests.golden.pdf import make

FOLDER = Path(make.__file__).parent
_FOOTER = re.compile(
    r"(待签发稿　)?演示　无法律效力|第\d+页　共\d+页|— \d+ —|.*制作　设备.*|记录校验值.*|文书编号.*|-{4}"
)


@cache
def papers() -> dict[str, tuple[str, ...]]:
    """The golden text of every paper, without the foot of its pages: the words are those that are printed."""
    return {
        path.stem: tuple(
            line for line in path.read_text(encoding="utf-8").splitlines() if not _FOOTER.fullmatch(line)
        )
        for path in sorted(FOLDER.glob("*.txt"))
    }


def found(pattern: str, *, sheets: bool = True) -> Iterator[str]:
    """Every place in the running text where it stands, with the paper's name; without `sheets` no 记录单."""
    for name, lines in papers().items():
        if sheets or "record_sheet" not in name:
            text = "".join(lines)
            yield from (
                f"{name}: {text[max(0, m.start() - 12) : m.end() + 12]}" for m in re.finditer(pattern, text)
            )


def test_every_document_has_its_text_here() -> None:
    assert len(papers()) > 200


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"《([^》]+)》第[^，。；《]{1,12}、《\1》", "a statute that is cited twice in one breath is named once"),
        (r"(?:依照|依据|（)《(?:最高|机动车)[^，。；（）]*、《中华", "a law stands before what explains it"),
        (r"(?<!共和国)(?<!共和国〉)(?:民法典|民事诉讼法|民诉法|刑法)第", "a statute is named in full"),
        (r"。（《", "the source stands inside its sentence"),
        (r"[，。；、：]{2,}", "no mark is set twice"),
        (r"（\s*）|《\s*》|“\s*”", "no bracket is left blank"),
        (r"None|nan|×|\{|\}", "nothing of the machine shows"),
        (r"日0\d时", "an hour has no zero before it"),
        (r"联系电话：\s*年\s*月\s*日", "a telephone number has no date"),
        (r"\d 公里|\d 元|\d 平方米(?=[^，）])|\d 把|\d %|\d 条|\d 只|\d 辆|\d 天", "a number stands at its unit"),
        (r"监督电话见下", "what is said to stand below stands there"),
        (r"你方", "a paper says 你 to a person and 你单位 to a unit"),
    ],
)  # fmt: skip
def test_no_paper_has_a_fault_of_that_class(pattern: str, why: str) -> None:
    assert not list(found(pattern, sheets="0时" in pattern or "《" in pattern)), why


@pytest.mark.parametrize("asked", ["为什么", "怎样", "哪里", "由谁", "什么"])
def test_no_paper_asks_in_its_labels_what_the_form_asked_the_officer(asked: str) -> None:
    spoken = re.compile(r"^[问答述]：|[？?]$")
    faults = [
        f"{name}: {line}"
        for name, lines in papers().items()
        if "record_sheet" not in name
        for line in lines
        if asked in line and not spoken.search(line)
    ]
    assert not faults


def test_every_paper_writes_the_hour_as_a_court_does() -> None:
    for path in FOLDER.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\d[:：]\d\d", text), path.name  # 9时40分, at the foot of the page too
        assert not re.search(r"(?<!\d)0\d时", text), path.name


def test_no_sheet_of_paper_is_laid_out_with_a_clock_of_figures() -> None:
    folder = Path(documents.__file__).parent
    assert [path.name for path in folder.rglob("*.py") if ":%M" in path.read_text(encoding="utf-8")] == []


def test_labels_state_what_the_form_asks_and_others_stand_as_they_are() -> None:
    assert answered.label("为什么解除") == "解除的原因"
    assert answered.label("怎样发现") == "发现的方式"
    assert answered.label("裁定书怎样送达") == "裁定书的送达方式"
    assert answered.label("由谁保管") != answered.label("保管人")
    assert answered.label("车身颜色") == "车身颜色"


def test_two_labels_of_one_kind_never_become_the_same() -> None:
    for kind in kinds.KINDS:
        asked = {field.label for field in kind.fields().values()}
        stated = {answered.label(label) for label in asked}
        assert len(stated) == len(asked), kind


def test_amounts_and_measures_are_set_against_their_unit() -> None:
    assert answered.text(Number(label="里程表读数", unit="公里"), 16948) == "16,948公里"
    assert answered.text(Money(label="金额"), Decimal(3000)) == "3,000.00元"


def test_passages_cited_together_name_each_statute_once_and_the_law_first() -> None:
    cited = articles.cited("int-485", "cpl-253", "ckd-1", "cpl-255")
    assert cited == (
        "《中华人民共和国民事诉讼法》第二百五十三条、第二百五十五条、"
        "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第四百八十五条、"
        "《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第一条"
    )


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        (["甲；", "乙。", "丙；"], "；；。"),
        (["甲；", "乙；"], "；。"),
        (["甲。", "乙。"], "。。"),
        (["甲。"], "。"),
    ],
)
def test_the_orders_of_a_letter_are_parted_alike_and_the_last_ends_the_list(
    lines: list[str], ends: str
) -> None:
    told = ["".join(words for _, words in p.spans) for p in letters.items(lines) if isinstance(p, Paragraph)]
    assert "".join(words[-1] for words in told) == ends


def text(name: str) -> str:
    return "".join(papers()[name])


def test_a_unit_has_no_family_to_take_the_belongings() -> None:
    assert "交给被执行人；拒绝接收" in text("case-moving_out_notice-many"), "the company's house"
    assert "交给被执行人或者其成年家属；拒绝接收" in text("case-moving_out_notice-one")


def test_a_transcript_of_an_eviction_says_of_the_belongings_only_what_was_done() -> None:
    said = text("eviction_close-eviction_transcript-one")
    assert "无人接收" in said
    assert "交给被执行人" not in said


def test_the_ruling_and_the_notice_of_a_renewal_name_the_same_days() -> None:
    days = re.compile(r"续行期限自(\S+?日)起至(\S+?日)止")
    for form in ("one", "many"):
        ruling, notice = (
            days.search(text(f"renewal-{d}-{form}")) for d in ("seizure_ruling", "assistance_notice")
        )
        assert ruling
        assert notice
        assert ruling.groups() == notice.groups()


def test_whoever_keeps_it_is_told_so_and_whoever_uses_it_signs_as_its_user() -> None:
    order, said = text("sealing-custody_order-one"), text("sealing-sealing_transcript-one")
    assert "指定由演示停车场管理员保管" in said
    assert "指定演示停车场管理员负责保管" in order
    assert "保管人：演示停车场管理员" in order
    assert "使用人：演示使用人" in order


def test_the_ruling_on_a_sale_in_several_cases_names_the_parties_of_all() -> None:
    said = text("vehicle_disposal-sale_ruling-many")
    names = re.search(r"本院在执行(\S+?)与", said)
    assert names
    assert all(f"申请执行人：{name}，" in said for name in names[1].split("、"))


def test_a_deposit_is_frozen_as_money_in_an_account() -> None:
    assert "账户的存款" in text("case-seizure_ruling-many")


def test_police_are_told_on_which_judgment_the_referral_rests() -> None:
    assert re.search(
        r"一、执行依据：\S+民事判决书（\S+日发生法律效力）", text("referral-referral_letter-one")
    )


def test_an_applicant_is_told_that_a_company_is_not_shared_out() -> None:
    assert "不适用参与分配" in text("case-participation_application-many")
    assert "不适用参与分配" not in text("case-participation_application-one")


@pytest.mark.parametrize(
    ("paper", "law"),
    [
        ("vehicle_disposal-transfer_notice-one", "民事诉讼法》第二百六十二条"),
        ("case-surrender_notice-one", "民事诉讼法》第二百五十五条"),
        ("vehicle_seizure-registry_notice-one", "民事诉讼法》第二百五十五条"),
    ],
)
def test_what_asks_or_orders_names_the_law_it_does_so_under(paper: str, law: str) -> None:
    assert law in text(paper)


@pytest.mark.parametrize("paper", ["vehicle_disposal-transfer_notice-one", "sealing-sealing_notice-one"])
def test_a_notice_says_whom_to_ask(paper: str) -> None:
    assert "联系人：" in text(paper)


def test_a_number_plate_is_never_broken_in_the_list_for_the_police() -> None:
    assert "浙H·YS0A1" in papers()["case-vehicle_search_letter-many"]


def test_a_ruling_is_named_as_one_where_a_letter_rests_on_it() -> None:
    assert not list(found(r"本院已作出（\d{4}）[^，。]*号(?:之[一-十]+)?[。，]"))


def test_a_party_hands_in_no_page_with_nothing_but_his_name() -> None:
    pages = (FOLDER / "case-reward_application-many.txt").read_text(encoding="utf-8").split("\n----\n")
    last = [line for line in pages[-1].splitlines() if line and not _FOOTER.fullmatch(line)]
    assert len(last) >= 5, "two lines of the text stay with the place for the signature"

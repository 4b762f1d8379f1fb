"""查找: what the officer types finds exactly the cases that contain it, however it is typed."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.docket.case import Case
from services.docket.party import Party, Place
from services.docket.property import Property, Vehicle
from services.store import registry, search
from services.store import vault as vaults
from services.store.initials import _by_phrases, _usual, initials
from services.store.vault import Vault
from tests.factories import FAST, NOW, SECRET, make_case, make_cases, make_docket, number_of

TODAY = NOW.date()
CASES = make_cases(600)


def debtor(name: str, **more: object) -> Party:
    given = {"id": "d1", "role": "debtor", "kind": "person", "name": name, **more}
    return Party(**given)  # type: ignore[arg-type]


def one(serial: int, *parties: Party, **more: object) -> Case:
    return make_case(serial=serial, parties=parties, properties=(), measures=(), **more)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    folder = vaults.new_folder(Path(tmp_path_factory.mktemp("search")))
    vault = vaults.create(folder, SECRET, kind="passphrase", holder="甲", court="乙", parameters=FAST)
    registry.load_docket(vault, make_docket(CASES))
    yield vault
    vault.close()


def found(vault: Vault, text: str) -> set[str]:
    return set(registry.numbers(vault, text, today=TODAY, limit=10_000))


def by_hand(text: str, *, of: str = "") -> set[str]:
    """The truth, by looking through every case."""

    def parts(case: Case) -> list[str]:
        names = [p.name for p in case.parties]
        places = [place.text for p in case.parties for place in p.places]
        plates = [v.vehicle.plate for v in case.vehicles if v.vehicle]
        return [*names, *places, *plates, case.number.replace("（", "").replace("）", "")]

    return {c.number for c in CASES if any(text in part for part in parts(c))}


def drawn(seed: int, count: int = 40) -> list[Case]:
    return random.Random(seed).sample(CASES, count)


def test_two_and_three_character_names_find_their_cases_and_no_others(full: Vault) -> None:
    for case in drawn(1):
        name = case.debtors[0].name
        for text in {name, name[:2], name[-2:], name[0]}:
            assert found(full, text) == by_hand(text), text


def test_any_part_of_an_address_finds_its_cases(full: Vault) -> None:
    for case in drawn(2):
        address = case.places[0].text
        for text in (address[-6:], address[6:10], case.places[0].town):
            assert found(full, text) == by_hand(text), text


def test_a_plate_is_found_in_full_in_part_and_however_it_is_written(full: Vault) -> None:
    for case in [c for c in CASES if c.vehicles][:30]:
        plate = case.vehicles[0].vehicle.plate  # type: ignore[union-attr]
        for text in (plate, plate.lower(), plate[:2] + "·" + plate[2:], plate[1:], "浙Ｈ" + plate[2:]):
            assert case.number in found(full, text), text
        assert found(full, plate) == by_hand(plate)


def test_the_tail_of_a_case_number_puts_that_case_first(full: Vault) -> None:
    for case in drawn(3):
        serial = case.number[case.number.index("执") + 1 : -1]
        for text in (serial, f"执{serial}", f"执{serial}号", serial[-4:]):
            assert case.number in found(full, text), text
        page = registry.summaries(full, text=serial, order="number", today=TODAY)
        assert page.rows[0].number == case.number


@pytest.mark.parametrize(
    "text",
    [
        "（2026）浙0822执900123号",
        "(2026)浙0822执900123号",
        "2026浙0822执900123",
        "浙0822执900123",
        "执900123",
        "２０２６浙0822执900123号",
        "0822执900123",
    ],
)
def test_a_whole_case_number_finds_the_one_case_in_every_way_it_is_typed(full: Vault, text: str) -> None:
    assert found(full, text) == {number_of(900123)}


def test_a_number_grows_letter_by_letter_and_never_loses_its_case(full: Vault) -> None:
    typed = "2026浙0822执900123号"
    for end in range(1, len(typed) + 1):
        assert number_of(900123) in found(full, typed[:end]), typed[:end]


def test_an_identity_number_is_found_in_full_and_by_its_last_digits(full: Vault) -> None:
    for case in drawn(4):
        number = case.debtors[0].id_number
        same = {c.number for c in CASES if any(p.id_number.endswith(number[-6:]) for p in c.parties)}
        assert case.number in found(full, number)
        assert case.number in found(full, number.lower())
        assert same <= found(full, number[-6:].lower())
        assert case.number in found(full, number[-4:])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单建国", "sjg"),
        ("曾伟", "zw"),
        ("仇英", "qy"),
        ("翟志文", "zzw"),
        ("缪玉兰", "myl"),
        ("查良", "zl"),
        ("区少", "os"),
        ("乐毅", "yy"),
        ("覃勇", "qy"),
        ("解放", "xf"),
        ("万俟春", "mqc"),
        ("尉迟恭", "ycg"),
        ("王Tom", "wt"),
        ("欧阳锋", "oyf"),
        ("浙江常山农村商业银行", "zjcsncsyyh"),
        ("𬭎国强", "hgq"),
    ],
)
def test_initials_find_names_also_where_the_surname_has_a_reading_of_its_own(
    vault: Vault, name: str, typed: str
) -> None:
    registry.load_docket(vault, make_docket([one(900001, debtor(name)), one(900002, debtor("林某"))]))
    for end in range(1, len(typed) + 1):
        assert number_of(900001) in found(vault, typed[:end]), typed[:end]
    assert found(vault, typed.upper()) == {number_of(900001)}


def test_initials_of_every_party_find_its_case(full: Vault) -> None:
    for case in drawn(5):
        for party in case.parties:
            for typed in initials(party.name):
                assert case.number in found(full, typed)


def test_all_words_have_to_fit(full: Vault) -> None:
    case = next(c for c in CASES if c.places)
    name, town = case.debtors[0].name, case.places[0].town
    assert found(full, f"{name} {town}") == by_hand(name) & by_hand(town)
    assert found(full, f"{name}　{town}") == by_hand(name) & by_hand(town)


def test_no_phrase_runs_from_one_name_into_the_next(vault: Vault) -> None:
    registry.load_docket(vault, make_docket([one(900001, debtor("王小"), debtor("明华"))]))
    assert found(vault, "小明") == set()
    assert found(vault, "王小") == {number_of(900001)}


@pytest.mark.parametrize("name", ["张𬭎", "䶮某", "阿卜杜拉·买买提", "〇一"])
def test_rare_characters_are_found_and_don_t_find_others(vault: Vault, name: str) -> None:
    registry.load_docket(vault, make_docket([one(900001, debtor(name)), one(900002, debtor("张一"))]))
    assert found(vault, name) == {number_of(900001)}


@pytest.mark.parametrize(
    "text", ['"', "'", "*", "()", "（）", "AND", "NEAR(", "张 OR", 'a" OR b', "-", "^王", "%", "\x00"]
)
def test_signs_of_the_query_language_are_only_text(full: Vault, text: str) -> None:
    assert found(full, text) <= {c.number for c in CASES}
    if not search.terms(text):
        assert found(full, text) == set()


def test_blank_text_shows_everything_and_long_text_is_bounded(full: Vault) -> None:
    assert len(found(full, "  ")) == len(CASES)
    assert found(full, "张" * 10_000) == set()
    assert len(search.terms("一 二 三 四 五 六 七 八")) == search.MAX_WORDS


def test_homes_and_creditors_agents_are_found_too(vault: Vault) -> None:
    party = debtor(
        "甲公司", kind="unit", legal_representative="应秋水", agent="何律师", places=(Place(text="球川镇"),)
    )
    car = Property(
        id="p",
        kind="vehicle",
        name="车",
        vehicle=Vehicle(plate="浙H9K001", owner_id_number="33089919900101900X"),
    )
    case = make_case(serial=900001, parties=(party,), properties=(car,), measures=())
    registry.load_docket(vault, make_docket([case]))
    for text in ("应秋水", "何律师", "yqs", "球川", "9K001", "900x"):
        assert found(vault, text) == {case.number}, text


def test_the_page_says_which_terms_to_mark(full: Vault) -> None:
    page = registry.summaries(full, text="天马 （2026）", today=TODAY, limit=1)
    assert page.terms == ("天马", "2026")


def test_the_tables_of_readings_are_set_aside_from_the_collector() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import gc; from services.store.initials import initials; initials('单某');"
         " from pypinyin.phrases_dict import phrases_dict as held;"
         " print(gc.isenabled(), gc.get_freeze_count() > len(held))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (told.stdout.split(), told.stderr) == (["True", "True"], "")


@given(st.text(alphabet="何岩松单曾乐重庆长银行常山县人民法院有限公司区A1（）· ", min_size=1, max_size=12))
def test_the_short_road_to_a_names_initials_leads_where_the_phrases_lead(name: str) -> None:
    assert _usual(name) == _by_phrases(name)

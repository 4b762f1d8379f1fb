"""The tree keeps its form: first sentences, names, sizes, catalogues, the pages that describe it, data folders."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from services.docket.sealed import SORTS
from services.documents.catalogue import DOCUMENTS
from services.records import catalogue
from services.records.record import Record

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for top in ("services", "ui", "tests")
    for path in (ROOT / top).rglob("*.py")
    if "__pycache__" not in path.parts
)
PROGRAM = [path for path in [*SOURCES, *ROOT.glob("*.py")] if "tests" not in path.relative_to(ROOT).parts]
VAGUE = {
    "utils",
    "util",
    "misc",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "stuff",
    "base",
    "core",
}

# Longer than 300 lines, talked over, and why it stays one file.
LONG = {
    "services/records/kinds/vehicle_seizure.py": "one kind is one file, and the law asks some eighty things of a car",
    "services/records/kinds/premises_search.py": "one kind is one file, and a search is also a seizure of what it finds",
    "services/demo/answers.py": "one short answer per sort of field, the whole list in one place",
    "services/records/kinds/sealing.py": "one kind is one file: goods, rooms and land share their list, custody and terms",
    "services/records/fields.py": "one short class per sort of field, the whole list in one place",
}

WORDS = {
    "案件": "case", "案号": "case number", "当事人": "party", "申请执行人": "creditor", "被执行人": "debtor",
    "执行依据": "basis", "执行标的": "claim", "执行措施": "measure", "查封": "sealing", "扣押": "seizure",
    "冻结": "freezing", "活封": "sealing in use", "活扣": "seizure in use", "上门查找": "visit", "走访": "visit",
    "约谈": "interview", "强制腾房": "eviction", "搜查": "premises search", "笔录": "transcript",
    "财产清单": "inventory", "送达": "delivery", "见证人": "witness", "保管": "custody", "保管人": "custodian",
    "期限届满": "expiry", "续封": "renewal", "执行款": "enforcement money", "执行申请费": "enforcement fee",
    "迟延履行利息": "delay interest", "外勤记录": "record", "记录种类": "kind", "日志": "journal",
    "承办案件册": "docket", "文书": "document", "保险库": "vault", "院端": "hub", "离场校验": "duties",
    "定位": "fix", "一次行动": "matter", "登记通知": "registration notice",
}  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def test_there_is_something_to_walk() -> None:
    assert len(SOURCES) > 50
    assert ROOT / "services" / "errors.py" in PROGRAM


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_opens_with_one_sentence_on_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if not text.strip():
        assert path.name == "__init__.py", "only a package's marker may be empty"
        return
    sentence = ast.get_docstring(ast.parse(text))
    assert sentence, "no docstring"
    first = sentence.splitlines()[0]
    assert first.rstrip().endswith((".", ":", "。", ";", ",")) or len(sentence.splitlines()) > 1
    assert len(first) > 15


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_is_named_by_a_word_of_the_glossary_and_not_by_a_shrug(path: Path) -> None:
    assert not set(re.split(r"[_.]", path.stem)) & VAGUE
    assert path.parent.name not in VAGUE


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_a_file_fits_into_a_head_or_says_why_not(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 300 or name_of(path) in LONG


def test_no_reason_for_length_outlives_the_length() -> None:
    for name in LONG:
        assert len(text_of(name).splitlines()) > 300


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_nothing_is_left_to_do_later(path: Path) -> None:
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "Not" + "ImplementedError"))
    assert not re.search(rf"\b({marks})\b", path.read_text(encoding="utf-8"))


def imports_inside_functions(path: Path) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    inner = (node for function in functions for node in ast.walk(function))
    return [node.lineno for node in inner if isinstance(node, ast.Import | ast.ImportFrom)]


def reason_of(number: int, lines: list[str]) -> str:
    """Why line `number` imports late: said after its mark, in the comment above it, or once for the whole file."""
    _, mark, beside = lines[number - 1].partition("# noqa: PLC0415")
    whole = next((i for i, line in enumerate(lines) if line.startswith("# ruff: noqa: PLC0415")), None)
    if whole is not None:
        return lines[whole - 1].lstrip("# ")
    if not mark:
        return ""
    above = lines[number - 2].strip()
    return beside.strip(" -:(") or (above.lstrip("# ") if above.startswith("#") else "")


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_an_import_inside_a_function_gives_its_reason(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number in imports_inside_functions(path) if len(reason_of(number, lines)) <= 5] == []


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_import_hides_from_the_import_contracts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "__import__(" not in text
    assert not re.search(r"import_module\(\s*[\"']?(services|ui|main)\b", text)


def test_the_check_for_late_imports_stays_on() -> None:
    settings = tomllib.loads(text_of("pyproject.toml"))["tool"]["ruff"]["lint"]
    assert "PLC0415" in settings["select"]
    assert "PLC0415" not in str(settings["ignore"]) + str(settings["per-file-ignores"])


# --- catalogues


def test_every_kind_file_is_in_the_catalogue_and_the_other_way_round() -> None:
    files = {path.stem for path in (ROOT / "services/records/kinds").glob("*.py")} - {"__init__"}
    assert {kind.__module__.rpartition(".")[2] for kind in catalogue.KINDS} == files


def test_codes_and_titles_of_kinds_and_events_are_their_own() -> None:
    declared = [*catalogue.KINDS, *catalogue.EVENTS]
    assert len({d.code for d in declared}) == len(declared)
    assert len({d.title for d in declared}) == len(declared)


@pytest.mark.parametrize("kind", catalogue.KINDS, ids=lambda kind: kind.code)
def test_a_kind_shows_each_field_in_exactly_one_part_of_its_form(kind: type[Record]) -> None:
    shown = [name for part in kind.parts for name in part.names]
    assert sorted(shown) == sorted(kind.fields())


def test_every_template_file_is_in_the_catalogue_of_documents() -> None:
    folder = ROOT / "services/documents/templates"
    templates = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    listed = (ROOT / "services/documents/catalogue.py").read_text(encoding="utf-8") if templates else ""
    assert {
        name for name in templates if not re.search(rf"\btemplates(\.| import .*\b){name}\b", listed)
    } == set()


def test_what_the_court_can_hand_down_sealed_are_the_documents_that_wait_for_court_or_president() -> None:
    waiting = {d.code: d.title for d in DOCUMENTS if d.authority and d.code != "seal_strips"}
    assert {code: title for code, title, _ in SORTS} == waiting, "a line in services/docket/sealed.py"


# --- the pages that describe the tree


def folders(top: str) -> list[str]:
    found = (path for path in (ROOT / top).iterdir() if path.is_dir() and path.name != "__pycache__")
    return sorted(f"{path.name}/" for path in found)


def test_the_architecture_page_names_every_folder_and_every_kind() -> None:
    page = text_of("docs", "architecture.md")
    wanted = ["services/", "ui/", "resources/", "tests/", "docs/", *folders("services"), *folders("ui")]
    wanted += [*folders("resources"), *folders("tests"), *(f"kinds/{p}" for p in kind_files())]
    assert [name for name in wanted if name not in page] == []


def kind_files() -> list[str]:
    return sorted(
        path.name for path in (ROOT / "services/records/kinds").glob("*.py") if path.stem != "__init__"
    )


def test_the_glossary_has_every_word_beside_its_code_name() -> None:
    rows = [line for line in text_of("docs", "glossary.md").splitlines() if line.startswith("|")]
    lacking = [word for word, code in WORDS.items() if not any(word in row and code in row for row in rows)]
    assert lacking == []


def test_the_glossary_names_every_kind() -> None:
    page = text_of("docs", "glossary.md")
    assert [kind.title for kind in catalogue.KINDS if kind.title not in page or kind.code not in page] == []


def test_every_decision_is_in_the_index_and_numbered_once() -> None:
    pages = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    index = text_of("docs", "decisions", "README.md")
    assert [page for page in pages if f"({page})" not in index] == []
    assert len({page[:3] for page in pages}) == len(pages)


def test_links_between_the_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    dead = [
        f"{name_of(page)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


# --- data


def test_resources_hold_data_and_no_program() -> None:
    assert [
        name_of(p) for p in (ROOT / "resources").rglob("*") if p.suffix in {".py", ".pyc", ".sh", ".so"}
    ] == []


FONTS = sorted(
    p for p in (ROOT / "resources/fonts").rglob("*") if p.suffix.lower() in {".ttf", ".otf", ".ttc"}
)


def test_there_are_fonts() -> None:
    assert FONTS


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_a_font_lies_beside_its_licence(font: Path) -> None:
    beside = [
        path.name.lower() for path in font.parent.iterdir() if path.suffix.lower() in {"", ".txt", ".md"}
    ]
    assert any(word in name for name in beside for word in ("licen", "ofl", "copying", "copyright"))

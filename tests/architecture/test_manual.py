"""The pages told from the catalogue: each act in the manual with its picture, each duty in the list of duties."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from services.records import catalogue
from services.records.record import Record
from tests.unit.records.hard_rules import PAGE, render

DOCS = Path(__file__).parents[2] / "docs"
MANUAL = (DOCS / "manual.zh.md").read_text(encoding="utf-8")
CHAPTERS = {part.partition("\n")[0].lstrip("# ").strip(): part for part in re.split(r"\n(?=#{2,4} )", MANUAL)}
LEAST = 80  # signs of text: a page that tells something


@pytest.mark.parametrize("kind", catalogue.KINDS, ids=lambda kind: kind.code)
def test_the_manual_tells_each_act_with_its_picture(kind: type[Record]) -> None:
    told = {heading: text for heading, text in CHAPTERS.items() if f"![{kind.title}：" in text}
    assert told, f"no chapter pictures {kind.title}"
    assert all(len(re.sub(r"!\[.*|#.*", "", text)) >= LEAST for text in told.values())
    for text in told.values():
        for path in re.findall(rf"!\[{kind.title}：[^\]]+\]\(([^)]+)\)", text):
            with Image.open(DOCS / path) as picture:
                assert picture.size == (1280, 800), path


def test_the_page_of_the_duties_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "python -m tests.unit.records.hard_rules writes it"

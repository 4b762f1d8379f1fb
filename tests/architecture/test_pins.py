"""What is installed is what is pinned, what is wanted is pinned, and the pinned Qt keeps its references."""

from __future__ import annotations

import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
QT = {"pyside6-essentials", "pyside6-addons", "shiboken6"}


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in rows}


def wanted() -> list[Requirement]:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    rows = [
        *project["dependencies"],
        *(r for extra in project["optional-dependencies"].values() for r in extra),
    ]
    return [Requirement(row) for row in [*rows, *(r for group in groups.values() for r in group)]]


@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_what_is_wanted_is_pinned_within_its_bounds(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("name", [r.name for r in wanted() if canonicalize_name(r.name) not in QT])
def test_what_is_installed_is_what_is_pinned(name: str) -> None:
    extra = PROJECT["project"]["optional-dependencies"]["ocr"]
    optional = {Requirement(row).name for row in [*PROJECT["dependency-groups"]["bench"], *extra]}
    try:
        installed = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        assert name in optional
        return
    assert installed == pins()[canonicalize_name(name)]


def test_pins_name_no_place_to_fetch_from() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--|\s@\s", text)


def test_qt_does_not_lose_a_reference_of_none_with_each_call(qtbot: QtBot) -> None:
    """PySide6 6.12.0 does on Python 3.11, and the program dies after some five thousand calls."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("案件")
    assert abs(sys.getrefcount(None) - before) < 100

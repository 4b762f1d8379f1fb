"""Settings that 解锁 needs: a plain file without case data, whole or not at all, forgiving when read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from services import settings
from services.settings import DECLARED, Setting


@pytest.mark.parametrize("setting", DECLARED, ids=lambda s: s.name)
def test_every_declared_setting_has_a_chinese_title_and_a_default_that_fits(setting: Setting) -> None:
    assert any("一" <= sign <= "鿿" for sign in setting.title)
    assert setting.fits(setting.default)


def test_names_are_declared_once() -> None:
    names = [s.name for s in DECLARED]
    assert len(names) == len(set(names))


def test_what_was_written_is_read_again_and_the_rest_is_default(tmp_path: Path) -> None:
    settings.write_terminal(tmp_path, {"theme": "night"})
    settings.write_terminal(tmp_path, {"dpi": 142.5})
    assert settings.read_terminal(tmp_path)["theme"] == "night"
    assert settings.read_terminal(tmp_path)["dpi"] == 142.5
    assert settings.read_terminal(tmp_path)["input_method"] == "auto"


@pytest.mark.parametrize(
    "raw", [b"", b"{half", b"[1]", b'"theme"', b'{"theme": 3, "dpi": "big"}', b" " * 70_000]
)
def test_a_spoilt_file_means_defaults_and_no_failure(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / settings.FILE).write_bytes(raw)
    assert settings.read_terminal(tmp_path)["theme"] == "day"
    assert settings.read_terminal(tmp_path)["dpi"] == 0.0


@pytest.mark.parametrize(("name", "value"), [("theme", "pink"), ("dpi", 5000), ("dpi", True), ("theme", 1)])
def test_a_value_that_does_not_fit_leaves_the_file_as_it_was(
    tmp_path: Path, name: str, value: object
) -> None:
    settings.write_terminal(tmp_path, {"theme": "sun"})
    before = (tmp_path / settings.FILE).read_bytes()
    with pytest.raises(ValueError, match=name):
        settings.write_terminal(tmp_path, {name: value})
    assert (tmp_path / settings.FILE).read_bytes() == before


def test_the_plain_file_holds_only_settings_of_the_terminal(tmp_path: Path) -> None:
    settings.write_terminal(tmp_path, {"last_vault": "0192"})
    kept = json.loads((tmp_path / settings.FILE).read_text("utf-8"))
    assert set(kept) == {s.name for s in DECLARED if s.home == "terminal"}


def test_the_folder_can_be_chosen_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path))
    assert settings.home() == tmp_path
    monkeypatch.delenv("FIELDWORK_HOME")
    assert settings.home().name == "court-fieldwork"

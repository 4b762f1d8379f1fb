"""What is put off is there for whoever asks for it, whenever that is."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from services.late import putting_off


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "heavy_one.py").write_text("ANSWER = 42\n", "utf-8")
    (tmp_path / "user_of_heavy.py").write_text(
        "import heavy_one\n\ndef ask():\n    return heavy_one.ANSWER\n", "utf-8"
    )
    (tmp_path / "eager_user.py").write_text("from heavy_one import ANSWER\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("heavy_one", "user_of_heavy", "eager_user"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return tmp_path


def test_a_module_put_off_is_loaded_when_it_is_asked_and_then_for_everybody(library: Path) -> None:
    with putting_off("heavy_one"):
        user = importlib.import_module("user_of_heavy")
    assert "heavy_one" not in sys.modules
    assert user.ask() == 42
    assert importlib.import_module("heavy_one").__file__ == str(library / "heavy_one.py")


def test_one_that_is_asked_while_it_is_put_off_is_there_at_once(library: Path) -> None:
    with putting_off("heavy_one"):
        eager = importlib.import_module("eager_user")
    assert eager.ANSWER == 42
    assert importlib.import_module("heavy_one").__file__ == str(library / "heavy_one.py")


def test_a_walk_through_all_modules_meanwhile_loads_nothing(library: Path) -> None:
    assert library.exists()
    with putting_off("heavy_one"):
        waiting = sys.modules["heavy_one"]
        assert inspect.unwrap(waiting) is waiting  # type: ignore[arg-type]
        assert not hasattr(waiting, "__file__")
    assert "heavy_one" not in sys.modules


def test_one_that_stands_already_stays_as_it_is() -> None:
    with putting_off("json"):
        assert importlib.import_module("json") is sys.modules["json"]
    assert sys.modules["json"].dumps([1]) == "[1]"


def test_the_vault_s_driver_leaves_the_standard_names_alone() -> None:
    told = "import services.store.driver, hashlib, secrets, dateutil.parser as p; print(hashlib.__file__, p.__file__)"
    child = [
        sys.executable,
        "-c",
        f"{told}; print(hashlib.sha256(b'').hexdigest()[:4], len(secrets.token_hex(4)))",
    ]
    done = subprocess.run(child, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.split()[-2:] == ["e3b0", "8"]

"""What the officer waits for at 解锁 and 今日 is not what the first paper, photo, route or docket needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from services.actions import reminding
from services.documents import catalogue
from tests.factories import NOW, SECRET
from tests.fixtures_window import Tablet
from tests.patience import PROGRAM_S

HOUSE = Path(__file__).parents[2]
WAITING = {
    "reportlab", "PIL", "fontTools", "uharfbuzz", "pypdfium2", "zxingcpp", "openpyxl", "pypinyin", "keyring", "geopy",
    "fast_tsp", "httpx", "icalendar", "pynmeagps", "lxml", "pyrage", "_hashlib",
}  # fmt: skip
SOLELY = {"ssl", "http", "email", "secretstorage"}  # what the keyring's search and a plugin's would bring
LOCKED = WAITING | {"sqlcipher3", "sqlite_utils", "cryptography", "msgspec"}


TODAY = "import importlib; from ui import doors, entering; entering.load(); list(map(importlib.import_module, doors.TODAY))"


def loaded_by(statement: str) -> set[str]:
    """The packages that stand in memory after that."""
    code = f"import sys, json; {statement}; print(json.dumps(sorted({{m.partition('.')[0] for m in sys.modules}})))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True, timeout=PROGRAM_S
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_lock_is_painted_without_database_ciphers_and_typesetting() -> None:
    assert loaded_by("import main, ui.application, ui.window") & LOCKED == set()


def test_today_is_shown_without_what_the_first_paper_needs() -> None:
    assert loaded_by(TODAY) & WAITING == set()


def test_today_is_shown_without_the_other_pages() -> None:
    others = "{'ui.pages.record', 'ui.pages.map'} & set(sys.modules)"
    loaded_by(f"import sys; {TODAY}; assert not {others}")


def test_a_passphrase_opens_the_vault_without_the_keyring_s_search(tablet: Tablet) -> None:
    opening = (
        "import datetime as dt; from pathlib import Path; from services.actions import unlocking;"
        f"unlocking.unlock(Path({str(tablet.folder)!r}), {SECRET!r}, dt.datetime.fromisoformat({NOW.isoformat()!r}))"
    )
    assert loaded_by(opening) & (WAITING | SOLELY) == set()


def test_no_plugin_of_the_database_library_is_handed_the_open_vault(tmp_path: Path) -> None:
    plugin = tmp_path / "nosy-1.dist-info"
    plugin.mkdir()
    (plugin / "METADATA").write_text("Metadata-Version: 2.1\nName: nosy\nVersion: 1\n", "utf-8")
    (plugin / "entry_points.txt").write_text("[sqlite_utils]\nnosy = nosy\n", "utf-8")
    (tmp_path / "nosy.py").write_text(
        "import sqlite_utils\n\n\n@sqlite_utils.hookimpl\n"
        "def prepare_connection(conn):\n    raise SystemExit('the plugin has the vault')\n",
        "utf-8",
    )
    tell = f"import sys; sys.path.insert(0, {str(tmp_path)!r})"
    with pytest.raises(subprocess.CalledProcessError):
        loaded_by(f"{tell}; import sqlite_utils; sqlite_utils.Database(memory=True)")
    opened = f"open_database(Path({str(tmp_path / 'vault.db')!r}), bytes(32))"
    loaded_by(f"{tell}; from pathlib import Path; from services.store.driver import open_database; {opened}")


def test_the_radar_s_renewal_is_a_paper_of_the_catalogue() -> None:
    assert reminding.RENEWAL in {document.code for document in catalogue.DOCUMENTS}


def test_a_waiting_module_is_the_real_one_once_it_is_used() -> None:
    first = "from services.documents import catalogue as waiting; assert waiting.DOCUMENTS"
    then = "from services.documents.catalogue import DOCUMENTS as real; assert real is waiting.DOCUMENTS"
    assert "reportlab" in loaded_by(f"{first}; {then}")


def test_no_source_of_a_module_is_read_and_kept_for_a_switch_nobody_uses() -> None:
    code = f"{TODAY}; import linecache; assert len(linecache.cache) < 10, len(linecache.cache)"
    loaded_by(code)

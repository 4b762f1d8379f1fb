"""保险库: opening, refusing, recovering; several on one tablet; damage and versions in words."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyrage
import pytest

from services.errors import BadInput, Damaged, NotAllowed, Refused
from services.store import journal, scratch, wraps
from services.store import vault as vaults
from services.store.tries import WrongSecret
from services.store.vault import Vault
from services.store.wraps import Header, Parameters
from tests.factories import FAST, NOW, SECRET, make_unsigned

PIN = "274913"
DEVICE_SECRET = b"held by the machine's keyring   "
ROOT = Path(__file__).parents[3]
RESTING = """
import datetime as dt, sys
from pathlib import Path
from types import SimpleNamespace

import psutil

from services.actions import unlocking
from services.store import vault as vaults

vault = vaults.unlock(Path(sys.argv[1]), sys.argv[2], now=dt.datetime.fromisoformat(sys.argv[3]))
count = "SELECT count(*) FROM long_list WHERE line <> ''"
vault.db.execute(count).fetchone()
before = psutil.Process().memory_info().rss
unlocking.rest(SimpleNamespace(vault=vault))
print(before, psutil.Process().memory_info().rss, vault.db.execute(count).fetchone()[0])
"""


def make(root: Path, secret: str = SECRET, **more: object) -> Vault:
    given = {"kind": "passphrase", "holder": "方立", "court": "常山县人民法院", "parameters": FAST, **more}
    return vaults.create(vaults.new_folder(root), secret, **given)  # type: ignore[arg-type]


def reopened(vault: Vault, secret: str = SECRET, **more: object) -> Vault:
    vault.close()
    return vaults.unlock(vault.folder, secret, now=NOW, **more)  # type: ignore[arg-type]


def edit_header(folder: Path, **changes: object) -> None:
    path = folder / "vault.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_vault_opens_again_with_its_secret_identities_and_records(vault: Vault) -> None:
    made = journal.append(vault, make_unsigned())
    again = reopened(vault)
    assert again.identities == vault.identities
    assert journal.entry(again, made.id) == made
    again.close()


def test_the_folder_is_closed_to_other_users(vault: Vault) -> None:
    assert vault.folder.stat().st_mode & 0o077 == 0


def test_a_wrong_secret_does_not_open_and_says_how_many_tries_are_left(vault: Vault) -> None:
    vault.close()
    with pytest.raises(WrongSecret, match="还可再试 3 次"):
        vaults.unlock(vault.folder, "江山市江山市江山", now=NOW)
    vaults.unlock(vault.folder, SECRET, now=NOW).close()


def test_the_secret_may_be_typed_composed_or_decomposed(tmp_path: Path) -> None:
    vault = make(tmp_path, "Café-Müller")
    reopened(vault, "Cafe\u0301-Mu\u0308ller").close()


def test_after_five_wrong_tries_even_the_right_secret_has_to_wait_and_nothing_is_lost(vault: Vault) -> None:
    made = journal.append(vault, make_unsigned())
    for _ in range(5):
        with pytest.raises(WrongSecret):
            vaults.check_secret(vault, "江山市江山市江山", now=NOW)
    with pytest.raises(WrongSecret, match=r"请等 \d 秒再试") as error:
        vaults.check_secret(vault, SECRET, now=NOW)
    assert 0 < error.value.wait_s <= 5
    assert journal.entry(vault, made.id) == made


def test_restarting_the_program_does_not_shorten_the_wait(vault: Vault) -> None:
    for _ in range(5):
        with pytest.raises(WrongSecret):
            vaults.check_secret(vault, "江山市江山市江山", now=NOW)
    vault.close()
    for seconds, told in ((1, "wait 4"), (6, "open")):
        assert in_another_process(vault.folder, NOW + dt.timedelta(seconds=seconds)) == told


def in_another_process(folder: Path, now: dt.datetime) -> str:
    program = (
        "import sys, datetime as dt; from pathlib import Path\n"
        "from services.errors import NotAllowed\n"
        "from services.store import vault, tries\n"
        "try:\n"
        "    vault.unlock(Path(sys.argv[1]), sys.argv[2], now=dt.datetime.fromisoformat(sys.argv[3])).close()\n"
        "    print('open')\n"
        "except tries.WrongSecret as error: print('wait', error.wait_s)\n"
        "except NotAllowed as error: print(error.sentence)\n"
    )
    command = [sys.executable, "-c", program, str(folder), SECRET, now.isoformat()]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_a_second_process_cannot_open_an_open_vault(vault: Vault) -> None:
    assert "已经在另一个窗口中打开" in in_another_process(vault.folder, NOW)
    vault.close()
    assert in_another_process(vault.folder, NOW) == "open"


def test_a_vault_opened_in_one_thread_goes_on_in_another(vault: Vault) -> None:
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(journal.append, vault, make_unsigned()).result()
    assert journal.entry(vault, made.id) == made


def test_six_digits_are_refused_where_no_device_secret_has_a_home(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="长口令"):
        make(tmp_path, PIN, kind="pin")
    assert vaults.headers(tmp_path) == ()


def test_a_pin_opens_only_together_with_the_device_secret(tmp_path: Path) -> None:
    vault = make(tmp_path, PIN, kind="pin", device_secret=DEVICE_SECRET)
    vault.close()
    for other in (None, b"", b"another machine"):
        with pytest.raises(WrongSecret):
            vaults.unlock(vault.folder, PIN, device_secret=other, now=NOW)
    vaults.unlock(vault.folder, PIN, device_secret=DEVICE_SECRET, now=NOW).close()


@pytest.mark.parametrize("weak", ["12345", "1234567", "12345a", "１２３４５６", ""])
def test_a_pin_is_exactly_six_digits(tmp_path: Path, weak: str) -> None:
    with pytest.raises(BadInput, match="6 位数字"):
        make(tmp_path, weak, kind="pin", device_secret=DEVICE_SECRET)


@pytest.mark.parametrize("weak", ["", "七个字还不够呀", "1234567", "aaaaaaaaaa", "好好好好好好好好"])
def test_a_weak_passphrase_is_refused(tmp_path: Path, weak: str) -> None:
    with pytest.raises(BadInput, match="长口令"):
        make(tmp_path, weak)


def test_eight_chinese_characters_are_enough(tmp_path: Path) -> None:
    make(tmp_path, "衢江常山开化龙游").close()


def test_changing_the_secret_leaves_the_database_as_it_is(vault: Vault) -> None:
    journal.append(vault, make_unsigned())
    again = reopened(vault)
    before = (again.folder / "vault.db").read_bytes()
    with pytest.raises(WrongSecret):
        vaults.change_secret(again, "江山市江山市江山", "一条新的够长口令", kind="passphrase", now=NOW)
    vaults.change_secret(again, SECRET, "一条新的够长口令", kind="passphrase", now=NOW)
    again.close()
    assert (again.folder / "vault.db").read_bytes() == before
    with pytest.raises(WrongSecret):
        vaults.unlock(again.folder, SECRET, now=NOW)
    vaults.unlock(again.folder, "一条新的够长口令", now=NOW).close()


def test_a_forgotten_pin_is_replaced_by_the_courts_key_and_the_records_are_intact(tmp_path: Path) -> None:
    court = pyrage.x25519.Identity.generate()
    vault = make(tmp_path, PIN, kind="pin", device_secret=DEVICE_SECRET)
    vaults.set_recovery(vault, str(court.to_public()))
    made = journal.append(vault, make_unsigned())
    vault.close()
    recovered = vaults.recover(vault.folder, str(court), SECRET, kind="passphrase", parameters=FAST)
    assert journal.entries(recovered) == [made]
    assert journal.verify(recovered) == []
    recovered.close()
    with pytest.raises(WrongSecret):
        vaults.unlock(vault.folder, PIN, device_secret=DEVICE_SECRET, now=NOW)
    vaults.unlock(vault.folder, SECRET, now=NOW).close()


def test_another_courts_key_recovers_nothing_and_the_secret_still_opens(vault: Vault) -> None:
    vaults.set_recovery(vault, str(pyrage.x25519.Identity.generate().to_public()))
    vault.close()
    for other in (str(pyrage.x25519.Identity.generate()), "AGE-SECRET-KEY-1X", ""):
        with pytest.raises(Refused):
            vaults.recover(vault.folder, other, "一条新的够长口令", kind="passphrase", parameters=FAST)
    vaults.unlock(vault.folder, SECRET, now=NOW).close()


def test_recovery_without_a_second_wrap_is_refused_in_words(vault: Vault) -> None:
    vault.close()
    with pytest.raises(NotAllowed, match="没有设置"):
        vaults.recover(vault.folder, str(pyrage.x25519.Identity.generate()), SECRET, kind="passphrase")


def test_a_recovery_key_that_is_none_is_refused(vault: Vault) -> None:
    with pytest.raises(BadInput):
        vaults.set_recovery(vault, "age1abc")


def test_two_officers_share_a_tablet_and_a_broken_header_hides_neither(tmp_path: Path) -> None:
    first, second = make(tmp_path, holder="方立"), make(tmp_path, "衢江常山开化龙游", holder="毛一帆")
    scratch.set_setting(first, "theme", "night")
    assert scratch.setting(second, "theme") is None
    broken = tmp_path / "vaults" / "broken"
    broken.mkdir()
    (broken / "vault.json").write_bytes(b"\xff{")
    listed = vaults.headers(tmp_path)
    assert [(h.holder, h.damaged) for h in listed] == [("方立", False), ("毛一帆", False), ("", True)]
    first.close()
    with pytest.raises(WrongSecret):
        vaults.unlock(first.folder, "衢江常山开化龙游", now=NOW)
    second.close()


def test_a_second_vault_never_takes_the_place_of_a_first(vault: Vault) -> None:
    with pytest.raises(NotAllowed, match="已经有一个保险库"):
        vaults.create(vault.folder, SECRET, kind="passphrase", holder="甲", court="乙", parameters=FAST)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\x00" * 100, b"9" * 100_000])
def test_a_damaged_header_is_said_in_a_sentence(vault: Vault, content: bytes) -> None:
    vault.close()
    (vault.folder / "vault.json").write_bytes(content)
    with pytest.raises(Damaged, match="信封"):
        vaults.unlock(vault.folder, SECRET, now=NOW)


@pytest.mark.parametrize("name", ["memory_kib", "iterations", "lanes"])
@pytest.mark.parametrize("value", [0, -1, 2**31])
def test_absurd_parameters_are_refused_before_they_are_tried(vault: Vault, name: str, value: int) -> None:
    vault.close()
    parameters = {"memory_kib": 65536, "iterations": 1, "lanes": 4, name: value}
    edit_header(vault.folder, parameters=parameters)
    with pytest.raises(Damaged):
        vaults.unlock(vault.folder, SECRET, now=NOW)


def test_parameters_too_weak_to_protect_are_not_set(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        make(tmp_path, parameters=Parameters(8 * 1024, 1, 1))


def test_calibration_keeps_to_the_floor_and_the_caps() -> None:
    found = wraps.calibrate()
    assert found.bearable
    assert found.memory_kib >= 64 * 1024


def test_a_header_carried_to_another_vault_does_not_open_it(tmp_path: Path) -> None:
    first, second = make(tmp_path), make(tmp_path)
    first.close()
    second.close()
    (second.folder / "vault.json").write_bytes((first.folder / "vault.json").read_bytes())
    with pytest.raises(Damaged):
        vaults.unlock(second.folder, SECRET, now=NOW)


def test_a_vault_of_a_newer_program_is_refused_in_words(vault: Vault) -> None:
    vault.close()
    edit_header(vault.folder, format=wraps.FORMAT + 1)
    with pytest.raises(NotAllowed, match="更新版本"):
        vaults.unlock(vault.folder, SECRET, now=NOW)


@pytest.mark.parametrize("page", [0, 1])
def test_a_damaged_first_page_is_said_in_a_sentence(vault: Vault, page: int) -> None:
    vault.close()
    flip(vault.folder / "vault.db", page * 4096 + 100)
    with pytest.raises(Damaged, match="损坏"):
        vaults.unlock(vault.folder, SECRET, now=NOW)


def test_a_damaged_inner_page_is_reported_with_its_number_and_the_vault_still_opens(vault: Vault) -> None:
    for _ in range(40):
        journal.append(vault, make_unsigned(body={"values": {"words": "他说下月还" * 200}}))
    vault.close()
    pages = (vault.folder / "vault.db").stat().st_size // 4096
    flip(vault.folder / "vault.db", (pages - 2) * 4096 + 700)
    again = vaults.unlock(vault.folder, SECRET, now=NOW)
    with pytest.raises(Damaged, match="损坏"):
        journal.entries(again)
    assert any(f"page {pages - 1}" in sentence for sentence in journal.verify(again))
    again.close()


def test_a_missing_database_is_not_replaced_by_an_empty_one(vault: Vault) -> None:
    vault.close()
    (vault.folder / "vault.db").unlink()
    with pytest.raises(Damaged, match="不见了"):
        vaults.unlock(vault.folder, SECRET, now=NOW)
    assert not (vault.folder / "vault.db").exists()


def flip(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 1
    path.write_bytes(content)


def test_neither_header_nor_vault_shows_its_keys_when_printed(vault: Vault) -> None:
    shown = repr(vault)
    assert vault.key.hex() not in shown
    assert vault.identities.age_identity not in shown
    assert isinstance(vault.header, Header)


def test_on_today_a_tablet_forgets_what_it_read_and_holds_no_memory_idly(vault: Vault) -> None:
    """Told by the system, in a process of its own: ten megabytes are read, and most of them are given back."""
    with vault.db.atomic():
        vault.db.execute("CREATE TABLE long_list (line TEXT) STRICT")
        vault.db.conn.executemany("INSERT INTO long_list VALUES (?)", [("门牌" * 500,)] * 3500)
    vault.close()
    told = subprocess.run(
        [sys.executable, "-c", RESTING, str(vault.folder), SECRET, NOW.isoformat()],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    before, after, lines = (int(word) for word in told.stdout.split())
    assert before - after > 6_000_000, told.stdout
    assert lines == 3500, "what was forgotten is read again"

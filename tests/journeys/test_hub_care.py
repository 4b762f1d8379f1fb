"""院端保管: what the hub has can be checked, backed up and brought back, given out, erased by law, and asked about."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from services.hub import attachments, backup, desk
from services.hub.entries_export import HEADS, SHEET
from services.position.fix import Fix
from services.store import journal, registry
from tests.factories import NOW, make_officer, make_unsigned, number_of
from tests.fixtures_hub import CASES, Rover, Served, hub_rows
from tests.journeys import commands
from tests.postgres import Postgres

both = pytest.mark.both_databases

Rove = Callable[[int], Rover]
PHOTO = b"photo" * 30_000
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def full(hub: Served, rover: Rover) -> Rover:
    """A tablet whose work is at the hub: a record with a photo and one on another case."""
    rover.record("门口有车", (PHOTO,))
    there = Fix(latitude=28.9, longitude=118.5, at=NOW, source="receiver", accuracy_m=3.0)
    journal.append(rover.session.vault, make_unsigned(CASES[3].number, position=there))
    rover.exchange()
    return rover


def asked(hub: Served | Path, *words: str | Path, code: int = 0) -> dict[str, Any]:
    folder = hub if isinstance(hub, Path) else hub.folder
    done = commands.run("hub", *words, "--desk", folder, "--json")
    assert done.returncode == code, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@both
def test_everything_is_checked_and_the_first_misfit_named(hub: Served, full: Rover) -> None:
    fine = asked(hub, "verify")
    assert (fine["chains"], fine["entries"], fine["attachments"], fine["faults"]) == (1, 3, 1, [])
    path = attachments.path_of(hub.folder, DIGEST)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with hub.desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE entry SET link = 'x', signature = raw WHERE seq = 2")
    told = asked(hub, "verify", code=2)["faults"]
    assert len(told) == 2
    assert "第 2 行：签名不符" in told[0]
    assert f"附件 {DIGEST[:8]} 已损坏" in told[1]


@both
def test_a_backup_brings_everything_back_and_terminals_send_what_came_after_it(
    hub: Served, full: Rover, tmp_path: Path, engine: str, request: pytest.FixtureRequest
) -> None:
    """The machine burns; the backup goes into a new folder, and from SQLite into PostgreSQL or back."""
    done = asked(hub, "backup", tmp_path / "safe")
    assert (done["copied"], done["attachments"]) == (1, 1)
    full.record("备份以后", (b"later" * 20_000,))
    full.exchange()
    key = hub.folder / "keys" / "recovery.agekey"
    hub.end()
    hub.folder.rename(tmp_path / "burnt")
    key = tmp_path / "burnt" / "keys" / "recovery.agekey"
    other: list[str | Path] = []
    if engine == "sqlite":
        server: Postgres = request.getfixturevalue("postgres")
        other = ["--database", server.url(server.made())]
    brought = asked(hub, "restore", done["file"], "--key", key, *other)
    assert (brought["entries"], brought["attachments"], brought["missing"]) == (3, 1, [])
    assert asked(hub, "verify")["faults"] == []
    hub.start()
    again = full.exchange()
    assert (again.entries, again.files, again.proof.complete) == (1, 1, True)
    assert hub_rows(hub, full.session.device) == full.rows()
    hub.keep(make_officer(1), CASES[1:])
    assert full.exchange().loaded is not None, "changes go on being told"


def test_a_second_backup_copies_only_what_is_new_and_drops_what_was_erased(
    hub: Served, full: Rover, tmp_path: Path
) -> None:
    asked(hub, "backup", tmp_path / "safe")
    full.record("又一张", (b"other" * 20_000,))
    full.exchange()
    asked(hub, "erase", DIGEST, "--why", "（2026）浙0822决1号")
    done = backup.back_up(hub.desk, tmp_path / "safe", NOW)
    assert (done.copied, done.files) == (1, 1)
    assert not attachments.path_of(tmp_path / "safe", DIGEST).exists()


def test_a_backup_is_opened_by_the_recovery_key_alone_and_never_over_something(
    hub: Served, full: Rover, tmp_path: Path
) -> None:
    done = asked(hub, "backup", tmp_path / "safe")
    content = Path(done["file"]).read_bytes()
    assert "门口有车".encode() not in content
    own = hub.folder / "keys" / "hub.agekey"
    for desk_folder, key, why in (
        (tmp_path / "new", own, "解不开"),
        (hub.folder, hub.folder / "keys" / "recovery.agekey", "不是空的"),
    ):
        refused = commands.run("hub", "restore", done["file"], "--key", key, "--desk", desk_folder)
        assert refused.returncode != 0
        assert why in refused.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json", ".geojson"])
def test_entries_are_given_out_as_a_sheet_or_a_layer(
    hub: Served, full: Rover, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"记录{suffix}"
    assert asked(hub, "export", target, "--case", CASES[3].number)["entries"] == 1
    if suffix == ".xlsx":
        rows = list(openpyxl.load_workbook(target)[SHEET].iter_rows(values_only=True))
        found = dict(zip(rows[0], rows[1], strict=True))
    elif suffix == ".csv":
        found = next(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    elif suffix == ".json":
        (found,) = json.loads(target.read_text(encoding="utf-8"))[SHEET]
    else:
        (feature,) = json.loads(target.read_text(encoding="utf-8"))["features"]
        found = feature["properties"]
        east, north = feature["geometry"]["coordinates"]
        assert (f"{north:.7f}", f"{east:.7f}") == (found["纬度"], found["经度"])
    assert list(found) == list(HEADS)
    assert (found["案号"], found["事项"]) == (CASES[3].number, "上门查找（内容读不出）")


def test_a_package_is_checked_by_public_tools_alone(hub: Served, full: Rover, tmp_path: Path) -> None:
    done = asked(hub, "export", tmp_path / "包", "--package", "--case", number_of(900001))
    assert (done["entries"], done["missing"]) == (1, [])
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
        cwd=tmp_path / "包",
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    (photo,) = (tmp_path / "包" / "attachments").iterdir()
    assert photo.read_bytes() == PHOTO
    (signed,) = (tmp_path / "包" / "entries").glob("*.json")
    assert (signed.read_bytes(), signed.with_suffix(".sig").read_bytes()) in [
        (raw, signature) for _, raw, signature in full.rows()
    ]
    again = commands.run("hub", "export", tmp_path / "包", "--package", "--desk", hub.folder)
    assert "不是空文件夹" in again.stderr


@both
def test_an_erased_photo_is_gone_its_entry_and_a_tombstone_stay(
    hub: Served, full: Rover, tmp_path: Path
) -> None:
    asked(hub, "erase", DIGEST, "--why", "（2026）浙0822决1号")
    told = asked(hub, "verify")
    assert (told["entries"], told["erased"], told["faults"]) == (3, 1, [])
    assert full.exchange().proof.complete, "the terminal is not asked for it again"
    assert asked(hub, "export", tmp_path / "包", "--package")["missing"] == [DIGEST]
    unknown = commands.run("hub", "erase", "0" * 64, "--why", "无", "--desk", hub.folder)
    assert "没有这个附件" in unknown.stderr


def test_who_was_given_a_case_and_who_was_turned_away_can_be_asked(hub: Served, full: Rover) -> None:
    (seen,) = asked(hub, "access", CASES[0].number)["accesses"]
    assert (seen["officer"], seen["device"]) == (make_officer(1).id, full.session.device)
    desk.revoke(hub.folder, full.session.device, "遗失", now=NOW)
    with pytest.raises(Exception, match="遗失"):
        full.exchange()
    (refused,) = asked(hub, "refusals", "--limit", "1")["refusals"]
    assert "遗失" in refused["why"]


def test_a_new_colleague_is_entered_gets_cases_and_is_told_to_the_others(
    hub: Served, full: Rover, tmp_path: Path
) -> None:
    new = make_officer(7)
    file = tmp_path / "名册.json"
    file.write_text(
        json.dumps({"officers": [{"id": new.id, "name": new.name, "badge": "浙0822-07"}]}), encoding="utf-8"
    )
    told = asked(hub, "officers", "--add", file)["officers"]
    assert [o["id"] for o in told] == [*(make_officer(n).id for n in (1, 2, 3)), new.id]
    assert asked(hub, "assign", CASES[5].number, "--officer", new.id)["removed"] == 1
    loaded = full.exchange().loaded
    assert loaded is not None
    assert loaded.removed == 1
    facts = registry.docket_facts(full.session.vault)
    assert facts is not None
    assert new.id in [o.id for o in facts.colleagues]
    file.write_text('{"officers": [{"id": "", "name": "无名"}]}', encoding="utf-8")
    assert "没有录入" in commands.run("hub", "officers", "--add", file, "--desk", hub.folder).stderr

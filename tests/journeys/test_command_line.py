"""The command line for administrators: help, exit codes, files written, and what a program may read from it."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

import main
from services.hub import docket_export
from tests.fixtures_journey import SECRET, Office, OpenHands, Station
from tests.journeys import commands, visiting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

COMMANDS = (
    ("demo",), ("shots",), ("papers",), ("verify",), ("recover",), ("restore",), ("package",),
    ("hub",), ("hub", "found"), ("hub", "import"), ("hub", "enroll"),
)  # fmt: skip


def founding(folder: Path, office: Office) -> Path:
    """The administrator's own file: the court and its officers."""
    path = folder / "名册.json"
    officers = [{"id": "o-01", "name": office.officer.name, "badge": office.officer.badge}]
    court = {
        "id": "330899", "name": "演示县人民法院", "line": "浙江省演示县人民法院", "code": "浙0899", "address": "演示路 1 号",
    }  # fmt: skip
    path.write_text(json.dumps({"court": court, "officers": officers}, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_tells_how_it_is_used(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main([*command, "--help"])
    assert ended.value.code == 0
    assert f"main.py {' '.join(command)}" in capsys.readouterr().out


def test_every_command_of_the_manual_is_one_that_the_program_takes() -> None:
    manual = (commands.HOUSE / "docs" / "manual.zh.md").read_text("utf-8")
    written = re.findall(r"python main\.py ([^\n`]+)", manual)
    assert len(written) >= 7
    for line in written:
        assert main._parser().parse_args(line.split()).command


def test_the_first_page_of_the_help_names_every_command() -> None:
    done = commands.run("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for (name, *_) in COMMANDS)


@pytest.mark.parametrize(
    "arguments", [("verify",), ("hub",), ("nothing",), ("demo", "--today", "明天")], ids=str
)
def test_a_command_that_is_not_whole_ends_with_two(arguments: tuple[str, ...]) -> None:
    done = commands.run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [(), ("demo", "--today", "2026-11-24")], ids=str)
def test_without_a_display_there_is_one_sentence_and_seven(command: tuple[str, ...], tmp_path: Path) -> None:
    done = commands.run(
        *command,
        without=("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"),
        also={"FIELDWORK_HOME": str(tmp_path)},
    )
    assert done.returncode == 7
    assert len(done.stderr.splitlines()) == 1
    assert "没有可用的显示屏" in done.stderr


def test_a_sound_vault_is_verified(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    visiting.nobody_home(hands, station.case.number)
    open_hands.close()  # type: ignore[attr-defined]
    done = commands.run("verify", station.vault, "--json", typed=f"{SECRET}\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"entries": 2, "faults": []}
    told = commands.run("verify", station.vault, typed=f"{SECRET}\n")
    assert told.returncode == 0
    assert "核验一致" in told.stdout


def test_a_changed_journal_is_named_and_ends_with_four(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    entry = visiting.nobody_home(hands, station.case.number)
    hands.ask(lambda: _alter(hands.session.vault.db.conn, entry.id))
    open_hands.close()  # type: ignore[attr-defined]
    done = commands.run("verify", station.vault, "--json", typed=f"{SECRET}\n")
    assert done.returncode == 4
    assert json.loads(done.stdout)["faults"]
    told = commands.run("verify", station.vault, typed=f"{SECRET}\n")
    assert told.returncode == 4
    assert "Traceback" not in told.stderr


def test_a_photo_that_is_gone_is_named_and_ends_with_four(
    station: Station, open_hands: OpenHands, tmp_path: Path
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    visiting.begin(hands, station.case.number)
    visiting.outcome(hands, "无人")
    visiting.picture(tmp_path / "1.jpg")
    photos = hands.editor("photos")
    hands.choose_in_dialog(photos.slots["门牌"], tmp_path / "1.jpg")
    hands.until(lambda: bool(photos.photos))
    for name in hands.draft.prefilled:
        hands.tap(hands.editor(name).frame.confirm_key)
    (photo,) = visiting.finish(hands).attachments
    open_hands.close()  # type: ignore[attr-defined]
    (station.vault / "attachments" / photo.digest[:2] / f"{photo.digest}.age").unlink()
    done = commands.run("verify", station.vault, typed=f"{SECRET}\n")
    assert done.returncode == 4
    assert len(done.stdout.splitlines()) == 1


def test_a_wrong_secret_and_no_vault_end_with_a_sentence_and_a_code(station: Station, tmp_path: Path) -> None:
    wrong = commands.run("verify", station.vault, typed="不是这个口令啊\n")
    nowhere = commands.run("verify", tmp_path / "没有", typed=f"{SECRET}\n")
    silent = commands.run("verify", station.vault)
    for done in (wrong, nowhere, silent):
        assert done.returncode not in (0, 1)
        assert len(done.stderr.splitlines()) == 1, done.stderr
    assert nowhere.returncode == silent.returncode == 2, "what was handed in cannot be used"
    assert wrong.returncode not in (2, 7), "7 is for no display"


def test_the_hub_is_founded_takes_a_docket_and_enrols_a_device(station: Station, tmp_path: Path) -> None:
    hub, office = tmp_path / "hub", station.office
    done = commands.run("hub", "found", founding(tmp_path, office), "--desk", hub)
    assert done.returncode == 0, done.stderr
    assert "恢复密钥请另行封存" in done.stdout
    assert {p.name for p in (hub / "keys").iterdir()} >= {"signing.key", "hub.agekey", "recovery.agekey"}
    again = commands.run("hub", "found", founding(tmp_path, office), "--desk", hub)
    assert again.returncode not in (0, 1)
    assert "没有覆盖" in again.stderr

    docket_export.write(tmp_path / "案件册.xlsx", office.cases[:2])
    done = commands.run(
        "hub", "import", tmp_path / "案件册.xlsx", "--officer", "o-01", "--desk", hub, "--json"
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told["cases"]) == {c.number for c in office.cases[:2]}
    assert told["refused"] == []
    assert {row["verdict"] for row in told["rows"]} <= {"accepted", "warned"}

    done = commands.run(
        "hub",
        "enroll",
        station.root / "request",
        "--officer",
        "o-01",
        "--out",
        tmp_path / "发件",
        "--desk",
        hub,
        "--json",
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    files = [Path(f) for f in told["files"]]
    assert [f.suffix for f in files] == [".cf-enrolment", ".txt", ".cf-docket"]
    assert all(f.stat().st_size for f in files)
    assert told["fingerprint"] in files[1].read_text("utf-8")


def test_a_bad_row_keeps_the_import_from_writing_and_is_named(station: Station, tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    commands.run("hub", "found", founding(tmp_path, station.office), "--desk", hub)
    file = tmp_path / "坏案件册.csv"
    file.write_text("案号,案由\n2026浙0822执九号,民间借贷纠纷\n", "utf-8")
    done = commands.run("hub", "import", file, "--officer", "o-01", "--desk", hub)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "0 案" in commands.run("hub", "officers", "--desk", hub).stdout.splitlines()[0]
    unknown = commands.run("hub", "import", file, "--officer", "没有这个人", "--desk", hub)
    assert unknown.returncode not in (0, 1)


def _alter(connection: sqlite3.Connection, entry: str) -> None:
    """What somebody with the key and a tool could do: another outcome in the stored bytes."""
    with connection:
        connection.execute("DROP TRIGGER journal_no_update")
        done = connection.execute(
            "UPDATE journal SET raw = CAST(replace(CAST(raw AS TEXT), '无人', '有人') AS BLOB) WHERE id = ?",
            (entry,),
        )
        assert done.rowcount == 1

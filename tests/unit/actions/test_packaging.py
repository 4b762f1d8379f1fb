"""材料包: whoever has sha256sum and openssl can check it, and every change is found by them."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from services.actions import finding, issuing, packaging, recording, unlocking
from services.entries.keys import fingerprint
from services.errors import BadInput, NotAllowed
from services.position.fix import NoFix
from services.records import catalogue
from services.records.events import PackageMade
from services.records.kinds.visit import Visit
from services.records.values import Photo
from services.session import Session
from services.store import attachments, journal
from tests.factories import NOW, SECRET, number_of
from tests.fixtures_window import Tablet

CASE = number_of(900001)


def picture(seed: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (640, 480), (seed, 90, 60)).save(target, "JPEG")
    return target.getvalue()


PHOTO, SECOND, FOREIGN = picture(1), picture(100), picture(200)


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    yield opened
    opened.vault.close()


def visit(session: Session, number: str = CASE, name: str = "门牌.jpg", photo: bytes = PHOTO) -> str:
    draft = recording.start(session, Visit, [number], NOW, NoFix(reason="室内收不到卫星", at=NOW))
    made = recording.attach(session, photo, media_type="image/jpeg", role="photo", name=name)
    draft = replace(draft, values={**draft.values, "photos": (Photo(slot="门牌", attachment=made),)})
    draft = recording.confirm_all(session, draft.answered("outcome", "无人"), NOW)
    return recording.commit(session, draft, NOW).id


def corrected(session: Session, entry_id: str) -> None:
    draft = recording.correct(session, entry_id, "门牌号记错", NOW)
    recording.commit(session, draft.answered("note", "应为二单元"), NOW)


@pytest.fixture
def package(session: Session, tmp_path: Path) -> Path:
    """Two visits, one of them corrected and printed as a record sheet; a visit of another case in between."""
    first = visit(session)
    visit(session, number_of(900002), photo=FOREIGN)
    second = visit(session, name="../现场:1?.jpg", photo=SECOND)
    corrected(session, first)
    issuing.issue(session, "record_sheet", second, NOW)
    unlocking.note_opened(session, [CASE, number_of(900003)], NOW)
    unlocking.journal_opened(session, NOW)
    made = packaging.package(session, "(2026)浙0822执900001号", tmp_path / "package", NOW)
    assert (made.entries, made.missing) == (4, ())
    assert made.files == len([p for p in (tmp_path / "package").rglob("*") if p.is_file()])
    return tmp_path / "package"


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)


def commands(folder: Path) -> str:
    return (folder / "核验说明.txt").read_text(encoding="utf-8").replace("\r\n", "\n")


def loop(folder: Path) -> str:
    """The commands of the page that check every signature, as they stand there."""
    found = re.search(r"     for f in .*?\n     done\n", commands(folder), re.DOTALL)
    assert found
    return found[0]


def test_sha256sum_finds_every_file_as_it_was_listed(package: Path) -> None:
    assert "     sha256sum -c SHA256SUMS" in commands(package)
    done = run(package, "LC_ALL=C sha256sum --strict -c SHA256SUMS")
    assert done.returncode == 0, done.stderr
    listed = len(done.stdout.splitlines())
    assert listed == len([p for p in package.rglob("*") if p.is_file()]) - 1


def test_sha256sum_names_a_photo_that_was_changed(package: Path) -> None:
    photo = next((package / "originals").iterdir())
    photo.write_bytes(photo.read_bytes()[:-1] + b"x")
    done = run(package, "LC_ALL=C sha256sum -c SHA256SUMS")
    assert done.returncode == 1
    assert f"originals/{photo.name}: FAILED" in done.stdout


def test_openssl_verifies_every_record_by_the_commands_of_the_page(package: Path) -> None:
    done = run(package, loop(package))
    assert done.stdout.splitlines() == ["Signature Verified Successfully"] * 4
    single = re.search(r"     (openssl pkeyutl .*)\n   应显示", commands(package))
    assert single
    assert run(package, single[1]).stdout.strip() == "Signature Verified Successfully"


def test_openssl_names_a_record_of_which_one_letter_was_changed(package: Path) -> None:
    record = sorted((package / "entries").glob("*.json"))[0]
    record.write_bytes(record.read_bytes().replace("无人".encode(), "有人".encode(), 1))
    done = run(package, loop(package))
    assert f"不符：{record.stem}" in done.stdout
    assert done.stdout.count("Signature Verified Successfully") == 3


def test_a_record_names_the_one_before_it(package: Path, session: Session) -> None:
    entries = sorted((package / "entries").glob("*.json"))
    before = next(e for e in entries if (package / "entries" / _next(e)).exists())
    said = run(package, f"cat entries/{before.name} entries/{before.stem}.sig | sha256sum").stdout.split()[0]
    assert f'"previous":"{said}"' in (package / "entries" / _next(before)).read_text(encoding="utf-8")


def _next(entry: Path) -> str:
    device, seq = entry.stem.rsplit("-", 1)
    return f"{device}-{int(seq) + 1:06}.json"


def test_the_key_is_the_device_on_the_courts_sheet(package: Path, session: Session) -> None:
    mark = fingerprint(session.signing.public)
    assert mark in commands(package)
    command = re.search(r"     (openssl pkey .*sha256sum)", commands(package))
    assert command
    assert run(package, command[1]).stdout[:40].upper() == mark.replace(" ", "")


def test_originals_are_there_to_the_byte_under_names_that_every_system_takes(package: Path) -> None:
    kept = sorted((package / "originals").iterdir())
    assert {p.read_bytes() for p in kept} == {PHOTO, SECOND}
    assert [p.name.split("-", 1)[1] for p in kept] == ["门牌.jpg", "_现场_1_.jpg"]


def test_the_paper_is_the_one_that_was_issued(package: Path) -> None:
    (paper,) = (package / "papers").iterdir()
    assert paper.read_bytes().startswith(b"%PDF-")


def test_the_overview_says_what_happened_and_what_was_corrected_and_why(package: Path) -> None:
    with (package / "entries.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [r["事项"] for r in rows] == ["上门查找", "上门查找", "上门查找", "出具文书"]
    assert (rows[2]["更正第几条"], rows[2]["更正理由"]) == ("1", "门牌号记错")
    assert rows[0]["定位"] == "无：室内收不到卫星"
    for row in rows:
        assert (package / row["原文文件"]).is_file()
        assert (package / row["附件与文书"]).is_file()


def test_nothing_of_another_case_is_in_it(package: Path) -> None:
    told = b"".join(p.read_bytes() for p in package.rglob("*") if p.is_file())
    assert number_of(900002).encode() not in told
    assert number_of(900003).encode() not in told
    assert FOREIGN not in told


def test_a_damaged_original_is_named_and_the_rest_is_written(session: Session, tmp_path: Path) -> None:
    visit(session)
    (broken,) = finding.records(session)[0].said.attachments
    path = attachments.path_of(session.vault, broken.digest)
    path.write_bytes(path.read_bytes()[:-1000])
    made = packaging.package(session, CASE, tmp_path / "package", NOW)
    assert made.missing == (broken.digest,)
    assert broken.digest in commands(tmp_path / "package")
    assert list((tmp_path / "package" / "originals").iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(session: Session, tmp_path: Path) -> None:
    visit(session)
    (tmp_path / "mine").write_text("kept")
    with pytest.raises(NotAllowed, match="不是空文件夹"):
        packaging.package(session, CASE, tmp_path, NOW)
    assert (tmp_path / "mine").read_text() == "kept"


def test_an_empty_folder_is_taken_and_a_case_without_records_refused(
    session: Session, tmp_path: Path
) -> None:
    visit(session)
    (tmp_path / "empty").mkdir()
    assert packaging.package(session, CASE, tmp_path / "empty", NOW).entries == 1
    with pytest.raises(BadInput, match="没有记录"):
        packaging.package(session, number_of(900004), tmp_path / "none", NOW)
    assert not (tmp_path / "none").exists()


def test_the_journal_says_who_took_a_case_out_and_when(session: Session, tmp_path: Path) -> None:
    visit(session)
    made = packaging.package(session, CASE, tmp_path / "package", NOW)
    (entry,) = journal.entries(session.vault, kinds=("package_made",))
    assert (entry.cases, entry.officers, entry.made_at) == ((CASE,), (session.officer.name,), NOW)
    said = catalogue.read(entry).said
    assert isinstance(said, PackageMade)
    sums = (tmp_path / "package" / packaging.SUMS).read_bytes()
    assert (said.entries, said.files, said.sums) == (
        made.entries,
        made.files,
        hashlib.sha256(sums).hexdigest(),
    )
    assert "导出材料" in [row.title for row in finding.case_file(session, CASE, NOW.date()).timeline]
    again = packaging.package(session, CASE, tmp_path / "again", NOW)
    assert again.entries == made.entries  # an earlier export is not part of the case's records


def test_a_package_that_cannot_be_written_leaves_no_word_of_it_in_the_journal(
    session: Session, tmp_path: Path
) -> None:
    visit(session)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "old").write_text("x")
    with pytest.raises(NotAllowed):
        packaging.package(session, CASE, tmp_path / "full", NOW)
    assert list(journal.entries(session.vault, kinds=("package_made",))) == []

"""Nothing of a case outside the encryption: not in files, deleted temporary files, logs, fault reports or core files."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.demo import docket as synthetic
from services.demo import road
from services.docket.case import Docket
from tests.factories import NOW
from tests.faults import preload
from tests.faults.disk import OPENED, WRITTEN, read_log

WORDS = "他说下月十五日前还清九百元"
LEGIBLE = re.compile(
    rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){2,}"
    rb"|(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){6,}"
)
PHOTO = b"\xff\xd8\xff\xe1 Exif maker note of a camera " + bytes(range(256)) * 400

Crashed = tuple[Path, Path, "subprocess.CompletedProcess[bytes]"]


def secrets(docket: Docket) -> Iterator[str]:
    """What must not be read by whoever finds the tablet: words, names, numbers, places, plates."""
    yield WORDS
    for case in docket.cases:
        yield case.number
        for party in case.parties:
            yield from (party.name, party.id_number, *party.phones, *(place.text for place in party.places))
        for thing in case.properties:
            if thing.vehicle:
                yield from (thing.vehicle.plate, thing.vehicle.vin)


def legible(content: bytes) -> bytes:
    """Whatever in it looks like text: two Chinese characters on end, or six signs of any script."""
    return b"\n".join(LEGIBLE.findall(content))


def found_in(content: bytes, words: set[str]) -> set[str]:
    text = legible(content)
    found = {w for w in words if w.encode() in text or ascii(w)[1:-1].encode() in text}
    return found | ({WORDS} if WORDS.encode("utf-16-le") in content else set())


@pytest.fixture(scope="module")
def crashed(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Crashed:
    """The folder in which everything happened, the log of all that was written there, and how the process ended."""
    place = tmp_path_factory.mktemp("secrecy")
    root, log = place / "root", place / "log"
    for folder in ("home", "tmp", "cwd"):
        (root / folder).mkdir(parents=True)
    own = {"TMPDIR": str(root / "tmp"), "HOME": str(root / "home"), "SQLITE_TMPDIR": str(root / "tmp")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.leaking", root],
        env=preload.environment(shim, root, log, **own), cwd=root / "cwd", capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)),
    )  # fmt: skip
    return root, log, done


@pytest.fixture(scope="module")
def words() -> set[str]:
    """Every secret of the demo's docket that is long enough not to occur by chance."""
    found = {s for s in secrets(synthetic.build(road.SEED, today=NOW.date())) if len(s.encode()) >= 6}
    assert len(found) > 2000
    return found


def on_the_tablet(root: Path, path: str) -> bool:
    """The demo's court keeps its own files beside the tablet's; they are the office's."""
    return not Path(path).is_relative_to(root.resolve() / "home" / "court")


def test_the_hour_was_worked_and_ended_in_a_crash(crashed: Crashed, words: set[str]) -> None:
    _, _, done = crashed
    assert done.returncode == -signal.SIGABRT, done.stderr.decode()
    assert done.stdout.decode().strip() in words, "the case was in memory when the process died"


def test_no_file_on_the_tablet_tells_anything(crashed: Crashed, words: set[str]) -> None:
    root, _, _ = crashed
    files = [p for p in root.rglob("*") if p.is_file() and on_the_tablet(root, str(p.resolve()))]
    assert sum(p.stat().st_size for p in files) > 500_000
    for path in files:
        assert found_in(path.read_bytes(), words) == set(), path
        assert PHOTO[:40] not in path.read_bytes(), path


def test_nothing_was_written_and_deleted_again_on_the_way(crashed: Crashed, words: set[str]) -> None:
    root, log, _ = crashed
    names: dict[int, str] = {}
    written: dict[str, bytearray] = {}
    for step in read_log(log):
        if step.kind == OPENED:
            names[step.file] = step.path
        elif step.kind == WRITTEN and on_the_tablet(root, names[step.file]):
            written.setdefault(names[step.file], bytearray()).extend(step.first)
    assert any(name.endswith("vault.db-wal") for name in written)
    for name, content in written.items():
        assert found_in(bytes(content), words) == set(), name
        assert PHOTO[:40] not in content, name


def test_a_fault_report_says_where_and_not_about_whom(crashed: Crashed, words: set[str]) -> None:
    root, _, done = crashed
    report = (root / "report.txt").read_text(encoding="utf-8")
    assert "KeyError" in report
    assert found_in(report.encode(), words) == set()
    assert found_in(done.stderr, words) == set()


def test_a_crash_leaves_no_core_file_though_the_shell_allows_one(crashed: Crashed) -> None:
    root, _, _ = crashed
    assert [p.name for p in root.rglob("*core*") if p.is_file()] == []
    assert list((root / "cwd").iterdir()) == []
    assert list((root / "tmp").iterdir()) == []


def test_the_search_for_secrets_would_find_them(words: set[str]) -> None:
    name = min(words, key=len)
    assert found_in(bytes(range(256)) + name.encode() + bytes(range(128, 256)), words) >= {name}
    assert found_in(b"\x00" + WORDS.encode("utf-16-le"), words) == {WORDS}

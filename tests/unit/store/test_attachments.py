"""附件: encrypted in one pass, one file for the same bytes, nothing kept of what did not end well."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.errors import BadInput, Damaged
from services.store import attachments, journal
from services.store import vault as vaults
from services.store.vault import Vault
from tests.factories import NOW, SECRET, make_unsigned

ROOT = Path(__file__).parents[3]


def put(vault: Vault, content: bytes = b"\xff\xd8 a photo") -> attachments.Attachment:
    return attachments.put(vault, content, media_type="image/jpeg", role="photo", name="左前")


def files(vault: Vault) -> list[Path]:
    return [p for p in (vault.folder / "attachments").rglob("*") if p.is_file()]


@pytest.mark.parametrize("size", [1, 65535, 65536, 65537, 1024 * 1024, 3 * 1024 * 1024 + 17])
def test_a_file_comes_back_byte_for_byte(vault: Vault, tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    source = tmp_path / "photo.jpg"
    source.write_bytes(content)
    made = attachments.put(vault, source, media_type="image/jpeg", role="photo", name="左前")
    assert (made.digest, made.size) == (hashlib.sha256(content).hexdigest(), size)
    assert attachments.read(vault, made.digest) == content
    target = io.BytesIO()
    assert attachments.copy_out(vault, made.digest, target) == size
    assert target.getvalue() == content


def test_bytes_path_and_stream_of_the_same_photo_are_one_file(vault: Vault, tmp_path: Path) -> None:
    content = os.urandom(100_000)
    (tmp_path / "photo.jpg").write_bytes(content)
    for source in (content, tmp_path / "photo.jpg", io.BytesIO(content)):
        attachments.put(vault, source, media_type="image/jpeg", role="photo")
    assert len(files(vault)) == 1
    assert vault.db.execute("SELECT count(*) FROM attachment").fetchone() == (1,)


def test_a_stored_photo_can_be_read_after_a_restart(vault: Vault) -> None:
    made = put(vault)
    vault.close()
    again = vaults.unlock(vault.folder, SECRET, now=NOW)
    assert attachments.read(again, made.digest) == b"\xff\xd8 a photo"
    assert attachments.known(again, made.digest)
    again.close()


def test_an_empty_a_missing_and_a_too_large_file_are_refused_and_leave_nothing(
    vault: Vault, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="空的"):
        put(vault, b"")
    with pytest.raises(BadInput, match=r"gone\.jpg"):
        attachments.put(vault, tmp_path / "gone.jpg", media_type="image/jpeg", role="photo")
    with pytest.raises(BadInput, match="超过 1 MB"):
        attachments.put(vault, bytes(1024**2 + 1), media_type="video/mp4", role="film", limit=1024**2)
    assert files(vault) == []


def test_progress_is_told_and_cancelling_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    source = tmp_path / "film.mp4"
    source.write_bytes(os.urandom(5 * 1024**2))
    told: list[tuple[int, int]] = []

    class Cancelled(Exception):
        pass

    def each(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 3 * 1024**2:
            raise Cancelled

    with pytest.raises(Cancelled):
        attachments.put(vault, source, media_type="video/mp4", role="film", each=each)
    assert told == [(n * 1024**2, 5 * 1024**2) for n in (1, 2, 3)]
    assert files(vault) == []


def test_a_changed_a_cut_and_a_missing_file_are_said_in_a_sentence(vault: Vault) -> None:
    made = put(vault, os.urandom(200_000))
    path = attachments.path_of(vault, made.digest)
    good = path.read_bytes()
    for bad in (good[:-1], good[:100], b"", good[:5000] + b"\x00" + good[5001:], b"no age file"):
        path.write_bytes(bad)
        with pytest.raises(Damaged, match="第二份留存"):
            attachments.read(vault, made.digest)
    path.unlink()
    with pytest.raises(Damaged, match="不见了"):
        attachments.read(vault, made.digest)


def test_another_attachments_file_in_its_place_is_noticed(vault: Vault) -> None:
    one, other = put(vault, b"one"), put(vault, b"other")
    attachments.path_of(vault, one.digest).write_bytes(attachments.path_of(vault, other.digest).read_bytes())
    with pytest.raises(Damaged, match="不符"):
        attachments.read(vault, one.digest)


@pytest.mark.parametrize("digest", ["", "../../vault", "AB" * 32, "a" * 63])
def test_a_digest_that_is_none_is_refused(vault: Vault, digest: str) -> None:
    with pytest.raises(BadInput):
        attachments.read(vault, digest)


def test_sweeping_takes_old_orphans_only(vault: Vault) -> None:
    named, drafted, loose, young = (put(vault, bytes([n]) * 10) for n in range(1, 5))
    journal.append(vault, make_unsigned(attachments=(named,)))
    crashed = vault.folder / "attachments" / ".new-0123456789abcdef"
    crashed.write_bytes(b"half")
    unregistered = attachments.path_of(vault, "ab" * 32)
    unregistered.parent.mkdir(exist_ok=True)
    unregistered.write_bytes(b"renamed, then the power went")
    old = [attachments.path_of(vault, a.digest) for a in (named, drafted, loose)]
    for path in (*old, crashed, unregistered):
        os.utime(path, (0, 0))
    assert attachments.sweep(vault, {drafted.digest}) == 3
    assert {p.stem for p in files(vault)} == {named.digest, drafted.digest, young.digest}
    assert not attachments.known(vault, loose.digest)
    assert journal.verify(vault) == []


def in_another_process(program: str, folder: Path) -> str:
    head = (
        "import sys, datetime as dt, resource, io\nfrom pathlib import Path\n"
        "from services.errors import NoSpace\nfrom services.store import attachments, journal, vault as vaults\n"
        "from tests.factories import NOW, SECRET, make_unsigned\n"
        "vault = vaults.unlock(Path(sys.argv[1]), SECRET, now=NOW)\n"
    )
    command = [sys.executable, "-c", head + program, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_film_streams_with_flat_memory(vault: Vault, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as stream:
        stream.truncate(64 * 1024**2)
    vault.close()
    grown = in_another_process(
        "attachments.put(vault, bytes(3 * 1024**2), media_type='image/jpeg', role='photo')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        f"made = attachments.put(vault, Path({str(film)!r}), media_type='video/mp4', role='film')\n"
        "class Nowhere(io.RawIOBase):\n"
        "    def write(self, piece): return len(piece)\n"
        "assert attachments.copy_out(vault, made.digest, Nowhere()) == 64 * 1024**2\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n",
        vault.folder,
    )
    assert int(grown) < 8 * 1024, f"grew by {grown} KiB for 64 MiB"


def test_a_full_disk_is_said_and_leaves_nothing_of_the_photo(vault: Vault) -> None:
    vault.close()
    told = in_another_process(
        "import signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "before = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1024**2, before[1]))\n"
        "try:\n"
        "    attachments.put(vault, bytes(3 * 1024**2), media_type='image/jpeg', role='photo')\n"
        "except NoSpace as error: print(error.sentence)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, before)\n"
        "print(len([p for p in (vault.folder / 'attachments').rglob('*') if p.is_file()]))\n"
        "made = attachments.put(vault, bytes(3 * 1024**2), media_type='image/jpeg', role='photo')\n"
        "journal.append(vault, make_unsigned(attachments=(made,)))\n"
        "print(journal.verify(vault))\n",
        vault.folder,
    ).splitlines()
    assert told == ["磁盘空间不足，这一步没有保存；已保存的内容都在。请清理空间后再试。", "0", "[]"]

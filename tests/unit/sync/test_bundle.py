"""A bundle gives back exactly what went in, to its recipients alone, or says in words why not."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from services.clock import ZONE
from services.entries.chain import Stored, first_fault
from services.entries.entry import FIRST_LINK, Attachment, Unsigned, compose, link
from services.entries.keys import SigningKey
from services.errors import Damaged, FieldworkError, NoSpace, Refused
from services.position.fix import NoFix
from services.sync import bundle
from services.sync.age import AgeKey
from services.sync.manifest import Carried, Facts, Manifest

DEVICE, OTHER = SigningKey.generate(), SigningKey.generate()
HUB, RECOVERY = AgeKey.generate(), AgeKey.generate()
WHEN = dt.datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)
FACTS = Facts(
    hub="hub-1", epoch="e1", court="changshan", court_name="常山县人民法院", officer="o1", officer_name="徐某",
    device="tablet-1", made_at=WHEN, program="0.1.0",
)  # fmt: skip
KEYS = {"tablet-1": DEVICE.public, "tablet-0": OTHER.public}


def chain(count: int, device: str = "tablet-1", signing: SigningKey = DEVICE, first: int = 1) -> list[Stored]:
    rows, previous = [], FIRST_LINK
    for seq in range(1, first + count):
        unsigned = Unsigned(
            kind="visit", version=1, cases=("（2026）浙0822执900001号",), made_at=WHEN, officers=("徐某",),
            position=NoFix(reason="室内无信号", at=WHEN), body={"outcome": "无人", "n": seq},
        )  # fmt: skip
        raw = compose(unsigned, device, seq, previous)
        rows.append(Stored(device, seq, raw, signing.sign(raw), "ed25519"))
        previous = link(raw, rows[-1].signature)
    return rows[first - 1 :]


def photo(content: bytes) -> tuple[Attachment, bundle.Opener]:
    digest = hashlib.sha256(content).hexdigest()
    attachment = Attachment(digest=digest, size=len(content), media_type="image/jpeg", role="现场")
    return attachment, lambda: io.BytesIO(content)


def write(
    path: Path,
    rows: Sequence[Stored],
    attachments: Sequence[tuple[Attachment, bundle.Opener]] = (),
    **more: int,
) -> Manifest:
    return bundle.write(
        path,
        FACTS,
        rows=iter(rows),
        keys=KEYS,
        attachments=attachments,
        recipients=(HUB.recipient, RECOVERY.recipient),
        signing=DEVICE,
        **more,
    )


def unpacked(opened: bundle.Opened, folder: Path) -> dict[str, bytes]:
    folder.mkdir()

    def open_file(carried: Carried) -> BinaryIO:
        return (folder / carried.digest).open("wb")

    bundle.unpack(opened, HUB.identity, open_file)
    return {f.name: f.read_bytes() for f in folder.iterdir()}


@pytest.mark.parametrize("who", [HUB, RECOVERY])
def test_hub_and_court_recovery_each_read_what_was_written(tmp_path: Path, who: AgeKey) -> None:
    rows, photos = chain(50), [photo(b"one" * 1000), photo(b""), photo(b"one" * 1000)]
    made = write(tmp_path / "copy.cf-bundle", rows, photos)
    opened = bundle.read(
        tmp_path / "copy.cf-bundle", who.identity, hub="hub-1", epoch="e1", court="changshan"
    )
    assert list(opened.rows) == rows
    assert first_fault(opened.rows, KEYS) is None
    assert (opened.manifest, opened.key) == (made, DEVICE.public)
    assert made.chains[0].head == link(rows[-1].raw, rows[-1].signature)
    assert [c.why for c in made.attachments] == ["", ""]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.cf-bundle"]


def test_attachments_come_back_bit_for_bit(tmp_path: Path) -> None:
    contents = [bytes([n]) * (100_000 + n) for n in range(5)]
    write(tmp_path / "copy.cf-bundle", chain(3), [photo(c) for c in contents])
    opened = bundle.read(tmp_path / "copy.cf-bundle", HUB.identity)
    assert sorted(unpacked(opened, tmp_path / "out").values()) == sorted(contents)


def test_a_later_bundle_goes_on_where_the_earlier_one_ended(tmp_path: Path) -> None:
    rows = chain(20)
    first = write(tmp_path / "a.cf-bundle", rows[:12])
    second = write(tmp_path / "b.cf-bundle", rows[12:])
    assert second.chains[0].previous == first.chains[0].head
    assert (second.chains[0].first, second.chains[0].last, second.rows) == (13, 20, 8)
    assert list(bundle.read(tmp_path / "b.cf-bundle", HUB.identity).rows) == rows[12:]


def test_the_chain_of_a_former_device_travels_along(tmp_path: Path) -> None:
    rows = [*chain(4, "tablet-0", OTHER), *chain(3)]
    write(tmp_path / "a.cf-bundle", rows)
    opened = bundle.read(tmp_path / "a.cf-bundle", HUB.identity)
    assert first_fault(opened.rows, {c.device: c.key for c in opened.manifest.chains}) is None


def test_a_bundle_too_large_for_the_stick_is_split_into_named_volumes(tmp_path: Path) -> None:
    contents = [bytes([n]) * 300_000 for n in range(4)]
    path = tmp_path / "copy.cf-bundle"
    made = write(path, chain(30), [photo(c) for c in contents], volume_limit=250_000)
    files = sorted(p.name for p in tmp_path.iterdir())
    assert files[:2] == ["copy.002.cf-bundle", "copy.003.cf-bundle"]
    assert [v.name for v in made.volumes] == [bundle.volume_path(path, n).name for n in range(1, len(files))]
    assert all(p.stat().st_size < 255_000 for p in tmp_path.iterdir())
    opened = bundle.read(path, HUB.identity)
    assert sorted(unpacked(opened, tmp_path / "out").values()) == sorted(contents)
    write(path, chain(2))
    assert len(bundle.read(path, HUB.identity).rows) == 2, "volumes of the longer bundle are gone"


@pytest.mark.parametrize("lost", [2, 3])
def test_a_missing_or_exchanged_volume_is_refused(tmp_path: Path, lost: int) -> None:
    path = tmp_path / "copy.cf-bundle"
    write(path, chain(3), [photo(b"x" * 600_000)], volume_limit=250_000)
    volume = bundle.volume_path(path, lost)
    kept = volume.read_bytes()
    volume.unlink()
    with pytest.raises(Refused, match="分卷"):
        bundle.read(path, HUB.identity)
    volume.write_bytes(path.read_bytes())
    with pytest.raises(Refused):
        bundle.read(path, HUB.identity)
    volume.write_bytes(kept)
    assert bundle.read(path, HUB.identity).rows


def test_a_bundle_is_opaque_to_whoever_carries_it(tmp_path: Path) -> None:
    write(tmp_path / "a.cf-bundle", chain(5), [photo(b"photo bytes" * 50)])
    raw = (tmp_path / "a.cf-bundle").read_bytes()
    for secret in ("900001", "徐某", "tablet-1", "photo bytes", "manifest"):
        assert secret.encode() not in raw
    with pytest.raises(Refused, match="解不开"):
        bundle.read(tmp_path / "a.cf-bundle", AgeKey.generate().identity)


def test_every_changed_byte_and_every_cut_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.cf-bundle"
    write(path, chain(5), [photo(b"photo" * 50)])
    raw = path.read_bytes()
    for place in range(0, len(raw), 17):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        with pytest.raises(Refused):
            bundle.read(path, HUB.identity)
        path.write_bytes(raw[:place])
        with pytest.raises(Refused):
            bundle.read(path, HUB.identity)


@pytest.mark.parametrize(
    ("expected", "reason"),
    [
        ({"court": "kaihua"}, "不是本院"),
        ({"hub": "hub-2"}, "另一个院端"),
        ({"epoch": "e2"}, "旧包"),
        ({"trusted": OTHER.public}, "钥匙"),
    ],
)
def test_a_bundle_of_another_court_hub_epoch_or_device_is_refused(
    tmp_path: Path, expected: dict[str, str], reason: str
) -> None:
    write(tmp_path / "a.cf-bundle", chain(2))
    with pytest.raises(Refused, match=reason):
        bundle.read(tmp_path / "a.cf-bundle", HUB.identity, **expected)  # type: ignore[arg-type]


def test_rows_that_do_not_fit_together_are_not_packed(tmp_path: Path) -> None:
    rows = chain(5)
    for wrong in (
        [*rows[:2], *rows[3:]],
        [replace(rows[0], seq=2)],
        [*rows, rows[4]],
        chain(1, "unknown", DEVICE),
    ):
        with pytest.raises(Damaged, match="第"):
            write(tmp_path / "a.cf-bundle", wrong)
    assert not list(tmp_path.iterdir())


def test_a_forged_row_is_refused_on_reading(tmp_path: Path) -> None:
    write(tmp_path / "a.cf-bundle", chain(3, signing=OTHER))  # tablet-1's rows, signed by another key
    with pytest.raises(Refused, match="签名不符"):
        bundle.read(tmp_path / "a.cf-bundle", HUB.identity)


def test_an_unreadable_photo_is_named_and_blocks_nothing(tmp_path: Path) -> None:
    good, bad, gone = photo(b"good"), photo(b"bad" * 9), photo(b"gone")

    def vanished() -> BinaryIO:
        raise FileNotFoundError("gone")

    made = write(
        tmp_path / "a.cf-bundle",
        chain(2),
        [good, (bad[0], lambda: io.BytesIO(b"bax")), (gone[0], vanished)],
    )
    assert [bool(c.why) for c in made.attachments] == [False, True, True]
    opened = bundle.read(tmp_path / "a.cf-bundle", HUB.identity)
    assert unpacked(opened, tmp_path / "out") == {good[0].digest: b"good"}


def test_a_medium_without_room_is_said_before_anything_is_written(tmp_path: Path) -> None:
    attachment, opener = photo(b"x")
    with pytest.raises(NoSpace, match="需要约"):
        write(tmp_path / "a.cf-bundle", chain(1), [(replace(attachment, size=10**15), opener)])
    assert not list(tmp_path.iterdir())


def test_a_medium_that_was_pulled_out_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(FieldworkError, match="介质"):
        write(tmp_path / "gone" / "a.cf-bundle", chain(1))
    with pytest.raises(FieldworkError, match="介质"):
        bundle.read(tmp_path / "gone.cf-bundle", HUB.identity)

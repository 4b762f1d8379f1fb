"""数据包收件: a bundle from a stick or card goes in by the same intake as a line; what is there already is passed over."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from services.errors import Refused
from services.hub import answering, attachments, intake, logbook, roster, uploads
from services.hub.folder import Desk
from services.hub.intake import Outcome
from services.hub.roster import Device
from services.hub.uploads import Receiving
from services.sync import bundle
from services.sync.bundle import Opened
from services.sync.manifest import Carried


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleDone:
    """What a bundle has brought: who carried it, what became of each chain, how many attachments are new.

    `told` says in sentences what was refused or missing.
    """

    officer: str
    device: str
    outcomes: tuple[Outcome, ...]
    files: int
    told: tuple[str, ...]

    @property
    def taken(self) -> int:
        """New entries."""
        return sum(o.taken for o in self.outcomes)

    @property
    def known(self) -> int:
        """Entries that were there already."""
        return sum(o.known for o in self.outcomes)


def take_bundle(desk: Desk, path: Path, *, now: dt.datetime) -> BundleDone:
    """Takes in the bundle whose first volume is `path`; doing it twice changes nothing.

    Raises Refused, written down, for another court's, another hub's, an old, a half or a changed bundle and for a
    device that is not enrolled or was revoked.
    """
    try:
        opened, carrier = _opened(desk, path)
    except Refused as error:
        with desk.store.writing() as connection:
            logbook.refused(
                connection, peer="", device="", what=f"bundle {path.name}", why=error.sentence, now=now
            )
        raise
    outcomes = intake.take_in(desk.store, desk.court.id, carrier, opened.rows, now=now, road="bundle")
    files = _take_files(desk, carrier, opened, now)
    told = [o.refused for o in outcomes if o.refused]
    told += [f"附件 {c.digest[:8]} 不在数据包里：{c.why}" for c in opened.manifest.attachments if c.why]
    return BundleDone(
        officer=carrier.officer, device=carrier.id, outcomes=outcomes, files=files, told=tuple(told)
    )


def _opened(desk: Desk, path: Path) -> tuple[Opened, Device]:
    opened = bundle.read(
        path,
        desk.keys.age.identity,
        hub=desk.policy.hub_id,
        epoch=desk.policy.epoch,
        court=desk.court.id,
    )
    with desk.store.reading() as connection:
        carrier = roster.device(connection, opened.manifest.facts.device)
    if carrier is None or carrier.public != opened.key.hex():
        raise Refused("数据包是由没有登记的设备制作的，没有采用。请先登记那台设备。")
    if carrier.revoked_at is not None:
        raise Refused(f"制作数据包的设备已停用（{carrier.revoked_why}），没有采用。")
    return opened, carrier


class _Intake(io.RawIOBase):
    """Writes an attachment on from where an earlier upload ended; `settled` says that it is whole."""

    def __init__(self, upload: Receiving, leave: Callable[[], object], now: dt.datetime) -> None:
        super().__init__()
        self._upload, self._leave, self._now = upload, leave, now
        self._passed = 0
        self.settled = False

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]
        known = max(0, self._upload.begun - self._passed)
        self._passed += len(piece)
        if len(piece) > known:
            self._upload.write(piece[known:])
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            super().close()
            try:
                self.settled = self._upload.settle(self._now)
            finally:
                self._leave()


def _take_files(desk: Desk, carrier: Device, opened: Opened, now: dt.datetime) -> int:
    """Every attachment that the hub lacks; returns how many have come."""
    intakes: list[_Intake] = []
    with ExitStack() as left_open:

        def open_file(carried: Carried) -> BinaryIO:
            with desk.store.reading() as connection:
                allowed = answering.may_send(connection, carrier, [carried.digest])
            known = attachments.held(desk.store, desk.folder, carried.digest) if allowed else None
            if known is None or known.whole or known.erased:
                return Path(os.devnull).open("wb")
            receiving = uploads.receiving(desk.store, desk.folder, carried.digest, known.offset)
            leaving = ExitStack()
            upload = leaving.enter_context(receiving)
            left_open.callback(leaving.close)
            intakes.append(_Intake(upload, leaving.close, now))
            return cast(BinaryIO, intakes[-1])

        bundle.unpack(opened, desk.keys.age.identity, open_file)
    return sum(i.settled for i in intakes)

"""回执包制作: for a device whose court has no line to it: receipts, what is lacking, and the whole docket, in a file."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from services.docket.sealed import SealedPaper
from services.errors import BadInput, NotAllowed
from services.hub import answering, attachments, feed, law, logbook, roster, sealed_register
from services.hub.counter import FIRST_MARK, Position
from services.hub.folder import Desk, save_file
from services.hub.roster import Device
from services.sync import reply
from services.sync.messages import Answer, Claim, Law, Step

MOST_PAPERS = 256 * 1024 * 1024


def write(desk: Desk, device_id: str, out: Path, *, now: dt.datetime) -> Path:
    """Writes the device's reply into the folder `out`; raises BadInput for one that is unknown or revoked."""
    with desk.store.writing() as connection:  # what it is given of cases is written down
        device = roster.device(connection, device_id)
        if device is None or device.revoked_at is not None:
            raise BadInput(f"设备“{device_id}”没有登记或已停用，没有写出回执包。请用 hub devices 核对。")
        answers = list(_answers(connection, desk, device, now))
        given = sealed_register.standing_of(connection, device.officer)
        handed = law.listed(connection)
        for one in handed:
            logbook.given(
                connection,
                officer=device.officer,
                device=device.id,
                deed=law.deed(one.digest),
                numbers=(),
                now=now,
            )
    raw = reply.write_reply(
        answers,
        device=device.id,
        recipient=device.age_recipient,
        signing=desk.keys.signing,
        papers=list(_bytes_of(desk, given)),
        laws=list(_laws(desk, handed)),
    )
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"回执-{device.id[:12]}-{now:%Y%m%d-%H%M%S}{reply.SUFFIX}"
    save_file(path, raw)
    return path


def _bytes_of(desk: Desk, papers: Sequence[SealedPaper]) -> Iterator[bytes]:
    """The sealed papers themselves, the newest first and no more than fit; an older one comes with the next reply."""
    left = MOST_PAPERS
    for paper in sorted(papers, key=lambda p: p.issued_at, reverse=True):
        left -= paper.size
        if left < 0:
            return
        with contextlib.suppress(NotAllowed):  # erased by law
            yield b"".join(attachments.original(desk.store, desk.folder, paper.digest))


def _laws(desk: Desk, handed: Sequence[Law]) -> Iterator[bytes]:
    for one in handed:
        with contextlib.suppress(NotAllowed):  # erased by law
            yield b"".join(attachments.original(desk.store, desk.folder, one.digest))


def _answers(connection: Connection, desk: Desk, device: Device, now: dt.datetime) -> Iterator[Answer]:
    """The first with the chains of all the officer's devices, and the docket from its beginning, page by page."""
    claims = [
        Claim(device=d.id, seq=0, link="", receipted=-1, held=-1)
        for d in roster.devices_of(connection, officer=device.officer)
    ]
    states = answering.chain_states(connection, desk, claims, (), now, epoch="")
    lacking = [s.device for s in states if s.held < s.named]
    first = Answer(
        hub=desk.policy.hub_id,
        epoch=desk.policy.epoch,
        at=now,
        chains=states,
        wanted=answering.wanted(connection, desk, lacking),
        feed=None,
    )
    after: Step | None = None
    while True:
        start = Position(0, FIRST_MARK)
        pulled = feed.pull(connection, desk.court, desk.policy, device, start, after=after)
        page = pulled.page if pulled else None
        if pulled:
            feed.note(connection, device, pulled, now)
        yield replace(first, feed=page)
        after = page.following if page else None
        if after is None:
            return
        first = replace(first, chains=(), wanted=())

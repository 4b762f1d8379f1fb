"""往来状态: what the hub has confirmed, and that taking its word costs as little after years as on the first day."""

from __future__ import annotations

import os

from services.store import attachments, exchanged, journal
from services.store.exchanged import Receipted
from services.store.vault import Vault
from tests.factories import NOW, make_unsigned

PHOTOS = 3


def write(vault: Vault, count: int) -> None:
    journal.append_all(vault, [make_unsigned(body={"values": {"note": str(n)}}) for n in range(count)])


def take_word(vault: Vault, *, lacks: tuple[str, ...] = (), upto: int | None = None) -> None:
    head = journal.head(vault)
    seq = head.seq if upto is None else upto
    said = Receipted(
        device=head.device, seq=seq, link=head.link, named=PHOTOS, held=PHOTOS - len(lacks),
        epoch="1", at=NOW, raw=b"receipt",
    )  # fmt: skip
    exchanged.keep_receipt(vault, said, lacks, complete=True)


def work_of_a_receipt(vault: Vault) -> int:
    """Steps of the database's own machine that the hub's word takes."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    vault.db.conn.set_progress_handler(count, 1)
    try:
        take_word(vault)
    finally:
        vault.db.conn.set_progress_handler(None, 0)
    return steps


def test_what_the_hub_does_not_lack_is_delivered_and_what_comes_later_is_not(vault: Vault) -> None:
    made = [
        attachments.put(vault, os.urandom(100), media_type="image/jpeg", role="photo") for _ in range(PHOTOS)
    ]
    digests = [a.digest for a in made]
    for one in made:
        journal.append(vault, make_unsigned(attachments=(one,)))
    take_word(vault, upto=2)
    assert exchanged.delivered(vault, digests) == set(digests[:2])
    take_word(vault, lacks=(digests[0],))
    assert exchanged.delivered(vault, digests) == set(digests[1:])
    take_word(vault)
    assert exchanged.delivered(vault, digests) == set(digests)


def test_the_hubs_word_costs_the_same_however_long_the_journal_is(vault: Vault) -> None:
    photo = attachments.put(vault, b"a photo", media_type="image/jpeg", role="photo")
    journal.append(vault, make_unsigned(attachments=(photo,)))
    write(vault, 20)
    take_word(vault)
    early = work_of_a_receipt(vault)
    write(vault, 800)
    take_word(vault)
    assert work_of_a_receipt(vault) == early

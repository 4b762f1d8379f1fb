"""保密: nothing in a vault's folder shows a name, a number, a plate or a photo, open or closed."""

from __future__ import annotations

import os

from services.store import attachments, journal, registry, scratch
from services.store.vault import Vault
from tests.factories import NOW, make_cases, make_docket, make_risk, make_unsigned


def told_by(vault: Vault) -> bytes:
    return b"".join(
        p.read_bytes() for p in vault.folder.rglob("*") if p.is_file() and not p.name.endswith("-shm")
    )


def test_no_plain_word_of_a_case_and_no_byte_of_a_photo_is_on_the_disk(vault: Vault) -> None:
    cases = make_cases(60)
    photo = b"\xff\xd8\xff\xe0 EXIF maker note " + os.urandom(16).hex().encode() * 5000
    registry.load_docket(vault, make_docket([*cases[:-1], make_cases(61)[-1]]))
    made = attachments.put(vault, photo, media_type="image/jpeg", role="photo", name="左前照片")
    words = "他说下月十五日前还清"
    journal.append(vault, make_unsigned(attachments=(made,), body={"values": {"words": words}}))
    scratch.keep_draft(vault, id="d", kind="visit", cases=("x",), body=words.encode(), kept_at=NOW)
    secrets = {words, "左前照片", "EXIF maker note", make_risk().text, cases[0].number}
    for case in cases[:-1]:
        secrets |= {case.number, case.cause}
        secrets |= {p.name for p in case.parties if len(p.name) > 2} | {p.id_number for p in case.parties}
        secrets |= {p.text for p in case.places} | {v.vehicle.plate for v in case.vehicles if v.vehicle}
    for moment in ("open", "closed"):
        told = told_by(vault)
        assert len(told) > 200_000
        for secret in secrets:
            assert secret.encode() not in told, (moment, secret)
            assert secret.encode("utf-16-le") not in told, (moment, secret)
        assert photo[100:140] not in told, moment
        vault.close()


def test_the_database_does_not_even_look_like_one(vault: Vault) -> None:
    vault.close()
    assert not (vault.folder / "vault.db").read_bytes().startswith(b"SQLite format 3")

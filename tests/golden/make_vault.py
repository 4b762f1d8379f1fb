"""Makes the small real vault that tests keep of a released version (its number is the argument)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from services.store import attachments, journal, registry, scratch  # noqa: E402  (after the path)
from services.store import vault as vaults  # noqa: E402
from tests.factories import (  # noqa: E402  # noqa: E402
    FAST,
    NOW,
    SECRET,
    make_cases,
    make_court,
    make_docket,
    make_officer,
    make_unsigned,
    number_of,
)

# The key of a court that does not exist; the test recovers the vault by it.
RECOVERY_IDENTITY = "AGE-SECRET-KEY-1WTWRP274LSE5JFGUFXK878HHXZ28JWXA9XU6PGGEVUWX98P94DNSSN3V94"
RECOVERY_RECIPIENT = "age12m46dyn80htq6us0ta33wrz03sy0sxvlxgdyq0zrvlnsvp2hhf4qq72lqm"
PHOTO = b"\xff\xd8\xff\xe0 no photo, but its bytes are kept \xff\xd9"


def make(folder: Path) -> None:
    """Writes the vault and, beside it, what a test has to find in it."""
    vault = vaults.create(
        folder,
        SECRET,
        kind="passphrase",
        holder=make_officer().name,
        court=make_court().name,
        parameters=FAST,
    )
    vaults.set_recovery(vault, RECOVERY_RECIPIENT)
    public = vault.identities.signing.public.hex()
    photo = attachments.put(vault, PHOTO, media_type="image/jpeg", role="photo", name="门牌")
    registry.load_docket(vault, make_docket(make_cases(6)))
    journal.append(
        vault,
        make_unsigned(
            kind="chain_begun", cases=(), body={"values": {"public": public, "program": folder.name}}
        ),
    )
    first = journal.append(vault, make_unsigned(attachments=(photo,), matter="matter-1"))
    second = journal.append(vault, make_unsigned(amends=first.id, reason="门牌号记错", matter="matter-1"))
    scratch.keep_draft(vault, id="draft-1", kind="visit", cases=(number_of(900002),), body=b"{}", kept_at=NOW)
    scratch.set_setting(vault, "page", "today")
    expected = {
        "device": vault.identities.device,
        "head": journal.head(vault).link,
        "entries": [first.id, second.id],
        "photo": photo.digest,
    }
    vault.close()
    (folder / "lock").unlink()
    (folder.parent / f"{folder.name}.json").write_text(json.dumps(expected, indent=2) + "\n")


if __name__ == "__main__":
    make(Path(__file__).parent / "vaults" / sys.argv[1])

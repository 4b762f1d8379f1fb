"""联网登记: the court's answer over the line instead of by stick; nothing is taken over before a person has agreed."""

from __future__ import annotations

from services.actions import enrolling
from services.actions.enrolling import Enrolled
from services.store.vault import Vault
from services.sync import client
from services.sync.invitation import Welcome


def ask(url: str, code: str, request: bytes) -> Welcome:
    """The court's answer to the vault's request file, on the network's thread; raises BadInput, Refused, LineCut, Busy."""
    return client.enrol(url.strip(), code, request)


def look(opened: Vault, answer: Welcome) -> Enrolled:
    """What the answer says, on the vault's thread; a docket that came with it waits in the vault's folder."""
    looked = enrolling.look(opened, answer.enrolment)
    if answer.docket:
        (opened.folder / enrolling.INCOMING).write_bytes(answer.docket)
    return looked

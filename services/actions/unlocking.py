"""解锁与锁定: opening a vault into a session, closing it, and keeping note of which cases were opened in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from services import hardening
from services.actions import enacting, lawbook, sweeping
from services.entries.entry import Unsigned
from services.errors import NotAllowed
from services.law import catalogue
from services.position.fix import NoFix
from services.records.declared import Event
from services.records.events import CaseOpened, Confirmed
from services.session import Session
from services.store import device_secret, journal, lease, registry, scratch, vault
from services.store.vault import Vault
from services.store.wraps import Header, SecretKind

OPENED = "cases_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What 解锁 shows of one vault before it is open: never anything of a case."""

    folder: Path
    header: Header


def doors(root: Path) -> tuple[Door, ...]:
    """Every vault on this tablet."""
    return tuple(Door(folder=root / "vaults" / h.id, header=h) for h in vault.headers(root))


def unlock(folder: Path, secret: str, now: dt.datetime) -> Session:
    """Opens a vault; raises WrongSecret with the wait, Damaged, or NotAllowed when no docket was loaded yet."""
    opened = vault.unlock(folder, secret, device_secret=device_secret.of(folder), now=now)
    return enter(opened, now)


def rest(session: Session) -> None:
    """On 今日 the tablet rests: decrypted pages of the database are forgotten and their memory is given back."""
    session.vault.shrink()
    hardening.give_back()


def enter(opened: Vault, now: dt.datetime) -> Session:
    """The session over an opened vault; a note of opened cases that a crash left behind is journalled first."""
    facts = registry.docket_facts(opened)
    if facts is None:
        opened.close()
        raise NotAllowed("这个保险库还没有载入承办案件册，请在“初次使用”里继续。")
    session = Session(
        vault=opened,
        court=facts.court,
        officer=facts.officer,
        colleagues=facts.colleagues,
        demo=facts.demo,
    )
    enacting.enact(session, now)
    lawbook.lay(opened)
    journal_opened(session, now)
    return session


def lock(session: Session, now: dt.datetime) -> None:
    """Ends the session: journals which cases were opened, sweeps files without an owner, then closes the vault."""
    try:
        journal_opened(session, now)
        sweeping.sweep(session)
    finally:
        session.vault.close()
        catalogue.lay({})


def still_mine(session: Session, secret: str, now: dt.datetime) -> None:
    """Checks the secret again after the screen was locked; raises WrongSecret with the wait."""
    vault.check_secret(session.vault, secret, device_secret.of(session.vault.folder), now=now)


def change_secret(session: Session, old: str, new: str, kind: SecretKind) -> None:
    """Wraps the vault's key anew; a PIN needs a home for a device secret on this machine."""
    own = device_secret.make(session.vault.folder.name) if kind == "pin" else None
    had = device_secret.of(session.vault.folder)
    vault.change_secret(session.vault, old, new, kind=kind, old_device_secret=had, device_secret=own)


def pin_possible() -> bool:
    """True where this machine has a home for a device secret, so that six digits are enough."""
    return device_secret.home() is not None


def note_opened(session: Session, numbers: Iterable[str], now: dt.datetime) -> None:
    """Remembers that these cases were looked at; written as one entry when the session of use ends."""
    kept = scratch.setting(session.vault, OPENED, None) or {"since": now.isoformat(), "numbers": []}
    fresh = [n for n in numbers if n not in kept["numbers"]]
    if fresh:
        kept = {"since": kept["since"], "numbers": [*kept["numbers"], *fresh], "until": now.isoformat()}
        scratch.set_setting(session.vault, OPENED, kept)


def journal_opened(session: Session, now: dt.datetime) -> None:
    """Writes the note of opened cases as one entry, if there is any."""
    kept = scratch.setting(session.vault, OPENED, None)
    if not kept:
        return
    since = dt.datetime.fromisoformat(kept["since"])
    said = CaseOpened(since=since, until=dt.datetime.fromisoformat(kept.get("until", kept["since"])))
    entry = event(session, said, tuple(kept["numbers"]), now)
    journal.append(session.vault, entry, also=(scratch.forgetting(OPENED),))


def event(
    session: Session,
    said: Event,
    cases: Sequence[str],
    now: dt.datetime,
) -> Unsigned:
    """An unsigned entry for something the program writes by itself, away from any place."""
    return Unsigned(
        kind=said.code,
        version=said.version,
        cases=tuple(cases),
        made_at=now,
        officers=(session.officer.name,),
        position=NoFix(reason="程序自动记录", at=now),
        body={"values": said.encode()},
    )


def lease_state(session: Session, now: dt.datetime) -> lease.Lease:
    """How long the offline copy may still be used (design: a policy against lost tablets)."""
    return lease.state(session.vault, now)


def confirm_as_second(session: Session, folder: Path, secret: str, subject: str, now: dt.datetime) -> None:
    """待第二人确认: the second officer confirms a record by unlocking his own vault on this tablet."""
    other = vault.unlock(folder, secret, device_secret=device_secret.of(folder), now=now)
    try:
        facts = registry.docket_facts(other)
    finally:
        other.close()
    if facts is None or facts.officer.id == session.officer.id:
        raise NotAllowed("第二人要用自己的保险库确认，不能用记录人自己的。")
    record = journal.entry(session.vault, subject)
    if facts.officer.name not in record.officers:
        raise NotAllowed(f"{facts.officer.name}不在这条记录的执行人员里，不能确认。")
    said = Confirmed(subject=subject, by=facts.officer.name)
    unsigned = event(session, said, record.cases, now)
    journal.append(session.vault, unsigned)

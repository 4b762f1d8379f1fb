"""保险库: one officer's encrypted database and attachments in a folder, opened by secret or by the court's key.

A vault is used by one thread at a time; it may be opened in another thread than the one that goes on with it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import shutil
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from services import clock
from services.entries.keys import SigningKey
from services.errors import Damaged, FieldworkError, NotAllowed
from services.late import age
from services.store import schema, tries, wraps
from services.store.disk import Lock, sync_folder
from services.store.driver import Database, guarded, open_database
from services.store.wraps import Header, Parameters, SecretKind

DATABASE = "vault.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """Who this device is: its id, its signing key, and the age key pair that the attachments are encrypted to."""

    device: str
    signing: SigningKey
    age_identity: str = field(repr=False)

    @property
    def age_recipient(self) -> str:
        """The public half (age1…), told anew each time it is asked for, which is once for a request or a file."""
        return str(age().x25519.Identity.from_str(self.age_identity).to_public())


@dataclass(eq=False, slots=True, kw_only=True)
class Vault:
    """An open vault; `anchor` belongs to the lease (boot clock and moment when it was first asked)."""

    folder: Path
    header: Header
    db: Database
    identities: Identities
    anchor: tuple[float, dt.datetime] | None = None
    key: bytes = field(repr=False)
    lock: Lock = field(repr=False)
    closed: bool = False

    def shrink(self) -> None:
        """Forgets the pages that the database keeps decrypted in memory; they are read again when they are asked for."""
        with guarded():
            self.db.execute("PRAGMA shrink_memory").fetchall()

    def close(self) -> None:
        """Writes back what is waiting and lets go of the folder; doing it twice is harmless."""
        self.closed = True
        try:
            self.db.conn.close()
        finally:
            self.lock.release()


def new_folder(root: Path) -> Path:
    """A folder's name for a vault that is yet to be made under `root`."""
    return root / "vaults" / str(uuid.uuid4())


def headers(root: Path) -> tuple[Header, ...]:
    """All vaults on this tablet by holder's name; one that cannot be read is listed with `damaged` set."""
    found = []
    for path in (root / "vaults").glob(f"*/{wraps.FILE}"):
        if path.parent.name.startswith("."):
            continue
        try:
            found.append(wraps.read(path.parent))
        except FieldworkError:
            found.append(Header(id=path.parent.name, damaged=True))
    return tuple(sorted(found, key=lambda h: (h.damaged, h.holder, h.id)))


def create(
    folder: Path,
    secret: str,
    *,
    kind: SecretKind,
    holder: str,
    court: str,
    device_secret: bytes | None = None,
    parameters: Parameters | None = None,
) -> Vault:
    """Makes a vault with new keys and opens it; the folder appears only when everything in it is whole.

    Raises NotAllowed when there is one already or the secret is not allowed here, BadInput for a weak secret.
    """
    if folder.exists():
        raise NotAllowed("这里已经有一个保险库，没有另建。")
    wraps.check_rules(secret, kind, device_secret)
    key = os.urandom(wraps.KEY_BYTES)
    blank = Header(id=folder.name, holder=holder, court=court)
    header = wraps.seal(blank, key, secret, kind, device_secret, parameters or wraps.calibrate())
    making = folder.with_name(f".making-{folder.name}")
    with guarded():
        try:
            _build(making, header, key)
            making.rename(folder)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        sync_folder(folder.parent)
    return _open(folder, header, key, Lock(folder))


def _build(folder: Path, header: Header, key: bytes) -> None:
    folder.mkdir(mode=0o700, parents=True)
    (folder / "attachments").mkdir(mode=0o700)
    db = open_database(folder / DATABASE, key)
    try:
        schema.prepare(db, folder)
        identity = age().x25519.Identity.generate()
        with db.atomic():
            db.conn.executemany(
                "INSERT INTO secret (key, value) VALUES (?, ?)",
                [
                    ("device", str(uuid.uuid4()).encode()),
                    ("signing", SigningKey.generate().seed),
                    ("age", str(identity).encode()),
                ],
            )
    finally:
        db.conn.close()
    wraps.write(folder, header)


def unlock(folder: Path, secret: str, *, device_secret: bytes | None = None, now: dt.datetime) -> Vault:
    """Opens a vault by the officer's secret.

    Raises WrongSecret (with the wait), NotAllowed when it is open elsewhere or newer than this program, Damaged.
    """
    header = wraps.read(folder)
    lock = Lock(folder)
    try:
        key = _key(folder, header, secret, device_secret, now)
        return _open(folder, header, key, lock)
    except BaseException:
        lock.release()
        raise


def recover(
    folder: Path,
    recovery_identity: str,
    secret: str,
    *,
    kind: SecretKind,
    device_secret: bytes | None = None,
    parameters: Parameters | None = None,
) -> Vault:
    """Opens a vault whose secret is forgotten by the court's recovery key (an age identity) and sets a new secret.

    The old secret is dead, the records are as they were. Raises Refused when it is another key.
    """
    header = wraps.read(folder)
    wraps.check_rules(secret, kind, device_secret)
    key = wraps.open_for_court(header, recovery_identity)
    vault = _open(folder, header, key, Lock(folder))
    try:
        _rewrap(vault, wraps.seal(header, key, secret, kind, device_secret, parameters or wraps.calibrate()))
        tries.succeed(folder)
    except BaseException:
        vault.close()
        raise
    return vault


def change_secret(
    vault: Vault,
    old: str,
    new: str,
    *,
    kind: SecretKind,
    old_device_secret: bytes | None = None,
    device_secret: bytes | None = None,
    parameters: Parameters | None = None,
    now: dt.datetime | None = None,
) -> None:
    """Wraps the key by a new secret; the database is not rewritten. Raises WrongSecret, BadInput, NotAllowed.

    `old_device_secret` belongs to the old secret, `device_secret` is mixed into the new one.
    """
    wraps.check_rules(new, kind, device_secret)
    check_secret(vault, old, old_device_secret, now=now)
    chosen = parameters or vault.header.parameters
    _rewrap(vault, wraps.seal(vault.header, vault.key, new, kind, device_secret, chosen))


def set_recovery(vault: Vault, recipient: str) -> None:
    """Adds or replaces the second wrap, to the court's recovery key (an age recipient)."""
    _rewrap(vault, wraps.seal_for_court(vault.header, vault.key, recipient))


def rename(vault: Vault, *, holder: str, court: str) -> None:
    """Writes whose vault this is, as 解锁 shows it."""
    _rewrap(vault, dataclasses.replace(vault.header, holder=holder, court=court))


def check_secret(
    vault: Vault, secret: str, device_secret: bytes | None = None, *, now: dt.datetime | None = None
) -> None:
    """The holder's secret once more (after an auto-lock, before a change); raises WrongSecret, slowed alike."""
    _key(vault.folder, vault.header, secret, device_secret, now or clock.now())


def _key(folder: Path, header: Header, secret: str, device_secret: bytes | None, now: dt.datetime) -> bytes:
    counted = tries.begin(folder, now)
    key = wraps.open_seal(header, secret, device_secret)
    if key is None:
        raise tries.failed(counted)
    tries.succeed(folder)
    return key


def _rewrap(vault: Vault, header: Header) -> None:
    wraps.write(vault.folder, header)
    vault.header = header


def _open(folder: Path, header: Header, key: bytes, lock: Lock) -> Vault:
    try:
        if not (folder / DATABASE).is_file():
            raise Damaged("保险库的数据文件不见了，没有打开。请停止使用本机并联系院里技术人员。")
        db = open_database(folder / DATABASE, key)
        try:
            schema.prepare(db, folder)
            identities = _identities(db)
        except BaseException:
            db.conn.close()
            raise
    except BaseException:
        lock.release()
        raise
    return Vault(folder=folder, header=header, db=db, identities=identities, key=key, lock=lock)


def _identities(db: Database) -> Identities:
    with guarded():
        kept = dict(db.execute("SELECT key, value FROM secret").fetchall())
    try:
        return Identities(
            device=kept["device"].decode(),
            signing=SigningKey(kept["signing"]),
            age_identity=kept["age"].decode(),
        )
    except KeyError as error:
        raise Damaged("保险库里缺少本机的密钥，没有打开。请停止使用本机并联系院里技术人员。") from error

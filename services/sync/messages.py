"""往来消息: what a terminal and the hub say to each other over HTTPS, and the receipt that either road brings back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from services.docket.court import Court, Officer
from services.entries.keys import SigningKey
from services.errors import Refused
from services.sync import compression
from services.sync.envelope import open_envelope, seal

RECEIPT = "receipt"
MEDIA_TYPE = "application/vnd.court-fieldwork+msgpack-zstd"
MAX_BODY = 16 * 1024 * 1024
MAX_MESSAGE = 64 * 1024 * 1024
MAX_CHUNK = 8 * 1024 * 1024
PAGE, MOST_WANTED = 1_000, 5_000

EXCHANGE, ATTACHMENTS, SUCCESSOR = "/v1/exchange", "/v1/attachments", "/v1/successor"

Row = tuple[str, int, bytes, bytes, str]
"""An entry on its way: device, seq, stored bytes, signature, algorithm."""

Step = tuple[int, str, str]
"""A place among the changes: cursor, kind, key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the hub is and who calls: `certificate` (PEM) is all that is trusted there, "" trusts the system's."""

    url: str
    certificate: str
    hub: str
    hub_key: bytes
    device: str
    signing: SigningKey = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Where a chain stands on the terminal; `receipted` and `held` are what the last receipt for it says."""

    device: str
    seq: int
    link: str
    receipted: int
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the terminal says: its chains, the next entries, and how far it has followed the hub's changes.

    `feed` is False while it has more to send and wants no changes yet; otherwise it wants at most `most` changes, those
    after `after` where it is in the middle of them.
    """

    hub: str
    epoch: str
    chains: tuple[Claim, ...]
    rows: tuple[Row, ...]
    cursor: int
    mark: str
    feed: bool
    most: int = 1_000
    after: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainState:
    """Where a chain stands at the hub; `refused` says why row `refused_at` and those after it were not taken.

    `named` attachments stand in its entries, `held` of them the hub has whole. `receipt` is b"" while the terminal
    holds it already. `there` is the hub's link at the claimed place where the hub stands further on, "" elsewhere.
    """

    device: str
    seq: int
    link: str
    named: int
    held: int
    receipt: bytes = b""
    refused: str = ""
    refused_at: int = 0
    there: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An attachment that the hub lacks; it has the first `offset` bytes."""

    digest: str
    size: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A colleague's entry on one of the officer's cases; `key` (hex) is the public key that signed it."""

    key: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A table of law that the court has handed down: which, as of which day, and the bytes that bring it (attachments)."""

    digest: str
    size: int
    table: str
    version: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The docket's head as it stands now; `law` in the order in which the tables are to be taken."""

    court: Court
    officer: Officer
    colleagues: tuple[Officer, ...]
    serial: int
    lease_days: int
    revoked: tuple[str, ...]
    demo: bool = False
    blank_forms: bool = False
    law: tuple[Law, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What has changed for the officer; with `whole` it begins anew: what does not come with it is no longer his.

    `cases` are case files in the docket's written form, `gone` the numbers of cases he has no longer. `sealed` are the
    particulars of sealed papers (docket.sealed), `sealed_gone` the ids of those that are no longer his. `cursor` and
    `mark` are where the terminal stands once it has all pages; `following` is where the next page begins, None after
    the last.
    """

    whole: bool
    cursor: int
    mark: str
    following: Step | None
    head: Head
    cases: tuple[bytes, ...]
    gone: tuple[str, ...]
    entries: tuple[Foreign, ...]
    sealed: tuple[bytes, ...] = ()
    sealed_gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the hub says back; `feed` is None when nothing has changed or nothing was asked."""

    hub: str
    epoch: str
    at: dt.datetime
    chains: tuple[ChainState, ...]
    wanted: tuple[Wanted, ...]
    feed: Feed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succeed:
    """A terminal that was restored from an old copy asks for a new chain: the request of the device that it becomes.

    `after` is the last row that its old chain and the hub's have in common: what the hub has beyond comes down again.
    """

    request: bytes
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Succeeded:
    """The court's enrolment file for the device that goes on."""

    enrolment: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """收据: the hub has this chain up to `seq` with this link, and `held` of the attachments that it names."""

    hub: str
    epoch: str
    device: str
    seq: int
    link: str
    held: int
    at: dt.datetime


_Message = TypeVar("_Message", Ask, Answer, Succeed, Succeeded)


def encode(message: Ask | Answer | Succeed | Succeeded) -> bytes:
    """The message as it travels."""
    return compression.compress(msgspec.msgpack.encode(message), level=3)


def decode(raw: bytes, kind: type[_Message]) -> _Message:
    """The message in these bytes, never larger than MAX_MESSAGE; raises Refused when they say nothing of the kind."""
    try:
        return msgspec.msgpack.decode(compression.expand(raw, MAX_MESSAGE), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused("往来内容由另一版本的程序制作，没有采用。请更新程序后再试。") from error


def write_receipt(receipt: Receipt, signing: SigningKey) -> bytes:
    """The receipt, signed by the hub."""
    return seal(RECEIPT, msgspec.json.encode(receipt), signing)


def read_receipt(raw: bytes, *, hub_key: bytes, hub: str) -> Receipt:
    """A receipt of this hub's; raises Refused."""
    opened = open_envelope(raw, RECEIPT, trusted=hub_key)
    try:
        receipt = msgspec.json.decode(opened.payload, type=Receipt)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused("收据由另一版本的程序制作，没有采用。请更新程序后再试。") from error
    if receipt.hub != hub:
        raise Refused("收据是另一个院端的，没有采用。请与院里核对。")
    return receipt

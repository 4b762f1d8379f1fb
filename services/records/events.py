"""程序自己写入日志的事: papers and their steps, overrides, cases opened, a chain begun."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from services.entries.entry import Attachment
from services.records.declared import Event

PaperRole = Literal["inventory", "transcript", "notice", "sheet", "receipt", "other"]
Step = Literal["printed", "signed", "photographed", "delivered", "voided"]
MarkWay = Literal["map", "typed", "receiver", "photo", "visit", "service", "undone"]


class ChainBegun(Event, code="chain_begun", title="启用本机"):
    """The first entry of a chain: the device's public key (hex); after a restore, the chain it continues from."""

    public: str
    officer: str
    court: str
    program: str
    continues: str = ""
    continues_head: str = ""


class CarriedOver(Event, code="carried_over", title="移入新链"):
    """A row that was made on an old chain after the point where the hub's copy of it parts: bytes and signature kept.

    `packed` is the row's bytes (zlib, base64), `signature` hex; its attachments are the entry's own, its cases stand in
    the row. The row keeps its id: it is the same record, brought by another chain.
    """

    device: str
    seq: int
    packed: str
    signature: str
    algorithm: str


class CaseOpened(Event, code="case_opened", title="查阅案件"):
    """Who opened which cases in one session of use (the entry's `cases` and `officers`); minutes of use."""

    since: dt.datetime
    until: dt.datetime


class DocumentIssued(Event, code="document_issued", title="出具文书"):
    """A paper made: which document, about which entry, its bytes as attachment.

    A paper of the case itself has no `subject`: it is about `target` as the docket had it, whose hash is `anchor`.
    """

    document: str
    name: str
    role: PaperRole
    subject: str
    serial: str
    pages: int
    copies: int
    paper: Attachment
    to: str = ""
    replaces: str = ""
    draft_mark: bool = False
    target: str = ""
    anchor: str = ""


class PaperStep(Event, code="paper_step", title="文书进展"):
    """One step of a paper on its way: printed, wet-signed, photographed back, delivered or voided.

    `receipt_signed`: whoever took a delivered one has signed and dated the 送达回证 (民诉法 87); None where nobody says.
    """

    issued: str
    step: Step
    copies: int = 0
    printer: str = ""
    persons: tuple[str, ...] = ()
    to: str = ""
    note: str = ""
    photo: Attachment | None = None
    receipt_signed: bool | None = None


class DutyOverridden(Event, code="duty_overridden", title="离场放行"):
    """A duty passed over at 离场: printed as 补记."""

    duty: str
    sentence: str
    article: str
    reason: str


class DutyMet(Event, code="duty_met", title="补办完成"):
    """Evidence for an office duty: what was done, its number and, if there is one, a photo of it."""

    duty: str
    text: str
    number: str = ""
    photo: Attachment | None = None


class Confirmed(Event, code="confirmed", title="第二人确认"):
    """The second officer confirms a record with his own unlock."""

    subject: str
    by: str


class PackageMade(Event, code="package_made", title="导出材料"):
    """Who wrote a case's records and originals out in clear (the entry's `cases`, `officers`, `made_at`), and how much.

    `sums` is the SHA-256 (hex) of the package's list of digests, so that a package can be told from any other.
    """

    entries: int
    files: int
    sums: str


class CalendarMade(Event, code="calendar_made", title="导出日历"):
    """Deadlines were written out in clear as a calendar file: how many, whether parties were named, the file's SHA-256.

    The cases stand in the file; the entry names none, since hundreds may be in it.
    """

    rows: int
    names: bool
    sums: str


class ConventionSet(Event, code="convention_set", title="设定计算口径"):
    """How the case's money is counted from now on, and on what ground (domain.md §4.3: a switch, kept for each case).

    `payment_day_counts`: the day of payment bears the doubled part. `fee_first`: 执行申请费 comes off payments first.
    `year_days`: 365 or 360, for clauses that name neither.
    """

    payment_day_counts: bool
    fee_first: bool
    year_days: int
    reason: str


class PapersSaved(Event, code="papers_saved", title="导出文书"):
    """Papers were written out in clear: how many, and the file's SHA-256 (hex), or that of the list of files."""

    papers: int
    sums: str


class AllocationMade(Event, code="allocation_made", title="案款分配"):
    """A sum was shared among the cases of a series (the entry's `cases`) and the table written out in clear.

    `base` says by what; `until` up to which day; `sums` is the SHA-256 over the PDF's and the spreadsheet's bytes.
    """

    series: str
    total: Decimal
    base: str
    until: dt.date
    sums: str


class CopyMade(Event, code="copy_made", title="第二份留存"):
    """An encrypted second copy was written up to this entry."""

    upto: int
    medium: str


class DayExported(Event, code="day_exported", title="导出行程"):
    """A day's stops and calls were written out in clear as a map file: its form, how many points, whether parties were
    named, the file's SHA-256."""

    form: str
    points: int
    names: bool
    sums: str


class PlaceMarked(Event, code="place_marked", title="地址标点"):
    """Somebody said where an address lies (WGS-84 degrees), by which way and from which source.

    Without coordinates the earlier mark, which the entry amends, is taken back: the docket's place counts again.
    """

    place: str
    way: MarkWay
    source: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: float | None = None


class CheckedIn(Event, code="checked_in", title="独自上门报平安"):
    """An officer was at a door alone: since when, by when he was to say that all is well, and when he said so."""

    place: str
    since: dt.datetime
    due: dt.datetime
    answered_at: dt.datetime


EVENTS: tuple[type[Event], ...] = (
    AllocationMade,
    ConventionSet,
    ChainBegun,
    CarriedOver,
    CaseOpened,
    DocumentIssued,
    PaperStep,
    DutyOverridden,
    DutyMet,
    Confirmed,
    PackageMade,
    CalendarMade,
    PapersSaved,
    CopyMade,
    DayExported,
    PlaceMarked,
    CheckedIn,
)

"""What an answer can be besides text, numbers and times: persons present, photos, rows, marks, signatures, lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from services.docket.party import Place
from services.docket.property import Measure
from services.entries.entry import Attachment
from services.position.fix import Fix, NoFix


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """定位: either a fix (WGS-84) or the reason why there is none."""

    fix: Fix | None = None
    absent: NoFix | None = None

    @classmethod
    def of(cls, position: Fix | NoFix) -> Located:
        """Wraps a position."""
        return cls(fix=position) if isinstance(position, Fix) else cls(absent=position)

    @property
    def value(self) -> Fix | NoFix | None:
        """Whichever of the two is set."""
        return self.fix or self.absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """到场人: one person present, with the role in which he or she is there."""

    name: str
    role: str
    relation: str = ""
    unit: str = ""
    id_number: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """照片: the original file (digest over its bytes) in its slot; the place is the one its EXIF states, WGS-84."""

    slot: str
    attachment: Attachment
    taken_at: dt.datetime | None = None
    source: Literal["camera", "file", "folder"] = "file"
    latitude: float | None = None
    longitude: float | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """录音录像: a film or sound file imported from recorder or camera; length in seconds where known."""

    attachment: Attachment
    sort: Literal["film", "audio"]
    device: str = ""
    started_at: dt.datetime | None = None
    seconds: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryRow:
    """清单的一行; `disposition` says where the thing goes (随车扣押, 当场取回, …); the estimate is in yuan.

    `box` counts the boxes of one record from 1; "" for what stands in none.
    """

    number: int
    name: str
    quantity: Decimal
    unit: str
    model: str = ""
    condition: str = ""
    place: str = ""
    disposition: str = ""
    estimate: Decimal | None = None
    note: str = ""
    photo: Photo | None = None
    box: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SalePermission:
    """准许自行变卖的一笔 (执行工作规定 33): what, to whom, for how much (yuan), not below, until when, where the money goes.

    `release` names the paper by which the thing is released once the money is in.
    """

    number: int
    what: str
    buyer: str = ""
    price: Decimal | None = None
    floor: Decimal | None = None
    until: dt.date | None = None
    account: str = ""
    release: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """保管与使用: who keeps a sealed or seized thing and, where it stays in use, on which terms; interval in days."""

    custodian: str = ""
    seals: str = ""
    user: str = ""
    allowed: str = ""
    limit: str = ""
    forbidden: tuple[str, ...] = ()
    inspection_days: int | None = None
    breach: str = ""


NO_CUSTODY = Custody()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMeasure:
    """在案措施: a measure in force as a later record finds it, kept in that record as it stood then.

    `entry` is the journal's entry that made it ("" when the docket's own), `custody` and `photos` what was recorded of it
    last, `inspected_on` when it was last looked at.
    """

    measure: Measure
    name: str
    entry: str = ""
    custody: Custody = NO_CUSTODY
    place: Place | None = None
    photos: tuple[Photo, ...] = ()
    inspected_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a later record makes of a measure in force: released, no longer in use, kept by someone else; None leaves it.

    `look_on` is the day that an inspection names for the next one.
    """

    measure: str
    released_on: dt.date | None = None
    in_use: bool | None = None
    registered: bool | None = None
    custody: Custody | None = None
    photos: tuple[Photo, ...] = ()
    inspected_on: dt.date | None = None
    look_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """损伤: a numbered mark on one side of the car, at unit coordinates of that side's outline."""

    number: int
    side: Literal["左", "右", "前", "后", "顶"]
    x: float
    y: float
    sort: str
    note: str = ""


Stroke = tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The frozen copy that a signature stands under: which document, SHA-256 of its bytes, how many pages it has."""

    document: str
    digest: str
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPage:
    """One page (from 1) of a frozen copy, read by the signer or read out to him at that time, and signed at its foot."""

    document: str
    number: int
    at: dt.datetime
    read: Literal["seen", "told"]
    strokes: tuple[Stroke, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """签名: how one person signed or did not; strokes are (x, y, pressure, seconds) in units of the pad's width.

    `pages` are the pages that he read and signed one by one, where his signature is asked for on each.
    """

    name: str
    role: str
    way: Literal["screen", "paper", "refused", "unable", "left"]
    at: dt.datetime
    reason: str = ""
    strokes: tuple[Stroke, ...] = ()
    aspect: float = 0.0
    bound: tuple[Bound, ...] = ()
    pages: tuple[SignedPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """笔录的一句: asked, answered or told."""

    sort: Literal["问", "答", "述"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """送达、张贴的一份文书: what it is, its number where it has one, how many copies."""

    title: str
    number: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """承诺的一笔: what someone promised to pay by a day, in yuan."""

    on: dt.date
    amount: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledged:
    """承诺、分期的一笔 as a payment found it: by which day, `rest` of it open (yuan, None where unknown), where it stands
    (`note`), and the record that holds it (`entry`, "" for the docket)."""

    what: str
    on: dt.date
    rest: Decimal | None = None
    note: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """线索: what was learnt about the debtor's means (财产、车辆、保单、工作单位 …)."""

    sort: str
    text: str
    from_whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Who tapped 对 on a prefilled answer, and when."""

    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """放行: a duty passed over at signing, with its reason; printed in the transcript."""

    duty: str
    reason: str
    by: str
    at: dt.datetime

"""院发文书和空白文书的事: copies printed of what the court has sealed, and numbered blank forms taken out and used."""

from __future__ import annotations

from typing import Literal

from services.entries.entry import Attachment
from services.records.declared import Event

SealedDeed = Literal["printed", "unprinted", "photographed", "delivered", "spoilt", "returned"]
BlankDeed = Literal["taken", "used", "spoilt", "returned"]

SEALED_WORDS: dict[SealedDeed, str] = {
    "printed": "打印",
    "unprinted": "没有印出",
    "photographed": "回拍",
    "delivered": "交付",
    "spoilt": "报损",
    "returned": "交回",
}
BLANK_WORDS: dict[BlankDeed, str] = {
    "taken": "领出",
    "used": "使用",
    "spoilt": "作废",
    "returned": "交回",
}


class SealedStep(Event, code="sealed_step", title="院发文书进展"):
    """One step of a sealed paper (`paper` is its id at the hub, `digest` the SHA-256 of the bytes that were printed).

    `unprinted` gives copies back that the printer would not take; `spoilt` and `returned` are sheets, not permissions.
    `receipt_signed`: whoever took a delivered one has signed and dated the 送达回证 (民诉法 87); None where nobody says.
    """

    paper: str
    document: str
    name: str
    digest: str
    step: SealedDeed
    copies: int = 0
    printer: str = ""
    to: str = ""
    note: str = ""
    photo: Attachment | None = None
    receipt_signed: bool | None = None

    @property
    def text(self) -> str:
        """One line for the timeline."""
        copies = f"{self.copies} 份" if self.copies else ""
        words = (self.name, SEALED_WORDS[self.step] + copies, self.to, self.note)
        return " · ".join(word for word in words if word)


class BlankForms(Event, code="blank_forms", title="空白文书登记"):
    """What became of numbered blank forms: taken out, used for a case, spoilt or returned, and by whom it was countersigned.

    `numbers` are those on the sheets, each once; `form` is what is printed on them.
    """

    form: str
    numbers: tuple[str, ...]
    deed: BlankDeed
    by: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """One line for the timeline."""
        count = len(self.numbers)
        shown = "、".join(self.numbers[:3]) + (f" 等 {count} 张" if count > 3 else "")
        words = (self.form, f"{BLANK_WORDS[self.deed]} {shown}", self.by, self.note)
        return " · ".join(word for word in words if word)


SEALED_EVENTS: tuple[type[Event], ...] = (SealedStep, BlankForms)

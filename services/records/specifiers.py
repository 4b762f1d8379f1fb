"""How a kind declares its attributes: each function puts one sort of Field into the dataclass."""

from __future__ import annotations

import dataclasses
from typing import Any

from services.records.fields import (
    KEY,
    MISSING,
    REQUIRED,
    Account,
    Address,
    Choice,
    Choices,
    Clues,
    DamageMap,
    Day,
    Field,
    Films,
    HandedPapers,
    Instalments,
    Inventory,
    Moment,
    Money,
    Number,
    OfMeasure,
    Payment,
    Photos,
    Plate,
    Position,
    Present,
    Promises,
    ReceiptNumber,
    ResidentId,
    Sales,
    Settles,
    Signatures,
    Text,
    Transcript,
    Vin,
    YesNo,
)  # fmt: skip


def _declare(field: Field, default: Any) -> Any:
    meaning = {KEY: field, REQUIRED: default is MISSING}
    if default is not MISSING:
        return dataclasses.field(default=default, metadata=meaning)
    if field.when is not None:  # asked only then: a record that was not asked holds None and encodes nothing
        return dataclasses.field(default=None, metadata=meaning)
    return dataclasses.field(metadata=meaning)


def text(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares a text; a default means it may stay unanswered."""
    return _declare(Text(label=label, **meaning), default)


def account(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares the holder and number of an account that money goes to."""
    return _declare(Account(label=label, **meaning), default)


def number(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares a number with its unit."""
    return _declare(Number(label=label, **meaning), default)


def money(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares an amount in yuan."""
    return _declare(Money(label=label, **meaning), default)


def payment(label: str, *, on: str, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares an amount that goes towards the debt; `on` is the attribute with the moment it was taken."""
    return _declare(Payment(label=label, on=on, **meaning), default)


def receipt_number(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares the number of the finance office's form."""
    return _declare(ReceiptNumber(label=label, **meaning), default)


def choice(label: str, *options: str, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares one of several options."""
    return _declare(Choice(label=label, options=options, **meaning), default)


def choices(label: str, *options: str, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares any of several options."""
    return _declare(Choices(label=label, options=options, **meaning), default)


def yes_no(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares a question that starts unanswered."""
    return _declare(YesNo(label=label, **meaning), default)


def moment(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares a moment."""
    return _declare(Moment(label=label, **meaning), default)


def day(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares a date."""
    return _declare(Day(label=label, **meaning), default)


def present(label: str, *roles: str, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares the persons present and the roles they may have."""
    return _declare(Present(label=label, roles=roles, **meaning), default)


def instalments(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares the instalments of a settlement."""
    return _declare(Instalments(label=label, **meaning), default)


def handed(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares the papers that were handed over or posted."""
    return _declare(HandedPapers(label=label, **meaning), default)


def promises(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares what someone promises to pay, and by when."""
    return _declare(Promises(label=label, **meaning), default)


def settles(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares which of the sums promised or agreed a payment is for."""
    return _declare(Settles(label=label, **meaning), default)


def clues(label: str, *sorts: str, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares what was learnt about the debtor's means."""
    return _declare(Clues(label=label, sorts=sorts, **meaning), default)


def plate(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares a number plate."""
    return _declare(Plate(label=label, **meaning), default)


def vin(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares a vehicle identification number."""
    return _declare(Vin(label=label, **meaning), default)


def resident_id(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares a person's identity number."""
    return _declare(ResidentId(label=label, **meaning), default)


def address(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares an address."""
    return _declare(Address(label=label, **meaning), default)


def position(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares where the terminal was; becomes the entry's own position."""
    return _declare(Position(label=label, **meaning), default)


def photos(label: str, *slots: str, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares photos: guided slots, then free ones."""
    return _declare(Photos(label=label, slots=slots, **meaning), default)


def films(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares film and sound."""
    return _declare(Films(label=label, **meaning), default)


def inventory(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares rows of things."""
    return _declare(Inventory(label=label, **meaning), default)


def of_measure(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares the measure in force that a record is about."""
    return _declare(OfMeasure(label=label, **meaning), default)


def sales(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares permissions to sell, one by one."""
    return _declare(Sales(label=label, **meaning), default)


def damage_map(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares marks on the car's outline."""
    return _declare(DamageMap(label=label, **meaning), default)


def signatures(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares the places where people sign."""
    return _declare(Signatures(label=label, **meaning), default)


def transcript(label: str, *, default: Any = MISSING, **meaning: Any) -> Any:
    """Declares a transcript with ready phrases."""
    return _declare(Transcript(label=label, **meaning), default)

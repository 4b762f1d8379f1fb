"""What a vault loads late: age's library, which the first attachment needs and neither 解锁 nor 今日."""

from __future__ import annotations

from typing import Any


def age() -> Any:
    """The library of age files (age-encryption.org/v1); its module, 1.4 MB in memory."""
    import pyrage  # noqa: PLC0415

    return pyrage

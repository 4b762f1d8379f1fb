"""Figures as people type them: in any width, with commas; nothing that is no plain figure, none past all reason."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_TOO_LONG, _BOUND = 30, 10**13


def plain(text: str) -> str:
    """What was typed with full-width figures made plain and commas and blanks taken out."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c not in ", \t")


def figure(text: str) -> Decimal | None:
    """The figure, None where there is none or one so large that it can only be a slip (1e999 is no figure either)."""
    found = plain(text)
    if len(found) > _TOO_LONG or not _PLAIN.fullmatch(found):
        return None
    value = Decimal(found)
    return value if abs(value) < _BOUND else None


def unread(text: str) -> str:
    """What to say of words that are no `figure`; "" where nothing stands or they are one."""
    if not text.strip() or figure(text) is not None:
        return ""
    return "数字太大，请核对" if _PLAIN.fullmatch(plain(text)) else "这不是数字，请重填"

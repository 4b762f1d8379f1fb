"""票据号码: the number printed on the finance office's own form for money taken (执行款票据), never one of ours."""

from __future__ import annotations

import re

from services.identifiers.finding import Finding, plain

_WRAPPING = re.compile(r"(?:No\.?|№|票号|号码|第)?[:：]?(.+?)号?", re.IGNORECASE)
_FORM = re.compile(r"(?P<series>[0-9A-Z一-龥]*?[-A-Z一-龥])?(?P<serial>\d+)")
_LEAST, _MOST = 4, 20


def check(text: str) -> Finding[str]:
    """Check a receipt's number; the value has no 第…号 and No. about it, its leading zeros stay."""
    written = plain(text).upper()
    found = _WRAPPING.fullmatch(written)
    number = found[1] if found else ""
    if not number:
        return Finding(None, ("请填写票据号码。",))
    if "*" in number:
        return Finding(None, ("票据号码有遮盖，请按票据填写完整号码。",))
    if letter := next((c for c in number if c in "OI" and re.search(rf"\d{c}|{c}\d", number)), ""):
        figure = {"O": "0", "I": "1"}[letter]
        return Finding(number, (), (f"票据号码里的字母{letter}可能是数字{figure}，请与票据核对。",))
    if not _FORM.fullmatch(number):
        return Finding(None, ("票据号码应以数字结尾，如 0012345678，请与票据核对。",))
    if not _LEAST <= len(number) <= _MOST:
        return Finding(number, (), (f"票据号码只有{len(number)}位，请与票据核对。",) if len(number) < _LEAST
                       else (f"票据号码有{len(number)}位，过长，请与票据核对。",))  # fmt: skip
    return Finding(number)


def skipped(former: str, later: str) -> int | None:
    """How many forms of one pad lie between two checked numbers: 0 where one follows the other.

    None where the two are of different series or lengths, or `later` does not come after `former`.
    """
    one, other = _FORM.fullmatch(former), _FORM.fullmatch(later)
    if not one or not other or one["series"] != other["series"] or len(one["serial"]) != len(other["serial"]):
        return None
    between = int(other["serial"]) - int(one["serial"]) - 1
    return between if between >= 0 else None

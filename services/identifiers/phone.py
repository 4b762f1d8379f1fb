"""Telephone numbers: mobiles of eleven figures and landlines with their area code."""

from __future__ import annotations

import re

from services.identifiers.finding import Finding, plain

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_HOTLINE = re.compile(r"400\d{7}|800\d{7}|1\d{2}|1[02]\d{3}|12\d{3}")


def check(text: str) -> Finding[str]:
    """Check a number; the value has no spaces, a landline a hyphen after its area code (0570-5012345)."""
    number = re.sub(r"[-()（）—]", "", plain(text))
    number = re.sub(r"^(\+|00)86", "", number)
    if not number:
        return Finding(None, ("请填写电话号码。",))
    for place, character in enumerate(number, 1):
        if not (character.isascii() and character.isdigit()):
            return Finding(None, (f"电话号码第{place}位“{character}”不是数字。",))
    if _MOBILE.fullmatch(number) or _HOTLINE.fullmatch(number):
        return Finding(number)
    landline = _LANDLINE.fullmatch(number)
    if landline:
        return Finding(f"{landline[1]}-{landline[2]}")
    if _LOCAL.fullmatch(number):
        return Finding(number, (), ("座机号码没有区号，请核对。",))
    if number.startswith("1"):
        return Finding(None, (f"手机号码应为11位，以13至19开头，现在是{len(number)}位。",))
    return Finding(None, ("电话号码格式不对，应为11位手机号或带区号的座机号。",))

"""Telephone numbers: mobiles of eleven figures, landlines with their area code, numbers of other regions with +.

Area codes and the lengths that go with them are libphonenumber's; it does not know short numbers (12368) and lags behind
new ranges of mobiles, so those are told by their own form.
"""

from __future__ import annotations

import re
from types import ModuleType

from services.identifiers.finding import Finding, plain

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})(?:(?:转|,|#|EXT\.?)(\d{1,6}))?")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_HOTLINE = re.compile(r"400\d{7}|800\d{7}|1\d{2}|1[02]\d{3}|12\d{3}")


def check(text: str) -> Finding[str]:
    """Check a number; the value has no spaces, a landline a hyphen after its area code (0570-5012345)."""
    number = re.sub(r"[-()（）—]", "", plain(text)).upper()
    if home := re.fullmatch(r"(?:\+|00)86(.*)", number):
        number = home[1] if re.match(r"0|1[3-9]|400|800", home[1]) else f"0{home[1]}"
    if number.startswith(("+", "00")):
        return _abroad(number)
    if not number:
        return Finding(None, ("请填写电话号码。",))
    landline = _LANDLINE.fullmatch(number)
    if landline:
        return _landline(*landline.groups(default=""))
    for place, character in enumerate(number, 1):
        if not (character.isascii() and character.isdigit()):
            return Finding(None, (f"电话号码第{place}位“{character}”不是数字。",))
    if _MOBILE.fullmatch(number) or _HOTLINE.fullmatch(number):
        return Finding(number)
    if _LOCAL.fullmatch(number):
        return Finding(number, (), ("座机号码没有区号，请核对。",))
    if number.startswith("1"):
        return Finding(None, (f"手机号码应为11位，以13至19开头，现在是{len(number)}位。",))
    return Finding(None, ("电话号码格式不对，应为11位手机号或带区号的座机号。",))


def _landline(area: str, number: str, extension: str) -> Finding[str]:
    value = f"{area}-{number}" + (f"转{extension}" if extension else "")
    library = _library()
    known = library.is_valid_number(library.parse(area + number, "CN"))
    return Finding(value, (), () if known else (f"区号{area}没有{len(number)}位的座机号码，请核对。",))


def _abroad(number: str) -> Finding[str]:
    """A number with another country's or region's code: +852 9123 4567."""
    library = _library()
    try:
        parsed = library.parse("+" + number.lstrip("+0"), None)
    except library.NumberParseException:
        return Finding(None, ("境外电话号码格式不对，应为+国家或地区代码加号码，如+852 9123 4567。",))
    value = library.format_number(parsed, library.PhoneNumberFormat.INTERNATIONAL)
    known = library.is_valid_number(parsed)
    return Finding(value, (), () if known else ("境外电话号码与该地区的号码规则不符，请核对。",))


def _library() -> ModuleType:
    import phonenumbers  # noqa: PLC0415  (30 ms that only a landline or a number from abroad needs)

    return phonenumbers

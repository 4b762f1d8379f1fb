"""身份证件: numbers of the papers by which a person shows who he is, of each kind that a docket or an officer meets.

公民身份号码 has its own check. The forms of the others follow what their issuers print (M): what does not fit only warns,
because the paper in the officer's hand decides, and a kind that is not listed here is taken as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.identifiers import credit_code, resident_id
from services.identifiers.finding import Finding, plain

RESIDENT = "居民身份证"
PASSPORT = "护照"
HOME_RETURN = "港澳居民来往内地通行证"
TAIWAN = "台湾居民来往大陆通行证"
RESIDENCE = "港澳台居民居住证"
FOREIGNER = "外国人永久居留身份证"
KINDS = (RESIDENT, PASSPORT, HOME_RETURN, TAIWAN, RESIDENCE, FOREIGNER)

_ALIASES: Mapping[str, str] = {
    "": RESIDENT, "身份证": RESIDENT, "公民身份号码": RESIDENT, "中华人民共和国居民身份证": RESIDENT,
    "回乡证": HOME_RETURN, "港澳通行证": HOME_RETURN, "台胞证": TAIWAN,
    "港澳居民居住证": RESIDENCE, "台湾居民居住证": RESIDENCE, "居住证": RESIDENCE,
    "永久居留证": FOREIGNER, "普通护照": PASSPORT, "外国护照": PASSPORT, "中国护照": PASSPORT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shape:
    form: re.Pattern[str]
    words: str


_SHAPES: Mapping[str, _Shape] = {
    PASSPORT: _Shape(re.compile(r"[A-Z0-9]{6,12}"), "护照号码一般为6至12位字母、数字（中国护照如E12345678）"),
    HOME_RETURN: _Shape(re.compile(r"[HM]\d{8}(\d{2})?"), "应为字母H（香港）或M（澳门）加8位数字"),
    TAIWAN: _Shape(re.compile(r"\d{8}|\d{10}[A-Z]?"), "应为8位数字"),
    FOREIGNER: _Shape(
        re.compile(r"[A-Z]{3}\d{12}|9\d{16}[0-9X]"), "应为以9开头的18位号码（旧证为3位字母加12位数字）"
    ),
}
_RESIDENCE_REGIONS = ("81", "82", "83")


def kind_of(words: str) -> str:
    """The kind by its name or a usual short one; another kind's own words where it is not listed."""
    name = plain(words)
    return _ALIASES.get(name, name)


def check(text: str, kind: str = "", today: dt.date | None = None) -> Finding[str]:
    """Check a number of that kind of paper; empty means 居民身份证. Only a resident's number knows errors."""
    known = kind_of(kind)
    number = plain(text).upper()
    if known == RESIDENT:
        return resident_id.check(text, today)
    if not number:
        return Finding(None, (f"请填写{known}号码。",))
    if "*" in number:
        return Finding(None, (f"{known}号码有遮盖，请填写完整号码。",))
    if known == RESIDENCE:
        return _residence(number, today)
    shape = _SHAPES.get(known)
    if known == FOREIGNER and re.fullmatch(r"9[0-9]{16}[0-9X]", number):
        wrong = number[-1] != resident_id.check_figure(number)
        return Finding(number, (), (f"{known}号码最后一位校验不符，请与证件核对。",) if wrong else ())
    if shape and not shape.form.fullmatch(number):
        return Finding(number, (), (f"{known}号码格式少见：{shape.words}，请与证件核对。",))
    return Finding(number)


def check_any(text: str, today: dt.date | None = None) -> Finding[str]:
    """Check a number whose paper was not told: a resident's by its figures, others by their form.

    What has the form of another paper is told to be one; a unit's 统一社会信用代码 is taken as it is; what has none is
    checked as a resident's.
    """
    number = plain(text).upper()
    if HOME_RETURN_FORM.fullmatch(number):
        return Finding(number, (), (f"看起来是{HOME_RETURN}（回乡证）号码，请核对证件种类。",))
    if _PASSPORT_LETTERS.fullmatch(number):
        return Finding(number, (), (f"看起来是{PASSPORT}号码，请核对证件种类。",))
    if re.fullmatch(r"\d{8}", number):
        return Finding(number, (), (f"看起来是{TAIWAN}（台胞证）号码，请核对证件种类。",))
    found = resident_id.check(text, today)
    return Finding(number) if found.errors and credit_code.fits(number) else found


HOME_RETURN_FORM = _SHAPES[HOME_RETURN].form
_PASSPORT_LETTERS = re.compile(r"[A-Z]{1,2}\d{7,8}")


def _residence(number: str, today: dt.date | None) -> Finding[str]:
    """港澳台居民居住证: built like a resident's number, with 81, 82 or 83 for the region."""
    found = resident_id.check(number, today)
    if found.value is None or number.startswith(_RESIDENCE_REGIONS):
        return found
    return Finding(
        found.value, found.errors, (*found.warnings, "港澳台居民居住证号码以81、82、83开头，请核对。")
    )

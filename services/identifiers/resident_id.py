"""公民身份号码 (GB 11643): 17 figures and a check figure; the older form of 15 is accepted with a warning."""

from __future__ import annotations

import datetime as dt
import re

from services.identifiers.finding import Finding, plain

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_FIGURES = "10X98765432"
_OLDEST = 120
# fmt: off
_REGIONS = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林",
    "23": "黑龙江", "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西",
    "37": "山东", "41": "河南", "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南",
    "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃",
    "63": "青海", "64": "宁夏", "65": "新疆", "71": "台湾", "81": "香港", "82": "澳门", "83": "台湾",
}
# fmt: on


def check(text: str, today: dt.date | None = None) -> Finding[str]:
    """Check an identity number; with `today` also an age that cannot be. Length or letters: no value.

    A wrong check figure or date is an error with the value kept: the card in the officer's hand decides.
    """
    number = plain(text).upper()
    problem = _shape_problem(number)
    if problem:
        return Finding(None, (problem,))
    errors, warnings = [], []
    born = birth_date(number)
    if born is None:
        errors.append("身份号码中的出生日期不存在，请与证件核对。")
    elif today and born > today:
        errors.append("身份号码中的出生日期在今天之后，请与证件核对。")
    elif today and age_on(number, today) > _OLDEST:
        warnings.append(f"按身份号码年龄超过{_OLDEST}岁，请与证件核对。")
    if len(number) == 15:
        warnings.append("这是15位旧身份号码，请尽量填写18位号码。")
    elif number[-1] != check_figure(number):
        errors.append("身份号码最后一位校验不符，请与证件逐位核对。")
    return Finding(number, tuple(errors), tuple(warnings))


def _shape_problem(number: str) -> str:
    if not number:
        return "请填写身份号码。"
    for place, character in enumerate(number, 1):
        if not (character.isascii() and character.isdigit()) and not (place == 18 and character == "X"):
            return f"身份号码第{place}位“{character}”不对，只能是数字（第18位可为X）。"
    if len(number) not in (15, 18):
        return f"身份号码应为18位，现在是{len(number)}位。"
    return ""


def check_figure(number: str) -> str:
    """The eighteenth figure that belongs to the first seventeen (ISO 7064 MOD 11-2)."""
    return _CHECK_FIGURES[sum(int(n) * w for n, w in zip(number[:17], _WEIGHTS, strict=True)) % 11]


def birth_date(number: str) -> dt.date | None:
    """The date of birth in a checked number of 15 or 18 figures; None where there is no such day."""
    found = re.fullmatch(r"\d{6}(\d{8}).{4}|\d{6}(\d{6}).{3}", number)
    if not found:
        return None
    written = found[1] or "19" + found[2]
    try:
        return dt.date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None


def sex(number: str) -> str:
    """男 or 女 by the order figure of a checked number."""
    return "男" if int(number[16] if len(number) == 18 else number[14]) % 2 else "女"


def age_on(number: str, day: dt.date) -> int:
    """Full years of age on `day`. Raises ValueError for a number without a date of birth."""
    born = birth_date(number)
    if born is None:
        raise ValueError("the number holds no date of birth")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def region(number: str) -> str:
    """The province in which the number was first given, as information only; empty where unknown."""
    return _REGIONS.get(number[:2], "")

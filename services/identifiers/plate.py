"""机动车号牌 (GA 36): normalise what was typed, tell its kind, print it as it looks."""

from __future__ import annotations

import re

from services.identifiers.finding import Finding, plain

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_HEAD = f"[{_PROVINCES}][A-Z]"
_ONE = "[0-9A-HJ-NP-Z]"  # no I and no O in the serial

# The first pattern that fits names the kind; small NEV plates open and large ones close with the energy letter.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("普通", f"{_HEAD}{_ONE}{{5}}"),
        ("小型新能源", f"{_HEAD}[A-HJK]{_ONE}\\d{{4}}"),
        ("大型新能源", f"{_HEAD}\\d{{5}}[A-HJK]"),
        ("挂车", f"{_HEAD}{_ONE}{{4}}挂"),
        ("教练车", f"{_HEAD}{_ONE}{{4}}学"),
        ("警用", f"{_HEAD}{_ONE}{{4}}警"),
        ("港澳入出境", f"粤Z{_ONE}{{4}}[港澳]"),
        ("使馆", r"使\d{6}|\d{6}使"),
        ("领馆", f"{_HEAD}\\d{{4}}领|[{_PROVINCES}]\\d{{5,6}}领"),
        ("应急", f"{_HEAD}\\d{{4}}应急"),
        ("武警", f"WJ[{_PROVINCES}]?\\d{{4}}[0-9A-Z]"),
        ("临时", f"{_HEAD}{_ONE}{{4,6}}临"),
        ("拖拉机、联合收割机", f"[{_PROVINCES}]\\d{{2}}{_ONE}{{5}}"),  # 农机号牌 (M): no letter of an office
    )
)
_DOTS = str.maketrans("", "", "·•・･∙⋅．.。-—_")


def check(text: str) -> Finding[str]:
    """Check a plate; the value is its bare form (浙H9A3K7). O and I in the serial are read as 0 and 1 and said so."""
    written = bare(text)
    if not written:
        return Finding(None, ("请填写号牌号码。",))
    value = _without_letters_o_and_i(written)
    warnings = () if value == written else ("号牌序号不用字母O、I，已按数字0、1处理，请与号牌核对。",)
    if not kind(value):
        return Finding(None, (_problem(value),))
    return Finding(value, (), warnings)


def bare(text: str) -> str:
    """The plate's signs in plain capitals without dot, hyphen and space, unchecked: 浙H9A3K7."""
    return plain(text).upper().translate(_DOTS)


def _without_letters_o_and_i(written: str) -> str:
    found = re.match(_HEAD, written)
    if not found:
        return written
    return found[0] + written[found.end() :].replace("O", "0").replace("I", "1")


def _problem(value: str) -> str:
    if "*" in value or "＊" in value:
        return "号牌号码有遮盖，请填写完整号码。"
    if value[0] not in _PROVINCES + "使W" and not value[0].isdigit():
        return f"号牌第1位“{value[0]}”不是省、自治区、直辖市简称。"
    if value[0] in _PROVINCES and not re.match(_HEAD, value):
        return "号牌第2位应为发牌机关字母，例如浙H。"
    for place, character in enumerate(value, 1):
        if not re.match(rf"[0-9A-Z{_PROVINCES}挂学警港澳使领应急临]", character):
            return f"号牌第{place}位“{character}”不是号牌用字。"
    return f"号牌格式不对：应为省简称、字母和5位序号（新能源6位），现在共{len(value)}位。"


def kind(plate: str) -> str:
    """The kind of a bare plate (普通, 小型新能源, 挂车 …); empty where it fits none."""
    return next((name for name, pattern in _KINDS if pattern.fullmatch(plate)), "")


def display(plate: str) -> str:
    """The bare plate as it looks on the car: 浙H·9A3K7."""
    found = re.match(_HEAD, plate)
    return f"{found[0]}·{plate[found.end() :]}" if found else plate

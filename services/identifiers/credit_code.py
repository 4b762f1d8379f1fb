"""统一社会信用代码 (GB 32100): 18 characters with a check mod 31; the two older numbers are accepted with a warning."""

from __future__ import annotations

from services.identifiers.finding import Finding, plain

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O Z S V
_LENGTH = 18
# 登记管理部门 and 机构类别 (GB 32100 table 1), as far as debtors come from them
_SORTS = {
    "11": "机关", "12": "事业单位", "13": "群众团体", "51": "社会团体", "52": "民办非企业单位", "53": "基金会",
    "91": "企业", "92": "个体工商户", "93": "农民专业合作社", "N1": "农村集体经济组织", "N2": "农村集体经济组织",
    "N3": "农村集体经济组织",
}  # fmt: skip
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check(text: str) -> Finding[str]:
    """Check a company's number. A wrong check character is an error with the value kept."""
    code = plain(text).upper().replace("-", "")
    if not code:
        return Finding(None, ("请填写统一社会信用代码。",))
    if len(code) == 15 and code.isascii() and code.isdigit():
        return _registration(code)
    if len(code) == 9:
        return _organisation(code)
    for place, character in enumerate(code, 1):
        if character not in _ALPHABET:
            return Finding(None, (f"信用代码第{place}位“{character}”不对，信用代码不用字母I、O、Z、S、V。",))
    if len(code) != _LENGTH:
        return Finding(None, (f"统一社会信用代码应为{_LENGTH}位，现在是{len(code)}位。",))
    wrong = code[-1] != check_character(code)
    return Finding(code, ("信用代码最后一位校验不符，请与营业执照逐位核对。",) if wrong else ())


def fits(text: str) -> bool:
    """True for a unit's 18 characters with the right check, so that it is told from a person's number."""
    found = check(text)
    return len(found.value or "") == 18 and not found.errors


def sort(code: str) -> str:
    """What the first two characters of a checked code say of the unit, as information; empty where unknown."""
    return _SORTS.get(code[:2], "") if len(code) == _LENGTH else ""


def check_character(code: str) -> str:
    """The eighteenth character that belongs to the first seventeen."""
    total = sum(_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(code[:17]))
    return _ALPHABET[-total % 31]


def _registration(code: str) -> Finding[str]:
    """An older 工商注册号: fourteen figures and a check figure (ISO 7064 MOD 11,10); early ones have none, so it warns."""
    from stdnum.iso7064 import mod_11_10  # noqa: PLC0415  it brings ssl, and nothing at start-up needs it

    old = "这是15位旧工商注册号，请尽量填写18位统一社会信用代码。"
    wrong = () if mod_11_10.is_valid(code) else ("旧工商注册号最后一位校验不符，请与营业执照核对。",)
    return Finding(code, (), (old, *wrong))


def _organisation(code: str) -> Finding[str]:
    """An older 组织机构代码 (GB 11714): eight characters and a check figure."""
    for place, character in enumerate(code, 1):
        if not (character.isascii() and character.isalnum()):
            return Finding(None, (f"组织机构代码第{place}位“{character}”不对，只能是数字或字母。",))
    total = sum(
        int(character, 36) * weight for character, weight in zip(code, _ORGANISATION_WEIGHTS, strict=False)
    )
    wrong = code[-1] != "0123456789X0"[(11 - total % 11) % 11]
    errors = ("组织机构代码最后一位校验不符，请逐位核对。",) if wrong else ()
    return Finding(code, errors, ("这是9位旧组织机构代码，请尽量填写18位统一社会信用代码。",))

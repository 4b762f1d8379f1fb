"""车辆识别代号 (VIN, GB 16735): 17 characters; the check figure only warns, since old and imported cars go without."""

from __future__ import annotations

from itertools import zip_longest

from services.identifiers.finding import Finding, plain

_LENGTH = 17
_SHORTEST = 6  # chassis numbers of cars from before the standard
_VALUES = dict(
    zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "012345678912345678123457923456789"), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def check(text: str) -> Finding[str]:
    """Check a VIN; letters that it never has and more than 17 leave no value.

    A wrong check figure only warns, and so does a shorter number: cars from before the standard have one.
    """
    code = normalised(text)
    if not code:
        return Finding(None, ("请填写车辆识别代号。",))
    if _SHORTEST <= len(code) < _LENGTH and code.isascii() and code.isalnum():
        short = (
            f"车辆识别代号应为{_LENGTH}位，现在是{len(code)}位；老车、进口车可能较短，请与车身钢印逐位核对。"
        )
        return Finding(code, (), (short,))
    for place, character in enumerate(code, 1):
        if character not in _VALUES:
            return Finding(None, (f"车架号第{place}位“{character}”不对，{_hint(character)}",))
    if len(code) != _LENGTH:
        return Finding(None, (f"车辆识别代号应为{_LENGTH}位，现在是{len(code)}位。",))
    odd = code[8] != check_figure(code)
    return Finding(code, (), ("车架号第9位校验不符，请与车身钢印逐位核对。",) if odd else ())


def normalised(text: str) -> str:
    """The code in plain capital letters without spaces and hyphens, unchecked."""
    return plain(text).upper().replace("-", "")


def _hint(character: str) -> str:
    likely = {"O": "可能是数字0。", "Q": "可能是数字0。", "I": "可能是数字1。"}.get(character, "")
    return f"车架号不用字母I、O、Q，{likely}" if likely else "只能是数字和大写字母。"


def check_figure(code: str) -> str:
    """The ninth character that belongs to the other sixteen."""
    total = sum(_VALUES[character] * weight for character, weight in zip(code, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def differences(first: str, second: str) -> tuple[int, ...]:
    """The places (from 1) at which two codes differ once normalised; a missing character differs."""
    pairs = zip_longest(normalised(first), normalised(second))
    return tuple(place for place, (one, other) in enumerate(pairs, 1) if one != other)

"""银行账号: a card's number with its check figure (Luhn, ISO/IEC 7812), or a unit's account, which has none."""

from __future__ import annotations

import re

from services.identifiers import resident_id
from services.identifiers.finding import Finding, plain

_LEAST, _MOST = 8, 32
_CARD = range(16, 20)


def check(text: str) -> Finding[str]:
    """Check an account; the value is bare. A card's wrong check figure only warns: units and passbooks have none."""
    number = plain(text).translate(str.maketrans("", "", "-—"))
    if not number:
        return Finding(None, ("请填写银行账号。",))
    for place, sign in enumerate(number, 1):
        if sign in "*×xX":
            return Finding(None, ("银行账号有遮盖，请填写完整账号。",))
        if not (sign.isascii() and sign.isdigit()):
            return Finding(None, (f"银行账号第{place}位“{sign}”不是数字。",))
    if not _LEAST <= len(number) <= _MOST:
        return Finding(None, (f"银行账号应为{_LEAST}至{_MOST}位，现在是{len(number)}位。",))
    if is_card(number) and not _fits(number):
        return Finding(
            number, (), ("卡号最后一位校验不符，个人银行卡请逐位核对（对公账号、存折没有校验位）。",)
        )
    return Finding(number)


def check_in(text: str) -> tuple[str, ...]:
    """What deserves a second look in a line of holder, bank and number; nothing for an empty line."""
    written = plain(text)
    if not written:
        return ()
    masked = re.search(r"\d{2,}[*×xX]+\d{2,}", written)
    if masked:
        return check(masked[0]).errors
    numbers = re.findall(r"\d[\d\-—]{6,}\d", written)
    if not numbers:
        return ("没有看到账号，请写明户名、开户行和完整账号。",)
    return tuple(
        said for number in numbers for found in [check(number)] for said in (*found.errors, *found.warnings)
    )


def doubts(text: str) -> tuple[str, ...]:
    """What deserves a second look where a line may name an account or not; a number is told by its last four figures.

    Residents' numbers in the line are no cards; a line with the last figures alone is fine.
    """
    written = plain(text)
    told = [
        f"账号（尾号 {found[-4:]}）有遮盖，冻结、扣划前请取得完整账号。"
        for found in re.findall(r"\d{2,}[*×xX]+\d{2,}", written)
    ]
    for found in re.findall(r"(?<![\d*×xX])\d[\d\-—]{6,}\d(?![\d*×xX])", written):
        number = re.sub(r"\D", "", found)
        if len(number) > _MOST:
            told.append(f"账号（尾号 {number[-4:]}）有{len(number)}位，超过{_MOST}位，请核对。")
        elif is_card(number) and not _fits(number) and not resident_id.check(number).ok:
            told.append(
                f"银行卡号（尾号 {number[-4:]}）校验位不符，个人银行卡请逐位核对（对公账号没有校验位）。"
            )
    return tuple(told)


def _fits(number: str) -> bool:
    """Luhn's sum; written out here because the published library brings TLS along, and every form would wait for it."""
    odd, even = number[::-2], number[-2::-2]
    return (sum(map(int, odd)) + sum(sum(divmod(2 * int(sign), 10)) for sign in even)) % 10 == 0


def is_card(number: str) -> bool:
    """Whether a bare number has a bank card's length and does not begin with 0."""
    return len(number) in _CARD and not number.startswith("0")


def display(number: str) -> str:
    """The number in groups of four, as on the card: 6222 0212 3456 7890 123."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))

"""How facts are worded in Chinese: money, dates, numbers, lists, masked names and sizes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from services.errors import BadInput

_DIGITS = "零一二三四五六七八九"
_UPPER_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_YEAR_DIGITS = "〇一二三四五六七八九"  # 〇 is U+3007: the form of dates on court papers
_COURT_OFFSET = dt.timezone(dt.timedelta(hours=8))
_LARGEST_AMOUNT = Decimal(10) ** 12
_COMPOUND_SURNAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐"}
    | {"长孙", "宇文", "夏侯", "轩辕", "端木", "百里", "南宫", "独孤", "呼延", "闻人", "申屠"}
)


class BadAmount(BadInput):
    """The amount is negative, has more than two decimals or is out of the range that is written in words."""

    message = "金额须为不小于0、不满一万亿、最多两位小数的数，请核对后重填。"


def _checked(amount: Decimal) -> Decimal:
    if not amount.is_finite() or not 0 <= amount < _LARGEST_AMOUNT or amount != round(amount, 2):
        raise BadAmount
    return amount


def rmb_upper(amount: Decimal) -> str:
    """The amount in capital Chinese numerals (人民币贰拾捌万陆仟元整), as receipts and inventories print it.

    Rules of 支付结算办法, annex 1: 整 follows 元 or 角, never 分; 零 stands before 分 when there is no 角.
    Raises BadAmount.
    """
    cents = int(_checked(amount) * 100)
    yuan, tens, ones = cents // 100, cents // 10 % 10, cents % 10
    whole = _grouped(yuan, _UPPER_DIGITS, "拾佰仟") + "元" if yuan or not cents else ""
    small = f"{_UPPER_DIGITS[tens]}角" if tens else ""
    if ones:
        small += ("零" if yuan and not tens else "") + f"{_UPPER_DIGITS[ones]}分"
    return f"人民币{whole}{small}{'' if ones else '整'}"


def rmb_of(words: str) -> Decimal:
    """The amount that capital Chinese numerals say: what `rmb_upper` writes, with or without 人民币 and 整 or 正.

    Raises BadAmount for anything else, so that a slip of the pen is seen and not mended.
    """
    plain = words.strip().removeprefix("人民币").removesuffix("正").removesuffix("整").replace("圆", "元")
    yuan, mark, small = plain.rpartition("元")
    cents = Decimal(0)
    for unit, worth in (("角", 10), ("分", 1)):
        figure, found, rest = small.partition(unit)
        if found:
            cents += worth * _UPPER_DIGITS.find(figure[-1:] or " ")
            small = rest
    amount = Decimal(_upper_whole(yuan)) + cents / 100 if mark else cents / 100
    written = rmb_upper(amount)
    if plain != written.removeprefix("人民币").removesuffix("整"):
        raise BadAmount(f"“{words}”不合大写金额的写法，请核对。")
    return amount


def _upper_whole(words: str) -> int:
    """The whole number of these capital numerals; what is no numeral counts nothing and is found by writing it again."""
    whole = group = digit = 0
    for sign in words:
        if sign in _UPPER_DIGITS:
            digit = _UPPER_DIGITS.index(sign)
        elif sign in "拾佰仟":
            group, digit = group + digit * 10 ** ("拾佰仟".index(sign) + 1), 0
        elif sign in "万亿":
            whole, group, digit = whole + (group + digit) * (10_000 if sign == "万" else 10**8), 0, 0
    return whole + group + digit


def _grouped(number: int, digits: str, units: str) -> str:
    """A whole number in words, four digits at a time (万, 亿); 零 stands once for any run of noughts."""
    if number == 0:
        return digits[0]
    words, gap = "", False
    for place, name in ((100_000_000, "亿"), (10_000, "万"), (1, "")):
        group = number // place % 10_000
        if group:
            words += (
                (digits[0] if words and (gap or group < 1000) else "") + _four(group, digits, units) + name
            )
        gap = group == 0
    return words


def _four(group: int, digits: str, units: str) -> str:
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if digit:
            words += (
                (digits[0] if gap and words else "") + digits[digit] + (units[power - 1] if power else "")
            )
        gap = digit == 0
    return words


def money(amount: Decimal) -> str:
    """The amount in figures with separators and two decimals: 286,000.00. Raises BadAmount."""
    return f"{_checked(amount):,.2f}"


def chinese_number(number: int) -> str:
    """A whole number below 10^12 in words: 二百五十六, 十一, 一百零八."""
    if not 0 <= number < 10**12:
        raise ValueError("a number from 0 to below 10**12 is needed")
    words = _grouped(number, _DIGITS, "十百千")
    return words.removeprefix("一") if words.startswith("一十") else words


def number_of(words: str) -> int | None:
    """The number below 1,000 that these words or figures say (十 or 一十); None where they say none."""
    if words.isascii() and words.isdigit() and len(words) < 4:
        return int(words)
    total, digit = 0, 0
    for character in words:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            return None
    total += digit
    plain = chinese_number(total)
    return total if words in (plain, f"一{plain}" if plain.startswith("十") else plain) else None


def chinese_date(day: dt.date) -> str:
    """The date in Chinese numerals as papers carry it at their foot: 二〇二六年三月五日."""
    year = "".join(_YEAR_DIGITS[int(figure)] for figure in str(day.year))
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def date_text(day: dt.date) -> str:
    """The date in figures: 2026年11月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_time_text(moment: dt.datetime) -> str:
    """The moment in the court's zone: 2026年11月24日18时20分. A naive moment is refused with ValueError."""
    return f"{date_text(_at_court(moment))}{time_text(moment)}"


def time_text(moment: dt.datetime) -> str:
    """The hour as papers write it: 9时40分. A naive moment is refused with ValueError."""
    local = _at_court(moment)
    return f"{local.hour}时{local.minute:02}分"


def _at_court(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment.astimezone(_COURT_OFFSET)


def listed(items: Iterable[str]) -> str:
    """The items joined by 、 without a mark at the end; empty ones leave no gap."""
    return "、".join(item for item in items if item)


def masked_id(number: str) -> str:
    """An identity number for eyes outside the case: region and last four stay (330899********1234)."""
    if len(number) >= 15:
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    kept = 2 if len(number) > 5 else int(len(number) > 1)
    return number[:kept] + "*" * max(len(number) - 2 * kept, 1) + number[len(number) - kept :]


def masked_name(name: str) -> str:
    """A person's name for eyes outside the case: the surname and a 某 for each further character (张某某)."""
    surname = 2 if name[:2] in _COMPOUND_SURNAMES and len(name) > 2 else 1
    return name[:surname] + "某" * max(len(name) - surname, 1)


def shortened(name: str, width: int) -> str:
    """A long name cut in its middle to at most `width` characters, head and tail kept (常山县…有限公司)."""
    if width < 3:
        raise ValueError("a shortened name needs room for three characters")
    if len(name) <= width:
        return name
    tail = (width - 1) // 2
    return f"{name[: width - 1 - tail]}…{name[len(name) - tail :]}"


def days_left_text(end: dt.date, today: dt.date) -> str:
    """How far an expiry is: 余 25 天, 明日到期, 今日到期, 过 2 天."""
    days = (end - today).days
    if days < 0:
        return f"过 {-days} 天"
    return {0: "今日到期", 1: "明日到期"}.get(days, f"余 {days} 天")


def size_text(size: int) -> str:
    """A size in bytes as people read it: 640 字节, 4.1 MB (units of 1,024)."""
    if size < 1024:
        return f"{size} 字节"
    value, units = size / 1024, ["KB", "MB", "GB"]
    while value >= 1023.95 and len(units) > 1:
        value, units = value / 1024, units[1:]
    return f"{value:.1f} {units[0]}"

"""案号: a court's number of a case, parsed from what people write and printed in the full-width form.

法〔2015〕137号: （year）court code, type characters, number 号; before 2016 （year）court type 字第 number 号.
A paper of the same kind in the same case adds 之一, 之二; that part never makes another case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, NoReturn

from services import wording
from services.errors import BadInput
from services.identifiers import case_codes
from services.identifiers.finding import Finding, plain

Style = Literal["new", "old", "hyphen"]

_OPEN = str.maketrans(dict.fromkeys("([{<〔【〖〈《﹝「⟨", "（") | dict.fromkeys(")]}>〕】〗〉》﹞」⟩", "）"))
_HIDDEN = "*×X?■□●○"
_LONGEST_RANGE = 5000
_COURT = re.compile(rf"最高法|[{case_codes.PROVINCES}](\d*)")
_TAIL = re.compile(r"(\D*?)(\d+)号(?:之([一-龥\d]+))?")
_OLD = re.compile(r"([一-龥]+)字第(\d+)(?:-(\d+))?号(?:之([一-龥\d]+))?")
_FOLLOWER = re.compile(r"([一-龥]{0,4}?)(?:字第|第)?(\d+)号(?:之([一-龥\d]+))?")
_EXAMPLE = "例如（2022）浙0822执123号"


class BadCaseNumber(BadInput):
    """The text is no case number; the sentence says what is wrong and where."""

    message = f"案号格式不对，{_EXAMPLE}。"


@dataclass(frozen=True, slots=True, order=True)
class CaseNumber:
    """One case number; ordered by year, court, type, number and part.

    `part` 2 is 之二 (or -2 in style hyphen), 0 is none; `division` is a special court's character (知), mostly empty.
    """

    year: int
    court: str
    type_code: str
    number: int
    part: int = 0
    style: Style = "new"
    division: str = ""

    def __str__(self) -> str:
        return f"（{self.year}）{self.court}{self.short}"

    @property
    def short(self) -> str:
        """The tail without year and court: 执1183号."""
        part = f"之{wording.chinese_number(self.part)}" if self.part and self.style != "hyphen" else ""
        hyphen = f"-{self.part}" if self.part and self.style == "hyphen" else ""
        middle = "" if self.style == "new" else "字第"
        return f"{self.division}{self.type_code}{middle}{self.number}{hyphen}号{part}"

    @property
    def case(self) -> CaseNumber:
        """The number of the case itself, without 之二."""
        return replace(self, part=0, style="old" if self.style == "hyphen" else self.style)

    @property
    def stage(self) -> str:
        """enforcement, review, preservation, sanction, aid, or basis (a case whose outcome is enforced)."""
        return self._type.stage

    @property
    def type_title(self) -> str:
        """What the type is called: 首次执行案件."""
        return self._type.title

    @property
    def court_name(self) -> str:
        """The court's name, empty where its code is not in the table."""
        return case_codes.COURTS.get(self.court, "")

    @property
    def _type(self) -> case_codes.CaseType:
        known = (
            case_codes.TYPES.get(self.type_code)
            if self.style == "new"
            else case_codes.old_type(self.type_code)
        )
        if known is None:
            raise BadCaseNumber(f"类型代字“{self.type_code}”不在案件类型表中。")
        return known


def parse(text: str) -> CaseNumber:
    """The one case number in the text, whatever brackets and width it is written in. Raises BadCaseNumber."""
    written = _written(text)
    _refuse_hidden(written)
    year, rest = _year(written)
    _refuse_letters(written)
    if "号" not in rest:
        raise BadCaseNumber(f"案号缺少“号”字，{_EXAMPLE}。")
    return _old(year, rest) if "字第" in rest else _new(year, rest)


def check(text: str) -> Finding[CaseNumber]:
    """`parse` as a finding; a court that is not in the table and a new form before 2016 are warnings."""
    try:
        number = parse(text)
    except BadCaseNumber as problem:
        return Finding(None, (problem.sentence,))
    warnings = []
    if number.style == "new" and not number.court_name:
        warnings.append(f"法院代字“{number.court}”不在本机表中，请核对。")
    if number.style == "new" and number.year < 2016:
        warnings.append(f"{number.year}年的案号一般为旧式（××字第××号），请核对。")
    return Finding(number, (), tuple(warnings))


def expand(text: str) -> list[CaseNumber]:
    """Every single number that a range (执101号至执840号) or list (执101、102、105号) stands for, each once, in order.

    Raises BadCaseNumber.
    """
    numbers: dict[CaseNumber, None] = {}
    last: CaseNumber | None = None
    for piece in re.split("[、,;；]|(?<=号)(?:和|及|与)", _written(text)):
        if not piece:
            continue
        ends = _range_ends(piece)
        first = _next(ends[0], last)
        last = _next(ends[-1], first) if len(ends) > 1 else first
        numbers.update(dict.fromkeys(_between(first, last)))
    if not numbers:
        raise BadCaseNumber("请填写案号。")
    return list(numbers)


def _range_ends(piece: str) -> list[str]:
    hyphen = "" if "字第" in piece else "-"  # in an old number the hyphen counts papers, it is no range
    ends = re.split(f"[至到—–~～{hyphen}]+", piece, maxsplit=1)
    if not all(ends):
        raise BadCaseNumber(f"“{piece}”缺少起号或止号，应如执101号至执840号。")
    return ends


def _next(text: str, before: CaseNumber | None) -> CaseNumber:
    """The number of a list's item, which may leave out what it shares with the number before it."""
    whole = text if re.search(r"号(之.+)?$", text) else f"{text}号"
    if before is None or whole.startswith("（"):
        return parse(whole)
    follower = _FOLLOWER.fullmatch(whole)
    if not follower:
        return parse(f"（{before.year}）{whole}") if whole[0] in case_codes.PROVINCES else parse(whole)
    shared = replace(before.case, type_code=follower[1] or before.type_code)
    return parse(str(replace(shared, number=_number(follower[2]), part=_part(follower[3]))))


def _between(first: CaseNumber, last: CaseNumber) -> list[CaseNumber]:
    if first == last:
        return [first]
    if replace(first, number=last.number) != last or first.part:
        raise BadCaseNumber(f"“{first}”与“{last}”的年份、法院或类型不同，不能连成一段。")
    if last.number < first.number:
        raise BadCaseNumber(f"案号范围的止号{last.number}小于起号{first.number}，请核对。")
    if last.number - first.number >= _LONGEST_RANGE:
        raise BadCaseNumber(f"案号范围超过{_LONGEST_RANGE}件，请核对起号和止号。")
    return [replace(first, number=number) for number in range(first.number, last.number + 1)]


def _written(text: str) -> str:
    return plain(text).translate(_OPEN)


def _refuse_hidden(written: str) -> None:
    if not written:
        raise BadCaseNumber("请填写案号。")
    for place, character in enumerate(written, 1):
        if character in _HIDDEN:
            raise BadCaseNumber(f"案号第{place}个字“{character}”是遮盖符号，请填写完整案号。")


def _refuse_letters(written: str) -> None:
    for place, character in enumerate(written, 1):
        if character.isascii() and character.isalpha():
            _refuse_letter(place, character)


def _refuse_letter(place: int, character: str) -> NoReturn:
    likely = {"O": "，应为数字0", "o": "，应为数字0", "I": "，应为数字1", "l": "，应为数字1"}.get(
        character, ""
    )
    raise BadCaseNumber(f"案号第{place}个字“{character}”是字母{likely}。")


def _year(written: str) -> tuple[int, str]:
    if not written.startswith("（") or "）" not in written:
        raise BadCaseNumber(f"案号的年份要加括号，{_EXAMPLE}。")
    year, _, rest = written[1:].partition("）")
    for place, character in enumerate(year, 2):
        if character.isalpha() and character.isascii():
            _refuse_letter(place, character)
    if not re.fullmatch(r"(19[5-9]|20[0-9])[0-9]", year):
        raise BadCaseNumber(f"案号的年份“{year}”不对，应为四位年份。")
    return int(year), rest


def _new(year: int, rest: str) -> CaseNumber:
    court = _COURT.match(rest)
    if not court:
        raise BadCaseNumber(f"案号年份后应为法院代字（如浙0822），现在是“{rest[:4]}”。")
    if court[1] and len(court[1]) not in (2, 4):
        raise BadCaseNumber(f"法院代字“{court[0]}”应为省简称加2位或4位数字，现在是{len(court[1])}位。")
    tail = _TAIL.fullmatch(rest[court.end() :])
    if not tail:
        raise BadCaseNumber(f"案号“{rest[court.end() :]}”部分不对，应为类型代字加编号，{_EXAMPLE}。")
    type_code, division = tail[1], ""
    if type_code.startswith("知") and type_code[1:] in case_codes.TYPES:
        type_code, division = type_code[1:], "知"
    if type_code not in case_codes.TYPES:
        raise BadCaseNumber(f"类型代字“{type_code}”不在案件类型表中，请核对（如执、执恢、执保）。")
    return CaseNumber(year, court[0], type_code, _number(tail[2]), _part(tail[3]), "new", division)


def _old(year: int, rest: str) -> CaseNumber:
    found = _OLD.fullmatch(rest)
    if not found:
        raise BadCaseNumber(f"旧式案号“{rest}”不对，应如（2014）衢常执民字第123号。")
    parts = case_codes.split_old(found[1])
    if parts is None:
        raise BadCaseNumber(f"旧式案号的“{found[1]}”不对，应为法院简称加案件类型（如执民、民初）。")
    court, type_code = parts
    if found[3]:
        return CaseNumber(year, court, type_code, _number(found[2]), _number(found[3]), "hyphen")
    return CaseNumber(year, court, type_code, _number(found[2]), _part(found[4]), "old")


def _number(figures: str) -> int:
    if figures.startswith("0"):
        raise BadCaseNumber(f"案件编号“{figures}”不能以0开头。")
    if len(figures) > 8:
        raise BadCaseNumber(f"案件编号“{figures}”过长，最多8位。")
    return int(figures)


def _part(words: str | None) -> int:
    if words is None:
        return 0
    number = wording.number_of(words)
    if not number:
        raise BadCaseNumber(f"文书序号“之{words}”不对，应如之一、之二。")
    return number

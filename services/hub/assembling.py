"""合案: the rows of one case put together, and what ties them checked; problems are noted at their row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from services.docket.case import Basis, Case, ClaimItem, Liability, PastVisit, Risk, Series, Served
from services.docket.party import Party, Place
from services.docket.proceedings import (
    Auction,
    Closing,
    EnforcementMoney,
    Inquiry,
    Instalment,
    Objection,
    Pause,
    Petition,
)
from services.docket.property import Home, Measure, Property, Vehicle
from services.hub import course_sheets, liability_checks, sheets
from services.hub.columns import Sheet
from services.hub.row import Read
from services.identifiers import (
    bank_card,
    case_number,
    credit_code,
    identity_paper,
    phone,
    plate,
    property_certificate,
    resident_id,
    vin,
)
from services.identifiers.finding import Finding
from services.position import china

Children = Mapping[str, list[Read]]
_Check = Callable[[str], Finding[str]]
_PROPERTY_SHEETS = (sheets.VEHICLES, sheets.HOMES, sheets.THINGS)
_ACCOUNTS = ("银行", "存款", "账户", "资金", "理财", "卡")
_CHINA = (china.LATITUDES, china.LONGITUDES)


def check_identifiers(rows: Iterable[Read]) -> None:
    """Normalises identifiers where they can be read and warns where they are wrong: the docket may be wrong, too."""
    for row in rows:
        for field, check in _checks(row):
            written = row.values.get(field)
            if not written:
                continue
            several = isinstance(written, list | tuple)
            found = [check(one) for one in (written if several else [written])]
            values = [f.value or one for f, one in zip(found, written if several else [written], strict=True)]
            row.values[field] = tuple(values) if several else values[0]
            row.warnings += [said for f in found for said in (*f.errors, *f.warnings)]
        if row.sheet.name == sheets.PARTIES.name:
            row.warnings += _against_the_number(row.values)
        _check_place(row)


def _against_the_number(values: Mapping[str, Any]) -> list[str]:
    """Where sex or day of birth are not those that a resident's sound number tells: one of the two was typed wrongly."""
    number = str(values.get("id_number") or "")
    kind = identity_paper.kind_of(values.get("id_kind") or "")
    sound = kind == identity_paper.RESIDENT and resident_id.check(number).ok
    if values.get("kind") == "unit" or not sound:
        return []
    born, sex = resident_id.birth_date(number), resident_id.sex(number)
    told = []
    if values.get("sex") and values["sex"] != sex:
        told.append(f"性别“{values['sex']}”与身份号码（{sex}）不一致，请核对。")
    if values.get("born_on") and values["born_on"] != born:
        told.append(f"出生日期{values['born_on']}与身份号码（{born}）不一致，请核对。")
    return told


def _checks(row: Read) -> list[tuple[str, _Check]]:
    if row.sheet is sheets.CASES:
        return [("short.id_number", _identity), ("short.phones", phone.check), ("basis.number", _title)]
    if row.sheet.name == sheets.PARTIES.name:
        return [("id_number", _papers(row.values)), ("phones", phone.check)]
    if row.sheet.name == sheets.VEHICLES.name:
        return [
            ("vehicle.plate", plate.check),
            ("vehicle.vin", vin.check),
            ("vehicle.owner_id_number", _identity),
        ]
    if row.sheet.name == sheets.HOMES.name:
        return [("home.certificate", property_certificate.check)]
    if row.sheet.name == sheets.THINGS.name:
        money = any(word in str(row.values.get("kind") or "") for word in _ACCOUNTS)
        return [(name, _account) for name in ("name", "detail", "note")] if money else []
    return [("note", _account)] if row.sheet.name == sheets.MEASURES.name else []


def _account(text: str) -> Finding[str]:
    """A line that may hold an account's number; it is kept as it stands, and warned of by its last figures alone."""
    return Finding(text, (), bank_card.doubts(text))


def _papers(values: Mapping[str, Any]) -> _Check:
    """The check of a party's number: a unit's code, or a person's by the kind of his paper."""
    if values.get("kind") == "unit":
        return credit_code.check
    return partial(identity_paper.check, kind=values.get("id_kind", ""))


def _identity(text: str) -> Finding[str]:
    """A debtor's number in the short form of the sheet 案件: a person's or a company's; several are not checked."""
    if re.search(r"[;；、\s]", text):
        return Finding(text)
    return credit_code.check(text) if text.startswith("9") else identity_paper.check_any(text)


def _title(text: str) -> Finding[str]:
    """The number of the title: mostly a court's, but a notary's or an arbitration's is none of ours to judge."""
    found = case_number.check(text)
    return Finding(str(found.value), (), found.warnings) if found.value else Finding(text)


def _check_place(row: Read) -> None:
    for before in ("", "place.", "home.place."):
        for name, (low, high) in zip(("latitude", "longitude"), _CHINA, strict=True):
            degrees = row.values.get(f"{before}{name}")
            if degrees is not None and not low <= degrees <= high:
                row.errors.append(f"经纬度 {degrees} 不在国内，可能写反了")


def check_ties(head: Read, children: Children) -> None:
    """References inside the case: parties of addresses, things of measures, ids once only."""
    parties = children.get(sheets.PARTIES.name, [])
    things = [row for sheet in _PROPERTY_SHEETS for row in children.get(sheet.name, [])]
    _once(parties, "当事人编号")
    _once(things, "财产编号")
    _once(children.get(sheets.MEASURES.name, []), "措施编号")
    known_parties = {row.values.get("id") for row in parties}
    for row in children.get(sheets.ADDRESSES.name, []):
        if row.values.get("party") not in known_parties:
            row.errors.append("当事人编号在“当事人”表里没有")
    liability_checks.check(parties, children)
    known = {row.values.get("id") for row in things}
    for row in children.get(sheets.MEASURES.name, []):
        if row.values.get("property_id") not in known:
            row.errors.append("财产编号在车辆、房屋、其他财产各表里都没有")
        _in_order(row, "effective_on", "expires_on", "届满日期早于生效日期")
        _check_renewal(row, children.get(sheets.MEASURES.name, []))
    for row in (
        *children.get(course_sheets.AUCTIONS.name, []),
        *children.get(course_sheets.OBJECTIONS.name, []),
    ):
        if row.values.get("property_id") and row.values["property_id"] not in known:
            row.errors.append("财产编号在车辆、房屋、其他财产各表里都没有")
    for row in children.get(course_sheets.PAUSES.name, []):
        _in_order(row, "from_on", "until_on", "截止日期早于起始日期")
    for row in children.get(course_sheets.MONEY_IN.name, []):
        _in_order(row, "arrived_on", "paid_out_on", "发放日期早于到账日期")
    if not parties and not head.values.get("short.debtor"):
        head.errors.append("没有被执行人：请填“被执行人”列或“当事人”表")


def _in_order(row: Read, earlier: str, later: str, sentence: str) -> None:
    first, then = row.values.get(earlier), row.values.get(later)
    if first and then and then < first:
        row.errors.append(sentence)


def _check_renewal(row: Read, measures: Iterable[Read]) -> None:
    """A renewal names a measure of this case on the same thing."""
    renews = row.values.get("renews")
    if not renews:
        return
    former = next((m for m in measures if m.values.get("id") == renews and m is not row), None)
    if former is None:
        row.errors.append("续行的措施编号在本案“查封扣押冻结”表里没有")
    elif former.values.get("property_id") != row.values.get("property_id"):
        row.errors.append("续行的措施与原措施不是同一财产")


def _once(rows: Iterable[Read], what: str) -> None:
    rows = list(rows)
    counts = Counter(row.values["id"] for row in rows if row.values.get("id"))
    for row in rows:
        if counts[row.values.get("id", "")] > 1:
            row.errors.append(f"{what}“{row.values['id']}”在本案出现多次")


def case(number: str, head: Read, children: Children) -> Case:
    """The case from rows that were found to fit."""

    def rows(sheet: Sheet) -> list[dict[str, Any]]:
        return [_inner(row.values) for row in children.get(sheet.name, [])]

    values = _inner(head.values)
    short = values.pop("short", {})
    basis, series, closing = (values.pop(name, None) for name in ("basis", "series", "closing"))
    addresses = rows(sheets.ADDRESSES)
    parties = [_party(number, n, row, addresses) for n, row in enumerate(rows(sheets.PARTIES), 1)]
    things = [
        _thing(number, sheet.name, n, row)
        for sheet in _PROPERTY_SHEETS
        for n, row in enumerate(rows(sheet), 1)
    ]
    measures = enumerate(rows(sheets.MEASURES), 1)
    return Case(
        **{**values, "number": number, "marks": tuple(values.get("marks", ()))},
        parties=tuple(parties or _short_parties(number, short)),
        basis=Basis(**{"kind": "", "number": "", "made_by": "", **basis}) if basis else None,
        series=Series(**{"id": "", "title": "", "count": 0, **series}) if series else None,
        claim_items=tuple(ClaimItem(**row) for row in map(_own, rows(sheets.CLAIM_ITEMS))),
        liabilities=tuple(Liability(**row) for row in map(_own, rows(sheets.LIABILITIES))),
        properties=tuple(things),
        measures=tuple(Measure(**{"id": f"{number}#措施{n}", **_own(row)}) for n, row in measures),
        served=tuple(Served(**{"number": "", **row}) for row in map(_own, rows(sheets.SERVED))),
        risks=tuple(Risk(**row) for row in map(_own, rows(sheets.RISKS))),
        past_visits=tuple(PastVisit(**row) for row in map(_own, rows(sheets.VISITS))),
        instalments=tuple(Instalment(**row) for row in map(_own, rows(course_sheets.INSTALMENTS))),
        auctions=tuple(Auction(**row) for row in map(_own, rows(course_sheets.AUCTIONS))),
        enforcement_money=tuple(EnforcementMoney(**row) for row in map(_own, rows(course_sheets.MONEY_IN))),
        petitions=tuple(Petition(**row) for row in map(_own, rows(course_sheets.PETITIONS))),
        objections=tuple(Objection(**row) for row in map(_own, rows(course_sheets.OBJECTIONS))),
        pauses=tuple(Pause(**row) for row in map(_own, rows(course_sheets.PAUSES))),
        inquiries=tuple(Inquiry(**row) for row in map(_own, rows(course_sheets.INQUIRIES))),
        closing=Closing(**closing) if closing else None,
    )


def _inner(values: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted fields as dictionaries inside dictionaries."""
    result: dict[str, Any] = {}
    for field, value in values.items():
        *outer, last = field.split(".")
        inside = result
        for name in outer:
            inside = inside.setdefault(name, {})
        inside[last] = value
    return result


def _own(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "case"}


def _party(number: str, order: int, row: dict[str, Any], addresses: list[dict[str, Any]]) -> Party:
    values = {"id": f"{number}#{order}", **_own(row)}
    place = values.pop("place", None)
    more = [a for a in map(_own, addresses) if a["party"] == values["id"]]
    places = [place] if place and place.get("text") else []
    places += [{name: value for name, value in a.items() if name != "party"} for a in more]
    return Party(**values, places=tuple(Place(**p) for p in places))


def _short_parties(number: str, short: Mapping[str, Any]) -> list[Party]:
    """The parties of the short form: names separated by 、, the debtors' numbers in the same order."""
    creditors, debtors = _names(short.get("creditor", "")), _names(short.get("debtor", ""))
    ids = re.split(r"[;；、\s]+", short.get("id_number", ""))
    found = [
        Party(id=f"{number}#{n}", role="creditor", kind=_kind_of(name), name=name)
        for n, name in enumerate(creditors, 1)
    ]
    for n, name in enumerate(debtors):
        first = n == 0
        found.append(
            Party(
                id=f"{number}#{len(creditors) + n + 1}",
                role="debtor",
                kind=_kind_of(name),
                name=name,
                id_number=ids[n] if n < len(ids) else "",
                phones=tuple(short.get("phones", ())) if first else (),
                places=(Place(text=short["place"]),) if first and short.get("place") else (),
            )
        )
    return found


def _names(text: str) -> list[str]:
    return [name for name in re.split(r"[、,，;；]+", text) if name]


def _kind_of(name: str) -> Any:
    return "unit" if re.search(r"(公司|厂|店|合作社|银行|中心|委员会|局|所|院|社|部)$", name) else "person"


def _thing(number: str, sheet: str, order: int, row: dict[str, Any]) -> Property:
    values = {"id": f"{number}#{sheet}{order}", **_own(row)}
    if vehicle := values.pop("vehicle", None):
        name = f"{vehicle.get('kind', '')} {plate.display(vehicle['plate'])}".strip()
        return Property(**{"kind": "车辆", "name": name, **values}, vehicle=Vehicle(**vehicle))
    if home := values.pop("home", None):
        place = Place(**home.pop("place"))
        return Property(**{"kind": "房屋", "name": place.text, **values}, home=Home(place=place, **home))
    return Property(**values)

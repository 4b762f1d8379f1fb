"""Sample records of every kind, filled from the declaration alone, and every paper made from them; all marked 演示."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import io
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from services.clock import ZONE
from services.demo import docket as demo_docket
from services.docket.case import Case, Docket
from services.docket.party import Place
from services.documents import catalogue as documents
from services.documents.document import Document, Proof
from services.documents.subject import Subject
from services.entries.entry import Attachment
from services.position.fix import Fix
from services.records import catalogue as kinds
from services.records import fields
from services.records.draft import Draft
from services.records.duties import Situation, standings
from services.records.record import Incomplete, Record, Start
from services.records.values import (
    Bound,
    Clue,
    Damage,
    Film,
    InventoryRow,
    Line,
    Located,
    Override,
    Person,
    Photo,
    Signature,
    Stroke,
)

NOW = dt.datetime(2026, 11, 24, 9, 40, tzinfo=ZONE)
DEVICE = "00000000-0000-7000-8000-00000000d320"
_TRIES = 400
_WORDS = {
    "brand": "大众朗逸", "model": "SVW71612LS", "colour": "白", "registry": "衢州市公安局交通警察支队（演示）",
    "engine_number": "900001Y", "yard": "定阳停车场（演示）", "yard_spot": "B区17位", "tow_company": "常山拖车（演示）",
    "tow_plate": "浙H90T01", "police_officer": "演示民警（警号900001）", "police_post": "天马中队（演示）",
    "seals": "车门900731、引擎盖900732", "custodian": "演示停车场管理员", "user": "演示使用人", "displacement": "1.6L",
    "note": "门口停有儿童自行车", "damage_note": "右后门凹陷约10厘米", "handed_from": "演示交车人",
    "items_taken_by": "演示家属", "custodian_phone": "19000000002",
    "checked_clue": "在木业厂上班", "told_to": "在场人", "care": "老人已安排坐下休息", "incident": "无",
    "key_note": "带遥控", "use_income": "运费收入汇入案款账户（演示）",
}  # fmt: skip
_AMOUNTS = {"fee_per_day": Decimal("30.00"), "estimate": Decimal("65000.00")}
_NO = ("exempt", "indivisible")
_SAID = ("他这段时间在外地做工，不在家住", "电话能打通，但多半不接", "愿意转告他尽快与法院联系")
_GOODS = ("儿童座椅", "行车记录仪", "工具箱", "保温杯", "雨伞")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A finished record with all that a paper about it may need."""

    record: Record
    draft: Draft
    cases: tuple[Case, ...]
    docket: Docket
    images: Mapping[str, bytes]

    @property
    def subject(self) -> Subject:
        """The sample as documents take it, with everyone's signature under every paper."""
        served = documents.for_kind(type(self.record))
        return Subject(
            record=self.record,
            cases=self.cases,
            court=self.docket.court,
            officers=(self.docket.officer, *self.docket.colleagues),
            recorder=self.docket.officer.name,
            images=self.images,
            overrides=self.draft.overrides,
            frozen={d.code: _frozen(d) for d in served if d.signed},
            demo=True,
        )


def sample(kind: type[Record], seed: int = 1, *, many: bool = False) -> Sample:
    """A record of that kind, the same for the same seed; `many` has several cases and parties."""
    whole = _docket()
    numbers = [c for c in whole.cases if c.vehicles] or list(whole.cases)
    chosen = tuple(numbers[seed % len(numbers) : seed % len(numbers) + (4 if many else 1)])
    for attempt in range(_TRIES):
        filler = _Filler(random.Random(f"samples/{kind.code}/{seed}/{attempt}"), whole, chosen)
        draft = filler.draft(kind, seed)
        try:
            record = kind.from_draft(draft)
        except Incomplete as error:
            last = error
            continue
        return Sample(record=record, draft=draft, cases=chosen, docket=whole, images=filler.images)
    raise last


def papers(folder: Path) -> tuple[Path, ...]:
    """Writes every document for every kind it serves, with one case and with several; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in kinds.KINDS:
        for many in (False, True):
            made = sample(kind, 2 if many else 1, many=many)
            for document in documents.for_kind(kind):
                name = f"{document.name(kind)}（{'多案' if many else '一案'}）.pdf"
                path = folder / (f"{kind.title}-{name}")
                path.write_bytes(document.pdf(made.subject, proof(document, made)))
                written.append(path)
    return tuple(written)


def proof(document: Document, made: Sample) -> Proof:
    """A proof for a sample's paper: nobody's hash, a fixed moment."""
    anchor = hashlib.sha256(f"{document.code}/{made.draft.id}".encode()).hexdigest()
    return Proof(
        id=f"01935a00-0000-7000-8000-{anchor[:12]}",
        serial=f"D320-{int(anchor[:4], 16):05d}",
        anchor=anchor,
        made_at=NOW + dt.timedelta(minutes=40),
        device=DEVICE,
    )


def passed_over(
    kind: type[Record], values: Mapping[str, Any], cases: tuple[Case, ...], subject: str, by: str
) -> tuple[Override, ...]:  # fmt: skip
    """The duties of signing that these answers leave open, each passed over with one of its ready reasons."""
    situation = Situation(
        values=values,
        prefilled=frozenset(),
        cases=cases,
        happenings=(),
        overrides=(),
        now=NOW,
        subject=subject,
    )
    missing = [s.duty for s in standings(kind.duties, situation, "sign") if s.state == "missing"]
    return tuple(
        Override(
            duty=d.code, reason=d.reasons[0] if d.reasons else "经请示领导后先行扣押，回院补办", by=by, at=NOW
        )
        for d in missing
    )


@functools.cache
def _docket() -> Docket:
    return demo_docket.build(today=NOW.date())


def _frozen(document: Document) -> str:
    return hashlib.sha256(document.code.encode()).hexdigest()


class _Filler:
    """Answers a kind's questions one by one; the answers depend on the chance given alone."""

    def __init__(self, chance: random.Random, docket: Docket, cases: tuple[Case, ...]) -> None:
        self.chance, self.docket, self.cases = chance, docket, cases
        self.images: dict[str, bytes] = {}
        self.minutes = 0

    @property
    def subject(self) -> str:
        """The first case's car."""
        return next((p.id for p in self.cases[0].vehicles), "")

    @property
    def vin(self) -> str:
        """That car's own number, else one that was never given out."""
        car = next((p.vehicle for p in self.cases[0].vehicles if p.vehicle), None)
        return car.vin if car and car.vin else "LSVNV4182N2048717"

    def draft(self, kind: type[Record], seed: int) -> Draft:
        """A whole draft; the optional questions are answered too."""
        officers = (self.docket.officer, *self.docket.colleagues[:1])
        fix = Fix(28.901462, 118.511235, NOW, "receiver", accuracy_m=4.0, satellites=17, receiver="北斗")
        start = Start(cases=self.cases, officers=officers, now=NOW, position=fix, subject=self.subject)
        values: dict[str, Any] = dict(kind.prefilled(start))
        for name, field in kind.fields().items():
            asked = field.when is None or field.when(values)
            if asked and values.get(name) in (None, "", ()) and not isinstance(field, fields.Signatures):
                values[name] = answer(field, name, self)
        for name, field in kind.fields().items():
            if isinstance(field, fields.Signatures):
                values[name] = self.signatures(kind, values)
        return Draft(
            id=f"sample-{kind.code}-{seed}",
            kind=kind.code,
            version=kind.version,
            cases=tuple(c.number for c in self.cases),
            officers=tuple(o.name for o in officers),
            started_at=NOW,
            values=values,
            subject=self.subject,
            overrides=passed_over(kind, values, self.cases, self.subject, officers[0].name),
        )

    def moment(self) -> dt.datetime:
        """A few minutes after the last one, so that ends come after beginnings."""
        self.minutes += self.chance.randint(2, 6)
        return NOW + dt.timedelta(minutes=self.minutes)

    def person(self, role: str) -> Person:
        """Someone with that role: the debtor, or an invented person."""
        debtor = next((d for c in self.cases for d in c.debtors if d.is_citizen), None)
        if role == "被执行人" and debtor is not None:
            return Person(name=debtor.name, role=role, id_number=debtor.id_number)
        if role == "保管人":
            return Person(name=_WORDS["custodian"], role=role, phone="19000000002")
        name = self.chance.choice("徐郑江占汪姜") + self.chance.choice(
            ("演一", "演二", "演三", "演四", "䶮", "𬭎")
        )
        relation = self.chance.choice(("妻子", "父亲", "姐姐")) if "家属" in role else ""
        return Person(name=name, role=role, relation=relation, phone="19000000001")

    def photo(self, slot: str) -> Photo:
        """A drawn picture in place of a photo."""
        raw = _picture(self.chance.randrange(10**6))
        digest = hashlib.sha256(raw).hexdigest()
        self.images[digest] = raw
        file = Attachment(
            digest=digest, size=len(raw), media_type="image/jpeg", role="photo", name="演示.jpg"
        )
        return Photo(slot=slot, attachment=file, taken_at=self.moment())

    def signatures(self, kind: type[Record], values: Mapping[str, Any]) -> tuple[Signature, ...]:
        """Everyone signs on the screen but the last of those present, who refuses."""
        present = [p for v in values.values() if isinstance(v, tuple) for p in v if isinstance(p, Person)]
        who = [(p.name, p.role) for p in present] + [(n, "执行人员") for n in values.get("officers", ())]
        if values.get("custodian"):
            who.append((values["custodian"], "保管人"))
        at = self.moment()
        bound = tuple(Bound(document=d.code, digest=_frozen(d)) for d in documents.for_kind(kind) if d.signed)
        given = [
            Signature(name=n, role=r, way="screen", at=at, strokes=self.strokes(), aspect=0.4, bound=bound)
            for n, r in dict.fromkeys(who)
        ]
        if len(present) > 1:
            last = len(dict.fromkeys((p.name, p.role) for p in present)) - 1
            given[last] = dataclasses.replace(given[last], way="refused", reason="要求先见律师", strokes=())
        return tuple(given)

    def strokes(self) -> tuple[Stroke, ...]:
        """A scribble of nine strokes, as a hurried hand writes."""
        return tuple(self._stroke(number) for number in range(9))

    def _stroke(self, number: int) -> Stroke:
        left, top = 0.06 + 0.1 * (number // 3 * 3) + self.chance.random() * 0.1, 0.05 + 0.1 * (number % 3)
        tilt, bend, length = (self.chance.uniform(*r) for r in ((-0.06, 0.12), (-0.05, 0.05), (0.1, 0.24)))
        points = []
        for step in range(14):
            along = step / 13
            x, y = left + length * along, top + tilt * along + bend * math.sin(3 * along)
            points.append(
                (
                    round(x, 4),
                    round(max(0.0, y), 4),
                    round(0.25 + 0.6 * math.sin(3 * along) ** 2, 3),
                    step / 100,
                )
            )
        return tuple(points)


@functools.cache
def _picture(seed: int) -> bytes:
    image = Image.new("RGB", (960, 720), "#C9D3DC")
    draw = ImageDraw.Draw(image)
    chance = random.Random(seed)
    draw.rectangle((0, 470, 960, 720), fill="#8A929B")
    for _ in range(9):
        left, top = chance.randrange(860), chance.randrange(180, 520)
        shade = (
            f"#{chance.randrange(80, 190):02X}{chance.randrange(90, 190):02X}{chance.randrange(90, 190):02X}"
        )
        draw.rectangle(
            (left, top, left + chance.randrange(60, 240), top + chance.randrange(60, 200)), fill=shade
        )
    target = io.BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()


@functools.singledispatch
def answer(field: fields.Field, name: str, filler: _Filler) -> Any:
    """An answer to a question of this sort."""
    raise TypeError(f"no sample for {type(field).__name__}")


@answer.register
def _(field: fields.Text, name: str, filler: _Filler) -> Any:
    if name == "recorder":
        return filler.docket.officer.name
    return _WORDS.get(name) or (
        filler.chance.choice(field.phrases) if field.phrases else f"{field.label}（演示）"
    )


@answer.register
def _(field: fields.Number, name: str, filler: _Filler) -> Any:
    return filler.chance.randint(
        max(1, field.minimum), min(field.maximum, 90_000 if field.unit == "公里" else 30)
    )


@answer.register
def _(field: fields.Money, name: str, filler: _Filler) -> Any:
    return _AMOUNTS.get(name) or Decimal(filler.chance.randint(2_000, 9_000_000)) / 100


@answer.register
def _(field: fields.Choice, name: str, filler: _Filler) -> Any:
    return filler.chance.choice(field.options)


@answer.register
def _(field: fields.Choices, name: str, filler: _Filler) -> Any:
    return tuple(filler.chance.sample(field.options, min(2, len(field.options))))


@answer.register
def _(field: fields.YesNo, name: str, filler: _Filler) -> Any:
    return name not in _NO


@answer.register
def _(field: fields.Moment, name: str, filler: _Filler) -> Any:
    return filler.moment()


@answer.register
def _(field: fields.Day, name: str, filler: _Filler) -> Any:
    return NOW.date() - dt.timedelta(days=filler.chance.randint(400, 3000))


@answer.register
def _(field: fields.Present, name: str, filler: _Filler) -> Any:
    return tuple(filler.person(role) for role in filler.chance.sample(field.roles, min(3, len(field.roles))))


@answer.register
def _(field: fields.Clues, name: str, filler: _Filler) -> Any:
    return tuple(
        Clue(sort=sort, text=text, from_whom="邻居（演示）")
        for sort, text in zip(
            filler.chance.sample(field.sorts, 2), ("停在小区地库", "在球川镇一家木业厂做工"), strict=True
        )
    )


@answer.register
def _(field: fields.Plate, name: str, filler: _Filler) -> Any:
    return "浙H9A3K7"


@answer.register
def _(field: fields.Vin, name: str, filler: _Filler) -> Any:
    return filler.vin


@answer.register
def _(field: fields.ResidentId, name: str, filler: _Filler) -> Any:
    return "330899198001019007"


@answer.register
def _(field: fields.Address, name: str, filler: _Filler) -> Any:
    return Place(text="浙江省常山县天马街道定阳北路900号（演示）", town="天马街道")


@answer.register
def _(field: fields.Position, name: str, filler: _Filler) -> Any:
    return Located(fix=Fix(28.9, 118.5, NOW, "hand", note="地下车库收不到信号"))


@answer.register
def _(field: fields.Photos, name: str, filler: _Filler) -> Any:
    return tuple(filler.photo(slot) for slot in dict.fromkeys((*field.required, *field.slots[:4])))


@answer.register
def _(field: fields.Films, name: str, filler: _Filler) -> Any:
    digest = hashlib.sha256(b"sample film").hexdigest()
    file = Attachment(
        digest=digest, size=734_003_200, media_type="video/mp4", role="film", name="FILE0007.MP4"
    )
    return (Film(attachment=file, sort="film", device="执法记录仪 02", started_at=NOW, seconds=1871.0),)


@answer.register
def _(field: fields.Inventory, name: str, filler: _Filler) -> Any:
    return tuple(_goods(field, filler))


def _goods(field: fields.Inventory, filler: _Filler) -> Iterator[InventoryRow]:
    for number, thing in enumerate(field.names[:3] or _GOODS[:3], start=1):
        yield InventoryRow(
            number=number,
            name=thing,
            quantity=Decimal(filler.chance.randint(1, 3)),
            unit="个",
            model="灰色",
            condition="完好",
            place="后备厢",
            disposition=filler.chance.choice(field.dispositions) if field.dispositions else "",
            estimate=Decimal(filler.chance.randint(50, 900)),
        )


@answer.register
def _(field: fields.DamageMap, name: str, filler: _Filler) -> Any:
    return (
        Damage(number=1, side="右", x=0.7, y=0.5, sort=field.sorts[0], note="右后门"),
        Damage(number=2, side="前", x=0.4, y=0.6, sort=field.sorts[1]),
    )


@answer.register
def _(field: fields.Transcript, name: str, filler: _Filler) -> Any:
    return (
        Line(sort="问", text="何时能与被执行人取得联系？"),
        Line(sort="答", text=filler.chance.choice(_SAID)),
        Line(sort="述", text="已当面告知履行义务和拒不履行的后果。"),
    )

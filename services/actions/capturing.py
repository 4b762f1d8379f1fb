"""辅拍素材包: what the auction page must show of a car (网拍规定 13), once, in a folder for the contractor."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.actions.paper_events import About, write_event
from services.cases.yard import YardCar
from services.clock import local
from services.documents import photo_copies
from services.errors import BadInput, NotAllowed
from services.identifiers.plate import display
from services.records.events import PackageMade
from services.records.kinds.vehicle_disposal import INSPECTED, VALUED
from services.records.values import Photo
from services.session import Session
from services.store import attachments
from services.wording import money

UNKNOWN = "未载明"
PHOTOS, FACTS, TEXT, SUMS = "照片", "事实.csv", "车辆说明.txt", "SHA256SUMS"
_LEFT_OUT = ("行驶证", "书面确认", "收车单")  # they show people's data
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


Originals = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A folder that is set but bears no name yet: where it lies, where it goes, what is in it."""

    making: Path
    folder: Path
    photos: int
    files: int
    sums: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was written: the folder, how many photos, and which facts nobody has put on record."""

    folder: Path
    photos: int
    lacking: tuple[str, ...]


def facts(car: YardCar) -> tuple[tuple[str, str], ...]:
    """What the page of the auction says of the car, question by question; 未载明 where no record says it."""
    return tuple((name, value or UNKNOWN) for name, value in _facts(car))


def lacking(car: YardCar) -> tuple[str, ...]:
    """The questions that no record answers yet: to be asked before the contractor does."""
    return tuple(name for name, value in facts(car) if value == UNKNOWN)


def raw_photos(session: Session, car: YardCar) -> Originals:
    """The photos' original bytes by slot; belongs on the vault's lane."""
    return tuple((p.slot, attachments.read(session.vault, p.attachment.digest)) for p in photos(car))


def write(car: YardCar, originals: Originals, parent: Path, now: dt.datetime) -> Written:
    """Sets the folder beside its final place; for a working thread, since every photo is drawn anew.

    Photos are copies without the camera's data (where and when stay in the vault); owner, creditors and papers with
    people's data are left out. Raises NotAllowed for a folder that is there already, BadInput where it cannot be written.
    """
    folder = parent / f"辅拍素材-{car.seized.called}-{local(now):%Y%m%d}"
    if folder.exists():
        raise NotAllowed(f"“{folder.name}”已经在那里，没有覆盖。请换一个位置。")
    making = folder.with_name(f".{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        (making / PHOTOS).mkdir(parents=True, mode=0o700)
        for number, (slot, raw) in enumerate(originals, 1):
            name = _UNSAFE.sub("_", slot) or "照片"
            (making / PHOTOS / f"{number:02}-{name}.jpg").write_bytes(photo_copies.paper_copy(raw, ()))
        (making / FACTS).write_bytes(_table(facts(car)))
        (making / TEXT).write_text(_text(car, now), encoding="utf-8", newline="\r\n")
        files = sorted(p for p in making.rglob("*") if p.is_file())
        digests = (
            (hashlib.sha256(p.read_bytes()).hexdigest(), p.relative_to(making).as_posix()) for p in files
        )
        sums = "".join(f"{digest}  {name}\n" for digest, name in digests)
        (making / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        raise BadInput(f"素材包没有写成：{parent} 写不进去。请换一个位置再导出。") from error
    digest = hashlib.sha256(sums.encode()).hexdigest()
    return Written(making=making, folder=folder, photos=len(originals), files=len(files) + 1, sums=digest)


def finish(session: Session, car: YardCar, written: Written, now: dt.datetime) -> Made:
    """Journals that the folder lies there in clear, then gives it its name; without the entry there is no folder."""
    said = PackageMade(entries=1 + len(car.steps), files=written.files, sums=written.sums)
    try:
        write_event(session, said, About(cases=car.cases, matter=car.seizure.entry.matter), now)
        written.making.rename(written.folder)
    except OSError as error:
        raise BadInput(f"素材包没有写成：{written.folder.parent} 写不进去。请换一个位置再导出。") from error
    finally:
        shutil.rmtree(written.making, ignore_errors=True)
    return Made(folder=written.folder, photos=written.photos, lacking=lacking(car))


def pack(session: Session, car: YardCar, parent: Path, now: dt.datetime) -> Made:
    """All of it in one go, where no screen waits."""
    return finish(session, car, write(car, raw_photos(session, car), parent, now), now)


def photos(car: YardCar) -> Sequence[Photo]:
    """The photos of the seizure and of every step that show the car, the latest of a slot alone."""
    steps = (p for said in car.said for p in said.photos)
    taken = [p for p in (*car.seized.photos, *steps) if p.slot not in _LEFT_OUT]
    return tuple({p.slot: p for p in taken}.values())


def _facts(car: YardCar) -> Iterator[tuple[str, str]]:
    seized = car.seized
    asked = (
        "plate", "plate_kind", "brand", "series", "model", "model_year", "vehicle_type", "colour", "vin", "engine_number",
        "registered_on", "produced_on", "usage", "state", "inspected_until", "insured", "insured_until", "displacement",
        "fines", "odometer", "energy", "condition", "age_look", "keys", "key_note", "driving_licence",
        "registration_certificate", "plates_present", "damage_note", "queue",
    )  # fmt: skip
    for name in asked:
        field = seized.fields()[name]
        told = field.text(getattr(seized, name))
        yield field.label, "" if told == "—" else told
    yield "有无抵押", "有" if seized.mortgagee else "册上和现场未见"
    yield "随车物品", "、".join(r.name for r in seized.loose_items if r.disposition != "当场取回") or "没有"
    yield "查验情况", _inspection(car)
    yield "停放和看样地点", " ".join(filter(None, (car.yard, car.spot)))
    valued = car.last(VALUED)
    yield "参考价", f"{money(valued.value)} 元（{valued.way}）" if valued and valued.value is not None else ""
    yield "参考价有效期", valued.value_until.isoformat() if valued and valued.value_until else ""


def _inspection(car: YardCar) -> str:
    last = car.last(INSPECTED)
    if last is None:
        return ""
    return f"{local(last.at):%Y-%m-%d} {last.state}{'：' + last.change if last.change else ''}"


def _table(rows: Sequence[tuple[str, str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([("项目", "内容"), *rows])
    return stream.getvalue().encode("utf-8-sig")


def _text(car: YardCar, now: dt.datetime) -> str:
    lines = [f"{name}：{value}" for name, value in facts(car)]
    missing = "、".join(lacking(car)) or "无"
    head = (
        f"车辆 {display(car.seized.plate) if car.seized.plate else car.seized.called} 拍卖素材",
        f"{local(now):%Y-%m-%d %H:%M} 由执行记录整理，供制作拍卖公告、说明和看样使用；与实物不符的，以实物为准。",
        f"记录没有载明、需要补充核实的：{missing}",
        "辅拍机构及其工作人员、近亲属不得参加竞买（网拍规定第34条）。",
        "",
    )
    return "\n".join((*head, *lines, ""))

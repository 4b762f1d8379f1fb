"""Passages that several papers share: who was there, where the terminal was, photos and films, what was passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportlab.platypus import Flowable

from services.documents import blocks, photos
from services.documents.photos import Photo as PaperPhoto
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import Styles
from services.law import grounds
from services.position.fix import Fix
from services.records import fields
from services.records.delivery_duties import MAIL_ROOM
from services.records.values import Film, HeldMeasure, Located, Person, Photo
from services.wording import date_time_text, size_text, time_text

_NUMBERS_IN_HEAD = 3
_ROLES = {"其他": "其他在场人", MAIL_ROOM: f"{MAIL_ROOM}收件人员"}


def number_lines(subject: Subject) -> tuple[str, ...]:
    """The case numbers for the head: up to three in full, of more the first and how many there are."""
    if not subject.numbers:
        raise MissingFact("", "这条记录没有案号，文书没有出具。")
    if len(subject.numbers) <= _NUMBERS_IN_HEAD:
        return subject.numbers
    return (f"{subject.numbers[0]}等{len(subject.numbers)}案",)


def case_list(subject: Subject, styles: Styles) -> list[Flowable]:
    """The annexed list of all cases where the head names only the first; nothing else."""
    if len(subject.numbers) <= _NUMBERS_IN_HEAD:
        return []
    columns = (
        blocks.Column("序号", 9, "center"),
        blocks.Column("案号", 41),
        blocks.Column("申请执行人", 25),
        blocks.Column("被执行人", 25),
    )
    rows = [
        (str(n), c.number, c.applicant, "、".join(p.name for p in c.debtors))
        for n, c in enumerate(subject.cases, start=1)
    ]
    return [
        blocks.gap(styles),
        blocks.heading("附：本次行动所涉案件", styles),
        blocks.inventory(columns, rows, styles),
    ]


def position_text(located: Located | None) -> str:
    """Where the terminal was and how well that is known; replayed and hand-set fixes and no fix at all say so."""
    value = located.value if located else None
    if value is None:
        return "未记录定位"
    if not isinstance(value, Fix):
        return f"无定位，原因：{value.reason}"
    accuracy = "精度未知" if value.accuracy_m is None else f"精度{value.accuracy_m:.0f}米"
    if value.source == "hand":
        return f"{value.coordinates_text}，手工标点（{value.note}），非接收机定位"
    parts = [value.coordinates_text, value.receiver or "卫星接收机", accuracy]
    if value.satellites is not None:
        parts.append(f"卫星{value.satellites}颗")
    parts.append(f"{time_text(value.at)}{value.at:%S}秒取得")
    return "，".join(parts) + ("；此为回放数据，非现场实测" if value.source == "replay" else "")


def person_text(person: Person) -> str:
    """One person present with all that was noted: 徐云芝（成年家属，妻子，公民身份号码…）."""
    told = (
        _ROLES.get(person.role, person.role),
        person.relation,
        person.unit,
        f"证件号码{person.id_number}" if person.id_number else "",
        f"电话{person.phone}" if person.phone else "",
        person.note,
    )
    return f"{person.name}（{'，'.join(part for part in told if part)}）"


def measure_text(held: HeldMeasure) -> str:
    """The measure that a record follows up: what, how, by which ruling, how long, who keeps it on which terms."""
    kept = held.custody
    told = (
        fields.measure_text(held).replace(" · ", "，"),
        f"保管人{kept.custodian}" if kept.custodian else "",
        f"封条编号{kept.seals}" if kept.seals else "",
        f"使用人{kept.user}" if kept.user else "",
        f"用途：{kept.allowed}" if kept.allowed else "",
        f"限制：{kept.limit}" if kept.limit else "",
        f"禁止{'、'.join(kept.forbidden)}" if kept.forbidden else "",
        f"每{kept.inspection_days}日查验一次" if kept.inspection_days else "",
    )
    return "；".join(part for part in told if part)


def film_text(film: Film) -> str:
    """One film or sound file with device, start, length and digest."""
    length = "" if film.seconds is None else f"时长{int(film.seconds) // 60}分{int(film.seconds) % 60:02}秒"
    told = (
        "录像" if film.sort == "film" else "录音",
        film.attachment.name,
        film.device,
        f"{date_time_text(film.started_at)}开始" if film.started_at else "",
        length,
        size_text(film.attachment.size).replace(" ", ""),
        film.note,
        f"校验值{film.attachment.digest[:16]}",
    )
    return "，".join(part for part in told if part)


def passed_over(subject: Subject) -> Iterator[str]:
    """Duties passed over at signing, each with its law, reason and officer."""
    duties = {duty.code: duty for duty in subject.record.duties}
    for override in subject.overrides:
        duty = duties.get(override.duty)
        what = f"{duty.sentence}（{grounds.cite(duty.article)}）" if duty else override.duty
        at = date_time_text(override.at)
        yield f"{what}未能落实，理由：{override.reason}（{override.by}，{at}记明）。"


def added_later(subject: Subject) -> Iterator[str]:
    """补记: duties passed over when leaving."""
    for event in subject.afterwards:
        law = grounds.cite(event.article) if grounds.known(event.article) else event.article
        yield f"离场时{event.sentence}（{law}）未能落实，理由：{event.reason}。"


def photo_annex(subject: Subject, taken: Sequence[Photo], styles: Styles) -> list[Flowable]:
    """The photos made ready for paper, numbered, with slot, time and digest; one not at hand refuses the paper."""
    ready = [PaperPhoto(_image(subject, photo), _caption(n, photo)) for n, photo in enumerate(taken, start=1)]
    return photos.annex("附：现场照片", ready, styles)


def photo_list(taken: Iterable[Photo]) -> str:
    """The photos in words: 门牌（照片1）、现场（照片2）."""
    return "、".join(f"{_subject_of(photo)}（照片{n}）" for n, photo in enumerate(taken, start=1))


def _subject_of(photo: Photo) -> str:
    return photo.caption or photo.slot or "现场"


def _image(subject: Subject, photo: Photo) -> bytes:
    image = subject.images.get(photo.attachment.digest)
    if image is None:
        raise MissingFact("photos", f"照片“{_subject_of(photo)}”的原件取不出来，文书没有出具。")
    return image


def _caption(number: int, photo: Photo) -> tuple[str, ...]:
    when = date_time_text(photo.taken_at) + "拍摄" if photo.taken_at else "相机未记录拍摄时间"
    return (f"照片{number}　{_subject_of(photo)}　{when}", f"原件校验值 {photo.attachment.digest[:32]}")

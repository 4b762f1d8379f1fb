"""文书用语: the court's own fixed sentences, taken from a file, kept in the vault, used in place of the program's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.docket.case import Case
from services.documents import catalogue as documents
from services.documents import wording_files
from services.documents.wording_files import BadWording, Wording
from services.errors import BadInput
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.session import Session
from services.store import scratch

if TYPE_CHECKING:
    from services.documents.document import Document

_PREFIX = "wording."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whose sentences a document says: `own` how many differ from the program's, `misfit` why the court's are not used."""

    document: str
    title: str
    file: str
    sentences: int
    own: int = 0
    since: dt.datetime | None = None
    misfit: str = ""


def standings(session: Session) -> tuple[Standing, ...]:
    """Every document that has fixed sentences, in the catalogue's order."""
    return tuple(_standing(session, document) for document in documents.DOCUMENTS)


def wording(session: Session, document: Document) -> Wording:
    """The sentences to say: the court's where it has its own and they fit this program, else the program's."""
    bundled = wording_files.bundled(document.code, document.sentences)
    kept = _kept(session, document.code)
    if kept is None:
        return bundled
    try:
        return wording_files.parse(_file(document), str(kept["text"]).encode(), document.sentences)
    except (
        BadWording
    ):  # a later program asks for other facts: 设置 says so, the program's own sentences stand
        return bundled


def adopt(session: Session, path: Path, now: dt.datetime) -> Standing:
    """Takes a court's file, named as the document is or as its code is; refused whole with BadWording or BadInput."""
    document = _named(path.stem)
    try:
        with path.open("rb") as file:
            raw = file.read(wording_files.MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"读不了 {path.name}，用语没有改动。请检查优盘后重选。") from error
    wording_files.parse(path.name, raw, document.sentences)
    text = raw.decode("utf-8")
    scratch.set_setting(session.vault, _PREFIX + document.code, {"text": text, "since": now.isoformat()})
    return _standing(session, document)


def drop(session: Session, code: str) -> Standing:
    """Goes back to the program's own sentences."""
    scratch.set_setting(session.vault, _PREFIX + code, None)
    return _standing(session, documents.document(code))


def write_out(session: Session, code: str, folder: Path) -> Path:
    """Writes the file in use into a folder, for the court to change; a file that stands there is not touched."""
    document = documents.document(code)
    kept = _kept(session, code)
    text = str(kept["text"]) if kept else wording_files.text_of(code)
    path = folder / _file(document)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise BadInput(f"那里已经有 {path.name}，没有覆盖。请先把它改名或移走。") from error
    except OSError as error:
        raise BadInput(f"写不进“{folder}”，没有存出。请换一个位置。") from error
    return path


def _standing(session: Session, document: Document) -> Standing:
    bundled = wording_files.bundled(document.code, document.sentences)
    base = Standing(
        document=document.code,
        title=_title(document),
        file=_file(document),
        sentences=len(bundled.sentences),
    )
    kept = _kept(session, document.code)
    return base if kept is None else _own(base, document, kept, bundled)


def _own(base: Standing, document: Document, kept: Mapping[str, Any], bundled: Wording) -> Standing:
    since, misfit, own = dt.datetime.fromisoformat(str(kept["since"])), "", 0
    try:
        found = wording_files.parse(base.file, str(kept["text"]).encode(), document.sentences)
        own = sum(found.sentences[name] != said for name, said in bundled.sentences.items())
    except BadWording as error:
        misfit = error.sentence
    return Standing(
        document=base.document,
        title=base.title,
        file=base.file,
        sentences=base.sentences,
        own=own,
        since=since,
        misfit=misfit,
    )


def _kept(session: Session, code: str) -> Mapping[str, Any] | None:
    kept = scratch.setting(session.vault, _PREFIX + code)
    return kept if isinstance(kept, dict) else None


def _named(stem: str) -> Document:
    found = next((d for d in documents.DOCUMENTS if stem in (d.code, _title(d))), None)
    if found is None:
        raise BadInput(f"没有叫“{stem}”的文书，用语没有改动。文件名请用文书的名称，如“扣押财产清单.toml”。")
    return found


def _title(document: Document) -> str:
    """One file serves every kind: the sheet is called 外勤, the list by the deed that it was first made for.

    Of two papers of one name the record's says that it is one's: no two have the same file.
    """
    title = document.title.format(kind="外勤", deed=VehicleSeizure.deed)
    twins = sum(1 for d in documents.DOCUMENTS if d.title == document.title)
    return title if twins == 1 or Case in document.serves else f"{title}（外勤记录）"


def _file(document: Document) -> str:
    return f"{_title(document)}.toml"

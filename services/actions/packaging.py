"""材料包: one case's records, originals and papers in a folder, for a judge to check with public tools alone."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from services.actions import unlocking
from services.clock import local
from services.entries.entry import Attachment, Entry
from services.entries.keys import fingerprint
from services.errors import BadInput, Damaged, NoSpace, NotAllowed
from services.identifiers import case_number as case_numbers
from services.position.fix import Fix
from services.records import catalogue
from services.records.events import CaseOpened, DocumentIssued, PackageMade
from services.records.record import Record
from services.session import Session
from services.store import attachments, journal, restoring
from services.store.driver import guarded

COLUMNS = (
    "序号", "时间", "事项", "内容", "记录人", "定位", "更正第几条", "更正理由", "原文文件", "签名文件", "公钥文件",
    "原文SHA-256", "上一行链接值", "附件与文书",
)  # fmt: skip
SUMS, OVERVIEW, EXPLANATION = "SHA256SUMS", "entries.csv", "核验说明.txt"
PAPERS, ORIGINALS, ENTRIES, KEYS = "papers", "originals", "entries", "keys"
_ACCESS = (CaseOpened.code, PackageMade.code)
_LONGEST_NAME = 80
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was written: entries, files (all of them), and originals that could not be read, by digest."""

    entries: int
    files: int
    missing: tuple[str, ...]


def package(session: Session, case_number: str, folder: Path, now: dt.datetime) -> Made:
    """Writes the package of a case into a new or empty folder, whole or not at all; nothing in it is encrypted.

    The journal says who took the case out and when, before the folder bears its name.
    Raises BadInput for a case without records here, NotAllowed for a folder with something in it, NoSpace.
    """
    number = str(case_numbers.parse(case_number))
    # Who looked into which cases or took one out is the court's to know; such an entry may name other cases too.
    found = [e for e in journal.entries(session.vault, case=number) if e.kind not in _ACCESS]
    if not found:
        raise BadInput(f"{number} 在本机没有记录，没有做材料包。请核对案号。")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotAllowed(f"“{folder.name}”不是空文件夹，没有写入。请换一个新的文件夹。")
    making = folder.with_name(f".{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        with guarded():
            making.mkdir(parents=True, mode=0o700)
            made = _fill(session, number, found, making)
            said = PackageMade(entries=made.entries, files=made.files, sums=_digest(making / SUMS))
            journal.append(session.vault, unlocking.event(session, said, (number,), now))
            if folder.exists():
                folder.rmdir()
            making.rename(folder)
    except NoSpace as error:
        raise NoSpace("磁盘空间不足，材料包没有写成。请换一个位置再试；本机内容未受影响。") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return made


def _fill(session: Session, number: str, found: Sequence[Entry], folder: Path) -> Made:
    for name in (PAPERS, ORIGINALS, ENTRIES, KEYS):
        (folder / name).mkdir()
    keys = restoring.public_keys(session.vault)
    devices = list(dict.fromkeys(entry.device for entry in found))
    for device in devices:
        (folder / KEYS / f"{device[:8]}.pem").write_bytes(_pem(keys[device]))
    placed, missing = _originals(session, found, folder)
    for entry in found:
        (folder / ENTRIES / f"{_name(entry)}.json").write_bytes(entry.raw)
        (folder / ENTRIES / f"{_name(entry)}.sig").write_bytes(entry.signature)
    (folder / OVERVIEW).write_text(_overview(found, placed), encoding="utf-8-sig")
    marks = "\n".join(f"  {KEYS}/{d[:8]}.pem  {fingerprint(keys[d])}" for d in devices)
    lost = "".join(f"\n  {digest}" for digest in missing) or "无"
    told = _TEXT.format(
        case=number, court=session.court.name, officer=session.officer.name, entries=len(found),
        first=_name(found[0]), key=f"{found[0].device[:8]}.pem", fingerprints=marks, missing=lost,
    )  # fmt: skip
    (folder / EXPLANATION).write_text(told, encoding="utf-8", newline="\r\n")
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    sums = "".join(f"{_digest(p)}  {p.relative_to(folder).as_posix()}\n" for p in files)
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    return Made(entries=len(found), files=len(files) + 1, missing=missing)


def _originals(
    session: Session, found: Sequence[Entry], folder: Path
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Every original and paper once: digest → where it lies in the package; and the digests that cannot be read."""
    issued = {said.paper.digest: said.name for entry in found if (said := _issued(entry))}
    named = {a.digest: a for entry in found for a in entry.attachments}
    placed: dict[str, str] = {}
    missing: list[str] = []
    for count, attachment in enumerate(named.values(), start=1):
        title = issued.get(attachment.digest)
        path = f"{PAPERS if title else ORIGINALS}/{count:03}-{_safe(attachment, title or '')}"
        try:
            with (folder / path).open("xb") as target:
                attachments.copy_out(session.vault, attachment.digest, target)
        except Damaged:
            (folder / path).unlink()
            missing.append(attachment.digest)
        else:
            placed[attachment.digest] = path
    return placed, tuple(missing)


def _issued(entry: Entry) -> DocumentIssued | None:
    if entry.kind != DocumentIssued.code:
        return None
    said = catalogue.read(entry).said
    return said if isinstance(said, DocumentIssued) else None


def _safe(attachment: Attachment, title: str) -> str:
    """A file's name that every system takes; the ending is the original's or says PDF."""
    name = title + ".pdf" if title else attachment.name or attachment.role
    cleaned = _UNSAFE.sub("_", name).strip(". ") or "file"
    stem, ending = os.path.splitext(cleaned)  # noqa: PTH122 - a name, not a path
    return stem[:_LONGEST_NAME] + ending[:10]


def _name(entry: Entry) -> str:
    return f"{entry.device[:8]}-{entry.seq:06}"


def _pem(public: bytes) -> bytes:
    key = Ed25519PublicKey.from_public_bytes(public)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _overview(found: Sequence[Entry], placed: Mapping[str, str]) -> str:
    numbers = {entry.id: str(count) for count, entry in enumerate(found, start=1)}
    target = io.StringIO(newline="")
    table = csv.writer(target)
    table.writerow(COLUMNS)
    table.writerows(list(_cells(entry, numbers, placed)) for entry in found)
    return target.getvalue()


def _cells(entry: Entry, numbers: Mapping[str, str], placed: Mapping[str, str]) -> Iterator[str]:
    try:
        said = catalogue.read(entry).said
        title, summary = said.title, said.summary() if isinstance(said, Record) else getattr(said, "name", "")
    except Damaged as error:
        title, summary = entry.kind, error.sentence
    position = entry.position
    yield numbers[entry.id]
    yield f"{local(entry.made_at):%Y-%m-%d %H:%M:%S}"
    yield title
    yield summary
    yield "、".join(entry.officers)
    yield (
        f"{position.coordinates_text} {position.text}"
        if isinstance(position, Fix)
        else f"无：{position.reason}"
    )
    yield numbers.get(entry.amends, entry.amends)
    yield entry.reason
    yield f"{ENTRIES}/{_name(entry)}.json"
    yield f"{ENTRIES}/{_name(entry)}.sig"
    yield f"{KEYS}/{entry.device[:8]}.pem"
    yield entry.digest
    yield entry.previous
    yield "；".join(placed.get(a.digest, f"读不出：{a.digest}") for a in entry.attachments)


_TEXT = """核验说明

案号：{case}
制作：{court} {officer}
内容：本机日志中与本案有关的全部记录 {entries} 条（查阅、导出记录除外），及其照片、录音录像、文书原件。
读不出的附件（SHA-256）：{missing}

一、各文件
  entries.csv    总表，每行一条记录，可用表格软件打开。
  entries/       每条记录两个文件：.json 为签名时的原文（一字节未动），.sig 为签名。
  keys/          制作记录的设备的公钥（Ed25519，PEM 格式）。
  originals/     照片、录音录像等原件，未压缩、未加水印。
  papers/        已出具的文书（PDF），与打印件同一份。
  SHA256SUMS     以上每个文件的 SHA-256 校验值。

二、核验方法（用公开工具，不需要本程序；在本文件夹内执行）
1. 文件是否完整、未改动：
     sha256sum -c SHA256SUMS
   每行应显示 OK（或“成功”）。Windows 可逐个用：certutil -hashfile 文件名 SHA256
2. 记录是否由该设备签名、签名后未改动（OpenSSL 3.0 以上），逐条执行，以第一条为例：
     openssl pkeyutl -verify -pubin -inkey keys/{key} -rawin -in entries/{first}.json -sigfile entries/{first}.sig
   应显示 Signature Verified Successfully。全部核验：
     for f in entries/*.json; do
       b=$(basename "$f" .json)
       openssl pkeyutl -verify -pubin -inkey "keys/${{b%-*}}.pem" -rawin -in "$f" -sigfile "entries/$b.sig" \\
         || echo "不符：$b"
     done
3. 附件是否属于记录：.json 中 attachments 的 digest 就是附件原件的 SHA-256，与 SHA256SUMS 中的值对照。
4. 前后两条是否相接：后一条 .json 中的 previous，等于前一条原文与签名连在一起的 SHA-256：
     cat entries/前一条.json entries/前一条.sig | sha256sum
   文件名末六位是该设备的流水号；同一设备还办理其他案件，号码不相连处为他案记录，不在本包内。
5. 纸质文书是否出自该记录：文书页脚校验值，与该记录“原文SHA-256”的开头各位相同。

三、公钥是谁的
以下指纹应与院里《移动终端登记单》上的“设备公钥指纹”逐组相同：
{fingerprints}
自行计算指纹（取前 40 位，四位一组）：
     openssl pkey -pubin -in keys/{key} -outform DER | tail -c 32 | sha256sum

本包未加密，内含当事人个人信息，请按案卷保管，用毕删除。
"""

"""核验: whether a sheet or a file in hand is the paper that was issued, by its footer, its code, or its very bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from services.actions import issuing, printing, sealed
from services.actions.issuing import PaperState
from services.documents.proof import ANCHOR_DIGITS, read_mark
from services.errors import BadInput, FieldworkError
from services.records.events import DocumentIssued
from services.session import Session
from services.store import journal
from services.wording import date_time_text, listed

MAX_BYTES = 64 * 1024 * 1024
Answer = Literal["original", "known", "differs"]
_SERIAL = re.compile(r"[0-9A-F]{4}-\d{5}")
_DIGITS = re.compile(rf"(?:[0-9a-f]{{4}}\s*){{{ANCHOR_DIGITS // 4}}}")
UNKNOWN = "本机日志里没有这份文书。它可能是别的终端出具的，也可能不是本院的文书，请与院里核对。"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a paper in hand: the very original, only known by its number, or other than what was issued.

    `sentences` say it in words, with what has become of the paper since.
    """

    answer: Answer
    paper: PaperState
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A file looked at away from the vault: the digest of its bytes, and the paper's id or code that it names."""

    digest: str
    named: str = ""
    is_pdf: bool = False


def look(path: Path) -> Read:
    """Reads a PDF or a photo of a sheet; belongs on a working thread. Raises BadInput, NotAPhoto, Damaged."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"读不了 {path.name}，没有核验。请检查后重选。") from error
    if len(raw) > MAX_BYTES:
        raise BadInput(f"{path.name} 超过 64 MB，不是本程序的文书，没有核验。")
    digest = hashlib.sha256(raw).hexdigest()
    if not raw.startswith(b"%PDF-"):
        code = issuing.scan(raw)
        if not code:
            raise BadInput(issuing.NO_CODE)
        return Read(digest, code)
    return Read(digest, printing.subject_of(raw), is_pdf=True)


def by_file(session: Session, read: Read) -> Verdict:
    """A PDF is the original only with the very bytes that were issued; a photo can tell no more than its code."""
    if not read.is_pdf:
        return by_text(session, read.named)
    issued = {said.paper.digest: entry for entry, said in _issued(session)}
    if read.digest in issued:
        paper = issuing.state(session, issued[read.digest])
        return Verdict("original", paper, (f"是出具时的原件，逐字节相同：{_named(paper)}。", *_since(paper)))
    handed_down = sealed.by_digest(session, read.digest)
    if handed_down is not None:
        told = f"是院里下发的原件，逐字节相同：{handed_down.name} {handed_down.serial}".rstrip() + "。"
        return Verdict("original", handed_down, (told, *_since(handed_down)))
    known = {entry for entry, _ in _issued(session)}
    if read.named not in known:
        raise BadInput(UNKNOWN)
    paper = issuing.state(session, read.named)
    told = f"不是出具时的原件：文件自称{_named(paper)}，但内容与出具时的不同。请用本机存的一份。"
    return Verdict("differs", paper, (told, *_since(paper)))


def by_text(session: Session, text: str) -> Verdict:
    """What was typed from the footer (serial, with or without the hash), or a scanned code. Raises BadInput."""
    wanted = text.strip()
    if read_mark(wanted) is not None:
        return _by_mark(session, wanted)
    serial = _SERIAL.search(wanted.upper())
    if serial is None:
        raise BadInput("请照页脚输入文书编号，如 D320-00001；后面可以再输入记录校验值。")
    found = [entry for entry, said in _issued(session) if said.serial == serial[0]]
    if not found:
        raise BadInput(UNKNOWN)
    paper = issuing.state(session, found[-1])
    digits = _DIGITS.search(wanted.lower(), serial.end())
    return _with_digits(session, paper, re.sub(r"\s", "", digits[0]) if digits else "")


def _by_mark(session: Session, code: str) -> Verdict:
    try:
        paper = issuing.by_mark(session, code)
    except FieldworkError as error:
        mark = read_mark(code)
        if mark is not None and mark.id in {entry for entry, _ in _issued(session)}:
            paper = issuing.state(session, mark.id)
            return Verdict("differs", paper, (error.sentence,))
        raise BadInput(UNKNOWN) from error
    told = f"二维码与日志相符：{_named(paper)}。纸上的字请与本机存的一份对照。"
    return Verdict("known", paper, (told, *_since(paper)))


def _with_digits(session: Session, paper: PaperState, digits: str) -> Verdict:
    anchor = issuing.anchor(session, paper)[:ANCHOR_DIGITS]
    shown = " ".join(anchor[i : i + 4] for i in range(0, ANCHOR_DIGITS, 4))
    if not digits:
        told = f"有这份文书：{_named(paper)}。请核对纸上的记录校验值应为 {shown}。"
        return Verdict("known", paper, (told, *_since(paper)))
    if digits != anchor:
        told = f"记录校验值不符：{_named(paper)}，应为 {shown}。这张纸不是由这条记录出具的，请与院里核对。"
        return Verdict("differs", paper, (told,))
    told = f"编号和记录校验值都相符：{_named(paper)}。纸上的字请与本机存的一份对照。"
    return Verdict("known", paper, (told, *_since(paper)))


def _issued(session: Session) -> list[tuple[str, DocumentIssued]]:
    found = journal.entries(session.vault, kinds=(DocumentIssued.code,))
    return [(entry.id, DocumentIssued.decode(entry.body["values"], entry.version)) for entry in found]


def _named(paper: PaperState) -> str:
    to = f"（{paper.to}）" if paper.to else ""
    return f"{listed(paper.cases[:2])}《{paper.name}》{to}，编号 {paper.serial}，{date_time_text(paper.issued_at)}出具"


def _since(paper: PaperState) -> tuple[str, ...]:
    """What has become of it: void, still a draft, how often it was printed, to whom it went."""
    told = []
    if paper.state == "voided":
        why = next((taken.words for taken in paper.steps if taken.state == "voided"), "")
        told.append(f"这份文书已作废，不能使用{f'：{why}' if why else ''}。")
    elif paper.draft_mark:
        told.append("这是待签发稿，没有院印或者院长签名，不是生效的文书。")
    if paper.runs > 1:
        told.append(f"打印过 {paper.runs} 次，共 {paper.printed} 份，第 2 次起是重印。")
    elif paper.runs:
        told.append(f"打印过 1 次，共 {paper.printed} 份。")
    else:
        told.append("本机没有打印过。")
    if paper.delivered_to:
        told.append(f"已交付：{listed(paper.delivered_to)}。")
    return tuple(told)

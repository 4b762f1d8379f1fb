"""The signing page: who signs, the sentences being signed, the pen area, and the honest ways not to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.records.signing import complete, open_pages
from services.records.values import Signature, SignedPage
from ui import look
from ui.components.buttons import Button, make_stretching
from ui.components.frames import ActionBar, Card
from ui.components.labels import Chip, ChipFace, Text
from ui.components.signing import SignaturePad
from ui.components.tasks import PlainList, PlainRow
from ui.forms.covering import Covering
from ui.forms.editor import OwnLine, flowing
from ui.forms.hints import Copy
from ui.forms.page_reading import PageReading, scaled
from ui.forms.sentences import Sentences

Way = Literal["screen", "paper", "refused", "unable", "left"]
WAYS: tuple[tuple[Way, str, str], ...] = (
    ("refused", "拒绝签名", "close"),
    ("unable", "不能签，代书", "amend"),
    ("paper", "在纸上签", "fingerprint"),
    ("left", "已离开", "eviction"),
)
WAY_WORDS = {"screen": "已签", "paper": "纸上签", "refused": "拒签", "unable": "不能签", "left": "已离开"}
_REASONS: dict[Way, tuple[str, ...]] = {
    "refused": ("认为内容不实", "要求先见律师", "不说明理由"),
    "unable": ("不识字，已宣读", "手部受伤，已宣读", "视力不便，已宣读"),
    "left": ("未等签名即离开", "提前离场"),
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who has to sign, and as what."""

    name: str
    role: str


class SigningSheet(Covering):
    """`signed(Signature)` for each person, whichever way; `closed` by 回记录.

    It is handed the frozen copies; every signature given here is bound to their digests.
    """

    signed = Signal(object)

    def __init__(
        self, signers: tuple[Signer, ...], copies: tuple[Copy, ...], given: tuple[Signature, ...],
        now: Callable[[], dt.datetime], article: str = "", parent: QWidget | None = None, *,
        each_page: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._signers, self._copies, self._now = signers, copies, now
        self._given = {s.name: s for s in given}
        self._each_page, self._at = each_page, 0
        self._bound = tuple(c.bound for c in copies)
        self.reading: PageReading | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QHBoxLayout()
        sizes = look.sizes()
        middle.setContentsMargins(sizes.left, 12, sizes.right, 12)
        middle.setSpacing(12)
        middle.addWidget(self._people(article))
        middle.addLayout(self._right(), 1)
        column.addLayout(middle, 1)
        column.addWidget(self._bar())
        self._open(next((n for n, s in enumerate(signers) if not self._done(s)), 0))

    def _people(self, article: str) -> Card:
        card = Card("签名", flush=True)
        card.setFixedWidth(220 if look.sizes().small else 244)
        self.people = PlainList("签名人")
        self.people.setSelectable()
        self.people.opened.connect(lambda row: self._open(row.payload))
        card.body.addWidget(self.people, 1)
        if article:
            words = QVBoxLayout()
            words.setContentsMargins(14, 6, 14, 8)
            words.addWidget(Text(article, "article"))
            card.body.addLayout(words)
        self._card = card
        return card

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        self.text = Sentences(self._copies)
        column.addWidget(self.text)
        self.pages_key = Button("", "main", "documents")
        self.pages_key.tapped.connect(self._read_pages)
        self.pages_key.hide()
        column.addWidget(self.pages_key)
        column.addWidget(self._pad(), 1)
        self.ways = {way: Button(words, "key", icon, height=56) for way, words, icon in WAYS}
        for way, key in self.ways.items():
            key.tapped.connect(partial(self._choose_way, way))
        row = QHBoxLayout()
        row.setSpacing(10)
        for key in self.ways.values():
            row.addWidget(make_stretching(key))
        column.addLayout(row)
        self._reason_box = self._reasons()
        column.addWidget(self._reason_box)
        return column

    def _pad(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.pad = SignaturePad()
        self.pad.changed.connect(self._refresh)
        column.addWidget(self.pad, 1)
        row = QHBoxLayout()
        self._who = Text("", "strong", wrap=False)
        self._trace = Chip("还没有笔迹")
        row.addWidget(self._who)
        row.addStretch(1)
        row.addWidget(self._trace)
        column.addLayout(row)
        return holder

    def _reasons(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.reason = OwnLine("理由", "写明理由，会印在他的签名处")
        self.reason.textChanged.connect(self._refresh)
        self._reason_keys = QWidget()
        column.addWidget(self.reason)
        self._reason_column = column
        holder.hide()
        return holder

    def _bar(self) -> ActionBar:
        bar = ActionBar()
        self.back_key = bar.add("回记录", icon="back")
        self.back_key.tapped.connect(self.closed)
        self.skip_key = bar.add("跳过，签下一位")
        self.skip_key.tapped.connect(lambda: self._open(self._next()))
        self.confirm_key = bar.add("确认", "main", "check", weight=1.6)
        self.confirm_key.tapped.connect(self._confirm)
        return bar

    @property
    def signer(self) -> Signer:
        """Who signs at this moment."""
        return self._signers[self._at]

    def _of(self, signer: Signer) -> Signature | None:
        return self._given.get(signer.name)

    def _done(self, signer: Signer) -> bool:
        return (signature := self._of(signer)) is not None and complete(signature)

    @property
    def open_pages(self) -> tuple[tuple[str, int], ...]:
        """The pages that whoever signs now has not signed yet; none for those who sign once."""
        each = self.signer.name in self._each_page
        return open_pages(self._bound, self._of(self.signer)) if each else ()

    def _read_pages(self) -> None:
        """The pages one after another, over this page."""
        copies = {c.bound.document: c for c in self._copies}
        pages = tuple((copies[document], number) for document, number in self.open_pages)
        self.reading = PageReading(self.signer.name, pages, self._now, self)
        self.reading.signed.connect(self._page_signed)
        self.reading.closed.connect(self._pages_read)

    def _page_signed(self, page: SignedPage) -> None:
        """Kept at once: a battery that runs out after page 3 leaves pages 1 to 3 signed."""
        before = self._of(self.signer)
        pages = (*(before.pages if before and before.way == "screen" else ()), page)
        begun = Signature(
            name=self.signer.name, role=self.signer.role, way="screen", at=self._now(), pages=pages, bound=self._bound
        )  # fmt: skip
        self._given[begun.name] = begun
        self.signed.emit(begun)

    def _pages_read(self) -> None:
        if self.reading is not None:
            self.reading.hide()
            self.reading.deleteLater()
            self.reading = None
        self._refresh()

    def _next(self) -> int:
        order = [*range(self._at + 1, len(self._signers)), *range(self._at + 1)]
        return next((n for n in order if not self._done(self._signers[n])), self._at)

    def _open(self, at: int) -> None:
        self._at = at
        self._way: Way = "screen"
        signature = self._of(self.signer)
        self.pad.clear()
        self.reason.clear()
        if signature is not None:
            self._way = signature.way
            self.reason.setText(signature.reason)
            aspect = self.pad.aspect
            self.pad.setStrokes(scaled(signature.strokes, aspect), aspect)
        self._show_way()

    def _choose_way(self, way: Way) -> None:
        self._way = "screen" if self._way == way else way
        self._show_way()

    def _show_way(self) -> None:
        for way, key in self.ways.items():
            key.setChosen(way == self._way)
        asked = self._way in _REASONS
        self._reason_box.setVisible(asked)
        self._reason_column.removeWidget(self._reason_keys)
        self._reason_keys.hide()
        self._reason_keys.deleteLater()
        keys = [Button(r, height=48) for r in _REASONS.get(self._way, ())]
        for key in keys:
            key.tapped.connect(partial(self.reason.setText, key.text()))
        self._reason_keys = flowing(keys)
        self._reason_column.addWidget(self._reason_keys)
        self._refresh()

    def _refresh(self) -> None:
        rows = [self._row(n, signer) for n, signer in enumerate(self._signers)]
        self.people.setItems(rows)
        self.people.setCurrentIndex(self.people.model().index(self._at, 0))
        self._card.setTitle(f"签名 {sum(map(self._done, self._signers))}/{len(self._signers)}")
        self._who.setText(f"{self.signer.name} · {self.signer.role}")
        left = len(self.open_pages) if self._way == "screen" else 0
        self.pages_key.setVisible(self._way == "screen" and bool(left))
        self.pages_key.setLabel(f"逐页宣读、签名（还有 {left} 页）")
        self.pad.setEnabled(self._way == "screen" and not left)
        trace = f"笔迹 {self.pad.seconds:.1f} 秒 · {'有' if self.pad.pressure_felt else '无'}压感"
        self._trace.setFace(trace if self.pad.strokes else "还没有笔迹")
        self.confirm_key.setMissing(self._lacking())
        following = self._signers[self._next()]
        last = following == self.signer
        self.confirm_key.setLabel("确认" if last else f"确认，请 {following.name} 签")

    def _lacking(self) -> str:
        if self._way == "screen" and self.open_pages:
            return f"还有 {len(self.open_pages)} 页没有签"
        if self._way == "screen":
            return "" if self.pad.strokes else f"请 {self.signer.name} 签名"
        if self._way in _REASONS and len(self.reason.text().strip()) < 2:
            return "写明理由"
        return ""

    def _row(self, at: int, signer: Signer) -> PlainRow:
        signature = self._of(signer)
        if signature is not None and not complete(signature):
            chip = ChipFace(f"已签 {len(signature.pages)} 页", "amb")
        elif signature is not None:
            chip = ChipFace(WAY_WORDS[signature.way], "ok" if signature.way in ("screen", "paper") else "amb")
        else:
            chip = ChipFace("现在签", "act") if at == self._at else ChipFace("待签")
        return PlainRow(signer.name, signer.role, chip=chip, payload=at)

    def _confirm(self) -> None:
        screen, before = self._way == "screen", self._of(self.signer)
        signature = Signature(
            name=self.signer.name,
            role=self.signer.role,
            way=self._way,
            at=self._now(),
            reason=self.reason.text().strip(),
            strokes=scaled(self.pad.strokes, 1 / self.pad.aspect) if screen else (),
            aspect=1.0 if screen else 0.0,
            bound=self._bound,
            pages=before.pages if before is not None and screen else (),
        )
        self._given[signature.name] = signature
        self.signed.emit(signature)
        if all(map(self._done, self._signers)):
            self.closed.emit()
        else:
            self._open(self._next())

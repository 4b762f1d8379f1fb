"""Signatures: how each person stands, and the way to the signing page over the frozen copies."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from services.clock import local
from services.errors import FieldworkError
from services.records.fields import Signatures
from services.records.signing import complete
from services.records.values import Signature
from ui import look
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import ChipFace, Text
from ui.components.tasks import PlainList, PlainRow
from ui.forms.editor import Editor, editor_for, stacked
from ui.forms.hints import Copy, Hints, Tools
from ui.forms.signing_sheet import WAY_WORDS, Signer, SigningSheet

MAKING = "正在制作签名稿"
WAYS = "每人任选一种：屏幕上签；打印出来纸上签；拒绝签名；不能签名。后两种写明原因，记在签名处。"
FROZEN = "签名前冻结成稿；签后改了所签的内容，签名作废重签"


class SignaturesEditor(Editor):
    """A row per person; 去签名 freezes the copies and opens the page over the whole window.

    A signature under words that have changed since stands there as 作废, with what has changed.
    """

    def __init__(self, name: str, field: Signatures, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.sheet: SigningSheet | None = None
        self.rows = PlainList(field.label, tall=True)
        self.key = Button("去签名", icon="signature")
        self.key.tapped.connect(self.open)
        self.key.blocked.connect(self._blocked)
        self._told = Text("", "second", "red")
        self._told.hide()
        self.awaited = Text("", "second")
        self.people = Card("谁来签", flush=True)
        self.people.body.addWidget(self.rows)
        self.people.body.addWidget(_inset(self.awaited))
        papers = Card("签哪些", flush=True)
        listed = PlainList("签名的文书", tall=True)
        names = tools.signing.papers if tools.signing is not None else ()
        listed.setItems([PlainRow(paper, FROZEN, "documents") for paper in names])
        papers.body.addWidget(listed)
        ways = Text(WAYS, "second")
        # Hidden, never shown here: what has no parent yet would flash up as a window of its own.
        for widget in () if tools.signing is not None else (self.key, ways):
            widget.hide()
        if not names:
            papers.hide()
        self.frame_around(stacked(self.people, self._told, self.key, ways, papers, gap=12), boxed=False)
        self.write(None)

    @property
    def offered(self) -> bool:
        """Only where the page can freeze a copy to sign, or where somebody has signed."""
        return self.tools.signing is not None or bool(self.value)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """What was given so far, void or not."""
        return self.value or ()

    @property
    def standing(self) -> tuple[Signature, ...]:
        """The signatures that stand."""
        return tuple(s for s in self.signatures if not self._void(s))

    def signers(self) -> tuple[Signer, ...]:
        """Those who have to sign, as the answers stand; those who signed before stay listed."""
        asked = self.tools.signing.persons() if self.tools.signing is not None else ()
        names = {name for name, _ in asked}
        before = ((s.name, s.role) for s in self.signatures if s.name not in names)
        return tuple(Signer(*who) for who in dict.fromkeys((*asked, *before)))

    def put(self, value: Any, state: str) -> None:
        """Shows the signatures; who has to sign and what is void follows from the other answers too."""
        super().put(value, state)
        self.write(self.value)
        missing = self.tools.signing.missing() if self.tools.signing is not None else ""
        if not self.key.missing.startswith(MAKING):
            self.key.setMissing(missing)

    def write(self, value: Any) -> None:
        signers = self.signers()
        rows = [self._row(signer, _of(signer, value or ())) for signer in signers]
        if tuple(rows) != tuple(self.rows.items):
            self.rows.setItems(rows)
        names = {signer.name for signer in signers}
        done = sum(s.name in names and complete(s) for s in self.standing)
        self.people.setTitle("谁来签", f"{done}/{len(signers)} 已办" if signers else "")
        self.awaited.setText(self.tools.signing.awaited() if self.tools.signing is not None else "")
        self.awaited.setVisible(bool(self.awaited.accessibleName()))

    def open(self) -> None:
        """Freezes the copies, then opens the page to sign on."""
        if self.tools.signing is None:
            return
        if not self.signers():
            self._tell("先记下到场人，才知道谁要签名")
            return
        self._told.hide()
        self.key.setMissing(MAKING)
        self.tools.signing.copies(self._open, self._failed)

    def _blocked(self) -> None:
        """To the first thing that is missing, unless the copies are being made just now."""
        if self.tools.signing is not None and not self.key.missing.startswith(MAKING):
            self.tools.signing.jump()

    def _void(self, signature: Signature) -> tuple[str, ...]:
        return self.tools.signing.void(signature) if self.tools.signing is not None else ()

    def _row(self, signer: Signer, signature: Signature | None) -> PlainRow:
        if signature is None:
            return PlainRow(signer.name, signer.role, chip=ChipFace("待签"))
        if void := self._void(signature):
            words = f"{signer.role} · “{'、'.join(void)}”有变动，请重签"
            return PlainRow(signer.name, words, chip=ChipFace("签名作废", "hard"), tone="red")
        if not complete(signature):
            return PlainRow(
                signer.name, signer.role, chip=ChipFace(f"已签 {len(signature.pages)} 页，未签完", "amb")
            )
        tone = "ok" if signature.way in ("screen", "paper") else "amb"
        words = " · ".join(w for w in (signer.role, signature.reason) if w)
        face = ChipFace(f"{WAY_WORDS[signature.way]} {local(signature.at):%H:%M}", tone)
        return PlainRow(signer.name, words, chip=face)

    def _open(self, copies: tuple[Copy, ...]) -> None:
        self.key.setMissing("")
        assert self.tools.signing is not None
        window = self.window()
        self.sheet = SigningSheet(
            self.signers(),
            copies,
            self.standing,
            self.hints.now,
            self.tools.signing.article,
            window,
            each_page=self.tools.signing.each_page(),
        )
        self.sheet.signed.connect(self._signed)
        self.sheet.closed.connect(self._close)
        self.sheet.show()
        self.sheet.raise_()
        self.sheet.setFocus()

    def _signed(self, signature: Signature) -> None:
        others = [s for s in self.signatures if s.name != signature.name]
        given = (*others, signature)
        self.value = given
        self.write(given)
        self.give(given)

    def _close(self) -> None:
        if self.sheet is not None:
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None

    def _failed(self, trouble: BaseException) -> None:
        self.key.setMissing("")
        self._tell(trouble.sentence if isinstance(trouble, FieldworkError) else FieldworkError.message)

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.show()


def _inset(words: Text) -> QWidget:
    """Words in line with the rows above them."""
    holder = stacked(words)
    layout = holder.layout()
    assert layout is not None
    layout.setContentsMargins(look.sizes().padding, 4, look.sizes().padding, 6)
    return holder


def _of(signer: Signer, given: tuple[Signature, ...]) -> Signature | None:
    return next((s for s in given if s.name == signer.name), None)


@editor_for.register
def _(field: Signatures, name: str, hints: Hints, tools: Tools) -> Editor:
    return SignaturesEditor(name, field, hints, tools)

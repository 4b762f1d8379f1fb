"""Signatures: how each person stands, and the way to the signing page over the frozen copies."""

from __future__ import annotations

from typing import Any

from services.errors import FieldworkError
from services.records.fields import Signatures
from services.records.values import Signature
from ui.components.buttons import Button
from ui.components.labels import ChipFace, Text
from ui.components.tasks import PlainList, PlainRow
from ui.forms.editor import Editor, editor_for, stacked
from ui.forms.hints import Copy, Hints, Tools
from ui.forms.signing_sheet import WAY_WORDS, Signer, SigningSheet


class SignaturesEditor(Editor):
    """A row per person; 去签名 freezes the copies and opens the page over the whole window."""

    def __init__(self, name: str, field: Signatures, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.sheet: SigningSheet | None = None
        self.rows = PlainList(field.label, tall=True)
        self.key = Button("去签名", icon="signature")
        self.key.tapped.connect(self._prepare)
        if tools.signing is None:
            self.key.hide()
        self._told = Text("", "second", "red")
        self._told.hide()
        self.frame_around(stacked(self.rows, self._told, self.key), boxed=False)
        self.write(None)

    @property
    def offered(self) -> bool:
        """Only where the page can freeze a copy to sign, or where somebody has signed."""
        return self.tools.signing is not None or bool(self.value)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """What was given so far."""
        return self.value or ()

    def signers(self) -> tuple[Signer, ...]:
        """Those who have to sign, as the answers stand; those who signed before stay listed."""
        asked = self.tools.signing.persons() if self.tools.signing is not None else ()
        listed = dict.fromkeys((*asked, *((s.name, s.role) for s in self.signatures)))
        return tuple(Signer(*who) for who in listed)

    def write(self, value: Any) -> None:
        given = {(s.name, s.role): s for s in value or ()}
        rows = []
        for signer in self.signers():
            signature = given.get((signer.name, signer.role))
            words = f"{WAY_WORDS[signature.way]} {signature.at:%H:%M}" if signature else "待签"
            tone = (
                "ok"
                if signature and signature.way in ("screen", "paper")
                else "amb"
                if signature
                else "plain"
            )
            reason = signature.reason if signature else ""
            rows.append(
                PlainRow(
                    signer.name, " · ".join(w for w in (signer.role, reason) if w), chip=ChipFace(words, tone)
                )
            )
        self.rows.setItems(rows)

    def _prepare(self) -> None:
        if self.tools.signing is None:
            return
        if not self.signers():
            self._tell("先记下到场人，才知道谁要签名")
            return
        self._told.hide()
        self.key.setMissing("正在制作签名稿")
        self.tools.signing.copies(self._open, self._failed)

    def _open(self, copies: tuple[Copy, ...]) -> None:
        self.key.setMissing("")
        assert self.tools.signing is not None
        window = self.window()
        self.sheet = SigningSheet(
            self.signers(), copies, self.signatures, self.hints.now, self.tools.signing.article, window
        )
        self.sheet.signed.connect(self._signed)
        self.sheet.closed.connect(self._close)
        self.sheet.setGeometry(window.rect())
        self.sheet.show()
        self.sheet.raise_()
        self.sheet.setFocus()

    def _signed(self, signature: Signature) -> None:
        others = [s for s in self.signatures if (s.name, s.role) != (signature.name, signature.role)]
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


@editor_for.register
def _(field: Signatures, name: str, hints: Hints, tools: Tools) -> Editor:
    return SignaturesEditor(name, field, hints, tools)

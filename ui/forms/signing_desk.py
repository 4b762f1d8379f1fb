"""Signing on the record page: its key, the frozen copies on their way, and what is told when a change voids them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from services.actions import citing, freezing
from services.actions.freezing import Frozen, Making, Reading
from services.records import signing
from services.records.draft import Draft
from services.records.values import Bound, Signature
from services.session import Session
from ui.background import Background
from ui.components.buttons import Button
from ui.components.notices import Banner
from ui.forms.hints import Copy, Failed, Signing
from ui.forms.opening import Opened

AWAITED = "还没有记下到场人。被执行人、家属、见证人等一记下，就列在这里。"
Copies = Callable[[tuple[Copy, ...]], None]


class SigningDesk(QObject):
    """Knows the draft on the screen; `froze(Draft)` once copies are kept, `asked` when the page to sign on is wanted,
    `blocked` for a tap on the key of the answers while something is missing.

    `key` goes into the page's bar, `banner` above its answers.
    """

    froze = Signal(object)
    asked = Signal()
    blocked = Signal()

    def __init__(
        self, session: Session, background: Background, now: Callable[[], dt.datetime], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._background, self._now = session, background, now
        self._opened: Opened | None = None
        self._draft: Draft | None = None
        self._missing = ""
        self.key: Button | None = None
        self.banner = Banner("", key="去签名", closable=True, parent=parent)
        self.banner.tapped.connect(self.asked)
        self.banner.dismissed.connect(self.banner.hide)
        self.banner.hide()
        self._told: tuple[str, ...] = ()

    def tool(self, opened: Opened) -> Signing | None:
        """What the editor of the signatures needs; None for a kind without papers to sign."""
        if not opened.signed_papers:
            return None
        self._opened, self._draft = opened, opened.draft
        return Signing(
            persons=self.persons, copies=self._freeze, void=self.void, missing=lambda: self._missing,
            jump=self.blocked.emit, awaited=lambda: "" if self.wanted else AWAITED, papers=opened.signed_papers,
            article=_article(opened), each_page=self.each_page,
        )  # fmt: skip

    def persons(self) -> tuple[tuple[str, str], ...]:
        """Who has to sign, as the answers stand."""
        if self._draft is None or self._opened is None:
            return ()
        return signing.signers(self._opened.kind.fields(), self._draft.values)

    def each_page(self) -> tuple[str, ...]:
        """Who signs every page, as the answers stand."""
        if self._draft is None or self._opened is None:
            return ()
        return signing.page_signers(self._opened.kind.fields(), self._draft.values)

    @property
    def wanted(self) -> bool:
        """True where somebody besides the officers signs: then signing is a step of its own."""
        return self._opened is not None and any(role not in signing.COURT for _, role in self.persons())

    def void(self, signature: Signature) -> tuple[str, ...]:
        """What has changed under a signature, in the words of the screen."""
        if self._draft is None or self._opened is None:
            return ()
        changed = signing.void_by(self._opened.kind, self._draft, signature)
        return signing.labels(self._opened.kind, changed)

    @property
    def voided(self) -> tuple[Signature, ...]:
        """The signatures that no longer stand."""
        if self._draft is None or self._opened is None:
            return ()
        return tuple(s for s in signing.given(self._draft) if self.void(s))

    def show(self, draft: Draft, missing: str) -> None:
        """The draft has changed; `missing` says why nobody can sign yet."""
        self._draft, self._missing = draft, missing
        self._tell_void()
        if self.key is None:
            return
        self.key.setVisible(self.wanted)
        people = self.persons()
        standing = {s.name for s in signing.given(draft) if signing.complete(s) and not self.void(s)}
        done = sum(name in standing for name, _ in people)
        self.key.setLabel(f"签名 {done}/{len(people)}")
        self.key.setMissing(missing)

    def _tell_void(self) -> None:
        void = self.voided
        names = tuple(dict.fromkeys(label for s in void for label in self.void(s)))
        who = "、".join(s.name for s in void)
        told = (*names, who)
        if not void:
            self.banner.hide()
        elif told != self._told:
            self.banner.tell(
                f"签名后“{'、'.join(names)}”有变动，{who}的签名已作废", "请重新签名；改回原来的内容，签名照旧有效", "去签名"
            )  # fmt: skip
            self.banner.show()
        self._told = told if void else ()

    def _freeze(self, then: Copies, failed: Failed) -> None:
        if self._draft is None:
            return
        draft = self._draft
        self._background.run(
            partial(freezing.read, self._session, draft, self._now()),
            then=partial(self._make, then, failed),
            failed=failed,
            owner=self,
            lane="vault",
        )

    def _make(self, then: Copies, failed: Failed, reading: Reading) -> None:
        work = partial(freezing.make, reading)
        self._background.run(
            work, then=partial(self._keep, then, failed), failed=failed, owner=self, lane="work"
        )

    def _keep(self, then: Copies, failed: Failed, making: Making) -> None:
        work = partial(freezing.keep, self._session, making)
        self._background.run(work, then=partial(self._frozen, then), failed=failed, owner=self, lane="vault")

    def _frozen(self, then: Copies, frozen: Frozen) -> None:
        if self._draft is None:
            return
        if frozen.copies != self._draft.signing:
            self.froze.emit(replace(self._draft, signing=frozen.copies))
        then(tuple(_copies(frozen)))


def _copies(frozen: Frozen) -> list[Copy]:
    """The sentences that wrote themselves stand once, before the papers they are in."""
    pairs = zip(frozen.copies, frozen.papers, strict=True)
    return [
        Copy(
            title=paper.name,
            sentences="" if number else frozen.narrative,
            bound=Bound(document=copy.document, digest=copy.attachment.digest, pages=len(paper.texts)),
            pages=paper.pages,
            texts=paper.texts,
        )
        for number, (copy, paper) in enumerate(pairs)
    ]


def _article(opened: Opened) -> str:
    asked = [d.article for d in opened.kind.duties if d.jump == signing.SIGNATURES]
    return f"{citing.words(asked[-1])}（{citing.brief(asked[-1])}）" if asked else ""

"""案件文书: what can be drawn up from the docket alone, for whom or what, and what has become of each paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator
from functools import partial

from PySide6.QtWidgets import QWidget

from services.actions import blank_forms, case_papers, finding, sealed, serving
from services.actions.blank_forms import Register
from services.actions.case_papers import CaseOffer
from services.actions.issuing import Offer, PaperState
from services.actions.materials import Materials
from services.session import Session
from ui.components.labels import ChipFace
from ui.components.tasks import PlainRow
from ui.desk import Desk, OpenSeriesPapers, OpenSeriesSealed
from ui.dialogs.blank_forms import BlankFormsSheet, Entering
from ui.dialogs.pick_target import PickTarget
from ui.pages.documents import DocumentsPage
from ui.pages.documents_parts import Papers, chip_of, detail_of


class CasePapersPage(DocumentsPage):
    """Opened from a case; a document made for several is asked for whom, one paper for each.

    `document` stands chosen at first, where the case can have it; it is then made for `target`, if one is named.
    """

    before_issuing = (
        "点下面的“出具”，几秒内成文，这里逐页看。内容取自案件册，出具后冻结；要盖章、签发的先出稿。"
    )

    def __init__(
        self,
        desk: Desk,
        number: str,
        document: str = "",
        target: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._number, self._document = number, document
        self._made_for = (document, target)
        self._left: list[str] = []
        self._batch: CaseOffer | None = None
        super().__init__(desk, "", parent)
        self.progress.setTitle("正在出具")
        self.progress.cancelled.connect(self._left.clear)

    def _reading(self) -> Callable[[], Papers]:
        return partial(_read, self.desk.session, self._number, self.desk.now)

    def _again(self, papers: Papers) -> PaperState | Offer:
        """As everywhere; the first time the document that was asked for, to be issued."""
        asked, self._document = self._document, ""
        offer = next((p for p in papers.rows if isinstance(p, CaseOffer) and p.document == asked), None)
        return offer or super()._again(papers)

    def _gather(self, document: str, target: str) -> Generator[int, None, Materials]:
        return case_papers.in_pieces(self.desk.session, document, self._number, target, self.desk.now())

    def _issue(self, offer: Offer) -> None:
        assert isinstance(offer, CaseOffer)
        document, target = self._made_for
        if target and offer.document == document:
            self.deeds.issue(document, target)
            return
        (first, *more) = offer.targets
        if not more and not first.warning:
            self.deeds.issue(offer.document, first.id)
            return
        sheet = PickTarget(self.window(), offer)
        sheet.picked.connect(partial(self.deeds.issue, offer.document))
        sheet.all_wanted.connect(partial(self._issue_all, offer))
        self.deeds.sheet = sheet
        sheet.open()

    def _issue_all(self, offer: CaseOffer) -> None:
        """One paper after the other for every target that has none; 取消 lets the one being made be finished."""
        self._batch = offer
        self._left[:] = [target.id for target in offer.targets if target.id not in offer.made]
        self._total = len(self._left)
        self.progress.show()
        self._next(offer)

    def _next(self, offer: CaseOffer) -> None:
        self.progress.setProgress(self._total - len(self._left), self._total)
        self.deeds.issue(offer.document, self._left.pop(0))

    def _done(self, paper: str) -> None:
        if self._batch is not None and self._left:
            self._next(self._batch)
            return
        self._end_batch()
        super()._done(paper)

    def _trouble(self, error: BaseException) -> None:
        """What was made before stays; the rest is not tried."""
        if self._batch is not None:
            self._end_batch()
            self.refresh()
        super()._trouble(error)

    def _end_batch(self) -> None:
        self._batch = None
        self._left.clear()
        self.progress.hide()

    def _fill_bar(self) -> None:
        super()._fill_bar()
        chosen, papers = self.chosen, self._papers
        if isinstance(chosen, CaseOffer) and papers is not None and papers.series > 1:
            key = self.bar.add(f"系列 {papers.series} 案成批出具", "plain", "documents")
            key.tapped.connect(partial(self.desk.go, OpenSeriesPapers(self._number, chosen.document)))
        if isinstance(chosen, PaperState) and chosen.sealed and papers is not None and papers.series > 1:
            key = self.bar.add(f"系列 {papers.series} 案成批打印", "plain", "printer")
            key.tapped.connect(partial(self.desk.go, OpenSeriesSealed(self._number, chosen.document)))
        if papers is not None and papers.blank is not None:
            held = len(papers.blank.on_hand)
            words = f"空白文书（在手 {held}）" if held else "空白文书"
            self.bar.add(words, "plain", "note").tapped.connect(partial(self._ask_blank, papers.blank))

    def _ask_blank(self, register: Register) -> None:
        sheet = BlankFormsSheet(self.window(), register, self._number)
        sheet.entered.connect(self._enter_blank)
        sheet.closed.connect(sheet.deleteLater)
        self.deeds.sheet = sheet
        sheet.open()

    def _enter_blank(self, entering: Entering) -> None:
        work = partial(entering, self.desk.session, self.desk.now())
        self.desk.background.run(
            work, then=lambda _: self.refresh(), failed=self._trouble, owner=self, lane="vault"
        )

    def row_of(self, row: PaperState | Offer) -> PlainRow:
        """A paper as everywhere; a document with how many it can be made for and what it waits for."""
        if not isinstance(row, CaseOffer):
            return super().row_of(row)
        many = f"可出 {len(row.targets)} 份" if len(row.targets) > 1 else row.targets[0].to
        made = f"已出 {len(row.made)} 份" if row.made else ""
        detail = " · ".join(word for word in (many, made, detail_of(row)) if word)
        chip = ChipFace(row.authority, "amb") if row.authority else chip_of(row)
        return PlainRow(row.name, detail, "documents", chip, payload=row)


def _read(session: Session, number: str, now: Callable[[], dt.datetime]) -> Papers:
    """What is sealed, the case's papers, its documents; on the vault's thread. What waits for no seal is signed in ink."""
    (case,) = finding.cases(session, (number,))
    offers = case_papers.offers(session, number, now())
    people = tuple(dict.fromkeys(p.name for p in case.parties))
    made = (*sealed.papers(session, number), *case_papers.papers(session, number))
    register = blank_forms.register(session)
    return Papers(
        blank=register if register.shown else None,
        rows=(*made, *offers),
        served=serving.of_papers(session, made),
        people=people,
        unsigned=people,
        to_sign=frozenset(o.document for o in offers if not o.authority),
        subtitle=number,
        summary="由案件册生成",
        series=case.series.count if case.series is not None else 0,
    )

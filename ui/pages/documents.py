"""文书: the papers of one finished record, what has become of each, and what may be done with it now."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial

from PySide6.QtWidgets import QWidget

from services.actions import issuing, materials, sealed
from services.actions.issuing import Offer, PaperState
from services.actions.materials import Materials
from ui.components.frames import Card
from ui.components.notices import EmptyState
from ui.components.tasks import PlainList, PlainRow
from ui.desk import CorrectEntry, Desk
from ui.dialogs.preview import PaperPreview
from ui.pages.documents_deeds import Deeds
from ui.pages.documents_parts import Papers, StateCard, chip_of, detail_of, read_papers
from ui.pages.page_body import PageBody

_NEXT = {"issued": "printed", "printed": "signed", "signed": "photographed", "photographed": "delivered"}
UNISSUED = "点下面的“出具”，几秒内成文，这里逐页看。先核对记录：出具后内容冻结，改内容要更正记录再重出。"


class DocumentsPage(QWidget):
    """Opened from a finished record; every step goes into the journal, none changes a paper that was issued."""

    title, back, full_width = "文书", True, True
    before_issuing = UNISSUED

    def __init__(self, desk: Desk, entry_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._entry = desk, entry_id
        self.subtitle = ""
        self.chosen: PaperState | Offer | None = None
        self._papers: Papers | None = None
        self._wanted, self._field = "", ""
        self.body = PageBody(self, desk)
        self.banner, self.progress, self.bar = self.body.banner, self.body.progress, self.body.bar
        self.banner.tapped.connect(self._correct)
        self.rows = PlainList("文书")
        self.rows.setSelectable()
        self.rows.opened.connect(lambda row: self.choose(row.payload))
        self.preview = PaperPreview(desk.background)
        self.unissued = EmptyState("documents", "")
        self.unissued.hide()
        self.state = StateCard()
        self.deeds = Deeds(desk, self._gather, self)
        self.deeds.began.connect(self._begin)
        self.deeds.done.connect(self._done)
        self.deeds.failed.connect(self._trouble)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Reads the papers anew and keeps the one that is chosen."""
        self.desk.background.run(
            self._reading(), then=self._show, failed=self._trouble, owner=self, lane="vault"
        )

    def _reading(self) -> Callable[[], Papers]:
        """The work that reads all that the page shows."""
        return partial(read_papers, self.desk.session, self._entry)

    def _gather(self, document: str, target: str) -> Generator[int, None, Materials]:
        return materials.entry_in_pieces(self.desk.session, document, self._entry, self.desk.now())

    def _issue(self, offer: Offer) -> None:
        self.deeds.issue(offer.document)

    def choose(self, chosen: PaperState | Offer) -> None:
        """Shows a paper, or the document that could be issued."""
        self.chosen = chosen
        inked = (
            self._papers is not None
            and bool(self._papers.unsigned)
            and chosen.document in self._papers.to_sign
        )
        self.state.show_state(chosen, inked=inked, served=self._served(chosen))
        self._mark_row()
        self._fill_bar()
        offered = isinstance(chosen, Offer)
        self.preview.setVisible(not offered)
        self.unissued.setVisible(offered)
        if isinstance(chosen, Offer):
            self.unissued.tell(f"{chosen.name}还没有出具", self.before_issuing)
            self.preview.show_pdf(b"")
            return
        read = sealed.pdf if chosen.sealed else issuing.stored_pdf
        work = partial(read, self.desk.session, chosen.id)
        then = partial(self._show_pdf, chosen.id)
        self.desk.background.run(work, then=then, failed=self._trouble, owner=self, lane="vault")

    def row_of(self, row: PaperState | Offer) -> PlainRow:
        """A paper or a document in the list."""
        icon = "shield" if isinstance(row, PaperState) and row.sealed else "documents"
        return PlainRow(row.name, detail_of(row, self._served(row)), icon, chip_of(row), payload=row)

    def _served(self, row: PaperState | Offer) -> str:
        """How a paper was served by the records of this vault, "" where none tells it."""
        return self._papers.served.get(row.id, "") if self._papers and isinstance(row, PaperState) else ""

    def _lay_out(self) -> None:
        self.list = Card("这次的文书", flush=True)
        self.list.body.addWidget(self.rows, 1)
        self.body.add(self.list, width=(296, 320))
        self.body.add(self.preview, 1)
        self.body.add(self.unissued, 1)
        self.body.add(self.state, width=(212, 244))

    def _show(self, papers: Papers) -> None:
        self._papers = papers
        self.subtitle = papers.subtitle
        self.list.setTitle(f"文书 {len(papers.rows)} 份", papers.summary)
        self.rows.setItems([self.row_of(p) for p in papers.rows])
        self.choose(self._again(papers))

    def _again(self, papers: Papers) -> PaperState | Offer:
        """The paper just made or touched, else the one that was chosen, else the first."""
        before = self.chosen.id if isinstance(self.chosen, PaperState) else ""
        wanted, self._wanted = self._wanted or before, ""
        code = self.chosen.document if self.chosen is not None else ""
        found = next((p for p in papers.rows if isinstance(p, PaperState) and p.id == wanted), None)
        return found or next((p for p in papers.rows if p.document == code), papers.rows[0])

    def _show_pdf(self, paper: str, pdf: bytes) -> None:
        if isinstance(self.chosen, PaperState) and self.chosen.id == paper:
            self.preview.show_pdf(pdf)

    def _mark_row(self) -> None:
        for number, row in enumerate(self.rows.items):
            if isinstance(row, PlainRow) and row.payload == self.chosen:
                self.rows.setCurrentIndex(self.rows.model().index(number, 0))

    def _fill_bar(self) -> None:
        self.bar.clear()
        if isinstance(self.chosen, Offer):
            issue = partial(self._issue, self.chosen)
            self.bar.add("出具", "main", "documents").tapped.connect(issue)
        elif isinstance(self.chosen, PaperState):
            self._fill_for(self.chosen)

    def _fill_for(self, paper: PaperState) -> None:
        """The keys that are possible, the next step filled; ink is asked for only where a place is open for it."""
        assert self._papers is not None
        if paper.sealed:
            self._fill_sealed(paper, self._papers.people)
            return
        label = f"再印（记第 {paper.runs + 1} 次）" if paper.runs else f"打印 {paper.copies} 份"
        unsigned = self._papers.unsigned if paper.document in self._papers.to_sign else ()
        wet = bool(unsigned) or paper.state in ("signed", "photographed")
        keys: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("voided", "作废重出", "amend", partial(self.deeds.ask_void, paper)),
            ("printed", label, "printer", partial(self.deeds.ask_print, paper)),
            ("signed", "纸上已签", "signature", partial(self.deeds.ask_signed, paper, unsigned)),
            ("photographed", "回拍", "camera", partial(self.deeds.ask_photo, paper)),
            ("delivered", "交付", "delivery", partial(self.deeds.ask_delivered, paper, self._papers.people)),
        )
        following = _NEXT.get(paper.state) if wet or paper.state == "issued" else "delivered"
        for step, words, icon, deed in keys:
            if step in paper.open_steps and (wet or step not in ("signed", "photographed")):
                role = "main" if following == step else "plain"
                self.bar.add(words, role, icon).tapped.connect(deed)

    def _fill_sealed(self, paper: PaperState, people: tuple[str, ...]) -> None:
        """What may be done with what the court has sealed: nothing makes it anew, and its copies are numbered."""
        if paper.state == "voided":
            return
        label = f"再印（记第 {paper.runs + 1} 次）" if paper.runs else "打印"
        keys: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("报损、交回", "amend", partial(self.deeds.ask_sheet, paper)),
            (label, "printer", partial(self.deeds.ask_print, paper)),
            ("回拍", "camera", partial(self.deeds.ask_photo, paper)),
            ("交付、张贴", "delivery", partial(self.deeds.ask_delivered, paper, (paper.to, *people))),
        )
        following = "delivery" if paper.printed else "printer"
        for words, icon, deed in keys:
            printing = icon == "printer"
            if not printing and not paper.printed:
                continue
            key = self.bar.add(words, "main" if icon == following else "plain", icon)
            key.tapped.connect(deed)
            if printing and not paper.left:
                key.setMissing(f"准印 {paper.copies} 份已印完，请向院里申请增加")

    def _begin(self, words: str) -> None:
        self.banner.hide()
        for key in self.bar.buttons:
            key.setMissing(words)

    def _done(self, paper: str) -> None:
        self._wanted = paper
        self.desk.saved(self.desk.now())
        self.refresh()

    def _trouble(self, error: BaseException) -> None:
        """Beside the paper it is about; a missing fact offers the way to fill it in."""
        self._fill_bar()
        self._field = str(getattr(error, "field", ""))
        self.body.tell(error, "更正补上" if self._field else "")

    def _correct(self) -> None:
        if self._field:
            self.desk.go(CorrectEntry(self._entry, "补上文书所缺的内容"))

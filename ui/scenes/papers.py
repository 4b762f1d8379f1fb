"""Pictures of the papers: of a finished record before and after one is issued, and of a case."""

from __future__ import annotations

from services.actions import finding, issuing
from services.records.kinds.visit import Visit
from ui.desk import OpenCase, OpenCasePapers, OpenEntry, OpenPapers, OpenSeriesPapers, OpenSeriesSealed
from ui.scenes.scene import Scene, Told
from ui.studio import Studio


def _papers(studio: Studio, told: Told) -> None:
    studio.go(OpenEntry(told.corrected))
    studio.go(OpenPapers(told.corrected))
    rows = [row.payload for row in studio.page.rows.items]
    studio.page.choose(next(row for row in rows if isinstance(row, issuing.Offer)))
    studio.settle()


def _paper_issued(studio: Studio, told: Told) -> None:
    """The transcript of the visit, issued a moment ago."""
    document = issuing.offers(Visit)[0].document
    session, now = studio.session, studio.now
    issued = studio.ask(lambda: issuing.papers(session, entry_id=told.corrected))
    if not any(p.document == document and p.state != "voided" for p in issued):
        studio.ask(lambda: issuing.issue(session, document, told.corrected, now))
    _papers(studio, told)
    studio.page.choose(next(r.payload for r in studio.page.rows.items if r.payload.document == document))
    studio.settle()


def _case_papers(studio: Studio, told: Told) -> None:
    studio.go(OpenCase(told.case))
    studio.go(OpenCasePapers(told.case))


def _pick_target(studio: Studio, told: Told) -> None:
    _case_papers(studio, told)
    studio.settle()
    page = studio.page
    row = next(r for r in page.rows.items if getattr(r.payload, "document", "") == "rights_notice")
    page.choose(row.payload)
    page.bar.buttons[0].tapped.emit()
    studio.settle()


def _series_case(studio: Studio) -> str:
    session, day = studio.session, studio.now.date()
    (row, *_) = studio.ask(lambda: finding.search(session, "", day, chip="series", limit=1)).rows
    return str(row.number)


def _batch(studio: Studio, told: Told) -> None:
    number = _series_case(studio)
    studio.go(OpenCase(number))
    studio.go(OpenSeriesPapers(number, "integrity_card"))


def _batch_done(studio: Studio, told: Told) -> None:
    """A dozen households' papers, made a moment ago."""
    _batch(studio, told)
    studio.settle()
    page = studio.page
    page.board.range.setText("910001-910012")
    page.board.bar.buttons[0].tapped.emit()
    while page.run.running:  # settling would cancel it: long work ends with the window
        studio.app.processEvents()
    studio.settle()


def _sealed_batch(studio: Studio, told: Told) -> None:
    """What a series is told where the court has sealed nothing for it yet."""
    number = _series_case(studio)
    studio.go(OpenCase(number))
    sealed_series(studio, number, "moving_out_notice")


def sealed_series(studio: Studio, number: str, document: str) -> None:
    """The batch once it knows which of its papers can be printed: settling before that would cut it short."""
    studio.close_sheets()
    studio.window.go(OpenSeriesSealed(number, document))
    while getattr(studio.page, "plan", None) is None:
        studio.app.processEvents()
    studio.page.setFocus()  # the key that had it is gone
    studio.settle()


SCENES: tuple[Scene, ...] = (
    Scene("08-record-papers", _papers),
    Scene("08-record-papers-issued", _paper_issued),
    Scene("08-case-papers", _case_papers),
    Scene("08-case-papers-pick", _pick_target),
    Scene("08-series-papers", _batch),
    Scene("08-series-papers-done", _batch_done),
    Scene("08-series-sealed", _sealed_batch),
)

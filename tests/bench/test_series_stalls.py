"""One act on 740 cases, step by step, while the event loop turns: looked up, begun, kept, finished, set as a paper."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from pytestqt.qtbot import QtBot

from services.actions import gates, materials, ranging, recording
from services.actions.ranging import Chosen
from services.position.fix import NoFix
from services.records.draft import Draft
from services.records.kinds.posting import Posting
from services.session import Session
from tests.bench.conftest import NOW, tell
from tests.bench.test_stalls import BAR_S, PATIENCE, TURNS, Heartbeat, background
from tests.unit.records.of_kinds import posting
from ui.background import Background
from ui.desk import StartRecord
from ui.forms.opening import Opened, open_draft

__all__ = ["background"]
HOUSEHOLDS = 740


class Steps:
    """Runs one step after another off the screen; of each, how long it took and the longest stall meanwhile."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.stalls: dict[str, list[float]] = {}
        self.seconds: dict[str, list[float]] = {}

    def take(self, what: str, start: Callable[[Callable[[Any], object]], object]) -> Any:
        """What the step brought back."""
        done: list[Any] = []
        beat, begun = Heartbeat(), time.perf_counter()
        start(done.append)
        self._qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)
        self.seconds.setdefault(what, []).append(time.perf_counter() - begun)
        self.stalls.setdefault(what, []).append(beat.stop())
        assert not isinstance(done[0], BaseException), done
        return done[0]

    def tell(self) -> None:
        """The worst step by its best turn: what a busy machine adds differs from turn to turn."""
        best = {what: min(stalls) for what, stalls in self.stalls.items()}
        worst = max(best.values())
        more = ", ".join(
            f"{w} {b * 1000:.0f} ({min(self.seconds[w]) * 1000:.0f} ms)" for w, b in best.items()
        )
        tell(
            f"longest stall of a step while one posting for {HOUSEHOLDS} cases is written: {worst * 1000:.0f} ms, best of "
            f"{TURNS}; bar 50; by step {more}",
            held=worst <= BAR_S,
        )
        assert worst <= BAR_S


def test_a_series_of_740(session: Session, background: Background, qtbot: QtBot) -> None:
    found = session.vault.db.execute("SELECT number FROM docket_case WHERE series <> '' LIMIT 1").fetchone()[
        0
    ]
    text, steps = ranging.series(session, found), Steps(qtbot)

    def pieces(work: Any) -> Callable[[Callable[[Any], object]], object]:
        return lambda done: background.run_pieces(work, then=done, failed=done)

    def whole(work: Callable[[], object], lane: str = "vault") -> Callable[[Callable[[Any], object]], object]:
        return lambda done: background.run(work, then=done, failed=done, lane=lane)

    nowhere = NoFix(reason="室内", at=NOW)
    for _ in range(TURNS):
        chosen: Chosen = steps.take("looked up", pieces(ranging.in_pieces(session, text)))
        assert len(chosen.cases) == HOUSEHOLDS
        to = StartRecord(Posting, chosen.cases)
        opened: Opened = steps.take("begun", whole(partial(open_draft, session, to, NOW, nowhere)))
        draft = _answered(session, opened.draft)
        steps.take("kept", whole(partial(recording.keep, session, draft, NOW)))
        draft = steps.take("judged", whole(partial(_passed_over, session, draft)))
        entry = steps.take("finished", whole(partial(recording.commit, session, draft, NOW)))
        assert len(entry.cases) == HOUSEHOLDS
        read = steps.take(
            "read", pieces(materials.entry_in_pieces(session, "posting_transcript", entry.id, NOW))
        )
        steps.take("set", whole(partial(materials.build, read), "work"))
    steps.tell()


def _answered(session: Session, draft: Draft) -> Draft:
    given = posting.answers(purpose="敦促履行", cause=None, course=None)
    for name, value in {**given, "photos": ()}.items():
        draft = draft.answered(name, value)
    return recording.confirm_all(session, draft, NOW)


def _passed_over(session: Session, draft: Draft) -> Draft:
    for standing in gates.standings(session, draft, "sign", NOW):
        if standing.blocks:
            draft = gates.override(session, draft, standing.duty.code, "测量用，照片不计入时间", NOW)
    return draft

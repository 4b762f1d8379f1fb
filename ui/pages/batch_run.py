"""成批出具 at work: paper after paper, each gathered, made and kept in its lane, so that saving gets in between."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from services.actions import batches, case_papers, issuing, materials
from services.actions.batches import LeftOut, Plan, Standing, Wanted
from services.actions.issuing import Issued
from services.actions.materials import Made, Materials
from services.errors import FieldworkError, NoSpace
from ui.background import Handle
from ui.desk import Desk


class BatchRun(QObject):
    """`progressed(done, total)` after each paper, `ended` when all is made, `failed(error)` when it can't go on.

    `papers` are those that stand, from before included; `left_out` the cases that have none, with the reason.
    """

    progressed = Signal(int, int)
    planned = Signal()
    ended = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.papers: list[Standing] = []
        self.left_out: list[LeftOut] = []
        self.made = 0
        self._wanted: list[Wanted] = []
        self._code = ""
        self._total = 0
        self._looking: Handle | None = None
        self.running = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The papers that stand, by case."""
        return tuple(paper.id for paper in sorted(self.papers, key=lambda paper: paper.number))

    def start(self, document: str, numbers: tuple[str, ...]) -> None:
        """Looks for whom the document can be made, then makes it for one after the other."""
        self._code, self.running, self.made = document, True, 0
        self.papers, self.left_out = [], []
        self._looking = self._desk.background.run_pieces(
            batches.plan(self._desk.session, document, numbers, self._desk.now()),
            each=lambda count: self.progressed.emit(count, len(numbers)),
            then=self._begin,
            failed=self._break,
            owner=self,
        )

    def cancel(self) -> None:
        """Makes no more; the paper being made is finished, what was made stays."""
        self._wanted.clear()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
            self._end()

    def _begin(self, plan: Plan) -> None:
        self._looking = None
        self._wanted, self._total = list(plan.wanted), len(plan.wanted)
        self.papers, self.left_out = list(plan.standing), list(plan.left_out)
        self.planned.emit()
        self._next()

    def _next(self) -> None:
        self.progressed.emit(self.made, self._total)
        if not self._wanted:
            self._end()
            return
        one = self._wanted.pop(0)
        gather = partial(
            case_papers.of_case, self._desk.session, self._code, one.number, one.target, self._desk.now()
        )
        self._run("vault", gather, partial(self._build, one), one)

    def _build(self, one: Wanted, gathered: Materials) -> None:
        self._run("work", partial(materials.build, gathered), partial(self._keep, one, gathered), one)

    def _keep(self, one: Wanted, gathered: Materials, made: Made) -> None:
        self._run(
            "vault", partial(issuing.keep, self._desk.session, gathered, made), partial(self._kept, one), one
        )

    def _kept(self, one: Wanted, issued: Issued) -> None:
        self.papers.append(Standing(issued.entry.id, one.number, one.to))
        self.made += 1
        self._next()

    def _leave_out(self, one: Wanted, error: Exception) -> None:
        """What keeps one paper from being made keeps no other; a full disk keeps all."""
        if not isinstance(error, FieldworkError) or isinstance(error, NoSpace):
            self._break(error)
            return
        self.left_out.append(LeftOut(one.number, error.sentence))
        self._next()

    def _break(self, error: Exception) -> None:
        self._wanted.clear()
        self._looking, self.running = None, False
        self.failed.emit(error)

    def _end(self) -> None:
        if self.running:
            self.running = False
            self.ended.emit()

    def _run(self, lane: str, work: Callable[[], object], then: Callable[..., object], one: Wanted) -> None:
        self._desk.background.run(
            work, then=then, failed=partial(self._leave_out, one), owner=self, lane=lane
        )

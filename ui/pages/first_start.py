"""初次使用: from an empty tablet to the first docket, in steps of which each survives a restart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from services.actions import enrolling, preferences, unlocking
from services.errors import FieldworkError
from ui import docket_loading, entering, look
from ui.background import Background
from ui.components.frames import ActionBar, Header
from ui.components.notices import Banner
from ui.components.progress import Stage, StageLine
from ui.components.scroll import Scroll
from ui.pages.first_steps import Docket, Enrolment, Reopen, Request, Step, Who, grouped
from ui.troubles import safe_words

NAMES = ("姓名与口令", "申请文件", "注册文件", "承办案件册")
BUSY = "请稍候"
MAX_ENROLMENT = 1024 * 1024


class FirstStartPage(QWidget):
    """`entered` with the open session when all is done; `left` when the officer goes back to 解锁; `failed` for bugs.

    `folder` is a vault that was begun earlier: its step is found out from the vault itself once it is opened.
    """

    entered = Signal(object)
    left = Signal()
    failed = Signal(object)

    def __init__(
        self,
        root: Path,
        background: Background,
        now: Callable[[], dt.datetime],
        folder: Path | None = None,
        secret: str = "",
    ) -> None:
        super().__init__()
        self._root, self._background, self._now, self._folder = root, background, now, folder
        self._vault: Any = None  # the open vault belongs to the services; this page only hands it on
        self._looked: enrolling.Enrolled | None = None
        self.who, self.reopen, self.request = Who(), Reopen(), Request()
        self.enrolment, self.docket = Enrolment(), Docket()
        self.step: Step = self.who
        self._build()
        self._connect()
        self._run(unlocking.pin_possible, self.who.offer_pin, lane="work")
        self._show(self.reopen if folder is not None else self.who)
        if folder is not None and secret:
            self.reopen.secret.setText(secret)
            self._reopen()

    def set_way_back(self, possible: bool) -> None:
        """Offer the way back to 解锁 where there is a vault to unlock."""
        self.back_key.setVisible(possible)

    def leave(self) -> None:
        """The page goes or the program ends: close the vault that was begun; every step of it is kept."""
        opened, self._vault = self._vault, None
        if opened is not None:
            self._background.run(opened.close, lane="vault")

    def tell(self, sentence: str, safe: str = "") -> None:
        """Show a failure beside the step."""
        self.trouble.tell(sentence, safe)
        self.trouble.show()

    def _connect(self) -> None:
        self.who.ready.connect(self._check)
        self.reopen.ready.connect(self._check)
        self.request.place.picked.connect(self._write_request)
        self.request.asked.connect(self._ask_court)
        self.enrolment.file.picked.connect(self._look)
        self.enrolment.agreed.connect(self._accept)
        self.enrolment.refused.connect(self._refuse)
        self.docket.file.picked.connect(lambda _path: self._check())

    def _next(self) -> None:
        deeds: dict[Step, Callable[[], None]] = {
            self.who: self._begin,
            self.reopen: self._reopen,
            self.request: lambda: self._show(self.enrolment),
            self.docket: self._load,
        }
        if self.step in deeds and not self.step.missing():
            deeds[self.step]()

    def _begin(self) -> None:
        who = self.who
        work = partial(
            enrolling.begin,
            self._root,
            who.name.text(),
            who.badge.text(),
            who.secret.text(),
            who.kind,
            self._now(),
        )
        self._run(work, self._opened)

    def _reopen(self) -> None:
        if self._folder is not None:
            work = partial(enrolling.reopen, self._folder, self.reopen.secret.text(), self._now())
            self._run(work, self._opened)

    def _opened(self, opened: Any) -> None:
        self._vault = opened
        self.who.forget()
        self.reopen.forget()
        self._run(partial(_state, opened), self._go_on)

    def _go_on(self, state: tuple[bool, bool, Path | None]) -> None:
        enrolled, loaded, incoming = state
        if loaded:
            self._enter()
        elif enrolled:
            self._show(self.docket)
            self.docket.file.set_path(str(incoming or ""))
        else:
            self._show(self.request)

    def _write_request(self, path: str) -> None:
        self._run(partial(_write, self._vault, Path(path)), self.request.written)

    def _ask_court(self) -> None:
        """By the address and the one-time code instead of a stick."""
        # The HTTP client takes long to load, and most tablets never need it here.
        from services.actions import inviting  # noqa: PLC0415

        url, code = self.request.url.text(), self.request.code.text()

        def sent(request: bytes) -> None:
            self.request.waiting(True)
            self._run(partial(inviting.ask, url, code, request), answered, lane="network")

        def answered(answer: Any) -> None:
            self._run(partial(inviting.look, self._vault, answer), self._looked_online)

        self._run(partial(enrolling.request_file, self._vault), sent)

    def _looked_online(self, looked: enrolling.Enrolled) -> None:
        self.request.code.clear()
        self._show(self.enrolment)
        self._looked_at(looked)

    def _look(self, path: str) -> None:
        self._run(partial(_look, self._vault, Path(path)), self._looked_at)

    def _looked_at(self, looked: enrolling.Enrolled) -> None:
        self._looked = looked
        self.enrolment.show_file(looked.court.name, looked.officer.name, grouped(looked.fingerprint))
        self._check()

    def _accept(self) -> None:
        if self._looked is not None:
            work = partial(enrolling.accept, self._vault, self._looked, self._now())
            self._run(work, lambda _nothing: self._run(partial(_state, self._vault), self._go_on))

    def _refuse(self) -> None:
        self._looked = None
        self.enrolment.show_file("", "", "")
        self.tell(
            "指纹不一致，注册文件没有采用。请马上与院里联系。", "保险库和申请都在，换一份注册文件即可继续。"
        )

    def _load(self) -> None:
        if self.docket.file.path is not None:
            self.docket.working(True)
            code = self.docket.code.text().strip()
            self.trouble.hide()
            self.next_key.setMissing(BUSY)
            docket_loading.load(
                self._background, self._vault, self.docket.file.path, code,
                then=lambda _loaded: self._enter(), failed=self._failed, owner=self,
            )  # fmt: skip

    def _enter(self) -> None:
        opened, self._vault = self._vault, None
        self._background.run(partial(enrolling.forget_incoming, opened), lane="vault")
        work = partial(unlocking.enter, opened, self._now())
        self._run(partial(entering.open_and_enter, work, self._now()), self.entered.emit)

    def _leave(self) -> None:
        self.leave()
        self.left.emit()

    def _run(self, work: Callable[[], Any], then: Callable[[Any], object], lane: str = "vault") -> None:
        self.trouble.hide()
        if lane == "vault":
            self.next_key.setMissing(BUSY)

        def done(answer: Any) -> None:
            then(answer)
            self._check()

        self._background.run(work, then=done, failed=self._failed, owner=self, lane=lane)

    def _failed(self, error: BaseException) -> None:
        self.docket.working(False)
        self.request.waiting(False)
        self._check()
        if not isinstance(error, FieldworkError):
            self.failed.emit(error)
            return
        self.tell(error.sentence, safe_words(error))

    def _show(self, step: Step) -> None:
        self.step = step
        self.trouble.hide()
        self._stack.setCurrentWidget(step)
        at = max(0, step.number)
        states = ["done" if n < at else "current" if n == at else "later" for n in range(len(NAMES))]
        self.stages.setStages([Stage(name, state=state) for name, state in zip(NAMES, states, strict=True)])
        self._check()
        step.begin()

    def _check(self) -> None:
        self.next_key.setLabel(self.step.next_word)
        self.next_key.setMissing(self.step.missing())
        self.next_key.setVisible(bool(self.step.next_word))
        self.bar.setVisible(bool(self.step.next_word) or not self.back_key.isHidden())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Header("初次使用", "每一步都会保存，中途关机可以接着做"))
        self.stages = StageLine([Stage(name) for name in NAMES], "初次使用的步骤")
        self.stages.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the steps are only told; the key below leads on
        self.trouble = Banner("")
        self.trouble.hide()
        self._stack = QStackedWidget()
        for step in (self.who, self.reopen, self.request, self.enrolment, self.docket):
            step.column.addStretch(1)
            self._stack.addWidget(step)
        scroll = Scroll("初次使用")
        self._inner = scroll.column
        for widget in (self.stages, self.trouble, self._stack):
            scroll.column.addWidget(widget)
        scroll.column.addStretch(1)
        column.addWidget(scroll, 1)
        self.bar = ActionBar()
        self.back_key = self.bar.add("返回解锁", icon="back")
        self.back_key.tapped.connect(self._leave)
        self.next_key = self.bar.add("下一步", "main", "next")
        self.next_key.tapped.connect(self._next)
        column.addWidget(self.bar)
        self._measure()
        look.changes.changed.connect(self._measure)

    def _measure(self) -> None:
        sizes = look.sizes()
        self._inner.setContentsMargins(sizes.left, 20, sizes.right, 16)
        self._inner.setSpacing(16)


def _state(opened: Any) -> tuple[bool, bool, Path | None]:
    """Whether the court has enrolled this tablet, whether a docket is loaded, and one that has come and is not."""
    enrolled = enrolling.enrolment(opened) is not None
    return enrolled, preferences.docket_loaded(opened), enrolling.incoming(opened)


def _write(opened: Any, path: Path) -> Path:
    content = enrolling.request_file(opened)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FieldworkError(f"申请文件没有写成：“{path.name}”写不进去。请换一个位置再试。") from error
    return path


def _look(opened: Any, path: Path) -> enrolling.Enrolled:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_ENROLMENT + 1)
    except OSError as error:
        raise FieldworkError(f"文件“{path.name}”打不开。请检查优盘后重选。") from error
    return enrolling.look(opened, raw)

"""The window: 初次使用, 解锁 or the pages of an open session; it decides nothing about cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QVBoxLayout, QWidget

from services import settings
from services.errors import FieldworkError
from ui import doors, entering, look
from ui.background import Background
from ui.check_in import CheckInWatch
from ui.entering import Entered
from ui.idle import Idle
from ui.loading import Loading
from ui.pages.unlock import UnlockPage
from ui.pills import Pills
from ui.ruler import dpi_of
from ui.surroundings import Surroundings
from ui.troubles import Troubles

if TYPE_CHECKING:
    from services.actions.preferences import VaultFacts
    from services.session import Session
    from ui.desk import Destination
    from ui.dialogs.crash import CrashDialog
    from ui.frame import Frame
    from ui.pages.first_start import FirstStartPage
    from ui.position import PositionWatch
    from ui.routes import Routes

TITLE = "执行外勤"
LEASE_OVER = "离线有效期已过，只能写完已有草稿。"
LOCKED_OUT = 20_000  # milliseconds that closing waits for the vault to be closed in good order


class Window(QWidget):
    """The one window. `session` starts it unlocked, `opening` unlocks it as soon as it is painted (the demo)."""

    def __init__(
        self,
        root: Path,
        *,
        background: Background,
        session: Session | None,
        now: Callable[[], dt.datetime],
        opening: Callable[[], Session] | None = None,
        troubles: Troubles | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._root, self.background, self._now = root, background, now
        self._terminal: dict[str, object] = dict(settings.read_terminal(root))
        self.troubles = troubles or Troubles(self)
        self.troubles.known.connect(self._tell)
        self.troubles.crashed.connect(self._show_crash)
        self.pills = Pills(background, now, self)
        self.idle = Idle(parent=self)
        self.idle.due.connect(self.lock)
        self.check_in = CheckInWatch(root, background, now, self, self.troubles.tell)
        self.around = Surroundings(
            root=root, background=background, now=now, go=self.go, saved=self._saved,
            trouble=self.troubles.tell, told=self._told, terminal=self._terminal, alone=self.check_in.begin,
        )  # fmt: skip
        self.session: Session | None = None
        self.routes: Routes | None = None
        self.frame: Frame | None = None
        self.first_start: FirstStartPage | None = None
        self.crash: CrashDialog | None = None
        self._position: PositionWatch | None = None
        self._resume: tuple[str, Destination] | None = None
        self._opening, self._painted = opening, False
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self._stack)
        self.unlock = self._unlock_page()
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock)
        if session is not None:
            self.enter(entering.enter(session, now()))
        elif not opening and not any(p.enrolled for p in self.unlock.plates):
            self._begin_first_start(next((p.folder for p in self.unlock.plates), None), "")

    def go(self, to: Destination) -> None:
        """Show a destination, or say why it is closed."""
        if self.routes is None:
            return
        try:
            self.routes.go(to)
        except FieldworkError as error:
            self.troubles.tell(error)

    def enter(self, entered: Entered) -> None:
        """A vault was opened: build the pages and show 今日, or what was open when this officer's screen locked."""
        self.session = entered.session
        self._terminal.update(entered.settings)
        self._position = doors.watch(entered.settings)
        self.pills.watch(self._position)
        self.pills.setPrinter(str(entered.settings.get("printer", "")))
        self.pills.setPending(entered.facts.pending)
        self.idle.setMinutes(int(entered.settings.get("auto_lock_minutes", 10)))
        self.routes = doors.routes(entered, self.around, self, self._position)
        self.routes.moved.connect(self._moved)
        self.routes.locking.connect(self.lock)
        self.frame = doors.frame(self.routes, self.pills.behind_lock(), entered.session.demo, self)
        self._wire(self.frame, self.routes)
        self.check_in.entered(entered.session, self.frame)
        self._show_lease(entered.facts)
        self._stack.addWidget(self.frame)
        vault, there = self._resume or ("", None)
        same = vault == entered.session.vault.folder.name
        self._resume = None
        if there is not None and same:
            self.go(there)
        else:
            self.routes.go_to("today")
        self._stack.setCurrentWidget(self.frame)
        self.pills.fit()
        self._remember_vault(entered.session.vault.folder.name)
        self.idle.start()

    def lock(self) -> None:
        """隐屏: keep what the page holds, cover the screen, close the vault."""
        if self.session is None or self.routes is None:
            return
        session, then = self.session, self.unlock.read_plates
        self.idle.stop()
        self.routes.leave()
        self._resume = (session.vault.folder.name, self.routes.resume())
        self._drop_session()
        self.unlock.hide_all(True)
        self._stack.setCurrentWidget(self.unlock)
        work = partial(entering.lock, session, self._now())
        self.background.run(work, then=lambda _: then(), failed=self.troubles.tell, owner=self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # Only now is there something to see: load what is behind the door while the officer reads.
            QTimer.singleShot(0, self, self._after_first_paint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < 1200) != look.sizes().small:
            self._restyle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The program ends: drafts are kept and the vault is closed before the window goes."""
        if self.session is not None:
            self.lock()
        if self.first_start is not None:
            self.first_start.leave()
        self.pills.stop()
        self.background.finish(LOCKED_OUT)
        event.accept()

    def _unlock_page(self) -> UnlockPage:
        page = UnlockPage(self._root, self.background, self._now, str(self._terminal["last_vault"]))
        page.entered.connect(self.enter)
        page.first_start.connect(self._begin_first_start)
        page.failed.connect(self.troubles.tell)
        page.changing.connect(self._choose_vault)
        page.set_pills(self.pills.at_lock())
        self.pills.lock()
        self._stack.addWidget(page)
        return page

    def _choose_vault(self) -> None:
        sheet = doors.vaults_sheet(self, self.unlock.plates)
        sheet.picked.connect(self.unlock.pick)
        sheet.newcomer.connect(partial(self._begin_first_start, None, ""))
        sheet.open()

    def _after_first_paint(self) -> None:
        self.pills.start()
        run = partial(self.background.run, failed=self.troubles.tell, owner=self)
        run(entering.load, then=Loading(doors.TODAY, self).begin, lane="work")
        if self._opening is not None:
            run(partial(entering.open_and_enter, self._opening, self._now()), then=self.enter, lane="vault")

    def _wire(self, frame: Frame, routes: Routes) -> None:
        frame.chosen.connect(routes.go_to)
        frame.hidden.connect(self.lock)
        frame.back.connect(routes.go_back)
        frame.renew.connect(partial(routes.go_to, "settings"))

    def _moved(self) -> None:
        if self.frame is not None and self.routes is not None:
            self.frame.show_page(self.routes.place)
            self._read_facts()

    def _drop_session(self) -> None:
        self.session, self.routes = None, None
        self.check_in.left()
        self._clear_covers()
        if self._position is not None:
            self._position.stop()
            self._position.deleteLater()
            self._position = None
        for pill in (*self.pills.behind_lock(), *self.pills.at_lock()):
            pill.setParent(self)
            pill.hide()
        self.pills.lock()
        self.unlock.set_pills(self.pills.at_lock())
        if self.frame is not None:
            self._stack.removeWidget(self.frame)
            self.frame.hide()
            self.frame.deleteLater()
            self.frame = None

    def _clear_covers(self) -> None:
        """Sheets and dialogs lie over everything and may show a case: they go with the session."""
        over = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        # A file dialog belongs to its page; going with the page, it would be seen a moment longer than the page.
        for child in (*over, *self.findChildren(QDialog)):
            if child not in (self._stack, self.crash, self.check_in.cover) and not child.isHidden():
                child.hide()
                child.deleteLater()

    def _begin_first_start(self, folder: Path | None, secret: str) -> None:
        page = doors.first_start(self.around, folder, secret)
        page.entered.connect(self.enter)
        page.entered.connect(self._leave_first_start)
        page.left.connect(self._leave_first_start)
        page.failed.connect(self.troubles.tell)
        self._leave_first_start()
        self.first_start = page
        page.set_way_back(any(p.enrolled for p in self.unlock.plates))
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _leave_first_start(self) -> None:
        if self.first_start is not None:
            self._stack.removeWidget(self.first_start)
            self.first_start.deleteLater()
            self.first_start = None
        self.unlock.read_plates()

    def _saved(self, at: dt.datetime) -> None:
        self.pills.setSaved(at)
        self._read_facts()

    def _read_facts(self) -> None:
        if self.session is not None:
            work = partial(entering.facts, self.session, self._now())
            self.background.run(work, then=self._show_facts, failed=self.troubles.tell, owner=self)

    def _show_facts(self, facts: VaultFacts) -> None:
        if self.session is not None:
            self.pills.setPending(facts.pending)
            self._show_lease(facts)

    def _show_lease(self, facts: VaultFacts) -> None:
        if self.frame is not None and self.routes is not None:
            self.routes.lapse(facts.lease.expired)
            self.frame.show_lease(LEASE_OVER if facts.lease.expired else "")

    def _told(self, name: str) -> None:
        """A setting was changed on the settings page; its value is in the terminal's settings by now."""
        if name in ("theme", "dpi"):
            self._restyle()
        elif name == "auto_lock_minutes":
            self.idle.setMinutes(int(str(self._terminal[name])))
        elif name == "printer":
            self.pills.setPrinter(str(self._terminal[name]))
        elif name in ("receiver", "baud") and self._position is not None:
            self._position.set_receiver(str(self._terminal["receiver"]), int(str(self._terminal["baud"])))
        elif name == "docket":
            self._read_facts()

    def _restyle(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dpi = dpi_of(app.primaryScreen(), self._terminal["dpi"])
            look.themed(app, str(self._terminal["theme"]), self.width(), dpi)
            self.pills.fit()

    def _remember_vault(self, name: str) -> None:
        if self._terminal["last_vault"] != name:
            self._terminal["last_vault"] = name
            settings.write_terminal(self._root, {"last_vault": name})

    def _tell(self, sentence: str, safe: str) -> None:
        place = self.frame or self.first_start or self.unlock
        place.tell(sentence, safe)

    def _show_crash(self, report: str) -> None:
        self.crash = doors.crash_dialog(report, self)
        self.crash.open()

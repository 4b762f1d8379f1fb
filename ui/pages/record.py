"""记录: the page that hosts the form of a draft, keeps every change, and makes it a record by 完成."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.actions import gates, issuing, recording
from services.entries.entry import Entry
from services.errors import FieldworkError
from services.records.draft import Draft
from services.records.record import Incomplete, Problem
from services.records.signing import SIGNATURES
from ui import look
from ui.components.notices import Banner
from ui.desk import Back, ContinueDraft, CorrectEntry, Desk, OpenEntry, StartRecord
from ui.dialogs.pick_thing import PickThing
from ui.forms.beside import Beside
from ui.forms.editors.signing import SignaturesEditor
from ui.forms.finishing import Finisher
from ui.forms.form import Form, is_quick
from ui.forms.gate import Gate
from ui.forms.intake import Intake
from ui.forms.knowledge import hints_for
from ui.forms.narrative import NarrativeCard
from ui.forms.opening import Opened, headline, lacking, open_draft
from ui.forms.record_bar import RecordBar
from ui.forms.saving import Saver
from ui.forms.signing_desk import SigningDesk
from ui.forms.verdict import spent, unsigned, verdict


class RecordPage(QWidget):
    """One draft on the screen; `finished` once it is a record, and then there is nothing to come back to."""

    back = True
    full_width = True

    def __init__(self, desk: Desk, to: StartRecord | ContinueDraft | CorrectEntry) -> None:
        super().__init__()
        self.desk = desk
        self.title = to.kind.title if isinstance(to, StartRecord) else "记录"
        self.finished = False
        self.form: Form | None = None
        self.opened: Opened | None = None
        self._draft: Draft | None = None
        self.saver = Saver(desk.session, desk.background, desk.now, self)
        self.saver.kept.connect(self._kept)
        self.saver.failed.connect(self._not_kept)
        self._finisher = Finisher(desk.session, desk.background, desk.now, self.saver)
        self._finisher.finished.connect(self._committed)
        self._finisher.refused.connect(self._not_committed)
        self._intake = Intake(desk.session, desk.background, self)
        self._build()
        self._open(to)

    def _open(self, to: StartRecord | ContinueDraft | CorrectEntry) -> None:
        now = self.desk.now()
        work = partial(open_draft, self.desk.session, to, now, self.desk.position.position(now))
        run = partial(self.desk.background.run, failed=self._trouble, owner=self, lane="vault")
        run(work, then=partial(self._opened, to))

    def _opened(self, to: StartRecord | ContinueDraft | CorrectEntry, opened: Opened) -> None:
        """A new record that may be about several things of the docket is asked for which."""
        if isinstance(to, StartRecord) and not opened.draft.subject and len(opened.things) > 1:
            pick = PickThing(self.window(), opened.kind.title, opened.things)
            pick.picked.connect(lambda thing: self._open(StartRecord(to.kind, to.cases, thing, to.known)))
            pick.open()
        self._show(opened)
        self.desk.background.run(issuing.get_ready, failed=self._trouble, owner=self, lane="work")

    def _build(self) -> None:
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner("", closable=True)
        self.banner.dismissed.connect(self.banner.hide)
        self.banner.tapped.connect(self.saver.flush)
        self.banner.hide()
        self.narrative = NarrativeCard()
        self.words = self.narrative.words
        self.gate = Gate(self)
        self.gate.jumped.connect(self._to_field)
        self.gate.overridden.connect(self._override)
        self.beside = Beside(self.gate.column, self)
        self.signing = SigningDesk(self.desk.session, self.desk.background, self.desk.now, self)
        self.signing.froze.connect(self._change)
        self.signing.asked.connect(self._sign)
        self.signing.blocked.connect(self._jump)
        self.columns = self.beside.columns((self.banner, self.signing.banner), self.narrative)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.columns, 1)
        outer.addWidget(self._bar())
        look.changes.changed.connect(self._measure)
        self._measure()

    def _bar(self) -> RecordBar:
        self.bar = bar = RecordBar()
        self.saved, self.later_key = bar.saved, bar.later_key
        self.duties_key, self.done_key = bar.duties_key, bar.done_key
        self.later_key.tapped.connect(self._later)
        self.duties_key.tapped.connect(lambda: self.gate.open())
        self.signing.key = bar.sign_key
        bar.sign_key.tapped.connect(self._sign)
        bar.sign_key.blocked.connect(self._jump)
        self.done_key.tapped.connect(self._done)
        self.done_key.blocked.connect(self._jump)
        return bar

    def subtitle(self) -> str:
        """Case number and debtor, as the header says them."""
        return headline(self.opened) if self.opened is not None else ""

    def refresh(self) -> None:
        """Nothing is read again: the draft on the screen is the newest there is."""
        self._refresh_bar()

    def leave(self) -> None:
        """Called before the page goes (another page, the lock): what waits is kept at once."""
        self.saver.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        self.leave()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._refresh_bar)

    @property
    def draft(self) -> Draft | None:
        """The draft as it stands on the screen; None while it is being opened."""
        return self._draft

    def _show(self, opened: Opened) -> None:
        self.opened, self._draft = opened, opened.draft
        self.title = f"更正：{opened.kind.title}" if opened.draft.amends else opened.kind.title
        signing, hints = self.signing.tool(opened), hints_for(opened, self.desk)
        tools = self._intake.tools(self.desk, signing, self.gate.open_for, lambda: self._draft)
        self.form = Form(opened.kind, hints, tools, (self.beside.below,))
        self.form.answered.connect(self._answered)
        self.form.confirmed.connect(self._confirmed)
        self.form.again.connect(self._again)
        self.form.all_right.connect(self._all_right)
        self.form.left.connect(lambda _name: self.saver.flush())
        self.form.moved.connect(self._refresh_bar)
        self.columns.put(self.form)
        self.narrative.setVisible(is_quick(opened.kind))
        self._measure()
        self.narrative.tell(opened, opened.draft, opened.narrative)
        if opened.draft.kept_at is not None:
            self.saved.tell(f"草稿已存本机 {opened.draft.kept_at:%H:%M:%S}", "接着写")
        self._show_draft()

    def _show_draft(self) -> None:
        if self.form is None or self._draft is None or self.opened is None:
            return
        self._judge()
        self._tell_signing()
        void = {SIGNATURES} if self.signing.voided else set()
        self.form.show_draft(self._draft, self.gate.disputed | void)
        place = self._draft.values.get("place")
        self.beside.tell(self.opened, place)
        self._refresh_bar()
        QTimer.singleShot(0, self, self._refresh_bar)  # what is in sight is known once the layout has settled

    def _change(self, draft: Draft, *, typing: bool = False) -> None:
        self._draft = draft
        self.saver.change(draft, typing=typing)
        self._show_draft()

    def _answered(self, name: str, value: Any, typing: bool) -> None:
        if self._draft is not None and not self.finished:
            self._change(self._draft.answered(name, value), typing=typing)

    def _confirmed(self, name: str) -> None:
        if self._draft is not None:
            self._change(recording.confirm(self.desk.session, self._draft, name, self.desk.now()))

    def _all_right(self, names: frozenset[str]) -> None:
        if self._draft is not None:
            self._change(self._draft.confirm(names, self.desk.session.officer.name, self.desk.now()))

    def _again(self, name: str, value: Any) -> None:
        if self._draft is not None:
            self._change(self._draft.filled(name, value))

    def _kept(self, moment: dt.datetime, narrative: str) -> None:
        if self.finished or self._draft is None or self.opened is None:
            return
        self.banner.hide()
        used = spent(round((moment - self._draft.started_at).total_seconds()))
        self.saved.tell(f"草稿已存本机 {moment:%H:%M:%S}", f"已用 {used}")
        self.desk.saved(moment)
        self.narrative.tell(self.opened, self._draft, narrative)

    def _not_kept(self, trouble: BaseException) -> None:
        self.saved.tell("没有存上", "内容还在屏幕上", saved=False)
        self._trouble(trouble, key="再存一次")

    def _trouble(self, trouble: BaseException, key: str = "") -> None:
        if isinstance(trouble, FieldworkError):
            self.banner.tell(trouble.sentence, "屏幕上的内容都在，没有丢" if self._draft else "", key)
            self.banner.show()
        else:
            self.desk.trouble(trouble)

    def _judge(self) -> None:
        if self._draft is not None and self.opened is not None:
            self.bar.tell_duties(self.gate.judge(self.opened, self._draft, self.desk.now()))

    def _refresh_bar(self) -> None:
        if self._draft is None or self.form is None or self.opened is None or self.finished:
            return
        said = verdict(
            self.opened, self._draft, busy=self.form.busy, blocked=len(self.gate.blocked),
            void=len(self.signing.voided), seen=self.form.seen,
        )  # fmt: skip
        self.bar.tell_verdict(*said)

    def _tell_signing(self) -> None:
        if self._draft is not None and self.form is not None and self.opened is not None:
            busy, blocked = self.form.busy, len(self.gate.blocked)
            self.signing.show(self._draft, unsigned(self.opened, self._draft, busy=busy, blocked=blocked))

    def _sign(self) -> None:
        if self.form is not None and not self.finished:
            self.saver.flush()
            editor = self.form.editor(SIGNATURES)
            if isinstance(editor, SignaturesEditor):
                editor.open()

    def _jump(self) -> None:
        if self._draft is None or self.form is None or self.opened is None:
            return
        missing = lacking(self.opened.kind, self._draft)
        if missing:
            self.form.jump(missing[0])
        elif self.gate.blocked:
            self.gate.open()
        elif waiting := [p for p in recording.problems(self._draft) if p.name in self._draft.prefilled]:
            self.form.jump(waiting[0])
        elif self.signing.voided:
            self.form.jump(Problem(SIGNATURES, "签名后内容有变动，请重新签名"))

    def _later(self) -> None:
        self.leave()
        self.desk.go(Back())

    def _done(self) -> None:
        if self._draft is not None and not self.finished:
            self.done_key.setMissing("正在保存")
            self._finisher.finish(self._draft)

    def _committed(self, entry: Entry) -> None:
        self.finished = True
        if self.form is not None:
            self.form.lock()
        self.saved.tell(f"已保存 {entry.made_at:%H:%M:%S}", "已写入日志，待回传")
        self.desk.saved(entry.made_at)
        self.desk.go(OpenEntry(entry.id))

    def _not_committed(self, trouble: BaseException) -> None:
        self._refresh_bar()
        if isinstance(trouble, Incomplete) and self.form is not None:
            self.form.jump(trouble.problems[0])
        self._trouble(trouble)

    def _to_field(self, name: str) -> None:
        if self.form is not None:
            self.form.jump(Problem(name, "这里补上，校验就过"))

    def _override(self, code: str, reason: str) -> None:
        if self._draft is not None:
            self._change(gates.override(self.desk.session, self._draft, code, reason, self.desk.now()))
            self.gate.open()

    def _measure(self) -> None:
        self.columns.fit()
        self.beside.fit(self.opened)
        if self.form is not None:
            self.form.rearrange()
        self._judge()

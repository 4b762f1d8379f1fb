"""记录: the page that hosts the form of a draft, keeps every change, and makes it a record by 完成."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions import recording
from services.entries.entry import Entry
from services.errors import FieldworkError
from services.records.draft import Draft
from services.records.record import Incomplete, Problem
from services.records.values import Override
from ui import look
from ui.background import SAVING
from ui.components.frames import ActionBar, Card
from ui.components.labels import Text
from ui.components.notices import Banner, Saved
from ui.desk import Back, ContinueDraft, CorrectEntry, Desk, OpenEntry, StartRecord
from ui.forms.beside import Beside
from ui.forms.form import Form, is_quick
from ui.forms.gate import Gate
from ui.forms.intake import Intake
from ui.forms.knowledge import hints_of
from ui.forms.opening import Opened, lacking, open_draft
from ui.forms.saving import Saver
from ui.forms.verdict import spent, verdict

NARRATIVE = "会这样写进笔录"
_UNSAVED = "还没有改动"


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
        self._intake = Intake(desk.session, desk.background, self)
        self._build()
        desk.background.run(
            partial(open_draft, desk.session, to, desk.now(), desk.position.position(desk.now())),
            then=self._show,
            failed=self._trouble,
            owner=self,
            lane="vault",
        )

    def _build(self) -> None:
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner("", closable=True)
        self.banner.dismissed.connect(self.banner.hide)
        self.banner.tapped.connect(self.saver.flush)
        self.banner.hide()
        self.words = Text("", "body")
        self.narrative = Card(NARRATIVE)
        self.narrative.body.addWidget(self.words)
        self.narrative.hide()
        self.gate = Gate(self)
        self.gate.jumped.connect(self._to_field)
        self.gate.overridden.connect(self._override)
        self.beside = Beside(self.gate.column, self)
        self._left = QVBoxLayout()
        self._left.setSpacing(10)
        self._left.addWidget(self.banner)
        self._left.addStretch(1)
        self._left.addWidget(self.narrative)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(20)
        self._middle.addLayout(self._left, 1)
        self._middle.addWidget(self.beside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._middle, 1)
        outer.addWidget(self._bar())
        look.changes.changed.connect(self._measure)
        self._measure()

    def _bar(self) -> ActionBar:
        self.saved = Saved(_UNSAVED, "每次改动即存本机")
        bar = ActionBar(self.saved)
        self.later_key = bar.add("先离开，稍后写", weight=0.9)
        self.later_key.tapped.connect(self._later)
        self.duties_key = bar.add("校验", icon="law", weight=0.7)
        self.duties_key.tapped.connect(lambda: self.gate.open())
        self.duties_key.hide()
        self.done_key = bar.add("完成", "main", "check", weight=1.4)
        self.done_key.tapped.connect(self._done)
        self.done_key.blocked.connect(self._jump)
        self.done_key.setMissing("正在打开")
        return bar

    def subtitle(self) -> str:
        """Case number and debtor, as the header says them."""
        if self.opened is None or not self.opened.cases:
            return ""
        case = self.opened.cases[0]
        names = "、".join(p.name for p in case.debtors[:2])
        more = f" 等 {len(self.opened.draft.cases)} 案" if len(self.opened.draft.cases) > 1 else ""
        return f"{case.number}{more} · {names}"

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
        self.gate.fit()
        QTimer.singleShot(0, self, self._refresh_bar)

    @property
    def draft(self) -> Draft | None:
        """The draft as it stands on the screen; None while it is being opened."""
        return self._draft

    def _show(self, opened: Opened) -> None:
        self.opened, self._draft = opened, opened.draft
        self.title = f"更正：{opened.kind.title}" if opened.draft.amends else opened.kind.title
        names = dict.fromkeys(
            (self.desk.session.officer.name, *(c.name for c in self.desk.session.colleagues))
        )
        hints = hints_of(
            opened.cases, opened.happenings, tuple(names), opened.draft.subject, opened.last, self.desk.now
        )
        folder = str(self.desk.terminal.get("photo_folder", "") or "")
        tools = self._intake.tools(self.desk.position, Path(folder) if folder else None)
        self.form = Form(opened.kind, hints, tools, (self.beside.below,))
        self.form.answered.connect(self._answered)
        self.form.confirmed.connect(self._confirmed)
        self.form.again.connect(self._again)
        self.form.left.connect(lambda _name: self.saver.flush())
        self.form.moved.connect(self._refresh_bar)
        self._left.takeAt(1)
        self._left.insertWidget(1, self.form, 1)
        self.narrative.setVisible(is_quick(opened.kind))
        self._measure()
        self._tell_narrative(opened.narrative)
        if opened.draft.kept_at is not None:
            self.saved.tell(f"草稿已存本机 {opened.draft.kept_at:%H:%M:%S}", "接着写")
        self._show_draft()

    def _show_draft(self) -> None:
        if self.form is None or self._draft is None or self.opened is None:
            return
        self.form.show_draft(self._draft)
        place = self._draft.values.get("place")
        self.beside.tell(self.opened, place)
        self._judge()
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

    def _again(self, name: str, value: Any) -> None:
        if self._draft is not None:
            self._change(self._draft.filled(name, value))

    def _kept(self, moment: dt.datetime, narrative: str) -> None:
        if self.finished or self._draft is None:
            return
        self.banner.hide()
        self.saved.tell(
            f"草稿已存本机 {moment:%H:%M:%S}",
            f"已用 {spent(round((moment - self._draft.started_at).total_seconds()))}",
        )
        self.desk.saved(moment)
        self._tell_narrative(narrative)

    def _not_kept(self, trouble: BaseException) -> None:
        self.saved.tell("没有存上", "内容还在屏幕上", saved=False)
        self._trouble(trouble, key="再存一次")

    def _trouble(self, trouble: BaseException, key: str = "") -> None:
        if isinstance(trouble, FieldworkError):
            self.banner.tell(trouble.sentence, "屏幕上的内容都在，没有丢" if self._draft else "", key)
            self.banner.show()
        else:
            self.desk.trouble(trouble)

    def _tell_narrative(self, narrative: str) -> None:
        if self._draft is None or self.opened is None:
            return
        missing = lacking(self.opened.kind, self._draft)
        hint = missing[0].sentence if missing else ""
        self.words.setText((not missing and narrative) or f"写齐后，这里会是笔录的话（{hint}）")

    def _judge(self) -> None:
        if self._draft is not None and self.opened is not None:
            self.gate.judge(self.opened, self._draft, self.desk.now())
            open_ones = [s for s in self.gate.standings if s.state == "missing"]
            self.duties_key.setLabel(f"校验 {len(open_ones)} 项")
            self.duties_key.setVisible(look.sizes().small and bool(open_ones))

    def _refresh_bar(self) -> None:
        if self._draft is None or self.form is None or self.opened is None or self.finished:
            return
        label, why = verdict(
            self.opened, self._draft, busy=self.form.busy, blocked=len(self.gate.blocked), seen=self.form.seen
        )
        self.done_key.setLabel(label)
        self.done_key.setMissing(why)

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

    def _later(self) -> None:
        self.leave()
        self.desk.go(Back())

    def _done(self) -> None:
        if self._draft is None or self.finished:
            return
        now = self.desk.now()
        draft = recording.confirm_all(self.desk.session, self._draft, now)
        self.saver.close()
        self.done_key.setMissing("正在保存")
        self.desk.background.run(
            partial(recording.commit, self.desk.session, draft, now),
            then=self._committed,
            failed=self._not_committed,
            owner=self,
            lane="vault",
            priority=SAVING,
        )

    def _committed(self, entry: Entry) -> None:
        self.finished = True
        if self.form is not None:
            self.form.lock()
        self.saved.tell(f"已保存 {entry.made_at:%H:%M:%S}", "已写入日志，待回传")
        self.desk.saved(entry.made_at)
        self.desk.go(OpenEntry(entry.id))

    def _not_committed(self, trouble: BaseException) -> None:
        self.saver.close(False)
        self._refresh_bar()
        if isinstance(trouble, Incomplete) and self.form is not None:
            self.form.jump(trouble.problems[0])
        self._trouble(trouble)

    def _to_field(self, name: str) -> None:
        if self.form is not None:
            self.form.jump(Problem(name, "这里补上，校验就过"))

    def _override(self, code: str, reason: str) -> None:
        if self._draft is None:
            return
        given = Override(duty=code, reason=reason, by=self.desk.session.officer.name, at=self.desk.now())
        others = tuple(o for o in self._draft.overrides if o.duty != code)
        self._change(replace(self._draft, overrides=(*others, given)))
        self.gate.open()

    def _measure(self) -> None:
        sizes = look.sizes()
        self._middle.setContentsMargins(sizes.left, 12, sizes.right, 12)
        self.beside.fit(self.opened)
        if self.form is not None:
            self.form.rearrange()
        self.narrative.setTitle("" if sizes.small else NARRATIVE)
        self._judge()

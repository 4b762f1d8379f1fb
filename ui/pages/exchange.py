"""同步: what has reached the court and the proof of it, what is on its way, what needs somebody's eye."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from services import clock
from services.actions import replying, surveying
from services.actions.standing import Standing
from services.actions.succeeding import Succession
from services.actions.surveying import Board
from services.errors import FieldworkError
from services.records import catalogue
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.record import Record
from ui import look
from ui.components.frames import ActionBar, Card
from ui.components.labels import Chip, ChipFace, Text
from ui.components.notices import Banner, EmptyState
from ui.components.progress import ProgressCard
from ui.components.tasks import PlainList, PlainRow
from ui.desk import ContinueDraft, Desk, OpenEntry
from ui.docking import Dock
from ui.files import FilePick
from ui.pages import day_close
from ui.pages.exchange_proof import BroughtCard, ProofCard

if TYPE_CHECKING:
    from services.actions.docking import Exchanged, Progress

STATES = (
    ("check", "已保存", "在本机，断电不丢"),
    ("clock", "待回传", "等网络或存储卡"),
    ("exchange", "传输中", "按字节续传"),
    ("done", "院端已收", "有院端签名的收据"),
    ("warning", "需处理", "写明原因，不挡别的"),
)
PHASES = {
    "asking": "正在联系院端",
    "entries": "上交记录",
    "files": "上传附件",
    "changes": "取回变更",
    "papers": "取回院发文书",
    "law": "取回法律数据",
    "done": "核对完毕",
}
_MEGABYTE = 1_000_000


class ExchangePage(QWidget):
    """Begins an exchange, shows how it goes and what stands where; it runs on when another page is shown."""

    title, back, full_width = "同步", False, False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._reachable = True
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.dock = Dock(desk, self)
        self.dock.began.connect(self._began)
        self.dock.progressed.connect(self._progressed)
        self.dock.done.connect(self._done)
        self.dock.failed.connect(self._failed)
        self.banner = Banner("", closable=True)
        self.banner.dismissed.connect(self.banner.hide)
        self.banner.hide()
        self.proof, self.brought = ProofCard(), BroughtCard()
        self.progress = ProgressCard("正在联系院端")
        self.progress.cancelled.connect(self.dock.stop)
        self.progress.hide()
        self.rows = PlainList("最近的记录")
        self.rows.opened.connect(self._open)
        self.list = Card("最近的记录", flush=True)
        self.nothing = EmptyState("exchange", "还没有记录", "完成的记录会列在这里，同步后送到院里")
        self.list.body.addWidget(self.rows, 1)
        self.list.body.addWidget(self.nothing, 1)
        self.bar = ActionBar()
        self.go_key = self.bar.add("同步", "main", "exchange")
        self.go_key.tapped.connect(self.dock.start)
        self.reply = FilePick("回执包", ending=".cf-reply", parent=self)
        self.reply.hide()  # its dialog is what is wanted
        self.reply.picked.connect(self._read_reply)
        self.reply_key = self.bar.add("读入回执", "plain", "usb")
        self.reply_key.tapped.connect(self.reply.ask)
        self.close_key = self.bar.add("当日小结", "plain", "documents")
        self.close_key.tapped.connect(partial(day_close.show, desk, self, self._failed))
        self._lay_out()
        look.changes.changed.connect(self._measure)
        self._measure()
        self.refresh()

    def refresh(self) -> None:
        """Reads anew what stands where."""
        work = partial(surveying.board, self.desk.session, self.desk.now())
        self.desk.background.run(work, then=self._show, failed=self._failed, owner=self)

    def _lay_out(self) -> None:
        self.lease = Card("离线有效期")
        self.lease_words = Text("", "second")
        self.lease.body.addWidget(self.lease_words)
        self.chain = Card("由旧副本恢复")
        self.chain_words = Text("", "second")
        self.chain.body.addWidget(self.chain_words)
        self.chain.hide()
        self._legend = Card("状态说明")
        meanings = QGridLayout()
        meanings.setColumnStretch(1, 1)
        for number, (icon, state, meaning) in enumerate(STATES):
            meanings.addWidget(Chip(state, "plain", icon), number, 0)
            meanings.addWidget(Text(meaning, "second"), number, 1)
        self._legend.body.addLayout(meanings)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for widget in (self.banner, self.proof, self.progress, self.brought):
            self._left.addWidget(widget)
        self._left.addWidget(self.list, 1)
        self._right.addWidget(self.lease)
        self._right.addWidget(self.chain)
        self._right.addWidget(self._legend)
        self._right.addStretch(1)
        self._side = QWidget()
        self._right.setContentsMargins(0, 0, 0, 0)
        self._side.setLayout(self._right)
        self._columns = QHBoxLayout()
        self._columns.addLayout(self._left, 1)
        self._columns.addWidget(self._side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._columns, 1)
        outer.addWidget(self.bar)

    def _show(self, board: Board) -> None:
        self._reachable = board.reachable
        self._show_proof(board)
        items = [_draft_row(d) for d in board.drafts[:3]]
        items += [_row(h, state) for h, state in board.records]
        self.rows.setItems(items)
        self.rows.setVisible(bool(items))
        self.nothing.setVisible(not items)
        waiting = board.waiting
        size = f"，共 {waiting.bytes / _MEGABYTE:.1f} MB" if waiting.files else ""
        self.list.setTitle("最近的记录", f"待回传 {waiting.entries} 条、附件 {waiting.files} 个{size}")
        until = clock.local(board.lease.until)
        self.lease.setTitle("离线有效期", "已过" if board.lease.expired else f"到 {until:%m-%d %H:%M}")
        self.lease_words.setText(board.lease.warning or "每次同步自动续期；到期只锁不删，同步后立即恢复。")
        self.chain.setVisible(board.succession is not None)
        if board.succession is not None:
            self.chain_words.setText(_went_on(board.succession))
        self._make_room()
        if board.troubles and not self.dock.running:
            self.banner.tell(
                f"有 {len(board.troubles)} 处需处理：{board.troubles[0].why}", "其余不受影响，原件仍在本机。"
            )
            self.banner.show()
        self._fill_key()

    def _show_proof(self, board: Board) -> None:
        proof = board.proof
        if proof is None:
            detail = (
                "同步后，院端签名的收据会证明每一条都到了" if board.reachable else "登记文件里没有院端地址"
            )
            self.proof.tell("还没有同步过", detail, good=False)
            return
        at = clock.local(proof.at)
        when = f"{at:%H:%M:%S}" if at.date() == self.desk.today() else f"{at:%m-%d %H:%M}"
        waiting = board.waiting.entries or board.waiting.files
        same = "双方核对一致" if proof.complete else "还有没收到的"
        head = f" · 链头 {board.head[:4]} {board.head[4:8]}" if board.head else ""
        more = " · 其后又有新的待回传" if proof.complete and waiting else ""
        self.proof.tell(str(proof), f"{when} {same}{head}{more}", good=proof.complete and not waiting)

    def _began(self) -> None:
        self.banner.hide()
        self.progress.setProgress(0, 0, PHASES["asking"])
        self.progress.show()
        self._fill_key()

    def _progressed(self, progress: Progress) -> None:
        counts = f"记录 {progress.entries}/{progress.entries_all}"
        if progress.files_all:
            done, every = progress.bytes / _MEGABYTE, progress.bytes_all / _MEGABYTE
            counts += f" · 附件 {progress.files}/{progress.files_all} · {done:.1f}/{every:.1f} MB"
        self.progress.setProgress(*_share(progress), f"{PHASES[progress.phase]}　{counts}　断线自动续传")

    def _done(self, exchanged: Exchanged) -> None:
        self.progress.hide()
        self.brought.tell(exchanged)
        self.desk.saved(self.desk.now())
        self.refresh()

    def _read_reply(self, path: str) -> None:
        """What the court has answered to a stick or card."""

        def opened(own: replying.ReplyKey) -> None:
            work = partial(replying.read, own, Path(path))
            run(work, then=self._take_reply, failed=self._failed, lane="work", owner=self)

        run = self.desk.background.run
        run(partial(replying.key, self.desk.session), then=opened, failed=self._failed, owner=self)

    def _take_reply(self, read_in: replying.Reply) -> None:
        work = partial(replying.take, self.desk.session, read_in, self.desk.now())
        self.desk.background.run(work, then=self._done, failed=self._failed, owner=self)

    def _failed(self, error: Exception | None) -> None:
        self.progress.hide()
        if isinstance(error, FieldworkError):
            again = "接通后自动再试。" if self.dock.retrying else "已到院里的不会丢，其余下次再传。"
            self.banner.tell(error.sentence, again)
            self.banner.show()
        elif error is not None:
            self.desk.trouble(error)
        self.refresh()

    def _fill_key(self) -> None:
        if self.dock.running:
            self.go_key.setMissing("正在同步")
        elif not self._reachable:
            self.go_key.setMissing("登记文件里没有院端地址")
        else:
            self.go_key.setMissing("")

    def _open(self, row: PlainRow) -> None:
        if isinstance(row.payload, OpenEntry | ContinueDraft):
            self.desk.go(row.payload)

    def _measure(self) -> None:
        sizes = look.sizes()
        self._columns.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        for box in (self._columns, self._left, self._right):
            box.setSpacing(sizes.gap)
        self._side.setFixedWidth(296 if sizes.small else 348)
        self._make_room()

    def _make_room(self) -> None:
        """On a small screen the words on the states give way to what has happened to this very tablet."""
        self._legend.setHidden(look.sizes().small and not self.chain.isHidden())


def _went_on(told: Succession) -> str:
    """What became of the old chain, for whoever wonders at the new device's name."""
    carried = f"其后在本机做的 {told.carried} 条已由新链送院" if told.carried else "其后在本机没有做过记录"
    return (
        f"{_when(told.at)} 起用新链（设备 {told.device[:8]}），接旧链（{told.former[:8]}）第 {told.after} 行；"
        f"{carried}，院端另有的按“同事记录”取回。"
    )


def _share(progress: Progress) -> tuple[int, int]:
    """Done and all, in bytes while attachments go, else in entries; 0 of 0 where that says nothing."""
    if progress.phase == "files":
        return progress.bytes, progress.bytes_all
    return progress.entries, progress.entries_all


def _row(happening: Happening, state: Standing) -> PlainRow:
    entry, said = happening.entry, happening.said
    title = " · ".join(filter(None, (said.title, said.summary() if isinstance(said, Record) else "")))
    files = f" · 附件 {state.held}/{state.files}" if state.files else ""
    number = entry.cases[0] if entry.cases else ""
    return PlainRow(
        f"更正：{title}" if entry.amends else title,
        state.why or f"{number} · {_when(entry.made_at)}{files}",
        said.icon if isinstance(said, Record) else "note",
        chip=ChipFace(state.words, state.tone, "check" if state.tone == "ok" else ""),
        payload=OpenEntry(entry.id),
    )


def _draft_row(draft: Draft) -> PlainRow:
    kind = catalogue.kind(draft.kind)
    number = draft.cases[0] if draft.cases else ""
    return PlainRow(
        kind.title,
        f"{number} · 未完成，不传",
        kind.icon,
        chip=ChipFace("草稿", "act"),
        payload=ContinueDraft(draft.id),
    )


def _when(moment: dt.datetime) -> str:
    return f"{clock.local(moment):%m-%d %H:%M}"

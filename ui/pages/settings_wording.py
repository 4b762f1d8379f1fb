"""设置 of the papers' sentences: which documents say the court's own, a file to take, the file in use to write out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from services.actions import wordings
from services.actions.wordings import Standing
from services.clock import local
from ui.components.buttons import Button
from ui.components.labels import ChipFace, Text
from ui.components.tasks import PlainList, PlainRow
from ui.desk import Desk
from ui.files import FilePick
from ui.pages.settings_section import FileSection


class WordingFiles(FileSection):
    """The fixed sentences of every document; one is chosen in the list and written out or brought back."""

    unchanged = "原来的用语照旧使用。"
    title, hint, icon = "文书用语", "本院的固定用语", "documents"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.chosen = ""
        self._own: frozenset[str] = frozenset()
        self.file = FilePick("本院的用语文件", ending=".toml")
        self.file.picked.connect(self._adopt)
        self.result = Text("", "strong", "ok")
        self.result.hide()
        self.rows = PlainList("各种文书的用语", tall=True)
        self.rows.setSelectable()
        self.rows.opened.connect(lambda row: self.choose(row.payload))
        self.folder = FilePick("把选中的用语文件存到", folder=True)
        self.folder.line.textChanged.connect(lambda _text: self._check())
        self.write_key = Button("存出来改", "plain", "usb")
        self.write_key.tapped.connect(self._write)
        self.drop_key = Button("恢复程序原文", "plain", "again")
        self.drop_key.tapped.connect(self._drop)
        keys = QHBoxLayout()
        keys.setSpacing(12)
        keys.addWidget(self.write_key)
        keys.addWidget(self.drop_key)
        keys.addStretch(1)
        told_how = (
            "先存出程序的用语文件，在电脑上改句子，花括号里的字段一个不能少；改好后从这里选入。"
            "只影响以后制作的文书，已出具的不变。"
        )
        for widget in (Text(told_how, "second"), self.file, self.result, self.rows, self.folder):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(keys)
        self._check()

    def refresh(self) -> None:
        """Read whose sentences each document says."""
        work = partial(wordings.standings, self.desk.session)
        self.desk.background.run(work, then=self._show, failed=self.failed, owner=self)

    def choose(self, document: str) -> None:
        """Choose the document whose file is written out or brought back."""
        self.chosen = document
        self._check()

    def _adopt(self, path: str) -> None:
        self.trouble.hide()
        work = partial(wordings.adopt, self.desk.session, Path(path), self.desk.now())
        self.desk.background.run(work, then=self._adopted, failed=self.failed, owner=self)

    def _adopted(self, taken: Standing) -> None:
        self.file.set_path("")
        self.choose(taken.document)
        self._done(f"已采用：{taken.title}，共 {taken.sentences} 句，改了 {taken.own} 句。")

    def _drop(self) -> None:
        work = partial(wordings.drop, self.desk.session, self.chosen)
        self.desk.background.run(work, then=self._dropped, failed=self.failed, owner=self)

    def _dropped(self, left: Standing) -> None:
        self._done(f"已恢复：{left.title}用程序原文。")

    def _write(self) -> None:
        if self.folder.path is None:
            return
        work = partial(wordings.write_out, self.desk.session, self.chosen, self.folder.path)
        self.desk.background.run(work, then=self._written, failed=self.failed, owner=self)

    def _written(self, path: Path) -> None:
        self._done(f"已存出 {path.name}。")

    def _done(self, words: str) -> None:
        self.trouble.hide()
        self.result.setText(words)
        self.result.show()
        self.refresh()

    def _show(self, standings: tuple[Standing, ...]) -> None:
        self._own = frozenset(s.document for s in standings if s.since is not None)
        self.rows.setItems([_row(s) for s in standings])
        known = [s.document for s in standings]
        if self.chosen in known:
            self.rows.setCurrentIndex(self.rows.model().index(known.index(self.chosen), 0))
        self._check()

    def _check(self) -> None:
        lacking = "" if self.chosen else "先在上面选一种文书"
        self.write_key.setMissing(lacking or ("" if self.folder.path else "先选存到哪里"))
        own = self.chosen in self._own
        self.drop_key.setMissing(lacking or ("" if own else "用的就是程序原文"))


def _row(standing: Standing) -> PlainRow:
    if standing.since is None:
        words, chip = f"程序原文，{standing.sentences} 句", None
    elif standing.misfit:
        words, chip = standing.misfit, ChipFace("本院用语停用", "red")
    else:
        day = f"{local(standing.since):%Y-%m-%d}"
        words, chip = f"{day}采用，改了 {standing.own} 句", ChipFace("本院用语", "ok")
    return PlainRow(standing.title, words, "documents", chip, payload=standing.document)

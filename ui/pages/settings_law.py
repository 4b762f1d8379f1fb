"""设置 of the dated tables of law: version, source and end of each, a newer one to take, the one in use to write out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from services.actions import lawbook
from services.actions.lawbook import Standing
from services.clock import local
from ui.components.buttons import Button
from ui.components.labels import ChipFace, Text
from ui.components.tasks import PlainList, PlainRow
from ui.desk import Desk
from ui.files import FilePick
from ui.pages.settings_section import FileSection

_HOW = (
    "期限、利息和费用都按这些表推算。表到期后不会往后猜：缺哪一年会写明，等导入新表再算。"
    "院里下发的新表同步后自动采用；也可以先存出正在使用的表，照样子改好，再从这里选入。"
    "有一行不对就整表不采用，并指出行号。"
)


class LawTables(FileSection):
    """Every table of law; one is chosen in the list, and a newer file taken for it."""

    unchanged = "原来的表照旧使用。"
    title, hint, icon = "法律数据表", "放假、利率、期限、条文", "law"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.chosen = ""
        self._standings: dict[str, Standing] = {}
        self.rows = PlainList("法律数据表", tall=True)
        self.rows.setSelectable()
        self.rows.opened.connect(lambda row: self.choose(row.payload))
        self.about = Text("", "second")
        self.file = FilePick("导入新表", ending=".toml")
        self.file.picked.connect(self._adopt)
        self.result = Text("", "strong", "ok")
        self.result.hide()
        self.folder = FilePick("把选中的表存到", folder=True)
        self.folder.line.textChanged.connect(lambda _text: self._check())
        self.write_key = Button("存出来改", "plain", "usb")
        self.write_key.tapped.connect(self._write)
        self.drop_key = Button("恢复程序自带的表", "plain", "again")
        self.drop_key.tapped.connect(self._drop)
        keys = QHBoxLayout()
        keys.setSpacing(12)
        keys.addWidget(self.write_key)
        keys.addWidget(self.drop_key)
        keys.addStretch(1)
        for widget in (Text(_HOW, "second"), self.rows, self.about, self.file, self.result, self.folder):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(keys)
        self._check()

    def refresh(self) -> None:
        """Read which tables are in force, and what has run out."""
        work = partial(lawbook.standings, self.desk.session, self.desk.today())
        self.desk.background.run(work, then=self._show, failed=self.failed, owner=self)

    def choose(self, name: str) -> None:
        """Choose the table that a file is taken for."""
        self.chosen = name
        self._check()

    def _adopt(self, path: str) -> None:
        self.trouble.hide()
        work = partial(lawbook.adopt, self.desk.session, self.chosen, Path(path), self.desk.now())
        self.desk.background.run(work, then=self._adopted, failed=self.failed, owner=self)

    def _adopted(self, taken: Standing) -> None:
        self.file.set_path("")
        self._done(f"已采用：{taken.title}，版本 {taken.version}{_until(taken)}。有关期限会重新推算。")
        self.told("law")

    def _drop(self) -> None:
        work = partial(lawbook.drop, self.desk.session, self.chosen, self.desk.today())
        self.desk.background.run(work, then=self._dropped, failed=self.failed, owner=self)

    def _dropped(self, left: Standing) -> None:
        self._done(f"已恢复：{left.title}用程序自带的表，版本 {left.version}{_until(left)}。")
        self.told("law")

    def _write(self) -> None:
        if self.folder.path is None:
            return
        work = partial(lawbook.write_out, self.desk.session, self.chosen, self.folder.path)
        self.desk.background.run(work, then=self._written, failed=self.failed, owner=self)

    def _written(self, path: Path) -> None:
        self._done(f"已存出 {path.name}。")

    def _done(self, words: str) -> None:
        self.trouble.hide()
        self.result.setText(words)
        self.result.show()
        self.refresh()

    def _show(self, standings: tuple[Standing, ...]) -> None:
        self._standings = {s.name: s for s in standings}
        self.rows.setItems([_row(s) for s in standings])
        if not self.chosen:
            self.chosen = next((s.name for s in standings if s.importable), "")
        if self.chosen in self._standings:
            place = list(self._standings).index(self.chosen)
            self.rows.setCurrentIndex(self.rows.model().index(place, 0))
        self._check()

    def _check(self) -> None:
        chosen = self._standings.get(self.chosen)
        lacking = "" if chosen else "先在上面选一张表"
        self.about.setText(_about(chosen) if chosen else "")
        self.file.setEnabled(bool(chosen and chosen.importable))
        self.write_key.setMissing(lacking or ("" if self.folder.path else "先选存到哪里"))
        own = bool(chosen and (chosen.imported or chosen.misfit))
        self.drop_key.setMissing(lacking or ("" if own else "用的就是程序自带的表"))


def _about(chosen: Standing) -> str:
    told = [said for said in (chosen.refused, chosen.misfit, chosen.trouble, chosen.soon) if said]
    if chosen.imported and chosen.handed:
        told.append(f"{local(chosen.imported):%Y-%m-%d %H:%M} 由院里下发并采用。")
    elif chosen.imported:
        told.append(f"{local(chosen.imported):%Y-%m-%d %H:%M} 从本院的文件导入。")
    elif not chosen.importable:
        told.append("这张表随程序更新，不单独导入。")
    return f"{chosen.title}　来源：{chosen.origin}。" + "".join(told)


def _row(standing: Standing) -> PlainRow:
    words = f"版本 {standing.version}{_until(standing)} · {standing.origin}"
    chip = None
    if standing.misfit:
        chip = ChipFace("导入的停用", "red")
    elif standing.trouble:
        chip = ChipFace("已过期" if standing.until else "请核对", "red" if standing.until else "amb")
    elif standing.soon:
        chip = ChipFace("快到期", "amb")
    elif standing.refused:
        chip = ChipFace("下发的未采用", "amb")
    elif standing.imported:
        chip = ChipFace("院里下发" if standing.handed else "本院导入", "ok")
    return PlainRow(standing.title, words, "law", chip, payload=standing.name)


def _until(standing: Standing) -> str:
    return f"，用到 {standing.until}" if standing.until else ""

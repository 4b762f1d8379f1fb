"""Sheets of the yard: what else can be done, where the contractor's folder goes, auction results in, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.actions.yarding import BadFacts
from services.cases.auction_facts import HEADS
from services.records.kinds.vehicle_disposal import FREED, HELD
from ui.components.choices import Choice, ChoiceTiles
from ui.components.labels import Text
from ui.components.sheets import Sheet
from ui.dialogs.import_sheets import ImportSheet, RefusedSheet
from ui.files import FilePick

CLEAR = "文件以明文放在你选的位置，不再受保险库保护。交出后请删除。"


class MoreSheet(Sheet):
    """What is done less often; `picked(what)`: a step of the car, results or figures."""

    picked = Signal(str)

    def __init__(self, window: QWidget, chosen: bool, held: bool) -> None:
        super().__init__(window, "更多", "", snug=True)
        hold = (
            Choice(FREED, FREED, "next", "可以放车了")
            if held
            else Choice(HELD, HELD, "lock", "先不放车，写明谁要求、为什么")
        )
        choices = [
            *([hold] if chosen else []),
            Choice("results", "导入拍卖结果", "exchange", "平台或辅拍机构给的表格"),
            Choice("figures", "质效统计", "radar", "扣押、成交、溢价率"),
        ]
        self.tiles = ChoiceTiles(choices, "更多", columns=1, upright=False, lasting=False)
        self.tiles.picked.connect(self._pick)
        self.body.addWidget(self.tiles)
        self.closed.connect(self.deleteLater)

    def _pick(self, what: object) -> None:
        self.close_sheet()
        self.picked.emit(str(what))


class PackSheet(Sheet):
    """Where the folder for the contractor goes, and what no record says yet; `chosen(folder)`."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, car: str, lacking: Sequence[str]) -> None:
        super().__init__(
            window, f"辅拍素材：{car}", "照片、说明和事实表写到一个文件夹，不带权利人和当事人信息"
        )
        self.body.setSpacing(12)
        self.folder = FilePick("放在哪个文件夹里", folder=True)
        self.folder.line.textChanged.connect(self._check)
        self.folder.picked.connect(self._check)
        self.body.addWidget(self.folder)
        if lacking:
            told = f"记录里还没有：{'、'.join(lacking)}。可以先记一次查验再导出，也可以现在导出。"
            self.body.addWidget(Text(told, "body"))
        self.body.addWidget(Text(CLEAR, "second"))
        self.body.addStretch(1)
        self.key = self.bar.add("写出素材包", "main", "check")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self._check()

    def _check(self) -> None:
        self.key.setMissing("" if self.folder.path is not None else "选择位置")

    def _go(self) -> None:
        path: Path | None = self.folder.path
        self.close_sheet()
        self.chosen.emit(path)


class ResultsSheet(ImportSheet):
    """Which file holds the results; `chosen(path)`."""

    def __init__(self, window: QWidget) -> None:
        told = (
            f"列名：{'、'.join(HEADS)}。次序不限。",
            "每辆车记成一条“拍卖结果”；以前记过的不重复。有一行不对就整份不收。",
        )
        super().__init__(window, "导入拍卖结果", "xlsx 或 csv，一行一辆", "结果表格", told)


class PackedSheet(Sheet):
    """What was done, and what is still lacking."""

    def __init__(self, window: QWidget, title: str, told: str, lacking: Sequence[str]) -> None:
        super().__init__(window, title, "", snug=True)
        self.body.setSpacing(12)
        self.told = Text(told, "body")
        self.body.addWidget(self.told)
        if lacking:
            self.body.addWidget(Text(f"还缺：{'、'.join(lacking)}", "second"))
        self.bar.add("知道了", "main", "check").tapped.connect(self.close_sheet)
        self.closed.connect(self.deleteLater)


def refused(window: QWidget, error: BadFacts) -> RefusedSheet:
    """Why nothing of the results was taken."""
    return RefusedSheet(window, "拍卖结果没有导入", error.sentence, "原来的记录没有改动。", error.rows)

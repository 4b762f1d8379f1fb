"""What is asked at a step of a paper: who signed in ink, the photo of the sheet, who got it, why it is void."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.choices import Choice, Segments, TriState
from ui.components.fields import FieldFrame, Line
from ui.components.labels import Text
from ui.components.sheets import Sheet
from ui.files import FilePick

SHORTEST_REASON = 2


class SignedSheet(Sheet):
    """Who has signed on the paper. `signed(tuple of names)`."""

    signed = Signal(object)

    def __init__(self, window: QWidget, name: str, people: Sequence[str]) -> None:
        super().__init__(window, "谁在纸上签了名", name)
        self.people = Segments([Choice(person, person) for person in people], "签名人", multiple=True)
        self.body.addWidget(FieldFrame("签名人", self.people, boxed=False))
        self.other = Line("其他签名人", placeholder="名单外的签名人，用顿号分开")
        self.body.addWidget(FieldFrame("其他签名人", self.other))
        self.body.addStretch(1)
        self.key = self.bar.add("记为已签", "main", "signature")
        self.key.tapped.connect(self._go)
        self.people.changed.connect(self._check)
        self.other.textChanged.connect(self._check)
        self._check()

    def _names(self) -> tuple[str, ...]:
        chosen = self.people.value
        listed = chosen if isinstance(chosen, tuple) else ()
        more = (name.strip() for name in self.other.text().replace("，", "、").split("、"))
        return (*map(str, listed), *(name for name in more if name))

    def _check(self) -> None:
        self.key.setMissing("" if self._names() else "先选签名人")

    def _go(self) -> None:
        names = self._names()
        self.close_sheet()
        self.signed.emit(names)


class PhotoSheet(Sheet):
    """The photo of the signed sheet, from a file. `picked(Path, bool)`: the bool says to skip the code's check."""

    picked = Signal(Path, bool)

    def __init__(self, window: QWidget, name: str, told: str = "") -> None:
        super().__init__(window, "回拍签名页", name)
        if told:
            self.body.addWidget(Text(told, "strong", "red"))
        self.body.addWidget(Text("拍清整页和页脚的二维码；程序按二维码认出是哪一份。", "body"))
        self.file = FilePick("签名页照片")
        self.body.addWidget(self.file)
        self.body.addStretch(1)
        self.key = self.bar.add("存签名页", "main", "camera")
        self.key.tapped.connect(lambda: self._go(False))
        self.anyway = self.bar.add("没有二维码，就是这一份")
        self.anyway.tapped.connect(lambda: self._go(True))
        self.file.picked.connect(self._check)
        self.file.line.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        missing = "" if self.file.path else "先选照片"
        self.key.setMissing(missing)
        self.anyway.setMissing(missing)

    def _go(self, anyway: bool) -> None:
        path = self.file.path
        if path is not None:
            self.close_sheet()
            self.picked.emit(path, anyway)


class WordsSheet(Sheet):
    """One line that must be answered, with names to tap in its place. `told(str)`."""

    told = Signal(str)

    def __init__(
        self, window: QWidget, title: str, name: str, label: str, key: str, icon: str, offered: Sequence[str] = ()
    ) -> None:  # fmt: skip
        super().__init__(window, title, name)
        self.offered = Segments([Choice(words, words) for words in offered], label)
        if offered:
            self.body.addWidget(FieldFrame(label, self.offered, boxed=False))
        self.line = Line(label, placeholder="也可以自己写" if offered else "写清楚，会记入日志")
        self.body.addWidget(FieldFrame("其他" if offered else label, self.line))
        self.body.addStretch(1)
        self.key = self.bar.add(key, "main", icon)
        self.key.tapped.connect(self._go)
        self.offered.changed.connect(self._check)
        self.line.textChanged.connect(self._check)
        self._check()

    def _words(self) -> str:
        return self.line.text().strip() or str(self.offered.value or "")

    def _check(self) -> None:
        self.key.setMissing("" if len(self._words()) >= SHORTEST_REASON else "还没有写")

    def _go(self) -> None:
        words = self._words()
        self.close_sheet()
        self.told.emit(words)


class HandedSheet(WordsSheet):
    """Who took the paper, and whether he signed the 送达回证 for it. `handed(to, signed)`; not answered is not "no"."""

    handed = Signal(str, object)

    def __init__(self, window: QWidget, name: str, label: str, offered: Sequence[str] = ()) -> None:
        super().__init__(window, "交付", name, label, "记为已交付", "delivery", offered)
        self.signed = TriState("送达回证已由接收人签名、写明日期")
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.signed)
        row.addStretch(1)
        at = self.body.count() - 1
        self.body.insertWidget(at, FieldFrame("送达回证已由接收人签名、写明日期", left, boxed=False))
        self.body.insertWidget(
            at + 1,
            Text(
                "受送达人本人（单位由法定代表人）签收的，算直接送达；交给家属、他人或者留置的，另记“送达”。",
                "second",
            ),
        )
        self.told.connect(lambda to: self.handed.emit(to, self.signed.value))


class SheetGone(Sheet):
    """What became of one printed sheet of a sealed paper. `told(deed, words)`: spoilt with its reason, or given back."""

    told = Signal(str, str)

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window, "报损、交回", name)
        self.body.addWidget(Text("一次记一份；报损、交回的不退份数，要再印的请向院里申请。", "body"))
        self.deed = Segments([Choice("spoilt", "损坏了"), Choice("returned", "交回院里")], "这一份")
        self.body.addWidget(FieldFrame("这一份", self.deed, boxed=False))
        self.line = Line("说明", placeholder="怎么损坏的，或交给了谁")
        self.body.addWidget(FieldFrame("说明", self.line))
        self.body.addStretch(1)
        self.key = self.bar.add("记下", "main", "amend")
        self.key.tapped.connect(self._go)
        self.deed.changed.connect(self._check)
        self.line.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        written = len(self.line.text().strip()) >= SHORTEST_REASON
        self.key.setMissing("" if self.deed.value and written else "先选、再写说明")

    def _go(self) -> None:
        deed, words = str(self.deed.value), self.line.text().strip()
        self.close_sheet()
        self.told.emit(deed, words)

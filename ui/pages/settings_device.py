"""设置 of the device: screen and ruler, receiver, folders, printer, input method."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QFileInfo, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from services import settings
from services.actions import preferences, printing
from services.settings import Setting
from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.choices import Choice, Segments
from ui.components.labels import Text
from ui.desk import Desk
from ui.files import FilePick
from ui.pages.settings_section import Section, choice_of, line_of
from ui.ruler import dpi_of

CARD_MILLIMETRES = 85.6  # the long side of an identity card, ISO/IEC 7810 ID-1
MILLIMETRES_PER_INCH = 25.4
BAUDS = (4800, 9600, 19200, 38400, 57600, 115200)


def _printer_names() -> list[str]:
    if printing.by_command():
        return printing.names()
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - 4 MB, where papers are drawn on the printer

    return QPrinterInfo.availablePrinterNames()


class CardLine(QWidget):
    """A line that should be as long as an identity card; `length` in pixels."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.length = length
        self.setAccessibleName("尺子")
        self.setMinimumHeight(96)

    def sizeHint(self) -> QSize:
        """As wide as the line with its end marks."""
        return QSize(round(self.length) + 8, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card's outline, its long side being the measure."""
        tokens = look.current()
        painter = QPainter(self)
        card = QRectF(2, 8, self.length, 80)
        painting.box(painter, card, tokens.sunk, tokens.edge, tokens.border, 10, dashed=True)
        ink = QColor(tokens.ink)
        painter.fillRect(QRectF(2, 46, self.length, 4), ink)
        painter.fillRect(QRectF(2, 30, 4, 36), ink)
        painter.fillRect(QRectF(self.length - 2, 30, 4, 36), ink)
        painter.end()


class Screen(Section):
    """Theme, and the ruler that makes 15 mm be 15 mm."""

    title, hint, icon = "主题与屏幕", "日间、强光、夜间，屏幕尺子", "settings"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.theme = choice_of(self, settings.THEME)
        self.card.body.addWidget(Text(settings.THEME.title, "strong"))
        self.card.body.addWidget(self.theme)
        self.card.body.addWidget(Text(settings.DPI.title, "strong"))
        self.card.body.addWidget(
            Text("把身份证的长边贴在屏幕上，调到线与卡一样长，再点“一样长了”。", "second")
        )
        self._dpi = dpi_of(self.screen(), self.value(settings.DPI))
        self.line = CardLine(self._dpi * CARD_MILLIMETRES / MILLIMETRES_PER_INCH)
        self.card.body.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        self.card.body.addLayout(self._keys())
        self.note = Text("", "second")
        self.card.body.addWidget(self.note)
        self._tell()

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.keys: dict[int, Button] = {}
        for words, name, step in (
            ("−10", "短很多", -10),
            ("−1", "短一点", -1),
            ("＋1", "长一点", 1),
            ("＋10", "长很多", 10),
        ):
            key = Button(words, height=56)
            key.setAccessibleName(name)
            key.tapped.connect(partial(self.stretch, step))
            self.keys[step] = key
            row.addWidget(key)
        self.done_key = Button("一样长了", "main", "check")
        self.done_key.tapped.connect(self._keep)
        row.addWidget(self.done_key)
        row.addStretch(1)
        return row

    def stretch(self, pixels: int) -> None:
        """Make the line longer or shorter."""
        self.line.length = min(max(self.line.length + pixels, 120), 700)
        self.line.updateGeometry()
        self.line.update()
        self._tell()

    def _keep(self) -> None:
        self.keep(settings.DPI, round(self.line.length * MILLIMETRES_PER_INCH / CARD_MILLIMETRES, 1))
        self.note.setText("已按这把尺子定按键大小。")

    def _tell(self) -> None:
        dpi = self.line.length * MILLIMETRES_PER_INCH / CARD_MILLIMETRES
        self.note.setText(f"现在 1 英寸 {dpi:.0f} 点，15 毫米的按键高 {look.on_site_height(dpi)} 点。")


class Position(Section):
    """Which receiver gives the fix, or which log is played again."""

    title, hint, icon = "定位", "接收机端口，回放记录", "satellite"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.port = line_of(self, settings.RECEIVER)
        self.card.body.addWidget(self.port)
        self.found = _Suggestions("发现的端口", self._choose)
        self.card.body.addWidget(self.found)
        self.card.body.addWidget(Text(settings.BAUD.title, "strong"))
        self.baud = Segments([Choice(b, str(b)) for b in BAUDS], settings.BAUD.title)
        self.baud.setValue(self.value(settings.BAUD))
        self.baud.changed.connect(self._baud)
        self.card.body.addWidget(self.baud)
        self.replay = FilePick("回放定位记录")
        self.replay.picked.connect(self._choose)
        self.card.body.addWidget(Text("没有接收机时可以回放一份记录，凡回放的定位都标明“回放”。", "second"))
        self.card.body.addWidget(self.replay)
        self.state = Text("", "heading")
        self.card.body.addWidget(self.state)
        desk.position.changed.connect(self._tell)
        self._tell()

    def refresh(self) -> None:
        """Look which ports there are."""
        self.desk.background.run(
            preferences.receivers, then=self._show, failed=self.failed, owner=self, lane="work"
        )

    def _show(self, ports: tuple[tuple[str, str], ...]) -> None:
        self.found.offer([(port, words) for port, words in ports], "没有发现串口；插上接收机后再打开这一页")

    def _choose(self, port: str) -> None:
        self.port.content.setText(port)  # type: ignore[attr-defined] # line_of puts a Line in
        self.keep(settings.RECEIVER, port)

    def _baud(self, value: object) -> None:
        if isinstance(value, int):
            self.keep(settings.BAUD, value)
        else:
            self.baud.setValue(self.value(settings.BAUD))

    def _tell(self) -> None:
        self.state.setText(f"现在：{self.desk.position.text}")


class Files(Section):
    """Where photos come from, and where the second copy goes."""

    title, hint, icon = "照片与第二份", "照片文件夹，存储卡留存", "camera"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.picks: dict[str, FilePick] = {}
        for setting in (settings.PHOTO_FOLDER, settings.SECOND_COPY):
            pick = FilePick(setting.title, folder=True)
            pick.set_path(str(self.value(setting)))
            pick.picked.connect(partial(self._picked, setting))
            off = Button("不用", height=48)
            off.setAccessibleName(f"{setting.title}：不用")
            off.tapped.connect(partial(self._off, setting))
            self.picks[setting.name] = pick
            self.card.body.addWidget(pick)
            row = QHBoxLayout()
            row.addWidget(Text(setting.hint, "second"), 1)
            row.addWidget(off)
            self.card.body.addLayout(row)
        self.note = Text("", "second", "red")
        self.card.body.addWidget(self.note)

    def _picked(self, setting: Setting, path: str) -> None:
        if not QFileInfo(path).isDir():  # Path would raise at a name too long
            self.note.setText(f"“{path}”不是文件夹，没有改动。请插好存储卡后重选。")
            return
        self.note.setText("")
        self.keep(setting, path)

    def _off(self, setting: Setting) -> None:
        self.picks[setting.name].set_path("")
        self.keep(setting, "")


class Printing(Section):
    """Which printer the papers go to."""

    title, hint, icon = "打印", "打印机，页脚编号", "printer"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.printers = _Suggestions(settings.PRINTER.title, lambda name: self.keep(settings.PRINTER, name))
        self.card.body.addWidget(Text(settings.PRINTER.title, "strong"))
        self.card.body.addWidget(self.printers)
        self.card.body.addWidget(Text(settings.SERIAL_FOOTER.title, "strong"))
        self.footer = Segments([Choice(True, "印"), Choice(False, "不印")], settings.SERIAL_FOOTER.title)
        self.footer.setValue(self.value(settings.SERIAL_FOOTER))
        self.footer.changed.connect(self._footer)
        self.card.body.addWidget(self.footer)

    def refresh(self) -> None:
        """Ask the system for its printers."""
        self.desk.background.run(_printer_names, then=self._show, failed=self.failed, owner=self, lane="work")

    def _show(self, names: list[str]) -> None:
        offered = [("", "系统默认"), *((name, "") for name in names)]
        self.printers.offer(offered if names else [], "没有发现打印机；接好并在系统里添加后再打开这一页")
        self.printers.choose(str(self.value(settings.PRINTER)))

    def _footer(self, value: object) -> None:
        if isinstance(value, bool):
            self.keep(settings.SERIAL_FOOTER, value)
        else:
            self.footer.setValue(self.value(settings.SERIAL_FOOTER))


class Input(Section):
    """How Chinese is typed."""

    title, hint, icon = "中文输入法", "改动在下次启动后生效", "note"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.method = choice_of(self, settings.INPUT_METHOD)
        self.card.body.addWidget(self.method)
        words = "打不出中文时先选“自动”；用 Fcitx 5 的选“Fcitx 5”。改完关闭程序再打开。"
        self.card.body.addWidget(Text(words, "second"))


class _Suggestions(QWidget):
    """Keys for what was found, or a sentence that nothing was; `chosen` gets the value."""

    def __init__(self, name: str, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self._name, self._chosen = name, chosen
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.keys: Segments | None = None
        self._words = Text("", "second")
        self._row.addWidget(self._words)

    def offer(self, found: list[tuple[str, str]], nothing: str) -> None:
        """Show keys for values and their words."""
        if self.keys is not None:
            self._row.removeWidget(self.keys)
            self.keys.deleteLater()
            self.keys = None
        self._words.setText("" if found else nothing)
        self._words.setVisible(not found)
        if found:
            self.keys = Segments(
                [Choice(v, " ".join(w for w in (v, words) if w)) for v, words in found], self._name
            )
            self.keys.changed.connect(lambda value: self._chosen(value if isinstance(value, str) else ""))
            self._row.addWidget(self.keys, 1)

    def choose(self, value: str) -> None:
        """Mark the value in force."""
        if self.keys is not None:
            self.keys.setValue(value)

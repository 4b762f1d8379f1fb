"""The header's pills: exchange, fix, saved, printer, battery; each says one fact about the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from ui import look
from ui.background import Background
from ui.components.labels import Pill

if TYPE_CHECKING:
    from ui.position import PositionWatch

LOW_PERCENT, WARN_PERCENT = 10, 25
EVERY_MILLISECONDS = 30_000
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Power:
    """The battery; `percent` is None on a machine without one."""

    percent: int | None = None
    plugged: bool = True


@dataclass(frozen=True, slots=True)
class Face:
    """What a pill says: text, tone, and the shorter text of a small window."""

    text: str
    tone: str = "neutral"
    short: str = ""


def read_power() -> Power:
    """The battery as the system tells it."""
    import psutil  # noqa: PLC0415 - takes long to load, and 解锁 is painted before it is needed

    battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    return Power() if battery is None else Power(round(battery.percent), bool(battery.power_plugged))


def read_printer(wanted: str) -> Face:
    """The chosen printer's state (the system's default one for ""); asks the print service, which may take long."""
    from services.actions import printing  # noqa: PLC0415 - as above

    if not printing.by_command():
        return _drawn_printer(wanted)
    printer = printing.state(wanted)
    if printer is None:
        return _no_printer(wanted)
    if printer.trouble:
        return Face(printer.trouble, "bad", "故障")
    if printer.broken_off and not printer.busy:
        return Face("上一份没印完", "bad", "没印完")
    return Face("打印中" if printer.busy else "就绪")


def _no_printer(wanted: str) -> Face:
    return Face("未连接" if wanted else "无打印机", "warn" if wanted else "neutral", "无")


def _drawn_printer(wanted: str) -> Face:
    """The same as Qt tells it, where papers are drawn on the printer."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - as above

    info = QPrinterInfo.printerInfo(wanted) if wanted else QPrinterInfo.defaultPrinter()
    if info.isNull():
        return _no_printer(wanted)
    states = {QPrinter.PrinterState.Idle: Face("就绪"), QPrinter.PrinterState.Active: Face("打印中")}
    return states.get(info.state(), Face("有故障", "bad", "故障"))


def power_face(power: Power) -> Face:
    """The words for a battery: red when it is nearly empty and nothing feeds it."""
    if power.percent is None:
        return Face("外接电源", short="电源")
    if power.plugged:
        return Face(f"{power.percent}% 充电中", short=f"{power.percent}%")
    tone = "bad" if power.percent <= LOW_PERCENT else "warn" if power.percent <= WARN_PERCENT else "neutral"
    return Face(f"{power.percent}%", tone)


def exchange_face(pending: int | None) -> Face:
    """Offline, and how many entries wait for the office; — while that is not known."""
    if pending == 0:
        return Face("离线", short="离线")
    return Face(
        f"离线 · {'—' if pending is None else pending} 待回传",
        "warn",
        f"{'—' if pending is None else pending} 待回传",
    )


def saved_face(at: dt.datetime | None) -> Face:
    """When something last reached the disk."""
    return Face("尚无改动", short="—") if at is None else Face(f"{at:%H:%M} 已保存", "ok", f"{at:%H:%M}")


def moment_words(moment: dt.datetime) -> str:
    """18:42 周二."""
    return f"{moment:%H:%M} 周{WEEKDAYS[moment.weekday()]}"


class Pills(QObject):
    """Makes the pills and keeps them true; `printer` is asked for the chosen printer's name."""

    def __init__(
        self, background: Background, now: Callable[[], dt.datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background, self._now = background, now
        self._printer = ""
        self._printer_ready = False
        self.exchange = Pill("offline", "离线")
        self.fix = Pill("fix", "—")
        self.saved = Pill("check", "—")
        self.printer = Pill("printer", "—")
        self.battery = Pill("battery", "—")
        self.clock = Pill("clock", "—")
        for pill in {*self.behind_lock(), *self.at_lock()}:
            only_tells(pill)
        self.setSaved(None)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.refresh)

    def behind_lock(self) -> tuple[Pill, ...]:
        """The pills of an open session, in their order."""
        return (self.exchange, self.fix, self.saved, self.printer, self.battery)

    def at_lock(self) -> tuple[Pill, ...]:
        """The pills of 解锁: nothing about any case."""
        return (self.exchange, self.battery, self.clock)

    def start(self) -> None:
        """Ask battery and printer now and then every half minute."""
        self._timer.start()
        self.refresh()

    def stop(self) -> None:
        """Ask no more: the window is closed."""
        self._timer.stop()

    def refresh(self) -> None:
        """Ask again what the system knows, in the background."""
        _put(self.clock, Face(moment_words(self._now())))
        self._background.run(read_power, then=self.setPower, owner=self, lane="work")
        printer = self._printer
        self._background.run(lambda: read_printer(printer), then=self.setPrinterFace, owner=self, lane="work")

    def watch(self, position: PositionWatch) -> None:
        """Follow a receiver."""
        position.changed.connect(lambda: self.setFix(position))
        self.setFix(position)

    def setFix(self, position: PositionWatch) -> None:
        """Show the state of the receiver."""
        text = position.text
        _put(self.fix, Face(text, position.tone, text.split(" ")[-1]))

    def setPending(self, count: int | None) -> None:
        """Show how much waits to be sent; None while the vault is closed."""
        _put(self.exchange, exchange_face(count))

    def lock(self) -> None:
        """Say nothing of the vault any more."""
        _put(self.exchange, Face("离线", "warn"))
        self.setSaved(None)

    def setSaved(self, at: dt.datetime | None) -> None:
        """Show when something last reached the disk."""
        _put(self.saved, saved_face(at))

    def setPower(self, power: Power) -> None:
        """Show the battery."""
        _put(self.battery, power_face(power))

    def setPrinter(self, name: str) -> None:
        """Another printer is chosen."""
        self._printer = name
        self.refresh()

    def setPrinterFace(self, face: Face) -> None:
        """Show the printer; in a small window a ready one is left out."""
        self._printer_ready = face.text in ("就绪", "打印中")
        _put(self.printer, face)
        self.fit()

    def fit(self) -> None:
        """Leave out, in a small window alone, a printer that is ready."""
        parent = self.printer.parentWidget()
        if parent is not None and not parent.isWindow():  # put aside in the window while the vault is closed
            self.printer.setVisible(not (look.sizes().small and self._printer_ready))


def only_tells(pill: Pill) -> None:
    """A pill that leads nowhere takes neither focus nor taps."""
    pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    pill.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _put(pill: Pill, face: Face) -> None:
    pill.setState(face.text, face.tone, face.short)

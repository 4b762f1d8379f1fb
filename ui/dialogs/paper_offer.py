"""一张工作用纸: shown on its pages, then printed on the printer that is asked for; neither stored nor journalled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from services.actions import preferences
from services.settings import PRINTER
from ui.desk import Desk
from ui.dialogs.outing import PaperSheet
from ui.dialogs.preview import PrintSheet, print_paper


def offer(desk: Desk, page: QWidget, title: str, pdf: bytes, told: Callable[[str], object]) -> None:
    """Shows the paper over the page; `told(words)` once it went to a printer."""
    run = partial(desk.background.run, failed=desk.trouble, owner=page)

    def sent(_: object) -> None:
        told(f"{title}已送去打印")

    def asked(preferred: str) -> None:
        sheet = PrintSheet(page.window(), desk.background, title, 1, preferred)
        sheet.chosen_print.connect(
            lambda copies, printer: run(
                partial(print_paper, pdf, printer, copies, title), then=sent, lane="work"
            )
        )
        sheet.open()

    shown = PaperSheet(page.window(), desk.background, title, pdf)
    shown.printing.connect(lambda: run(partial(preferences.get, desk.session, PRINTER), then=asked))
    shown.open()

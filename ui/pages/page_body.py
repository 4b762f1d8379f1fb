"""The body of a page of columns: trouble and long work on top, the columns below them, the bar of deeds at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.errors import FieldworkError
from ui import look
from ui.components.frames import ActionBar
from ui.components.notices import Banner
from ui.components.progress import ProgressCard
from ui.desk import Desk


class PageBody(QVBoxLayout):
    """Laid into `page`; `columns` are added by `add`, each with its share of the width or with a width of its own."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._desk = desk
        self._narrow: list[tuple[QWidget, tuple[int, int]]] = []
        page.setProperty("ground", "page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner("", closable=True)
        self.banner.dismissed.connect(self.banner.hide)
        self.banner.hide()
        self.progress = ProgressCard("")
        self.progress.hide()
        self.bar = ActionBar()
        self._columns = QHBoxLayout()
        self._middle = QVBoxLayout()
        self._middle.addWidget(self.banner)
        self._middle.addWidget(self.progress)
        self._middle.addLayout(self._columns, 1)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self.addLayout(self._middle, 1)
        self.addWidget(self.bar)
        look.changes.changed.connect(self._measure)
        self._measure()

    def add(self, column: QWidget, stretch: int = 0, width: tuple[int, int] | None = None) -> None:
        """One more column at the right; `width` on a small screen and on a larger one."""
        self._columns.addWidget(column, stretch)
        if width is not None:
            self._narrow.append((column, width))
            self._measure()

    def begin(self, words: str, total: int | None = None) -> None:
        """Long work begins: no trouble of before, how far it is."""
        self.banner.hide()
        self.progress.setTitle(words)
        if total is not None:
            self.progress.setProgress(0, total)
        self.progress.show()

    def tell(self, error: BaseException, key: str = "") -> None:
        """What the officer can mend is told on top of the page, anything else by the window."""
        if isinstance(error, FieldworkError):
            self.tell_words(error.sentence, key)
        else:
            self._desk.trouble(error)

    def tell_words(self, sentence: str, key: str = "") -> None:
        """One sentence on top of the page, with a key to mend it."""
        self.banner.tell(sentence, key=key)
        self.banner.show()

    def _measure(self) -> None:
        sizes = look.sizes()
        self._middle.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        self._middle.setSpacing(sizes.gap)
        self._columns.setSpacing(sizes.gap)
        for column, (small, large) in self._narrow:
            column.setFixedWidth(small if sizes.small else large)

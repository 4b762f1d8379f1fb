"""Asking for a file: a path that can be typed, the system's own dialog to find it, nothing that blocks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QStorageInfo, Qt, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.components.buttons import Button
from ui.components.fields import FieldFrame, Line


def sticks() -> tuple[str, ...]:
    """Folders of sticks and cards that are plugged in now."""
    volumes = (v for v in QStorageInfo.mountedVolumes() if v.isValid() and v.isReady() and not v.isReadOnly())
    found = (v.rootPath() for v in volumes)
    return tuple(
        p
        for p in found
        if p.startswith(("/media/", "/run/media/", "/mnt/")) or (p[1:3] == ":/" and p[0] > "C")
    )


class FilePick(QWidget):
    """A line for the path and a key that opens the dialog; `picked` after either. `save` asks where to write.

    `folder` asks for a folder instead of a file. `ending` is the file name's ending, such as ".cf-enrolment".
    """

    picked = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        ending: str = "",
        save: str = "",
        folder: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._ending, self._save, self._folder = label, ending, save, folder
        self.dialog: QFileDialog | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.line = Line(label, placeholder="点右边的键选择，或写出完整路径")
        self.line.returnPressed.connect(self._typed)
        row.addWidget(FieldFrame(label, self.line), 1)
        self.key = Button("选择位置" if save or folder else "选择文件", icon="usb")
        self.key.tapped.connect(self.ask)
        row.addWidget(self.key, 0, Qt.AlignmentFlag.AlignBottom)

    @property
    def path(self) -> Path | None:
        """What stands in the line, None when it is empty."""
        text = self.line.text().replace("\0", "").strip()  # no system knows a path with that sign
        return _where(text) if text else None

    def set_path(self, path: str) -> None:
        """Put a path into the line without a signal."""
        self.line.setText(path)

    def ask(self) -> None:
        """Open the dialog, with sticks and cards at its side."""
        asked = QFileDialog(self, self._label)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._folder:
            asked.setFileMode(QFileDialog.FileMode.Directory)
        elif self._save:
            asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            asked.selectFile(self._save)
        else:
            asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        if self._ending and not self._save:
            asked.setNameFilters([f"{self._label}（*{self._ending}）", "所有文件（*）"])
        places = sticks()
        asked.setDirectory(places[0] if places else QDir.homePath())
        asked.setSidebarUrls([QUrl.fromLocalFile(p) for p in (*places, QDir.homePath())])
        asked.fileSelected.connect(self._chosen)
        asked.open()
        self.dialog = asked

    def _chosen(self, path: str) -> None:
        self.line.setText(path)
        self.picked.emit(path)

    def _typed(self) -> None:
        if self.path is not None:
            self.picked.emit(str(self.path))


def _where(text: str) -> Path:
    """A bare name lies where the dialog would open: the folder the program was started in is nobody's idea of a place."""
    return Path((*sticks(), QDir.homePath())[0]) / text

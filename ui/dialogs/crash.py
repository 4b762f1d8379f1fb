"""故障报告: shown when the program itself is at fault; says what is safe and offers the report to take along."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui import look
from ui.components.buttons import Button
from ui.components.fields import Mark
from ui.components.labels import Text

FILE_NAME = "执行外勤故障报告.txt"


class CrashDialog(QDialog):
    """What happened, what is safe, what to do; the report itself is shown whole, so that anyone can check it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出了故障")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.report = report
        self.resize(820, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addLayout(self._head())
        column.addWidget(self._text(), 1)
        self.note = Text("报告里只有程序的行号和版本，没有案件、当事人或口令。", "second")
        column.addWidget(self.note)
        column.addLayout(self._keys())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Mark("stop", "redtext", side=40), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text("程序出了故障，刚才的一步没有完成", "title"))
        words.addWidget(
            Text("显示过“已保存”的内容都在。可以关闭此窗口继续工作；把报告交给院里技术人员。", "body")
        )
        row.addLayout(words, 1)
        return row

    def _text(self) -> QPlainTextEdit:
        text = QPlainTextEdit(self.report)
        text.setReadOnly(True)
        text.setAccessibleName("故障报告")
        text.setFont(look.font("second"))
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        return text

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.copy_key = Button("复制报告")
        self.copy_key.tapped.connect(self._copy)
        self.save_key = Button("存为文件")
        self.save_key.tapped.connect(self._ask_where)
        self.close_key = Button("继续工作", "main")
        self.close_key.tapped.connect(self.accept)
        row.addWidget(self.copy_key)
        row.addWidget(self.save_key)
        row.addStretch(1)
        row.addWidget(self.close_key)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.note.setText("报告已复制。")

    def _ask_where(self) -> None:
        asked = QFileDialog(self, "存为文件", FILE_NAME)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self.save)
        asked.open()

    def save(self, path: str) -> None:
        """Write the report to `path` and say so, or say that it could not be written."""
        try:
            with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - the path came from Qt as text
                file.write(self.report)
        except OSError:
            self.note.setText("文件没有写成，请换一个位置再试。")
            return
        self.note.setText("报告已存为文件。")

"""设置 of 核验: is the sheet or file in hand the paper that was issued? By footer, code, photo, or the file itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from services.actions import checking_papers
from services.actions.checking_papers import Read, Verdict
from services.errors import FieldworkError
from ui.components.buttons import Button
from ui.components.fields import FieldFrame, Line
from ui.components.labels import Text
from ui.desk import Desk
from ui.files import FilePick
from ui.pages.settings_section import Section

_TONES = {"original": "ok", "known": "", "differs": "red"}


class CheckPapers(Section):
    """A line for the footer's number (a scanner types the code into it), and a file: the PDF or a photo of the sheet."""

    title, hint, icon = "核验文书", "手上的这份是不是原件", "search"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.number = Line("文书编号", placeholder="如 D320-00001，可接着输入记录校验值；扫码枪直接扫")
        self.number.returnPressed.connect(self._check)
        self.number.textChanged.connect(lambda _text: self._ready())
        self.check_key = Button("核验", "main", "search")
        self.check_key.tapped.connect(self._check)
        self.file = FilePick("文书的 PDF，或者纸面照片")
        self.file.picked.connect(self._look)
        self.result = Text("", "strong")
        self.result.hide()
        note = "只认本机日志里的文书；别的终端出具的，请在那台终端或院里核验。"
        for widget in (
            FieldFrame("文书编号", self.number),
            self.check_key,
            self.file,
            self.result,
            Text(note, "second"),
        ):
            self.card.body.addWidget(widget)
        self._ready()

    def failed(self, error: BaseException) -> None:
        """Say above the card why nothing can be said of it."""
        self.result.hide()
        self._ready()
        if isinstance(error, FieldworkError):
            self.trouble.tell(error.sentence)
            self.trouble.show()
        else:
            super().failed(error)

    def _check(self) -> None:
        if not self.number.text().strip():
            return
        self._begin()
        self._ask(partial(checking_papers.by_text, self.desk.session, self.number.text()))

    def _look(self, path: str) -> None:
        self._begin()
        work = partial(checking_papers.look, Path(path))
        self.desk.background.run(work, then=self._looked, failed=self.failed, owner=self, lane="work")

    def _looked(self, read: Read) -> None:
        self._ask(partial(checking_papers.by_file, self.desk.session, read))

    def _ask(self, work: Callable[[], Verdict]) -> None:
        self.desk.background.run(work, then=self._show, failed=self.failed, owner=self, lane="vault")

    def _begin(self) -> None:
        self.trouble.hide()
        self.result.hide()
        self.check_key.setMissing("正在核验")

    def _show(self, verdict: Verdict) -> None:
        self.result.setTone(_TONES[verdict.answer])
        self.result.setText("\n".join(verdict.sentences))
        self.result.show()
        self._ready()

    def _ready(self) -> None:
        self.check_key.setMissing("" if self.number.text().strip() else "还没有输入编号")

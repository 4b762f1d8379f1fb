"""The steps of 初次使用, one card each: who, go on, request file, enrolment file, docket file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from services import clock
from ui.components.buttons import Button
from ui.components.choices import Joined
from ui.components.fields import FieldFrame, Line
from ui.components.frames import Card
from ui.components.labels import Chip, Text
from ui.components.progress import ProgressCard
from ui.files import FilePick

Kind = Literal["pin", "passphrase"]
PIN: Kind = "pin"
PHRASE: Kind = "passphrase"
RULES = {
    PIN: "正好 6 位数字；和本机绑定，别的设备上没有用",
    PHRASE: "至少 8 个字，汉字、字母、数字都算；忘了只能由院里恢复",
}


class Step(QWidget):
    """A step: its place among the stages, what is still missing, and the word on the key that goes on."""

    number = 0
    next_word = "下一步"
    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def missing(self) -> str:
        """What keeps the step from going on, "" when nothing does."""
        return ""

    def begin(self) -> None:
        """The step is on the screen."""

    def card(self, title: str, words: str) -> Card:
        """The step's card with its explanation."""
        made = Card(title)
        made.body.setSpacing(14)
        made.body.addWidget(Text(words, "body"))
        self.column.addWidget(made)
        return made


class Who(Step):
    """Name, badge, and the secret twice."""

    next_word = "建立保险库"

    def __init__(self) -> None:
        super().__init__()
        self.kind: Kind = PHRASE
        self.name = Line("姓名")
        self.badge = Line("证号", placeholder="执行公务证或人民警察证，可以不填")
        self.secret, self.again = _secret("口令"), _secret("再输一次")
        card = self.card(
            "您是谁", "姓名要与院里名册一致，院里凭它签发注册文件。口令只有您知道，程序和院里都看不到。"
        )
        card.body.addLayout(_pair(FieldFrame("姓名", self.name), FieldFrame("证号", self.badge)))
        self.kinds = Joined(("长口令", "6 位数字"), "口令种类", clearable=False)
        self.kinds.setIndex(0)
        self.kinds.chosen.connect(self._choose)
        self.kinds.hide()
        card.body.addWidget(self.kinds)
        card.body.addLayout(
            _pair(FieldFrame("口令", self.secret, icon="key"), FieldFrame("再输一次", self.again, icon="key"))
        )
        self._rule = Text(RULES[PHRASE], "second")
        card.body.addWidget(self._rule)
        for line in (self.name, self.secret, self.again):
            line.textChanged.connect(lambda _text: self.ready.emit())

    def begin(self) -> None:
        self.name.setFocus()

    def offer_pin(self, possible: bool) -> None:
        """Let six digits be chosen where this machine keeps a secret of its own."""
        self.kinds.setVisible(possible)

    def missing(self) -> str:
        secret = self.secret.text()
        if not self.name.text().strip():
            return "还没有写姓名"
        if self.kind == PIN and not (len(secret) == 6 and secret.isascii() and secret.isdigit()):
            return "口令要 6 位数字"
        if len(secret) < 8 and self.kind == PHRASE:
            return f"口令还差 {8 - len(secret)} 个字"
        return "" if secret == self.again.text() else "两次口令不一样"

    def forget(self) -> None:
        """Drop the secret from the screen."""
        self.secret.clear()
        self.again.clear()

    def _choose(self, index: int) -> None:
        self.kind = (PHRASE, PIN)[index]
        self._rule.setText(RULES[self.kind])
        self.forget()
        self.ready.emit()


class Reopen(Step):
    """The secret of a vault that was begun earlier."""

    next_word = "继续"

    def __init__(self) -> None:
        super().__init__()
        self.secret = _secret("口令")
        card = self.card(
            "接着做", "这台设备上有一个还没有办完的保险库。输入建立它时的口令，从停下的那一步继续。"
        )
        card.body.addWidget(FieldFrame("口令", self.secret, icon="key"))
        self.secret.textChanged.connect(lambda _text: self.ready.emit())

    def begin(self) -> None:
        self.secret.setFocus()

    def missing(self) -> str:
        return "" if self.secret.text() else "还没有输口令"

    def forget(self) -> None:
        """Drop the secret from the screen."""
        self.secret.clear()


class Request(Step):
    """Writing the request file for the court."""

    number = 1
    next_word = "已交院里，下一步"
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = self.card(
            "把申请文件交给院里",
            "写到优盘上，交给院里的管理员。文件里只有您的姓名、证号和本机公钥，没有口令。",
        )
        self.place = FilePick("申请文件", save=f"外勤申请-{clock.today():%Y%m%d}.cf-request")
        card.body.addWidget(self.place)
        self.note = Chip("还没有写出", "plain")
        card.body.addWidget(self.note)

        online = self.card(
            "或者联网登记",
            "本机连着院里的网络、院里给了院端地址和一次性口令，就不用优盘：填好后点“联网登记”。",
        )
        self.url = Line("院端地址", placeholder="院里给的网址")
        self.code = Line("一次性口令", placeholder="照院里的单子逐组填")
        self.online_key = Button("联网登记", icon="exchange")
        self.online_key.tapped.connect(self.asked)
        row = _pair(FieldFrame("院端地址", self.url), FieldFrame("一次性口令", self.code))
        row.addWidget(self.online_key, 0, Qt.AlignmentFlag.AlignBottom)
        online.body.addLayout(row)
        for line in (self.url, self.code):
            line.textChanged.connect(lambda _text: self.waiting(False))
        self.waiting(False)

    def waiting(self, on: bool) -> None:
        """Say that the court is being asked, or what is still missing."""
        filled = self.url.text().strip() and self.code.text().strip()
        self.online_key.setMissing("正在联系院端" if on else "" if filled else "还没有填地址和口令")

    def written(self, path: Path) -> None:
        """Say that the file is there."""
        self.note.setFace(f"已写出：{path.name}", "ok", "check")


class Enrolment(Step):
    """Reading the court's answer; the fingerprint is compared by a person before anything is taken over."""

    number = 2
    next_word = ""
    agreed = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = self.card(
            "读入院里的注册文件", "院里收到申请后签发注册文件，另给一张登记单。读入后逐组核对指纹。"
        )
        self.file = FilePick("注册文件", ending=".cf-enrolment")
        card.body.addWidget(self.file)
        self._compare = Card("与登记单逐组核对", tone="act")
        self.facts = Text("", "heading")
        self.fingerprint = Text("", "proof")
        self._compare.body.addWidget(self.facts)
        self._compare.body.addWidget(self.fingerprint)
        keys = QHBoxLayout()
        self.no_key = Button("不一致", "danger", "stop")
        self.yes_key = Button("指纹一致，采用", "main", "check")
        self.no_key.tapped.connect(self.refused)
        self.yes_key.tapped.connect(self.agreed)
        keys.addWidget(self.no_key)
        keys.addStretch(1)
        keys.addWidget(self.yes_key)
        self._compare.body.addLayout(keys)
        self._compare.hide()
        self.column.addWidget(self._compare)

    def show_file(self, court: str, officer: str, fingerprint: str) -> None:
        """Show what the file says; without a fingerprint there is nothing to compare."""
        self.facts.setText(f"{court} · {officer}")
        self.fingerprint.setText(fingerprint)
        self._compare.setVisible(bool(fingerprint))


class Docket(Step):
    """Loading the first docket, by this device's key or by the one-time code."""

    number = 3
    next_word = "载入"
    advanced = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        card = self.card(
            "载入承办案件册", "院里下发的案件册只有本机打得开。院里另给了一次性口令的，填在下面。"
        )
        self.file = FilePick("承办案件册", ending=".cf-docket")
        self.file.line.textChanged.connect(lambda text: self.file.picked.emit(text))
        card.body.addWidget(self.file)
        self.code = Line("一次性口令", placeholder="没有就空着")
        card.body.addWidget(FieldFrame("一次性口令", self.code))
        self.progress = ProgressCard("正在载入案件册", "校验签名、解密、写入保险库", cancellable=False)
        self.progress.hide()
        self.column.addWidget(self.progress)
        self.advanced.connect(self.progress.setProgress)

    def missing(self) -> str:
        return "" if self.file.path is not None else "还没有选文件"

    def working(self, on: bool) -> None:
        """Show that it is being loaded."""
        self.progress.setProgress(0, 0, "校验签名、解密、写入保险库")
        self.progress.setVisible(on)


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, as the court's sheet prints it."""
    bare = "".join(sign for sign in fingerprint if sign.isalnum())
    return " ".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def _secret(name: str) -> Line:
    line = Line(name, placeholder="输入口令")
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    return row

"""设置 of the vault: the docket and its lease, locking and the secret, facts and the journal's check, about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, qVersion
from PySide6.QtWidgets import QLineEdit

from services import clock, settings
from services.actions import preferences, unlocking
from services.actions.preferences import VaultFacts
from services.errors import FieldworkError
from ui import docket_loading
from ui.components.buttons import Button
from ui.components.choices import Joined
from ui.components.fields import FieldFrame, Line
from ui.components.labels import Text
from ui.components.progress import ExpiryBar, ProgressCard
from ui.desk import Desk
from ui.files import FilePick
from ui.pages.first_steps import PHRASE, PIN, RULES, Kind
from ui.pages.settings_section import Section, Stepper
from ui.troubles import PROGRAM, safe_words

LICENCES = (
    "PySide6、Qt：LGPL 3", "Noto Sans SC 等字体：OFL 1.1", "SQLCipher：BSD", "sqlite-utils：Apache 2.0",
    "reportlab：BSD", "pyrage：MIT", "cryptography：Apache 2.0 或 BSD", "pypdfium2：Apache 2.0 或 BSD",
    "其余各件的许可文本随程序一起提供",
)  # fmt: skip


class Docket(Section):
    """Until when the offline copy may be used, and the newer docket file that renews it."""

    title, hint, icon = "案件册与有效期", "载入新案件册，续有效期", "exchange"
    advanced = Signal(int, int)

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.bar = ExpiryBar("离线有效期", 0, 0)
        self.words = Text("—", "body")
        self.file = FilePick("新的承办案件册", ending=".cf-docket")
        self.file.line.textChanged.connect(lambda _text: self._check())
        self.code = Line("一次性口令", placeholder="没有就空着")
        self.load_key = Button("载入", "main", "exchange")
        self.load_key.tapped.connect(self.load)
        self.progress = ProgressCard("正在载入案件册", cancellable=False)
        self.progress.hide()
        self.advanced.connect(self.progress.setProgress)
        self.result = Text("", "strong", "ok")
        for widget in (
            self.bar, self.words, self.file, FieldFrame("一次性口令", self.code), self.load_key, self.progress, self.result,
        ):  # fmt: skip
            self.card.body.addWidget(widget)
        self._check()

    def refresh(self) -> None:
        """Read lease and docket."""
        work = partial(preferences.facts, self.desk.session, self.desk.now())
        self.desk.background.run(work, then=self._show, failed=self.failed, owner=self)

    def load(self) -> None:
        """Load the chosen file; cases change, unsent work stays."""
        if self.file.path is None:
            return
        self.trouble.hide()
        self.load_key.setMissing("正在载入")
        self.progress.setProgress(0, 0, "校验签名、解密、写入保险库")
        self.progress.show()
        path, code = Path(self.file.path), self.code.text().strip()
        docket_loading.load(
            self.desk.background, self.desk.session.vault, path, code,
            each=self.advanced.emit, then=self._loaded, failed=self.failed, owner=self,
        )  # fmt: skip

    def failed(self, error: BaseException) -> None:
        """Say above the card why the file was not taken."""
        self.progress.hide()
        self._check()
        if isinstance(error, FieldworkError):
            self.trouble.tell(error.sentence, safe_words(error))
            self.trouble.show()
        else:
            super().failed(error)

    def _loaded(self, loaded: object) -> None:
        counts = [getattr(loaded, name) for name in ("added", "changed", "removed", "total")]
        self.result.setText("已载入：新增 {} 件，变更 {} 件，移出 {} 件，共 {} 件".format(*counts))
        self.progress.hide()
        self.file.set_path("")
        self.code.clear()
        self._check()
        self.told("docket")
        self.refresh()

    def _show(self, facts: VaultFacts) -> None:
        until, made = clock.local(facts.lease.until), clock.local(facts.docket_made_at)
        left = facts.lease.left / dt.timedelta(days=max(facts.lease_days, 1))
        days = -1 if facts.lease.expired else facts.lease.left.days
        self.bar.setValue(f"离线有效期至 {until:%Y-%m-%d %H:%M}", 1 - left, days)
        warning = f"\n{facts.lease.warning}" if facts.lease.warning else ""
        self.words.setText(f"第 {facts.docket_serial} 期，院里制作于 {made:%Y-%m-%d %H:%M}{warning}")

    def _check(self) -> None:
        self.load_key.setMissing("" if self.file.path is not None else "还没有选文件")


class Locking(Section):
    """How soon it locks, and another secret."""

    title, hint, icon = "锁定与口令", "自动锁定，更改口令", "lock"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.kind: Kind = PHRASE
        self.card.body.addWidget(Text(settings.AUTO_LOCK.title, "strong"))
        self.minutes = Stepper(self, settings.AUTO_LOCK, 1)
        self.card.body.addWidget(self.minutes)
        self.card.body.addWidget(
            Text("随时可按 Ctrl+L 或左下角“隐屏”立即锁定；睡眠唤醒后总要解锁。", "second")
        )
        self.card.body.addWidget(Text("更改口令", "strong"))
        self.old, self.new, self.again = (_hidden(n) for n in ("现在的口令", "新口令", "新口令再输一次"))
        self.kinds = Joined(("长口令", "6 位数字"), "口令种类", clearable=False)
        self.kinds.setIndex(0)
        self.kinds.chosen.connect(self._choose)
        self.kinds.hide()
        self.rule = Text(RULES[PHRASE], "second")
        self.change_key = Button("更改口令", "plain", "key")
        self.change_key.tapped.connect(self._change)
        self.result = Text("", "strong", "ok")
        frames = [
            FieldFrame(line.accessibleName(), line, icon="key") for line in (self.old, self.new, self.again)
        ]
        for widget in (self.kinds, *frames, self.rule, self.change_key, self.result):
            self.card.body.addWidget(widget)
        for line in (self.old, self.new, self.again):
            line.textChanged.connect(lambda _text: self._check())
        self._check()

    def refresh(self) -> None:
        """Ask whether six digits are possible here."""
        run = self.desk.background.run
        run(unlocking.pin_possible, then=self.kinds.setVisible, failed=self.failed, owner=self, lane="work")

    def failed(self, error: BaseException) -> None:
        """Say why the secret was not changed."""
        self._check()
        if isinstance(error, FieldworkError):
            self.trouble.tell(error.sentence, "原来的口令仍然有效。")
            self.trouble.show()
        else:
            super().failed(error)

    def _change(self) -> None:
        self.trouble.hide()
        self.change_key.setMissing("请稍候")
        work = partial(
            unlocking.change_secret, self.desk.session, self.old.text(), self.new.text(), self.kind
        )
        self.desk.background.run(work, then=self._changed, failed=self.failed, owner=self)

    def _changed(self, _nothing: None) -> None:
        for line in (self.old, self.new, self.again):
            line.clear()
        self._check()
        self.result.setText("口令已更改，下次解锁用新口令。")

    def _choose(self, index: int) -> None:
        self.kind = (PHRASE, PIN)[index]
        self.rule.setText(RULES[self.kind])
        self._check()

    def _check(self) -> None:
        if not self.old.text() or not self.new.text():
            self.change_key.setMissing("还没有填写")
        else:
            self.change_key.setMissing("" if self.new.text() == self.again.text() else "两次新口令不一样")
        self.result.setText("")


class VaultCard(Section):
    """What lies in the vault, and the check of all of it."""

    title, hint, icon = "保险库", "日志校验，本机资料", "shield"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.facts = Text("—", "body")
        self.verify_key = Button("校验全部日志和附件", "plain", "shield")
        self.verify_key.tapped.connect(self._verify)
        self.result = Text("", "strong")
        for widget in (self.facts, self.verify_key, self.result):
            self.card.body.addWidget(widget)

    def refresh(self) -> None:
        """Read the facts."""
        work = partial(preferences.facts, self.desk.session, self.desk.now())
        self.desk.background.run(work, then=self._show, failed=self.failed, owner=self)

    def _verify(self) -> None:
        self.verify_key.setMissing("正在逐条校验")
        work = partial(preferences.verify, self.desk.session)
        self.desk.background.run(work, then=self._verified, failed=self._not_verified, owner=self)

    def _verified(self, misfits: tuple[str, ...]) -> None:
        self.verify_key.setMissing("")
        self.result.setTone("red" if misfits else "ok")
        self.result.setText("\n".join(misfits) or "全部相符：每一条日志的签名、链接和每一个附件都没有改动。")

    def _not_verified(self, error: BaseException) -> None:
        self.verify_key.setMissing("")
        self.failed(error)

    def _show(self, facts: VaultFacts) -> None:
        kind = "6 位数字口令，与本机绑定" if facts.kind == PIN else "长口令"
        recovery = "院里可以恢复" if facts.recoverable else "没有设置恢复密钥"
        self.facts.setText(
            f"{facts.court}\n{facts.holder}　证号 {facts.badge or '—'}\n设备编号 {facts.device}\n"
            f"日志 {facts.entries:,} 条\n{kind}；忘记口令时{recovery}"
        )


class About(Section):
    """The program and whose work is in it."""

    title, hint, icon = "关于", "版本与许可", "law"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.card.body.addWidget(Text(f"执行外勤 {PROGRAM}，界面库 Qt {qVersion()}", "heading"))
        self.card.body.addWidget(Text("断网可用；只有与院里交换时才需要网络或优盘。", "body"))
        self.card.body.addWidget(Text("\n".join(LICENCES), "second"))


def _hidden(name: str) -> Line:
    line = Line(name, placeholder="输入口令")
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line

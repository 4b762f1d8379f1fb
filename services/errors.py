"""Failures the officer can do something about: each class carries the Chinese sentence that is shown."""

from __future__ import annotations


class FieldworkError(Exception):
    """A known failure; `sentence` is what the screen says, `exit_code` what the command line returns."""

    message = "操作没有完成，已有内容未受影响。请再试一次。"
    exit_code = 1

    def __init__(self, sentence: str | None = None) -> None:
        self.sentence = sentence or self.message
        super().__init__(self.sentence)


class BadInput(FieldworkError):
    """Something handed in (a file, a row, a number) cannot be used as it is."""

    message = "内容无法识别，请核对后重试。"
    exit_code = 2


class NotAllowed(FieldworkError):
    """Law, policy or the state of the matter forbids the step."""

    message = "此时不能这样做。"
    exit_code = 3


class Damaged(FieldworkError):
    """Stored bytes are not what they were: a page, a link, a signature or an attachment does not fit."""

    message = "数据校验不通过，请停止使用并联系院里技术人员。"
    exit_code = 4


class NoSpace(FieldworkError):
    """The disk took no more; nothing of the step was kept."""

    message = "磁盘空间不足，这一步没有保存；已保存的内容都在。请清理空间后再试。"
    exit_code = 5


class Refused(FieldworkError):
    """A signed or encrypted file is not for this court, officer or device, or has been changed."""

    message = "文件未通过验证，没有采用。"
    exit_code = 6

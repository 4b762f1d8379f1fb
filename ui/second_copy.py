"""第二份留存 in the background: after 完成 and after each paper, what is new goes to the stick; the screen never waits."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial

from services.actions import copying
from services.actions.copying import Copy, Written
from services.errors import Damaged
from ui.desk import Desk


def catch_up(desk: Desk) -> None:
    """Writes what the medium does not have yet, where one is set; a missing stick is told in the banner."""

    def gathered(copy: Copy | None) -> None:
        if copy is not None:
            desk.background.run(partial(copying.write, copy), then=written, failed=desk.trouble, lane="work")

    def written(done: Written) -> None:
        if done.unread:
            desk.trouble(Damaged(unread_words(done)))
        desk.background.run(partial(copying.note, desk.session, done), failed=desk.trouble)

    desk.background.run_pieces(_wanted(desk), then=gathered, failed=desk.trouble)


def unread_words(done: Written) -> str:
    """How many originals are not on the medium, and what to do."""
    return (
        f"第二份留存写好了，但有 {len(done.unread)} 份附件在本机读不出来，第二份里没有它们。"
        "请保留原照片或录像，尽快联系院里技术人员核对本机。"
    )


def _wanted(desk: Desk) -> Generator[int, None, Copy | None]:
    if copying.is_set(desk.session):
        return (yield from copying.gather(desk.session, desk.now()))
    return None

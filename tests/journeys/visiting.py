"""The deeds of a visit, as several journeys share them."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from services.entries.entry import Entry
from services.store import journal
from tests.journeys.hands import Hands
from ui.components.fields import Line
from ui.components.sheets import Sheet
from ui.pages.finished import FinishedPage


def begin(hands: Hands, case: str) -> None:
    """今日 → 记上门 → the case: two taps."""
    hands.press("记上门")
    hands.tap_row(case)


def outcome(hands: Hands, words: str) -> None:
    """One tap on a tile."""
    tiles = hands.editor("outcome").tiles.tiles
    hands.tap(next(t for t in tiles if t.choice.value == words))


def finish(hands: Hands) -> Entry:
    """都对，完成 (or 完成), until the finished record is on the screen as 已保存."""
    page = hands.record
    hands.until(lambda: page.done_key.missing == "")
    hands.tap(page.done_key)
    hands.until(lambda: isinstance(hands.page, FinishedPage) and "已保存" in hands.read(hands.page))
    return visits(hands)[-1]


def nobody_home(hands: Hands, case: str) -> Entry:
    """The whole visit at a door that stays shut."""
    begin(hands, case)
    outcome(hands, "无人")
    return finish(hands)


def correct(hands: Hands, reason: str) -> None:
    """更正这条记录 on a finished record, with the reason, until the correction's form is there."""
    hands.press("更正这条记录")
    sheet = next(s for s in hands.window.findChildren(Sheet) if s.isVisible())
    (line,) = sheet.findChildren(Line)
    hands.write(line, reason)
    hands.press("开始更正")
    hands.until(lambda: hands.record.title == "更正：上门查找")


def visits(hands: Hands) -> list[Entry]:
    """Every visit in the journal, oldest first."""
    return hands.ask(lambda: list(journal.entries(hands.session.vault, kinds=("visit",))))


def faults(hands: Hands) -> list[str]:
    """What `verify` finds: the chain, the signatures, the attachments."""
    return hands.ask(lambda: list(journal.verify(hands.session.vault)))


def timeline(hands: Hands) -> str:
    """看案件 → 时间线, in words."""
    hands.press("看案件")
    hands.press("时间线")
    hands.until(lambda: "原记划线保留" in hands.read() and "上门查找" in hands.read())
    return hands.read(hands.page)


def picture(path: Path, taken: str = "2026:11:24 09:58:30") -> bytes:
    """A photo as a camera writes it: EXIF with time and place."""
    exif = Image.Exif()
    exif[0x010F] = "演示相机"
    exif.get_ifd(0x8769)[0x9003] = taken
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (28.0, 54.0, 5.25), "E", (118.0, 30.0, 40.5)
    target = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(target, "JPEG", quality=90, exif=exif)
    path.write_bytes(target.getvalue())
    return target.getvalue()

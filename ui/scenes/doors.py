"""Pictures before the vault is open: 初次使用 step by step, 隐屏, 解锁 by passphrase and by six digits, 换人."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from services.actions import doorplates, enrolling
from services.docket.court import Officer
from services.errors import Damaged
from ui.studio import SIZES, Studio

# Answers a request file: (the demo's folder, request, officer's number, where to write, when) -> enrolment, docket.
Court = Callable[[Path, Path, str, Path, dt.datetime], tuple[Path, Path]]

FIRST_START = (
    "00-first-1-who", "00-first-2-request", "00-first-3-fingerprint", "00-first-3-refused", "00-first-4-docket",
)  # fmt: skip
LOCK = ("01-unlock-hidden", "01-unlock", "01-unlock-two", "01-unlock-trouble")
PIN, WAIT = ("01-unlock-pin",), ("01-unlock-wait",)
NAMES = (*FIRST_START, *LOCK, *PIN, *WAIT)
WRONG_TRIES = 5
SECRET = "拍照用的口令 不保密"


def take_lock(studio: Studio) -> None:
    """隐屏 over the open demo, then 解锁: fresh, with a second officer on the same tablet, in trouble."""
    if not _any(studio, LOCK):
        return
    studio.window.lock()
    studio.settle()
    _shoot(studio, LOCK[0])
    unlock = studio.window.unlock
    unlock.hide_all(False)
    _shoot(studio, LOCK[1])
    if studio.wanted(LOCK[2]):
        root = studio.window.around.root
        begun = partial(enrolling.begin, root, "郑一鸣", "", SECRET, "passphrase", studio.now)
        studio.ask(lambda: begun().close())
        unlock.read_plates()
        studio.press("换人")
        _shoot(studio, LOCK[2])
        studio.close_sheets()
    trouble = Damaged("保险库有一页读不出来，没有打开。请停止使用本机并联系院里技术人员。")
    studio.window.around.trouble(trouble)
    studio.settle()
    _shoot(studio, LOCK[3])


def take_wait(studio: Studio, root: Path, demo: Path) -> None:
    """解锁 after wrong tries, over a copy: the demo itself must not be made to wait."""
    if not _any(studio, WAIT):
        return
    shutil.copytree(demo / "vaults", root / "vaults")
    studio.open(root)
    unlock = studio.window.unlock
    for _ in range(WRONG_TRIES):
        unlock.phrase.setText("不是这个口令")
        unlock.open_key.click()
        while unlock.busy:
            studio.settle()
    _shoot(studio, WAIT[0])


def take_pin(studio: Studio, root: Path, demo: Path) -> None:
    """解锁 by six digits, over the doorplate of a vault that asks for them; it is never opened."""
    if not _any(studio, PIN):
        return
    plate = next(p for p in doorplates.plates(demo) if p.enrolled)
    door = root / "vaults" / plate.folder.name
    door.mkdir(parents=True)
    header = json.loads((plate.folder / doorplates.HEADER).read_bytes())
    (door / doorplates.HEADER).write_text(json.dumps({**header, "kind": "pin"}), encoding="utf-8")
    shutil.copy(plate.folder / doorplates.SEEN, door / doorplates.SEEN)
    studio.open(root)
    for digit in "825":
        studio.window.unlock.type_digit(digit)
    _shoot(studio, PIN[0])


def take_first_start(studio: Studio, root: Path, court: Court, demo: Path, officer: Officer) -> None:
    """Every step from an empty tablet to the docket, as far as a picture needs."""
    if not _any(studio, FIRST_START):
        return
    studio.open(root)
    page: Any = studio.window.first_start
    page.who.name.setText(officer.name)
    page.who.badge.setText(officer.badge)
    page.who.secret.setText(SECRET)
    studio.settle()
    _shoot(studio, FIRST_START[0])
    page.who.again.setText(SECRET)
    studio.press("建立保险库")
    request = root / f"外勤申请-{studio.now:%Y%m%d}.cf-request"
    page.request.place.line.setText(str(request))
    page.request.place.picked.emit(str(request))
    studio.settle()
    page.request.place.line.setText(f"优盘/{request.name}")
    _shoot(studio, FIRST_START[1])
    enrolment, docket = court(demo, request, officer.id, root / "sent", studio.now)
    studio.press("已交院里，下一步")
    page.enrolment.file.line.setText(f"优盘/{enrolment.name}")
    page.enrolment.file.picked.emit(str(enrolment))
    studio.settle()
    _shoot(studio, FIRST_START[2])
    studio.press("不一致")
    _shoot(studio, FIRST_START[3])
    page.enrolment.file.picked.emit(str(enrolment))
    studio.settle()
    studio.press("指纹一致，采用")
    page.docket.file.line.setText(f"优盘/{docket.name}")
    studio.settle()
    _shoot(studio, FIRST_START[4])


def _shoot(studio: Studio, name: str) -> None:
    studio.shoot(name, SIZES)


def _any(studio: Studio, names: tuple[str, ...]) -> bool:
    return any(studio.wanted(name) for name in names)

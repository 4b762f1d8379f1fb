"""载入案件册 in three steps: key and transaction on the vault's thread, reading the file beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from services.actions import enrolling
from ui.background import Background


def load(
    background: Background,
    vault: Any,
    path: Path,
    code: str,
    *,
    each: Callable[[int, int], None] | None = None,
    then: Callable[[Any], object],
    failed: Callable[[Exception], None],
    owner: QObject,
) -> None:
    """Loads a docket file; `each(done, total)` is called on the vault's thread, `then` and `failed` on the main one."""

    def read(key: enrolling.DocketKey) -> None:
        work = partial(enrolling.read_docket, key, path, code)
        background.run(work, then=take, failed=failed, owner=owner, lane="work")

    def take(docket: Any) -> None:
        work = partial(enrolling.take_docket, vault, docket, each)
        background.run(work, then=then, failed=failed, owner=owner)

    background.run(partial(enrolling.docket_key, vault), then=read, failed=failed, owner=owner)

"""院端法律数据命令: the part of `main.py hub` that hands newer tables of law down to every terminal."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from services.hub.law import Handed, Missing

# Everything heavy is imported by the command that needs it: main.py reads this file before the unlock page is painted.
# ruff: noqa: PLC0415

Command = Callable[[argparse.Namespace], int]
Adding = Callable[[str, str, Command], argparse.ArgumentParser]


def add(adding: Adding, missing: Missing) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the commands; those returned work on a hub's folder."""
    told = "下发新的法律数据表（放假安排、LPR、期限、条文等），逐行核对，终端下次同步采用"
    bring = adding("import-law", told, partial(_import, missing))
    bring.add_argument(
        "table", metavar="表", help="如 放假安排（holidays）、LPR（lpr）、法律条文（articles）"
    )
    bring.add_argument("file", type=Path, metavar="文件", help="填好的 .toml，样子可在终端“设置”里存出")
    listed = adding("law", "列出下发的法律数据表和已取走的设备数", _law)
    return (bring, listed)


def _import(missing: Missing, parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk, law

    done = law.bring(desk.open_desk(parsed.desk), parsed.table, parsed.file, now=clock.now(), missing=missing)
    if parsed.json:
        print(json.dumps(_row(done), ensure_ascii=False))
    else:
        print(f"已下发：{done.form.title}，版本 {done.version}；终端下次同步时采用。")
    return 0


def _law(parsed: argparse.Namespace) -> int:
    from services.hub import desk, law

    with desk.open_desk(parsed.desk).store.reading() as connection:
        found = law.all_of(connection)
    if parsed.json:
        print(json.dumps({"tables": [_row(one) for one in found]}, ensure_ascii=False))
        return 0
    lines = [
        f"{h.at:%Y-%m-%d %H:%M}  {h.form.title}  版本 {h.version}  {h.file}  {h.devices} 台设备已取"
        for h in found
    ]
    print("\n".join(lines) or "还没有下发过法律数据表，终端用程序自带的。")
    return 0


def _row(handed: Handed) -> dict[str, Any]:
    return {
        "table": handed.form.name,
        "title": handed.form.title,
        "version": handed.version.isoformat(),
        "file": handed.file,
        "at": handed.at.isoformat(),
        "sha256": handed.digest,
        "devices": handed.devices,
    }

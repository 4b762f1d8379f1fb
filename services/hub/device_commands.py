"""院端设备命令: the part of `main.py hub` that shows which devices act for whom, and stops those that are lost."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

# Everything heavy is imported by the command that needs it: main.py reads this file before the unlock page is painted.
# ruff: noqa: PLC0415

Command = Callable[[argparse.Namespace], int]
Adding = Callable[[str, str, Command], argparse.ArgumentParser]


def add(adding: Adding) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the commands; those returned work on a hub's folder."""
    devices = adding("devices", "列出登记的设备和最近一次同步", _devices)
    revoke = adding("revoke", "停用一台设备，如遗失的平板；与它接续的一并停用", _revoke)
    revoke.add_argument("device", help="设备编号")
    revoke.add_argument("--why", required=True, help="原因")
    revoke.add_argument(
        "--keep", action="append", default=[], metavar="设备编号", help="接续它的另一台，不停用"
    )
    confirm = adding("confirm-device", "认可接续的设备是另一台平板，不与原设备同停", _confirm)
    confirm.add_argument("device", help="设备编号")
    return (devices, revoke, confirm)


def _devices(parsed: argparse.Namespace) -> int:
    from services.hub import desk, succession

    opened = desk.open_desk(parsed.desk)
    found, followed = opened.devices, {s.device: s for s in succession.of_desk(opened)}
    if parsed.json:
        rows = [
            {
                "id": d.id,
                "officer": d.officer,
                "serial": d.serial,
                "enrolled_at": d.enrolled_at.isoformat(),
                "seen_at": d.seen_at.isoformat() if d.seen_at else None,
                "revoked_at": d.revoked_at.isoformat() if d.revoked_at else None,
                "revoked_why": d.revoked_why,
                **(followed[d.id].plain if d.id in followed else {}),
            }
            for d in found
        ]
        print(json.dumps({"devices": rows}, ensure_ascii=False))
    else:
        for d in found:
            state = f"已停用：{d.revoked_why}" if d.revoked_at else "可用"
            last = f"{d.seen_at:%Y-%m-%d %H:%M}" if d.seen_at else "还没有同步过"
            print(f"{d.id}  {d.officer}  {state}  最近同步 {last}{followed.get(d.id, '')}")
    return 0


def _revoke(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk

    done = desk.revoke(parsed.desk, parsed.device, parsed.why, now=clock.now(), keep=parsed.keep)
    if parsed.json:
        content = {"device": done.device.id, "officer": done.device.officer, "along": done.along}
        print(json.dumps(content, ensure_ascii=False))
        return 0
    print(f"设备 {done.device.id} 已停用，院端不再接受它的请求。")
    if done.along:
        print(f"与它接续的设备一并停用：{'、'.join(done.along)}。")
        print("其中有在干警手里的另一台平板的，当面核对后用 hub confirm-device 恢复，它的记录不会丢。")
    return 0


def _confirm(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk

    again = desk.confirm(parsed.desk, parsed.device, now=clock.now())
    if parsed.json:
        print(json.dumps({"device": parsed.device, "reinstated": again}, ensure_ascii=False))
    else:
        print(f"设备 {parsed.device} 已认可是另一台，以后不与原设备同停。")
        if again:
            print(f"已恢复：{'、'.join(again)}，下次同步照常。")
    return 0

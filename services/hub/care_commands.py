"""院端保管命令: the part of `main.py hub` that looks after who comes and what is there."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Everything heavy is imported by the command that needs it: main.py reads this file before the unlock page is painted.
# ruff: noqa: PLC0415

Command = Callable[[argparse.Namespace], int]
Adding = Callable[[str, str, Command], argparse.ArgumentParser]
BAD = 2


def add(adding: Adding) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the commands; those returned work on a hub's folder."""
    invite = adding("invite", "给一名执行人员一次性口令，终端凭它联网登记", _invite)
    invite.add_argument("officer", help="承办人编号或姓名")
    verify = adding("verify", "核验全部日志链、签名和附件，指出第一处不符", _verify)
    backup = adding("backup", "把院端全部资料备份到另一个文件夹，只有恢复密钥能打开", _backup)
    backup.add_argument("folder", type=Path, help="备份文件夹；附件只增不重复")
    export = adding("export", "导出外勤记录：xlsx、csv、json、geojson，或带原件和校验值的材料包", _export)
    export.add_argument("target", type=Path, help="按后缀定格式；--package 时为新文件夹")
    export.add_argument("--case", default="", help="只导出这一案")
    export.add_argument("--package", action="store_true", help="案件、记录原文与签名、原件、SHA-256 清单")
    erase = adding("erase", "依法销毁附件：毁掉密钥和文件，只留登记", _erase)
    erase.add_argument("digests", nargs="+", metavar="SHA-256")
    erase.add_argument("--why", required=True, help="依据，如决定书文号")
    access = adding("access", "查一案的资料何时下发给了谁", _access)
    access.add_argument("case", metavar="案号")
    refusals = adding("refusals", "列出院端拒收的请求和原因", _refusals)
    refusals.add_argument("--limit", type=int, default=200)
    restore = adding("restore", "用恢复密钥把备份恢复到新的院端资料文件夹", _restore)
    restore.add_argument("file", type=Path, help="备份文件（.cf-backup），附件在它旁边")
    restore.add_argument("--key", type=Path, required=True, help="恢复密钥文件（recovery.agekey）")
    restore.add_argument("--database", default="", help="PostgreSQL 地址；不给则用文件夹里的加密库")
    return (invite, verify, backup, export, erase, access, refusals, restore)


def _told(parsed: argparse.Namespace, content: dict[str, Any], sentence: str) -> None:
    print(json.dumps(content, ensure_ascii=False) if parsed.json else sentence)


def _invite(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk, inviting

    done = inviting.invite(desk.open_desk(parsed.desk), parsed.officer, now=clock.now())
    if parsed.json:
        content = {"officer": done.officer, "code": done.code, "until": done.until.isoformat()}
        print(json.dumps({**content, "url": done.url, "fingerprint": done.fingerprint}))
    else:
        print(f"院端地址：{done.url or '（先运行一次 hub serve）'}\n一次性口令：{done.code}")
        print(f"有效到 {done.until:%Y-%m-%d %H:%M}，只能登记一台。\n院端公钥指纹：{done.fingerprint}")
    return 0


def _verify(parsed: argparse.Namespace) -> int:
    from services.hub import checking, desk

    found = checking.check(desk.open_desk(parsed.desk))
    content = {
        "chains": found.chains,
        "entries": found.entries,
        "attachments": found.files,
        "erased": found.erased,
        "awaited": found.awaited,
        "faults": found.told,
    }
    whole = f"{found.chains} 条链 {found.entries} 条，附件 {found.files} 个（已销毁 {found.erased}，未到 {found.awaited}）"
    _told(parsed, content, "\n".join((f"{whole}{'' if found.told else '，全部相符'}。", *found.told)))
    return BAD if found.told else 0


def _backup(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import backup, desk

    done = backup.back_up(desk.open_desk(parsed.desk), parsed.folder, clock.now())
    content = {"file": str(done.file), "copied": done.copied, "attachments": done.files}
    _told(parsed, content, f"已备份：{done.file}；附件共 {done.files} 个，本次新增 {done.copied} 个。")
    return 0


def _restore(parsed: argparse.Namespace) -> int:
    from services.errors import BadInput
    from services.hub import backup

    try:
        key = parsed.key.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不到恢复密钥文件 {parsed.key.name}。请核对位置。") from error
    done = backup.restore(parsed.file, key, parsed.desk, database=parsed.database)
    lost = (
        f"备份里缺 {len(done.missing)} 个附件，终端会再次上交它们的只有原机仍在的。" if done.missing else ""
    )
    content = {"entries": done.entries, "attachments": done.files, "missing": done.missing}
    _told(
        parsed,
        content,
        f"已恢复：记录 {done.entries} 条，附件 {done.files} 个。{lost}备份之后的，终端下次同步自动补齐。",
    )
    return BAD if done.missing else 0


def _export(parsed: argparse.Namespace) -> int:
    from services.hub import desk, entries_export

    opened = desk.open_desk(parsed.desk)
    if parsed.package:
        done = entries_export.package(opened, parsed.target, case=parsed.case)
    else:
        done = entries_export.export(opened, parsed.target, case=parsed.case)
    content = {
        "target": str(parsed.target),
        "entries": done.entries,
        "files": done.files,
        "missing": done.missing,
    }
    lost = f"；{len(done.missing)} 个附件不在院端，没有写入" if done.missing else ""
    _told(parsed, content, f"已导出 {done.entries} 条到 {parsed.target}{lost}。内容未加密，请妥善保管。")
    return 0


def _erase(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import attachments, desk

    opened = desk.open_desk(parsed.desk)
    for digest in parsed.digests:
        attachments.erase(opened.store, opened.folder, digest, parsed.why, clock.now())
    _told(
        parsed,
        {"erased": parsed.digests},
        f"已销毁 {len(parsed.digests)} 个附件，登记保留。旧备份请一并销毁。",
    )
    return 0


def _access(parsed: argparse.Namespace) -> int:
    from services.hub import desk, logbook
    from services.identifiers import case_number

    number = str(case_number.parse(parsed.case))
    with desk.open_desk(parsed.desk).store.reading() as connection:
        found = logbook.accesses_to(connection, number)
    rows = [{"at": a.at.isoformat(), "officer": a.officer, "device": a.device, "deed": a.deed} for a in found]
    lines = [f"{a.at:%Y-%m-%d %H:%M}  {a.officer}  {a.device}  {a.deed}" for a in found]
    _told(parsed, {"case": number, "accesses": rows}, "\n".join(lines) or f"{number} 还没有下发过。")
    return 0


def _refusals(parsed: argparse.Namespace) -> int:
    from services.hub import desk, logbook

    with desk.open_desk(parsed.desk).store.reading() as connection:
        found = logbook.refusals(connection, limit=parsed.limit)
    rows = [
        {"at": r.at.isoformat(), "peer": r.peer, "device": r.device, "what": r.what, "why": r.why}
        for r in found
    ]
    lines = [f"{r.at:%Y-%m-%d %H:%M}  {r.peer or r.device}  {r.what}  {r.why}" for r in found]
    _told(parsed, {"refusals": rows}, "\n".join(lines) or "没有拒收过。")
    return 0

"""执行外勤: the command line, and the only place where terminal, hub and demo are joined."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from services import hardening, settings
from services.errors import BadInput, FieldworkError

if TYPE_CHECKING:
    from services.hub.commands import Command
    from services.session import Session

# Everything heavy is imported by the command that needs it: the unlock page must be painted first.
# The officer's start has no command; the table of commands and the hub's share of it wait until one is given.
# ruff: noqa: PLC0415

PICTURED_AT = dt.time(10, 24)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; errors go to stderr in one sentence and become the exit code."""
    hardening.harden()
    start = _start_parser()
    parsed, rest = start.parse_known_args(arguments)
    try:
        if not rest:
            return _terminal(parsed)
        parsed = _parser().parse_args(arguments)
        chosen: Command = parsed.command
        return chosen(parsed)
    except FieldworkError as error:
        print(error.sentence, file=sys.stderr)
        return error.exit_code


def _start_parser(*, whole: bool = False) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", description="执行外勤：法院执行干警的离线外勤程序", add_help=whole, allow_abbrev=whole
    )
    parser.add_argument("--data", type=Path, default=None, help="本机资料所在文件夹")
    return parser


def _parser() -> argparse.ArgumentParser:
    from services.hub import commands as hub_commands
    from services.hub.commands import command

    parser = _start_parser(whole=True)
    parser.set_defaults(command=_terminal)
    commands = parser.add_subparsers(title="命令", metavar="命令")
    demo = command(commands, "demo", "用合成案件册打开一个用完即弃的演示库", _demo)
    demo.add_argument("--dir", type=Path, default=None, help="演示资料放哪里（默认临时文件夹，退出即删）")
    demo.add_argument("--big", action="store_true", help="2,000 件在办和 20,000 件旧案")
    _add_today(demo)
    shots = command(commands, "shots", "给每个页面、每种状态拍照", _shots)
    shots.add_argument("folder", type=Path)
    shots.add_argument("--only", default="", help="只拍名字里有这几个字母的")
    _add_today(shots)
    papers = command(commands, "papers", "每种文书用样例记录各出一份 PDF", _papers)
    papers.add_argument("folder", type=Path)
    verify = command(commands, "verify", "走一遍日志的链和附件；口令从标准输入读", _verify)
    verify.add_argument("vault", type=Path, help="保险库文件夹")
    verify.add_argument("--json", action="store_true")
    recover = command(commands, "recover", "用院里的恢复密钥打开忘了口令的保险库", _recover)
    recover.add_argument("vault", type=Path, help="保险库文件夹")
    recover.add_argument("--key", type=Path, required=True, help="院里的恢复密钥文件；新口令从标准输入读")
    restore = command(commands, "restore", "把第二份留存恢复到新的保险库，再按初次使用登记", _restore)
    restore.add_argument("folder", type=Path, help="存储卡上的文件夹；新口令从标准输入读")
    restore.add_argument("--key", type=Path, required=True, help="院里的恢复密钥文件")
    restore.add_argument("--name", required=True, help="干警姓名")
    restore.add_argument("--badge", default="", help="证件号")
    package = command(commands, "package", "为一个案件做一套可核验的材料", _package)
    package.add_argument("vault", type=Path, help="保险库文件夹；口令从标准输入读")
    package.add_argument("case", help="案号")
    package.add_argument("folder", type=Path)
    hub_commands.add(command(commands, "hub", "院端", _usage(parser)), _missing)
    return parser


def _add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=dt.date.fromisoformat, default=None, help="演示的日期，如 2026-11-24")
    parser.add_argument("--seed", type=int, default=20261124, help="同一个数得到同一份演示资料")


def _usage(parser: argparse.ArgumentParser) -> Command:
    def show(_: argparse.Namespace) -> int:
        parser.print_help()
        return 2

    return show


def _root(parsed: argparse.Namespace) -> Path:
    chosen: Path | None = parsed.data
    return chosen or settings.home()


def _terminal(parsed: argparse.Namespace) -> int:
    from ui import application

    return application.run(_root(parsed))


def _demo(parsed: argparse.Namespace) -> int:
    from services.demo import road, yard
    from services.hub import commands as hub_commands
    from ui import application

    now = road.clock_on(parsed.today)
    with road.folder(parsed.dir) as folder, hub_commands.beside(now) as serve:

        def opening() -> Session:
            session = road.travel(folder, now(), seed=parsed.seed, big=parsed.big, serve=serve)
            yard.stock(session, now())
            return session

        return application.run(folder, opening=opening, now=now)


def _shots(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.demo import finished, road, sharing, yard
    from services.hub import commands as hub_commands
    from services.hub import desk
    from ui import shots
    from ui.scenes.finished import Samples
    from ui.scenes.shared import Shared

    day = parsed.today or clock.now().date()

    now = dt.datetime.combine(day, PICTURED_AT, clock.ZONE)

    def court(demo: Path, request: Path, officer: str, out: Path, now: dt.datetime) -> tuple[Path, Path]:
        done = desk.enroll(demo / "court", request, officer, out, now=now)
        if done.docket is None:
            raise BadInput("演示的院端没有给出承办案件册，拍不了初次使用。")
        return done.enrolment, done.docket

    samples = Samples(now=finished.NOW, opened=finished.opened, finish=finished.finish)
    with hub_commands.beside(lambda: now) as serve, hub_commands.beside(lambda: finished.NOW) as serve_shared:

        def opening(folder: Path, now: dt.datetime) -> Session:
            return road.travel(folder, now, seed=parsed.seed, serve=serve)

        shared = Shared(
            now=finished.NOW,
            opened=lambda folder: sharing.opened(folder, serve_shared),
            record=sharing.colleagues_record,
        )
        return shots.take(
            parsed.folder, opening=opening, court=court, stock=yard.stock, samples=samples, shared=shared,
            now=now, only=parsed.only,
        )  # fmt: skip


def _papers(parsed: argparse.Namespace) -> int:
    from services.demo import samples

    for path in samples.papers(parsed.folder):
        print(path.name)
    return 0


def _missing(text: str) -> set[str]:
    """The characters of a text that no paper could show: the hub knows no fonts."""
    from services.documents import faces

    return faces.missing(text)


def _secret() -> str:
    secret = sys.stdin.readline().rstrip("\n")
    if not secret:
        raise BadInput("请从标准输入给出口令。")
    return secret


def _open(vault: Path) -> Session:
    from services import clock
    from services.actions import unlocking

    if not (vault / "vault.json").is_file():
        raise BadInput(f"“{vault}”不是保险库文件夹，请核对路径。")
    return unlocking.unlock(vault, _secret(), clock.now())


def _verify(parsed: argparse.Namespace) -> int:
    from services.store import journal

    session = _open(parsed.vault)
    try:
        faults = journal.verify(session.vault)
        count = journal.count(session.vault)
    finally:
        session.vault.close()
    if parsed.json:
        print(json.dumps({"entries": count, "faults": faults}, ensure_ascii=False))
    else:
        print("\n".join(faults) if faults else f"{count} 条记录和全部附件核验一致。")
    return 4 if faults else 0


def _recover(parsed: argparse.Namespace) -> int:
    from services.actions import recovering

    recovering.recover(parsed.vault, recovering.read_key(parsed.key), _secret())
    print("已用恢复密钥打开，记录完整；旧口令已失效，请用新口令解锁。")
    return 0


def _restore(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.actions import enrolling, recovering, restoring

    key = recovering.read_key(parsed.key)
    vault = enrolling.begin(_root(parsed), parsed.name, parsed.badge, _secret(), "passphrase", clock.now())
    try:
        done = restoring.restore(vault, parsed.folder, key, clock.now())
    finally:
        vault.close()
    print(
        "\n".join((f"已恢复 {done.rows} 条记录、{done.files} 个文件，请打开程序继续初次使用。", *done.told))
    )
    return 0


def _package(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.actions import packaging

    session = _open(parsed.vault)
    try:
        made = packaging.package(session, parsed.case, parsed.folder, clock.now())
    finally:
        session.vault.close()
    print(f"已写出 {made.entries} 条记录、{made.files} 个文件，核验方法见“核验说明.txt”。")
    return 0


if __name__ == "__main__":
    sys.exit(main())

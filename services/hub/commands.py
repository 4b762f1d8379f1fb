"""院端命令: the part of the command line with which an administrator runs the court's hub."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from services.errors import BadInput, Refused
from services.hub import care_commands, device_commands, law_commands, paper_commands

if TYPE_CHECKING:
    from services.hub.law import Missing
    from services.hub.report import Report

# Everything heavy is imported by the command that needs it: main.py reads this file before the unlock page is painted.
# ruff: noqa: PLC0415

Command = Callable[[argparse.Namespace], int]
MAIN = Path(__file__).parents[2] / "main.py"


def add(hub: argparse.ArgumentParser, missing: Missing) -> None:
    """Adds the hub's commands to `main.py hub`; `missing` tells the characters of a text that no paper could show."""
    commands = hub.add_subparsers(title="院端命令", metavar="命令", required=True)
    begin = command(commands, "found", "建立院端资料文件夹和院里的密钥", _hub_found)
    begin.add_argument("file", type=Path, help="法院与执行人员名册（JSON）")
    load = command(commands, "import", "导入承办案件册（xlsx、csv、json），逐行报告", _hub_import)
    load.add_argument("file", type=Path)
    load.add_argument("--officer", required=True, help="承办人编号")
    load.add_argument("--allow-refused", action="store_true", help="有行被拒时仍导入其余整案")
    enroll = command(commands, "enroll", "按申请文件登记一台设备，写出注册文件和案件册文件", _hub_enroll)
    enroll.add_argument("request", type=Path)
    enroll.add_argument("--officer", required=True, help="承办人编号")
    enroll.add_argument("--out", type=Path, required=True)
    begin.add_argument("--database", default="", help="PostgreSQL 地址，如 postgresql://用户@主机/库")
    serve = command(commands, "serve", "运行院端，终端由此同步", _hub_serve)
    serve.add_argument("--host", default="0.0.0.0", help="监听的地址")
    serve.add_argument("--port", type=int, default=8443, help="监听的端口，0 为任一空闲端口")
    serve.add_argument("--url", default="", help="终端访问的地址，写入登记文件，如 https://hub.court:8443")
    serve.add_argument(
        "--certificate", type=Path, default=None, help="法院的证书（PEM）；不给则首次运行时自制"
    )
    serve.add_argument("--key", type=Path, default=None, help="证书的密钥（PEM）")
    # The demo's day need not be today: its hub's clock begins with it.
    serve.add_argument("--begin", type=dt.datetime.fromisoformat, default=None, help=argparse.SUPPRESS)
    serve.add_argument("--database", default=None, help="PostgreSQL 地址；不给则用文件夹里的加密库")
    officers = command(commands, "officers", "列出执行人员", _hub_officers)
    officers.add_argument(
        "--add", type=Path, default=None, metavar="名册.json", help="先录入新的人员或新的信息"
    )
    assign = command(commands, "assign", "把案件分给一名执行人员", _hub_assign)
    assign.add_argument("cases", nargs="+", metavar="案号")
    assign.add_argument("--officer", required=True, help="承办人编号")
    assign.add_argument("--also", action="store_true", help="原承办人仍保留这些案件")
    carry = command(commands, "bundle", "收下优盘或存储卡上的数据包，写出带收据和案件册的回执包", _bundle)
    carry.add_argument("deed", choices=["import", "export"])
    carry.add_argument("files", nargs="*", type=Path, metavar="数据包", help="第一卷（.cf-bundle）")
    carry.add_argument("--out", type=Path, default=None, help="回执包写到哪个文件夹；import 时给出则顺便写")
    carry.add_argument("--device", action="append", default=[], help="export 给哪台设备，可给多次")
    rest = [
        *care_commands.add(lambda name, told, chosen: command(commands, name, told, chosen)),
        *paper_commands.add(lambda name, told, chosen: command(commands, name, told, chosen)),
        *device_commands.add(lambda name, told, chosen: command(commands, name, told, chosen)),
        *law_commands.add(lambda name, told, chosen: command(commands, name, told, chosen), missing),
    ]
    for one in (begin, load, enroll, serve, officers, assign, carry, *rest):
        one.add_argument("--desk", "--data", dest="desk", type=Path, required=True, help="院端资料文件夹")
        one.add_argument("--json", action="store_true")


@contextlib.contextmanager
def beside(now: Callable[[], dt.datetime]) -> Iterator[Callable[[Path], None]]:
    """Gives what serves a hub folder on loopback in a child process; it ends with the block. Raises BadInput."""
    running: list[subprocess.Popen[str]] = []

    def serve(desk: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = str(probe.getsockname()[1])
        line = [
            *(sys.executable, str(MAIN), "hub", "serve", "--desk", str(desk)),
            *("--host", "127.0.0.1", "--port", port, "--url", f"https://127.0.0.1:{port}", "--json"),
            *("--begin", now().isoformat()),
        ]
        child = subprocess.Popen(line, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        running.append(child)
        if child.stdout is None or not child.stdout.readline():
            raise BadInput("演示的院端没有启动，请再试一次。")

    try:
        yield serve
    finally:
        for child in running:
            child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(10)
            if child.stdout is not None:
                child.stdout.close()


def command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, told: str, chosen: Command
) -> argparse.ArgumentParser:
    """A command of the line and what it does."""
    parser = commands.add_parser(name, help=told, description=told)
    parser.set_defaults(command=chosen)
    return parser


def _hub_found(parsed: argparse.Namespace) -> int:
    from services.hub import desk

    made = desk.found_from(parsed.desk, parsed.file, database=parsed.database)
    print(f"已建立院端资料：{made.court.name}，{len(made.officers)} 名执行人员。恢复密钥请另行封存。")
    return 0


def _hub_import(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk

    done = desk.import_docket(
        parsed.desk, parsed.file, parsed.officer, now=clock.now(), allow_refused=parsed.allow_refused
    )
    print(_report_json(done.report) if parsed.json else done.report.text())
    return 0 if done.docket is not None else 2


def _report_json(report: Report) -> str:
    lines = [
        {"sheet": o.sheet, "row": o.row, "case": o.case, "verdict": o.verdict, "reasons": o.reasons}
        for o in report.lines
    ]
    return json.dumps({"cases": report.cases, "refused": report.refused, "rows": lines}, ensure_ascii=False)


def _hub_enroll(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk

    done = desk.enroll(parsed.desk, parsed.request, parsed.officer, parsed.out, now=clock.now())
    files = [str(path) for path in (done.enrolment, done.sheet, done.docket) if path is not None]
    if parsed.json:
        print(json.dumps({"files": files, "fingerprint": done.fingerprint}, ensure_ascii=False))
    else:
        print("\n".join((*files, f"法院公钥指纹：{done.fingerprint}")))
    return 0


def _hub_serve(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import serving

    if (parsed.certificate is None) != (parsed.key is None):
        raise BadInput("证书和密钥要一起给出（--certificate 和 --key）。")

    def told(standing: serving.Standing) -> None:
        if parsed.json:
            print(json.dumps({"url": standing.url, "port": standing.port}), flush=True)
        else:
            print(f"院端已在运行：{standing.url}（端口 {standing.port}）。按 Ctrl+C 停止。", flush=True)

    serving.serve(
        parsed.desk,
        host=parsed.host,
        port=parsed.port,
        url=parsed.url,
        own_certificate=(parsed.certificate, parsed.key) if parsed.certificate else None,
        database=parsed.database,
        told=told,
        now=clock.ticking(parsed.begin) if parsed.begin else clock.now,
    )
    return 0


def _hub_officers(parsed: argparse.Namespace) -> int:
    from services.hub import desk

    if parsed.add is not None:
        desk.enter_officers(parsed.desk, parsed.add)
    opened = desk.open_desk(parsed.desk)
    if parsed.json:
        rows = [
            {"id": o.id, "name": o.name, "badge": o.badge, "cases": opened.case_count(o)}
            for o in opened.officers
        ]
        print(json.dumps({"officers": rows}, ensure_ascii=False))
    else:
        print("\n".join(f"{o.id}  {o.name}  {opened.case_count(o)} 案" for o in opened.officers))
    return 0


def _hub_assign(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk

    done = desk.assign(parsed.desk, parsed.officer, parsed.cases, now=clock.now(), alone=not parsed.also)
    if parsed.json:
        print(json.dumps({"added": done.added, "removed": done.removed}))
    else:
        print(f"已分给 {done.added} 案，从其他人名下移出 {done.removed} 案；下次同步时到终端。")
    return 0


def _bundle(parsed: argparse.Namespace) -> int:
    if parsed.deed == "export":
        return _bundle_export(parsed)
    from services import clock
    from services.hub import carrying, desk, replying

    if not parsed.files:
        raise BadInput("请给出数据包的第一卷（.cf-bundle）。")
    opened, refused, rows = desk.open_desk(parsed.desk), 0, []
    for path in parsed.files:
        try:
            done = carrying.take_bundle(opened, path, now=clock.now())
        except Refused as error:
            refused += 1
            rows.append({"file": path.name, "refused": error.sentence})
            continue
        told = {"entries": done.taken, "known": done.known, "files": done.files, "told": done.told}
        rows.append({"file": path.name, "officer": done.officer, "device": done.device, **told})
        if parsed.out is not None:
            rows[-1]["reply"] = str(replying.write(opened, done.device, parsed.out, now=clock.now()))
    if parsed.json:
        print(json.dumps({"bundles": rows}, ensure_ascii=False))
    else:
        for row in rows:
            if "refused" in row:
                print(f"{row['file']}：{row['refused']}")
            else:
                print(
                    f"{row['file']}：收 {row['entries']} 条，已有 {row['known']} 条，附件 {row['files']} 个。"
                )
                for sentence in (*row["told"], *([f"回执包：{row['reply']}"] if "reply" in row else [])):
                    print(f"  {sentence}")
    return Refused.exit_code if refused else 0


def _bundle_export(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk, replying

    if not parsed.device or parsed.out is None:
        raise BadInput("请给出 --device 设备编号 和 --out 文件夹。")
    opened = desk.open_desk(parsed.desk)
    files = [str(replying.write(opened, device, parsed.out, now=clock.now())) for device in parsed.device]
    print(json.dumps({"files": files}, ensure_ascii=False) if parsed.json else "\n".join(files))
    return 0

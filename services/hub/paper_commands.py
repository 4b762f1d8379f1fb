"""院端文书命令: the part of `main.py hub` that hands sealed papers down to officers and takes them back."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.errors import BadInput

if TYPE_CHECKING:
    from services.hub.sealed import Sealing
    from services.hub.sealed_register import Kept, Used

# Everything heavy is imported by the command that needs it: main.py reads this file before the unlock page is painted.
# ruff: noqa: PLC0415

Command = Callable[[argparse.Namespace], int]
Adding = Callable[[str, str, Command], argparse.ArgumentParser]
SEAL_FONT = Path(__file__).parents[2] / "resources" / "fonts" / "paper" / "PaperHei.ttf"


def add(adding: Adding) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the commands; those returned work on a hub's folder."""
    issue = adding("issue-papers", "把院里盖好章的 PDF 下发给承办人，限定可打印份数", _issue)
    issue.add_argument("files", nargs="+", type=Path, metavar="PDF")
    issue.add_argument("--officer", required=True, help="承办人编号或姓名")
    issue.add_argument("--case", required=True, help="案号")
    issue.add_argument("--document", required=True, help="哪种文书：D07、强制迁出公告 或 moving_out_notice")
    issue.add_argument("--to", required=True, help="给谁、张贴在何处")
    issue.add_argument("--copies", type=int, default=1, help="可打印几份，默认 1")
    issue.add_argument("--number", default="", help="文书文号")
    issue.add_argument("--p12", type=Path, default=None, help="用院里的证书签 PAdES；口令从标准输入读")
    issue.add_argument("--seal", type=Path, default=None, help="签名前盖上的院印（方形 PNG）")
    issue.add_argument("--test-seal", action="store_true", help="签名前盖上标明“演示”的试验印")
    recall = adding("recall-papers", "收回下发的文书，终端下次同步后不能再印", _recall)
    recall.add_argument("papers", nargs="+", metavar="编号")
    recall.add_argument("--why", required=True, help="原因，终端会显示")
    allow = adding("allow-copies", "给一份下发的文书增加可打印份数", _allow)
    allow.add_argument("paper", metavar="编号")
    allow.add_argument("--more", type=int, required=True, help="增加几份")
    listed = adding("papers", "列出下发的文书", _papers)
    listed.add_argument("--case", default="", help="只列这一案")
    blank = adding("blank-forms", "准许或不准干警携带编号的空白文书（默认不准）", _blank)
    blank.add_argument("allowed", choices=["on", "off"])
    return (issue, recall, allow, listed, blank)


def _issue(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk, sealed

    order = sealed.Order(
        officer=parsed.officer, case=parsed.case, document=parsed.document, to=parsed.to,
        copies=parsed.copies, number=parsed.number,
    )  # fmt: skip
    sealing = _sealing(parsed)
    done = sealed.issue(desk.open_desk(parsed.desk), parsed.files, order, now=clock.now(), sealing=sealing)
    return _told(parsed, done, "已下发，下次同步时到终端。")


def _sealing(parsed: argparse.Namespace) -> Sealing | None:
    """What seals and signs, None where the papers are sealed already; the certificate's secret is read first."""
    if parsed.p12 is None:
        if parsed.seal is not None or parsed.test_seal:
            raise BadInput("盖印和签名一起做：请同时给出 --p12 证书文件。")
        return None
    try:
        from services.hub import pades
    except ImportError as error:
        raise BadInput(
            "院端没有安装签章组件。请运行 pip install -c constraints.txt -e '.[sealing]' 后再试。"
        ) from error
    from services.hub import folder, sealed_files, seals
    from services.hub.sealed_files import Looked

    if parsed.seal is not None and parsed.test_seal:
        raise BadInput("--seal 和 --test-seal 只能给一个。")
    signer = pades.open_p12(folder.read_file(parsed.p12), sys.stdin.readline().rstrip("\n"))
    seal = None
    if parsed.test_seal:
        seal = seals.trial_seal(str(SEAL_FONT))
    elif parsed.seal is not None:
        seal = seals.seal_image(folder.read_file(parsed.seal), parsed.seal.name)

    def sealing(found: Looked, name: str) -> bytes:
        return pades.sign(found.raw, name, signer, seal, sealed_files.date_place(found.raw, name))

    return sealing


def _recall(parsed: argparse.Namespace) -> int:
    from services import clock
    from services.hub import desk, sealed

    done = sealed.recall(desk.open_desk(parsed.desk), parsed.papers, parsed.why, now=clock.now())
    return _told(parsed, done, "已收回，终端下次同步后不能再印；已印出的请当面收回。")


def _allow(parsed: argparse.Namespace) -> int:
    from services.hub import desk, sealed

    done = sealed.allow(desk.open_desk(parsed.desk), parsed.paper, parsed.more)
    return _told(parsed, (done,), "已增加，下次同步时到终端。")


def _blank(parsed: argparse.Namespace) -> int:
    from services.hub import blank_forms, desk

    blank_forms.allow(desk.open_desk(parsed.desk), parsed.allowed == "on")
    if parsed.json:
        print(json.dumps({"blank_forms": parsed.allowed == "on"}))
    else:
        print("已准许" if parsed.allowed == "on" else "已停止", "空白文书登记，终端下次同步后生效。", sep="")
    return 0


def _papers(parsed: argparse.Namespace) -> int:
    from services.hub import desk, sealed_register
    from services.identifiers import case_number

    number = str(case_number.parse(parsed.case)) if parsed.case else ""
    with desk.open_desk(parsed.desk).store.reading() as connection:
        found = sealed_register.papers(connection, case=number)
        used = sealed_register.used(connection, found)
    return _told(parsed, found, "" if found else "还没有下发过文书。", used)


def _told(
    parsed: argparse.Namespace,
    papers: tuple[Kept, ...],
    sentence: str,
    used: Mapping[str, Used] | None = None,
) -> int:
    known = used or {}
    if parsed.json:
        rows = [{**_row(kept), **_use(known.get(kept.paper.id))} for kept in papers]
        print(json.dumps({"papers": rows}, ensure_ascii=False))
        return 0
    for kept in papers:
        paper = kept.paper
        state = f"已收回：{paper.recalled_why}" if paper.recalled_at else f"可印 {paper.copies} 份"
        signed = "有电子签名" if paper.signed else "无电子签名"
        print(
            f"{paper.id}  {kept.officer}  {paper.case}  {paper.name}  给{paper.to}  {paper.pages} 页  {state}  {signed}"
        )
        told = known.get(paper.id)
        if told is not None and told.printed:
            to = f"，交付{'、'.join(told.delivered)}" if told.delivered else ""
            print(f"    已印 {told.printed} 份{to}，报损 {told.spoilt} 份，交回 {told.returned} 份")
    if sentence:
        print(sentence)
    return 0


def _use(used: Used | None) -> dict[str, Any]:
    if used is None:
        return {}
    return {
        "printed": used.printed,
        "delivered": used.delivered,
        "spoilt": used.spoilt,
        "returned": used.returned,
    }


def _row(kept: Kept) -> dict[str, Any]:
    paper = kept.paper
    return {
        "id": paper.id,
        "officer": kept.officer,
        "case": paper.case,
        "document": paper.document,
        "name": paper.name,
        "number": paper.number,
        "to": paper.to,
        "copies": paper.copies,
        "pages": paper.pages,
        "sha256": paper.digest,
        "signed": paper.signed,
        "issued_at": paper.issued_at.isoformat(),
        "recalled_at": paper.recalled_at.isoformat() if paper.recalled_at else None,
        "recalled_why": paper.recalled_why,
    }

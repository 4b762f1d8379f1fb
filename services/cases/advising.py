"""怎么办: what is to be done about a row of the radar, in plain words; the law behind it is the term's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.cases.due import SORT_TITLES, Sort
from services.cases.radar import Row
from services.docket.property import MEASURE_TITLES
from services.law import terms
from services.wording import listed

_PRESERVED = "执保"
# By sort and term; a sort with "" stands for its other terms. The second sentence is for a day that has passed.
_BY_TERM: Mapping[tuple[Sort, str], tuple[str, str]] = {
    ("term", "whole_case"): (
        "期满前办结；办不结的，报院长批准延长。公告、评估、中止等不计入的期间，请院里在案件册补录，期限会重新推算。",
        "已经超过：马上补报院长审批并写明原因。有不计入的期间没有录入的，请院里在案件册补录。",
    ),
    ("review", "sanction_review"): (
        "收到复议申请的，连同案卷报送上一级法院，复议期间不停止执行。期满没有申请的，不用处理，这一行自己消失。", "",
    ),
    ("review", "objection_review"): (
        "收到复议申请的，移送上一级法院。期满没有申请的，裁定生效，按裁定继续办理，这一行自己消失。", "",
    ),
    ("review", "outsider_suit"): (
        "期满前不处分这件财产。起诉的，凭受理通知停止处分；没有起诉的，期满后可以继续处分，这一行自己消失。", "",
    ),
    ("objection", "objection"): (
        "把异议材料移送执行裁决部门审查，期满前作出裁定；审查期间不停止执行。裁定和送达日请院里录入案件册。",
        "审查期已过：催执行裁决部门作出裁定。已经裁定的，请院里把裁定日、送达日录入案件册。",
    ),
    ("objection", "outsider_objection"): (
        "把异议材料移送执行裁决部门审查，期满前作出裁定；审查期间不处分这件财产。裁定和送达日请院里录入案件册。",
        "审查期已过：催执行裁决部门作出裁定，仍不处分这件财产。已经裁定的，请院里把裁定日、送达日录入案件册。",
    ),
    ("auction", "auction_told"): (
        "逐一通知当事人和优先购买权人，留下送达凭证；送达日请院里录入案件册。",
        "公告发布前应通知而没有记录：先补通知，再核对公告和开拍日期要不要顺延。",
    ),
    ("auction", "second_auction"): (
        "报合议庭定再次拍卖的起拍价（降价不超过两成）和开拍日，在网拍平台发布公告；日期请院里录入案件册。",
        "再次拍卖的期限已过：报合议庭，或者征询抵债、变卖的意见；结果请院里录入案件册。",
    ),
    ("auction", "sale_ruling"): (
        "制作成交裁定，送达买受人和被执行人；送达日请院里录入案件册。",
        "已经逾期：马上制作并送达成交裁定，写明原因；送达日请院里录入案件册。",
    ),
    ("auction", "hand_over"): (
        "把财产和证照移交买受人，记移交；占有人拒不移交的，公告后强制迁出或者强制交付。",
        "已经逾期：定日子强制移交，原因写进记录。",
    ),
    ("auction", ""): (
        "公告由网络司法拍卖平台发布，本机不出公告：按这一天发布，公告日、通知日、开拍日和结果请院里录入案件册。",
        "这一天已过：核对平台上的公告和结果，请院里录入案件册；公告天数不够的，开拍日要顺延。",
    ),
    ("pause", "deferral"): (
        "期满当天恢复执行，通知双方和担保人；被执行人仍不履行的，可以裁定执行担保财产。", "",
    ),
    ("pause", ""): (
        "期满当天恢复执行，通知双方，核对各项措施的届满日；原因还没有消除的，期满前另行报批。", "",
    ),
    ("paper", "third_party_debt"): (
        "等第三人付款或者提出异议，收到后记“协助回复”。提出异议的，不强制执行第三人，告诉申请执行人可以另行起诉。",
        "没有异议又不付款的，报请裁定对第三人强制执行；提出了异议的，不强制执行，记“协助回复”。",
    ),
    ("paper", "distribution_objection"): (
        "收到异议的，通知没有提出异议的债权人和被执行人；期满没有异议的，按方案发放，这一行自己消失。", "",
    ),
    ("paper", "public_delivery"): (
        "到这一天视为送达，请院里把送达日录入案件册；之前见到本人的，直接送达并记“送达”。",
        "已经视为送达：请院里把送达日录入案件册，按送达后的期限往下办。",
    ),
    ("money", "cash_handed_in"): (
        "今天交财务，取缴款单，在这条收款记录里写下交给谁、何时交、缴款单号。",
        "已经过了当日：马上上交，写明原因，并在这条收款记录里写下交给谁、何时交、缴款单号。",
    ),
    ("instalment", "settlement_resume"): (
        "告诉申请执行人：协议没有履行的，这一天前可以申请恢复执行；申请书从“执行和解”记录出具。", "",
    ),
}  # fmt: skip
_BY_SORT: Mapping[Sort, tuple[str, str]] = {
    "report": (
        "上门核对是否已经报告、报告是否属实，收回报告请院里录入案件册。",
        "没有报告的：查明是否收到命令，记下来；可以罚款、拘留，符合条件的纳入失信名单。",
    ),
    "leave": (
        "期满前上门看是否搬走、谁在屋里；拟好腾房预案。",
        "没有搬走的：按预案到场强制迁出，记“到场开门”；已经搬走的，记交付。",
    ),
    "collect": (
        "来领取的当面逐箱核对，记“腾房物品”的领取。", "没有领取的：报合议庭决定变卖或者提存，记“腾房物品”。",
    ),
    "money": (
        "核对案款归谁、有没有争议，办理发放；发放日请院里录入案件册。",
        "已经逾期：写明原因报批，尽快发放；发放日请院里录入案件册。",
    ),
    "instalment": (
        "提醒被执行人按期付款，付了的记“现场收款”或者请院里录入到账。",
        "没有按期付的：问清申请执行人是否申请恢复执行，记下来。",
    ),
    "petition": (
        "约谈信访人，书面答复，答复日请院里录入案件册。", "已经逾期：马上书面答复并写明原因，答复日请院里录入案件册。",
    ),
    "closing": (
        "还没有满：先补齐其他条件，案件页“终本条件”写明差哪一项。",
        "时间已满：约谈申请执行人征求意见，或者报合议庭评议、院长批准；案件页“终本条件”写明差哪一项。",
    ),
    "promise": (
        "提醒承诺人按日付款；付了的记“现场收款”。", "没有付的：上门或者约谈问明原因，需要的采取措施。",
    ),
    "paper": (
        "核对对方办了没有；办了的请院里在案件册记下办结，没有办的到期后按文书写明的后果处理。",
        "期限已过：没有办的，按文书写明的后果处理；已经办了的，请院里在案件册记下办结。",
    ),
    "inspection": ("按这一天去看，记“查看”。", "已经过了约定的日子：尽快去看，记“查看”。"),
    "review": ("收到复议申请的，移送上一级法院；期满没有的，不用处理。", ""),
    "objection": ("移送执行裁决部门审查。", "催执行裁决部门作出裁定。"),
    "term": ("期满前办结，或者报批。", "马上补报审批并写明原因。"),
    "pause": ("期满当天恢复执行。", ""),
    "auction": ("请院里核对拍卖日程并录入案件册。", ""),
}  # fmt: skip


def advice(row: Row) -> str:
    """What is to be done about a row by its sort, term and day; never empty."""
    due = row.due
    if due.sort == "measure":
        return _measure(row)
    if row.days_left is None:
        return f"{due.note.rstrip('。')}。" if due.note else "日期不明：查文书，请院里录入案件册。"
    before, after = _BY_TERM.get((due.sort, due.term)) or _BY_TERM.get((due.sort, "")) or _BY_SORT[due.sort]
    return after if row.days_left < 0 and after else before


def _measure(row: Row) -> str:
    deed = next((t for t in MEASURE_TITLES.values() if t in row.due.what), "措施")
    if row.days_left is None:
        return "届满日期不明：查裁定书和协助执行通知书，请院里录入案件册。"
    if _PRESERVED in row.number:
        return f"这是财产保全的{deed}，由作出保全的法院续行：联系保全的承办人，期满前办好续行。"
    if row.days_left < 0:
        return f"{deed}的效力已经消灭，续不了：马上查明财产还在不在，需要的另行裁定{deed}，从今天起算。"
    return f"期满前作出续行裁定，送达当事人，通知协助的单位；办好后记“续封”。{deed}逾期自动失效。"


def explained(row: Row) -> Iterator[tuple[str, str]]:
    """The row's term by law as titled lines: its sort, who acts, who is told, what its end brings, where that stands."""
    term = terms.find(row.due.term)
    yield "种类", SORT_TITLES[row.due.sort]
    if term is None:
        return
    yield "谁来办", term.acts
    if term.tell:
        yield "要告知", listed(term.tell)
    yield "期满", term.lapse
    yield "依据", f"{term.source}（未经核实）" if term.mark else term.source

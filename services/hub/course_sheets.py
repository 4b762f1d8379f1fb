"""程序事项的导入表: settlement, sales, money, petitions, objections, pauses and inquiries, in the court system's words."""

from __future__ import annotations

from services.docket.proceedings import OBJECTION_TITLES, ROUND_TITLES
from services.hub.cells import DATE, MONEY, TEXT, choice
from services.hub.columns import Column, Sheet

_OBJECTION = choice(OBJECTION_TITLES)
_ROUND = choice(ROUND_TITLES)

INSTALMENTS = Sheet(
    "和解分期",
    (
        Column("约定履行日期", "due_on", DATE, True),
        Column("约定金额", "amount", MONEY),
        Column("实际履行日期", "paid_on", DATE),
        Column("备注", "note"),
    ),
)
AUCTIONS = Sheet(
    "拍卖变卖",
    (
        Column("财产编号", "property_id", TEXT, True),
        Column("拍卖次数", "round", _ROUND, True),
        Column("开始日期", "begins_on", DATE),
        Column("公告日期", "notice_on", DATE),
        Column("通知当事人日期", "told_on", DATE),
        Column("结果", "result"),
        Column("结束日期", "ended_on", DATE),
        Column("价款交付日期", "price_paid_on", DATE),
        Column("成交裁定送达日期", "ruling_served_on", DATE),
        Column("移交日期", "handed_over_on", DATE),
        Column("备注", "note"),
    ),
)
MONEY_IN = Sheet(
    "执行案款",
    (
        Column("到账日期", "arrived_on", DATE, True),
        Column("到账金额", "amount", MONEY),
        Column("发放日期", "paid_out_on", DATE),
        Column("逾期发放原因", "delay_reason"),
        Column("备注", "note"),
        Column("缴纳当事人编号", "payer"),
    ),
)
PETITIONS = Sheet(
    "执行信访",
    (
        Column("收到日期", "received_on", DATE, True),
        Column("信访人", "by"),
        Column("诉求", "asked"),
        Column("书面答复日期", "answered_on", DATE),
    ),
)
OBJECTIONS = Sheet(
    "执行异议",
    (
        Column("异议类型", "kind", _OBJECTION, True),
        Column("收到日期", "received_on", DATE, True),
        Column("异议人", "by"),
        Column("财产编号", "property_id"),
        Column("裁定日期", "ruled_on", DATE),
        Column("裁定送达日期", "ruling_served_on", DATE),
        Column("复议或起诉日期", "contested_on", DATE),
        Column("备注", "note"),
    ),
)
PAUSES = Sheet(
    "扣除期限",
    (
        Column("扣除事由", "kind", TEXT, True),
        Column("起始日期", "from_on", DATE, True),
        Column("截止日期", "until_on", DATE),
        Column("备注", "note"),
    ),
)
INQUIRIES = Sheet(
    "财产查询",
    (
        Column("查询类型", "kind", TEXT, True),
        Column("查询日期", "on", DATE, True),
        Column("查询结果", "result"),
        Column("被查询人", "to"),
    ),
)
COURSES = (INSTALMENTS, AUCTIONS, MONEY_IN, PETITIONS, OBJECTIONS, PAUSES, INQUIRIES)

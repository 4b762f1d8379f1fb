"""导入表的样式: each sheet and its columns, said once; import, export and the manual's table follow from it.

The words are those of the court's own case system (domain.md §2.4).
"""

from __future__ import annotations

from services.docket.party import ROLE_TITLES
from services.docket.property import MEASURE_TITLES
from services.hub.cells import DATE, LIST, MOMENT, MONEY, NUMBER, PARITY, TEXT, WHOLE, YES_NO, choice
from services.hub.columns import Column, Sheet
from services.hub.course_sheets import COURSES
from services.law.ways import WAY_TITLES

NUMBER_HEAD = "案号"
_ROLE = choice(ROLE_TITLES)
_KIND = choice({"person": "自然人", "unit": "单位"})
_MEASURE = choice(MEASURE_TITLES)
_WAY = choice(WAY_TITLES)


def _place(before: str, address: str, needed: bool = False) -> tuple[Column, ...]:
    return (
        Column(address, f"{before}text", TEXT, needed),
        Column("乡镇街道", f"{before}town"),
        Column("纬度", f"{before}latitude", NUMBER),
        Column("经度", f"{before}longitude", NUMBER),
        Column("地址备注", f"{before}note"),
    )


CASES = Sheet(
    "案件",
    (
        Column(NUMBER_HEAD, "number", TEXT, True),
        Column("立案案由", "cause", TEXT, True),
        Column("立案日期", "filed_on", DATE, True),
        Column("案件状态", "state"),
        Column("承办人", "handler"),
        Column("申请执行人", "short.creditor"),
        Column("被执行人", "short.debtor"),
        Column("公民身份号码", "short.id_number"),
        Column("联系电话", "short.phones", LIST),
        Column("住址", "short.place"),
        Column("执行依据类型", "basis.kind"),
        Column("执行依据文书文号", "basis.number"),
        Column("作出执行依据单位", "basis.made_by"),
        Column("执行依据主文", "basis.text"),
        Column("生效日期", "basis.effective_on", DATE),
        Column("履行最后期限", "basis.due_on", DATE),
        Column("应执行标的金额", "claim", MONEY),
        Column("实际到位金额", "recovered", MONEY),
        Column("预估申请执行费", "fee", MONEY),
        Column("发出执行通知书日期", "notice_sent_on", DATE),
        Column("执行期限届满", "due_on", DATE),
        Column("系列编号", "series.id"),
        Column("系列名称", "series.title"),
        Column("系列件数", "series.count", WHOLE),
        Column("基层组织", "grassroots"),
        Column("基层组织电话", "grassroots_phone"),
        Column("案件标记", "marks", LIST),
        Column("同意终本日期", "closing.agreed_on", DATE),
        Column("终本合议日期", "closing.panel_on", DATE),
        Column("终本批准日期", "closing.president_on", DATE),
        Column("备注", "note"),
    ),
)
PARTIES = Sheet(
    "当事人",
    (
        Column("当事人编号", "id"),
        Column("诉讼地位", "role", _ROLE, True),
        Column("主体类型", "kind", _KIND, True),
        Column("姓名或名称", "name", TEXT, True),
        Column("证件类型", "id_kind"),
        Column("证件号码", "id_number"),
        Column("性别", "sex"),
        Column("出生日期", "born_on", DATE),
        Column("民族", "ethnicity"),
        Column("联系电话", "phones", LIST),
        *_place("place.", "住址"),
        Column("工作单位", "workplace"),
        Column("法定代表人", "legal_representative"),
        Column("法定代表人职务", "legal_representative_post"),
        Column("委托诉讼代理人", "agent"),
        Column("姓名拼音", "pinyin"),
        Column("备注", "note"),
    ),
)
ADDRESSES = Sheet("其他地址", (Column("当事人编号", "party", TEXT, True), *_place("", "地址", True)))
CLAIM_ITEMS = Sheet(
    "执行标的明细",
    (
        Column("项目", "kind", TEXT, True),
        Column("金额", "amount", MONEY),
        Column("利息条款", "rate"),
        Column("起算日期", "accrues_from", DATE),
        Column("备注", "note"),
        Column("外币币种", "currency"),
        Column("折算汇率", "exchange", PARITY),
        Column("汇率日期", "exchange_on", DATE),
    ),
)
LIABILITIES = Sheet(
    "责任承担",
    (
        Column("当事人编号", "debtor", TEXT, True),
        Column("责任方式", "way", _WAY, True),
        Column("份额", "share"),
        Column("责任限额", "cap", MONEY),
        Column("项目", "items", LIST),
        Column("备注", "note"),
    ),
)
VEHICLES = Sheet(
    "车辆",
    (
        Column("财产编号", "id"),
        Column("财产名称", "name"),
        Column("号牌号码", "vehicle.plate", TEXT, True),
        Column("号牌种类", "vehicle.plate_kind"),
        Column("注册登记机关", "vehicle.registry"),
        Column("车辆品牌", "vehicle.brand"),
        Column("车辆类型", "vehicle.kind"),
        Column("车辆型号", "vehicle.model"),
        Column("车辆识别号", "vehicle.vin"),
        Column("发动机号", "vehicle.engine_number"),
        Column("车身颜色", "vehicle.colour"),
        Column("登记所有人", "vehicle.owner"),
        Column("所有人证件号码", "vehicle.owner_id_number"),
        Column("注册登记日期", "vehicle.registered_on", DATE),
        Column("出厂日期", "vehicle.produced_on", DATE),
        Column("使用性质", "vehicle.usage"),
        Column("机动车状态", "vehicle.state"),
        Column("检验有效期止", "vehicle.inspected_until", DATE),
        Column("保险终止日期", "vehicle.insured_until", DATE),
        Column("排量", "vehicle.displacement"),
        Column("抵押权人", "vehicle.mortgagee"),
        Column("权利人", "owner"),
        Column("估价", "estimate", MONEY),
        Column("不可执行原因", "unfit"),
        Column("说明", "detail"),
        Column("备注", "note"),
    ),
)
HOMES = Sheet(
    "房屋",
    (
        Column("财产编号", "id"),
        Column("财产名称", "name"),
        *_place("home.place.", "坐落", True),
        Column("房产证号", "home.certificate"),
        Column("规划用途", "home.usage"),
        Column("建筑面积", "home.area_m2", MONEY),
        Column("共有情况", "home.share"),
        Column("居住人员", "home.occupants"),
        Column("抵押权人", "home.mortgagee"),
        Column("需腾房", "home.to_clear", YES_NO),
        Column("权利人", "owner"),
        Column("估价", "estimate", MONEY),
        Column("不可执行原因", "unfit"),
        Column("说明", "detail"),
        Column("备注", "note"),
    ),
)
THINGS = Sheet(
    "其他财产",
    (
        Column("财产编号", "id"),
        Column("财产类型", "kind", TEXT, True),
        Column("财产名称", "name", TEXT, True),
        Column("权利人", "owner"),
        Column("估价", "estimate", MONEY),
        Column("不可执行原因", "unfit"),
        Column("说明", "detail"),
        Column("备注", "note"),
    ),
)
MEASURES = Sheet(
    "查封扣押冻结",
    (
        Column("措施编号", "id"),
        Column("措施类型", "kind", _MEASURE, True),
        Column("财产编号", "property_id", TEXT, True),
        Column("文书文号", "ruling"),
        Column("生效日期", "effective_on", DATE),
        Column("届满日期", "expires_on", DATE),
        Column("顺位", "rank"),
        Column("活封活扣", "in_use", YES_NO),
        Column("已实际控制", "held", YES_NO),
        Column("已登记", "registered", YES_NO),
        Column("冻结金额", "amount", MONEY),
        Column("续行的措施编号", "renews"),
        Column("保全案号", "preserved_in"),
        Column("在先查封", "former"),
        Column("在先查封届满日期", "former_ends_on", DATE),
        Column("解除日期", "released_on", DATE),
        Column("备注", "note"),
    ),
)
SERVED = Sheet(
    "送达记录",
    (
        Column("文书名称", "title", TEXT, True),
        Column("文书文号", "number"),
        Column("受送达人", "to"),
        Column("送达日期", "on", DATE),
        Column("送达方式", "way"),
        Column("载明期限届满日期", "due_on", DATE),
        Column("履行日期", "met_on", DATE),
    ),
)
RISKS = Sheet(
    "安全提示",
    (
        Column("提示内容", "text", TEXT, True),
        Column("来源", "source"),
        Column("发现日期", "on", DATE),
        Column("建议", "advice"),
    ),
)
VISITS = Sheet(
    "走访",
    (
        Column("走访时间", "at", MOMENT, True),
        Column("地点", "place", TEXT, True),
        Column("结果", "outcome", TEXT, True),
        Column("走访人", "by"),
        Column("备注", "note"),
    ),
)
_CHILDREN = (
    PARTIES, ADDRESSES, CLAIM_ITEMS, LIABILITIES, VEHICLES, HOMES, THINGS, MEASURES, SERVED, RISKS, VISITS, *COURSES,
)  # fmt: skip
SHEETS: tuple[Sheet, ...] = (
    CASES,
    *(Sheet(s.name, (Column(NUMBER_HEAD, "case", TEXT, True), *s.columns)) for s in _CHILDREN),
)

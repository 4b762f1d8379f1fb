"""Pictures of the other acts, each at the part that tells it, with the answers of an officer's day: one for each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.docket.party import Place
from services.records.claim_duties import IN_WRITING, SUIT
from services.records.delivery_duties import SCREEN
from services.records.kinds.assistance import BANK, LATER, Assistance
from services.records.kinds.assistance_reply import DONE, AssistanceReply
from services.records.kinds.custody_change import CustodyChange
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.kinds.eviction_storage import EvictionStorage
from services.records.kinds.outsider_claim import OUTSIDER, OutsiderClaim
from services.records.kinds.posting import Posting
from services.records.kinds.referral import ITEMS, Referral
from services.records.kinds.sanction import ACTS, BOTH, Sanction
from services.records.kinds.scene_transcript import SceneTranscript
from services.records.kinds.sealing import Sealing
from services.records.kinds.survey import LET, ROOMS, SHARED, Survey
from services.records.record import Record
from services.records.values import Handed, InventoryRow, Line, Person
from ui.scenes.begun import begin
from ui.scenes.scene import Scene, Told
from ui.studio import Studio

Answers = Callable[[dt.datetime], Mapping[str, Any]]
HOUSE = Place(text="浙江省常山县天马街道定阳北路900号")
FATHER = Person(name="何老根", role="父母", note="老人，78岁")
STORE = Place(text="定阳仓储一号库")


@dataclass(frozen=True, slots=True)
class Act:
    """One picture: the kind, the part it opens, what was answered by then."""

    kind: type[Record]
    part: int
    answers: Answers

    @property
    def scene(self) -> Scene:
        """The scene under the kind's own name."""
        return Scene(f"15-{self.kind.code.replace('_', '-')}", self._deed)

    def _deed(self, studio: Studio, told: Told) -> None:
        page = begin(studio, told, self.kind)
        for name, value in self.answers(studio.now).items():
            page.form.answered.emit(name, value, False)
        page.form.open(self.part)
        studio.settle()


def _row(number: int, name: str, quantity: int, unit: str, state: str) -> InventoryRow:
    return InventoryRow(number=number, name=name, quantity=Decimal(quantity), unit=unit, disposition=state)


def _posting(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "purpose": "敦促履行", "sealed": True, "where": ("受送达人住所", SCREEN), "place": HOUSE,
        "shared_court": "定阳社区共享法庭",
        "papers": (Handed(title="敦促被执行人履行义务公告", number="（2026）浙0822执910001号", copies=2),),
        "screen_until": now.date() + dt.timedelta(days=15), "term_until": now.date() + dt.timedelta(days=30), "masked": True,
        "told": "庭务主任季某",
    }  # fmt: skip


def _transcript(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "act": "现场勘查", "place": HOUSE, "id_shown": True, "recorder_on": True,
        "present": (Person(name="何岩松", role="被执行人"),),
        "process": "在被执行人引领下查看厂房：设备五台，均停用；北侧仓库空置，门锁完好。",
        "said": (
            Line(sort="问", text="设备是什么时候停用的？"), Line(sort="答", text="今年八月，订单没有了。"),
            Line(sort="问", text="有没有抵押给别人？"), Line(sort="答", text="没有。"),
        ),
        "result": "现状已拍照，设备未采取措施，待合议庭评议。",
    }  # fmt: skip


def _survey(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "thing": "定阳北路900号住宅", "sort": ROOMS, "place": HOUSE, "id_shown": True, "recorder_on": True,
        "present": (Person(name="江文", role="承租人"), Person(name="占士林", role="基层组织", unit="定阳社区")),
        "owner": "何岩松", "shared": SHARED, "co_owner": "徐云芝，二分之一", "burdens": ("抵押",), "use": LET,
        "occupier": "江文，19000000001", "ground": "书面租赁合同", "lease_from": now.date() - dt.timedelta(days=540),
        "lease_until": now.date() + dt.timedelta(days=555), "rent": "每月1200元，付至本月，转给何岩松",
        "lease_seen": True, "lease_first": "后于查封、抵押", "residents": "江文夫妻和一个孩子，户口不在此处",
    }  # fmt: skip


def _custody(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "why": "原保管人不再保管", "former": "何岩松", "kept_by": "第三人", "custodian": "定阳仓储有限公司",
        "custodian_phone": "19000000002", "moved": True, "moved_to": "定阳仓储二号库", "fee_per_day": Decimal(20),
    }  # fmt: skip


def _terms(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "sort": "动产", "way": "活封", "keeper": "被执行人", "custodian": "何岩松", "user": "何岩松",
        "use_allowed": "仅限本厂内生产使用，每日8时至18时", "use_limit": "不得移出厂区",
        "use_forbidden": ("转让", "出租出借"), "use_upkeep": "使用人负责", "inspection_days": 30,
        "use_consent": "同意活封", "use_why": "生产经营需要，处置价值损失小", "undertaking_signed": True,
    }  # fmt: skip


def _sanction(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "measure": BOTH, "offender": "何岩松", "offender_is": "被执行人", "unit": False, "act": (ACTS[2],), "place": HOUSE,
        "facts": "撕毁封条，推搡执行人员", "punished_before": False, "fine": Decimal(20000), "days": 10, "urgent": False,
        "approved_by": "院长占某", "approval_number": "（2026）浙0822司惩9号", "review_told": True,
    }  # fmt: skip


def _referral(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "suspect": "何岩松", "duty": "偿还借款本金二十万元及利息", "items": (ITEMS[3],),
        "facts": "申报名下无车，实际以他人名义使用货车两辆，经罚款后仍不申报、不履行。",
        "ability": "货车两辆在用，近半年账户流水六十余万元。", "measures_taken": "2026年3月2日发出执行通知和报告财产令",
        "prior_sanction": "（2026）浙0822司惩3号，2026年9月1日罚款五千元", "reason": "有能力执行而拒不执行，情节严重",
    }  # fmt: skip


def _claim(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "claimant": "季承租", "claimed_things": "客厅内钢琴一架", "right": "所有权", "grounds": "系本人出资购买",
        "possessed_by": "被执行人", "present": (Person(name="季承租", role=OUTSIDER),), "place": HOUSE,
        "evidence": (_row(1, "购买发票", 1, "份", "原件"), _row(2, "付款凭证", 2, "张", "照片")),
        "id_shown": True, "recorder_on": True, "in_writing": True, "received_at": now, "told": (IN_WRITING, SUIT),
        "handled": "该财产暂不采取措施",
    }  # fmt: skip


def _assistance(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "unit_kind": BANK, "unit": "演示农商银行", "asked_for": ("冻结",), "content": "冻结被执行人名下存款",
        "cap": Decimal(20000), "ruling_number": "（2026）浙0822执901183号之一",
        "notice_number": "（2026）浙0822执901183号协助一", "sealed": True, "place": Place(text="演示农商银行营业部"),
        "id_shown": True, "way": "直接送达", "present": (Person(name="占文", role="接收人"),), "reply": LATER,
        "reply_by": now.date() + dt.timedelta(days=7),
    }  # fmt: skip


def _reply(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "notice_number": "（2026）浙0822执901183号协助一", "unit": "演示农商银行", "came_by": "当面取回", "result": DONE,
        "content": "已冻结存款", "amount": Decimal(12600),
    }  # fmt: skip


def _notice(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "number": "（2026）浙0822执901183号公告", "signed_by": "院长占某", "signed_on": now.date() - dt.timedelta(days=1),
        "sealed_copy": True, "vacators": "何岩松", "place": HOUSE, "state": "未履行",
        "unfulfilled": "未在期限内迁出", "until": now.date() + dt.timedelta(days=15), "ways": ("房门", "小区公告栏"),
        "receivers": (Person(name="徐云芝", role="成年家属", relation="妻子"),), "id_shown": True, "told": ("迁出期限",),
        "served_way": "直接送达",
    }  # fmt: skip


def _plan(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "planned_at": now + dt.timedelta(days=16), "place": HOUSE, "risks": ("老人病人",), "risk_level": "中",
        "risk_measures": "女干警和医护陪同，先送社区活动室", "hospital": "县人民医院，8分钟", "ambulance": True,
        "calls": (Person(name="值班医生", role="医院", phone="19000000004"),),
        "people": (Person(name="徐定川", role="现场指挥"), Person(name="赖文樟", role="清点")),
    }  # fmt: skip


def _day(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "place": HOUSE, "id_shown": True, "recorder_on": True, "notice_shown": True, "debtor_told": "电话通知，未到场",
        "present": (Person(name="占士林", role="基层组织", unit="定阳社区"), Person(name="汪文", role="公证员")),
        "door": "有人在内", "opened_how": "家属开门", "occupants": (FATHER,), "frail": ("老人",),
        "care": "医护在场查看，女干警陪同至社区活动室", "given_at_once": "药品、换洗衣物、证件", "pets": "没有动物",
    }  # fmt: skip


def _handover(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "place": HOUSE, "id_shown": True, "basis": "生效判决书", "receiver_role": "申请执行人", "receiver": "张禾生",
        "condition": "已腾空，门窗完好", "defects": "厨房水龙头滴漏",
        "fixtures": (_row(1, "空调", 2, "台", "随房交付"), _row(2, "热水器", 1, "台", "随房交付")),
        "keys": 3, "water": "317", "power": "12408", "gas": "96",
    }  # fmt: skip


def _storage(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "step": "入库", "place": STORE, "box_count": 5, "bags": "F900101", "bulky": 2,
        "custodian": "郑保管", "custodian_phone": "19000000002", "contract": "仓储合同（2026）9号",
        "fee_per_day": Decimal(12), "state": "箱封完好",
    }  # fmt: skip


def _collect(now: dt.datetime) -> Mapping[str, Any]:
    return {
        "notified": "何岩松", "way": "直接送达", "place": STORE, "collect_until": now.date() + dt.timedelta(days=30),
        "warned": ("逾期变卖，价款提存",), "answer": "表示下周来领",
    }  # fmt: skip


SCENES: tuple[Scene, ...] = tuple(
    act.scene
    for act in (
        Act(Posting, 1, _posting),
        Act(SceneTranscript, 1, _transcript),
        Act(Survey, 2, _survey),
        Act(CustodyChange, 1, _custody),
        Act(Sealing, 5, _terms),
        Act(Sanction, 2, _sanction),
        Act(Referral, 0, _referral),
        Act(OutsiderClaim, 2, _claim),
        Act(Assistance, 1, _assistance),
        Act(AssistanceReply, 0, _reply),
        Act(EvictionNotice, 1, _notice),
        Act(EvictionPlan, 2, _plan),
        Act(EvictionDay, 2, _day),
        Act(EvictionHandover, 1, _handover),
        Act(EvictionStorage, 0, _storage),
        Act(EvictionCollect, 0, _collect),
    )
)

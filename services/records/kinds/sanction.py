"""罚款、拘留: what was done against enforcement, proved item by item, approved by the president, handed to the police."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from services.clock import local
from services.docket.party import Place
from services.records import conduct
from services.records import duty_rules as rules
from services.records import sanction_duties as punishing
from services.records.duties import Situation
from services.records.fields import PROOF_LINES, Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    films,
    inventory,
    moment,
    money,
    number,
    photos,
    position,
    present,
    resident_id,
    signatures,
    text,
    yes_no,
)
from services.records.values import Film, InventoryRow, Located, Person, Photo, Signature
from services.wording import date_time_text, listed, rmb_upper
from services.wording import money as yuan

FINE, DETENTION, BOTH = "罚款", "拘留", "罚款并拘留"
HEAD = "被执行人的负责人"
GROUNDS: Mapping[
    str, tuple[str, int]
] = {  # what was done -> the article by its key, and its item (0: it has none)
    "隐藏、转移、变卖、毁损查封扣押财产（第三项）": ("cpl-114-1", 3),
    "侮辱、诽谤、殴打执行人员（第四项）": ("cpl-114-1", 4),
    "以暴力、威胁等阻碍执行（第五项）": ("cpl-114-1", 5),
    "拒不履行生效判决、裁定（第六项）": ("cpl-114-1", 6),
    "伪造、毁灭重要证据（第一项）": ("cpl-114-1", 1),
    "阻止证人作证或者指使他人作伪证（第二项）": ("cpl-114-1", 2),
    "违反限制消费令进行消费（第六项）": ("cpl-114-1", 6),  # 民诉法解释 188(3)
    "个人接到协助执行通知后拒不协助（第六项）": ("cpl-114-1", 6),  # 民诉法解释 188(5)
    "单位拒绝、妨碍调查取证（第117条第一项）": ("cpl-117-1", 1),
    "单位拒不协助查询、扣押、冻结、划拨、变价（第117条第二项）": ("cpl-117-1", 2),
    "单位拒不扣留收入、办理转移手续、转交财物（第117条第三项）": ("cpl-117-1", 3),
    "单位其他拒绝协助执行（第117条第四项）": ("cpl-117-1", 4),
    "拒绝报告、虚假报告财产（第252条）": ("cpl-252", 0),
}
ACTS = tuple(GROUNDS)
MOST_OF_A_PERSON, LEAST_OF_A_UNIT, MOST_OF_A_UNIT = Decimal(100_000), Decimal(50_000), Decimal(1_000_000)
SORTS_OF_EVIDENCE = ("录像", "原件", "复印件", "证人证言", "电子数据")


def fines(values: Values) -> bool:
    """Money is to be paid."""
    return values.get("measure") in (FINE, BOTH)


def detains(values: Values) -> bool:
    """Somebody is to be locked up."""
    return values.get("measure") in (DETENTION, BOTH)


def in_urgency(values: Values) -> bool:
    """He was detained before the president could be asked."""
    return detains(values) and values.get("urgent") is True


def deeds(acts: tuple[str, ...]) -> str:
    """What was done as a paper says it, without the item behind it; ； parts them, since a deed has 、 inside."""
    return "；".join(_deed(act) for act in acts)


def _deed(act: str) -> str:
    """One deed; whose it is says the paper, so that the form's 单位 and 个人 before it go too."""
    plain = act.partition("（第")[0] if act in GROUNDS else act
    return plain.removeprefix("单位").removeprefix("个人")


def _detains(situation: Situation) -> bool:
    return detains(situation.values)


def _calm(situation: Situation) -> bool:
    return not in_urgency(situation.values)


def _urgent(situation: Situation) -> bool:
    return in_urgency(situation.values)


class Sanction(Record, code="sanction", title="罚款拘留", version=1, icon="shield", hint="须经院长批准"):
    """Facts and evidence for one fine or detention (domain.md D20; 民诉法 114–119, 民诉法解释 178–185)."""

    measure: str = choice("拟采取", FINE, DETENTION, BOTH)
    offender: str = text("行为人", searchable=True)
    offender_is: str = choice("行为人身份", "被执行人", HEAD, "案外人", "协助义务人", other=True)
    unit: bool = yes_no("行为人是单位")
    offender_id: str = resident_id("行为人证件号码", default="", searchable=True)
    act: tuple[str, ...] = choices("妨害行为", *ACTS, other=True)
    happened_at: dt.datetime = moment("发生时间")
    place: Place = address("发生地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool = conduct.id_shown()
    recorder_on: bool = conduct.recorder_on()
    facts: str = text("事实经过", lines=6)
    warned: bool | None = yes_no("已警告、责令改正", default=None)
    said: str = text(
        "行为人的陈述和申辩", default="", lines=3, phrases=("承认行为，表示悔改", "否认，称不知情")
    )
    present: tuple[Person, ...] = present(
        "行为人和在场人",
        "行为人",
        "被执行人",
        "成年家属",
        "见证人",
        "民警",
        "其他",
        default=(),
        searchable=True,
    )

    evidence: tuple[InventoryRow, ...] = inventory(
        "证据清单", default=(), dispositions=SORTS_OF_EVIDENCE, units=("份", "段", "张"),
        asks=PROOF_LINES,
        names=("执法记录仪录像", "现场照片", "询问笔录", "证人证言", "送达回证", "查封清单"),
    )  # fmt: skip
    punished_before: bool | None = yes_no("此前因同一行为处罚过", default=None)
    fine: Decimal | None = money("拟罚款金额", when=fines)
    days: int | None = number("拟拘留天数", unit="日", minimum=1, maximum=15, when=detains)
    urgent: bool | None = yes_no("紧急情况，先行拘留", default=None, when=detains)
    approved_by: str = text("批准的院长", default="")
    approval_number: str = text("审批号、决定书文号（司惩）", default="", searchable=True)
    review_told: bool | None = yes_no("已告知三日内可申请复议一次", default=None)

    health: str = text(
        "健康状况和家中需照料的人", default="", when=detains, phrases=("身体健康，无需照料的人",)
    )
    detained_at: dt.datetime | None = moment("拘留时间", default=None, when=detains)
    police_station: str = text("送交的公安机关", default="", when=detains)
    police_at: dt.datetime | None = moment("送交时间", default=None, when=detains)
    bailiffs: str = text("押送的司法警察", default="", when=detains)
    family_told_at: dt.datetime | None = moment("通知家属时间", default=None, when=detains)
    family_who: str = text("通知了哪位家属、怎样通知", default="", when=detains)
    family_untold: str = text("没有通知到的原因", default="", when=detains)
    photos: tuple[Photo, ...] = photos("照片", "现场", "证据", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("谁做了什么", (
            "measure", "offender", "offender_is", "unit", "offender_id", "act", "happened_at", "place", "located",
            "officers", "recorder", "id_shown", "recorder_on", "facts", "warned", "said", "present",
        )),
        Part("证据", ("evidence", "photos", "films", "note")),
        Part("处置与批准", (
            "punished_before", "fine", "days", "urgent", "approved_by", "approval_number", "review_told",
        )),
        Part("送交与通知", (
            "health", "detained_at", "police_station", "police_at", "bailiffs", "family_told_at", "family_who",
            "family_untold",
        )),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("happened_at"),
        punishing.facts_evidenced("cpl-114"),
        punishing.president_approved(when=_calm),
        punishing.not_twice(),
        punishing.review_told(),
        punishing.care_before_detention(when=_detains),
        rules.signed_by_all("transcript_signed", "笔录由行为人和在场人签名", "cpl-239-2", "transcript"),
        punishing.approved_at_once_after(when=_urgent),
        punishing.handed_to_police(when=_detains),
        punishing.family_told(when=_detains),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, the fix and the officers."""
        return {
            "happened_at": to_the_minute(start.now),
            "located": Located.of(start.position),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
        }

    def problems(self) -> Iterator[Problem]:
        """The limits of 民诉法 118, and times in order."""
        least, most = (LEAST_OF_A_UNIT, MOST_OF_A_UNIT) if self.unit else (Decimal(0), MOST_OF_A_PERSON)
        if self.fine is not None and not (least <= self.fine <= most and self.fine > 0):
            words = "单位罚款为五万元以上一百万元以下" if self.unit else "个人罚款为十万元以下"
            yield Problem("fine", f"{words}（民诉法第118条）")
        if self.unit and self.days:
            yield Problem("days", "单位不能拘留；可以拘留其主要负责人或者直接责任人员，请另记一条")
        for name, label in (("police_at", "送交时间"), ("family_told_at", "通知家属时间")):
            at = getattr(self, name)
            if at and self.detained_at and at < self.detained_at:
                yield Problem(name, f"“{label}”早于拘留时间")

    def summary(self) -> str:
        """Who, which measure, how much."""
        much = (f"{yuan(self.fine)} 元" if self.fine else "", f"{self.days} 日" if self.days else "")
        return f"{self.offender} · {self.measure} {' '.join(w for w in much if w)}".strip()

    def narrative(self, setting: Setting) -> str:
        """What was done and what is proposed, from tapped facts only."""
        when = date_time_text(local(self.happened_at))
        head = f"{when}，在{self.place.text}，{self.offender_is}{self.offender}有下列妨害执行的行为：{deeds(self.act)}。"
        return "".join((head, f"{self.facts.rstrip('。')}。", *self._after()))

    def _after(self) -> Iterator[str]:
        if self.warned:
            yield "执行人员已警告、责令改正。"
        if self.said:
            yield f"行为人陈述：{self.said.rstrip('。')}。"
        much = [f"罚款{yuan(self.fine)}元（{rmb_upper(self.fine)}）"] if self.fine else []
        much += [f"拘留{self.days}日"] if self.days else []
        yield f"拟对{self.offender}{listed(much)}。"
        if self.urgent:
            yield "因情况紧急，已先行拘留。"
        if self.approved_by or self.approval_number:
            yield f"批准：{'，'.join(w for w in (self.approved_by, self.approval_number) if w)}。"
        if self.police_station and self.police_at:
            by = f"由司法警察{self.bailiffs}" if self.bailiffs else ""
            yield f"{date_time_text(local(self.police_at))}{by}送交{self.police_station}看管。"
        if self.family_told_at:
            who = f"：{self.family_who}" if self.family_who else ""
            yield f"{date_time_text(local(self.family_told_at))}通知家属{who}。"
        if self.family_untold:
            yield f"没有通知到家属：{self.family_untold.rstrip('。')}。"

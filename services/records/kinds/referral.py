"""移送公安: facts of a refusal to perform, mapped to the items of 拒执罪解释, handed to the police with their material."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from services.clock import local
from services.records import sanction_duties as punishing
from services.records.duties import Situation
from services.records.fields import PROOF_LINES, Values
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.signing import OFFICER
from services.records.specifiers import (
    choices,
    day,
    films,
    inventory,
    moment,
    photos,
    resident_id,
    text,
)
from services.records.values import Film, InventoryRow, Photo
from services.wording import date_text, date_time_text, listed

ITEMS = (
    "一、恶意无偿处分财产、虚假和解或转让", "二、恶意减损责任财产", "三、伪造毁灭隐匿履行能力证据",
    "四、拒绝或虚假报告财产、违反限高，经处罚仍不执行", "五、拒不交付财物、迁出房屋，经处罚仍不执行",
    "六、拒不履行协助人身权益义务，经处罚仍不执行", "七、违反不作为义务，经处罚仍不执行",
    "八、恐吓辱骂聚众阻碍进入现场", "九、毁损抢夺案件材料、执行车辆器械证件", "十、其他情节严重的情形",
)  # fmt: skip
NEED_PRIOR = ITEMS[3:7]


def needs_prior(values: Values) -> bool:
    """One of the items that presuppose an earlier fine or detention."""
    return any(item in NEED_PRIOR for item in values.get("items") or ())


def _needs_prior(situation: Situation) -> bool:
    return needs_prior(situation.values)


class Referral(
    Record, code="referral", title="移送公安", version=1, icon="shield", hint="拒执线索，逐项列证据"
):
    """One referral of a suspected crime to the police (domain.md D26; 刑法 313, 拒执罪解释, 执行工作规定 58)."""

    suspect: str = text("犯罪嫌疑人", searchable=True)
    suspect_id: str = resident_id("证件号码", default="", searchable=True)
    duty: str = text("应当履行的义务", lines=2)
    found_on: dt.date = day("发现日期")
    items: tuple[str, ...] = choices("对应的情形（拒执罪解释第三条）", *ITEMS, default=(), other=True)
    facts: str = text("涉嫌犯罪的事实", lines=6)
    ability: str = text("有能力执行的事实", default="", lines=3)
    measures_taken: str = text("已采取的执行措施和日期", lines=3)
    prior_sanction: str = text("此前的罚款、拘留（文号、日期）", default="", when=needs_prior)
    reason: str = text("移送理由", lines=2, phrases=("有能力执行而拒不执行，情节严重",))
    officers: tuple[str, ...] = choices("经办人", other=True, signs=OFFICER)
    evidence: tuple[InventoryRow, ...] = inventory(
        "移送材料", default=(), dispositions=("原件", "复印件", "录像"), units=("份", "段", "张"),
        asks=PROOF_LINES,
        names=("执行依据", "执行通知书", "报告财产令", "送达回证", "财产查询结果", "罚款决定书", "现场录像"),
    )  # fmt: skip
    station: str = text("受移送的公安机关", searchable=True)
    handed_at: dt.datetime | None = moment("送交时间", default=None)
    police_receipt: str = text("签收人和回执文号", default="", searchable=True)
    photos: tuple[Photo, ...] = photos("照片", "回执", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他", default="", lines=2)

    parts = (
        Part("事实", (
            "suspect", "suspect_id", "duty", "found_on", "items", "facts", "ability", "measures_taken", "prior_sanction",
            "reason",
        )),
        Part("材料与送交", ("officers", "evidence", "station", "handed_at", "police_receipt", "photos", "films", "note")),
    )  # fmt: skip
    duties = (
        punishing.facts_evidenced("zx98-58"),
        punishing.item_of_the_crime(),
        punishing.sanctioned_before(when=_needs_prior),
        punishing.ability_shown(),
        punishing.taken_by_police(),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The day, the officers, and the duty as the docket's basis words it."""
        words = next((case.basis.text for case in start.cases if case.basis and case.basis.text), "")
        filled: dict[str, object] = {
            "found_on": local(start.now).date(),
            "officers": tuple(o.name for o in start.officers),
        }
        return filled | ({"duty": words} if words else {})

    def problems(self) -> Iterator[Problem]:
        """Found before it is handed over."""
        if self.handed_at and local(self.handed_at).date() < self.found_on:
            yield Problem("handed_at", "“送交时间”早于发现日期")

    def summary(self) -> str:
        """Who, and where to."""
        return f"{self.suspect} · {self.station} · 材料 {len(self.evidence)} 项"

    def narrative(self, setting: Setting) -> str:
        """What is suspected of whom and on what grounds, from written facts only."""
        items = f"，对应拒执罪解释第三条的情形：{listed(self.items)}" if self.items else ""
        handed = f"{date_time_text(local(self.handed_at))}送交{self.station}。" if self.handed_at else ""
        return (
            f"{date_text(self.found_on)}发现{self.suspect}{self.reason.rstrip('。')}{items}。"
            f"{self.facts.rstrip('。')}。{handed}"
        )

"""案外人异议: somebody who is no party says that a thing is his; it is written down, and he is told his rights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from services.clock import local
from services.docket.party import Place
from services.records import claim_duties as claiming
from services.records import conduct
from services.records import duty_rules as rules
from services.records.duties import Situation
from services.records.fields import PROOF_LINES, Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    films,
    inventory,
    moment,
    photos,
    position,
    present,
    resident_id,
    signatures,
    text,
    yes_no,
)
from services.records.values import Film, InventoryRow, Located, Person, Photo, Signature
from services.wording import date_text, date_time_text

OUTSIDER = "案外人"
TOLD = (claiming.IN_WRITING, claiming.SUIT, claiming.NOT_DISPOSED, claiming.FALSE, claiming.REVIEW)


def written(values: Values) -> bool:
    """A written objection was handed in."""
    return values.get("in_writing") is True


def _written(situation: Situation) -> bool:
    return written(situation.values)


class OutsiderClaim(
    Record, code="outsider_claim", title="案外人异议", version=1, icon="people", hint="记下主张，告知权利"
):
    """One claim of one outsider (民诉法 238, 民诉法解释 463, 查扣冻规定 2; domain.md §8)."""

    claimant: str = text("案外人姓名、名称", searchable=True)
    claimant_id: str = resident_id("案外人证件号码", default="", searchable=True)
    contact: str = text("住址和电话", default="")
    relation: str = text(
        "与被执行人的关系", default="", phrases=("配偶", "父母", "承租人", "买受人", "没有关系")
    )
    claimed_things: str = text("对哪些财产", lines=2, searchable=True)
    right: str = choice("主张什么权利", "所有权", "共有", "租赁", "抵押、质押、留置", "已买受", other=True)
    grounds: str = text("理由", lines=4, phrases=("系本人出资购买", "系租赁使用", "已在查封前付清价款"))
    possessed_by: str = choice("现在由谁占有", "案外人", "被执行人", "共同占有", "他人", other=True)
    since: dt.date | None = day("何时取得", default=None)
    seized: str = text("针对的查封、扣押（文号）", default="", searchable=True)
    said_at: dt.datetime = moment("时间")
    place: Place = address("地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool = conduct.id_shown()
    recorder_on: bool = conduct.recorder_on()
    present: tuple[Person, ...] = present(
        "案外人和在场人", OUTSIDER, "被执行人", "成年家属", "申请执行人", "见证人", "其他", searchable=True
    )
    evidence: tuple[InventoryRow, ...] = inventory(
        "提交的证据", default=(), dispositions=("原件", "复印件", "照片"), units=("份", "张"),
        asks=PROOF_LINES,
        names=("购买发票", "付款凭证", "买卖合同", "租赁合同", "登记证书", "出资证明"),
    )  # fmt: skip
    evidence_later: str = text("何时补交证据", default="", phrases=("七日内补交", "没有证据"))
    in_writing: bool = yes_no("已提交书面异议")
    received_at: dt.datetime | None = moment("收到书面异议时间", default=None, when=written)
    told: tuple[str, ...] = choices("已告知", *TOLD, default=(), other=True)
    handled: str = choice(
        "当场怎样处理",
        "照常查封、扣押，注明权利主张",
        "该财产暂不采取措施",
        "申请执行人同意不予查封",
        other=True,
    )
    photos: tuple[Photo, ...] = photos("照片", "书面异议", "证据", "财产", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("谁主张什么", (
            "claimant", "claimant_id", "contact", "relation", "claimed_things", "right", "grounds", "possessed_by", "since",
            "seized",
        )),
        Part("现场与证据", (
            "said_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present", "evidence",
            "evidence_later", "photos", "films",
        )),
        Part("告知与处理", ("in_writing", "received_at", "told", "handled", "note")),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("said_at"),
        *claiming.claim_written(),
        claiming.rights_told(),
        claiming.moved_rights_told(),
        claiming.proof_asked(),
        rules.signed_by_all("transcript_signed", "笔录由案外人和在场人签名", "cpl-239-2", "transcript"),
        *claiming.objection_handed_on(when=_written),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, the fix and the officers."""
        return {
            "said_at": to_the_minute(start.now),
            "located": Located.of(start.position),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
        }

    def problems(self) -> Iterator[Problem]:
        """The claimant is there to sign; a written objection has its moment."""
        if not any(p.role == OUTSIDER for p in self.present):
            yield Problem("present", f"要有身份为“{OUTSIDER}”的在场人，由其在笔录上签名")
        if self.in_writing and self.received_at is None:
            yield Problem("received_at", "收到书面异议的时间要写明，十五日审查期从这天起算")

    def summary(self) -> str:
        """Who claims what."""
        how = "书面异议" if self.in_writing else "口头主张"
        return f"{self.claimant} · {self.right} · {how}"

    def narrative(self, setting: Setting) -> str:
        """What was claimed and what was told, from tapped facts only."""
        when = date_time_text(local(self.said_at))
        relation = f"（{self.relation}）" if self.relation else ""
        since = f"，称于{date_text(self.since)}取得" if self.since else ""
        what = self.claimed_things.rstrip("。")
        head = (
            f"{when}，在{self.place.text}，案外人{self.claimant}{relation}对{what}主张{self.right}{since}。"
        )
        told = f"执行人员已告知：{'；'.join(self.told)}。" if self.told else ""
        received = (
            f"{date_time_text(local(self.received_at))}收到书面异议。"
            if self.received_at
            else "当场没有提交书面异议。"
        )
        why = f"理由：{self.grounds.rstrip('。')}。现由{self.possessed_by}占有。"
        return f"{head}{why}{told}{received}当场处理：{self.handled}。"

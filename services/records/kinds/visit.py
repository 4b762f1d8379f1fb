"""上门查找: the officers look for a debtor at an address and note whom they met and what they learnt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from services.clock import local
from services.docket.party import Place
from services.records import conduct
from services.records import duty_rules as rules
from services.records.duties import Situation
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.signing import OFFICER
from services.records.specifiers import (
    address,
    choice,
    choices,
    clues,
    films,
    moment,
    photos,
    position,
    present,
    signatures,
    text,
    transcript,
    yes_no,
)  # fmt: skip
from services.records.values import Clue, Film, Line, Located, Person, Photo, Signature
from services.wording import date_time_text, listed

NOBODY, DEBTOR, FAMILY, OTHERS, MOVED, SHUT = (
    "无人", "见到本人", "见到家属", "见到他人", "邻居称已搬离", "拒不开门",
)  # fmt: skip
CLUES = ("财产", "车辆", "保单", "工作单位", "收入", "债权", "股权", "公积金", "居住情况", "去向", "电话")
MET = (DEBTOR, FAMILY, OTHERS, MOVED)


def somebody_met(values: Values) -> bool:
    """True when the outcome says that someone was spoken to."""
    return values.get("outcome") in MET


def _met(situation: Situation) -> bool:
    return somebody_met(situation.values)


class Visit(Record, code="visit", title="上门查找", version=1, icon="visit", hint="无人 20 秒，见到 90 秒"):
    """One call at one address (domain.md D12; 民诉法 239: what happened is written down and signed)."""

    outcome: str = choice(
        "结果", NOBODY, DEBTOR, FAMILY, OTHERS, MOVED, SHUT,
        hints=("敲门无应答", "记谈话", "成年家属", "邻居、物业等", "记下谁说的", "有人应声"),
        icons=("visit", "person", "people", "people", "delivery", "close"),
        large=True, searchable=True,
    )  # fmt: skip
    arrived_at: dt.datetime = moment("时间")
    place: Place = address("地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("同行", other=True, signs=OFFICER)
    place_kind: str = choice(
        "这是什么地方", "居住地", "住所地", "经营场所", "所在单位", "临时住处", default="", other=True
    )
    id_shown: bool | None = yes_no("已出示工作证件", default=None, when=somebody_met)
    recorder_on: bool | None = yes_no("已开记录仪并告知全程录音录像", default=None, when=somebody_met)
    met: tuple[Person, ...] = present(
        "见到的人", "被执行人", "成年家属", "邻居", "物业", "基层组织", "工作单位", "房东", "同住人", "其他",
        default=(), when=somebody_met, searchable=True,
    )  # fmt: skip
    said: tuple[Line, ...] = transcript(
        "说了什么", default=(), when=somebody_met,
        phrases=("已告知身份并出示证件", "称近期不在常山", "称会在一周内履行", "称暂无履行能力", "不愿透露去向", "愿意转告"),
    )  # fmt: skip
    knocked: str = choice(
        "敲门", "两次敲门无应答", "多次敲门无应答", "按门铃无应答", "门锁换新", "院门紧闭",
        default="", other=True, when=lambda values: values.get("outcome") in (NOBODY, SHUT),
    )  # fmt: skip
    frail: tuple[str, ...] = choices(
        "在场的老幼病残孕", *rules.FRAIL, default=(), other=True, when=somebody_met
    )
    care: str = conduct.care()
    clues: tuple[Clue, ...] = clues("线索", *CLUES, default=())
    checked_clue: str = text("核实的线索（编号或内容）", default="")
    checked_result: str = text(
        "线索核实结果", default="", phrases=("属实", "不属实", "未能核实"),
        when=lambda values: bool(values.get("checked_clue")),
    )  # fmt: skip
    next_steps: tuple[str, ...] = choices(
        "接着做什么", "张贴传票", "打电话", "换时间再去", "约谈家属", "查物业", "查车辆", default=(), other=True,
    )  # fmt: skip
    photos: tuple[Photo, ...] = photos("照片", "门牌", "现场", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("补一句", default="", lines=3)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("结果", ("outcome", "arrived_at", "place", "located", "officers")),
        Part(
            "见到的人",
            ("id_shown", "recorder_on", "met", "said", "knocked", "place_kind", "frail", "care"),
            waiting=("place_kind", "frail"),
        ),
        Part(
            "线索与下一步",
            ("clues", "checked_clue", "checked_result", "next_steps", "note"),
            waiting=("clues", "checked_clue", "note"),
        ),
        Part("照片与录像", ("photos", "films"), waiting=("photos", "films")),
        Part("签名", ("signatures",), waiting=("signatures",)),
    )
    duties = (
        rules.two_officers(),
        rules.id_shown(when=_met),
        rules.recording_told(when=_met),
        rules.care_noted(people="met"),
        rules.place_and_time_recorded(),
        rules.photo_taken("门牌", "拍下门牌"),
        rules.signed_by_all(
            "transcript_signed",
            "笔录由在场人签名",
            "cpl-239-2",
            "transcript",
            when=lambda situation: bool(situation.values.get("met")),
        ),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, place, officers and the fix; the place is the one the visit was started for, else the first known."""
        places = [p for case in start.cases for p in case.places]
        chosen = [p for p in places if p.text == start.subject] or places
        filled: dict[str, object] = {
            "arrived_at": to_the_minute(start.now),
            "officers": tuple(o.name for o in start.officers),
            "located": Located.of(start.position),
        }
        if chosen:
            filled["place"] = chosen[0]
        return filled

    def problems(self) -> Iterator[Problem]:
        """Whoever was met must be named; a conversation needs at least a person."""
        if self.outcome in MET and not self.met:
            yield Problem("met", f"“{self.outcome}”要写明见到的人")
        if self.outcome == DEBTOR and not any(p.role == "被执行人" for p in self.met):
            yield Problem("met", "“见到本人”要有身份为被执行人的到场人")
        if self.outcome == FAMILY and not any(p.role == "成年家属" for p in self.met):
            yield Problem("met", "“见到家属”要有身份为成年家属的到场人")
        if self.outcome == SHUT and "无应答" in self.knocked:
            yield Problem("knocked", f"“{SHUT}”是屋内有人应声，与“{self.knocked}”不符")

    def summary(self) -> str:
        """Outcome and whom."""
        return f"{self.outcome} · {listed(p.name for p in self.met)}" if self.met else self.outcome

    def narrative(self, setting: Setting) -> str:
        """What was tapped and measured, and nothing else."""
        debtors = listed(dict.fromkeys(d.name for c in setting.cases for d in c.debtors))
        when = date_time_text(local(self.arrived_at))
        head = f"{when}，{listed(self.officers)}到{self.place.text}查找被执行人{debtors}。"
        return head + "".join(self._sentences(debtors))

    def _moved(self, debtors: str) -> str:
        """What somebody says, and no fact; a debtor among those met does not say it of himself."""
        told = [p for p in self.met if p.role != "被执行人"] or self.met
        return f"{listed(map(_called, told))}称被执行人{debtors}已搬离。"

    def _sentences(self, debtors: str) -> Iterator[str]:
        if self.outcome == NOBODY:
            yield f"{self.knocked or '现场无人'}，未见被执行人{debtors}。"
        elif self.outcome == SHUT:
            yield f"{self.knocked + '，' if self.knocked else ''}有人应声，拒不开门。"
        else:
            yield f"见到{listed(map(_called, self.met))}。" if self.outcome != MOVED else self._moved(debtors)
        if self.checked_clue and self.checked_result:
            yield f"核实线索“{self.checked_clue}”：{self.checked_result.rstrip('。')}。"
        if self.next_steps:
            yield f"下一步：{listed(self.next_steps)}。"
        if self.note:
            yield self.note if self.note.endswith(("。", "！", "？")) else self.note + "。"


_ROLES = {"基层组织": "基层组织人员", "工作单位": "工作单位人员", "物业": "物业人员", "其他": ""}


def _called(person: Person) -> str:
    """A person with the role in which he stands there: 成年家属（妻子）徐云芝, 草坪村委会基层组织人员李文."""
    relation = f"（{person.relation}）" if person.relation else ""
    return f"{person.unit}{_ROLES.get(person.role, person.role)}{relation}{person.name}"

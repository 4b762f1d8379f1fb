"""现状调查: what a thing is before it is valued and sold: title, who is in it on what ground, state, dues, photos."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Property
from services.records import conduct
from services.records import duty_rules as rules
from services.records import survey_duties as surveying
from services.records.fields import Values, to_the_minute
from services.records.measure_duties import answered
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    films,
    moment,
    number,
    photos,
    position,
    present,
    signatures,
    text,
    yes_no,
)
from services.records.values import Film, Located, Person, Photo, Signature
from services.wording import date_time_text, listed

ROOMS, LAND, CAR, GOODS = "房屋", "土地", "车辆", "其他动产"
SOLE, JOINT, SHARED, NOT_KNOWN = "单独所有", "共同共有", "按份共有", "不详"
ALIKE, DIFFERENT, NOT_HELD = "一致", "不一致", "无法核对"
OWN_USE, LET, LENT, SQUATTED, EMPTY = "自用", "出租", "出借", "他人占用", "空置"
NO_BURDEN = "没有发现"
NOTHING, ARREARS = "没有欠费", "有欠费"
SLOTS = ("全貌", "门牌", "铭牌", "室内", "损伤", "表具", "权证")
# Nothing one can stand before: 拍卖变卖规定 7 is looked up at the bank or the register.
_NOT_SEEN = ("存款", "保险", "保单", "股权", "公积金", "债权", "收入", "知识产权", "金融", "资金")


def is_rooms(values: Values) -> bool:
    """A house, flat, shop or workshop."""
    return values.get("sort") == ROOMS


def is_car(values: Values) -> bool:
    """A vehicle."""
    return values.get("sort") == CAR


def owned_together(values: Values) -> bool:
    """Somebody else has a share."""
    return values.get("shared") in (JOINT, SHARED)


def let(values: Values) -> bool:
    """A tenant is in it."""
    return values.get("use") == LET


def others_in_it(values: Values) -> bool:
    """Somebody else than the debtor is in it."""
    return values.get("use") in (LET, LENT, SQUATTED)


class Survey(
    Record,
    code="survey",
    title="现状调查",
    version=1,
    icon="house-search",
    hint="拍卖、变卖前：权属、占有",
):
    """One thing as it stands, asked for before it is sold (domain.md §2.3; 拍卖变卖规定 7, 网拍规定 14)."""

    thing: str = text("调查的财产", searchable=True)
    sort: str = choice("财产种类", ROOMS, LAND, CAR, GOODS)
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("调查地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool | None = conduct.id_shown(default=None)
    recorder_on: bool = conduct.recorder_on()
    present: tuple[Person, ...] = present(
        "到场人", "被执行人", "成年家属", "占有人", "承租人", "法定代表人", "基层组织", "物业", "评估机构", "见证人", "其他",
        default=(), searchable=True,
    )  # fmt: skip
    frail: tuple[str, ...] = conduct.frail()
    care: str = conduct.care()

    owner: str = text("登记所有人", hint="没有登记的，写谁占有、凭什么认定")
    shared: str = choice("权利人情况", SOLE, JOINT, SHARED, NOT_KNOWN)
    co_owner: str = text("共有人和份额", default="", when=owned_together)
    papers: str = text("权证号", default="", hint="证号；没有见到的，写在谁手里")
    identity: str = choice("与登记核对", ALIKE, DIFFERENT, NOT_HELD)
    identity_note: str = text(
        "核对情况",
        default="",
        when=lambda values: values.get("identity") in (DIFFERENT, NOT_HELD),
    )
    burdens: tuple[str, ...] = choices(
        "权利负担", "抵押", "质押", "租赁登记", "他院查封", "案外人主张权利", NO_BURDEN, other=True
    )
    burden_note: str = text("负担详情", default="", lines=2)

    use: str = choice("使用情况", OWN_USE, LET, LENT, SQUATTED, EMPTY, other=True)
    occupier: str = text("占有人、电话", default="", when=others_in_it)
    ground: str = text(
        "占有依据", default="", when=others_in_it, phrases=("书面租赁合同", "口头约定", "拒绝说明")
    )
    lease_from: dt.date | None = day("租赁开始", default=None, when=let)
    lease_until: dt.date | None = day("租赁到期", default=None, when=let)
    rent: str = text("租金", default="", when=let, hint="多少、已付至何时、付给谁")
    lease_seen: bool | None = yes_no("见到合同原件", default=None, when=let)
    lease_first: str = choice(
        "租赁先后", "先于查封、抵押", "后于查封、抵押", "不能确定", default="", when=let
    )
    residents: str = text("居住和户口", default="", lines=2, when=is_rooms, hint="谁住在里面，户口在册几人")
    clearing: str = choice("腾空交付", "可以腾空交付", "带租拍卖", "不能确定", default="")

    structure: str = text("面积朝向", default="", when=is_rooms)
    decoration: str = choice("装修", "毛坯", "简装", "精装", default="", other=True, when=is_rooms)
    fixtures: str = text("设施家电", default="", lines=2, when=is_rooms)
    arrears: str = choice("水电物业欠费", NOTHING, ARREARS, "未能查明", when=is_rooms)
    arrears_note: str = text(
        "欠费明细",
        default="",
        when=lambda values: is_rooms(values) and values.get("arrears") == ARREARS,
    )
    odometer: int | None = number("里程表读数", unit="公里", default=None, when=is_car)
    starts: bool | None = yes_no("能够启动", default=None, when=is_car)
    key_papers: str = text("钥匙、行驶证", default="", when=is_car)
    yearly: str = text("年检、保险、违章", default="", when=is_car)
    as_found: str = text("现状", lines=3, hint="新旧、数量、能否使用")
    flaws: str = text("毁损、瑕疵", lines=2, phrases=("未发现明显毁损",))
    costs: str = text("存放费用", default="")

    photos: tuple[Photo, ...] = photos("照片", *SLOTS, required=("全貌",))
    films: tuple[Film, ...] = films("录音录像", default=())
    heard: str = text("向谁了解", default="", lines=2)
    unknown: str = text("未能查明的事项和原因", default="", lines=2)
    note: str = text("其他", default="", lines=2)
    ended_at: dt.datetime = moment("完成时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("财产与到场", (
            "thing", "sort", "began_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
            "frail", "care",
        )),
        Part("权属", (
            "owner", "shared", "co_owner", "papers", "identity", "identity_note", "burdens", "burden_note",
        )),
        Part("占有使用", (
            "use", "occupier", "ground", "lease_from", "lease_until", "rent", "lease_seen", "lease_first", "residents",
            "clearing",
        )),
        Part("现状", (
            "structure", "decoration", "fixtures", "arrears", "arrears_note", "odometer", "starts", "key_papers", "yearly",
            "as_found", "flaws", "costs",
        )),
        Part("照片与结束", ("photos", "films", "heard", "unknown", "note", "ended_at")),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        rules.id_shown(when=lambda situation: bool(situation.values.get("present"))),
        rules.recording_told(),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted(),
        answered(
            "title_surveyed", "调查权属状况", "pm-7", "shared",
            (JOINT, "co_owner"), (SHARED, "co_owner"), (NOT_KNOWN, "unknown"),
        ),
        answered(
            "use_surveyed", "调查占有使用情况", "pm-7", "use",
            (LET, "ground"), (LENT, "ground"), (SQUATTED, "ground"),
        ),
        surveying.lease_asked(when=surveying.is_let),
        surveying.burdens_asked(),
        rules.photo_taken("全貌", "拍下财产全貌"),
        rules.signed_by_all("transcript_signed", "笔录由在场人签名", "cpl-239-2", "transcript"),
    )  # fmt: skip

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """Whatever one can stand before, each once."""
        found = (p for case in cases for p in case.properties)
        return tuple({p.id: p for p in found if not any(word in p.kind for word in _NOT_SEEN)}.values())

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The docket's thing with its owner and place, time, fix, officers."""
        filled: dict[str, object] = {
            "began_at": to_the_minute(start.now),
            "located": Located.of(start.position),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
        }
        thing = next((p for p in cls.things(start.cases) if p.id == start.subject), None)
        if thing is None:
            return filled
        filled |= {"thing": thing.name, "sort": CAR if thing.vehicle else ROOMS if thing.home else GOODS}
        if thing.home is not None:
            filled |= {"place": thing.home.place, "papers": thing.home.certificate}
        owner = (thing.vehicle.owner if thing.vehicle else "") or thing.owner
        return {name: value for name, value in {**filled, "owner": owner}.items() if value}

    def problems(self) -> Iterator[Problem]:
        """Times and the lease in order."""
        yield from conduct.times_in_order(self)
        if NO_BURDEN in self.burdens and len(self.burdens) > 1:
            yield Problem("burdens", "既勾了“没有发现”又勾了别的，请只留一种")
        if self.lease_from and self.lease_until and self.lease_until < self.lease_from:
            yield Problem("lease_until", "“租赁到期”早于租赁开始")

    def summary(self) -> str:
        """What was looked at, who has it, who is in it."""
        return " · ".join((self.thing, self.shared, self.use))

    def narrative(self, setting: Setting) -> str:
        """When, who, where, what; the state in the officers' words."""
        when = date_time_text(local(self.began_at))
        head = f"{when}，{listed(self.officers)}到{self.place.text}，对{self.thing}的现状进行调查。"
        found = f"现状：{self.as_found.strip().rstrip('。')}。毁损、瑕疵：{self.flaws.strip().rstrip('。')}。"
        open_ = f"未能查明：{self.unknown.strip().rstrip('。')}。" if self.unknown else ""
        return f"{head}{found}{open_}{date_time_text(local(self.ended_at))}完成。"

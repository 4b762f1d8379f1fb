"""腾房逐间: one room, finished by itself: pictures before and after, boxes, the list of things, and what is sealed apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Property
from services.records import conduct
from services.records import duty_rules as rules
from services.records import inventory_duties as lists
from services.records import related as earlier
from services.records.evicted import homes, next_mark, of_home
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.signing import OFFICER
from services.records.specifiers import (
    address,
    choice,
    choices,
    films,
    inventory,
    moment,
    money,
    photos,
    position,
    present,
    signatures,
    text,
    yes_no,
)
from services.records.values import Film, InventoryRow, Located, Person, Photo, Signature
from services.wording import date_time_text, listed

ROOMS = ("客厅", "主卧", "次卧", "书房", "厨房", "餐厅", "卫生间", "阳台", "储藏室", "车库", "店面", "院子")
VIEWS = ("门口看全间", "对角看全间")
KEPT, GIVEN, TO_FAMILY = "封存带回法院", "当场交被执行人", "当场交成年家属"
HAZARDS = ("燃气罐", "易燃易爆物", "农药、化学品", "管制刀具", "枪支弹药", "医疗废物")
BANKNOTE = re.compile(r"(\d+(?:\.\d)?)\s*(元|角)")


def _hazard(values: Values) -> bool:
    return bool(values.get("hazards"))


def _with_cash(values: Values) -> bool:
    return bool(values.get("cash"))


class EvictionRoom(
    Record,
    code="eviction_room",
    title="腾房逐间",
    version=1,
    icon="box",
    hint="一间一条，完成即存",
    group="eviction",
):
    """One room with its lists; box and photo numbers begin with the room's mark (domain.md D08; 执行赔偿解释 9)."""

    room: str = choice("房间", *ROOMS, other=True, searchable=True)
    mark: str = text("本间编号", hint="箱号、照片号都以它开头，两台终端不会重复", limit=12)
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("房屋坐落")
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("清点人员", other=True, signs=OFFICER)
    before: tuple[Photo, ...] = photos("腾空前照片", *VIEWS, default=())
    opened: tuple[str, ...] = choices("开启", "抽屉", "衣柜", "保险柜", "箱包", default=(), other=True)
    opened_note: str = text("怎样开启、谁在场", default="", when=lambda values: bool(values.get("opened")))

    goods: tuple[InventoryRow, ...] = inventory(
        "物品清单", default=(), boxed=True, dispositions=("运存放处所", "当场交", "就地留置"),
        names=("衣物", "被褥", "鞋", "书", "餐具", "电视机", "冰箱", "床", "沙发", "桌椅"),
        units=("件", "个", "箱", "袋", "床", "双", "套", "台", "本"), searchable=True,
    )  # fmt: skip
    nothing_here: bool | None = yes_no(
        "本间没有需要搬出的物品", default=None, when=lambda values: not values.get("goods")
    )
    valuables: tuple[InventoryRow, ...] = inventory(
        "贵重物品（单独封存）", default=(), dispositions=(KEPT, GIVEN, TO_FAMILY),
        names=("黄色金属戒指", "黄色金属项链", "手表", "手机", "笔记本电脑", "字画", "酒"),
        units=("件", "枚", "条", "块", "台", "瓶"),
    )  # fmt: skip
    cash: tuple[InventoryRow, ...] = inventory(
        "现金（逐面额）", default=(), dispositions=(KEPT, GIVEN, TO_FAMILY),
        names=("100元", "50元", "20元", "10元", "5元", "1元"), units=("张", "枚"),
    )  # fmt: skip
    cash_total: Decimal | None = money("现金合计", default=None, when=_with_cash)
    papers: tuple[InventoryRow, ...] = inventory(
        "证件、票据", default=(), dispositions=(GIVEN, TO_FAMILY, KEPT),
        names=("身份证", "户口簿", "结婚证", "存折", "银行卡", "不动产权证", "合同"), units=("本", "张", "份"),
    )  # fmt: skip
    medicine: tuple[InventoryRow, ...] = inventory(
        "药品", default=(), dispositions=(GIVEN, TO_FAMILY, KEPT), names=("降压药", "胰岛素", "药盒"),
        units=("盒", "瓶", "袋"),
    )  # fmt: skip
    perishables: tuple[InventoryRow, ...] = inventory(
        "易腐物品", default=(), dispositions=("当场交", "当场处理", "冷藏保存"), names=("米面", "冷冻肉", "蔬菜水果"),
        units=("袋", "件", "公斤"),
    )  # fmt: skip
    kept_why: str = text(
        "证件、药品没有当场交的原因", default="", phrases=("无人在场，随封存物品带回法院",),
        when=lambda values: bool(values.get("papers") or values.get("medicine")),
    )  # fmt: skip
    bags: str = text(
        "封存袋编号", default="", when=lambda values: bool(values.get("valuables") or values.get("cash"))
    )
    present: tuple[Person, ...] = present(
        "开封、封存见证人", "被执行人", "成年家属", "基层组织", "工作单位", "公证员", "见证人", default=()
    )
    seal_photos: tuple[Photo, ...] = photos("封存照片", "清点", "封口", default=())

    hazards: tuple[str, ...] = choices("危险物品", *HAZARDS, default=(), other=True)
    hazard_note: str = text(
        "危险物品怎样处理", default="", when=_hazard, phrases=("已移交派出所", "已搬至空旷处，通知燃气公司")
    )
    pets: str = text("本间动物", default="", phrases=("没有动物", "由家属带走", "装笼送寄养"))
    left_in_place: str = text("不搬的固定设施", default="", lines=2, phrases=("固定家具、灯具留在原处",))
    after: tuple[Photo, ...] = photos("腾空后照片", *VIEWS, default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    ended_at: dt.datetime = moment("清空时间")
    note: str = text("其他", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("房间", ("room", "mark", "began_at", "place", "located", "officers", "before", "opened", "opened_note")),
        Part("物品清单", ("goods", "nothing_here")),
        Part(
            "单独列明",
            ("valuables", "cash", "cash_total", "papers", "medicine", "perishables", "kept_why", "bags", "present",
             "seal_photos"),
        ),
        Part("其他情况", ("hazards", "hazard_note", "pets", "left_in_place")),
        Part("清空", ("after", "films", "ended_at", "note")),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        lists.number_of_its_own(),
        lists.list_made(),
        lists.photo_of_each(),
        lists.before_and_after(),
        lists.sealed_before_witnesses(),
        lists.given_at_once(),
        rules.signed_by_all(
            "sealed_list_signed", "封存清单由见证人签名", "pc22-9", "inventory", when=lists.has_sealed
        ),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The homes of the cases, those to clear first."""
        return homes(cases)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The home, the next mark of this terminal, and the officers of the day; witnesses as in the last room."""
        crew = earlier.told(start.related, "officers", "eviction_day")
        here = of_home(start)
        return {
            **here,
            "present": earlier.told(start.related, "present", cls.code),
            "officers": crew or here["officers"],
            "mark": next_mark(start, cls.code),
            "began_at": to_the_minute(start.now),
        }

    def problems(self) -> Iterator[Problem]:
        """Times in order; a room with things or the word that there are none; where each goes; the cash adds up."""
        yield from conduct.times_in_order(self)
        if not self.goods and self.nothing_here is None:
            yield Problem("nothing_here", "本间有没有需要搬出的物品还没有回答")
        if not self.goods and self.nothing_here is False:
            yield Problem("goods", "本间有需要搬出的物品，要逐项登记")
        for name in lists.LISTS:
            silent = [str(row.number) for row in getattr(self, name) if not row.disposition]
            if silent:
                label = self.fields()[name].label
                yield Problem(name, f"{label}第 {'、'.join(silent)} 行没有写明去向")
        yield from self._cash()

    def _cash(self) -> Iterator[Problem]:
        if not self.cash:
            return
        counted = sum((worth(row) for row in self.cash), Decimal(0))
        if self.cash_total is None:
            yield Problem("cash_total", f"“现金合计”还没有填（按面额为 {counted:,.2f} 元）")
        elif self.cash_total != counted:
            yield Problem("cash_total", f"“现金合计”与逐面额之和 {counted:,.2f} 元不符，请重新清点")

    @property
    def boxes(self) -> tuple[str, ...]:
        """The numbers of the room's boxes, each once, as they are written on the boxes: KTM2箱1."""
        found = {int(row.box) if row.box.isdigit() else 0: row.box for row in self.goods if row.box}
        return tuple(f"{self.mark}箱{found[n]}" for n in sorted(found))

    @property
    def pictures(self) -> tuple[Photo, ...]:
        """Every picture of the room, each once, in the order of their numbers: things, seals, before, after.

        Those of the lines come first, so that a later view of the room moves no number on a signed list.
        """
        rows = lists.things_of({n: getattr(self, n) for n in lists.LISTS}, *lists.LISTS)
        every = (*(r.photo for r in rows if r.photo), *self.seal_photos, *self.before, *self.after)
        return tuple(dict.fromkeys(every))

    def photo_numbers(self) -> Mapping[Photo, str]:
        """What each picture is called wherever it is named: KTM2照14."""
        return {photo: f"{self.mark}照{number}" for number, photo in enumerate(self.pictures, start=1)}

    def summary(self) -> str:
        """Room, boxes, things, sealed things."""
        sealed = len(self.valuables) + len(self.cash)
        parts = (
            f"{self.mark} {self.room}", f"{len(self.boxes)} 箱 {len(self.goods)} 项" if self.goods else "无物品",
            f"封存 {sealed} 项" if sealed else "",
        )  # fmt: skip
        return " · ".join(p for p in parts if p)

    def narrative(self, setting: Setting) -> str:
        """From when to when, what was opened, what was found and what became of it."""
        begun, done = local(self.began_at), local(self.ended_at)
        return f"{date_time_text(begun)}开始清点{self.room}，{done.hour}时{done.minute:02}分清空。" + "".join(
            self._sentences()
        )

    def _sentences(self) -> Iterator[str]:
        if self.opened:
            note = f"（{self.opened_note.rstrip('。')}）" if self.opened_note else ""
            yield f"开启{listed(self.opened)}{note}。"
        if self.goods:
            boxes = f"，装{len(self.boxes)}箱（{listed(self.boxes)}）" if self.boxes else ""
            yield f"清点物品{len(self.goods)}项{boxes}。"
        elif self.nothing_here:
            yield "没有需要搬出的物品。"
        for name, words in _APART.items():
            if rows := getattr(self, name):
                ways = listed(dict.fromkeys(row.disposition for row in rows))
                yield f"{words}{len(rows)}项，{ways}。"
        if self.cash_total is not None:
            yield f"现金合计{self.cash_total:,.2f}元。"
        if self.bags:
            seen = f"，{listed(p.name for p in self.present)}见证" if self.present else ""
            yield f"封存袋编号{self.bags}{seen}。"
        if self.hazards:
            note = f"，{self.hazard_note.rstrip('。')}" if self.hazard_note else ""
            yield f"发现{listed(self.hazards)}{note}。"
        if self.left_in_place:
            yield f"{self.left_in_place.rstrip('。')}。"


_APART = {
    "valuables": "贵重物品", "cash": "现金", "papers": "证件、票据", "medicine": "药品", "perishables": "易腐物品",
}  # fmt: skip


def worth(row: InventoryRow) -> Decimal:
    """What a row of cash is worth in yuan: its estimate, else face value times number; nought where neither is said."""
    if row.estimate is not None:
        return row.estimate
    found = BANKNOTE.search(row.name)
    if found is None:
        return Decimal(0)
    face = Decimal(found[1]) if found[2] == "元" else Decimal(found[1]) / 10
    return face * row.quantity

"""续封: a measure is prolonged before its last day, by a new one that names it; 续冻 for what is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from services.docket.case import Case
from services.docket.property import Measure
from services.law.terms import TermKind, maximum_end
from services.records import conduct, follow_ups
from services.records import duty_rules as rules
from services.records import measure_duties as measured
from services.records.duties import Situation
from services.records.fields import Values
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    choice,
    day,
    moment,
    of_measure,
    photos,
    text,
    yes_no,
)
from services.records.values import HeldMeasure, Photo
from services.wording import date_text, date_time_text, listed

ASKED, OF_OFFICE = "申请执行人申请", "依职权"
SEEN, ON_FILE, NOT_SEEN = "已查看，仍在原处", "登记、存管在案", "未查看"
SLOTS = ("公告", "回执", "现状", "申请书")


def asked_for(values: Values) -> bool:
    """The creditor asked for it."""
    return values.get("asked_by") == ASKED


def on_site(values: Values) -> bool:
    """A thing with a strip or notice that bears the old term."""
    held = values.get("measure")
    return isinstance(held, HeldMeasure) and held.measure.kind == "sealing"


class Renewal(Record, code="renewal", title="续封", version=1, icon="again", hint="届满前办理，含续扣、续冻"):
    """One renewal (民诉法解释 485, 查扣冻规定 27): the new term with its ruling, notices and service."""

    about_measures = True
    looks_at = ("assistance", "assistance_reply")  # whether register or bank has done what its notice asks

    measure: HeldMeasure = of_measure("续行哪一项")
    began_at: dt.datetime = moment("办理时间")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    asked_by: str = choice("由谁提出", ASKED, OF_OFFICE)
    asked_on: dt.date | None = day("申请日期", default=None, when=asked_for)
    still_there: str = choice("财产现状", SEEN, ON_FILE, NOT_SEEN, other=True)
    order_number: str = text("续行裁定文号", default="", hint="如（2026）浙0822执123号之五")
    order_on: dt.date | None = day("裁定日期", default=None)
    term_from: dt.date = day("新期限自", hint="紧接原期限届满的次日")
    term_until: dt.date = day("新期限至", hint="以裁定书印的日期为准")
    notice_posted: bool | None = yes_no("新期限已在现场公示", default=None, when=on_site)
    registry: str = text(
        "协助执行单位", default="", phrases=("不动产登记机构", "车辆管理所", "开户银行"), searchable=True
    )
    registry_notice: str = text("协助执行通知书文号", default="")
    registry_reply: bool | None = yes_no("已收到回执", default=None)
    served: str = text("裁定书怎样送达", default="", phrases=("当面送达双方，回证在卷",))
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, default=())
    note: str = text("其他", default="", lines=2)
    ended_at: dt.datetime = moment("完成时间")

    parts = (
        Part("续行什么", ("measure", "began_at", "officers", "recorder", "asked_by", "asked_on", "still_there")),
        Part("裁定与期限", ("order_number", "order_on", "term_from", "term_until")),
        Part("公示、登记与送达", (
            "notice_posted", "registry", "registry_notice", "registry_reply", "served", "photos", "note", "ended_at",
        )),
    )  # fmt: skip

    duties = (
        rules.two_officers(),
        measured.ordered("renewal_ordered", "续行裁定已作出", "ckd-1"),
        measured.renewed_in_time(),
        measured.answered(
            "thing_checked", "财产现状已核对", "ckd-27", "still_there",
        ),
        measured.sign_renewed(when=lambda situation: on_site(situation.values)),
        measured.registry_told("通知登记机关、协助单位续行", when=lambda situation: _on_register(situation)),
        measured.parties_served("ckd-1"),
    )  # fmt: skip

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The measure, moment, officers; the new term from the day after the old one, as long as the law lets it be."""
        filled = follow_ups.begun(start)
        held = start.held
        if held is not None and held.measure.expires_on is not None:
            begins = held.measure.expires_on + dt.timedelta(days=1)
            filled["term_from"] = begins
            filled["term_until"] = maximum_end(longest(held, start.cases), begins)
        return follow_ups.known({n: v for n, v in filled.items() if n in cls.fields()})

    def problems(self) -> Iterator[Problem]:
        """Times in order, a new term within the law."""
        yield from conduct.times_in_order(self)
        if self.term_until < self.term_from:
            yield Problem("term_until", "“新期限至”早于起始日")
        elif self.term_until > maximum_end("other_right", self.term_from):
            yield Problem("term_until", "续行期限最长不超过三年（民诉法解释第485条）")
        elif self.measure.measure.kind == "seizure" and self.term_until > maximum_end(
            "movable", self.term_from
        ):
            yield Problem("term_until", "续行扣押动产的期限不得超过二年（民诉法解释第485条）")

    @property
    def called(self) -> str:
        """续封, 续扣 or 续冻."""
        return {"sealing": "续封", "seizure": "续扣", "freezing": "续冻"}[self.measure.measure.kind]

    def summary(self) -> str:
        """What is prolonged until when."""
        return f"{self.called} · {self.measure.name} · 至 {self.term_until:%Y-%m-%d}"

    def measures(self, case: Case) -> tuple[Measure, ...]:
        """The new measure, which names the one it renews."""
        former = self.measure.measure
        return (
            Measure(
                id="renewal",
                kind=former.kind,
                property_id=former.property_id,
                ruling=self.order_number,
                effective_on=self.term_from,
                expires_on=self.term_until,
                rank=former.rank,
                in_use=former.in_use,
                held=former.held,
                registered=bool(self.registry_reply),
                amount=former.amount,
                note=self.measure.name,
                renews=former.id,
                preserved_in=former.preserved_in,
            ),
        )

    def narrative(self, setting: Setting) -> str:
        """What was prolonged by what, from tapped facts only."""
        deed = follow_ups.deed_of(self.measure)
        when = date_time_text(self.began_at)
        head = f"{when}，{listed(self.officers)}办理对{self.measure.name}继续{deed}的手续。"
        return head + "".join((*self._why(), *self._done(), follow_ups.ending(self.ended_at, self.began_at)))

    def _why(self) -> Iterator[str]:
        on = f"（{date_text(self.asked_on)}）" if self.asked_on else ""
        yield f"{self.asked_by}{on}；财产现状：{self.still_there}。"
        ends = self.measure.measure.expires_on
        if ends is not None:
            yield f"原期限至{date_text(ends)}止；"
        yield f"新期限自{date_text(self.term_from)}起至{date_text(self.term_until)}止。"
        if self.order_number:
            on = f"（{date_text(self.order_on)}作出）" if self.order_on else ""
            yield f"续行裁定：{self.order_number}{on}。"

    def _done(self) -> Iterator[str]:
        if self.notice_posted:
            yield "新期限已在现场公示。"
        if self.registry_notice:
            to = self.registry or "协助执行单位"
            yield f"协助执行通知书{self.registry_notice}送{to}{'，已收回执' if self.registry_reply else ''}。"
        if self.served:
            yield f"裁定书送达：{self.served.rstrip('。')}。"


def longest(held: HeldMeasure, cases: tuple[Case, ...]) -> TermKind:
    """Which longest term binds it: by kind, and for a sealing by whether the docket knows the thing as a home."""
    if held.measure.kind == "seizure":
        return "movable"
    things = (case.property(held.measure.property_id) for case in cases)
    thing = next((t for t in things if t is not None), None)
    if held.measure.kind == "freezing":
        return "deposit" if thing is None or "存款" in thing.kind else "other_right"
    if thing is not None:
        return "real_estate" if thing.home is not None else "movable"
    begun, ends = held.measure.effective_on, held.measure.expires_on
    long = begun is not None and ends is not None and ends > maximum_end("movable", begun)
    return "real_estate" if long else "movable"


def _on_register(situation: Situation) -> bool:
    """Somebody else carries the measure: a register, or the bank."""
    held = measured.held(situation)
    return held is not None and (held.measure.registered or held.measure.kind == "freezing")

"""强制腾房预案 (domain.md §5.3): the sheet everybody carries: times, parts, kit, route, risks, hospital, who calls whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import answered, blocks, passages
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.values import Person
from services.wording import chinese_number, date_text, date_time_text, listed

SENTENCES = {
    "term": ("article", "until"),
    "no_term": ("article",),
    "home": ("article", "ground"),
    "inside": (),
}
_UNSHOWN = ("located", "photos", "officers")


@document(
    "eviction_plan_sheet", "强制腾房预案", serves=EvictionPlan, role="sheet", sentences=SENTENCES, copies=6,
    shows=tuple(n for n in EvictionPlan.fields() if n not in _UNSHOWN),
)  # fmt: skip
def eviction_plan_sheet(subject: Subject, wording: Wording) -> Story:
    """Head with the time, then sections that fit the pocket: checks, people, kit and route, risks, calls, approval."""
    plan = subject.record
    assert isinstance(plan, EvictionPlan)
    sections = (
        ("事前核对", _checked(plan, wording)),
        ("人员分工", _people(plan.people)),
        ("集合、路线和器材", _table(_gear(plan))),
        ("风险和处置", _table(_risks(plan))),
        ("联络表", _calls(plan.calls)),
        ("批准", _table(_approval(plan))),
    )
    body: list[Flowable] = [
        *blocks.head(
            subject.court.line, eviction_plan_sheet.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _above(subject, plan)),
    ]
    filled = [(title, content) for title, content in sections if content]
    for number, (title, content) in enumerate(filled, start=1):
        body += blocks.section(f"{chinese_number(number)}、{title}", content, FORM)
    body.append(blocks.text(wording.say("inside"), FORM))
    return Story(body=body, annex=passages.case_list(subject, FORM))


def _above(subject: Subject, plan: EvictionPlan) -> Iterator[tuple[str, str]]:
    yield "开始时间", date_time_text(local(plan.planned_at))
    yield "地点", plan.place.text
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")


def _checked(plan: EvictionPlan, wording: Wording) -> list[Flowable]:
    law = articles.article("cpl-261-1").cite
    if plan.notice_until:
        term = wording.say("term", article=law, until=date_text(plan.notice_until))
    else:
        term = wording.say("no_term", article=law)
    home = wording.say("home", article=articles.article("yy-20").cite, ground=plan.home_ground)
    return [*blocks.texts([term, home], FORM), *_table(_known(plan))]


def _known(plan: EvictionPlan) -> Iterator[tuple[str, str]]:
    if plan.notice_served_on:
        yield "执行通知送达", date_text(plan.notice_served_on)
    yield "低保且无其他住处", "是" if plan.low_income else "否"
    if plan.low_income_report:
        yield "暂停和报告", plan.low_income_report
    if plan.visited_on:
        yield "事前走访", date_text(plan.visited_on)
    if plan.occupants:
        yield "屋内居住", "；".join(passages.person_text(p) for p in plan.occupants)
    yield from _said(
        plan, {"tenancy": "占有情形", "frail": "老幼病残孕", "care": "照顾安置", "lodging": "人员安置"}
    )


def _people(people: Sequence[Person]) -> list[Flowable]:
    columns = (
        blocks.Column("分工", 22),
        blocks.Column("姓名", 20),
        blocks.Column("单位", 30),
        blocks.Column("电话", 28),
    )
    rows = [(p.role, p.name, p.unit or p.note or "本院", p.phone or "现场联络") for p in people]
    return [blocks.inventory(columns, rows, FORM)] if rows else []


def _calls(calls: Sequence[Person]) -> list[Flowable]:
    columns = (
        blocks.Column("联络对象", 22), blocks.Column("联系人", 20), blocks.Column("电话", 28),
        blocks.Column("联系人员、说明", 30),
    )  # fmt: skip
    rows = [
        (
            p.role,
            p.name,
            p.phone or "未登记",
            listed(x for x in (p.unit, p.relation, p.note) if x) or "带队领导",
        )
        for p in calls
    ]
    return [blocks.inventory(columns, rows, FORM)] if rows else []


def _gear(plan: EvictionPlan) -> Iterator[tuple[str, str]]:
    yield from _said(
        plan,
        {
            "gathering": "集合", "route": "路线", "cordon": "警戒范围", "kit": "器材", "boxes_ready": "备箱",
            "trucks": "搬运车", "store": "存放处所", "store_phone": "处所联系", "notary": "公证处",
        },
    )  # fmt: skip


def _risks(plan: EvictionPlan) -> Iterator[tuple[str, str]]:
    yield from _said(
        plan, {"risk_level": "风险等级", "risks": "风险", "risk_measures": "处置办法", "hospital": "医院"}
    )
    if plan.ambulance is not None:
        yield "救护车", "到场待命" if plan.ambulance else "不到场，需要时呼叫"
    yield from _said(plan, {"media": "舆情应对", "note": "其他"})


def _approval(plan: EvictionPlan) -> Iterator[tuple[str, str]]:
    yield "批准人", plan.approved_by or "　"
    yield "批准日期", date_text(plan.approved_on) if plan.approved_on else "　"


def _said(plan: EvictionPlan, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, label in labels.items():
        value = getattr(plan, name)
        if value not in (None, "", ()):
            yield label, answered.text(plan.fields()[name], value)


def _table(pairs: Iterator[tuple[str, str]]) -> list[Flowable]:
    found = [*pairs]
    return [blocks.facts_table(blocks.paired(found), FORM)] if found else []

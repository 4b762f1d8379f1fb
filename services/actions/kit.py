"""备齐检查: what these stops need before the car leaves: papers, seals on them, strips and keys, recorder and printer.

What the docket or the journal proves is said; whether a thing lies in the bag only the officer knows, and ticks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.actions import blank_forms, finding, issuing, printing, sealed, serving
from services.cases.measures import current
from services.cases.plan import Plan
from services.docket.case import Case
from services.documents.paper import PaperState
from services.errors import FieldworkError
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.session import Session
from services.wording import listed

__all__ = ["GROUPS", "Item", "items", "missing", "printer"]

GROUPS = ("文书", "盖章签发", "封条与钥匙", "人员与安全", "设备")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to have along; `ready` is proven by the program, None where only a tick can say so."""

    id: str
    group: str
    title: str
    detail: str = ""
    ready: bool | None = None


def items(session: Session, plan: Plan) -> tuple[Item, ...]:
    """What the plan's open stops need, in the order of GROUPS; one item for each thing, not for each stop."""
    numbers = tuple(dict.fromkeys(s.case for s in plan.open))
    cases = serving.cases(session, numbers, plan.day)
    found = [item for case in cases for item in _of_case(session, case)]
    found += _always(cases) if cases else ()
    found += _blank(session) if cases else ()
    unique = {item.id: item for item in found}
    return tuple(sorted(unique.values(), key=lambda i: GROUPS.index(i.group)))


def printer(chosen: str) -> Item:
    """Whether something prints; asks the system, so it belongs on a working lane."""
    try:
        known = printing.printers()
    except FieldworkError as error:
        return _printer(error.sentence, ready=False)
    picked = next((p for p in known if p.name == chosen), None) or (
        known[0] if known and not chosen else None
    )
    if picked is None:
        return _printer("没有接上打印机，现场出不了文书", ready=False)
    return _printer(picked.trouble or f"{picked.name} 就绪，带足纸", ready=not picked.trouble)


def missing(found: Sequence[Item], plan: Plan) -> int:
    """How many things are neither proven nor ticked."""
    return sum(1 for item in found if not item.ready and item.id not in plan.packed)


def _printer(detail: str, *, ready: bool) -> Item:
    return Item(id="printer", group="设备", title="打印机", detail=detail, ready=ready)


def _of_case(session: Session, case: Case) -> Iterator[Item]:
    who = listed(d.name for d in case.debtors)
    for served in case.served:
        if served.on is None:
            number = f"{served.number} " if served.number else ""
            yield _item(
                case,
                "文书",
                f"served:{served.title}:{served.number}",
                served.title,
                f"{number}送达{served.to or who}",
            )
    papers, handed_down = issuing.papers(session, case=case.number), sealed.papers(session, case.number)
    told = serving.of_papers(session, (*papers, *handed_down))
    for paper in papers:
        if paper.id not in told:
            yield from _paper(case, paper)
    for paper in handed_down:
        if paper.id not in told:
            yield from _sealed(session, case, paper)
    yield from _things(case, who)
    yield from _recorded(session, case, who)
    for risk in case.risks:
        detail = "，".join(filter(None, (risk.advice, who)))
        yield _item(case, "人员与安全", f"risk:{risk.text}", risk.text, detail)


def _paper(case: Case, paper: PaperState) -> Iterator[Item]:
    """A paper made that has not reached whom it is for: to be sealed first, or only to be taken along."""
    if paper.state in ("delivered", "voided"):
        return
    to = f"给{paper.to}" if paper.to else paper.serial
    if paper.draft_mark and paper.state in ("issued", "printed"):
        yield _item(
            case, "盖章签发", f"seal:{paper.id}", paper.name, f"{to}，待签发稿：出门前请院里盖章或签发"
        )
    else:
        yield _item(case, "文书", f"paper:{paper.id}", paper.name, f"{to}，{paper.word}，还没有交付")


def _sealed(session: Session, case: Case, paper: PaperState) -> Iterator[Item]:
    """What the court has sealed is here or still has to be fetched; whether the sheet is in the bag a tick says."""
    if paper.state in ("delivered", "voided"):
        return
    if not sealed.is_here(session, paper.id):
        yield _item(
            case,
            "盖章签发",
            f"sealed:{paper.id}",
            paper.name,
            "院里已下发，还没有取回：请先同步",
            ready=False,
        )
        return
    count = f"已印 {paper.printed} 份" if paper.printed else "还没有印"
    yield _item(
        case,
        "盖章签发",
        f"sealed:{paper.id}",
        paper.name,
        f"院发，给{paper.to}，准印 {paper.copies} 份，{count}",
    )


def _things(case: Case, who: str) -> Iterator[Item]:
    taken = {m.property_id for m in case.standing if m.held}
    for thing in case.properties:
        if thing.home is not None and thing.home.to_clear:
            yield _item(
                case, "封条与钥匙", f"home:{thing.id}", f"封条、新锁、锁匠：{thing.name}", f"{who}，腾房"
            )
        if thing.vehicle is not None and thing.id not in taken:
            plate = thing.vehicle.plate or thing.name
            yield _item(case, "封条与钥匙", f"car:{thing.id}", f"封条、钥匙袋：{plate}", f"{who}，遇到就扣")


def _recorded(session: Session, case: Case, who: str) -> Iterator[Item]:
    """Keys that the office has taken and not handed on, and what a plan of an eviction lists."""
    said = [h.said for h in current(finding.happenings(session, case.number))]
    cars = sum(s.keys for s in said if isinstance(s, VehicleSeizure))
    doors = sum(s.keys or 0 for s in said if isinstance(s, EvictionClose))
    doors -= sum(s.keys for s in said if isinstance(s, EvictionHandover))
    for id, name, count in (("keys", "车钥匙", cars), ("door-keys", "房屋钥匙", doors)):
        if count > 0:
            yield _item(case, "封条与钥匙", id, f"{name} {count} 把", f"{who}，收来还没有交出的")
    for plan in (s for s in said if isinstance(s, EvictionPlan)):
        needs = (*plan.kit, *((f"纸箱 {plan.boxes_ready} 只",) if plan.boxes_ready else ()))
        for thing in needs:
            yield _item(case, "设备", f"plan:{thing}", thing, f"{who}，腾房预案列的器材")


def _always(cases: Sequence[Case]) -> Iterator[Item]:
    yield Item(id="badges", group="人员与安全", title="工作证件", detail="两名以上执行人员，人人带证")
    yield Item(id="recorder", group="设备", title="执法记录仪", detail="电量、存储空间、时间都对")
    yield Item(id="paper", group="设备", title="打印纸、印泥、签字笔", detail=f"{len(cases)} 件案件用的")
    yield Item(id="power", group="设备", title="平板电量与充电线", detail="")


def _blank(session: Session) -> Iterator[Item]:
    held = blank_forms.register(session).on_hand
    if held:
        detail = f"{held[0].form} {held[0].number} 起，用一张记一张，余下的交回"
        yield Item(id="blank-forms", group="文书", title=f"空白文书 {len(held)} 张", detail=detail)


def _item(case: Case, group: str, id: str, title: str, detail: str, ready: bool | None = None) -> Item:
    return Item(id=f"{case.number}|{id}", group=group, title=title, detail=detail, ready=ready)

"""Passages of the papers of a seized car's way through the yard: the car of the docket, its steps so far, the sale."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.docket.property import Property
from services.documents import letters
from services.documents.case_subject import CaseSubject, Target
from services.documents.subject import MissingFact, Subject
from services.identifiers.plate import bare, display
from services.records import related as earlier
from services.records.kinds.vehicle_disposal import PLAIN_SALE, RESULT, SOLD, VehicleDisposal
from services.wording import listed


def record_of(subject: Subject) -> VehicleDisposal:
    """The step that the paper is about."""
    assert isinstance(subject.record, VehicleDisposal)
    return subject.record


def car(subject: Subject) -> Property | None:
    """The docket's car with this plate; None where the docket does not have it."""
    wanted = bare(record_of(subject).plate)
    things = (p for case in subject.cases for p in case.vehicles)
    return next((p for p in things if p.vehicle is not None and bare(p.vehicle.plate) == wanted), None)


def car_text(subject: Subject) -> str:
    """The car in a sentence, with all that the docket knows of it; else by its plate."""
    found = car(subject)
    return letters.thing_text(found) if found else f"机动车一辆（号牌{display(record_of(subject).plate)}）"


def of_case(subject: Subject) -> CaseSubject:
    """The step as a paper of the case takes it: the case that has the car, and the car."""
    found = car(subject)
    case = next(
        (c for c in subject.cases if found is not None and c.property(found.id) is not None), subject.cases[0]
    )
    return CaseSubject(
        case=case,
        target=Target(id=found.id if found else "", label=display(record_of(subject).plate), thing=found),
        court=subject.court,
        officers=subject.officers,
        on=local(record_of(subject).at).date(),
        demo=subject.demo,
    )


def owner(subject: Subject) -> str:
    """Whose it was: the registered owner that the docket names, else the debtors."""
    found = car(subject)
    return (found.owner if found else "") or subject.parties("debtor")


def registry(subject: Subject) -> str:
    """The vehicle office that keeps its register; MissingFact where the docket does not say."""
    found = car(subject)
    office = found.vehicle.registry if found is not None and found.vehicle is not None else ""
    if not office:
        plate = display(record_of(subject).plate)
        raise MissingFact("", f"案件册里没有{plate}的注册登记机关，文书没有出具。请院里补全案件册。")
    return office


def sale_word(step: VehicleDisposal) -> str:
    """拍卖 or 变卖."""
    return "变卖" if step.sale_round == PLAIN_SALE else "拍卖"


def steps(subject: Subject) -> tuple[VehicleDisposal, ...]:
    """Every step on record, this one last."""
    before = [h.said for h in earlier.current(subject.related) if isinstance(h.said, VehicleDisposal)]
    return (*before, record_of(subject))


def sale(subject: Subject) -> VehicleDisposal | None:
    """The result that found a buyer; None before."""
    found = [s for s in steps(subject) if s.step == RESULT and s.outcome == SOLD]
    return found[-1] if found else None


def buyer_number(sold: VehicleDisposal) -> str:
    """The buyer's number as papers name him by it; MissingFact while nobody has written it down."""
    if not sold.buyer_id:
        raise MissingFact(
            "buyer_id", "文书须写明买受人的公民身份号码或统一社会信用代码，没有出具。请补上“买受人证件号码”。"
        )
    return letters.number_text(sold.buyer_id)


def new_owner(subject: Subject) -> str:
    """Whom the register enters, with his number: the buyer of the sale, who need not be who fetched the car."""
    step, sold = record_of(subject), sale(subject)
    if sold is not None and sold.buyer_id:
        return f"{sold.buyer}（{letters.number_text(sold.buyer_id)}）"
    if sold is not None and sold.buyer != step.handed_to:
        raise MissingFact(
            "", "“拍卖结果”里没有写买受人的证件号码，文书没有出具。请更正那条记录，补上后再出。"
        )
    if not step.handed_id:
        raise MissingFact("handed_id", "文书须写明买受人的证件号码，没有出具。请补上“接收人证件号码”。")
    return f"{subject.need('handed_to')}（{letters.number_text(step.handed_id)}）"


def state(subject: Subject) -> Iterator[str]:
    """What the records of the yard say of how the car is: the last reading, and each change that was seen."""
    said = steps(subject)
    read = next((s for s in reversed(said) if s.odometer is not None), None)
    if read is not None:
        yield f"里程表读数{read.odometer:,}公里（{read.at:%Y}年{read.at.month}月{read.at.day}日读取）"
    changes = [s.change.rstrip("。") for s in said if s.change]
    if changes:
        yield f"查验记载：{listed(changes)}"

"""协助查找扣押车辆函 and its list (domain.md D16; 财产调查规定 16): cars sealed on record that nobody holds yet."""

from __future__ import annotations

from services.docket.property import Measure, Vehicle
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject, Target
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM, RULING
from services.documents.wording_files import Wording
from services.identifiers.plate import display
from services.law import articles
from services.wording import date_text

SENTENCES = {
    "reason": ("dispute", "count", "article"),
    "hold": (),
    "tell": (),
    "papers": (),
    "list_title": (),
    "addressee": (),
}
_COLUMNS = (
    blocks.Column("序", 5, "center"),
    blocks.Column("号牌和种类", 16),
    blocks.Column("品牌型号、颜色", 14),
    blocks.Column("车辆识别代号、发动机号", 23),
    blocks.Column("登记所有人、证件号码", 23),
    blocks.Column("查封文号和期限", 21),
)


@case_document(
    "vehicle_search_letter", "协助查找扣押车辆函", per=targets.cars_at_large, role="notice", authority="court",
    sentences=SENTENCES, copies=2,
)  # fmt: skip
def vehicle_search_letter(subject: CaseSubject, wording: Wording) -> Story:
    """What the traffic police are asked, whom they call at any hour, and the list of the cars on a sheet of its own."""
    found = targets.each_car_at_large(subject.case, subject.on)
    reason = wording.say(
        "reason", dispute=subject.dispute, count=str(len(found)), article=articles.article("ccdc-16").cite
    )
    body = [
        blocks.text(reason, RULING),
        *letters.items([wording.say("hold"), wording.say("tell"), wording.say("papers")]),
    ]
    story, block = letters.letter(
        subject,
        vehicle_search_letter.title,
        wording.say("addressee"),
        body,
        annexes=("查找扣押车辆清单一份",),
    )
    rows = [_row(number, target) for number, target in enumerate(found, start=1)]
    annex = [
        letters.NEW_PAGE(),
        *letters.form_head(subject, wording.say("list_title")),
        blocks.inventory(_COLUMNS, rows, FORM),
        blocks.text(letters.contact(subject), FORM),
    ]
    return Story(body=story, block=block, annex=annex)


def _row(number: int, target: Target) -> tuple[str, ...]:
    thing, measure = target.thing, target.measure
    assert thing is not None
    assert thing.vehicle is not None
    assert measure is not None
    car = thing.vehicle
    return (
        str(number),
        _lines(display(car.plate) if car.plate else "未上牌", car.plate_kind),
        _lines(f"{car.brand}{car.model}", car.colour),
        _lines(car.vin, car.engine_number),
        _owner(car),
        _term(measure),
    )


def _owner(car: Vehicle) -> str:
    return _lines(car.owner, car.owner_id_number)


def _term(measure: Measure) -> str:
    since = date_text(measure.effective_on) if measure.effective_on else ""
    until = f"至{date_text(measure.expires_on)}" if measure.expires_on else ""
    return _lines(measure.ruling, f"{since}{until}", measure.rank)


def _lines(*parts: str) -> str:
    """The parts one under the other; what the docket does not know is said."""
    return "\n".join(part for part in parts if part) or "未载明"

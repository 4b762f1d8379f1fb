"""现状调查（勘查）笔录 by pen, for where no record is made (domain.md, 'also wanted on site'; 拍卖变卖规定 7)."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.docket.property import MEASURE_TITLES
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.wording import date_text

SENTENCES = {
    "basis": ("article", "owner"),
    "measure": ("ruling", "deed", "until"),
    "no_measure": (),
    "photos": (),
    "defects": (),
    "read_back": ("article",),
}
_HOME = (
    ("坐落、权证号核对", 1), ("建筑面积、层数、结构、朝向", 1), ("装修、设施、家具家电", 2),
    ("毁损、渗漏、违建等瑕疵", 2), ("水、电、气、网、物业欠费", 1), ("户内物品和户口", 1),
)  # fmt: skip
_CAR = (
    ("号牌、车辆识别代号、发动机号核对", 1), ("里程表读数、能源、能否启动", 1), ("外观、内饰、损伤", 2),
    ("钥匙、行驶证、登记证书", 1), ("年检、保险、违章", 1), ("停放地点和费用", 1),
)  # fmt: skip
_GOODS = (
    ("名称、规格型号、数量核对", 2), ("新旧、质量、能否使用", 2), ("毁损、短少", 1), ("存放地点、环境和费用", 1),
)  # fmt: skip


@case_document(
    "survey_transcript", "现状调查（勘查）笔录（空白）", per=targets.each_to_survey, role="transcript", sentences=SENTENCES,
    copies=2,
)  # fmt: skip
def survey_transcript(subject: CaseSubject, wording: Wording) -> Story:
    """A form per thing: what the docket knows, then title, possession and state to be written in on site, and signed."""
    thing = subject.thing
    owner = thing.owner or subject.debtors
    basis = wording.say("basis", article=articles.article("pm-7").cite, owner=owner)
    body = [
        *letters.form_head(subject, survey_transcript.title),
        blocks.text(basis, FORM),
        blocks.facts_table([*_known(subject, wording)], FORM),
        *_asked(subject),
        *blocks.numbered([wording.say("photos"), wording.say("defects")], FORM),
        blocks.text(wording.say("read_back", article=articles.article("cpl-239").cite), FORM),
    ]
    roles = ("被执行人（占有人）", "见证人", "执行人员", "执行人员", "记录人")
    return Story(body=body, block=letters.by_hand(roles, FORM))


def _known(subject: CaseSubject, wording: Wording) -> Iterator[list[tuple[str, str]]]:
    measure = subject.target.measure
    told = wording.say("no_measure")
    if measure is not None and measure.expires_on is not None:
        told = wording.say(
            "measure", ruling=measure.ruling or "裁定文号不详", deed=MEASURE_TITLES[measure.kind],
            until=date_text(measure.expires_on),
        )  # fmt: skip
    yield [("当事人", subject.dispute)]
    yield [("财产", letters.thing_text(subject.thing))]
    yield [("已采取的措施", told)]
    yield [("调查时间", f"{letters.HOUR}　至　{letters.HOUR.strip()}")]
    yield [("调查地点", letters.room(1))]
    yield [("到场人", letters.room(2))]


def _asked(subject: CaseSubject) -> Iterator[Flowable]:
    """Title, possession, state: each with room for the pen."""
    thing = subject.thing
    state = _CAR if thing.vehicle else _HOME if thing.home else _GOODS
    owned = letters.boxes("单独所有", "共同共有", "按份共有", "不详")
    yield from blocks.section(
        "一、权属状况",
        [
            blocks.facts_table(
                [
                    [("登记所有人", letters.room(1))],
                    [("权利人情况", owned)],
                    [("抵押、质押、租赁登记", letters.room(1))],
                    [("首封、轮候和其他权利主张", letters.room(1))],
                ],
                FORM,
            )
        ],
        FORM,
    )
    used = letters.boxes("自用", "出租", "出借", "他人占用", "空置")
    yield from blocks.section(
        "二、占有使用情况",
        [
            blocks.facts_table(
                [
                    [("使用情况", used)],
                    [("占有人、电话", letters.room(1)), ("占有依据", letters.room(1))],
                    [("租期、租金、已付至何时", letters.room(1))],
                    [("是否随拍卖腾交", letters.boxes("腾交", "带租拍卖", "不能确定"))],
                ],
                FORM,
            )
        ],
        FORM,
    )
    rows = [[(label, letters.room(lines))] for label, lines in state]
    yield from blocks.section("三、现状", [blocks.facts_table(rows, FORM)], FORM)

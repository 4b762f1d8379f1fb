"""Pictures of a talk: its questions and answers, the reading page by page, and the pad at the foot of a page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.actions import ranging
from services.docket.party import Place
from services.records import questions
from services.records.delivery_duties import BY_WITNESS, HIMSELF, LEFT
from services.records.interview_duties import REPORT, RIGHTS, TRUTH
from services.records.kinds.delivery import Delivery
from services.records.kinds.interview import READ, Interview
from services.records.values import Handed, Line, Person, Promise
from ui.components.signing import SignaturePad
from ui.desk import ChooseKind, OpenCase
from ui.dialogs.pick_series import SeriesSheet
from ui.scenes.money import begun
from ui.scenes.scene import Scene, Told
from ui.studio import Studio

_REPLIES = (
    "清楚，认可。", "收到了，是十月底社区转交的。", "还了两万，生意不好，手头紧。",
    "在球川镇一家木业厂做工，每月四千多元，打到工资卡。", "没有其他收入。", "只有一张工资卡，微信里有几百元。",
)  # fmt: skip


def _answers(now: dt.datetime) -> dict[str, Any]:
    asked = [line for block in questions.blocks("被执行人")[1:4] for line in block.lines]
    said = tuple(
        line
        for n, question in enumerate(asked)
        for line in (question, Line(sort="答", text=_REPLIES[n % len(_REPLIES)]))
    )
    today = now.date()
    return {
        "purpose": "被执行人", "way": "当面", "reason": "履行义务和财产状况", "venue": "本院", "brought": "自行到场",
        "place": Place(text="浙江省常山县人民法院执行局"), "began_at": now - dt.timedelta(minutes=5),
        "person": (Person(name="何岩松", role="被执行人"),), "identity_seen": True, "id_shown": True, "recorder_on": True,
        "told": (RIGHTS, TRUTH, REPORT), "said": said, "acknowledged": "认可", "service": "以前确认过，没有变化",
        "promises": (
            Promise(on=today + dt.timedelta(days=16), amount=Decimal(5000), note="工资到账后"),
            Promise(on=today + dt.timedelta(days=37), amount=Decimal(7000)),
        ),
        "reading": READ, "ended_at": now + dt.timedelta(minutes=40),
    }  # fmt: skip


def _talk(studio: Studio, told: Told) -> Any:
    page = begun(studio, told, Interview)
    for name, value in _answers(studio.now).items():
        page.form.answered.emit(name, value, False)
    page._all_right(page.draft.prefilled)
    studio.settle()
    return page


def _part(part: int) -> Any:
    def deed(studio: Studio, told: Told) -> None:
        _talk(studio, told).form.open(part)
        studio.settle()

    return deed


def _reading(turned: bool, signing: bool) -> Any:
    def deed(studio: Studio, told: Told) -> None:
        page = _talk(studio, told)
        page.signing.key.click()
        studio.settle()
        editor = page.form.editor("signatures")
        editor.sheet.pages_key.click()
        reading = editor.sheet.reading
        if turned:
            reading.turn_key.click()
        if signing:
            reading.read_keys["seen"].click()
            _write(reading.pad)
        studio.settle()

    return deed


def _write(pad: SignaturePad) -> None:
    pad.setStrokes(
        [tuple((0.1 + 0.2 * n + i / 60, 0.3 + 0.04 * i, 0.5, 0.1) for i in range(8)) for n in range(3)], 5.0
    )


def _series(studio: Studio, told: Told) -> None:
    """A range with three numbers that the docket does not have."""
    studio.go(OpenCase(told.case))
    studio.go(ChooseKind((told.case,)))
    studio.press("选多案")
    sheet = studio.window.findChildren(SeriesSheet)[-1]
    year = told.case[1:5]
    sheet.line.setText(f"（{year}）浙0822执910001号至（{year}）浙0822执910743号")
    text, session = (
        sheet.line.text(),
        studio.session,
    )  # settling cancels long work, so it is asked for in one go
    sheet.show_chosen(studio.ask(lambda: ranging.whole(session, text)))
    studio.settle()


def _serving(outcome: str) -> Any:
    def deed(studio: Studio, told: Told) -> None:
        page = begun(studio, told, Delivery, outcome=outcome)
        papers = (
            Handed(title="执行通知书", number=told.case, copies=2),
            Handed(title="报告财产令", number=f"{told.case}之一"),
        )
        for name, value in {
            "papers": papers,
            "refused_why": "拒绝签收，不说明理由",
            "left_by": BY_WITNESS,
        }.items():
            page.form.answered.emit(name, value, False)
        studio.settle()

    return deed


SCENES: tuple[Scene, ...] = (
    Scene("12-talk-questions", _part(2)),
    Scene("12-talk-promises", _part(3)),
    Scene("12-talk-reading", _reading(turned=False, signing=False)),
    Scene("12-talk-reading-turned", _reading(turned=True, signing=False)),
    Scene("12-series", _series),
    Scene("12-delivery-left", _serving(LEFT)),
    Scene("12-delivery-taken", _serving(HIMSELF)),
    Scene("12-talk-page-signed", _reading(turned=False, signing=True)),
)

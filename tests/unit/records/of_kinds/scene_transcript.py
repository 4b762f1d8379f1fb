"""现场笔录: its duties green, each turned red, and every item of D11 and §5.1 in its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from services.position.fix import NoFix
from services.records.kinds.scene_transcript import READ, SceneTranscript
from services.records.values import Bound, Located, Person, Signature, SignedPage
from tests.unit.records import seized
from tests.unit.records.judging import AT, Row, answered, situation

KIND = SceneTranscript
HE = Person(name="何岩松", role="被执行人")
STROKES = (((0.1, 0.1, 0.5, 0.0), (0.4, 0.2, 0.5, 0.2)),)
COPY = Bound(document="scene_transcript", digest="34" * 32, pages=1)
PAGE = SignedPage(document=COPY.document, number=1, at=AT, read="told", strokes=STROKES)


def signed(name: str, role: str, *pages: SignedPage) -> Signature:
    """A signature on the screen under the copy."""
    return Signature(name=name, role=role, way="screen", at=AT, strokes=STROKES, bound=(COPY,), pages=pages)


HIS = signed("何岩松", "被执行人", PAGE)
OFFICERS = (signed("方立", "执行人员"), signed("毛一帆", "执行人员"))
BY_ALL = (HIS, *OFFICERS)


def answers(**changes: Any) -> dict[str, Any]:
    """A look through the debtor's rooms with him there; None takes an answer away."""
    given: dict[str, Any] = {
        "act": "财产调查", "began_at": AT, "place": seized.ROADSIDE, "located": Located.of(seized.FIX),
        "officers": ("方立", "毛一帆"), "recorder": "毛一帆", "id_shown": True, "recorder_on": True, "present": (HE,),
        "frail": ("老人",), "care": "已请老人坐下", "process": "逐间查看。", "result": "未发现可供执行的财产。",
        "reading": READ, "ended_at": AT + dt.timedelta(minutes=30), "signatures": BY_ALL,
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


LOOKED = situation(answers(), SceneTranscript, happenings=(), subject="")
ALONE = situation(
    answers(present=None, reading=None, signatures=OFFICERS), SceneTranscript, happenings=(), subject=""
)
GREEN = (LOOKED, ALONE)
PROVED: set[str] = set()

EVIDENCE: list[Row] = [
    (SceneTranscript, LOOKED, "two_officers", answered(officers=("方立",))),
    (SceneTranscript, LOOKED, "id_shown", answered(id_shown=False)),
    (SceneTranscript, LOOKED, "recorder", answered(recorder_on=False)),
    (SceneTranscript, LOOKED, "place_and_time", answered(located=Located.of(NoFix("地下车库", AT)))),
    (SceneTranscript, LOOKED, "care_noted", answered(care=None)),
    (
        SceneTranscript,
        LOOKED,
        "every_page_signed",
        answered(signatures=(signed("何岩松", "被执行人"), *OFFICERS)),
    ),
    (SceneTranscript, ALONE, "transcript_signed", answered(signatures=OFFICERS[:1])),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D11": (
        "time, place, 执行人员, 记录人, 在场人, what was told to whom, process",
        "result, read-back, signatures page by page with 指印",
    ),
    "5.1": (
        "officers show ID, minutes made and signed, recorder on, care notes, position/time stamp, refused signature",
        "two officers",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D11": {
        "time": ("field:began_at", "field:ended_at"),
        "place": ("field:place",),
        "执行人员": ("field:officers",),
        "记录人": ("field:recorder",),
        "在场人": ("field:present", "field:others"),
        "what was told to whom": ("field:told", "field:told_to"),
        "process": ("field:process", "field:said"),
        "result": ("field:result", "field:incident"),
        "read-back": ("field:reading", "field:corrections", "value:SignedPage.read"),
        "signatures page by page with 指印": ("duty:every_page_signed", "field:signatures"),
    },
    "5.1": {
        "officers show ID": ("field:id_shown", "duty:id_shown"),
        "minutes made and signed": ("duty:transcript_signed",),
        "recorder on": ("field:recorder_on", "duty:recorder"),
        "care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "duty:place_and_time"),
        "refused signature": ("value:Signature.reason",),
        "two officers": ("duty:two_officers",),
    },
}  # fmt: skip

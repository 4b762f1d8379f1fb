"""现场笔录: what was done and said at a place, for acts that have no kind of their own (domain.md D11; 民诉法 239)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from services.clock import local
from services.docket.party import Place
from services.records import conduct
from services.records import duty_rules as rules
from services.records import interview_duties as interview
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    films,
    moment,
    photos,
    position,
    signatures,
    text,
    transcript,
)  # fmt: skip
from services.records.specifiers import present as persons
from services.records.values import Film, Line, Located, Person, Photo, Signature
from services.wording import date_time_text, listed

READ, TOLD = "在场人看过", "向在场人宣读"
MOST_PAGED = 3


class SceneTranscript(
    Record, code="scene_transcript", title="现场笔录", version=1, icon="note", hint="没有专门种类的现场事项"
):
    """One act on site in the order in which it went, read over and signed on every page."""

    act: str = choice(
        "办什么事",
        "财产调查",
        "督促履行",
        "交付物品",
        "现场勘查",
        "制止妨害",
        "执行行为义务",
        other=True,
        searchable=True,
    )
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool = conduct.id_shown()
    recorder_on: bool = conduct.recorder_on()
    present: tuple[Person, ...] = persons(
        "到场人（逐页签名）", "被执行人", "成年家属", "法定代表人", "主要负责人", "申请执行人", "案外人", "其他", default=(),
        searchable=True, each_page=True,
    )  # fmt: skip
    others: tuple[Person, ...] = persons(
        "其他在场人", "见证人", "基层组织", "工作单位", "物业", "公证员", "翻译人员", "其他", default=()
    )
    told: tuple[str, ...] = choices(
        "告知了什么",
        "执行依据和应当履行的义务",
        "拒不履行的后果",
        "异议权利",
        "妨害执行的后果",
        default=(),
        other=True,
    )
    told_to: str = text("告知了谁", default="", when=lambda values: bool(values.get("told")))
    frail: tuple[str, ...] = conduct.frail()
    care: str = conduct.care()
    process: str = text("经过", lines=5, hint="按先后写，只写做了什么、看到什么")
    said: tuple[Line, ...] = transcript("谈话", default=(), phrases=("对方没有异议", "对方沉默，不回答"))
    result: str = text("结果", lines=2)
    incident: str = text("突发情况", default="", lines=2)
    photos: tuple[Photo, ...] = photos("照片", "现场", "门牌", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他", default="", lines=2)
    reading: str = choice(
        "笔录怎样核对", READ, TOLD, default="", when=lambda values: bool(values.get("present"))
    )
    corrections: str = text("核对时的更正", default="", lines=2, hint="纸上改动处由在场人捺指印")
    ended_at: dt.datetime = moment("完成时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("到场与告知", (
            "act", "began_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
            "others", "told", "told_to", "frail", "care",
        )),
        Part("经过与结果", ("process", "said", "result", "incident", "note")),
        Part("照片与核对", ("photos", "films", "reading", "corrections", "ended_at")),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted(),
        rules.signed_by_all("transcript_signed", "笔录由执行人员和在场人签名", "cpl-239-2", "transcript"),
        interview.every_page_signed(),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, officers, fix, who writes."""
        return {
            "began_at": to_the_minute(start.now),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
            "located": Located.of(start.position),
        }

    def problems(self) -> Iterator[Problem]:
        """Times in order; who signs every page fits at its foot and the transcript was read over to him."""
        yield from conduct.times_in_order(self)
        if len(self.present) > MOST_PAGED:
            yield Problem("present", f"逐页签名的最多 {MOST_PAGED} 位，其余写在“其他在场人”")
        if self.present and not self.reading:
            yield Problem("reading", "有人到场的，写明笔录怎样核对")
        silent = [str(n) for n, line in enumerate(self.said, 1) if not line.text.strip()]
        if silent:
            yield Problem("said", f"第 {'、'.join(silent)} 句还没有写；不回答的，写“不回答”")

    def summary(self) -> str:
        """What was done, with whom, what came of it."""
        whom = listed(p.name for p in self.present)
        return " · ".join(filter(None, (self.act, whom, self.result.split("\n")[0][:40])))

    def narrative(self, setting: Setting) -> str:
        """When, who, where, what; then the course and the result as they were written."""
        when = date_time_text(local(self.began_at))
        head = f"{when}，{listed(self.officers)}到{self.place.text}办理{self.act}。"
        ended = date_time_text(local(self.ended_at))
        return f"{head}\n{self.process.strip()}\n结果：{self.result.strip().rstrip('。')}。{ended}完成。"

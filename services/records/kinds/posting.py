"""张贴: a notice hung at a place, on a board or a 共享法庭 screen, for one case or a series (domain.md D04, D07, D19)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from services.clock import local
from services.docket.party import Place
from services.law import terms
from services.records import conduct
from services.records import delivery_duties as service
from services.records import duty_rules as rules
from services.records import service_address as addresses
from services.records.delivery_duties import PUBLIC_DELIVERY, SCREEN
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    films,
    handed,
    moment,
    photos,
    position,
    present,
    signatures,
    text,
    yes_no,
)  # fmt: skip
from services.records.values import Film, Handed, Located, Person, Photo, Signature
from services.wording import date_text, date_time_text, listed

URGING = "敦促履行"


def _whom(names: set[str], cases: int) -> str:
    """One debtor by name; of several, or of a series, that they are all meant."""
    if len(names) == 1:
        return next(iter(names))
    return f"{cases}案的各被执行人" if cases > 1 else "本案各被执行人"


class Posting(Record, code="posting", title="张贴", version=1, icon="pin", hint="一次张贴，可记一整个系列"):
    """One act of posting; for a series it is one record that names every case (民诉法 95; 查扣冻规定 7, 8)."""

    purpose: str = choice(
        "为了什么",
        PUBLIC_DELIVERY,
        URGING,
        "查封公告",
        "迁出公告",
        "悬赏公告",
        "失信名单",
        other=True,
        searchable=True,
    )
    papers: tuple[Handed, ...] = handed("张贴的文书")
    sealed: bool = yes_no("院里签发、已盖院印")
    receiver: str = text("对谁", searchable=True, hint="系列案件写“各案被执行人”")
    cause: str = choice(
        "公告送达的原因",
        "下落不明",
        "其他方式无法送达",
        default="",
        when=lambda values: values.get("purpose") == PUBLIC_DELIVERY,
    )
    course: str = text(
        "试过哪些方式", default="", lines=2, when=lambda values: values.get("purpose") == PUBLIC_DELIVERY
    )
    posted_at: dt.datetime = moment("张贴时间")
    where: tuple[str, ...] = choices(
        "张贴在哪里", "受送达人住所", "财产所在地", "法院公告栏", "村（居）公告栏", SCREEN, other=True
    )
    place: Place = address("地点", searchable=True)
    located: Located = position("定位")
    shared_court: str = text(
        "共享法庭名称", default="", remembered=True, when=lambda values: SCREEN in (values.get("where") or ())
    )
    screen_until: dt.date | None = day(
        "屏幕播放至", default=None, when=lambda values: SCREEN in (values.get("where") or ())
    )
    term_until: dt.date | None = day("公告期限至", default=None)
    masked: bool = yes_no("身份号码、住址、电话已遮盖")
    told: str = text("告知了谁（家属、村干部、庭务主任）", default="")
    witnesses: tuple[Person, ...] = present(
        "在场人", "庭务主任", "村（居）工作人员", "物业", "见证人", "家属", default=(), searchable=True
    )
    officers: tuple[str, ...] = conduct.officers()
    photos: tuple[Photo, ...] = photos("照片", service.CLOSE, service.WHOLE, SCREEN, default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("张贴什么", ("purpose", "papers", "sealed", "receiver", "cause", "course")),
        Part("在哪里", (
            "posted_at", "where", "place", "located", "shared_court", "screen_until", "term_until", "masked", "told",
            "witnesses", "officers",
        )),
        Part("照片", ("photos", "films", "note")),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    looks_at = (addresses.TALK, "delivery")
    duties = (
        rules.two_officers(),
        rules.place_and_time_recorded("posted_at"),
        service.sealed_paper(),
        service.cause_noted(),
        service.confirmed_tried(),
        service.posted_proof(),
        service.screen_shown(),
        service.numbers_masked(),
        rules.signed_by_all("transcript_signed", "张贴笔录由执行人员和在场人签名", "cpl-239-2", "transcript"),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, officers, fix; whom it is for where that is one debtor, or a series; the address he confirmed."""
        names = {d.name for case in start.cases for d in case.debtors}
        filled: dict[str, object] = {
            "posted_at": to_the_minute(start.now),
            "officers": tuple(o.name for o in start.officers),
            "located": Located.of(start.position),
        }
        if names:
            filled["receiver"] = _whom(names, len(start.cases))
        if len(names) == 1 and len(start.cases) == 1:
            told = addresses.confirmed(start.cases, start.related).get(next(iter(names)))
            if told is not None and told.place is not None:
                filled["place"] = told.place
        return filled

    def problems(self) -> Iterator[Problem]:
        """A term ends after the posting; that of public delivery is thirty days at least."""
        on = local(self.posted_at).date()
        if self.term_until is not None and self.term_until < on:
            yield Problem("term_until", "“公告期限至”早于张贴当天")
        if self.purpose == PUBLIC_DELIVERY:
            least = terms.term("public_delivery").last_day_at_least(on)[0]
            if self.term_until is None:
                yield Problem("term_until", "公告送达要写明公告期限至哪天")
            elif least is not None and self.term_until < least:
                yield Problem("term_until", f"公告送达不少于三十日，至少到{date_text(least)}（民诉法第95条）")

    def summary(self) -> str:
        """What for, where, until when."""
        until = f"至{self.term_until:%Y-%m-%d}" if self.term_until else ""
        return " · ".join(filter(None, (self.purpose, listed(self.where), until)))

    def narrative(self, setting: Setting) -> str:
        """Who hung what up where, for which cases, and until when."""
        when = date_time_text(local(self.posted_at))
        numbers = [case.number for case in setting.cases]
        cases = numbers[0] if len(numbers) == 1 else f"{numbers[0]}等{len(numbers)}案" if numbers else ""
        papers = listed(f"{p.title}{p.copies}份" for p in self.papers)
        where = self.place.text + (f"（{self.shared_court}）" if self.shared_court else "")
        head = f"{when}，{listed(self.officers)}为{cases}{self.purpose}，"
        head += f"在{where}{listed(self.where)}张贴{papers}，对象：{self.receiver}。"
        return head + "".join(self._more())

    def _more(self) -> Iterator[str]:
        if self.cause:
            yield f"公告送达原因：{self.cause}；经过：{self.course.rstrip('。') or '未写明'}。"
        if self.term_until:
            yield f"公告期限至{date_text(self.term_until)}。"
        if self.screen_until:
            yield f"共享法庭屏幕播放至{date_text(self.screen_until)}。"
        if self.told:
            yield f"已告知{self.told.rstrip('。')}。"

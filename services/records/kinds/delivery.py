"""送达: papers handed to their receiver, taken for him, left with him, or not served and why (domain.md D15, §5.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from services.clock import local
from services.docket.party import Place
from services.records import conduct
from services.records import delivery_duties as service
from services.records import duty_rules as rules
from services.records import service_address as addresses
from services.records.delivery_duties import ELECTRONIC, FOR_HIM, HIMSELF, LEFT, MAILED, NOT_SERVED, UNIT
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.signing import SERVER
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

SIGNED_FOR = (HIMSELF, FOR_HIM, UNIT)
MET = (*SIGNED_FOR, LEFT)


def _in(*outcomes: str) -> Callable[[Values], bool]:
    return lambda values: values.get("outcome") in outcomes


class Delivery(
    Record, code="delivery", title="送达", version=1, icon="delivery", hint="几份文书一次送，留置有据"
):
    """One delivery to one receiver, of as many papers as were handed over (民诉法 87–91)."""

    outcome: str = choice(
        "送达结果", HIMSELF, FOR_HIM, UNIT, LEFT, ELECTRONIC, MAILED, NOT_SERVED,
        hints=("当面交给他", "家属、代理人", "负责人、收发室", "拒收，依法留下", "书面同意过", "交邮", "写明原因"),
        icons=("person", "people", "box", "stop", "phone", "delivery", "close"), large=True, searchable=True,
    )  # fmt: skip
    receiver: str = text("受送达人", searchable=True)
    papers: tuple[Handed, ...] = handed("送达的文书")
    served_at: dt.datetime = moment("送达时间")
    place: Place = address("送达地址", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("送达人", other=True, signs=SERVER)
    taken_by: tuple[Person, ...] = present(
        "签收人", *(role for roles in service.MAY_TAKE.values() for role in roles), default=(), when=_in(*SIGNED_FOR),
        searchable=True,
    )  # fmt: skip
    id_shown: bool | None = yes_no("已出示工作证件", default=None, when=_in(*MET))
    recorder_on: bool | None = yes_no("已开记录仪并告知全程录音录像", default=None, when=_in(*MET))
    refused_by: str = text("谁拒收", default="", when=_in(LEFT))
    refused_why: str = text(
        "拒收事由",
        default="",
        when=_in(LEFT),
        phrases=("拒绝签收，不说明理由", "否认债务，拒绝签收", "称等律师，拒绝签收"),
    )
    left_by: str = choice("留置方式", service.BY_WITNESS, service.BY_FILM, default="", when=_in(LEFT))
    left_at: str = choice(
        "留在哪里", "受送达人住所", "单位收发室", service.OUTSIDE, default="", other=True, when=_in(LEFT)
    )
    witnesses: tuple[Person, ...] = present(
        "见证人", "居委会工作人员", "村委会工作人员", "所在单位工作人员", default=(),
        when=lambda values: values.get("outcome") == LEFT and values.get("left_by") == service.BY_WITNESS,
    )  # fmt: skip
    consent: str = choice(
        "同意电子送达的依据",
        "送达地址确认书",
        addresses.IN_TALK,
        default="",
        other=True,
        when=_in(ELECTRONIC),
    )
    electronic_to: str = text("送至手机号、邮箱", default="", when=_in(ELECTRONIC))
    sent_at: dt.datetime | None = moment("系统显示到达时间", default=None, when=_in(ELECTRONIC))
    mailed_why: str = choice(
        "直接送达有什么困难",
        "住址在外地",
        "多次上门无人",
        "只有收件地址",
        default="",
        other=True,
        when=_in(MAILED),
    )
    mail_number: str = text("邮件号", default="", when=_in(MAILED))
    mailed_on: dt.date | None = day("交邮日期", default=None, when=_in(MAILED))
    mail_signed_on: dt.date | None = day(
        "回执上的签收日期", default=None, when=_in(MAILED), hint="回执回来后更正这一条补填，填了才算送达"
    )
    not_served_why: str = choice(
        "未送达原因",
        "无人在家",
        "已搬离",
        "查无此人",
        "地址不详",
        "拒不开门",
        default="",
        other=True,
        when=_in(NOT_SERVED),
    )
    due_on: dt.date | None = day("应送达日期", default=None)
    frail: tuple[str, ...] = choices("在场的老幼病残孕", *rules.FRAIL, default=(), other=True, when=_in(*MET))
    care: str = conduct.care()
    filled_by: str = text("填发人", default="", remembered=True)
    photos: tuple[Photo, ...] = photos("照片", "签收页", service.PROCESS, "门牌", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("备考", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("送达", ("outcome", "receiver", "papers", "served_at", "place", "located", "officers")),
        Part(
            "谁签收、怎样留置",
            (
                "taken_by", "id_shown", "recorder_on", "refused_by", "refused_why", "left_by", "left_at", "witnesses",
                "consent", "electronic_to", "sent_at", "mailed_why", "mail_number", "mailed_on", "mail_signed_on",
                "not_served_why", "frail", "care",
            ),
            waiting=("frail",),
        ),
        Part("其他", ("photos", "films", "due_on", "filled_by", "note"), waiting=("films", "due_on", "filled_by", "note")),
        Part("签名", ("signatures",), waiting=("signatures",)),
    )  # fmt: skip
    looks_at = (addresses.TALK,)
    duties = (
        rules.two_officers(),
        rules.id_shown(when=lambda situation: situation.values.get("outcome") in MET),
        rules.recording_told(when=lambda situation: situation.values.get("outcome") in MET),
        rules.place_and_time_recorded("served_at"),
        rules.care_noted("witnesses"),
        service.papers_named(),
        service.taker_entitled(),
        service.left_lawfully(),
        service.filmed_outside(),
        service.direct_first(),
        service.mediation_not_left(),
        service.direct_only(),
        service.electronic_consented(),
        service.why_not_served(),
        rules.signed_by_all("receipt_signed", "送达回证由签收人、见证人和送达人签名", "cpl-87", "receipt"),
    )

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Time, officers, fix; where the case has one debtor only, he, and where and how he said papers reach him."""
        filled: dict[str, object] = {
            "served_at": to_the_minute(start.now),
            "officers": tuple(o.name for o in start.officers),
            "located": Located.of(start.position),
        }
        debtors = {d.name: d for case in start.cases for d in case.debtors}
        if len(debtors) == 1:
            (debtor,) = debtors.values()
            filled["receiver"] = debtor.name
            told = addresses.confirmed(start.cases, start.related).get(debtor.name)
            if (place := told.place if told else None) or debtor.places:
                filled["place"] = place or debtor.places[0]
            if told is not None and told.electronic_to:
                filled |= {"consent": addresses.IN_TALK, "electronic_to": told.electronic_to}
        return filled

    def problems(self) -> Iterator[Problem]:
        """One person signs for the papers; what was mailed or left says how."""
        if self.outcome in SIGNED_FOR and len(self.taken_by) != 1:
            yield Problem("taken_by", f"“{self.outcome}”要写明一位签收人")
        if self.outcome == LEFT and not self.left_at:
            yield Problem("left_at", "留置送达要写明留在哪里")
        if self.outcome == MAILED and not (self.mail_number and self.mailed_on):
            yield Problem(
                "mail_number" if not self.mail_number else "mailed_on", "邮寄的，写明邮件号和交邮日期"
            )
        if self.mail_signed_on and self.mailed_on and self.mail_signed_on < self.mailed_on:
            yield Problem("mail_signed_on", "“回执上的签收日期”早于交邮日期")

    @property
    def served(self) -> bool:
        """True where the papers have reached him by law."""
        return self.reached_on is not None

    @property
    def reached_on(self) -> dt.date | None:
        """The day of service: of signing or leaving; when the system shows its arrival; as the mail's receipt says.

        None for what was not served, and for what was mailed while its receipt is not back (民诉法 87, 90, 91).
        """
        if self.outcome in MET:
            return local(self.served_at).date()
        if self.outcome == ELECTRONIC:
            return local(self.sent_at).date() if self.sent_at else None
        return self.mail_signed_on

    @property
    def way(self) -> str:
        """How it reached him, as the docket calls the ways, with who took it where that was another."""
        if self.outcome not in SIGNED_FOR:
            return "" if self.outcome == NOT_SERVED else self.outcome
        takers = listed(p.name for p in self.taken_by if p.name != self.receiver)
        return f"直接送达，{takers}代收" if takers else "直接送达"

    def summary(self) -> str:
        """Outcome, to whom, how many papers."""
        return " · ".join((self.outcome, self.receiver, f"{listed(p.title for p in self.papers)}"))

    def narrative(self, setting: Setting) -> str:
        """What was handed over to whom, and how it was taken."""
        when = date_time_text(local(self.served_at))
        papers = listed(f"{p.title}{p.copies}份" for p in self.papers)
        return (
            f"{when}，{listed(self.officers)}到{self.place.text}向{self.receiver}送达{papers}。" + self._how()
        )

    def _how(self) -> str:
        if self.outcome in SIGNED_FOR and not self.taken_by:
            return ""  # the sentences are shown while the form is still being filled
        if self.outcome in SIGNED_FOR:
            taker = self.taken_by[0]
            relation = f"（{taker.relation}）" if taker.relation else ""
            return f"由{taker.role}{relation}{taker.name}签收。"
        if self.outcome == LEFT:
            by = (
                f"，见证人{listed(p.name for p in self.witnesses)}在场"
                if self.witnesses
                else "，送达过程已拍照、录像"
            )
            return f"{self.refused_by or self.receiver}{self.refused_why}，依法将文书留在{self.left_at}{by}。"
        if self.outcome == ELECTRONIC:
            at = f"，系统显示{date_time_text(local(self.sent_at))}到达" if self.sent_at else ""
            return f"依{self.consent}送至{self.electronic_to}{at}。"
        if self.outcome == MAILED:
            on = date_text(self.mailed_on) if self.mailed_on else ""
            why = f"直接送达有困难（{self.mailed_why}），" if self.mailed_why else ""
            return f"{why}{on}交邮，邮件号{self.mail_number}。"
        return f"未送达，原因：{self.not_served_why or '未写明'}。"

"""续封: its duties green for a machine sealed on in time, each turned red; where every item of a renewal is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt

from services.docket.case import Served
from services.records.duties import Situation
from services.records.kinds.assistance import Assistance
from services.records.kinds.assistance_reply import AssistanceReply
from services.records.kinds.renewal import Renewal
from tests.unit.cases.happened import chain
from tests.unit.records import measured
from tests.unit.records.judging import AT, PICTURE, Row, answered, in_case, situation
from tests.unit.records.of_kinds import assistance, assistance_reply

KIND = Renewal
SEALED_ON = situation(measured.renewal(PICTURE), Renewal, cases=(measured.CASE,), happenings=(), subject="m7")
FROZEN_ON = situation(
    measured.renewal(
        PICTURE, measure=measured.FROZEN, notice_posted=None, registry="开户银行", term_from=dt.date(2026, 12, 1),
        term_until=dt.date(2027, 11, 30), photos=(),
    ),
    Renewal, cases=(measured.CASE,), happenings=(), subject="m9",
)  # fmt: skip
_NUMBER = str(measured.renewal(PICTURE)["registry_notice"])
_BANK = Assistance(**assistance.answers(notice_number=_NUMBER, reply="当场办理", done_what="已续封登记"))
_LATER = AssistanceReply(
    **assistance_reply.answers(notice_number=_NUMBER, result="已办理", content="已续封登记")
)


def helped(*said: Assistance | AssistanceReply) -> Situation:
    """Renewed; that the register has done it stands in records of its own."""
    told = chain([(one, "", "") for one in said], measured.CASE.number)
    return dataclasses.replace(answered(registry_reply=None)(SEALED_ON), related=told)


_ORDER = str(measured.renewal(PICTURE)["order_number"])
_RULING = Served(title="执行裁定书", number=_ORDER, on=AT.date(), way="直接送达")
BOTH_SERVED = in_case(
    served=tuple(dataclasses.replace(_RULING, to=party.name) for party in measured.CASE.parties)
)(answered(served=None)(SEALED_ON))
AT_ONCE, REPLIED = helped(_BANK), helped(_LATER)
GREEN = (SEALED_ON, FROZEN_ON, AT_ONCE, REPLIED, BOTH_SERVED)
PROVED: set[str] = set()

EVIDENCE: list[Row] = [
    (Renewal, SEALED_ON, "two_officers", answered(officers=("方立",))),
    (Renewal, SEALED_ON, "renewal_ordered", answered(order_number=None)),
    (Renewal, SEALED_ON, "renewed_in_time", answered(order_on=dt.date(2026, 12, 5))),
    (Renewal, SEALED_ON, "renewed_in_time", answered(term_from=dt.date(2026, 12, 6))),
    (Renewal, FROZEN_ON, "renewed_in_time", answered(order_on=dt.date(2026, 12, 1))),
    (Renewal, SEALED_ON, "thing_checked", answered(still_there=None)),
    (Renewal, SEALED_ON, "sign_renewed", answered(notice_posted=None)),
    (Renewal, SEALED_ON, "sign_renewed", answered(photos=())),
    (Renewal, SEALED_ON, "registry_told", answered(registry_reply=None)),
    (Renewal, AT_ONCE, "registry_told", answered(registry_notice="浙0822执协11号")),
    (Renewal, REPLIED, "registry_told", lambda here: dataclasses.replace(here, related=())),
    (
        Renewal,
        REPLIED,
        "registry_told",
        lambda here: helped(dataclasses.replace(_LATER, result="查无财产")),
    ),
    (Renewal, SEALED_ON, "parties_served", answered(served=None)),
    (Renewal, BOTH_SERVED, "parties_served", in_case(served=BOTH_SERVED.cases[0].served[:-1])),
    (Renewal, BOTH_SERVED, "parties_served", answered(order_number="（2026）浙0822执900003号之七")),
]

WANTED: dict[str, tuple[str, ...]] = {
    "renewal (INT 485, CKD 27; §4.2)": (
        "which measure, who asked and when, before expiry, a ruling of its own, new term not longer than the law allows",
        "registry or bank told, both sides served, notice with the new term, the thing is still there",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "renewal (INT 485, CKD 27; §4.2)": {
        "which measure": ("field:measure",),
        "who asked and when": ("field:asked_by", "field:asked_on"),
        "before expiry": ("duty:renewed_in_time",),
        "a ruling of its own": ("field:order_number", "field:order_on", "duty:renewal_ordered"),
        "new term not longer than the law allows": ("field:term_from", "field:term_until"),
        "registry or bank told": (
            "field:registry",
            "field:registry_notice",
            "field:registry_reply",
            "duty:registry_told",
        ),
        "both sides served": ("field:served", "duty:parties_served"),
        "notice with the new term": ("field:notice_posted", "slot:公告", "duty:sign_renewed"),
        "the thing is still there": ("field:still_there", "duty:thing_checked"),
        "officers and who wrote it": ("field:officers", "field:recorder", "duty:two_officers"),
    },
}
WANTED["renewal (INT 485, CKD 27; §4.2)"] += ("officers and who wrote it",)

"""协助回复: which requests for help wait for their reply, and until when; a third party's fifteen days to pay or object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.cases.due import Due
from services.cases.measures import current
from services.clock import local
from services.law import terms
from services.law.periods import HolidayTables
from services.records.declared import Happening
from services.records.kinds.assistance import DEBTOR_OF_DEBTOR, LATER, Assistance
from services.records.kinds.assistance_reply import AssistanceReply
from services.wording import listed


def dues(happenings: Iterable[Happening], tables: HolidayTables) -> Iterator[Due]:
    """Each request that was taken in and not answered yet, by its notice's number."""
    known = current(happenings)
    answered = {h.said.notice_number for h in known if isinstance(h.said, AssistanceReply)}
    for happening in known:
        asked = happening.said
        if not isinstance(asked, Assistance) or asked.reply != LATER or asked.notice_number in answered:
            continue
        if asked.unit_kind == DEBTOR_OF_DEBTOR:
            handed = local(asked.handed_at).date()
            on, gap = terms.term("third_party_debt").last_day_at_least(handed, tables)
            what = f"第三人履行、异议期满（{asked.unit}）"
            yield Due(
                sort="paper", what=what, on=on, term="third_party_debt", note=gap, entry=happening.entry.id,
                answer=AssistanceReply.code,
            )  # fmt: skip
        else:
            yield Due(
                sort="paper", what=f"{asked.unit}须回复：{listed(asked.asked_for)}", on=asked.reply_by,
                note=f"通知书 {asked.notice_number}", entry=happening.entry.id, answer=AssistanceReply.code,
            )  # fmt: skip

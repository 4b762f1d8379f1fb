"""The hard rules of the checklists for the scene (domain.md §5), each beside the duties that enforce it, kind by kind.

A rule names the kinds it is about. Each of them stands in `duties` with the codes that enforce it there, or in `reasons`
with one sentence why none does. `render` makes docs/duties.md of it, which `python -m tests.unit.records.hard_rules` writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from services.law import articles, terms
from services.records import catalogue
from services.records.duties import Duty
from services.records.record import Record

PAGE = Path(__file__).parents[3] / "docs" / "duties.md"
Duties = Mapping[str, tuple[str, ...]]
Reasons = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One hard rule: its section, its words, where the law says it, what enforces it."""

    section: str
    words: str
    law: str
    duties: Duties
    reasons: Reasons

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that the rule is answered for."""
        return (*self.duties, *(code for codes in self.reasons for code in codes))


EVERY_KIND = tuple(kind.code for kind in catalogue.KINDS)
TAKING = ("vehicle_seizure", "sealing", "premises_search")
EVICTION = catalogue.codes_of("eviction")
SCOPE: Mapping[str, tuple[str, ...]] = {
    "5.1 any visit": EVERY_KIND,
    "5.2 seizure": TAKING,
    "5.3 eviction, before": ("eviction_notice", "eviction_plan", "eviction_day"),
    "5.3 eviction, on the day": ("eviction_day", "eviction_room", "eviction_close"),
    "5.4 search": ("premises_search",),
    "5.5 service": ("delivery",),
    "5.5 money": ("payment",),
}
_AT_THE_DESK = "made at the desk from what has come in; nobody is faced"
_IN_THE_DAY = "a part of the day, which 腾房到场 opened with it"


def _each(codes: tuple[str, ...], *duties: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(codes, duties)


RULES: tuple[Rule, ...] = (
    Rule(
        section="5.1 any visit", words="officers show their documents", law="cpl-239, zx98-7",
        duties={
            **_each((
                "visit", "vehicle_seizure", "sealing", "inspection", "release", "custody_change", "payment", "interview",
                "eviction_notice", "eviction_day", "eviction_handover", "settlement", "delivery", "scene_transcript",
                "assistance", "sanction", "outsider_claim", "survey",
            ), "id_shown"),
            "premises_search": ("id_shown", "warrant_shown"),
        },
        reasons={
            ("vehicle_disposal", "eviction_plan", "renewal", "assistance_reply", "referral"): _AT_THE_DESK,
            ("eviction_room", "eviction_close"): _IN_THE_DAY,
            ("posting",): "a paper is hung where nobody is addressed",
            ("eviction_storage", "eviction_collect"): "no measure: things are kept, told of or given back",
        },
    ),
    Rule(
        section="5.1 any visit", words="minutes are made and those present sign",
        law="cpl-239-2, ckd-18, int-498, cpl-241, cpl-87, cpl-260, cpl-261-2, cpl-261-3, pc22-9",
        duties={
            **_each((
                "visit", "vehicle_seizure", "sealing", "inspection", "release", "custody_change", "payment", "interview",
                "eviction_close", "premises_search", "settlement", "posting", "scene_transcript", "sanction",
                "outsider_claim", "survey",
            ), "transcript_signed"),
            "eviction_room": ("sealed_list_signed",),
            "eviction_handover": ("handover_signed",),
            "eviction_storage": ("receipt_signed",),
            "delivery": ("receipt_signed",),
            "assistance": ("receipt_signed",),
        },
        reasons={
            ("vehicle_disposal", "eviction_plan", "renewal", "assistance_reply", "referral"): _AT_THE_DESK,
            ("eviction_day",): "signed at the end of the day, with 腾房收尾",
            ("eviction_notice",): "photos near and far prove the posting (notice_posted)",
            ("eviction_collect",): "the notice is served: 送达回证 or the photo proves it (notice_proved)",
        },
    ),
    Rule(
        section="5.2 seizure", words="1 a ruling exists and is served", law="ckd-1",
        duties=_each(TAKING, "ruling_served"), reasons={},
    ),
    Rule(
        section="5.2 seizure", words="2 only what is the debtor's; a third party's with his written confirmation",
        law="ckd-2",
        duties={
            "vehicle_seizure": ("belongs_to_debtor", "identity_matches_docket"), "sealing": ("belongs_to_debtor",),
            "premises_search": ("possessed_by_debtor",),
        },
        reasons={},
    ),
    Rule(
        section="5.2 seizure", words="3 exempt things are left; a home may be sealed, not sold", law="ckd-3, ckd-4",
        duties=_each(TAKING, "not_exempt"), reasons={},
    ),
    Rule(
        section="5.2 seizure", words="4 not above claim and costs", law="ckd-19",
        duties=_each(TAKING, "within_claim"), reasons={},
    ),
    Rule(
        section="5.2 seizure", words="5 debtor, adult family or representative notified", law="cpl-256-1, int-496",
        duties={
            **_each(("vehicle_seizure", "sealing"), "debtor_side_notified"), "premises_search": ("debtor_side_told",),
        },
        reasons={},
    ),
    Rule(
        section="5.2 seizure", words="5 work unit or grassroots organisation sends someone (citizen)", law="cpl-256-1",
        duties={
            **_each(("vehicle_seizure", "sealing"), "unit_or_grassroots_present"),
            "premises_search": ("unit_or_grassroots_present", "grassroots_told"),
        },
        reasons={},
    ),
    Rule(
        section="5.2 seizure", words="6 list signed, a copy to the debtor", law="cpl-256-2",
        duties=_each(TAKING, "inventory_signed", "copy_handed_over"), reasons={},
    ),
    Rule(
        section="5.2 seizure", words="7 minutes with times, place, things, custodian, signatures", law="ckd-18",
        duties=_each(TAKING, "transcript_signed", "times_and_place"), reasons={},
    ),
    Rule(
        section="5.2 seizure", words="8 a public sign: seal or notice", law="ckd-6, ckd-7, ckd-8",
        duties={
            **_each(TAKING, "public_sign"), "sealing": ("public_sign", "notice_on_unregistered_building"),
        },
        reasons={},
    ),
    Rule(
        section="5.2 seizure", words="9 the register is told", law="ckd-7-2",
        duties=_each(("vehicle_seizure", "sealing"), "registration_notice"),
        reasons={("premises_search",): "a search takes movables; a car or house found in it is a record of its own"},
    ),
    Rule(
        section="5.2 seizure", words="10 custodian named and told", law="cpl-257, ckd-10",
        duties={
            "vehicle_seizure": ("custodian_named", "used_by_debtor_only"),
            "sealing": ("custodian_named", "used_by_debtor_only"), "premises_search": ("custodian_named",),
        },
        reasons={},
    ),
    Rule(
        section="5.3 eviction, before", words="the president's notice is posted or served", law="cpl-261-1",
        duties={"eviction_notice": ("president_signed", "notice_posted"), "eviction_day": ("notice_shown",)},
        reasons={("eviction_plan",): "the plan is drawn up while the notice's term runs"},
    ),
    Rule(
        section="5.3 eviction, before", words="the notice's term is over", law="cpl-261-1",
        duties={"eviction_day": ("term_over",)},
        reasons={
            ("eviction_notice",): "the term begins with it",
            ("eviction_plan",): "the plan may be drawn up before; its form says while the term runs on the day planned",
        },
    ),
    Rule(
        section="5.3 eviction, before", words="grace and necessity of the home are checked", law="yy-20",
        duties={"eviction_plan": ("home_checked",), "eviction_day": ("home_checked_before",)},
        reasons={
            ("eviction_notice",): "checked when the day is planned, with all that was found out by then",
        },
    ),
    Rule(
        section="5.3 eviction, on the day", words="debtor, adult family or representative notified", law="cpl-261-2",
        duties=_each(("eviction_day", "eviction_close"), "debtor_side_told"),
        reasons={("eviction_room",): _IN_THE_DAY},
    ),
    Rule(
        section="5.3 eviction, on the day", words="work unit or village, neighbourhood takes part (citizen)",
        law="cpl-261-2",
        duties=_each(("eviction_day", "eviction_close"), "grassroots_present"),
        reasons={("eviction_room",): _IN_THE_DAY},
    ),
    Rule(
        section="5.3 eviction, on the day", words="minutes signed by those present", law="cpl-261-2, pc22-9",
        duties={"eviction_close": ("transcript_signed",), "eviction_room": ("sealed_list_signed",)},
        reasons={("eviction_day",): "signed once at the end of the day, with 腾房收尾"},
    ),
    Rule(
        section="5.3 eviction, on the day", words="belongings to a named place and handed over; who refuses bears the loss",
        law="cpl-261-3", duties={"eviction_close": ("belongings_handed",)},
        reasons={
            ("eviction_day",): "nothing has been carried out yet",
            ("eviction_room",): "each line says where it goes; handed over once all rooms are done",
        },
    ),
    Rule(
        section="5.3 eviction, on the day", words="a list of what was cleared", law="pc22-9",
        duties={
            "eviction_room": ("list_made", "number_of_its_own"), "eviction_close": ("rooms_listed", "inventory_signed"),
        },
        reasons={("eviction_day",): "the list is made room by room"},
    ),
    Rule(
        section="5.4 search", words="the president's warrant in hand, for this place", law="cpl-259",
        duties={"premises_search": ("warrant_in_hand", "place_covered")}, reasons={},
    ),
    Rule(
        section="5.4 search", words="in dress, warrant and documents shown", law="int-495",
        duties={"premises_search": ("warrant_shown", "id_shown")}, reasons={},
    ),
    Rule(
        section="5.4 search", words="non-performance and concealment", law="cpl-259, int-494",
        duties={"premises_search": ("concealment", "ordered_to_hand_over")}, reasons={},
    ),
    Rule(
        section="5.4 search", words="outsiders kept out", law="int-496", duties={"premises_search": ("outsiders_kept_out",)},
        reasons={},
    ),
    Rule(
        section="5.4 search", words="debtor or adult family and a grassroots person notified", law="int-496",
        duties={"premises_search": ("debtor_side_told", "grassroots_told")}, reasons={},
    ),
    Rule(
        section="5.4 search", words="a woman's body is searched by women", law="int-496",
        duties={"premises_search": ("woman_by_women",)}, reasons={},
    ),
    Rule(
        section="5.4 search", words="order to open first, then force", law="ccdc-14",
        duties={"premises_search": ("opened_after_order",)}, reasons={},
    ),
    Rule(
        section="5.4 search", words="what is found goes on a list", law="int-497, cpl-256-2",
        duties={"premises_search": ("inventory_signed", "copy_handed_over")}, reasons={},
    ),
    Rule(
        section="5.4 search", words="minutes signed or fingerprinted, refusals written", law="int-498",
        duties={"premises_search": ("transcript_signed",)}, reasons={},
    ),
    Rule(
        section="5.5 service", words="directly first", law="cpl-88, cpl-91",
        duties={"delivery": ("direct_first", "papers_named")}, reasons={},
    ),
    Rule(
        section="5.5 service", words="adult family that is no opponent, a unit's people, agent or named receiver may sign",
        law="cpl-88, int-130", duties={"delivery": ("taker_entitled", "receipt_signed")}, reasons={},
    ),
    Rule(
        section="5.5 service", words="left before a witness, or left and filmed", law="cpl-89",
        duties={"delivery": ("left_lawfully",)}, reasons={},
    ),
    Rule(
        section="5.5 service", words="refused outside the home: filmed", law="int-131-2",
        duties={"delivery": ("filmed_outside",)}, reasons={},
    ),
    Rule(
        section="5.5 service", words="a 调解书 is never left", law="int-133", duties={"delivery": ("mediation_not_left",)},
        reasons={},
    ),
    Rule(
        section="5.5 service", words="electronic service only by consent", law="cpl-90, int-136",
        duties={"delivery": ("electronic_consented",)}, reasons={},
    ),
    Rule(
        section="5.5 service", words="拘传票 and the notice to a third-party debtor directly", law="zx98-45",
        duties={"delivery": ("direct_only",)}, reasons={},
    ),
    Rule(
        section="5.5 money", words="two officers or more", law="cash_receipt", duties={"payment": ("two_receivers",)},
        reasons={},
    ),
    Rule(
        section="5.5 money", words="a receipt at once, finance's own numbered form", law="cash_receipt",
        duties={"payment": ("receipt_given",)}, reasons={},
    ),
    Rule(
        section="5.5 money", words="收款笔录 signed by the payer and those present", law="cpl-239-2",
        duties={"payment": ("transcript_signed",)}, reasons={},
    ),
    Rule(
        section="5.5 money", words="handed in the same day", law="cash_handed_in",
        duties={"payment": ("handed_in",)}, reasons={},
    ),
    Rule(
        section="5.5 money", words="no money to a private account", law="cash_receipt",
        duties={"payment": ("no_private_account",)}, reasons={},
    ),
)  # fmt: skip


def duty_of(kind: str, code: str) -> Duty | None:
    """The duty of that code in that kind."""
    return next((d for d in catalogue.kind(kind).duties if d.code == code), None)


def cited(keys: str) -> str:
    """The passages as the screens cite them."""
    return "、".join(_brief(key.strip()) for key in keys.split(","))


def _brief(key: str) -> str:
    if key in terms.CURRENT.bundled:
        row = terms.term(key)
        return f"{row.source}（{'待核实' if row.mark else row.title}）"
    return articles.article(key).brief


# --- the page


def render() -> str:
    """docs/duties.md: the hard rules with their duties, then every duty of every kind."""
    return "\n".join((*_head(), *_rules(), *_kinds())) + "\n"


def _head() -> Iterator[str]:
    hard = sum(d.weight == "hard" for kind in catalogue.KINDS for d in kind.duties)
    yield "# What the law asks at the scene, and the duty that holds the officer to it"
    yield ""
    yield "Made by `python -m tests.unit.records.hard_rules` from the table in that file and the catalogue of kinds; a test"
    yield "fails while this page is not what they say. Another test takes each duty's evidence away and sees it turn red."
    yield ""
    every = sum(len(kind.duties) for kind in catalogue.KINDS)
    yield f"{len(RULES)} hard rules; {every} duties in {len(catalogue.KINDS)} kinds, {hard} of them hard."
    yield "**hard** blocks its gate until there is evidence or a written reason; **warn** and **practice** tell."
    yield "Gates: **sign** before signatures, **leave** before the car drives off, **office** at the desk."


def _rules() -> Iterator[str]:
    yield from ("", "## The hard rules")
    section = ""
    for rule in RULES:
        if rule.section != section:
            section = rule.section
            yield from (
                "",
                f"### {section}",
                "",
                "| rule | law | duty | no duty, and why |",
                "|---|---|---|---|",
            )
        yield f"| {rule.words} | {cited(rule.law)} | {_enforced(rule)} | {_left_out(rule)} |"


def _enforced(rule: Rule) -> str:
    by_duties: dict[tuple[str, ...], list[str]] = {}
    for code, duties in rule.duties.items():
        by_duties.setdefault(duties, []).append(catalogue.title(code))
    return "; ".join(
        f"{', '.join(f'`{duty}`' for duty in duties)}: {'、'.join(titles)}"
        for duties, titles in by_duties.items()
    )


def _left_out(rule: Rule) -> str:
    rows = (f"{'、'.join(map(catalogue.title, codes))}: {why}" for codes, why in rule.reasons.items())
    return "; ".join(rows) or "–"


def _kinds() -> Iterator[str]:
    yield from ("", "## Every duty, kind by kind")
    for kind in catalogue.KINDS:
        yield from ("", f"### {kind.title} (`{kind.code}`)", "", *_duties(kind))


def _duties(kind: type[Record]) -> Iterator[str]:
    yield from ("| gate | weight | duty | law | sentence |", "|---|---|---|---|---|")
    for duty in kind.duties:
        yield f"| {duty.at} | {duty.weight} | `{duty.code}` | {cited(duty.article)} | {duty.sentence} |"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")

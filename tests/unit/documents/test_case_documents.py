"""The papers of a case: whole for every target, every party named, the law by its present numbers, nothing blank."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from services.cases import owing
from services.demo import penalties, samples
from services.docket.case import Case
from services.docket.party import Party
from services.docket.property import Measure
from services.documents import catalogue, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import DRAFT, Document
from services.documents.seal import SEAL_DIAMETER, SealPlace
from services.documents.subject import MissingFact
from services.documents.typesetting import RULING
from services.law import articles
from services.law.restrictions import listing, spending
from services.records import catalogue as kinds
from services.records.kinds.outsider_claim import OutsiderClaim
from services.records.kinds.settlement import Settlement
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.record import Record
from services.store import projection
from services.wording import BadAmount
from tests.unit.documents.sheets import fonts, pages

DOCUMENTS = catalogue.for_case()
each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.code)
TODAY = samples.NOW.date()


def subjects(document: Document) -> list[CaseSubject]:
    """The sample papers of a document: of one debtor and of several."""
    return list(samples.case_subjects(document).values())


def pdf(document: Document, subject: CaseSubject) -> bytes:
    return document.pdf(subject, samples.proof(document, subject))


def words(raw: bytes) -> str:
    return re.sub(r"\s", "", "".join(pages(raw)))


def changed(subject: CaseSubject, **case: object) -> CaseSubject:
    """The subject with other facts in its docket."""
    return dataclasses.replace(subject, case=dataclasses.replace(subject.case, **case))  # type: ignore[arg-type]


@each
def test_every_document_of_a_case_has_samples_of_one_debtor_and_of_several(document: Document) -> None:
    assert set(samples.case_subjects(document)) == {"一名被执行人", "多名被执行人"}


@each
def test_a_paper_names_its_case_its_court_and_whom_it_is_for(document: Document) -> None:
    for subject in subjects(document):
        text = words(pdf(document, subject))
        assert subject.case.number in text
        assert subject.court.name in text
        if subject.target.party is not None:
            assert subject.target.party.name in text
        if subject.target.ground:
            assert subject.target.ground in text


@each
def test_every_debtor_and_creditor_of_the_case_is_named_where_the_case_is(document: Document) -> None:
    for subject in subjects(document):
        text = words(pdf(document, subject))
        if subject.dispute in text:
            assert all(p.name in text for p in (*subject.case.creditors, *subject.case.debtors))


@each
def test_two_dozen_debtors_all_stand_in_the_paper_and_the_foot_stays_with_its_text(
    document: Document,
) -> None:
    (subject,) = samples.long_subjects(document).values()
    raw = pdf(document, subject)
    said = "".join(document.words(subject))
    if subject.dispute in said:
        assert all(party.name in said for party in subject.case.debtors)
    found = pages(raw)
    assert all(re.sub(r"\s", "", page) for page in found)
    foot = next((n for n, page in enumerate(found) if "院印" in page), None)
    if foot is not None:
        above = re.sub(r"\s", "", found[foot]).partition("二〇二六年")[0]
        assert len(above) >= 28, "the seal stands alone on its page"


def test_long_samples_go_over_three_pages_where_parties_or_rows_are_listed() -> None:
    for code in ("seizure_ruling", "release_ruling", "dishonesty_decision", "execution_notice"):
        (subject,) = samples.long_subjects(catalogue.document(code)).values()
        assert len(pages(pdf(catalogue.document(code), subject))) >= 3, code
    made = samples.long_sample(VehicleSeizure)
    for code in ("seizure_inventory", "vehicle_transcript", "record_sheet"):
        document = catalogue.document(code)
        assert len(pages(document.pdf(made.subject, samples.proof(document, made)))) >= 3, code


@each
def test_money_out_of_range_is_printed_or_refused_in_one_sentence(document: Document) -> None:
    for amount in (Decimal(0), Decimal(10) ** 12):
        subject = subjects(document)[0]
        items = tuple(dataclasses.replace(item, amount=amount) for item in subject.case.claim_items)
        rich = changed(subject, claim=amount, fee=amount, recovered=Decimal(0), claim_items=items)
        text, told = _made_or_refused(document, rich)
        assert "E+" not in text
        assert bool(text) != bool(told)
        assert told in ("", BadAmount.message) or "最多两位小数的金额" in told


@each
def test_nothing_prints_as_none_a_cross_or_an_empty_bracket(document: Document) -> None:
    for subject in subjects(document):
        text = words(pdf(document, subject))
        for bad in (
            "None",
            "×",
            "（）",
            "()",
            "：。",
            "，，",
            "，。",
            "。。",
            "、、",
            "；；",
            "{",
            "}",
            "nan",
            "：、",
            "未知",
        ):
            assert bad not in text, bad


@each
def test_a_paper_for_seal_or_president_is_marked_on_every_page_and_others_are_not(document: Document) -> None:
    for subject in subjects(document):
        marked = [DRAFT in page for page in pages(pdf(document, subject))]
        assert all(marked) if document.authority else not any(marked)


@each
def test_every_article_cited_is_one_of_the_table(document: Document) -> None:
    known = {re.sub(r"第[一二三四五六七八九十]+款$", "", a.cite) for a in articles.CURRENT.bundled.values()}
    known |= {listing().cite, spending().cite}
    for subject in subjects(document):
        said = "".join(document.words(subject))
        for title, short in re.findall(r"(《[^》]*》)（以下简称(《[^》]*》)）", said):
            said = said.replace(f"（以下简称{short}）", "").replace(short, title)
        for cite in re.findall(r"《[^》]*》第[一二三四五六七八九十百零]+条", said):
            assert any(one.startswith(cite) for one in known), cite


@each
def test_the_same_case_gives_the_same_bytes_with_every_font_embedded(document: Document) -> None:
    for subject in subjects(document)[:1]:
        raw = pdf(document, subject)
        assert pdf(document, subject) == raw
        assert all(fonts(raw).values())


@each
def test_a_paper_of_a_case_passes_qpdf(document: Document, tmp_path: Path) -> None:
    command = shutil.which("qpdf")
    assert command, "qpdf is one of the test packages that ./run sets up"
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf(document, subjects(document)[0]))
    done = subprocess.run([command, "--check", str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


@each
def test_a_copy_is_offered_for_each_target_and_each_can_be_made(document: Document) -> None:
    for subject in subjects(document):
        offered = document.targets(subject.case, TODAY)
        assert len({t.id for t in offered}) == len(offered)
        assert all(t.label for t in offered)
        texts = [document.words(dataclasses.replace(subject, target=target)) for target in offered]
        if len(offered) > 1:
            assert len(set(texts)) == len(texts), "two targets give the same paper"


@each
def test_a_case_without_its_title_or_parties_is_refused_in_a_sentence_or_still_whole(
    document: Document,
) -> None:
    for subject in subjects(document):
        for bare in (changed(subject, basis=None), changed(subject, claim=None, claim_items=(), fee=None)):
            text, told = _made_or_refused(document, bare)
            assert "None" not in text
            assert text or "没有出具" in told


def _made_or_refused(document: Document, subject: CaseSubject) -> tuple[str, str]:
    """The paper's text, or the sentence that refuses it."""
    try:
        return words(pdf(document, subject)), ""
    except (MissingFact, BadAmount) as refused:
        return "", refused.sentence


def test_every_creditor_without_an_address_is_still_named_and_the_address_said_to_be_unknown() -> None:
    document = catalogue.document("seizure_ruling")
    subject = subjects(document)[0]
    bare = tuple(dataclasses.replace(p, places=()) for p in subject.case.parties)
    text = words(pdf(document, changed(subject, parties=bare)))
    assert "住址不详" in text
    assert subject.creditors in text


def test_a_name_of_three_hundred_characters_stands_whole_in_every_paper_of_a_case() -> None:
    name = "阿卜杜热合曼" * 50
    for document in DOCUMENTS:
        subject = subjects(document)[0]
        parties = tuple(
            dataclasses.replace(p, name=name) if p.role == "debtor" else p for p in subject.case.parties
        )
        case = dataclasses.replace(subject.case, parties=parties)
        target = next(iter(document.targets(case, TODAY)), subject.target)
        text = words(pdf(document, dataclasses.replace(subject, case=case, target=target)))
        if subject.debtors in words(pdf(document, subject)):
            assert name in text, document.code


@pytest.mark.parametrize("amount", [Decimal(0), Decimal("999999999999.99")])
def test_the_smallest_and_the_largest_amount_are_printed_in_figures(amount: Decimal) -> None:
    document = catalogue.document("execution_notice")
    subject = subjects(document)[0]
    items = tuple(dataclasses.replace(item, amount=amount) for item in subject.case.claim_items)
    text = words(pdf(document, changed(subject, claim=amount, fee=amount, claim_items=items)))
    assert text.count(f"{amount:,.2f}元") == len(items) + 1


def test_the_notice_names_the_delay_interest_and_the_fee_as_the_rule_demands() -> None:
    document = catalogue.document("execution_notice")
    text = words(pdf(document, subjects(document)[0]))
    assert "第二百六十四条加倍支付迟延履行期间的债务利息" in text
    assert "申请执行费" in text
    assert all(item in text for item in listing().items)


def test_the_report_order_states_all_that_the_rule_lists_and_brings_its_form() -> None:
    document = catalogue.document("report_order")
    text = words(pdf(document, subjects(document)[0]))
    for said in ("十日内", "前一年", "自财产变动之日起十日内", "罚款、拘留", "此令。", "被执行人财产申报表"):
        assert said in text
    assert text.count("（五）") >= 3  # both lists in the order, the groups again in the form


def _untouched() -> list[Case]:
    """The demo's cases before any measure was taken."""
    return [dataclasses.replace(case, measures=()) for case in samples.docket().cases[:180]]


def test_a_ruling_gives_each_sort_of_thing_its_own_longest_term() -> None:
    document = catalogue.document("seizure_ruling")
    terms: dict[str, str] = {}
    for case in _untouched():
        for target in document.targets(case, TODAY):
            assert target.thing is not None
            said = "".join(
                document.words(dataclasses.replace(subjects(document)[0], case=case, target=target))
            )
            sort = "car" if target.thing.vehicle else "home" if target.thing.home else target.thing.kind
            terms[sort] = re.search(r"期限为(.)年", said)[1]  # type: ignore[index]
    assert terms["car"] == "二"
    assert terms["home"] == "三"
    assert terms["银行存款"] == "一"


def test_a_minor_is_never_offered_for_the_list_of_the_dishonest() -> None:
    case = subjects(catalogue.document("dishonesty_decision"))[0].case
    child = dataclasses.replace(
        case.debtors[0], born_on=TODAY.replace(year=TODAY.year - 18) + dt.timedelta(days=1)
    )
    adult = dataclasses.replace(child, born_on=TODAY.replace(year=TODAY.year - 18))
    assert targets.each_ground(dataclasses.replace(case, parties=(child,)), TODAY) == ()
    assert len(targets.each_ground(dataclasses.replace(case, parties=(adult,)), TODAY)) == len(
        listing().items
    )


def test_a_thing_worth_more_than_what_is_owed_is_offered_with_a_warning() -> None:
    found = [t for c in _untouched() for t in targets.each_to_seize(c, TODAY)]
    warned = [t for t in found if t.warning]
    assert warned
    assert all("查扣冻规定第19条" in t.warning for t in warned)
    assert any(not t.warning for t in found)


def test_a_renewal_is_offered_in_time_and_a_lapsed_measure_is_taken_anew() -> None:
    case = subjects(catalogue.document("vehicle_search_letter"))[0].case
    (thing, *_) = case.properties
    former = dataclasses.replace(case.measures[0], id="a", property_id=thing.id, expires_on=TODAY)
    later = dataclasses.replace(former, id="b", renews="a", expires_on=TODAY + dt.timedelta(days=700))

    def offered(*measures: Measure) -> list[Measure | None]:
        changed = dataclasses.replace(case, properties=(thing,), measures=measures)
        return [t.measure for t in targets.each_to_seize(changed, TODAY)]

    assert offered(former) == [former]
    assert offered(later, former) == [], "it has been renewed"
    lapsed = dataclasses.replace(former, expires_on=TODAY - dt.timedelta(days=1))
    assert offered(lapsed) == [None]


def test_a_car_that_is_held_is_neither_searched_for_nor_asked_from_the_debtor() -> None:
    case = subjects(catalogue.document("vehicle_search_letter"))[0].case
    held = dataclasses.replace(case, measures=tuple(dataclasses.replace(m, held=True) for m in case.measures))
    assert targets.each_car_at_large(case, TODAY)
    assert targets.each_car_at_large(held, TODAY) == ()
    assert targets.cars_at_large(held, TODAY) == ()


def test_identity_numbers_are_masked_on_what_is_posted() -> None:
    document = catalogue.document("urging_notice")
    for subject in subjects(document):
        text = words(pdf(document, subject))
        assert all(p.id_number not in text for p in subject.case.debtors)
        assert "*" in text


def test_a_unit_is_addressed_as_one_and_its_people_are_bound_too() -> None:
    document = catalogue.document("spending_limit_order")
    case = next(c for c in samples.docket().cases if c.basis and not c.debtors[0].is_citizen)
    target = document.targets(case, TODAY)[0]
    text = "".join(document.words(dataclasses.replace(subjects(document)[0], case=case, target=target)))
    assert f"法定代表人{case.debtors[0].legal_representative}" in text
    notice = catalogue.document("execution_notice")
    said = "".join(notice.words(dataclasses.replace(subjects(notice)[0], case=case, target=target)))
    assert "责令你单位" in said


def test_the_seals_place_is_the_seals_size_and_the_date_waits_for_the_day_of_sealing() -> None:
    place = SealPlace(dt.date(2026, 11, 24), RULING)
    assert place.wrap(400, 900) == (400, pytest.approx(SEAL_DIAMETER))
    for document in DOCUMENTS:
        if document.authority:
            assert "二〇二六年月日" in words(pdf(document, subjects(document)[0])), document.code


def test_a_case_of_preservation_gets_no_notice_of_enforcement() -> None:
    case = next(c for c in samples.docket().cases if "执保" in c.number)
    document = catalogue.document("execution_notice")
    assert document.targets(case, TODAY) == ()


def _sorts(parties: tuple[Party, ...]) -> set[bool]:
    return {p.is_citizen for p in parties}


def test_samples_reach_both_persons_and_units() -> None:
    shown: set[bool] = set()
    for document in DOCUMENTS:
        for subject in subjects(document):
            shown |= _sorts(subject.case.parties)
    assert shown == {True, False}


def test_a_fulfilled_case_alone_gets_a_certificate() -> None:
    document = catalogue.document("fulfilment_certificate")
    case: Case = subjects(document)[0].case
    assert document.targets(case, TODAY)
    assert document.targets(dataclasses.replace(case, state="在办"), TODAY) == ()


def test_whatever_one_can_stand_before_is_surveyed_and_no_account_is() -> None:
    document = catalogue.document("survey_transcript")
    for case in samples.docket().cases[:120]:
        if "执保" not in case.number:
            offered = {target.id for target in document.targets(case, TODAY)}
            assert offered == {thing.id for thing in case.properties if thing.kind != "银行存款"}


def test_goods_that_are_taken_or_left_in_use_are_not_asked_for() -> None:
    document = catalogue.document("surrender_goods_notice")
    case = subjects(document)[0].case
    assert [target.id for target in document.targets(case, TODAY)] == ["goods"]
    for done in ({"held": True}, {"in_use": True}, {"expires_on": TODAY - dt.timedelta(days=1)}):
        changed_case = dataclasses.replace(
            case, measures=tuple(dataclasses.replace(m, **done) for m in case.measures)
        )
        assert document.targets(changed_case, TODAY) == (), done


MOVED = next(case for case in samples.docket().cases if case.moved)
FOR_RECORDS = [  # nobody settles a fine with anybody
    (kind, document)
    for kind in kinds.KINDS
    if kind is not Settlement
    for document in catalogue.for_kind(kind)
]


def test_a_criminal_fine_has_a_notice_of_its_own_that_names_no_applicant_interest_or_fee() -> None:
    document = catalogue.document("penalty_notice")
    one, many = subjects(document)
    for subject in (one, many):
        text = words(pdf(document, subject))
        assert "刑事判决书已经发生法律效力" in text
        assert "由刑事审判部门移送执行" in text
        assert "一、罚金20,000.00元；二、责令退赔被害人经济损失35,600.00元。" in text
        assert "（《中华人民共和国刑法》第五十三条）" in text
        assert not any(word in text for word in ("申请执行人", "申请执行费", "债务利息", "没收财产的"))
        assert ("扶养家属的生活必需费用" in text) == subject.party.is_citizen
    taken = dataclasses.replace(one.case.claim_items[0], kind="没收个人财产", amount=Decimal(90000))
    text = words(pdf(document, changed(one, claim_items=(taken,))))
    assert "一、没收个人财产90,000.00元。" in text
    assert "不没收家属所有或者应有的财产（《中华人民共和国刑法》第五十九条第二款）" in text
    assert "第五十三条" not in text
    assert one.case.basis
    empty = changed(one, claim_items=(), basis=dataclasses.replace(one.case.basis, text=""))
    with pytest.raises(MissingFact, match="执行标的"):
        pdf(document, empty)


def test_a_case_that_nobody_applied_for_is_offered_its_notice_and_no_paper_of_a_creditor() -> None:
    offered = {document.code for document in DOCUMENTS if document.targets(MOVED, TODAY)}
    assert "penalty_notice" in offered
    assert not offered & {
        "execution_notice", "money_statement", "clue_form", "risk_notice", "relief_application",
        "participation_application", "reward_application",
    }  # fmt: skip
    civil = samples.docket().cases[0]
    assert catalogue.document("penalty_notice").targets(civil, TODAY) == ()


@each
def test_a_paper_of_such_a_case_names_no_applicant_or_says_why_it_is_not_made(document: Document) -> None:
    case = penalties.moved(subjects(document)[0].case)
    for target in document.targets(case, TODAY):
        subject = dataclasses.replace(subjects(document)[0], case=case, target=target)
        try:
            said = "".join(document.words(subject))
        except MissingFact as refused:
            said = str(refused)
        said = said.replace("移送执行，没有申请执行人", "")
        assert "申请执行人" not in said


@pytest.mark.parametrize(
    ("kind", "document"), FOR_RECORDS, ids=[f"{k.code}-{d.code}" for k, d in FOR_RECORDS]
)
def test_what_is_done_on_site_in_such_a_case_is_written_down_without_an_applicant(
    kind: type[Record], document: Document
) -> None:
    made = samples.sample(kind, 1, document=document)
    subject = dataclasses.replace(made.subject, cases=tuple(penalties.moved(case) for case in made.cases))
    try:
        lines = document.words(subject)
    except MissingFact as refused:
        why = str(refused)
    else:
        why = "" if document.role != "transcript" else "移送执行"
        heads = [line for line in lines if line.startswith("申请执行人") and "签名" not in line]
        assert all("刑事审判部门移送执行" in line for line in heads)
    assert why == "" or "移送执行" in why


def test_a_docket_that_merely_lacks_its_creditor_still_gets_no_paper() -> None:
    document = catalogue.document("execution_notice")
    one = subjects(document)[0]
    debtors = tuple(p for p in one.case.parties if p.role != "creditor")
    with pytest.raises(MissingFact, match="请院里补全案件册"):
        pdf(document, changed(one, parties=debtors))


def test_an_outsider_to_a_criminal_judgment_objects_as_to_an_act_and_is_heard_in_public() -> None:
    document = catalogue.document("objection_notice")
    one = subjects(document)[0]
    civil, criminal = ("".join(document.words(dataclasses.replace(one, case=c))) for c in (one.case, MOVED))
    assert "第二百三十八条" in civil
    assert "第二百三十八条" not in criminal
    assert "公开听证" in criminal
    claim = catalogue.document("outsider_transcript")
    made = samples.sample(OutsiderClaim, 1, document=claim)
    said = "".join(claim.words(dataclasses.replace(made.subject, cases=(MOVED,))))
    assert "公开听证" in said
    assert "提起诉讼" not in said


def test_a_sealing_for_a_criminal_judgment_rests_on_the_rule_that_borrows_from_civil_enforcement() -> None:
    document = catalogue.document("sealing_notice")
    one = subjects(document)[0]
    civil = "".join(document.words(one))
    criminal = "".join(document.words(dataclasses.replace(one, case=penalties.moved(one.case))))
    assert "第二十四条不得对抗申请执行人" in civil
    assert "刑事裁判涉财产部分执行的若干规定》第十六条，参照" in criminal
    assert "不得对抗本院的执行" in criminal


def test_a_fine_bears_no_doubled_interest_and_a_list_says_that_it_was_moved() -> None:
    account = owing.account(MOVED, TODAY + dt.timedelta(days=200))
    assert (account.due, account.double, account.due_with_fee) == (
        Decimal(55_600),
        Decimal(0),
        Decimal(55_600),
    )
    assert "移送执行" in projection.case_row(MOVED, b"")

"""All documents, in the order they are offered: a deliberate line each."""

from __future__ import annotations

from services.docket.case import Case
from services.documents.document import Document
from services.documents.templates.address_confirmation import address_confirmation
from services.documents.templates.assistance_letter import assistance_letter
from services.documents.templates.assistance_notice import assistance_notice
from services.documents.templates.assistance_receipt import assistance_receipt
from services.documents.templates.auction_notice import auction_notice
from services.documents.templates.clue_form import clue_form
from services.documents.templates.collect_notice import collect_notice
from services.documents.templates.custody_order import custody_order
from services.documents.templates.custody_transcript import custody_transcript
from services.documents.templates.delivery_receipt import delivery_receipt
from services.documents.templates.detention_notice import detention_notice
from services.documents.templates.dishonesty_decision import dishonesty_decision
from services.documents.templates.disposal_account import disposal_account
from services.documents.templates.early_release_decision import early_release_decision
from services.documents.templates.eviction_inventory import eviction_inventory
from services.documents.templates.eviction_photos import eviction_photos
from services.documents.templates.eviction_plan_sheet import eviction_plan_sheet
from services.documents.templates.eviction_transcript import eviction_transcript
from services.documents.templates.execution_notice import execution_notice
from services.documents.templates.fetching_order import fetching_order
from services.documents.templates.fulfilment_certificate import fulfilment_certificate
from services.documents.templates.guarantee import guarantee
from services.documents.templates.handover_slip import handover_slip
from services.documents.templates.handover_transcript import handover_transcript
from services.documents.templates.inspection_transcript import inspection_transcript
from services.documents.templates.integrity_card import integrity_card
from services.documents.templates.interview_transcript import interview_transcript
from services.documents.templates.money_statement import money_statement
from services.documents.templates.moving_out_notice import moving_out_notice
from services.documents.templates.objection_notice import objection_notice
from services.documents.templates.outsider_transcript import outsider_transcript
from services.documents.templates.participation_application import participation_application
from services.documents.templates.payment_transcript import payment_transcript
from services.documents.templates.penalty_notice import penalty_notice
from services.documents.templates.petition_notice import petition_notice
from services.documents.templates.posting_transcript import posting_transcript
from services.documents.templates.record_sheet import record_sheet
from services.documents.templates.referral_letter import referral_letter
from services.documents.templates.registry_notice import registry_notice
from services.documents.templates.release_ruling import release_ruling
from services.documents.templates.release_transcript import release_transcript
from services.documents.templates.relief_application import relief_application
from services.documents.templates.repentance import repentance
from services.documents.templates.report_order import report_order
from services.documents.templates.resume_application import resume_application
from services.documents.templates.reward_application import reward_application
from services.documents.templates.reward_notice import reward_notice
from services.documents.templates.rights_notice import rights_notice
from services.documents.templates.risk_notice import risk_notice
from services.documents.templates.sale_ruling import sale_ruling
from services.documents.templates.sanction_decision import sanction_decision
from services.documents.templates.sanction_transcript import sanction_transcript
from services.documents.templates.scene_transcript import scene_transcript
from services.documents.templates.seal_strips import seal_strips
from services.documents.templates.sealed_list import sealed_list
from services.documents.templates.sealing_notice import sealing_notice
from services.documents.templates.sealing_transcript import sealing_transcript
from services.documents.templates.search_inventory import search_inventory
from services.documents.templates.search_transcript import search_transcript
from services.documents.templates.search_warrant import search_warrant
from services.documents.templates.seizure_inventory import seizure_inventory
from services.documents.templates.seizure_ruling import seizure_ruling
from services.documents.templates.served_receipt import served_receipt
from services.documents.templates.settlement_agreement import settlement_agreement
from services.documents.templates.settlement_guarantee import settlement_guarantee
from services.documents.templates.settlement_transcript import settlement_transcript
from services.documents.templates.spending_limit_order import spending_limit_order
from services.documents.templates.state_transcript import state_transcript
from services.documents.templates.storage_receipt import storage_receipt
from services.documents.templates.summons import summons
from services.documents.templates.surrender_goods_notice import surrender_goods_notice
from services.documents.templates.surrender_notice import surrender_notice
from services.documents.templates.survey_transcript import survey_transcript
from services.documents.templates.transfer_notice import transfer_notice
from services.documents.templates.undertaking import undertaking
from services.documents.templates.urging_notice import urging_notice
from services.documents.templates.vehicle_search_letter import vehicle_search_letter
from services.documents.templates.vehicle_transcript import vehicle_transcript
from services.documents.templates.visit_transcript import visit_transcript
from services.documents.templates.yard_slip import yard_slip
from services.errors import BadInput
from services.records.record import Record

DOCUMENTS: tuple[Document, ...] = (
    visit_transcript,
    interview_transcript,
    scene_transcript,
    state_transcript,
    served_receipt,
    posting_transcript,
    seizure_inventory,
    vehicle_transcript,
    sealing_transcript,
    inspection_transcript,
    release_transcript,
    custody_transcript,
    custody_order,
    undertaking,
    seal_strips,
    handover_slip,
    registry_notice,
    yard_slip,
    auction_notice,
    sale_ruling,
    transfer_notice,
    disposal_account,
    eviction_plan_sheet,
    eviction_transcript,
    eviction_inventory,
    eviction_photos,
    sealed_list,
    handover_transcript,
    storage_receipt,
    collect_notice,
    payment_transcript,
    search_transcript,
    search_inventory,
    settlement_transcript,
    settlement_agreement,
    settlement_guarantee,
    resume_application,
    assistance_receipt,
    assistance_letter,
    sanction_transcript,
    sanction_decision,
    detention_notice,
    early_release_decision,
    repentance,
    referral_letter,
    outsider_transcript,
    execution_notice,
    penalty_notice,
    report_order,
    seizure_ruling,
    assistance_notice,
    sealing_notice,
    release_ruling,
    vehicle_search_letter,
    survey_transcript,
    surrender_notice,
    surrender_goods_notice,
    petition_notice,
    moving_out_notice,
    spending_limit_order,
    dishonesty_decision,
    urging_notice,
    reward_notice,
    search_warrant,
    objection_notice,
    summons,
    fetching_order,
    money_statement,
    fulfilment_certificate,
    delivery_receipt,
    address_confirmation,
    rights_notice,
    risk_notice,
    clue_form,
    reward_application,
    integrity_card,
    guarantee,
    participation_application,
    relief_application,
    record_sheet,
)

_BY_CODE = {document.code: document for document in DOCUMENTS}


def document(code: str) -> Document:
    """The document of that code; BadInput for one this program does not know."""
    if code not in _BY_CODE:
        raise BadInput(f"这个版本没有“{code}”这种文书，请升级程序。")
    return _BY_CODE[code]


def for_case() -> tuple[Document, ...]:
    """The documents of the case itself."""
    return tuple(document for document in DOCUMENTS if Case in document.serves)


def for_kind(kind: type[Record]) -> tuple[Document, ...]:
    """The documents that serve a kind of record, its own before the plain sheet."""
    return tuple(document for document in DOCUMENTS if issubclass(kind, document.serves))


def for_record(record: Record) -> tuple[Document, ...]:
    """Those of its kind that this very record makes: a step has its own papers."""
    return tuple(document for document in for_kind(type(record)) if document.suits(record))

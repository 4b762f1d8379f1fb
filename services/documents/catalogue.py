"""All documents, in the order they are offered: a deliberate line each."""

from __future__ import annotations

from services.documents.document import Document
from services.documents.templates.record_sheet import record_sheet
from services.documents.templates.seizure_inventory import seizure_inventory
from services.documents.templates.vehicle_transcript import vehicle_transcript
from services.documents.templates.visit_transcript import visit_transcript
from services.errors import BadInput
from services.records.record import Record

DOCUMENTS: tuple[Document, ...] = (visit_transcript, seizure_inventory, vehicle_transcript, record_sheet)

_BY_CODE = {document.code: document for document in DOCUMENTS}


def document(code: str) -> Document:
    """The document of that code; BadInput for one this program does not know."""
    if code not in _BY_CODE:
        raise BadInput(f"这个版本没有“{code}”这种文书，请升级程序。")
    return _BY_CODE[code]


def for_kind(kind: type[Record]) -> tuple[Document, ...]:
    """The documents that serve a kind of record, its own before the plain sheet."""
    return tuple(document for document in DOCUMENTS if issubclass(kind, document.serves))

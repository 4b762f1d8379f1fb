"""法律数据表: every table of resources/law by name; a table that is not listed here fails a test."""

from __future__ import annotations

from services.law import fees, holiday_notice, lpr, overseizure, storage_fees
from services.law.tables import Form

FORMS: tuple[Form, ...] = (
    holiday_notice.FORM,
    lpr.FORM,
    overseizure.FORM,
    storage_fees.FORM,
    Form(name="terms", title="期间和期限", origin="民事诉讼法及司法解释"),
    fees.FORM,
    Form(name="articles", title="法律条文", origin="法律、司法解释正式文本"),
    Form(name="closing", title="终本条件", origin="民诉法解释、法〔2016〕373号"),
    Form(name="restrictions", title="限制消费事项", origin="限制被执行人高消费的若干规定"),
    Form(name="exempt", title="豁免财产提示", origin="查扣冻规定第3条"),
    Form(name="case_types", title="案件类型代字", origin="法〔2015〕137号、法〔2018〕335号"),
    Form(name="court_codes", title="法院代字", origin="法〔2015〕137号"),
)


def form(name: str) -> Form:
    """The form of a table. Raises KeyError: names are written by us, never by the officer."""
    return _BY_NAME[name]


_BY_NAME = {form.name: form for form in FORMS}

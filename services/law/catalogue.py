"""法律数据表: every table of resources/law by name; a table that is not listed here fails a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.errors import BadInput
from services.law import (
    articles,
    fees,
    holiday_notice,
    lpr,
    overseizure,
    restrictions,
    storage_fees,
    terms,
)
from services.law.in_force import Current
from services.law.tables import Content, Form

FORMS: tuple[Form, ...] = (
    holiday_notice.FORM,
    lpr.FORM,
    overseizure.FORM,
    storage_fees.FORM,
    terms.FORM,
    fees.FORM,
    articles.FORM,
    Form(name="closing", title="终本条件", origin="民诉法解释、法〔2016〕373号"),
    restrictions.FORM,
    Form(name="exempt", title="豁免财产提示", origin="查扣冻规定第3条"),
    Form(name="case_types", title="案件类型代字", origin="法〔2015〕137号、法〔2018〕335号"),
    Form(name="court_codes", title="法院代字", origin="法〔2015〕137号"),
)


def form(name: str) -> Form:
    """The form of a table. Raises KeyError: names are written by us, never by the officer."""
    return _BY_NAME[name]


def named(text: str) -> Form:
    """The form of a table that a court may bring, by its name or title; raises BadInput."""
    found = next((f for f in FORMS if f.importable and text in (f.name, f.title)), None)
    if found is None:
        known = "、".join(f"{f.title}（{f.name}）" for f in FORMS if f.importable)
        raise BadInput(f"没有可以导入的法律数据表“{text}”。可以导入的有：{known}。")
    return found


_BY_NAME = {form.name: form for form in FORMS}


_CURRENT: tuple[Current[Any], ...] = (
    terms.CURRENT,
    articles.CURRENT,
    restrictions.CURRENT,
    overseizure.CURRENT,
)


def lay(contents: Mapping[str, Content]) -> None:
    """Reads these tables by name from now on where none is handed over, and the program's own of those left out."""
    for current in _CURRENT:
        current.lay(contents.get(current.form.name))


LAID = tuple(current.form.name for current in _CURRENT)
"""The tables that are read where none is handed over."""

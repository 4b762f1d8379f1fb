"""A record's answers as a paper states them: labels that state instead of ask, numbers set against their unit."""

from __future__ import annotations

import re
from typing import Any

from services.identifiers.plate import display
from services.records.fields import Field, Money, Number, Plate
from services.wording import money

_STATED = {
    "今后由谁保管": "今后的保管方",
    "由谁保管": "保管方",
    "由谁占有": "占有方",
    "车由谁交出": "车辆交出人",
    "维护和保险由谁负责": "维护、保险负责方",
    "费用由谁负担": "费用负担方",
    "交给谁": "接收人",
    "交付给谁": "接收人",
    "违反了什么": "违反的约定",
    "变更什么": "变更事项",
    "查看什么": "查看事项",
    "公告张贴在哪里": "公告张贴处",
    "变化在哪里": "变化之处",
    "通知了哪位家属、怎样通知": "通知的家属和方式",
    "告知了什么": "告知事项",
}
"""What the form asks the officer, and what a judge reads."""
_RULES = (
    (re.compile(r"^为什么(.+)$"), r"\1的原因"),
    (re.compile(r"^怎样(.+)$"), r"\1的方式"),
    (re.compile(r"^(.+?)怎样(.+)$"), r"\1的\2方式"),
)


def label(asked: str) -> str:
    """The label of an answer or a section: 怎样发现 is 发现的方式 on paper; one that states already stands as it is."""
    if asked in _STATED:
        return _STATED[asked]
    for rule, stated in _RULES:
        if rule.match(asked):
            return rule.sub(stated, asked)
    return asked


def text(meaning: Field, value: Any) -> str:
    """The answer in the words of a paper; what an officer typed himself stands as he typed it."""
    if isinstance(meaning, Plate):
        return display(value)
    if isinstance(meaning, Money):
        return f"{money(value)}元"
    if isinstance(meaning, Number):
        return meaning.text(value).replace(" ", "")
    return meaning.text(value)

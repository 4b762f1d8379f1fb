"""责任方式: the ways in which one of several debtors answers for a debt, and their titles."""

from __future__ import annotations

from typing import Literal

Way = Literal["primary", "joint", "share", "subsidiary"]
WAY_TITLES: dict[str, str] = {"primary": "主债务", "joint": "连带", "share": "按份", "subsidiary": "补充"}

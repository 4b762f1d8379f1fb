"""法院与执行人员: the court whose name stands on the papers, and its officers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A court; `line` is the head line of its papers (basic courts put the province first)."""

    id: str
    name: str
    line: str
    code: str
    address: str = ""
    postcode: str = ""
    phone: str = ""
    superior: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An enforcement officer; `badge` is the number of the 执行公务证 or police card, `role` the post."""

    id: str
    name: str
    badge: str = ""
    role: str = "执行员"
    team: str = ""
    phone: str = ""

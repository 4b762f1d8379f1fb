"""依据: what a duty leans on: a passage of a statute, or where no statute's text was at hand a marked row of the terms."""

from __future__ import annotations

from services.law import articles, terms

_UNPROVEN = "未经核实"


def known(key: str) -> bool:
    """True when a table holds the key; an entry of a newer program may name one that none does."""
    return articles.known(key) or terms.find(key) is not None


def brief(key: str) -> str:
    """As screens cite it: 民诉法第256条第1款, 法发〔2017〕6号（未经核实）. Raises KeyError for a key no table holds."""
    return articles.article(key).brief if articles.known(key) else _source(key, "（", "）")


def cite(key: str) -> str:
    """As papers cite it, in brackets of their own. Raises KeyError."""
    return articles.article(key).cite if articles.known(key) else _source(key, "，", "")


def words(key: str) -> str:
    """The passage to the letter; of a row of the terms, what it asks. Raises KeyError."""
    return articles.article(key).text if articles.known(key) else terms.term(key).lapse


def _source(key: str, before: str, after: str) -> str:
    term = terms.term(key)
    return term.source + (before + _UNPROVEN + after if term.mark else "")

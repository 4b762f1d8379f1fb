"""引用法条: how screens cite and quote the law behind a duty."""

from __future__ import annotations

from services.law import grounds


def brief(key: str) -> str:
    """The short citation: 民诉法第256条第1款. Raises KeyError for a key that no table holds."""
    return grounds.brief(key)


def words(key: str) -> str:
    """The passage itself, to the letter."""
    return grounds.words(key)

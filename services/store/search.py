"""查找: what is typed becomes an index query; one token per character, so that two-character names hit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

# Stands between two names or addresses so that no phrase runs from one into the next.
BETWEEN = " zzsep "
MAX_TEXT = 64
MAX_WORDS = 6

_DROPPED = frozenset({"Cc", "Cf", "Mn", "Me"})
_TAIL = re.compile("[0-9]{3,17}[0-9x]")
# Phrases of a dozen characters that stand in every case are slow to intersect: these two go by whole words instead.
_LONG_DIGITS = re.compile("[0-9]{9,17}[0-9x]")
_PARTS = re.compile("[0-9]{4}([^0-9a-z][0-9]+)([^0-9a-z])")
_NUMBER_PART = re.compile("执[^0-9a-z]?[0-9]|([0-9]{4})?[^0-9a-z][0-9]{2,}执")
_LETTERS = re.compile("[a-z]{1,12}")


def characters(text: str) -> str:
    """The text as single characters in one common form (width, case), without punctuation."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return " ".join(filter(_counts, folded))


@cache
def _counts(character: str) -> bool:
    category = unicodedata.category(character)
    return bool(character.strip()) and category[0] not in "PSZ" and category not in _DROPPED


def phrases(texts: Iterable[str]) -> str:
    """Several names, addresses or numbers for one column of the index."""
    return BETWEEN.join(dict.fromkeys(t for t in map(characters, texts) if t))


def number_words(number: str) -> str:
    """A case number by characters, for any part of it, and as words from its year, its court and its type on."""
    spread = characters(number)
    whole = spread.replace(" ", "")
    parts = _PARTS.match(whole)
    words = [whole[start:] for start in sorted({0, parts.start(1), parts.start(2)})] if parts else [whole]
    return BETWEEN.join([spread, " ".join(words)])


def reversed_words(numbers: Iterable[str]) -> str:
    """Identity numbers back to front, one word each: their last digits are then the beginning of a word."""
    return " ".join(dict.fromkeys(characters(n).replace(" ", "")[::-1] for n in numbers if n))


def terms(text: str) -> tuple[str, ...]:
    """The words of what was typed, each to be found somewhere in the case; bounded in number and length."""
    words = (characters(w).replace(" ", "") for w in text[:MAX_TEXT].split())
    return tuple(dict.fromkeys(w for w in words if w))[:MAX_WORDS]


def query(words: Iterable[str]) -> str:
    """The FTS5 query for these terms: all of them, each as characters, initials or last digits of an identity."""
    return " AND ".join(f"({_alternatives(w)})" for w in words)


def _alternatives(word: str) -> str:
    if _LONG_DIGITS.fullmatch(word):
        return f'ids : "{word[::-1]}" *'
    if _NUMBER_PART.match(word):
        return f'case_no : "{word}" *'
    found = [f'{{case_no names address plates}} : "{" ".join(word)}"']
    if _LETTERS.fullmatch(word):
        found.append(f'initials : "{word}" *')
    if _TAIL.fullmatch(word):
        found.append(f'ids : "{word[::-1]}" *')
    return " OR ".join(found)

"""拼音首字母: the ways a name may be typed by the first letters of its pinyin; surnames with readings of their own."""

from __future__ import annotations

import atexit
import gc
import re
from functools import cache, lru_cache
from types import ModuleType

# Surnames that are read otherwise than the common tables say, with the initials they are typed by. Readings that a
# table does list for the single character are found without this one; they stand here where phrases hide them.
SURNAMES = {
    "万俟": "mq",
    "尉迟": "yc",
    "单于": "cy",
    "澹台": "tt",
    "长孙": "zs",
    "亓官": "qg",
    "单": "s",
    "曾": "z",
    "仇": "q",
    "翟": "z",
    "查": "z",
    "区": "o",
    "乐": "y",
    "覃": "q",
    "解": "x",
    "洗": "x",
    "贠": "y",
    "种": "c",
    "召": "s",
    "繁": "p",
    "折": "s",
    "宓": "f",
    "祭": "z",
    "谌": "c",
    "隗": "k",
    "郄": "q",
}

_OTHER = re.compile("[^a-z0-9]")


@lru_cache(maxsize=65536)
def initials(name: str) -> tuple[str, ...]:
    """All initials under which a name is looked for, lower case: with every reading of its first character."""
    text = "".join(name.split())
    if not text:
        return ()
    usual = _usual(text)
    found = {first + usual[1:] for first in _readings(text[0])} | {usual}
    for length in (1, 2):
        if surname := SURNAMES.get(text[:length]):
            found.add(surname + usual[length:])
    # A character that no table reads is left out: the others still find the name.
    return tuple(sorted(cleaned for cleaned in (_OTHER.sub("", f) for f in found) if cleaned))


def _usual(text: str) -> str:
    """One letter or digit per character: by phrases where the table knows them, else by the first reading."""
    begins = _tables().seg.mmseg.p_set  # the beginnings of all phrases it knows
    if not any(text[i : i + 2] in begins for i in range(len(text) - 1)):
        return "".join(map(_first, text))  # no phrase can begin anywhere: a tenth of the time
    return _by_phrases(text)


@lru_cache(maxsize=8192)
def _first(character: str) -> str:
    return _by_phrases(character)


def _by_phrases(text: str) -> str:
    tables = _tables()
    return "".join(tables.lazy_pinyin(text, style=tables.Style.FIRST_LETTER)).lower()


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    tables = _tables()
    found = tables.pinyin(character, style=tables.Style.FIRST_LETTER, heteronym=True)[0]
    return tuple({r.lower() for r in found})


@cache
def _tables() -> ModuleType:
    """The tables of readings; 0.2 s to import, and only loading a docket needs them.

    They are 190,000 lists that stay for good. They are set aside from the collector at once: to look through them for
    cycles takes a tenth of a second, in which every thread stands still.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        import pypinyin  # noqa: PLC0415  (see above)

        gc.freeze()
        atexit.register(gc.unfreeze)  # what was set aside with them is let go of in good order
    finally:
        if collecting:
            gc.enable()
    return pypinyin

"""财产刑的执行顺序: in which order a criminal judgment's items are paid where not all can be (法释〔2014〕13号 13-1)."""

from __future__ import annotations

MEDICAL, RESTITUTION, OTHER_DEBT, FINE, CONFISCATION = range(5)
_WORDS = (
    (MEDICAL, ("医疗",)),
    (RESTITUTION, ("退赔", "返还", "发还", "被害人")),
    (FINE, ("罚金",)),
    (CONFISCATION, ("没收",)),
)


def rank(item: str) -> int:
    """The place of an item in the order; what is named by none of its words is another civil debt."""
    return next((place for place, words in _WORDS if any(word in item for word in words)), OTHER_DEBT)

"""kill -9 of the real window in mid-typing: what showed 已保存 is there, of the rest at most one second is lost."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from services.actions import recording, unlocking
from services.store import journal
from tests.factories import NOW, SECRET
from tests.faults.checking import Told, faults
from tests.faults.killing import killed_after, nursery
from tests.fixtures_journey import Station

KILLS, LONG_KILLS = 8, 1000
LINES, LATEST_S = 50, 1.0
MOST_LOST_S = 1.0


def lost(folder: Path, said: list[dict[str, Any]], killed_at: float) -> list[str]:
    """What of the typing is gone: all that was shown as saved must be there, and all that is older than a second.

    Where other programs kept the window from its core, it had that much less of the second: timer, lane and disk each.
    """
    wanted: dict[str, str] = {}
    typed = [line for line in said if line["word"] == "typed"]
    since = killed_at - MOST_LOST_S - 3 * max((line["late"] for line in typed), default=0.0)
    for line in said:
        if line["word"] == "shown saved" or (line["word"] == "typed" and line["at"] < since):
            wanted[line["draft"]] = line["text"]
    session = unlocking.unlock(folder, SECRET, NOW)
    try:
        texts = {d.id: str(d.values.get("note") or "") for d in recording.drafts(session)}
        for entry in journal.entries(session.vault, kinds=["visit"]):
            texts[entry.matter] = entry.body["values"].get("note", "")
    finally:
        session.vault.close()
    return [
        f"{text} became {texts.get(d)}" for d, text in wanted.items() if not texts.get(d, "").startswith(text)
    ]


def test_the_window_loses_nothing_it_showed_as_saved(station: Station, long: bool) -> None:
    numbers = "\n".join(c.number for c in station.office.cases if c.debtors[0].places)
    (station.root / "cases.txt").write_text(numbers, encoding="utf-8")
    chance, told, letters = random.Random(1911), Told(), 0
    kills = LONG_KILLS if long else KILLS
    with nursery("tests.faults.tapping") as workers:
        for kill in range(kills):
            lines, killed_at = killed_after(workers, station.root, kill, chance, LINES, LATEST_S)
            said = [json.loads(line) for line in lines]
            letters += sum(line["word"] == "typed" for line in said)
            assert faults(station.vault, told.hear(lines), docket=False) == [], f"kill {kill}"
            assert lost(station.vault, said, killed_at) == [], f"kill {kill}"
    print(f"{kills} kills of the window, {len(told.entries)} records shown as saved, {letters} letters typed")
    assert letters > kills

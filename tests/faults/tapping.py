"""An officer at the real window: taps and types without end, and says what the screen has shown as saved."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.factories import NOW, SECRET
from tests.fixtures_journey import ticking
from tests.journeys import visiting
from tests.journeys.hands import Hands, turn, until
from ui import application, look
from ui.background import Background
from ui.desk import GoTo
from ui.window import Window

SENTENCES = "敲门无人应答门口停着一辆白色轿车车牌被布遮住邻居称两周未见其人快递堆在门口"


class Officer:
    """Works on one open window; each deed is told when the screen shows it, every letter when it is typed."""

    def __init__(self, hands: Hands, chance: random.Random, tell: Callable[[str], None]) -> None:
        self.hands, self.chance, self._tell = hands, chance, tell
        self.late = 0.0  # seconds that the event loop took longer than it was asked to, at worst

    def told(self, word: str, **facts: Any) -> None:
        """Says something to whoever checks afterwards."""
        self._tell(json.dumps({"word": word, **facts}, ensure_ascii=False))

    def visit(self, case: str) -> None:
        """记上门, 无人, a sentence letter by letter, and mostly 完成."""
        hands = self.hands
        hands.window.go(GoTo("today"))
        visiting.begin(hands, case)
        visiting.outcome(hands, "无人")
        hands.saved()
        draft, text = hands.draft.id, ""
        edit = hands.editor("note").edit
        hands.tap(edit.viewport())
        for letter in self.chance.choices(SENTENCES, k=self.chance.randint(3, 30)):
            hands.add(edit, letter)
            text += letter
            self.told("typed", draft=draft, text=text, at=time.monotonic(), late=self.late)
            asked, begun = self.chance.randint(5, 60), time.monotonic()
            turn(asked)
            self.late = max(self.late, time.monotonic() - begun - asked / 1000)
        if self.chance.random() < 0.5:
            hands.saved()
            self.told("shown saved", draft=draft, text=text)
        self.told("finishing", draft=draft)
        for name in hands.draft.prefilled:
            hands.tap(hands.editor(name).frame.confirm_key)
        entry = visiting.finish(hands)
        self.told("finished", draft=draft, entry=entry.id, seq=entry.seq, link=entry.link, text=text)


def work(root: Path, seed: int, tell: Callable[[str], None], rounds: int) -> None:
    """Opens the window over a tablet, unlocks, and works until the rounds are over or the kill comes."""
    application.make_application()
    look.themed(application.QApplication.instance(), "day", 1280, 96.0)
    window = Window(root, background=Background(), session=None, now=ticking(NOW))
    window.resize(*application.DESIGN_SIZE)
    window.show()
    window.activateWindow()
    hands = Hands(window, until)
    hands.unlock(SECRET)
    officer = Officer(hands, random.Random(seed), tell)
    officer.told("open")
    cases = (root / "cases.txt").read_text(encoding="utf-8").split()
    for _ in range(rounds):
        officer.visit(officer.chance.choice(cases))

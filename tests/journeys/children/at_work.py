"""A child process at work: the program's window, one deed as far as a named stage, then it waits to be killed.

`python -m tests.journeys.children.at_work ROOT DEED STICK CASE NAME` prints each stage once it is reached.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

from services import hardening
from tests.fixtures_journey import SECRET, START, ticking
from tests.journeys import visiting
from tests.journeys.hands import Hands, until
from ui import application, look
from ui.background import Background
from ui.troubles import Troubles
from ui.window import Window

NOTE = "院门口停着一辆白色轿车，牌照被布遮住"


def first_start(hands: Hands, _stick: Path, _case: str, name: str) -> Iterator[str]:
    """An empty tablet, as far as its vault."""
    who = hands.first_start.who
    hands.write(who.name, name)
    hands.write(who.secret, SECRET)
    hands.write(who.again, SECRET)
    yield "named"
    hands.press("建立保险库")
    hands.until(lambda: hands.first_start.step is hands.first_start.request)
    yield "vault made"


def nobody_home(hands: Hands, _stick: Path, case: str, _name: str) -> Iterator[str]:
    """A visit from 今日, with a sentence typed before it is finished."""
    hands.unlock(SECRET)
    visiting.begin(hands, case)
    visiting.outcome(hands, "无人")
    hands.write(hands.editor("note").edit, NOTE)
    hands.saved()
    yield "draft kept"
    for prefilled in hands.draft.prefilled:
        hands.tap(hands.editor(prefilled).frame.confirm_key)
    visiting.finish(hands)
    yield "finished"


def met_family(hands: Hands, stick: Path, case: str, _name: str) -> Iterator[str]:
    """The wife at the door, half written, with a photo."""
    hands.unlock(SECRET)
    visiting.begin(hands, case)
    visiting.outcome(hands, "见到家属")
    met = hands.editor("met")
    hands.tap(met.adder)
    hands.write(met.panel.name, "郑𬭎")
    photos = hands.editor("photos")
    visiting.picture(stick / "门牌.jpg")
    hands.choose_in_dialog(photos.slots["门牌"], stick / "门牌.jpg")
    hands.until(lambda: bool(photos.photos))
    hands.saved()
    yield "draft kept"


def correction(hands: Hands, _stick: Path, case: str, _name: str) -> Iterator[str]:
    """A finished visit, then a correction of it, half written."""
    hands.unlock(SECRET)
    visiting.nobody_home(hands, case)
    yield "finished"
    visiting.correct(hands, "漏记有人应声")
    visiting.outcome(hands, "拒不开门")
    hands.saved()
    yield "draft kept"


DEEDS = {
    "first start": first_start, "nobody home": nobody_home, "met family": met_family, "correction": correction,
}  # fmt: skip


def main(root: str, deed: str, stick: str, case: str, name: str) -> None:
    """As ui.application.run, but the officer is a loop here."""
    hardening.harden()
    app = application.make_application()
    troubles = Troubles(app)
    troubles.catch_all()
    troubles.crashed.connect(lambda report: print(f"crashed: {report}", flush=True))
    look.themed(app, "day", 1280, 96.0)
    window = Window(
        Path(root), background=Background(), session=None, now=ticking(START + dt.timedelta(minutes=5)),
        troubles=troubles,
    )  # fmt: skip
    window.resize(*application.DESIGN_SIZE)
    window.show()
    window.activateWindow()
    for stage in DEEDS[deed](Hands(window, until), Path(stick), case, name):
        print(stage, flush=True)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])

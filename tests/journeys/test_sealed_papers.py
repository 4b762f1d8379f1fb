"""院发文书 on their way: issued at the court, on the tablet after the next exchange, by line or stick, byte for byte."""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from services import clock
from services.actions import blank_forms, bringing, exchanging, replying
from services.actions import sealed as sealed_deeds
from services.docket.sealed import SealedPaper
from services.hub import desk, logbook
from services.hub import replying as hub_replying
from services.hub import sealed as hub_sealed
from services.hub.sealed import Order
from services.store import attachments, exchanged, sealed
from services.sync.client import Line
from tests import fixtures_sealed as papers
from tests.factories import NOW
from tests.faults.lines import often, proxy
from tests.fixtures_hub import CASES, OFFICERS, Rover, Served
from tests.journeys import commands

Rove = Callable[[int], Rover]
FIRST = CASES[0].number
CHANCE = random.Random(20261124)


def issued(hub: Served, folder: Path, raw: bytes = b"", *, copies: int = 2, case: str = FIRST) -> SealedPaper:
    """A notice that the court has just issued to officer 1."""
    path = folder / "公告.pdf"
    path.write_bytes(raw or papers.notice())
    order = Order(officer=OFFICERS[0].id, case=case, document="D07", to="房屋占有人", copies=copies)
    return hub_sealed.issue(hub.desk, [path], order, now=clock.now())[0].paper


@pytest.mark.both_databases
def test_a_sealed_paper_comes_down_with_the_next_exchange_and_its_recall_with_the_one_after(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    rover.exchange()
    paper = issued(hub, tmp_path)
    done = rover.exchange()
    vault = rover.session.vault
    assert done.papers == 1
    assert sealed.papers(vault, case=FIRST) == (paper,)
    assert attachments.read(vault, paper.digest) == papers.notice()
    assert papers.notice()[:64] not in attachments.path_of(vault, paper.digest).read_bytes()
    with hub.desk.store.reading() as connection:
        assert "下发院发文书" in {a.deed for a in logbook.accesses_to(connection, FIRST)}
    assert rover.exchange().papers == 0
    attachments.sweep(vault, set(), older_than_s=-10)
    assert attachments.known(vault, paper.digest), "what the court has handed down is no orphan"

    sealed_deeds.take_copies(rover.session, paper.id, 2, "A4", clock.now())
    sealed_deeds.give_back(rover.session, paper.id, 1, "没纸了", clock.now())
    sealed_deeds.step(rover.session, paper.id, "delivered", clock.now(), to="张贴于门上")
    rover.exchange()
    listed = commands.run("hub", "papers", "--case", FIRST, "--desk", hub.folder, "--json")
    (told,) = json.loads(listed.stdout)["papers"]
    assert (told["printed"], told["delivered"], told["returned"]) == (1, ["张贴于门上"], 0)

    hub_sealed.allow(hub.desk, paper.id, 3)
    rover.exchange()
    assert sealed.papers(vault)[0].copies == 5
    hub_sealed.recall(hub.desk, [paper.id], "地址写错", now=NOW)
    rover.exchange()
    (gone,) = sealed.papers(vault)
    assert (gone.recalled_at, gone.recalled_why) == (NOW, "地址写错")
    assert "印出的 1 份请收回" in exchanged.troubles(vault)[0].why


def test_a_paper_leaves_with_its_case_and_comes_back_with_it(
    hub: Served, rover: Rover, rove: Rove, tmp_path: Path
) -> None:
    paper = issued(hub, tmp_path)
    rover.exchange()
    desk.assign(hub.folder, OFFICERS[1].id, [FIRST], now=NOW)
    rover.exchange()
    assert sealed.papers(rover.session.vault) == ()
    other = rove(2)
    other.exchange()
    assert sealed.papers(other.session.vault) == (), "it was issued to somebody else"
    desk.assign(hub.folder, OFFICERS[0].id, [FIRST], now=NOW)
    rover.exchange()
    assert sealed.papers(rover.session.vault) == (paper,)
    assert attachments.read(rover.session.vault, paper.digest) == papers.notice()


def test_a_line_that_breaks_every_few_kilobytes_brings_a_long_paper_whole(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    rover.exchange()
    raw = papers.scanned(400_000)
    paper = issued(hub, tmp_path, raw)
    with proxy(hub.port, often(CHANCE, 60_000, 90_000)) as line:
        assert rover.exchange_by(line.port).papers == 1
    assert line.cuts > 3
    assert attachments.read(rover.session.vault, paper.digest) == raw
    assert line.down < 2 * len(raw), "what has come is not asked for again"


def test_only_the_officer_it_was_issued_to_gets_a_paper_and_only_while_it_stands(
    hub: Served, rover: Rover, rove: Rove, tmp_path: Path
) -> None:
    paper = issued(hub, tmp_path)

    def asked(who: Rover, begin: int = 0, size: int = 100) -> bytes | None:
        line = Line(exchanging.address(who.session), exchanging.nonce(who.session))
        with contextlib.closing(line):
            return line.piece(paper.digest, begin, size)

    raw = papers.notice()
    assert asked(rover) == raw[:100]
    assert asked(rover, 101, 50) == raw[101:151]
    assert asked(rover, len(raw) - 3, 50) == raw[-3:]
    assert asked(rover, len(raw), 50) is None
    assert asked(rove(2)) is None
    hub_sealed.recall(hub.desk, [paper.id], "地址写错", now=NOW)
    assert asked(rover) is None


def test_bytes_that_are_not_what_the_court_named_are_thrown_away_and_said(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    paper = issued(hub, tmp_path)
    changed = papers.notice()[:-1] + b"?"
    assert not bringing.keep(rover.session, paper, changed, NOW)
    (trouble,) = exchanged.troubles(rover.session.vault)
    assert "与院里登记的不符" in trouble.why
    assert rover.exchange().papers == 1
    assert exchanged.troubles(rover.session.vault) == ()


def test_a_stick_brings_sealed_papers_to_a_tablet_without_a_line(
    hub: Served, rover: Rover, rove: Rove, tmp_path: Path
) -> None:
    paper = issued(hub, tmp_path)
    gone = issued(hub, tmp_path, papers.notice(mark="二"))
    hub_sealed.recall(hub.desk, [gone.id], "重复", now=NOW)
    hub.end()
    path = hub_replying.write(hub.desk, rover.session.device, tmp_path / "back", now=clock.now())
    assert papers.notice()[:64] not in path.read_bytes()
    read_in = replying.read(replying.key(rover.session), path)
    assert [hashlib.sha256(raw).hexdigest() for raw in read_in.papers] == [paper.digest]
    done = replying.take(rover.session, read_in, clock.now())
    assert done.papers == 1
    assert attachments.read(rover.session.vault, paper.digest) == papers.notice()
    assert {p.id: bool(p.recalled_at) for p in sealed.papers(rover.session.vault)} == {
        paper.id: False,
        gone.id: True,
    }


def test_the_court_allows_blank_forms_and_every_terminal_hears_of_it(hub: Served, rover: Rover) -> None:
    rover.exchange()
    assert not blank_forms.register(rover.session).allowed
    for word, allowed in (("on", True), ("off", False)):
        done = commands.run("hub", "blank-forms", word, "--desk", hub.folder, "--json")
        assert json.loads(done.stdout) == {"blank_forms": allowed}, done.stderr
        rover.exchange()
        assert blank_forms.register(rover.session).allowed is allowed

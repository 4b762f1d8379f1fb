"""法律数据下发: once at the court, in use on every tablet after its next exchange; what does not fit moves nothing."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from services import clock
from services.actions import enacting, lawbook, replying, unlocking
from services.documents import faces
from services.entries.keys import SigningKey
from services.errors import BadInput, NotAllowed
from services.hub import checking, law
from services.hub import replying as hub_replying
from services.hub.law import Handed
from services.law import catalogue, tables
from services.law.tables import BadTable
from services.session import Session
from services.store import exchanged, handed_down
from services.sync import protocol
from services.sync.messages import Law
from tests.factories import NOW, SECRET
from tests.faults.lines import often, proxy
from tests.fixtures_hub import Rover, Served
from tests.journeys import commands
from tests.unit.law.test_tables import GOOD

Rove = Callable[[int], Rover]
CHANCE = random.Random(20261125)
LATER = GOOD.replace("version = 2026-11-04", "version = 2026-11-20")


def brought(hub: Served, folder: Path, text: str = GOOD, *, table: str = "放假安排") -> Handed:
    """What an administrator has just handed down to all terminals."""
    path = folder / "2027年放假.toml"
    path.write_text(text, encoding="utf-8")
    return law.bring(hub.desk, table, path, now=NOW, missing=faces.missing)


def standing(session: Session, name: str = "holidays") -> lawbook.Standing:
    return next(s for s in lawbook.standings(session, NOW.date()) if s.name == name)


@pytest.mark.both_databases
def test_a_table_brought_once_is_in_use_on_every_tablet_after_its_next_exchange(
    hub: Served, rove: Rove, tmp_path: Path
) -> None:
    first, second = rove(1), rove(2)
    first.exchange()
    handed = brought(hub, tmp_path)
    for rover in (first, second, rove(2)):  # the third is enrolled only now
        assert rover.exchange().laws == ("放假安排（2026-11-04 版）",)
        told = standing(rover.session)
        assert (told.version, told.until, told.handed) == (dt.date(2026, 11, 4), dt.date(2027, 12, 31), True)
        assert 2027 in lawbook.holidays(rover.session)
        assert rover.exchange().laws == ()
    with hub.desk.store.reading() as connection:
        assert [(h.digest, h.devices) for h in law.all_of(connection)] == [(handed.digest, 3)]
    assert checking.check(hub.desk).told == ()
    session = first.session
    session.vault.close()
    first.session = unlocking.unlock(session.vault.folder, SECRET, clock.now())
    assert 2027 in lawbook.holidays(first.session)


def test_the_administrator_brings_a_table_by_one_command_and_sees_who_has_it(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    path = tmp_path / "放假.toml"
    own = tables.bundled(catalogue.form("holidays")).version
    path.write_text(GOOD.replace("2026-11-04", str(own)), encoding="utf-8")
    done = commands.run("hub", "import-law", "holidays", path, "--desk", hub.folder, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"] == "放假安排"
    rover.exchange()
    told = json.loads(commands.run("hub", "law", "--desk", hub.folder, "--json").stdout)["tables"]
    assert [(t["table"], t["version"], t["devices"]) for t in told] == [("holidays", str(own), 1)]
    again = commands.run("hub", "import-law", "放假安排", path, "--desk", hub.folder)
    assert (again.returncode, "已经下发过" in again.stderr) == (NotAllowed.exit_code, True)
    path.write_text(GOOD.replace("2027-05-08", "2027-05-10"), encoding="utf-8")
    bad = commands.run("hub", "import-law", "放假安排", path, "--desk", hub.folder)
    assert bad.returncode == BadTable.exit_code
    assert "放假.toml 没有采用：第 10 行" in bad.stderr
    strange = commands.run("hub", "import-law", "终本条件", path, "--desk", hub.folder)
    assert "没有可以导入的法律数据表“终本条件”" in strange.stderr
    assert len(json.loads(commands.run("hub", "law", "--desk", hub.folder, "--json").stdout)["tables"]) == 1


def test_what_no_terminal_could_use_is_refused_at_the_hub_and_nothing_goes_down(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    rover.exchange()
    brought(hub, tmp_path, LATER)
    with pytest.raises(BadTable, match="早于正在使用的2026-11-20"):
        brought(hub, tmp_path)
    with pytest.raises(BadTable, match="还没有到"):
        brought(hub, tmp_path, GOOD.replace("version = 2026-11-04", "version = 2062-11-04"))
    with pytest.raises(BadTable, match="没有字体可以显示"):
        brought(hub, tmp_path, LATER.replace("国务院", "国\U000f0000务院"))
    with pytest.raises(BadInput, match="读不了"):
        law.bring(hub.desk, "holidays", tmp_path / "没有.toml", now=NOW, missing=faces.missing)
    assert rover.exchange().laws == ("放假安排（2026-11-20 版）",)


def test_an_older_table_than_the_tablet_has_is_refused_in_words_until_the_court_brings_a_newer(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    own = tmp_path / "自己的.toml"
    own.write_text(LATER, encoding="utf-8")
    lawbook.adopt(rover.session, "holidays", own, NOW)
    brought(hub, tmp_path)
    for _ in range(2):
        assert rover.exchange().laws == ()
        (trouble,) = exchanged.troubles(rover.session.vault)
        assert "版本2026-11-04早于正在使用的2026-11-20" in trouble.why
        told = standing(rover.session)
        assert (told.version, told.handed, told.refused) == (dt.date(2026, 11, 20), False, trouble.why)
    brought(hub, tmp_path, GOOD.replace("version = 2026-11-04", "version = 2026-11-24"))
    assert rover.exchange().laws == ("放假安排（2026-11-24 版）",)
    assert exchanged.troubles(rover.session.vault) == ()
    assert standing(rover.session).refused == ""


def test_a_table_the_officer_went_back_from_stays_away_and_the_next_one_comes(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    brought(hub, tmp_path)
    rover.exchange()
    lawbook.drop(rover.session, "holidays", NOW.date())
    assert rover.exchange().laws == ()
    assert not standing(rover.session).handed
    brought(hub, tmp_path, LATER)
    assert rover.exchange().laws == ("放假安排（2026-11-20 版）",)


@pytest.mark.parametrize("way", ["another court's key", "another court's file", "changed", "another table"])
def test_a_table_that_is_not_this_courts_word_is_refused_in_words(
    hub: Served, rover: Rover, tmp_path: Path, way: str
) -> None:
    signing = SigningKey.generate() if way == "another court's key" else hub.desk.keys.signing
    read = protocol.LawFile(
        hub_id="hub-1",
        court_id="elsewhere" if way == "another court's file" else hub.desk.court.id,
        table="lpr" if way == "another table" else "holidays",
        file="放假.toml",
        text=GOOD,
        made_at=NOW,
    )
    raw = protocol.write_law(read, signing)
    if way == "changed":
        raw = raw.replace(b'"signature":"', b'"signature":"A', 1)
    told = Law(digest="d" * 64, size=len(raw), table="holidays", version=dt.date(2026, 11, 4))
    vault = rover.session.vault
    assert not enacting.receive(rover.session, told, raw, NOW), "not the bytes that the court named"
    with exchanged.together(vault):
        handed_down.taking([told])(vault.db)
        handed_down.keep(vault, told.digest, raw)
    assert enacting.enact(rover.session, NOW) == ()
    assert "院里下发的“放假安排”没有采用" in standing(rover.session).refused
    assert not standing(rover.session).handed


def test_a_stick_brings_the_tables_to_a_tablet_without_a_line(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    brought(hub, tmp_path)
    hub.end()
    path = hub_replying.write(hub.desk, rover.session.device, tmp_path / "back", now=clock.now())
    done = replying.take(rover.session, replying.read(replying.key(rover.session), path), clock.now())
    assert done.laws == ("放假安排（2026-11-04 版）",)
    assert standing(rover.session).handed


def test_a_line_that_breaks_every_few_kilobytes_brings_all_statutes_whole(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    rover.exchange()
    whole = re.sub(r"version = \S+", "version = 2026-11-01", tables.text_of("articles"), count=1)
    handed = brought(hub, tmp_path, whole, table="articles")
    with proxy(hub.port, often(CHANCE, 30_000, 45_000)) as line:
        done = rover.exchange_by(line.port)
    assert (done.laws, line.cuts > 2) == (("法律条文（2026-11-01 版）",), True)
    assert line.down < 3 * handed.size
    assert standing(rover.session, "articles").handed

"""What chain and signature cost at 完成: against the same rows in raw SQL, in the same encrypted database."""

from __future__ import annotations

import statistics
import subprocess
from pathlib import Path
from typing import Any

import pytest

from services.actions import recording
from services.entries.entry import Entry, new_id
from services.position.fix import NoFix
from services.records.draft import Draft
from services.records.kinds.visit import Visit
from services.session import Session
from services.store import journal
from services.store.vault import Vault
from tests.bench.conftest import NOW, p95, tell, timed
from tests.faults.test_flushes import flushes_of_commits
from tests.fixtures_window import Tablet

ROUNDS = 200
SHIM = Path(__file__).parents[1] / "faults" / "shim.c"


def complete(session: Session, number: str) -> Draft:
    draft = recording.start(session, Visit, [number], NOW, NoFix(reason="室内收不到卫星", at=NOW))
    draft = draft.answered("outcome", "无人").answered("note", "门口停着一辆白色轿车，车牌被布遮住。" * 4)
    return recording.keep(session, recording.confirm_all(session, draft, NOW), NOW)


def raw(vault: Vault, like: Entry, seq: int, draft: str) -> None:
    """The same rows without composing, hashing, signing or checking; `seq` is one that nobody else uses."""
    db = vault.db
    with db.atomic():
        arrival = db.execute(
            "INSERT INTO journal (device, seq, id, kind, version, made_at, matter, amends, algorithm, signature, raw)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ["raw", seq, str(new_id()), like.kind, like.version, like.made_at.isoformat(), draft, "", "ed25519",
             like.signature, like.raw],
        ).lastrowid  # fmt: skip
        db.execute("INSERT INTO journal_case (number, arrival) VALUES (?, ?)", [like.cases[0], arrival])
        db.execute("DELETE FROM scratch_draft WHERE id = ?", [draft])


def test_a_commit_costs_little_more_than_its_rows(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar weighs chain and signature: the same rows are written with them and without, in turns.

    The whole of 完成, which also judges every duty before it writes, has the bar of 5 ms.
    """
    number = session.vault.db.execute("SELECT number FROM docket_case LIMIT 1").fetchone()[0]
    whole, chained, plain = [], [], []
    append = journal.append

    def weighed(*arguments: Any, **named: Any) -> Entry:
        made: list[Entry] = []
        chained.append(timed(lambda: made.append(append(*arguments, **named))))
        return made[0]

    monkeypatch.setattr(journal, "append", weighed)
    like = recording.commit(session, complete(session, number), NOW)
    for count in range(ROUNDS):
        draft, other = complete(session, number), complete(session, number)
        turns = [
            lambda draft=draft: whole.append(timed(lambda: recording.commit(session, draft, NOW))),
            lambda other=other, count=count: plain.append(
                timed(lambda: raw(session.vault, like, count + 1, other.id))
            ),
        ]
        # Whoever writes second finds the pages warm: they take it in turns.
        for turn in turns if count % 2 else reversed(turns):
            turn()
    ratio = statistics.median(chained[1:]) / statistics.median(plain)
    held = ratio <= 1.5 and p95(whole) <= 0.005
    tell(
        f"commit of a record: with chain and signature p50 {statistics.median(chained[1:]) * 1000:.2f} ms = "
        f"{ratio:.2f} x raw rows (p50 {statistics.median(plain) * 1000:.2f} ms), bar 1.5; the whole of 完成 with its "
        f"duties p50 {statistics.median(whole) * 1000:.2f}, p95 {p95(whole) * 1000:.2f} ms, bar 5",
        held=held,
    )
    assert held


def test_one_flush_for_each_commit(tablet: Tablet, tmp_path: Path) -> None:
    library = tmp_path / "shim.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", library, SHIM, "-ldl", "-pthread"], check=True)
    counted = flushes_of_commits(library, tablet.folder, 100)
    files, folders = sum(f for f, _ in counted), sum(f for _, f in counted)
    held = max(f for f, _ in counted) <= 3 and files <= 1.05 * len(counted)
    tell(
        f"flushes: {files} of files and {folders} of folders for {len(counted)} commits; bar 1 each",
        held=held,
    )
    assert held

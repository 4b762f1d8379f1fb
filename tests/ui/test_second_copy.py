"""第二份留存 beside the screen: what could not be read is told, and a lock in between is no trouble."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from services.actions import preferences, recording, unlocking
from services.errors import Damaged
from services.position.fix import NoFix
from services.records.kinds.visit import Visit
from services.records.values import Photo
from services.session import Session
from services.settings import SECOND_COPY
from services.store import attachments
from tests.factories import NOW, SECRET, number_of
from tests.fixtures_window import Tablet
from tests.winding import wind_up
from ui import second_copy
from ui.background import Background
from ui.desk import Desk
from ui.position import PositionWatch


@pytest.fixture
def desk(tablet: Tablet, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    troubles: list[BaseException] = []
    background, opened = Background(), list[Session]()
    background.run(lambda: unlocking.unlock(tablet.folder, SECRET, NOW), then=opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    yield Desk(
        session=opened[0], root=tmp_path, background=background, position=PositionWatch(), now=lambda: NOW,
        go=lambda _to: None, saved=lambda _at: None, trouble=troubles.append, terminal={"troubles": troubles},
    )  # fmt: skip
    background.run(opened[0].vault.close)
    wind_up(background)


def visit_with_a_photo(session: Session) -> Photo:
    draft = recording.start(session, Visit, [number_of(900001)], NOW, NoFix(reason="室内", at=NOW))
    made = recording.attach(
        session, b"picture" * 9000, media_type="image/jpeg", role="photo", name="门牌.jpg"
    )
    photo = Photo(slot="门牌", attachment=made)
    draft = replace(
        draft.answered("outcome", "无人"), values={**draft.values, "outcome": "无人", "photos": (photo,)}
    )
    recording.commit(session, recording.confirm_all(session, draft, NOW), NOW)
    return photo


def test_an_original_that_cannot_be_read_is_told(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def prepare() -> None:
        preferences.put(desk.session, SECOND_COPY, str(stick))
        photo = visit_with_a_photo(desk.session)
        attachments.path_of(desk.session.vault, photo.attachment.digest).unlink()

    done: list[None] = []
    desk.background.run(prepare, then=done.append)
    qtbot.waitUntil(lambda: bool(done))
    second_copy.catch_up(desk)
    troubles = desk.terminal["troubles"]
    assert isinstance(troubles, list)
    qtbot.waitUntil(lambda: bool(troubles))
    assert isinstance(troubles[0], Damaged)
    assert "1 份附件" in troubles[0].sentence
    assert list(stick.iterdir())

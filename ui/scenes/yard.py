"""Pictures of 在库车辆: cars in every state of their way, the sheets of the yard, the figures of the year."""

from __future__ import annotations

from ui.desk import GoTo, OpenFigures, OpenYard
from ui.scenes.scene import Scene, Told
from ui.studio import Studio


def _yard(studio: Studio, _told: Told) -> None:
    session, now = studio.session, studio.now
    studio.ask(lambda: studio.stock(session, now))
    studio.go(GoTo("vehicles"))
    studio.go(OpenYard())


def _held(studio: Studio, told: Told) -> None:
    _yard(studio, told)
    row = next(r for r in studio.page.list.items if r.car.hold is not None)
    studio.page.list.setCurrentIndex(studio.page.list.model().index(studio.page.list.items.index(row), 0))
    studio.page.list.opened.emit(row)
    studio.settle()


def _more(studio: Studio, told: Told) -> None:
    _yard(studio, told)
    studio.press("更多")


def _pack(studio: Studio, told: Told) -> None:
    _yard(studio, told)
    studio.press("辅拍素材")


def _next(studio: Studio, told: Told) -> None:
    """The form of the next step, prefilled."""
    _yard(studio, told)
    studio.page.next_key.tapped.emit()
    studio.settle()


def _figures(studio: Studio, told: Told) -> None:
    _yard(studio, told)
    studio.go(OpenFigures())


SCENES = (
    Scene("14-yard", _yard),
    Scene("14-yard-held", _held),
    Scene("14-yard-more", _more),
    Scene("14-yard-pack", _pack),
    Scene("14-yard-next", _next),
    Scene("14-yard-figures", _figures),
)

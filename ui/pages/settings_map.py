"""设置 of the map: the court's own base map with its datum, and how fast a day's route goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from services import settings
from services.actions import planning
from services.position.tiles import Cover
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.desk import Desk
from ui.files import FilePick
from ui.pages.settings_section import Section, Stepper, choice_of, line_of

_ASKED = "给地址标点时可以问它，每次都要点“发出查询”，地址是明文；只在办公室用，空着就没有这一项。"


class Map(Section):
    """A file is opened and looked into before it is kept; a bad one changes nothing."""

    title, hint, icon = "地图与路线", "离线底图，坐标系，路上快慢", "map"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__(desk, told)
        self.pick = FilePick(settings.MAP_FILE.title, ending=".mbtiles")
        self.pick.set_path(str(self.value(settings.MAP_FILE)))
        self.pick.picked.connect(self._picked)
        self.card.body.addWidget(self.pick)
        row = QHBoxLayout()
        row.addWidget(Text(settings.MAP_FILE.hint, "second"), 1)
        off = Button("不用", height=48)
        off.setAccessibleName(f"{settings.MAP_FILE.title}：不用")
        off.tapped.connect(self._off)
        row.addWidget(off)
        self.card.body.addLayout(row)
        self.note = Text("", "second")
        self.card.body.addWidget(self.note)
        self.card.body.addWidget(Text(settings.MAP_DATUM.title, "strong"))
        self.datum = choice_of(self, settings.MAP_DATUM)
        self.card.body.addWidget(self.datum)
        self.card.body.addWidget(Text(settings.MAP_DATUM.hint, "second"))
        for setting, step in (
            (settings.STRAIGHT_PACE, 1),
            (settings.MINUTES_AT_STOP, 5),
            (settings.CHECK_IN, 5),
        ):
            self.card.body.addWidget(Text(setting.title, "strong"))
            self.card.body.addWidget(Stepper(self, setting, step))
        self.card.body.addWidget(Text(settings.STRAIGHT_PACE.hint, "second"))
        self.geocoder = line_of(self, settings.GEOCODER)
        self.card.body.addWidget(self.geocoder)
        for setting in (settings.GEOCODER_KIND, settings.GEOCODER_DATUM):
            self.card.body.addWidget(Text(setting.title, "strong"))
            self.card.body.addWidget(choice_of(self, setting))
        self.card.body.addWidget(Text(_ASKED, "second"))

    def _picked(self, path: str) -> None:
        look_into = partial(planning.look_into, path)
        self.desk.background.run(
            look_into, then=partial(self._good, path), failed=self._bad, lane="work", owner=self
        )

    def _good(self, path: str, cover: Cover) -> None:
        source = f"，来源：{cover.source}" if cover.source else ""
        self.note.setText(f"{cover.name}，缩放 {cover.shallowest} 至 {cover.deepest} 级{source}。")
        self.keep(settings.MAP_FILE, path)

    def _bad(self, error: Exception) -> None:
        self.pick.set_path(str(self.value(settings.MAP_FILE)))
        self.failed(error)

    def _off(self) -> None:
        self.pick.set_path("")
        self.note.setText("")
        self.keep(settings.MAP_FILE, "")

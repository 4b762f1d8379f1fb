"""The guided photo set: a slot per picture with its outline, the next one in blue, the taken ones ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui import look
from ui.components import painting
from ui.components.pressable import Pressable

_LABEL = 27
OUTLINES = {
    "左前": "front-left",
    "右前": "front-right",
    "左后": "rear-left",
    "右后": "rear-right",
    "车架号": "vin-plate",
    "里程表": "odometer",
    "内饰": "interior",
    "行驶证": "licence",
    "钥匙": "keys",
    "后备箱": "boot",
    "发动机号": "engine",
    "封条": "seal",
    "仪表台": "dashboard",
    "发动机舱": "engine-bay",
    "损伤": "damage",
    "收车单": "receipt",
    "书面确认": "confirmation",
    "门牌": "door-plate",
    "现场": "scene",
    "全貌": "whole-thing",
    "铭牌": "name-plate",
    "室内": "room",
    "公告": "notice-near",
    "表具": "meter",
    "权证": "sealed-sheet",
    "交接单": "signed-sheet",
    "现状": "whole-thing",
    "变化处": "changed-part",
    "使用情况": "in-use",
    "揭除封条": "taking-off",
    "交接": "handing-over",
    "领取人证件": "identity-card",
    "到账凭证": "transfer",
    "回执": "sealed-sheet",
    "申请书": "sheet",
    "新存放处": "store",
    "票据": "receipt",
    "现款": "money",
    "转账凭证": "transfer",
    "缴款单": "sheet",
    "身份证件": "identity-card",
    "传票送达回证": "signed-sheet",
    "公告近景": "notice-near",
    "公告全景": "notice-far",
    "公告栏": "notice-board",
    "房屋外观": "building",
    "通道": "passage",
    "停车位置": "parking",
    "房门外": "door-shut",
    "门锁": "door-lock",
    "开门后": "door-open",
    "门口看全间": "room",
    "对角看全间": "room-corner",
    "清点": "counting",
    "封口": "closed-box",
    "水表": "water-meter",
    "电表": "power-meter",
    "气表": "gas-meter",
    "装车": "loading",
    "卸车": "unloading",
    "接收人": "receiver",
    "库内": "store",
    "领取人和证件": "receiver",
    "通知": "sheet",
    "送达": "handing-over",
    "短信截屏": "telephone",
    "搜查令": "sealed-sheet",
    "开启前": "before-opening",
    "开启后": "after-opening",
    "搜查现场": "searching",
    "所得物品": "goods",
    "和解协议": "signed-sheet",
    "授权委托书": "sheet",
    "担保财产权证": "sealed-sheet",
    "签收页": "signed-sheet",
    "送达过程": "handing-over",
    "近景（内容可辨）": "notice-near",
    "全景（能认出地点）": "notice-far",
    "共享法庭屏幕": "screen",
    "通知书": "sheet",
    "送达现场": "handing-over",
    "证据": "evidence",
    "书面异议": "signed-sheet",
    "财产": "whole-thing",
}


def outline_for(name: str) -> str:
    """The drawing that guides the photo `name`; a plain frame when it has none of its own."""
    return f"outlines/{OUTLINES.get(name, 'free')}"


class PhotoSlot(Pressable):
    """One slot; `image` None while nothing was taken."""

    tapped = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.name = name
        self.image: QImage | None = None
        self._next = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.tapped)

    def setImage(self, image: QImage | None) -> None:
        """Show the picture that was taken, or an empty slot."""
        self.image = image
        self._rename()

    def setNext(self, waiting: bool) -> None:
        """Show as the one to take next."""
        self._next = waiting
        self._rename()

    def sizeHint(self) -> QSize:
        return QSize(172, 88)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 88)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens, radius = look.current(), look.sizes().radius_field
        strip = QRectF(rect.left() + 10, rect.bottom() - _LABEL - 1, rect.width() - 14, _LABEL)
        view = rect.adjusted(0, 0, 0, -_LABEL - 1)
        if self.image is not None:
            painting.box(painter, rect, tokens.surface, radius=radius)
            self._draw_image(painter, rect, view)
            edge, width = (
                (tokens.actedge, 5 if tokens.shapes else 3) if self._next else (tokens.edge, tokens.border)
            )
            painting.box(painter, rect, None, edge, width, radius)
            painting.picture(
                painter, "check", tokens.oktext, QRectF(strip.left() - 1, strip.center().y() - 9, 18, 18)
            )
            self._word(painter, strip.adjusted(20, 0, 0, 0), self.name, tokens.ink)
            return
        if self._next:
            painting.box(painter, rect, tokens.actsoft, tokens.actedge, 5 if tokens.shapes else 3, radius)
            painting.picture(
                painter, "camera", tokens.acttext, QRectF(strip.left(), strip.center().y() - 9, 18, 18)
            )
            self._word(painter, strip.adjusted(24, 0, 0, 0), f"拍 {self.name}", tokens.acttext)
        else:
            painting.box(painter, rect, tokens.sunk, tokens.edge, tokens.border, radius, dashed=True)
            self._word(painter, strip, self.name, tokens.ink)
        ink = tokens.acttext if self._next else tokens.ink2
        draw_outline(painter, view.adjusted(8, 7, -8, 2), outline_for(self.name), ink)

    def _draw_image(self, painter: QPainter, rect: QRectF, view: QRectF) -> None:
        if self.image is None or self.image.isNull():
            return
        mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        size = self.image.size().scaled(view.size().toSize(), mode)
        source = QRectF(0, 0, self.image.width(), self.image.height())
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(view.center())
        corners, above = QPainterPath(), QPainterPath()
        corners.addRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)
        above.addRect(view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(corners.intersected(above))
        painter.drawImage(target, self.image, source)
        painter.restore()

    def _word(self, painter: QPainter, rect: QRectF, text: str, ink: str) -> None:
        painting.write(painter, rect, text, look.face(15, 500), ink, elide=Qt.TextElideMode.ElideRight)

    def _rename(self) -> None:
        state = "已拍" if self.image is not None else ("请拍这一张" if self._next else "未拍")
        self.setAccessibleName(f"{self.name}，{state}")
        self.update()


class PhotoGrid(QWidget):
    """Slots by name, four in a row. `asked(name)`: an empty slot was tapped; `opened(name)`: a taken one.

    The first empty slot is always the next; after a shot the page may open `next_name()` by itself.
    """

    asked = Signal(str)
    opened = Signal(str)

    def __init__(self, names: Sequence[str], columns: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("照片")
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.slots: dict[str, PhotoSlot] = {}
        self.setNames(names)

    def setNames(self, names: Sequence[str]) -> None:
        """Have these slots; pictures of names that stay are kept."""
        for name in [name for name in self.slots if name not in names]:
            slot = self.slots.pop(name)
            slot.hide()
            slot.deleteLater()
        for number, name in enumerate(names):
            if name not in self.slots:
                self.slots[name] = self._slot(name)
            self._grid.addWidget(self.slots[name], number // self._columns, number % self._columns)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)
        self._mark_next()

    def setImage(self, name: str, image: QImage | None) -> None:
        """Show the picture of a slot; a small one is enough (400 px)."""
        self.slots[name].setImage(image)
        self._mark_next()

    def next_name(self) -> str | None:
        """The first name without a picture."""
        return next((name for name, slot in self.slots.items() if slot.image is None), None)

    def taken(self) -> int:
        """How many slots have a picture."""
        return sum(slot.image is not None for slot in self.slots.values())

    def _slot(self, name: str) -> PhotoSlot:
        slot = PhotoSlot(name, self)
        slot.tapped.connect(lambda: (self.asked if slot.image is None else self.opened).emit(name))
        slot.setNext(False)
        return slot

    def _mark_next(self) -> None:
        waiting = self.next_name()
        for name, slot in self.slots.items():
            slot.setNext(name == waiting)


def draw_outline(painter: QPainter, rect: QRectF, name: str, ink: str) -> None:
    """A line drawing kept in its own proportion (they are drawn on 96×64), as large as `rect` allows."""
    scale = min(rect.width() / 96, rect.height() / 64)
    spot = QRectF(0, 0, 96 * scale, 64 * scale)
    spot.moveCenter(rect.center())
    look.paint(painter, name, ink, spot, 2.4 if look.current().shapes else 2)

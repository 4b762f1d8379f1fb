"""What keeps a signature block with the text it signs: at least two lines or rows go over the page with it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from services.documents.flow import Flow
from services.documents.paragraph import KEPT_LINES, Paragraph
from services.documents.table import Table
from services.documents.typesetting import AREA_HEIGHT

Body = Paragraph | Table


class Closing(Flow):
    """The last paragraph or table of a paper together with the block below it, split only above the last lines."""

    def __init__(self, body: Body, block: Sequence[Flowable]) -> None:
        super().__init__()
        self._body, self._block = body, list(block)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The height of body and block; reportlab's name."""
        self.width = available_width
        self._body_height = self._body.wrap(available_width, available_height)[1]
        self._heights = [part.wrap(available_width, available_height)[1] for part in self._block]
        self.height = self._body_height + sum(self._heights)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The upper part of the body, then the rest with the block; reportlab's name."""
        self.wrap(available_width, available_height)
        if self.height <= available_height:
            return [self]
        kept = self._kept_height()
        parts = self._body.split(available_width, min(available_height, self._body_height - kept) + 0.005)
        if len(parts) > 1:
            return [parts[0], Closing(parts[1], self._block)]
        if self.height > AREA_HEIGHT:
            return self._spread(available_height)
        return []

    def _spread(self, available_height: float) -> list[Flowable]:
        """A block too long for one page: as much of it as fits stays under the body, if any does."""
        room, count = available_height - self._body_height, 0
        while count < len(self._block) and self._heights[count] <= room:
            room -= self._heights[count]
            count += 1
        if count == 0:
            return []
        return [Closing(self._body, self._block[:count]), *self._block[count:]]

    def _kept_height(self) -> float:
        if isinstance(self._body, Table):
            return self._body.tail_height(KEPT_LINES)
        return min(self._body_height, KEPT_LINES * self._body.style.leading)

    def draw(self) -> None:
        """Draws body and block from the top; reportlab's name."""
        y = self.height - self._body_height
        self._body.drawOn(self.canv, 0, y)
        for part, height in zip(self._block, self._heights, strict=True):
            y -= height
            part.drawOn(self.canv, 0, y)

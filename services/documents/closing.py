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
    """The last paragraph or table with the block below it, and the paragraph before for when the last has one line."""

    def __init__(self, body: Body, block: Sequence[Flowable], before: Paragraph | None = None) -> None:
        super().__init__()
        self._body, self._block, self._before = body, list(block), before

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The height of body and block; reportlab's name."""
        self.width = available_width
        before = self._before
        self._before_height = before.wrap(available_width, available_height)[1] if before else 0.0
        self._body_height = self._body.wrap(available_width, available_height)[1]
        self._heights = [part.wrap(available_width, available_height)[1] for part in self._block]
        self.height = self._before_height + self._body_height + sum(self._heights)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The upper part of the text, then the rest with the block; reportlab's name."""
        self.wrap(available_width, available_height)
        if self.height <= available_height:
            return [self]
        if self._before is not None:
            return self._split_before(self._before, available_width, available_height)
        room = min(available_height, self._body_height - self._kept_height()) + 0.005
        parts = self._body.split(available_width, room)
        if len(parts) > 1 and isinstance(parts[1], Body):
            return [parts[0], Closing(parts[1], self._block)]
        if self.height > AREA_HEIGHT:
            return self._spread(available_height)
        return []

    def _split_before(self, before: Paragraph, width: float, height: float) -> list[Flowable]:
        """Lets the earlier paragraph go if the last has two lines itself, else all of it but its own last two."""
        if self._kept_height() > before.style.leading * (KEPT_LINES - 0.5):
            if self._before_height <= height:
                return [before, Closing(self._body, self._block)]
            upper = before.split(width, height)
        else:
            room = min(height, self._before_height - KEPT_LINES * before.style.leading) + 0.005
            upper = before.split(width, room)
        if len(upper) > 1 and isinstance(upper[1], Paragraph):
            return [upper[0], Closing(self._body, self._block, upper[1])]
        if self.height > AREA_HEIGHT and self._before_height <= height:
            return [before, Closing(self._body, self._block)]
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
        """Draws text and block from the top; reportlab's name."""
        y = self.height
        heights = [self._before_height] if self._before else []
        parts = [self._before] if self._before else []
        heights += [self._body_height, *self._heights]
        for part, height in zip([*parts, self._body, *self._block], heights, strict=True):
            y -= height
            part.drawOn(self.canv, 0, y)

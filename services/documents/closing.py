"""What keeps a signature block with the text it signs: at least two lines or rows go over the page with it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from services.documents.flow import Flow
from services.documents.headed import Headed
from services.documents.paragraph import KEPT_LINES, Paragraph
from services.documents.table import Table
from services.documents.typesetting import AREA_HEIGHT

Body = Paragraph | Table | Headed


class Closing(Flow):
    """The last paragraph or table with the block below it, and what stands before for when the last has one line."""

    def __init__(self, body: Body, block: Sequence[Flowable], before: Body | None = None) -> None:
        super().__init__()
        self._body, self._block, self._before = body, list(block), before
        self.spaceBefore = (before or body).getSpaceBefore()
        self._room = _room(before, body), _room(body, None)  # between them, and above the block

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The height of body and block; reportlab's name."""
        self.width = available_width
        before = self._before
        self._before_height = before.wrap(available_width, available_height)[1] if before else 0.0
        self._body_height = self._body.wrap(available_width, available_height)[1]
        self._heights = [part.wrap(available_width, available_height)[1] for part in self._block]
        self.height = self._before_height + self._body_height + sum(self._heights) + sum(self._room)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The upper part of the text, then the rest with the block; reportlab's name."""
        self.wrap(available_width, available_height)
        if self.height <= available_height:
            return [self]
        if self._before is not None:
            return self._split_before(self._before, available_width, available_height)
        room = min(available_height, self._body_height - _kept(self._body, self._body_height)) + 0.005
        parts = self._body.split(available_width, room)
        if len(parts) > 1 and isinstance(parts[1], Body):
            return [parts[0], Closing(parts[1], self._block)]
        if self.height > AREA_HEIGHT:
            return self._spread(available_height)
        return []

    def _split_before(self, before: Body, width: float, height: float) -> list[Flowable]:
        """Lets the earlier part go if the last has two lines itself, else all of it but its own last two."""
        if _lines(self._body, self._body_height) > KEPT_LINES - 0.5:
            if self._before_height <= height:
                return [before, Closing(self._body, self._block)]
            upper = before.split(width, height)
        else:
            room = min(height, self._before_height - _kept(before, self._before_height)) + 0.005
            upper = before.split(width, room)
        if len(upper) > 1 and isinstance(upper[1], Body):
            return [upper[0], Closing(self._body, self._block, upper[1])]
        if self.height > AREA_HEIGHT and self._before_height <= height:
            return [before, Closing(self._body, self._block)]
        return []

    def _spread(self, available_height: float) -> list[Flowable]:
        """A block too long for one page: as much of it as fits stays under the body, if any does."""
        room, count = available_height - self._body_height - self._room[1], 0
        while count < len(self._block) and self._heights[count] <= room:
            room -= self._heights[count]
            count += 1
        if count == 0:
            return []
        return [Closing(self._body, self._block[:count]), *self._block[count:]]

    def draw(self) -> None:
        """Draws text and block from the top; reportlab's name."""
        y = self.height
        if self._before is not None:
            y -= self._before_height
            self._before.drawOn(self.canv, 0, y)
        y -= self._room[0] + self._body_height
        self._body.drawOn(self.canv, 0, y)
        y -= self._room[1]
        for part, height in zip(self._block, self._heights, strict=True):
            y -= height
            part.drawOn(self.canv, 0, y)


def _room(above: Body | None, below: Body | None) -> float:
    """What is left free between two parts: a table keeps its distance."""
    return max(
        (part.getSpaceAfter() for part in (above, below) if part and not isinstance(part, Paragraph)),
        default=0.0,
    )


def _kept(body: Body, height: float) -> float:
    """The height of the last two lines or rows, which stay with what follows."""
    if not isinstance(body, Paragraph):
        return body.tail_height(KEPT_LINES)
    return min(height, KEPT_LINES * body.style.leading)


def _lines(body: Body, height: float) -> float:
    """How many lines or rows a part has, up to what is kept."""
    return height / body.style.leading if isinstance(body, Paragraph) else KEPT_LINES

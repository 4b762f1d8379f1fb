"""合成一个文件: several papers one after the other for one print job or one file on a stick, their pages untouched."""

from __future__ import annotations

import io
from typing import Self

from services.actions.printing import ONE_AT_A_TIME, opened


class Merging:
    """Papers put one after the other into one file, their pages untouched; `whole` gives its bytes.

    `two_sided` puts an empty page behind a paper of odd pages, so that none begins on the back of another.
    """

    def __init__(self, *, two_sided: bool = False) -> None:
        import pypdfium2  # noqa: PLC0415  4 MB, and nothing at start-up draws a paper

        self._two_sided = two_sided
        with ONE_AT_A_TIME:
            self._file = pypdfium2.PdfDocument.new()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with ONE_AT_A_TIME:
            self._file.close()

    def add(self, pdf: bytes) -> None:
        """One paper more. Raises Damaged."""
        with opened(pdf) as paper:
            self._file.import_pages(paper)
            if self._two_sided and len(paper) % 2:
                self._file.new_page(*paper[0].get_size()).close()

    def whole(self) -> bytes:
        """The file."""
        target = io.BytesIO()
        with ONE_AT_A_TIME:
            self._file.save(target)
        return target.getvalue()

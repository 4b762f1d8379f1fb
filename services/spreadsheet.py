"""表格: rows out to xlsx and in from xlsx or csv, as text cells; sizes bounded, nothing interpreted."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from services.errors import BadInput

MAX_FILE, MAX_UNPACKED, MAX_ROWS = 20 * 1024 * 1024, 200 * 1024 * 1024, 20_000
_LONGEST = 2_000

Rows = list[tuple[int, tuple[str, ...]]]
"""The number that a spreadsheet shows beside a row, and its cells."""


def read(path: Path) -> Rows:
    """The rows of a csv file or of the first sheet of an xlsx file, empty ones left out; the head is the first.

    Raises BadInput for a file of another sort, one too large, and one that cannot be read.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise BadInput(f"{path.name} 超过 20 MB，没有导入。")
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(f"读不到文件 {path.name}。请核对位置。") from error
    match path.suffix.lower():
        case ".xlsx":
            return _kept(_xlsx(path.name, raw), path.name)
        case ".csv":
            return _kept(_csv(path.name, raw), path.name)
    raise BadInput(f"{path.name} 不是 xlsx 或 csv 文件，没有导入。请另存为其中一种。")


def write(name: str, rows: Sequence[Sequence[str]], widths: Sequence[int] = ()) -> bytes:
    """An xlsx file of one sheet, every cell text, its head fixed; `widths` in characters."""
    import openpyxl  # noqa: PLC0415 - a third of a second, and only a list that is given out needs it

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    sheet.freeze_panes = "B2"
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            # Text, so that no spreadsheet program makes a number of a plate or a formula of a note.
            cell.value, cell.data_type, cell.number_format = text, "s", "@"
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = width
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _xlsx(name: str, raw: bytes) -> list[list[Any]]:
    import openpyxl  # noqa: PLC0415 - as above

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(member.file_size for member in packed.infolist()) > MAX_UNPACKED:
                raise BadInput(f"{name} 展开后超过 200 MB，没有导入。")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles of other programs are not our matter
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            try:
                return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
            finally:
                book.close()
    except BadInput:
        raise
    except Exception as error:  # openpyxl raises whatever its XML parser, its zip or its own code trips over
        raise BadInput(f"{name} 不是完好的 xlsx 文件，没有导入。请用表格软件打开后另存。") from error


def _csv(name: str, raw: bytes) -> list[list[Any]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return [list(row) for row in csv.reader(io.StringIO(text, newline=""))]
        except csv.Error as error:
            raise BadInput(f"{name} 的格式不对，没有导入。请用表格软件重新导出。") from error
    raise BadInput(f"{name} 的文字编码不是 UTF-8 或 GB18030，没有导入。")


def _kept(lines: Iterable[Sequence[Any]], name: str) -> Rows:
    found: Rows = []
    for number, line in enumerate(lines, 1):
        cells = tuple(_text(cell)[:_LONGEST] for cell in line)
        if any(cells):
            found.append((number, cells))
        if len(found) > MAX_ROWS:
            raise BadInput(f"{name} 超过 {MAX_ROWS:,} 行，没有导入。请分批导入。")
    return found


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()

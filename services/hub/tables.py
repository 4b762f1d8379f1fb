"""表格文件: xlsx, csv and json files as sheets of rows, in and out; sizes bounded, nothing interpreted yet."""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from services.errors import BadInput
from services.hub.cells import Cell

MAX_FILE, MAX_UNPACKED, MAX_ROWS = 100 * 1024 * 1024, 1024 * 1024 * 1024, 300_000
_XLSX, _CSV, _JSON = ".xlsx", ".csv", ".json"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file; `number` is what a spreadsheet shows beside it."""

    number: int
    cells: Mapping[str, Cell]


Tables = dict[str, list[Row]]


def read(path: Path, only: str) -> Tables:
    """The sheets of a file (xlsx, json), of a folder of csv files, or of one csv file, taken as sheet `only`.

    Raises BadInput when the file is of another sort, too large or unreadable.
    """
    if path.is_dir():
        files = sorted(path.glob("*.csv"))
        if not files:
            raise BadInput(f"文件夹 {path.name} 里没有 csv 文件，没有导入。")
        return {file.stem: _csv(file) for file in files}
    _check_size(path)
    match path.suffix.lower():
        case ".xlsx":
            return _xlsx(path)
        case ".json":
            return _json(path)
        case ".csv":
            return {only: _csv(path)}
    raise BadInput(f"{path.name} 不是 xlsx、csv 或 json 文件，没有导入。请另存为其中一种。")


def write(path: Path, tables: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Writes sheets (head row first) as xlsx or json by the suffix, or as a folder of csv files without one."""
    match path.suffix.lower():
        case ".xlsx":
            _write_xlsx(path, tables)
        case ".json":
            content = {
                name: [dict(zip(rows[0], r, strict=True)) for r in rows[1:]] for name, rows in tables.items()
            }
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        case "":
            path.mkdir(parents=True, exist_ok=True)
            for name, rows in tables.items():
                with (path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                    csv.writer(file).writerows(rows)
        case _:
            raise BadInput("只能导出为 xlsx、json 或一个文件夹（csv）。")


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BadInput(f"读不到文件 {path.name}。请核对位置。") from error
    if size > MAX_FILE:
        raise BadInput(f"{path.name} 超过 100 MB，没有导入。请分批导入。")


def _xlsx(path: Path) -> Tables:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(member.file_size for member in packed.infolist()) > MAX_UNPACKED:
                raise BadInput(f"{path.name} 展开后超过 1 GB，没有导入。请分批导入。")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and print settings of other programs are not our matter
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                return {
                    sheet.title: list(_rows(sheet.iter_rows(values_only=True))) for sheet in book.worksheets
                }
            finally:
                book.close()
    except BadInput:
        raise
    except Exception as error:  # openpyxl raises whatever its XML parser, its zip or its own code trips over
        raise BadInput(f"{path.name} 不是完好的 xlsx 文件，没有导入。请用表格软件打开后另存。") from error


def _csv(path: Path) -> list[Row]:
    _check_size(path)
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return list(_rows(csv.reader(io.StringIO(text, newline=""))))
        except csv.Error as error:
            raise BadInput(f"{path.name} 的格式不对，没有导入。请用表格软件重新导出。") from error
    raise BadInput(f"{path.name} 的文字编码不是 UTF-8 或 GB18030，没有导入。")


def _json(path: Path) -> Tables:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadInput(f"{path.name} 不是完好的 json 文件，没有导入。") from error
    if not isinstance(content, dict) or not all(_is_table(rows) for rows in content.values()):
        raise BadInput(f"{path.name} 的结构不对：应为 表名 → 行 → 列名与内容，没有导入。")
    return {name: _numbered(rows) for name, rows in content.items()}


def _is_table(rows: Any) -> bool:
    simple = (str, int, float, bool, type(None))
    return isinstance(rows, list) and all(
        isinstance(row, dict) and all(isinstance(cell, simple) for cell in row.values()) for row in rows
    )


def _numbered(rows: Sequence[Mapping[str, Cell]]) -> list[Row]:
    _check_count(len(rows))
    return [Row(number, row) for number, row in enumerate(rows, 2)]  # as if the heads stood in row 1


def _rows(lines: Iterable[Sequence[Cell]]) -> Iterator[Row]:
    """The first line holds the heads; empty lines are passed over."""
    heads: list[str] | None = None
    for number, line in enumerate(lines, 1):
        _check_count(number)
        if all(cell is None or not str(cell).strip() for cell in line):
            continue
        if heads is None:
            heads = [str(cell or "").strip() for cell in line]
            continue
        yield Row(number, {head: cell for head, cell in zip(heads, line, strict=False) if head})


def _check_count(rows: int) -> None:
    if rows > MAX_ROWS:
        raise BadInput(f"表格超过 {MAX_ROWS} 行，没有导入。请分批导入。")


def _write_xlsx(path: Path, tables: Mapping[str, Sequence[Sequence[str]]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "B2"
        for row in rows:
            sheet.append([_as_text(sheet, cell) for cell in row])
    book.save(path)


def _as_text(sheet: Any, text: str) -> Any:
    """A text cell, so that no spreadsheet program makes a number of an identity number or a formula of a note."""
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=None)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    return cell

"""The blocks court papers share: head, parties, labelled lines, inventories, annexes and the closing of the text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Spacer

from services.documents.closing import Body, Closing
from services.documents.headed import Headed
from services.documents.paragraph import Paragraph
from services.documents.table import Cell, Columns, Table
from services.documents.typesetting import MM, Alignment, Style, Styles

_SHORT_VALUE, _SHORT_LABEL = 13, 7  # characters up to which two answers share a row of a form
SEAL_DIAMETER = 42 * MM  # a basic court's seal, kept free around the date ("骑年压月")


def head(court: str, title: str, number: str, styles: Styles, *, more: Sequence[str] = ()) -> list[Flowable]:
    """Court name ("" on what a party hands in), title, the case number right, further numbers below it."""
    numbers = [Paragraph(line, styles.number) for line in (number, *more) if line]
    above = [Paragraph(court, styles.court)] if court else []
    return [*above, Paragraph(title, styles.title), *numbers, gap(styles, 0.5)]


def gap(styles: Styles, lines: float = 1.0) -> Flowable:
    """Empty lines of the body's leading."""
    return Spacer(0, lines * styles.body.leading)


def text(words: str, styles: Styles) -> Paragraph:
    """A body paragraph, indented by two characters and justified."""
    return Paragraph(words, styles.body)


def texts(paragraphs: str | Sequence[str], styles: Styles) -> list[Flowable]:
    """Body paragraphs; a line feed in a text begins a new paragraph."""
    joined = paragraphs if isinstance(paragraphs, str) else "\n".join(paragraphs)
    return [text(part, styles) for part in joined.split("\n") if part]


def flush(words: str, styles: Styles) -> Paragraph:
    """A paragraph without indent: the addressee and the colon of a notice."""
    return Paragraph(words, styles.plain)


def heading(words: str, styles: Styles) -> Paragraph:
    """一、 in 黑体; stays with what follows."""
    return Paragraph(words, styles.heading, keep_with_next=True)


def headed(words: str, table: Table, styles: Styles, *, whole: bool = False) -> Headed:
    """一、 in 黑体 over a table, a little apart from what is above; it goes on over the page unless it stays `whole`."""
    return Headed(Paragraph(words, styles.heading), table, 0.3 * styles.body.leading, whole=whole)


def subheading(words: str, styles: Styles) -> Paragraph:
    """（一） in 楷体; stays with what follows."""
    return Paragraph(words, styles.subheading, keep_with_next=True)


def labelled(label: str, value: str, styles: Styles) -> Paragraph:
    """黑体 label, colon, 仿宋 value; further lines hang under the value's first character."""
    lead = (len(label) + 1) * styles.body.pitch
    style = dataclasses.replace(styles.plain, left_indent=lead, first_indent=-lead)
    return Paragraph(
        [(style, ""), (dataclasses.replace(style, role="hei"), label + "："), (style, value)], style
    )


def questions(lines: Sequence[tuple[str, str]], styles: Styles) -> list[Flowable]:
    """问, 答 and 述: each a line of its own, its text hanging behind the mark."""
    return [labelled(mark, words, styles) for mark, words in lines]


def numbered(items: Sequence[str], styles: Styles, *, start: int = 1) -> list[Flowable]:
    """1. 2. 3.: body paragraphs with Arabic numbers."""
    return [text(f"{number}.{item}", styles) for number, item in enumerate(items, start)]


def facts_table(rows: Sequence[Sequence[tuple[str, str]]], styles: Styles) -> Table:
    """A form: rows of one or two pairs of 黑体 label and value; a single pair takes the whole width."""
    set_rows: list[list[str | Cell]] = []
    for row in rows:
        cells: list[str | Cell] = []
        for label, value in row:
            cells.append(Cell(label, style=styles.cell_head))
            cells.append(Cell(value, span=1 if len(row) > 1 else 3))
        set_rows.append(cells)
    return Table(set_rows, Columns((17.0, 33.0, 17.0, 33.0)), styles.cell, styles.cell_head, head=0)


def paired(pairs: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Rows for a facts table: two short answers beside each other, a long one alone."""
    rows: list[list[tuple[str, str]]] = []
    waiting: list[tuple[str, str]] = []
    for pair in pairs:
        label, value = pair
        if len(value) > _SHORT_VALUE or len(label) > _SHORT_LABEL or "\n" in value:
            rows += [[p] for p in waiting]
            rows.append([pair])
            waiting = []
        elif waiting:
            rows.append([*waiting, pair])
            waiting = []
        else:
            waiting = [pair]
    return rows + [[p] for p in waiting]


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A column of an inventory: its title, its share of the width, and how its cells stand."""

    title: str
    width: float
    align: Alignment = "left"


def inventory(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    styles: Styles,
    *,
    total: Sequence[str] | None = None,
) -> Table:
    """Goods in a ruled table with repeated head; `total` is a last row of as many cells. Money columns: right."""
    body = [*rows, total] if total is not None else list(rows)
    measures = Columns(tuple(c.width for c in columns), tuple(c.align for c in columns))
    return Table([[c.title for c in columns], *body], measures, styles.cell, styles.cell_head)


def annexes(items: Sequence[str], styles: Styles) -> list[Flowable]:
    """附：1. … 2. …, the numbers one under the other; nothing for no items."""
    if not items:
        return []
    lead = 2 * styles.body.pitch
    first = dataclasses.replace(styles.plain, left_indent=lead)
    lines = [items[0]] if len(items) == 1 else [f"{n}.{item}" for n, item in enumerate(items, start=1)]
    return [
        Paragraph(("附：" if index == 0 else "") + line, first if index == 0 else _after_annex(styles))
        for index, line in enumerate(lines)
    ]


def _after_annex(styles: Styles) -> Style:
    return dataclasses.replace(styles.plain, left_indent=4 * styles.body.pitch)


def date_line(date: str, styles: Styles, *, sealed: bool = False) -> list[Flowable]:
    """The date right, four characters from the edge; for sealed papers with the seal's circle kept free around it."""
    style = dataclasses.replace(styles.plain, align="right", right_indent=4 * styles.body.pitch)
    line = Paragraph(date, style)
    if not sealed:
        return [line]
    free = (SEAL_DIAMETER - style.leading) / 2
    return [Spacer(0, free), line, Spacer(0, free)]


def signers(lines: Sequence[tuple[str, str]], styles: Styles) -> list[Flowable]:
    """The tail of a ruling: 审判长 张　三, right, one line each."""
    style = dataclasses.replace(styles.plain, align="right", right_indent=2 * styles.body.pitch)
    return [Paragraph(f"{role}　　{name}", style) for role, name in lines]


def spoken(part: Flowable) -> Iterator[str]:
    """The text of a paragraph, or of each row of a table, as it is read out."""
    if isinstance(part, Paragraph):
        yield "".join(words for _, words in part.spans)
    elif isinstance(part, Table):
        yield from part.texts()
    elif isinstance(part, Headed):
        for inner in part.parts:
            yield from spoken(inner)


def section(words: str, content: Sequence[Flowable], styles: Styles) -> list[Flowable]:
    """A headed section; where it begins with a table the heading stays with the table's first rows."""
    first, *rest = content
    if isinstance(first, Table):
        return [headed(words, first, styles), *rest]
    return [gap(styles, 0.3), heading(words, styles), first, *rest]


def closing(story: Sequence[Flowable], block: Sequence[Flowable]) -> list[Flowable]:
    """The story with a block under its last paragraph or table that never goes over the page without two lines."""
    *before, last = story
    if not isinstance(last, Body):
        return [*story, *block]
    if isinstance(last, Paragraph) and before and isinstance(before[-1], Body):
        return [*before[:-1], Closing(last, block, before[-1])]
    return [*before, Closing(last, block)]

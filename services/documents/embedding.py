"""One font file as reportlab sees it: glyphs addressed by their own numbers, embedded as an exact subset at save."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont, TTLibError
from reportlab.pdfbase import pdfdoc, pdfmetrics

from services.errors import Damaged


class FontUnreadable(Damaged):
    """A font file of the program is missing or damaged."""

    message = "文书字体文件缺失或已损坏，无法出具文书。请重新安装程序。"


class _Metrics:
    """What reportlab asks of a font's face: its name, and its ascent and descent in thousandths."""

    def __init__(self, name: str, ascent: float, descent: float) -> None:
        self.name = name
        self.ascent = ascent
        self.descent = descent


class Face:
    """A font file, read lazily from disk; duck-typed like reportlab's TTFont.

    Codes are CIDs of a CFF font and glyph numbers of a TrueType one (Identity-H). Two characters that share a
    glyph go into different subsets, so that each keeps its own entry in the text layer.
    """

    _multiByte = 1
    _dynamicFont = 1
    shapable = False
    encName = "Identity-H"

    def __init__(self, name: str, path: Path) -> None:
        self.fontName = name
        try:
            self._source = hb.Face(hb.Blob.from_file_path(str(path)))
            self._font = hb.Font(self._source)
            self._unicodes = frozenset(self._source.unicodes)
            tables = set(self._source.table_tags)
            self.is_cff = "CFF " in tables
            if not self._unicodes or not ({"CFF ", "glyf"} & tables) or not _is_whole(path):
                raise FontUnreadable
            self._cids = _cid_by_glyph(path) if self.is_cff else None
        except (OSError, hb.HarfBuzzError, TTLibError, ValueError, KeyError, AssertionError) as error:
            raise FontUnreadable from error
        self._em = float(self._source.upem)
        self._glyphs: dict[str, int] = {}
        self._advances: dict[str, float] = {}
        extents = self._font.get_font_extents("ltr")
        self.face = _Metrics(name, 1000 * extents.ascender / self._em, 1000 * extents.descender / self._em)
        pdfmetrics.registerFont(self)

    def __contains__(self, character: str) -> bool:
        return ord(character) in self._unicodes

    def glyph(self, character: str) -> int:
        """The glyph number of a character the face has."""
        found = self._glyphs.get(character)
        if found is None:
            found = self._glyphs[character] = self._font.get_nominal_glyph(ord(character)) or 0
        return found

    def advance(self, character: str) -> float:
        """The character's width in ems."""
        found = self._advances.get(character)
        if found is None:
            found = self._font.get_glyph_h_advance(self.glyph(character)) / self._em
            self._advances[character] = found
        return found

    def blanks(self, character: str) -> tuple[float, float]:
        """The empty space left and right of the ink, in ems."""
        extents = self._font.get_glyph_extents(self.glyph(character))
        if extents is None:
            return 0.0, 0.0
        left = extents.x_bearing / self._em
        return left, self.advance(character) - left - extents.width / self._em

    def outline(self, character: str, pen: Any) -> None:
        """Draws the character's outline, in font units, with a fontTools pen."""
        self._font.draw_glyph_with_pen(self.glyph(character), pen)

    @property
    def units_per_em(self) -> float:
        """Font units per em, the scale of `outline`."""
        return self._em

    # what reportlab calls

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:
        """The width of text in pt; reportlab's name."""
        return size * sum(map(self.advance, text))

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """Text as (subset, two-byte codes) pieces, noting the characters used in this document; reportlab's name."""
        subsets = self._used(doc)
        pieces: list[tuple[int, bytearray]] = []
        for character in text:
            number, code = self._place(subsets, character)
            if not pieces or pieces[-1][0] != number:
                pieces.append((number, bytearray()))
            pieces[-1][1].extend(code.to_bytes(2, "big"))
        return [(number, bytes(codes)) for number, codes in pieces]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        """The font's name inside the document's pages; reportlab's name."""
        key = f"{self.fontName}+{subset}"
        name: str | None = doc.fontMapping.get(key)
        if name is None:
            name = doc.fontMapping[key] = f"/F{len(doc.fontMapping) + 1}"
        return name

    def addObjects(self, doc: Any) -> None:
        """Writes the font objects when the document is saved; reportlab's name."""
        for number, used in enumerate(self._used(doc)):
            self._embed(doc, number, dict(sorted(used.items())))

    # per document

    def _used(self, doc: Any) -> list[dict[int, str]]:
        registry = doc.__dict__.setdefault("fieldwork_faces", {})
        if self.fontName not in registry:
            registry[self.fontName] = [{}]
            doc.delayedFonts.append(self)
        subsets: list[dict[int, str]] = registry[self.fontName]
        return subsets

    def _place(self, subsets: list[dict[int, str]], character: str) -> tuple[int, int]:
        glyph = self.glyph(character)
        code = self._cids[glyph] if self._cids is not None else glyph
        for number, used in enumerate(subsets):
            if used.setdefault(code, character) == character:
                return number, code
        subsets.append({code: character})
        return len(subsets) - 1, code

    def _subset(self, characters: str) -> hb.Face:
        order = hb.SubsetInput()
        order.unicode_set.update(map(ord, characters))
        order.layout_feature_tag_set.clear()
        order.flags = hb.SubsetFlags.NO_HINTING if not self.is_cff else hb.SubsetFlags.DEFAULT
        return hb.subset(self._source, order)

    def _embed(self, doc: Any, number: int, used: dict[int, str]) -> None:
        internal = self.getSubsetInternalName(number, doc)[1:]
        characters = "".join(used.values())
        digest = hashlib.sha256(f"{number}{characters}".encode()).digest()
        base = "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + self.fontName
        subset = self._subset(characters)
        reference = _References(doc, internal)
        descriptor = reference("descriptor", self._descriptor(reference, base, subset))
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType0" if self.is_cff else "CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": _IDENTITY,
                "FontDescriptor": descriptor,
                "DW": 1000,
                "W": self._widths(used),
            }
        )
        if not self.is_cff:
            descendant["CIDToGIDMap"] = reference("gids", _stream(doc, _glyph_map(subset, used)))
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([reference("descendant", descendant)]),
                "ToUnicode": reference("unicode", _stream(doc, _to_unicode(used))),
            }
        )
        doc.idToObject["BasicFonts"].dict[internal] = reference("font", font)

    def _descriptor(self, reference: _References, base: str, subset: hb.Face) -> Any:
        if self.is_cff:
            file = _stream(reference.doc, bytes(subset.reference_table("CFF ").data))
            file.dictionary["Subtype"] = pdfdoc.PDFName("CIDFontType0C")
        else:
            data = bytes(subset.blob.data)
            file = _stream(reference.doc, data)
            file.dictionary["Length1"] = len(data)
        ascent, descent = round(self.face.ascent), round(self.face.descent)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(base),
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-200, descent, 1200, ascent]),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 700,
                "StemV": 80,
                "FontFile3" if self.is_cff else "FontFile2": reference("file", file),
            }
        )

    def _widths(self, used: dict[int, str]) -> Any:
        widths: list[Any] = []
        for code, character in used.items():
            width = round(1000 * self.advance(character))
            if width != 1000:
                widths += [code, pdfdoc.PDFArray([width])]
        return pdfdoc.PDFArray(widths)


_IDENTITY = pdfdoc.PDFDictionary(
    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
)


class _References:
    """Adds objects to a document under names of their own; without a name reportlab writes a broken table."""

    def __init__(self, doc: Any, prefix: str) -> None:
        self.doc = doc
        self._prefix = prefix

    def __call__(self, name: str, thing: Any) -> Any:
        return self.doc.Reference(thing, f"{self._prefix}:{name}")


def _stream(doc: Any, content: bytes) -> Any:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress] if doc.compression else None)


def _is_whole(path: Path) -> bool:
    """Whether the file holds every table its directory names; harfbuzz reads a cut file as empty glyphs."""
    with path.open("rb") as file:
        count = int.from_bytes(file.read(12)[4:6], "big")
        records = [file.read(16) for _ in range(count)]
    ends = (int.from_bytes(r[8:12], "big") + int.from_bytes(r[12:16], "big") for r in records)
    return max(ends, default=0) <= path.stat().st_size


def _cid_by_glyph(path: Path) -> list[int] | None:
    """Glyph number to CID, for a CID-keyed CFF font; None where the two are the same."""
    with TTFont(io.BytesIO(path.read_bytes()), lazy=True) as font:
        top = font["CFF "].cff.topDictIndex[0]
        if not hasattr(top, "ROS"):
            return None
        return [int(name[3:]) if name != ".notdef" else 0 for name in top.charset]


def _glyph_map(subset: hb.Face, used: dict[int, str]) -> bytes:
    """CIDToGIDMap: two bytes per code, the glyph number inside the subset."""
    font = hb.Font(subset)
    table = bytearray(2 * (max(used, default=0) + 1))
    for code, character in used.items():
        table[2 * code : 2 * code + 2] = (font.get_nominal_glyph(ord(character)) or 0).to_bytes(2, "big")
    return bytes(table)


def _to_unicode(used: dict[int, str]) -> bytes:
    """The ToUnicode map in UTF-16BE, also above U+FFFF, at most 100 entries a block."""
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in used.items()]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar\n" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")

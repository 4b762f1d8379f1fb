"""The papers' faces: coverage, refusal by name, the system's 仿宋, damaged files."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from services.documents.embedding import FontUnreadable
from services.documents.faces import (
    CHAINS,
    FOLDER,
    CharacterMissing,
    face_for,
    load,
    missing,
    system_fangsong,
)
from services.documents.paragraph import Paragraph
from services.documents.typesetting import RULING

RARE = "𬭎䶮赟喆堃燊犇㛃〇鹜☐☑☒①⑳㎡℃“”‘’…—·《》×±"


@pytest.mark.parametrize("role", CHAINS)
def test_every_role_shows_all_of_gbk_and_the_rare_characters_of_names(role: str):
    pairs = (bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    hanzi = {
        text
        for pair in pairs
        if len(text := pair.decode("gbk", "ignore")) == 1 and "\u4e00" <= text < "\ua000"
    }

    assert len(hanzi) == 20902
    assert missing("".join(hanzi) + RARE, role) == set()


def test_a_character_no_face_has_is_refused_by_name():
    with pytest.raises(CharacterMissing, match="“𫔭”（U\\+2B52D）") as caught:
        Paragraph("被执行人张𫔭", RULING.body)

    assert caught.value.characters == {"𫔭"}


def test_common_text_opens_no_other_face():
    assert face_for("fang", "执").fontName == "FandolFang-Regular"
    assert face_for("fang", "𬭎").fontName == "PaperRare"
    assert face_for("song", "院").fontName == "PaperSong"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.[ot]tf")), ids=lambda p: p.name)
def test_a_face_carries_its_licence_and_may_be_embedded(file: Path):
    with TTFont(file, lazy=True) as font:
        assert font["OS/2"].fsType in (0, 8)
    stem = "Fandol-COPYING" if file.name.startswith("Fandol") else f"{file.stem}-OFL"
    assert "LICENSE" in (FOLDER / f"{stem}.txt").read_text(encoding="utf-8").upper()


def test_renamed_subsets_do_not_bear_reserved_names():
    for file in FOLDER.glob("Paper*.ttf"):
        with TTFont(file, lazy=True) as font:
            names = " ".join(font["name"].getDebugName(number) or "" for number in (1, 3, 4, 6))
        assert not {"LXGW", "霞鹜", "Source", "Noto"} & set(names.split())


def test_the_systems_fangsong_is_taken_only_where_its_embedding_bits_allow(tmp_path: Path):
    assert system_fangsong([tmp_path]) is None

    file = tmp_path / "simfang.ttf"
    shutil.copy(FOLDER / "PaperHei.ttf", file)
    assert system_fangsong([tmp_path]) == file

    with TTFont(file, lazy=True) as font:
        offset = font.reader.tables["OS/2"].offset
    data = bytearray(file.read_bytes())
    data[offset + 8 : offset + 10] = struct.pack(">H", 2)  # fsType: restricted licence
    file.write_bytes(data)
    assert system_fangsong([tmp_path]) is None


def test_a_system_face_is_found_below_its_folder_under_any_case_and_passed_over_when_damaged(tmp_path: Path):
    folder = tmp_path / "truetype" / "founder"
    folder.mkdir(parents=True)
    file = folder / "FZFSK.TTF"
    shutil.copy(FOLDER / "PaperHei.ttf", file)
    assert system_fangsong([tmp_path / "none", tmp_path]) == file

    damaged = tmp_path / "simfang.ttf"
    damaged.write_bytes(file.read_bytes()[:200_000])
    assert system_fangsong([tmp_path]) == file


@pytest.mark.parametrize("name", ["FandolFang-Regular.otf", "PaperHei.ttf"])
@pytest.mark.parametrize("kept", [0, 100, 200_000, -1000])
def test_a_font_file_cut_short_is_a_sentence_not_a_crash(tmp_path: Path, name: str, kept: int):
    file = tmp_path / name
    file.write_bytes((FOLDER / name).read_bytes()[:kept])

    with pytest.raises(FontUnreadable, match="重新安装"):
        load(file)


def test_a_file_that_is_no_font_is_a_sentence(tmp_path: Path):
    file = tmp_path / "PaperHei.ttf"
    file.write_bytes(b"no font at all" * 1000)

    with pytest.raises(FontUnreadable, match="重新安装"):
        load(file)


def test_a_missing_font_file_is_a_sentence(tmp_path: Path):
    with pytest.raises(FontUnreadable):
        load(tmp_path / "gone.otf")

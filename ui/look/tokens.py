"""The colours of the three themes: one frozen dataclass that stylesheet, widgets and delegates all read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours of one theme by their use; `shapes` says that weight and outline must speak instead of colour."""

    code: str
    title: str
    bg: str
    surface: str
    sunk: str
    ink: str
    ink2: str
    ink3: str
    line: str
    edge: str
    rail: str
    railink: str
    railsel: str
    railselink: str
    act: str
    actink: str
    press: str
    actsoft: str
    actline: str
    acttext: str
    actedge: str
    red: str
    redink: str
    redsoft: str
    redline: str
    redtext: str
    rededge: str
    amb: str
    ambink: str
    ambsoft: str
    ambline: str
    ambtext: str
    ok: str
    okink: str
    oksoft: str
    okline: str
    oktext: str
    focus: str
    scrim: str
    paper: str
    shapes: bool = False
    border: float = 1
    stroke: float = 2

    @property
    def night(self) -> bool:
        """Whether large light areas must be dimmed."""
        return self.code == "night"


DAY = Tokens(
    code="day",
    title="日间",
    bg="#E9EDF2",
    surface="#FFFFFF",
    sunk="#F4F6F9",
    ink="#121D2B",
    ink2="#3A4859",
    ink3="#445262",
    line="#CCD4DE",
    edge="#718092",
    rail="#14263B",
    railink="#D3DEEA",
    railsel="#FFFFFF",
    railselink="#14263B",
    act="#17508F",
    actink="#FFFFFF",
    press="#0F3A6B",
    actsoft="#E2ECF8",
    actline="#9DBCE0",
    acttext="#133F73",
    actedge="#17508F",
    red="#9C1A1C",
    redink="#FFFFFF",
    redsoft="#FBE8E6",
    redline="#DDA19D",
    redtext="#861114",
    rededge="#9C1A1C",
    amb="#F2B33D",
    ambink="#2B1A00",
    ambsoft="#FFF2D8",
    ambline="#DDB065",
    ambtext="#653A00",
    ok="#185E40",
    okink="#FFFFFF",
    oksoft="#E1F1E8",
    okline="#9CCBB2",
    oktext="#0F4B31",
    focus="#B86E00",
    scrim="#94121D2B",
    paper="#FFFFFF",
)

SUN = Tokens(
    code="sun",
    title="强光",
    bg="#FFFFFF",
    surface="#FFFFFF",
    sunk="#FFFFFF",
    ink="#000000",
    ink2="#000000",
    ink3="#000000",
    line="#000000",
    edge="#000000",
    rail="#FFFFFF",
    railink="#000000",
    railsel="#000000",
    railselink="#FFFFFF",
    act="#000000",
    actink="#FFFFFF",
    press="#000000",
    actsoft="#FFFFFF",
    actline="#000000",
    acttext="#000000",
    actedge="#000000",
    red="#000000",
    redink="#FFFFFF",
    redsoft="#FFFFFF",
    redline="#000000",
    redtext="#000000",
    rededge="#000000",
    amb="#FFFFFF",
    ambink="#000000",
    ambsoft="#FFFFFF",
    ambline="#000000",
    ambtext="#000000",
    ok="#000000",
    okink="#FFFFFF",
    oksoft="#FFFFFF",
    okline="#000000",
    oktext="#000000",
    focus="#000000",
    scrim="#CCFFFFFF",
    paper="#FFFFFF",
    shapes=True,
    border=2,
    stroke=2.4,
)

NIGHT = Tokens(
    code="night",
    title="夜间",
    bg="#0C1219",
    surface="#161F2A",
    sunk="#111922",
    ink="#E9EEF4",
    ink2="#BCC8D4",
    ink3="#AAB7C5",
    line="#2D3A49",
    edge="#6E7F92",
    rail="#080D13",
    railink="#B4C1CE",
    railsel="#24364B",
    railselink="#FFFFFF",
    act="#25599A",
    actink="#FFFFFF",
    press="#1B4478",
    actsoft="#1A2F48",
    actline="#3E638D",
    acttext="#B4D3F8",
    actedge="#8DBBF2",
    red="#982825",
    redink="#FFFFFF",
    redsoft="#3A1A1B",
    redline="#8A4643",
    redtext="#FFC3BC",
    rededge="#E58A80",
    amb="#F0BA55",
    ambink="#231500",
    ambsoft="#33280F",
    ambline="#7C6327",
    ambtext="#F7D48F",
    ok="#7FD0A5",
    okink="#04190E",
    oksoft="#132B20",
    okline="#35694F",
    oktext="#A5E3C3",
    focus="#FFC44D",
    scrim="#A8000000",
    paper="#E9EEF4",
)

THEMES = {tokens.code: tokens for tokens in (DAY, SUN, NIGHT)}

# Every text colour and the grounds it may stand on; each pair reaches 7:1 in every theme.
TEXT_PAIRS = (
    ("ink", "surface"),
    ("ink", "bg"),
    ("ink", "sunk"),
    ("ink", "actsoft"),
    ("ink", "redsoft"),
    ("ink", "ambsoft"),
    ("ink2", "surface"),
    ("ink2", "bg"),
    ("ink2", "sunk"),
    ("ink2", "actsoft"),
    ("ink2", "redsoft"),
    ("ink2", "ambsoft"),
    ("ink3", "sunk"),
    ("ink3", "surface"),
    ("railink", "rail"),
    ("railselink", "railsel"),
    ("actink", "act"),
    ("actink", "press"),
    ("acttext", "actsoft"),
    ("acttext", "surface"),
    ("redink", "red"),
    ("redtext", "redsoft"),
    ("redtext", "surface"),
    ("ambink", "amb"),
    ("ambtext", "ambsoft"),
    ("okink", "ok"),
    ("oktext", "oksoft"),
)


def contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two `#RRGGBB` colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

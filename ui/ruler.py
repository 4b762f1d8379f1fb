"""The screen's pixels to the inch: what the officer's ruler says, else what the screen says of itself."""

from __future__ import annotations

from PySide6.QtGui import QScreen

from ui.look.style import STANDARD_DPI

BELIEVABLE = (72, 250)


def dpi_of(screen: QScreen, calibrated: object) -> float:
    """Calibrated pixels to the inch if there are any; a screen that says something absurd counts as a common one."""
    if isinstance(calibrated, int | float) and calibrated > 0:
        return float(calibrated)
    said = screen.physicalDotsPerInch()
    return said if BELIEVABLE[0] <= said <= BELIEVABLE[1] else STANDARD_DPI

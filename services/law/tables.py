"""The dated tables in resources/law: articles, holidays, fees and terms, read once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "resources" / "law"


def load(name: str) -> dict[str, Any]:
    """The table `name`.toml of the program's own resources."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))

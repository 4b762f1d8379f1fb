"""What a vault loads late: what neither 解锁 nor 今日 needs of the libraries that it stands on."""

from __future__ import annotations

import importlib.util
import sys
from typing import Any


def age() -> Any:
    """The library of age files (age-encryption.org/v1), for the first attachment; its module, 1.4 MB in memory."""
    import pyrage  # noqa: PLC0415 - 1.4 MB, for the first attachment only

    return pyrage


def put_off(name: str) -> None:
    """Lets a module load when something of it is first asked for, and not when another module imports it."""
    spec = None if name in sys.modules else importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

"""The screens, at the folder's door: PySide is spared reading the source of every module that is imported.

It looks for modules that might switch on snake_case or true_property; this program has none. Unspared, it reads and
keeps three hundred files: 13 MB, and a tenth of the time to 解锁.
"""

from __future__ import annotations

import importlib
from typing import Any

import shiboken6  # noqa: F401  brings shibokensupport into being

_feature: Any = importlib.import_module("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):  # a private name: where it is gone, the reading is only slow
    _feature._mod_uses_pyside = lambda module: True

"""What is loaded late: what neither 解锁 nor 今日 needs of the libraries that they stand on."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


def age() -> Any:
    """The library of age files (age-encryption.org/v1), for the first attachment; its module, 1.4 MB in memory."""
    import pyrage  # noqa: PLC0415 - 1.4 MB, for the first attachment only

    return pyrage


class Waiting(ModuleType):
    """Stands for a module until something is asked of it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # whoever walks through all modules looks at what each of them is
            raise AttributeError(name)
        _let_go(self)
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def putting_off(*names: str) -> Iterator[None]:
    """What is imported meanwhile gets these modules at first use; anybody else, and later, gets them as ever."""
    waiting = {name: Waiting(name) for name in names if name not in sys.modules}
    sys.modules.update(waiting)
    try:
        yield
    finally:
        for module in waiting.values():
            _let_go(module)


def _let_go(waiting: Waiting) -> None:
    """The next import of that name brings the module itself."""
    if sys.modules.get(waiting.__name__) is waiting:
        del sys.modules[waiting.__name__]

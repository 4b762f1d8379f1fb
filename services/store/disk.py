"""落盘: files and folders that survive a pulled battery, and a lock that keeps a second process out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from services.errors import NotAllowed

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def replace_file(path: Path, content: bytes) -> None:
    """Writes a small file so that after any crash either the old or the new content stands; raises OSError."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as stream:
        stream.write(content)
        sync(stream)
    temporary.replace(path)
    sync_folder(path.parent)


def sync(stream: BinaryIO) -> None:
    """The stream's bytes on the disk, not only with the operating system."""
    stream.flush()
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """The folder's names on the disk; Windows does this itself and allows no handle on a folder."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Lock:
    """Holds a folder's file `lock` for one process; the system lets go of it when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Raises NotAllowed when another opening of the same vault holds it."""
        self._stream = (folder / "lock").open("a+b")
        try:
            self._take()
        except OSError as error:
            self._stream.close()
            raise NotAllowed("这个保险库已经在另一个窗口中打开。请先关闭那个窗口，再在这里打开。") from error

    def _take(self) -> None:
        if sys.platform == "win32":
            self._stream.seek(0)
            msvcrt.locking(self._stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def release(self) -> None:
        """Lets the next one open the vault; doing it twice is harmless."""
        self._stream.close()

"""打印服务: questions to CUPS by its own commands, and whether it has the whole of a paper it was given."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator

PATIENCE_S = 20.0
_TAKEN = re.compile(r"request id is (\S+-\d+) ")


def told(*command: str) -> Iterator[str]:
    """The lines of a command's answer; none where it fails, is not there, or says nothing in time."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE_S, env=plain(), check=False)
    except (subprocess.TimeoutExpired, FileNotFoundError):
        return
    if done.returncode == 0:
        yield from done.stdout.decode(errors="replace").splitlines()


def plain() -> dict[str, str]:
    """The environment with the language in which the commands' answers are read."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}


def has_whole(queue: str, said: str, size: int) -> bool | None:
    """Whether the service has all `size` bytes of a paper that `lp` says it handed over; None where nobody answers.

    Of a line that is cut amid a paper `lp` may hear nothing: the service is asked. A job not listed any more is printed,
    half a job is cancelled.
    """
    named = _TAKEN.search(said)
    if named is None:
        return True
    asked = ["lpstat", "-W", "all", "-o", queue]
    try:
        answer = subprocess.run(asked, capture_output=True, timeout=PATIENCE_S, env=plain(), check=True)
    except (subprocess.SubprocessError, OSError):
        return None
    jobs = {
        words[0]: int(words[2])
        for words in map(str.split, answer.stdout.decode(errors="replace").splitlines())
        if len(words) > 2 and words[2].isdigit()
    }
    if jobs.get(named[1], size) >= size:
        return True
    list(told("cancel", named[1]))
    return False

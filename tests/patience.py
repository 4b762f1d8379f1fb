"""How long a test waits for what must come: long enough for a machine that is busy with the other half of the suite."""

from __future__ import annotations

PROGRAM_S = 300  # a program started by a test, from its first import to its end
MILLISECONDS = 120_000  # a state on the screen
SECONDS = MILLISECONDS / 1000  # a thread, another process, the network

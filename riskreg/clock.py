"""Time and ids of a real machine."""

from __future__ import annotations

import secrets
import threading
from datetime import UTC, date, datetime


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now().astimezone().date()


class SystemIds:
    """Ids below 2**53, so that every JSON reader can hold them: milliseconds, then chance.

    Two programs on one register meet with a chance of 1 in 4096 if they make an id in the same
    millisecond; the database then refuses the second and the command is planned anew.
    """

    _EPOCH_MS = 1_577_836_800_000  # 2020-01-01; 41 bits of milliseconds last until 2089

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def next(self) -> int:
        moment = int(datetime.now(UTC).timestamp() * 1000) - self._EPOCH_MS
        fresh = (moment << 12) | secrets.randbelow(1 << 12)
        with self._lock:
            self._last = max(self._last + 1, fresh)
            return self._last

"""How often somebody may ask: each who is signed in for themselves, everybody else by the address
they come from. Whoever asks more often is a program, and a program that reads what its person may
read is how a whole list of patients leaves.

It counts in the memory of this process: with several, each answers as many. What must not be tried
often whoever asks (codes, passwords, links) is counted in the database, by `trust/`.
"""

from collections import Counter
from datetime import datetime, timedelta
from threading import Lock

from advice_line.errors import TooManyTries

WINDOW = timedelta(minutes=1)
# Behind one address may sit a whole practice, or all of a hospital.
OF_AN_ADDRESS = 10
_SAID = "Too many pages in a minute."


class Rates:
    def __init__(self, most: int) -> None:
        """`most` requests a minute of one person; 0: as many as they like."""
        self._most = most
        self._lock = Lock()
        self._since: datetime | None = None
        self._counted: Counter[str] = Counter()

    def of_person(self, label: str, now: datetime) -> None:
        """Raises `errors.TooManyTries`."""
        self._count(label, self._most, now)

    def of_address(self, address: str | None, now: datetime) -> None:
        """Of whoever is not signed in. Raises `errors.TooManyTries`."""
        if address is not None:
            self._count(f"address {address}", self._most * OF_AN_ADDRESS, now)

    def _count(self, who: str, most: int, now: datetime) -> None:
        if not self._most:
            return
        with self._lock:
            # A clock that was set back begins a new minute too.
            if self._since is None or not self._since <= now < self._since + WINDOW:
                self._since = now
                self._counted.clear()
            self._counted[who] += 1
            counted, until = self._counted[who], self._since + WINDOW
        if counted > most:
            raise TooManyTries(int((until - now).total_seconds()) + 1, _SAID)

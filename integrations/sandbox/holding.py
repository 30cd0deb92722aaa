"""Holding REST requests: taken in, and not answered until a story says what becomes of them."""

import threading
from dataclasses import dataclass, field
from typing import Literal

# A forgotten hold must not leave a thread of the test run behind for ever.
_MOST_SECONDS = 120.0

When = Literal["before", "after"]


@dataclass
class Hold:
    """`when` says whether the request is withheld before or after it has been carried out."""

    id: str
    method: str
    path_part: str
    when: When
    left: int
    released: threading.Event = field(default_factory=threading.Event)
    answered: bool = True
    caught: list[str] = field(default_factory=list)


class Holds:
    def __init__(self) -> None:
        self._holds: dict[str, Hold] = {}
        self._lock = threading.Lock()

    def hold(self, method: str, path_part: str, when: When = "after", times: int = 1) -> str:
        """Hold the next `times` requests with this method whose path contains `path_part`."""
        with self._lock:
            found = Hold(f"hold-{len(self._holds) + 1}", method.upper(), path_part, when, times)
            self._holds[found.id] = found
        return found.id

    def caught(self, hold_id: str) -> list[str]:
        """Method and path of what is or was held."""
        return list(self._holds[hold_id].caught)

    def release(self, hold_id: str, answered: bool = True) -> None:
        """Let go: the answer is sent, or the connection is dropped without one."""
        hold = self._holds[hold_id]
        hold.answered = answered
        hold.left = 0
        hold.released.set()

    def wait(self, method: str, path: str, when: When) -> bool:
        """Called by the REST side; False where the answer must never be sent."""
        with self._lock:
            hold = self._matching(method, path, when)
            if hold is None:
                return True
            hold.left -= 1
            hold.caught.append(f"{method} {path}")
        hold.released.wait(_MOST_SECONDS)
        return hold.answered

    def _matching(self, method: str, path: str, when: When) -> Hold | None:
        for hold in self._holds.values():
            if hold.left and hold.when == when and hold.method == method and hold.path_part in path:
                return hold
        return None

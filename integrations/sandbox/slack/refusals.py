"""How Slack refuses: nearly always with status 200, `ok` false and a word of its own."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """Answered with `{"ok": false, "error": code}` and what else belongs to it."""

    def __init__(self, code: str, /, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more: Mapping[str, Any] = more

    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.code, **self.more}


class TooMany(Exception):
    """Answered with status 429 and how many seconds to wait."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class Broken(Exception):
    """Answered with status 500 and no JSON."""


class Lost(Exception):
    """The connection closes without an answer, whatever was done."""


def bad_blocks(code: str, faults: list[str]) -> Refused:
    """As Slack tells what is wrong with blocks: a word, and a sentence for each fault."""
    return Refused(code, response_metadata={"messages": [f"[ERROR] {each}" for each in faults]})

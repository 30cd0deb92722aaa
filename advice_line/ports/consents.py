"""What a person agreed to at a mail provider, renewed by machines from then on."""

from typing import Protocol


class ConsentKept(Protocol):
    """Where the newest refresh token lies, for every process and over every restart: providers end
    an old one, however often it was used. `given` is the one of the settings, from which it comes.
    Each raises `errors.Busy`."""

    def newest(self, given: str) -> str:
        """`given` itself where none has come of it."""
        ...

    def keep(self, given: str, newest: str) -> None: ...

"""What a provider in miniature does not do."""


class Wrong(Exception):
    """A browser came with what no provider takes: a fault of the application that sent it."""


class Denied(Exception):
    """`error` as RFC 6749 names it."""

    def __init__(self, error: str, status: int = 400) -> None:
        self.error = error
        self.status = status
        super().__init__(error)


class Down(Exception):
    """Nobody answers."""

"""A file that somebody gives us, or that we make for somebody."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class NamedFile:
    name: str
    content: bytes = field(repr=False)

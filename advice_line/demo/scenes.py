"""The pieces a story is told in: what is done, what should be seen, what was seen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel


class Step(BaseModel):
    """One step of a story that was told. `seen` is what there was, also where it was not `ok`."""

    name: str
    expected: str
    seen: str
    ok: bool


class Missed(Exception):
    """What was expected did not come; the message is what was seen instead."""


@dataclass(frozen=True)
class Scene:
    """`play` does it and returns what was seen. It raises Missed, or an AssertionError or a
    LookupError, whose message is then what was seen."""

    name: str
    expected: str
    play: Callable[[], str]


def told(scenes: Sequence[Scene]) -> Iterator[Step]:
    """One after the other; the first that fails is the last."""
    for scene in scenes:
        try:
            seen, ok = scene.play(), True
        except (Missed, AssertionError, LookupError) as error:
            seen, ok = str(error), False
        yield Step(name=scene.name, expected=scene.expected, seen=seen, ok=ok)
        if not ok:
            return

"""Unified diffs applied by their words alone: a hunk goes where its lines stand, and must stand
once, so that a patch survives what is written above it. Line numbers are passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class DoesNotApply(Exception):
    """The code is no longer as the patch knows it: renew the patch."""


@dataclass(frozen=True)
class Hunk:
    """`path` is that of a file within the checkout; `before` and `after` are whole lines."""

    path: str
    before: str
    after: str


def apply(patch: str, checkout: Path) -> dict[Path, str]:
    """The changed files' new content; nothing is written. Raises DoesNotApply."""
    changed: dict[Path, str] = {}
    for hunk in hunks(patch):
        path = checkout / hunk.path
        if path not in changed and not path.exists():
            raise DoesNotApply(f"{hunk.path} is gone")
        text = changed.get(path) or path.read_text(encoding="utf-8")
        places = [found.span() for found in re.finditer(f"(?m)^{re.escape(hunk.before)}", text)]
        if len(places) != 1:
            raise DoesNotApply(f"{hunk.path} has {len(places)} places for a hunk")
        ((start, end),) = places
        changed[path] = f"{text[:start]}{hunk.after}{text[end:]}"
    return changed


def hunks(patch: str) -> Iterator[Hunk]:
    path, block = "", list[str]()
    for line in [*patch.splitlines(), "@@"]:
        if line.startswith(("--- ", "+++ ", "@@")):
            if block:
                yield Hunk(path, _side(block, " -"), _side(block, " +"))
                block = []
            path = line.removeprefix("+++ b/") if line.startswith("+++ ") else path
        elif line.startswith((" ", "-", "+")):
            block.append(line)


def _side(block: list[str], signs: str) -> str:
    return "".join(f"{line[1:]}\n" for line in block if line[0] in signs)

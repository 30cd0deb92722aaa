"""Which migrations are the last ones, read from their files without loading them or Alembic."""

import re
from functools import cache
from pathlib import Path

_VERSIONS = Path(__file__).parent / "versions"
_REVISION = re.compile(r'^revision = "(\w+)"$', re.MULTILINE)
_DOWN = re.compile(r'^down_revision = "(\w+)"$', re.MULTILINE)


@cache
def heads() -> frozenset[str]:
    """Those on which no other one stands."""
    return known().difference(name for text in _texts() for name in _DOWN.findall(text))


@cache
def known() -> frozenset[str]:
    return frozenset(name for text in _texts() for name in _REVISION.findall(text))


def _texts() -> list[str]:
    return [each.read_text(encoding="utf-8") for each in _VERSIONS.glob("*.py")]

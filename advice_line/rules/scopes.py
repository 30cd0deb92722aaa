"""Whose scope something is in. An empty scope is everything."""

from collections.abc import Collection, Iterable

# Sites write the short word; whoever reads it on a page, or hears it read, needs the whole.
_IN_FULL = {"msk": "musculoskeletal imaging"}


def name(tag: str) -> str:
    return _IN_FULL.get(tag.lower(), tag)


def names(scope: Iterable[str]) -> str:
    return ", ".join(map(name, scope))


def covers(scope: Collection[str], tag: str) -> bool:
    return not scope or tag in scope


def tags(scopes: Iterable[Collection[str]]) -> list[str]:
    """Every tag that anybody's scope names."""
    return sorted({tag for scope in scopes for tag in scope})

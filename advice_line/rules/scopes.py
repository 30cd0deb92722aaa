"""Whose scope something is in. An empty scope is everything."""

from collections.abc import Collection, Iterable


def covers(scope: Collection[str], tag: str) -> bool:
    return not scope or tag in scope


def tags(scopes: Iterable[Collection[str]]) -> list[str]:
    """Every tag that anybody's scope names."""
    return sorted({tag for scope in scopes for tag in scope})

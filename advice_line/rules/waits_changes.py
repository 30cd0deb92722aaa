"""What changes where one waits board takes the place of another, in sentences."""

from collections.abc import Iterator

from advice_line.rules.waits import Board, Route, Wait, line, name

_Key = tuple[str, Route]


def changes(before: Board | None, after: Board) -> list[str]:
    """In the order of the new board; what is gone comes last. Nothing where the figures are the
    same, whatever their day."""
    if before is None:
        return [f"New: {line(each)}" for each in after.rows]
    return list(_changes(_by_key(before), _by_key(after)))


def _changes(before: dict[_Key, Wait], after: dict[_Key, Wait]) -> Iterator[str]:
    for key, row in after.items():
        old = before.get(key)
        if old is None:
            yield f"New: {line(row)}"
        elif line(old) != line(row):
            yield f"{line(row)} (before: {line(old).removeprefix(f'{name(old)}: ')})"
        elif old.urgent_route != row.urgent_route:
            yield f"{name(row)}: what to do if it is urgent"
    yield from (f"Gone: {line(row)}" for key, row in before.items() if key not in after)


def _by_key(board: Board) -> dict[_Key, Wait]:
    return {(each.modality.lower(), each.route): each for each in board.rows}

"""Which counts are so few that they may tell whom they are of: 1 to SMALL_NUMBER - 1, not 0."""


def few(count: int, small: int) -> bool:
    """`small` is SMALL_NUMBER; at 0 or 1 no count is too few."""
    return 1 <= count < small


def words(small: int) -> str:
    return f"fewer than {small}"

"""Counts of practices below `SMALL_NUMBER`, which would say who asked: told as "fewer than 5"."""


def practices(count: int, small: int) -> str:
    """Such as "6 practices" or "fewer than 5 practices"."""
    told = f"{count}" if count >= small else f"fewer than {small}"
    return f"{told} practice{'' if told == '1' else 's'}"

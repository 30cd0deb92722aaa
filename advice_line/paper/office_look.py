"""The colours and the face of what is written for office programs: the NHS's, and Arial, which each
of them has or replaces by one of the same widths."""

import unicodedata

INK, QUIET, BLUE, DEEP, PAPER, SHADE = "212B32", "4C6272", "005EB8", "003087", "FFFFFF", "E8EDEE"
FACE = "Arial"
_STRONG, _FROM_THE_RIGHT = ("L", "R", "AL"), ("R", "AL")


def is_from_the_right(text: str) -> bool:
    """By its first letter that has a direction (UAX 9, rule P2)."""
    strong = (unicodedata.bidirectional(each) for each in text)
    return next((each for each in strong if each in _STRONG), "L") in _FROM_THE_RIGHT

"""What XML can hold of a text. A document with anything else in it is read by nobody, and neither
can such a character be written another way (XML 1.0, 2.2)."""

import re

# DEL is allowed and discouraged; it says nothing either.
_NOT_HELD = re.compile(r"[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def held(words: str, instead: str = "") -> str:
    """The text with `instead` for each character that XML does not allow."""
    return _NOT_HELD.sub(instead, words)

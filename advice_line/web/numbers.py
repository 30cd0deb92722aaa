"""Numbers as somebody sends them to a page."""

import re

# Python takes no more than some thousand digits, the database far fewer, and no form of ours any.
_WHOLE = re.compile(r"[0-9]{1,9}")


def whole(text: str, otherwise: int) -> int:
    """A whole number from 0 on; `otherwise` for whatever is none, or larger than any we mean."""
    return int(text) if _WHOLE.fullmatch(text) else otherwise

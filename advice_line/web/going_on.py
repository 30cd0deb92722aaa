"""Where somebody goes on after signing in: to a page of ours whose address we could have made.

Nobody is led elsewhere, and what somebody typed into an address (a patient's name where a reference
belongs) is not repeated in the next one, nor in the logs along its way (H07).
"""

import re
from functools import cache
from urllib.parse import quote

from advice_line.web.route_table import ROUTES

_PARTS = {
    "reference": r"C?[0-9A-Za-z]{3,4}-[0-9A-Za-z]{3,4}",
    "month": r"[0-9]{4}-[0-9]{2}",
    "form": r"[a-z]{2,4}",
    "file": r"[0-9A-Z]{16}",
    "meeting": r"[0-9A-Z]{16}",
    "item": r"[0-9A-Z]{16}",
    "digest": r"[0-9A-Z]{16}",
    "person": r"[0-9A-Z]{16}",
    "proposal": r"[0-9A-Z]{16}",
    "sound": r"[0-9A-Z]{16}",
}
_PLACE = re.compile(r"\{(\w+)\}")


def page_of_ours(wanted: str | None) -> str | None:
    """The path, or None where it is no page that a person may go on to."""
    if wanted is None or not any(page.fullmatch(wanted) for page in _pages()):
        return None
    return wanted


def with_next(path: str, wanted: str | None) -> str:
    """The address of a page on the way there that knows where it leads."""
    return f"{path}?next={quote(wanted)}" if wanted else path


@cache
def _pages() -> tuple[re.Pattern[str], ...]:
    """Every page whose address is made of parts that we hand out openly: no secret of a link."""
    templates = [
        path for method, path in ROUTES if method == "GET" and not path.startswith("/signin/")
    ]
    open_to_all = [path for path in templates if set(_PLACE.findall(path)) <= _PARTS.keys()]
    return tuple(re.compile(_PLACE.sub(_part, path)) for path in open_to_all)


def _part(found: re.Match[str]) -> str:
    return _PARTS[found[1]]

"""What somebody typed into the form of a page of guidance, beside what stands of it."""

from collections.abc import Mapping

WORDS = ("title", "summary", "body")
# A sentence about the next version: of what stands there is none.
_CHANGED = "changed"
_TICKED = ("area-", "modality-", "scope-")
# What holds for the page whatever its version, as the form calls it.
_ABOUT = {
    "owner": "Kept by",
    "review_on": "Looked at again by",
    "audience": "Who may read it",
    "line": "Line",
    "keywords": "Words by which it is offered",
    "address": "Or it lies elsewhere",
}


def differs(typed: Mapping[str, str], stands: Mapping[str, str]) -> bool:
    """Whether anything typed would be lost if `stands` were shown instead. A field that was not
    sent was not there to be typed into."""
    fields = (*WORDS, *_ABOUT)
    if any(
        name in typed and _plain(typed[name]) != _plain(stands.get(name, "")) for name in fields
    ):
        return True
    # A box that is not ticked is not sent: only a whole form tells.
    ticks = "owner" in typed and _ticked(typed) != _ticked(stands)
    return ticks or bool(_plain(typed.get(_CHANGED, "")))


def text(form: Mapping[str, str], named: Mapping[str, str], *, whole: bool) -> str:
    """All of a form line by line, to be compared; `named` is what people read for a value that is
    chosen. Its words alone where not the `whole`."""
    words = "\n".join(_plain(form.get(name, "")) for name in WORDS)
    if not whole:
        return words
    about = [f"{label}: {_name(form.get(name, ''), named)}" for name, label in _ABOUT.items()]
    ticked = [f"Ticked: {named.get(each, each)}" for each in sorted(_ticked(form))]
    return "\n".join([words, *about, *ticked])


def _name(value: str, named: Mapping[str, str]) -> str:
    return named.get(value, _plain(value)) or "–"


def _ticked(form: Mapping[str, str]) -> set[str]:
    return {
        name.partition("-")[2] for name, value in form.items() if value and name.startswith(_TICKED)
    }


def _plain(value: str) -> str:
    """As it is kept: a browser sends its own line ends, and blanks round it are nobody's words."""
    return value.replace("\r\n", "\n").strip()

"""In which form a letter is fetched: what its asker accepts (RFC 9110 §12.5.1)."""

from advice_line.api_kinds import LetterForm

MEDIA_TYPES = {
    LetterForm.PDF: "application/pdf",
    LetterForm.TEXT: "text/plain",
    LetterForm.FHIR: "application/fhir+json",
}


def form(accept: str) -> LetterForm | None:
    """The one that is liked best, in the order above where several are; None where none is."""
    wanted = [_range(each) for each in accept.split(",") if each.strip()] or [("*/*", 1.0)]
    liked = {each: _liking(media_type, wanted) for each, media_type in MEDIA_TYPES.items()}
    best = max(liked, key=lambda each: liked[each])
    return best if liked[best] > 0 else None


def _range(text: str) -> tuple[str, float]:
    name, *parameters = [part.strip().lower() for part in text.split(";")]
    weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return name, min(1.0, max(0.0, float(weight)))
    except ValueError:
        return name, 0.0


def _liking(media_type: str, wanted: list[tuple[str, float]]) -> float:
    """By the range that says most of it."""
    kind = media_type.split("/")[0]
    for said in (media_type, f"{kind}/*", "*/*"):
        found = [weight for name, weight in wanted if name == said]
        if found:
            return found[0]
    return 0.0

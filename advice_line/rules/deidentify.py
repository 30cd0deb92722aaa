"""Taking identifiers out of a text that shall be taught from.

A net, not a control: what the query knows is found in every spelling, what has a British shape is
found by it, and neither finds everything. A person reads the result before anybody else does
(safety rules §5: no names, addresses, contacts, numbers, relatives, links; days become offsets,
ages bands of five years).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from advice_line.rules import (
    deidentify_context,
    deidentify_dates,
    deidentify_known,
    deidentify_patterns,
    spans,
)
from advice_line.rules.deidentify_known import Known
from advice_line.rules.folding import Folded, as_figures, fold, joined
from advice_line.rules.name_words import PLAIN_WORDS
from advice_line.rules.spans import Kind, Span

# No notice of ours speaks of a day before the service began: it would be a date of birth.
_FIRST_YEAR_OF_SERVICE = 2025
# Ours, not the name of a "Test Patient".
_IN_PLACE_OF = re.compile(r"\[(?:patient|requester|responder|practice|name|number)\]")


@dataclass(frozen=True)
class Removal:
    """`start` and `end` are places in the original. `text` is what stood there: for those who may
    see the query, never for a log (it is left out of the repr)."""

    start: int
    end: int
    kind: Kind
    replacement: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Deidentified:
    text: str
    removals: tuple[Removal, ...]


def deidentify(text: str, known: Known) -> Deidentified:
    """The text with each identifier replaced by what kind of thing it was, and what was removed,
    in order and apart."""
    removals = tuple(_removals(text, known))
    pieces = []
    reached = 0
    for removal in removals:
        pieces += [text[reached : removal.start], removal.replacement]
        reached = removal.end
    return Deidentified("".join([*pieces, text[reached:]]), removals)


def contains_identifier(text: str, known: Known | None = None) -> Kind | None:
    """The kind of the first identifier a notice may not carry, or None; used to block it (H07).

    Judged are patient numbers with a right check digit, National Insurance numbers, postcodes and
    dates of birth, and with `known` all that is known of the patient. Telephone numbers, times and
    links are what notices are made of.
    """
    plain = fold(text)
    folded = plain.text
    for pattern in (
        deidentify_patterns.PATIENT_NUMBER,
        deidentify_patterns.NATIONAL_INSURANCE,
        deidentify_patterns.POSTCODE,
    ):
        if next(deidentify_patterns.matches(pattern, folded), None) is not None:
            return pattern.kind
    if _has_date_of_birth(folded) or _has_date_of_birth(as_figures(plain).text):
        return Kind.DATE_OF_BIRTH
    patient = None if known is None else _of_patient(known)
    found = None if patient is None else next(deidentify_known.find(folded, patient), None)
    return None if found is None else found.kind


def still_holds(text: str, known: Known) -> Kind | None:
    """The kind of the first identifier that a teaching text may not carry, or None; used to block
    it (H08).

    Beyond what a notice may not carry: all that is known of anybody, telephone numbers and mail
    addresses. Links may be guidelines'.
    """
    bare = _IN_PLACE_OF.sub(" ", text)
    blocked = contains_identifier(bare, known)
    return blocked or next((span.kind for span in _of_anybody(bare, known)), None)


def look_at(texts: Iterable[str], known: Known) -> tuple[str, ...]:
    """What may be an age or a day in them and was left, each once: a person decides."""
    found = (each for text in texts for each in deidentify_context.look_at(fold(text).text, known))
    return tuple(dict.fromkeys(found))


def _of_anybody(text: str, known: Known) -> Iterator[Span]:
    folded = fold(text)
    for view in _views(folded):
        for span in _surely(view, known):
            if not _is_plain_word(span, view.text):
                yield span
    for pattern in (
        deidentify_patterns.PHONE,
        deidentify_patterns.PHONE_ON_TWO_LINES,
        deidentify_patterns.PHONE_ABROAD,
        deidentify_patterns.EMAIL,
    ):
        yield from deidentify_patterns.matches(pattern, folded.text)


def _views(folded: Folded) -> tuple[Folded, ...]:
    """As it stands, with words broken at the end of a line whole, and with a scan's figures; most
    texts have neither, and are looked through once."""
    return tuple(dict.fromkeys((folded, joined(folded), as_figures(folded))))


def _surely(view: Folded, known: Known) -> Iterator[Span]:
    yield from deidentify_known.find(view.text, known)
    yield from deidentify_patterns.matches(deidentify_patterns.PATIENT_NUMBER, view.text)


def _is_plain_word(span: Span, text: str) -> bool:
    """ "Will an MRI help?", though a Dr Will Example answers here: of staff alone, since a
    patient's name may never stay."""
    of_staff = span.replacement in (deidentify_known.REQUESTER, deidentify_known.RESPONDER)
    return of_staff and text[span.start : span.end].lower() in PLAIN_WORDS


def _removals(text: str, known: Known) -> Iterator[Removal]:
    folded = fold(text)
    found = (
        *deidentify_known.perhaps(folded.text, known),
        *deidentify_patterns.find(folded.text),
        *deidentify_context.find(folded.text, known),
        *deidentify_dates.find(folded.text, known.asked_on),
        # Letter for letter in the same places.
        *deidentify_dates.find(as_figures(folded).text, known.asked_on),
    )
    placed = [_placed(span, *folded.original(span.start, span.end)) for span in found]
    for view in _views(folded):
        placed += (
            _placed(span, *view.original(span.start, span.end)) for span in _surely(view, known)
        )
    for span in spans.join(spans.settle(placed), text):
        original = text[span.start : span.end]
        yield Removal(span.start, span.end, span.kind, span.replacement, original)


def _placed(span: Span, start: int, end: int) -> Span:
    return Span(start, end, span.kind, span.replacement, span.known)


def _has_date_of_birth(folded: str) -> bool:
    by_cue = any(span.kind is Kind.DATE_OF_BIRTH for span in deidentify_dates.find(folded, None))
    days = deidentify_dates.full_dates(folded)
    return by_cue or any(day.year < _FIRST_YEAR_OF_SERVICE for day in days)


def _of_patient(known: Known) -> Known:
    return Known(
        patient_names=known.patient_names,
        dates_of_birth=known.dates_of_birth,
        numbers=known.numbers,
        postcodes=known.postcodes,
        addresses=known.addresses,
    )

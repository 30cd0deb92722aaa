"""What a query itself knows, found in every spelling: the only part of the net without holes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from advice_line.rules import date_spellings, name_breaks, name_spellings
from advice_line.rules.deidentify_dates import BORN
from advice_line.rules.folding import plain_letters
from advice_line.rules.name_words import BODY_WORDS, DEPARTMENT_WORDS, GENERIC_WORDS
from advice_line.rules.spans import Kind, Span

_BETWEEN_DIGITS = r"[\s\-./,()_:|\\]{0,3}"
_BETWEEN_CHARACTERS = r"[\s\-.,/_]{0,3}"
PATIENT, REQUESTER, RESPONDER = "[patient]", "[requester]", "[responder]"
_AT = r"\s?(?:@|[(\[]at?[)\]]|\bat\b)\s?"
_DOT = r"\s?(?:\.|[(\[]dot[)\]]|\bdot\b)\s?"
_NOT_ITS_OWN = GENERIC_WORDS | {""}
# A local number as it is given within its own town.
_LOCAL_DIGITS = 6


@dataclass(frozen=True)
class Known:
    """Everything a query knows of who asked, who answered and whom it is about, as text in any
    spelling. `hospital_names` are those of hospitals and departments of the
    directory; `codes` are references and organisation codes; `asked_on` is the local day of the
    question, from which days in the text are counted."""

    patient_names: tuple[str, ...] = ()
    dates_of_birth: tuple[date, ...] = ()
    numbers: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    requester_names: tuple[str, ...] = ()
    responder_names: tuple[str, ...] = ()
    organisation_names: tuple[str, ...] = ()
    hospital_names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    asked_on: date | None = None

    @cached_property
    def wanted(self) -> tuple[tuple[re.Pattern[str], Kind, str], ...]:
        """What finds it, made once for all texts that it is looked for in; it goes with this."""
        return tuple(_wanted(self))


def find(text: str, known: Known) -> Iterator[Span]:
    """`text` is folded."""
    for pattern, kind, replacement in known.wanted:
        for found in pattern.finditer(text):
            yield Span(*found.span(), kind, replacement, known=True)


def perhaps(text: str, known: Known) -> Iterator[Span]:
    """What may be a slip of the keyboard in the patient's name; it blocks nothing. `text` is
    folded."""
    for name in known.patient_names:
        for start, end in name_breaks.misspelt(text, name):
            yield Span(start, end, Kind.NAME, PATIENT)


def _wanted(known: Known) -> Iterator[tuple[re.Pattern[str], Kind, str]]:
    names = (
        *((name, False, PATIENT) for name in known.patient_names),
        *((name, True, REQUESTER) for name in known.requester_names),
        *((name, True, RESPONDER) for name in known.responder_names),
    )
    for name, staff, replacement in names:
        pattern = name_spellings.pattern_for(name, staff=staff)
        if pattern is not None:
            yield pattern, Kind.NAME, replacement
    for name in known.patient_names:
        yield from ((each, Kind.NAME, PATIENT) for each in name_breaks.patterns_for(name))
    for name in known.organisation_names:
        yield from ((each, Kind.ORGANISATION, "[practice]") for each in _organisation(name))
    for name in known.hospital_names:
        yield from ((each, Kind.ORGANISATION, "[hospital]") for each in _hospital(name))
    for born in known.dates_of_birth:
        yield date_spellings.pattern_for(born), Kind.DATE_OF_BIRTH, BORN
    yield from _strings(known)


def _strings(known: Known) -> Iterator[tuple[re.Pattern[str], Kind, str]]:
    for number in _present(known.numbers):
        yield _spaced(number, _BETWEEN_DIGITS), Kind.PATIENT_NUMBER, "[number]"
    for postcode in _present(known.postcodes):
        yield _spaced(postcode, _BETWEEN_CHARACTERS), Kind.POSTCODE, "[postcode]"
    for phone in known.phones:
        yield from ((each, Kind.PHONE, "[phone]") for each in _phone(phone))
    for email in _present(known.emails):
        yield _email(email), Kind.EMAIL, "[email]"
    for code in _present(known.codes):
        yield _spaced(code, _BETWEEN_CHARACTERS), Kind.REFERENCE, "[reference]"
    for address in known.addresses:
        for line in re.split(r"[,\n]", address):
            yield from ((each, Kind.ADDRESS, "[address]") for each in _address(line))


def _present(texts: tuple[str, ...]) -> Iterator[str]:
    return (text for text in texts if re.search(r"\w", text))


def _spaced(text: str, between: str) -> re.Pattern[str]:
    characters = re.sub(r"[\W_]", "", plain_letters(text))
    return re.compile(rf"(?i)(?<![^\W_]){between.join(characters)}(?![^\W_])")


def _phone(number: str) -> Iterator[re.Pattern[str]]:
    """British numbers with and without the country's code, and their local part."""
    digits = re.sub(r"\D", "", number)
    if len(digits) < _LOCAL_DIGITS:
        return
    national = re.sub(r"^(?:0044|44|0)", "", digits)
    spoken = _BETWEEN_DIGITS.join(national)
    yield re.compile(
        rf"(?<!\d)(?:(?:\+|00)?44{_BETWEEN_DIGITS}(?:\(?0\)?)?|\+?\(?0)?{_BETWEEN_DIGITS}{spoken}(?!\d)"
    )
    yield re.compile(rf"(?<!\d){_BETWEEN_DIGITS.join(national[-_LOCAL_DIGITS:])}(?!\d)")


def _email(address: str) -> re.Pattern[str]:
    """Spoken too: "elmroad at example dot org"."""
    plain = "".join(
        _AT if each == "@" else _DOT if each == "." else re.escape(each)
        for each in plain_letters(address)
    )
    return re.compile(rf"(?i)(?<![\w.]){plain}(?!\w)")


def _address(line: str) -> Iterator[re.Pattern[str]]:
    """A line, its street without the number of the house, and a town by its capital."""
    words = line.split()
    street = [word for word in words if not re.search(r"\d", word)]
    for each in (words, street):
        if len(each) > 1:
            yield name_spellings.phrase(" ".join(each))
    if len(words) == 1 and len(words[0]) > 3 and words[0].isalpha():
        yield _word_of_its_own(words[0])


def _word_of_its_own(word: str) -> re.Pattern[str]:
    plain = re.escape(plain_letters(word))
    return re.compile(rf"(?<![^\W\d_])(?:{plain.capitalize()}|{plain.upper()})(?![^\W\d_])")


def _hospital(name: str) -> Iterator[re.Pattern[str]]:
    """In full, its first words, and what it has of its own where that is more than one word;
    "Fracture Clinic" is the name of none."""
    own = _own_words(name)
    if all(word.lower() in BODY_WORDS | DEPARTMENT_WORDS for word in own):
        return
    words = name.split()
    if words[0] in own:
        for count in range(2, len(words)):
            yield name_spellings.phrase(" ".join(words[:count]))
    yield name_spellings.phrase(name)
    if len(own) > 1:
        yield name_spellings.phrase(" ".join(own))


def _own_words(name: str) -> list[str]:
    return [word for word in name.split() if word.lower().strip(".,&'()") not in _NOT_ITS_OWN]


def _organisation(name: str) -> Iterator[re.Pattern[str]]:
    """The whole name, and what it has of its own ("Elm Road" of Elm Road Surgery)."""
    words = name.split()
    if not words:
        return
    yield name_spellings.phrase(name)
    own = _own_words(name)
    if len(own) > 1:
        yield name_spellings.phrase(" ".join(own))
    elif own and len(own[0]) > 4 and own[0].lower() not in BODY_WORDS:
        yield _word_of_its_own(own[0])

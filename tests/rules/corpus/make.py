"""Makes the corpus: notes put together from fictional parts, with the place of everything that has
to go and of every clinical word that has to stay. The same seed makes the same corpus."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from advice_line.rules.deidentify_known import Known
from tests.rules.corpus import parts, spellings

SEED = 20261124
ASKED_ON = date(2026, 11, 24)
TERMS = tuple(
    Path(__file__).with_name("clinical_terms.txt").read_text(encoding="utf-8").splitlines()
)


@dataclass(frozen=True)
class Mark:
    """What stands from `start` to before `end`; `kind` begins with "known " or "any ", or is
    "clinical"."""

    start: int
    end: int
    kind: str


@dataclass
class Note:
    known: Known
    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def add(self, plain: str, marked: str = "", kind: str = "") -> None:
        self.text += plain
        if marked:
            start = len(self.text)
            self.text += marked
            self.marks.append(Mark(start, len(self.text), kind))


def corpus(count: int = 400, seed: int = SEED) -> list[Note]:
    chance = random.Random(seed)
    return [_note(chance) for _ in range(count)]


def _note(chance: random.Random) -> Note:
    first, last = chance.choice(parts.FIRST), chance.choice(parts.LAST)
    born = ASKED_ON - timedelta(days=chance.randrange(365, 36500))
    known = Known(
        patient_names=(f"{first} {last}",),
        dates_of_birth=(born,),
        numbers=(chance.choice(parts.NUMBERS),),
        postcodes=(chance.choice(parts.POSTCODES),),
        addresses=(chance.choice(parts.STREETS),),
        requester_names=(chance.choice(parts.STAFF),),
        responder_names=(chance.choice(parts.STAFF),),
        organisation_names=(chance.choice(parts.ORGANISATIONS),),
        phones=(_e164(chance.choice(parts.MOBILES + parts.LANDLINES)),),
        emails=(chance.choice(parts.EMAILS),),
        codes=(chance.choice(parts.CODES),),
        asked_on=ASKED_ON,
    )
    note = Note(known)
    facts = [*_known_facts(chance, known, first, last, born), *_other_facts(chance)]
    facts += [("clinical", term) for term in chance.sample(TERMS, 6) if not _is_of(term, known)]
    chosen = chance.sample(facts, len(facts) // 2)
    note.add(chance.choice(parts.LEADS))
    for kind, text in chosen:
        note.add("", text, kind)
        note.add(chance.choice(parts.JOINTS))
    return note


def _known_facts(
    chance: random.Random, known: Known, first: str, last: str, born: date
) -> Iterator[tuple[str, str]]:
    yield "known name", chance.choice(spellings.of_name(first, last))
    yield "known name", chance.choice(spellings.of_name(first, last))
    yield "known name", f"{last}" + chance.choice(("'s", "’s", "s'"))
    yield "known date of birth", chance.choice(spellings.of_day(born))
    for kind, value, ways in (
        ("number", known.numbers[0], spellings.of_number),
        ("postcode", known.postcodes[0], spellings.of_postcode),
        ("staff", known.requester_names[0], spellings.of_staff),
        ("staff", known.responder_names[0], spellings.of_staff),
        ("organisation", known.organisation_names[0], spellings.of_organisation),
        ("phone", "0" + known.phones[0].removeprefix("+44"), spellings.of_phone),
        ("email", known.emails[0], spellings.of_email),
        ("reference", known.codes[0], spellings.of_code),
    ):
        yield f"known {kind}", chance.choice(ways(value))
    yield "known address", known.addresses[0]


def _other_facts(chance: random.Random) -> Iterator[tuple[str, str]]:
    day = ASKED_ON - timedelta(days=chance.randrange(1, 30000))
    yield "any number", chance.choice(spellings.of_number(chance.choice(parts.NUMBERS)))
    yield "any postcode", chance.choice(spellings.of_postcode(chance.choice(parts.POSTCODES)))
    number = chance.choice(parts.MOBILES + parts.LANDLINES)
    yield "any phone", chance.choice(spellings.of_phone(number))
    yield "any email", chance.choice(spellings.of_email(chance.choice(parts.EMAILS)))
    yield "any date", chance.choice(spellings.of_unknown_day(day))
    yield "any link", chance.choice(parts.LINKS)
    yield "any national insurance number", chance.choice(parts.INSURANCE)
    yield "any registration", chance.choice(parts.REGISTRATIONS)
    yield "any address", chance.choice(parts.STREETS)
    yield "any name with a title", chance.choice(parts.TITLED)
    age = chance.randrange(18, 100)
    ways = (f"{age}-year-old", f"{age} year old", f"{age}yo", f"aged {age}", f"{age} y/o")
    yield "any age", chance.choice(ways)


def born_with_a_cue(count: int = 300, seed: int = SEED) -> Iterator[Note]:
    """Dates of birth of nobody known, told by the words before them."""
    chance = random.Random(seed)
    for _ in range(count):
        day = ASKED_ON - timedelta(days=chance.randrange(365, 36500))
        note = Note(Known(asked_on=ASKED_ON))
        cue = chance.choice(("DOB ", "dob: ", "D.O.B. ", "born ", "Date of birth: ", "born on "))
        note.add(
            f"{chance.choice(parts.LEADS)}{cue}",
            chance.choice(spellings.of_day(day)),
            "any date of birth",
        )
        note.add(chance.choice(parts.JOINTS))
        yield note


def _e164(national: str) -> str:
    return f"+44{national[1:]}"


def _is_of(term: str, known: Known) -> bool:
    """A word that is the name of somebody known: it goes, and that is right."""
    names = " ".join((*known.patient_names, *known.organisation_names)).lower()
    return any(part.strip("'’s").lower() in names for part in term.split() if len(part) > 2)

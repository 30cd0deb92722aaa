"""Whole sentences as GPs write them, with names, spellings and an order of their own: the rules
were made without a look at them. A fault found here is mended in the rules in general, never by
taking its sentence out."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from advice_line.rules.deidentify_known import Known
from tests.rules.corpus import spellings
from tests.rules.corpus.make import ASKED_ON, TERMS, Note

SEED = 700123

FIRST = (
    "Aoife", "Gwenllian", "Tariq", "Svetlana", "Yusuf", "Ffion", "Beatrix", "Kofi", "Anaïs",
    "Dimitri", "Rosalind", "Hamza", "Thérèse", "Ulrika", "Cian", "Wilhelmina",
)  # fmt: skip
LAST = (
    "Wrenfield", "O'Fictive", "Kovářová", "Thistlewick", "Ferncastle", "Al-Fabel", "Pendlemyth",
    "MacScribe", "Quennell-Saga", "Øverland", "Legendre", "Vellumby", "Papyroff", "Inkpenwood",
)  # fmt: skip
STAFF = ("Dr Orla Papermill", "Dr Tobias Quire", "Sister Nell Foolscap", "Dr Hana Vellum")
PRACTICES = ("Quillbrook Surgery", "Folio Street Medical Centre", "The Parchment Practice")
STREETS = ("48 Foolscap Road", "7 Inkwell Lane", "Flat 2, 16 Margin Terrace", "101 Nib Avenue")
NUMBERS = ("9990000077", "9990000085", "9990000093", "9990000107", "9990000115")
POSTCODES = ("ZZ99 2WZ", "ZZ99 4WZ", "B1 9ZZ", "SW1A 9ZZ", "GL50 9ZZ", "N1 9ZZ")
PHONES = ("07700900345", "07700900871", "01632960222", "01632960777")
EMAILS = ("o.papermill@example.net", "reception-quill@example.org", "carer99@mail.example.com")

# {kind} is one thing to find, {term} a clinical word that has to stay.
SENTENCES = (
    "{known name} (Mrs) attended with {term} and known {term}.",
    "Thank you for seeing {known name} (patient, {any age}) who has {term}.",
    "{known name}'s scan of {any date} showed {term}; should we repeat?",
    "I reviewed {known name}, born {known date of birth}, NHS {known number}, for {term}.",
    "Lives at {known address}, {known postcode}, alone since the {term}.",
    "Please ring {known staff} at {known organisation} on {known phone} or write to {known email}.",
    "Ref {known reference}: {term}, no {term}.",
    "Number on the label was {any number}, which is somebody else's.",
    "Son can be reached on {any phone} after six, or at {any email}.",
    "Moved from {any postcode} last year, since when {term}.",
    "Previous patient with the same {term} had DOB {any date of birth}.",
    "Her neighbour {any name} noticed {term} before we did.",
    "{any name} from physiotherapy thinks {term} is unlikely.",
    "I discussed {term} with {any name} in clinic.",
    "As {known staff} said on {any date}: {term}.",
    "Bloods normal, {term} excluded on {any date}, {term} not.",
    "Would {term} change what we do in a {any age} with {term}?",
)
# Titles and "(deceased)" tell nobody: they are not marked.
NEW_WAYS = (
    "{last} {first}", "{first} “{first}” {last}", "{first} {tail}.", "{LAST}, {first}",
    "{first}\n{last}", "{LAST};{FIRST}", "{initial} {LAST}", "{last}/{first}", "{first}.{last}",
    "{initial}.{tail}.", "{first} {tail} {last}",
)  # fmt: skip


def letters(count: int = 300, seed: int = SEED) -> Iterator[Note]:
    chance = random.Random(seed)
    for _ in range(count):
        yield _letter(chance)


def _letter(chance: random.Random) -> Note:
    first, last = chance.choice(FIRST), chance.choice(LAST)
    known = Known(
        patient_names=(f"{first} {last}",),
        dates_of_birth=(_day(chance, 365, 34000),),
        numbers=(chance.choice(NUMBERS),),
        postcodes=(chance.choice(POSTCODES),),
        addresses=(chance.choice(STREETS),),
        requester_names=(chance.choice(STAFF),),
        organisation_names=(chance.choice(PRACTICES),),
        phones=(f"+44{chance.choice(PHONES)[1:]}",),
        emails=(chance.choice(EMAILS),),
        codes=(chance.choice(("PX4N-7QKD", "Y99417")),),
        asked_on=ASKED_ON,
    )
    note = Note(known)
    for sentence in chance.sample(SENTENCES, 9):
        for plain, kind in re.findall(r"([^{]*)(?:\{([^}]+)\})?", sentence):
            if not kind:
                note.add(plain)
                continue
            text = _text(chance, kind, known, first, last)
            note.add(plain, text, "clinical" if kind == "term" else kind)
        note.add(chance.choice((" ", "\n", "  ", "\r\n\r\n")))
    return note


def _text(chance: random.Random, kind: str, known: Known, first: str, last: str) -> str:
    ways: dict[str, Callable[[], Sequence[str]]] = {
        "term": lambda: TERMS,
        "known name": lambda: (*spellings.of_name(first, last), *_new_ways(first, last)),
        "known date of birth": lambda: spellings.of_day(known.dates_of_birth[0]),
        "known number": lambda: spellings.of_number(known.numbers[0]),
        "known postcode": lambda: spellings.of_postcode(known.postcodes[0]),
        "known address": lambda: (known.addresses[0], known.addresses[0].upper()),
        "known staff": lambda: spellings.of_staff(known.requester_names[0]),
        "known organisation": lambda: spellings.of_organisation(known.organisation_names[0]),
        "known phone": lambda: spellings.of_phone(f"0{known.phones[0][3:]}"),
        "known email": lambda: spellings.of_email(known.emails[0]),
        "known reference": lambda: spellings.of_code(known.codes[0]),
        "any number": lambda: spellings.of_number(chance.choice(NUMBERS)),
        "any phone": lambda: spellings.of_phone(chance.choice(PHONES)),
        "any email": lambda: spellings.of_email(chance.choice(EMAILS)),
        "any postcode": lambda: spellings.of_postcode(chance.choice(POSTCODES)),
        "any date of birth": lambda: spellings.of_day(_day(chance, 365, 34000)),
        "any date": lambda: spellings.of_unknown_day(_day(chance, 1, 3000)),
        "any age": lambda: _ages(chance.randrange(18, 99)),
        "any name": lambda: (f"{chance.choice(FIRST)} {chance.choice(LAST)}", chance.choice(FIRST)),
    }
    return chance.choice(ways[kind]())


def _new_ways(first: str, last: str) -> tuple[str, ...]:
    upper = {"FIRST": first.upper(), "LAST": last.upper()}
    ends = {"initial": first[0], "tail": last[0]}
    return tuple(each.format(first=first, last=last, **upper, **ends) for each in NEW_WAYS)


def _ages(age: int) -> tuple[str, ...]:
    return (f"{age} year old", f"{age}yo", f"{age}-year-old", f"aged {age}")


def _day(chance: random.Random, least: int, most: int) -> date:
    return ASKED_ON - timedelta(days=chance.randrange(least, most))

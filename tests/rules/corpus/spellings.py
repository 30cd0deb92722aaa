"""The spellings in which the corpus writes things down: what people type, chosen without a look at
how the rules find them."""

import unicodedata
from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen",
)  # fmt: skip


def of_name(first: str, last: str) -> tuple[str, ...]:
    """Spellings of a patient's name."""
    initial = first[0]
    return (
        f"{first} {last}",
        f"{first.lower()} {last.lower()}",
        f"{first.upper()} {last.upper()}",
        f"{last}, {first}",
        f"{last.upper()}, {first}",
        f"{last.upper()} {first}",
        f"{initial} {last}",
        f"{initial}. {last}",
        f"{initial}.{last}",
        f"{last} {initial}.",
        f"Mrs {last}",
        f"mr {last.lower()}",
        f"Ms. {initial}. {last}",
        f"{first}",
        f"{last}",
        f"{last.upper()}",
        f"{first}-{last}",
        f"{first}_{last}",
        f"{first}{last}",
        f"{first}  {last}",
        plain(f"{first} {last}"),
        unicodedata.normalize("NFD", f"{first} {last}"),
        f"{first} {last}".replace("'", "’"),
        f"{first} {last}".replace("'", ""),
        f"{first} {last}".replace("-", " "),
        f"{first} {last}".replace("-", "–"),
        f"{first[:1]}\u200b{first[1:]} {last}",
    )


def of_staff(name: str) -> tuple[str, ...]:
    bare = (
        name.split(" ", 1)[1]
        if name.split()[0] in ("Dr", "Prof", "Nurse", "Sister", "Mr")
        else name
    )
    first, last = bare.split(" ")
    return name, bare, bare.lower(), f"Dr {last}", f"dr {last.lower()}", f"{first[0]} {last}", first


def of_organisation(name: str) -> tuple[str, ...]:
    return name, name.lower(), name.upper(), name.replace(" ", "  "), name.replace("'", "’")


def of_day(day: date) -> tuple[str, ...]:
    month, short = _MONTHS[day.month - 1], _MONTHS[day.month - 1][:3]
    full, two = f"{day.year}", f"{day:%y}"
    return (
        f"{day.day}/{day.month}/{full}",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%d %m %Y}",
        f"{day.day}/{day.month}/{two}",
        f"{day:%d/%m/%y}",
        f"{day:%d-%m-%y}",
        f"{day:%d.%m.%y}",
        f"{day:%Y-%m-%d}",
        f"{day.day} {month} {full}",
        f"{day.day} {short} {full}",
        f"{day.day} {short} {two}",
        f"{day.day} {short} '{two}",
        f"{day.day}{_th(day.day)} {month} {full}",
        f"{day.day}{_th(day.day)} of {month}, {full}",
        f"{month} {day.day}, {full}",
        f"{short} {day.day} {full}",
        f"{day:%d}-{short}-{full}",
        f"{day.day}{short}{full}",
        f"{day.day} {month.lower()} {full}",
        f"{day.day} {month.upper()} {full}",
        f"{day:%d%m%Y}",
        f"{day:%d%m%y}",
    )


def of_unknown_day(day: date) -> tuple[str, ...]:
    """Without figures run together, which no pattern can tell from any other number."""
    return tuple(each for each in of_day(day)[:-2] if f" {day:%y}" not in each)


def in_words(day: date) -> str:
    """For days up to the thirteenth and years from 1913 on."""
    ordinals = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth"}
    spoken = ordinals.get(day.day) or ("twelfth" if day.day == 12 else f"{_UNITS[day.day]}th")
    return f"the {spoken} of {_MONTHS[day.month - 1]} nineteen {_UNITS[day.year - 1900]}"


def of_number(number: str) -> tuple[str, ...]:
    a, b, c = number[:3], number[3:6], number[6:]
    return (
        number,
        f"{a} {b} {c}",
        f"{a}-{b}-{c}",
        f"{a}.{b}.{c}",
        f"{a}\u00a0{b}\u00a0{c}",
        f"{a}  {b}  {c}",
        f"{a} {b}{c}",
        " ".join(number),
        f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:8]} {number[8:]}",
        f"{a}–{b}–{c}",
    )


def of_phone(number: str) -> tuple[str, ...]:
    area, rest = number[:5], number[5:]
    return (
        number,
        f"{area} {rest}",
        f"{area} {rest[:3]} {rest[3:]}",
        f"{area}-{rest}",
        f"({area}) {rest}",
        f"+44{number[1:]}",
        f"+44 {area[1:]} {rest}",
        f"+44 (0) {area[1:]} {rest}",
        f"+44(0){area[1:]}{rest}",
        f"0044 {area[1:]} {rest}",
        f"{area}.{rest}",
        f"{number[:3]} {number[3:7]} {number[7:]}",
    )


def of_postcode(postcode: str) -> tuple[str, ...]:
    return postcode, postcode.replace(" ", ""), postcode.lower(), postcode.replace(" ", "  ")


def of_email(address: str) -> tuple[str, ...]:
    return address, address.upper(), f"<{address}>", address.replace("@", " (at) ")


def of_code(code: str) -> tuple[str, ...]:
    return code, code.lower(), code.replace("-", " "), code.replace("-", "")


def plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("ł", "l").replace("Ł", "L"))
    kept = "".join(each for each in apart if unicodedata.category(each) != "Mn")
    return kept.replace("ø", "o").replace("Ø", "O")


def _th(number: int) -> str:
    if 10 < number < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")

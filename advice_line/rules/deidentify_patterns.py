"""What an identifier of this country looks like, wherever it stands: numbers with check digits,
postcodes, telephone numbers, addresses of houses, mail and pages, registrations, names by what
stands before them. A net with known holes: a name without such a cue is found only if it is known.

The patterns match folded text (`rules/folding.py`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advice_line.rules.identifiers import is_number
from advice_line.rules.name_words import CAPITALISED_WORDS, EPONYMS
from advice_line.rules.registrations import HCPC_LETTERS
from advice_line.rules.spans import Kind, Span


def _always(_found: re.Match[str]) -> bool:
    return True


@dataclass(frozen=True)
class Pattern:
    """`group` is the part that goes; `check` may refuse what only looks alike."""

    kind: Kind
    replacement: str
    text: re.Pattern[str]
    check: Callable[[re.Match[str]], bool] = _always
    group: int = 0


def find(text: str) -> Iterator[Span]:
    for pattern in PATTERNS:
        yield from matches(pattern, text)


def matches(pattern: Pattern, text: str) -> Iterator[Span]:
    for found in pattern.text.finditer(text):
        if pattern.check(found):
            yield Span(*found.span(pattern.group), pattern.kind, pattern.replacement)


def _checks_out(found: re.Match[str]) -> bool:
    return is_number(re.sub(r"\D", "", found.group(1)))


PATIENT_NUMBER = Pattern(
    Kind.PATIENT_NUMBER,
    "[number]",
    # Ahead only, so that figures just before it do not use it up.
    re.compile(r"(?<![\d.])(?=(\d(?:[ \t\-.]{0,2}\d){9})(?!\d|\.\d))"),
    _checks_out,
    group=1,
)
_NUMBER_BY_CUE = Pattern(
    Kind.PATIENT_NUMBER,
    "[number]",
    re.compile(
        r"(?i)\b(?:NHS|CHI|H\s?&\s?C|HCN|health and care)[\s.:#]{0,2}(?:number|num|no)?"
        r"[\s.:#]{0,3}(?:is\s)?(\d(?:[\s\-.]{0,2}\d){6,11})"
    ),
    group=1,
)
_HOSPITAL_NUMBER = Pattern(
    Kind.NUMBER,
    "[number]",
    re.compile(
        r"(?i)\b(?:hospital|hosp|unit|mrn|pas|patient|accession|passport|record|crn|ubrn|order)"
        r"[\s.:#]{0,2}(?:id|number|num|no|ref)?[\s.:#]{1,3}((?=[a-z\-]{0,4}\d)[a-z0-9\-]{5,20})\b"
    ),
    group=1,
)
# Counts and doses have fewer figures, or a unit or a decimal point.
_LONG_NUMBER = Pattern(
    Kind.NUMBER,
    "[number]",
    re.compile(
        r"(?<![\w.])(?<!SNOMED )[A-Z]{0,3}\d{7,20}(?![\w]|\.\d|\s?(?:mg|mcg|units?|iu|/|x\s?10))"
    ),
)
_DIGIT = "(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine)"
_TIMES = r"(?:(?:double|treble|triple)\s)?"
_SPOKEN_NUMBER = Pattern(
    Kind.NUMBER,
    "[number]",
    re.compile(rf"(?i)\b{_TIMES}{_DIGIT}(?:[\s,\-]{{1,2}}{_TIMES}{_DIGIT}\b){{4,20}}"),
)
NATIONAL_INSURANCE = Pattern(
    Kind.NATIONAL_INSURANCE,
    "[number]",
    re.compile(r"(?i)\b[A-Z]{2}[ \-]?\d\d[ \-]?\d\d[ \-]?\d\d[ \-]?[A-D]\b"),
)
_REGISTRATION = Pattern(
    Kind.REGISTRATION,
    "[registration]",
    re.compile(
        r"(?i:\b(?:GMC|HCPC|NMC|GPhC|GDC)[\s.:#]{0,2}(?:number|num|no|registration|reg|pin)?"
        r"[\s.:#]{0,3}(?:is\s)?(?:[a-z]{0,3}\d{5,7}|\d\d[a-z]\d{4}[a-z]))\b"
        rf"|\b(?:{HCPC_LETTERS})\d{{5,6}}\b"
        r"|\b\d\d[A-L]\d{4}[A-Z]\b"
    ),
)

_AREAS = (
    "AB|AL|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY"
    "|EC|EH|EN|EX|FK|FY|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN"
    "|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP"
    "|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|ZZ|[BEGLMNSW]"
)
# "S1 2nd", "B12 5ng": an ordinal or a unit, not the second half of a postcode.
_UNIT_OR_ORDINAL = r"(?!\d(?:st|nd|rd|th|ng|pg|dl|ul|ft|lb|pt|hr|yr|hz)\b)"
POSTCODE = Pattern(
    Kind.POSTCODE,
    "[postcode]",
    re.compile(
        rf"(?<![A-Za-z0-9/])(?i:{_AREAS})\d[A-Za-z\d]? {{0,2}}{_UNIT_OR_ORDINAL}"
        r"\d(?i:[ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])"
    ),
)


# One break between two digits; a full stop and a blank are the end of a sentence.
_IN_PHONE = r"(?: {1,2}|[\-.]|\)[ \-]?| ?\()?"
PHONE = Pattern(
    Kind.PHONE,
    "[phone]",
    re.compile(
        rf"(?<![\w.+])(?<!\d-)(?:(?:\+|00)44{_IN_PHONE}(?:\(0\)|0)?|\(?0){_IN_PHONE}[1235789]"
        rf"(?:{_IN_PHONE}\d){{8,9}}(?!\d|\.\d)(?:\s?(?i:ext|x|extension)\.?\s?\d{{2,6}}\b)?"
    ),
)
# Over the end of a line in long groups alone: a day, and the count that begins the next line, has
# as many figures.
PHONE_ON_TWO_LINES = Pattern(
    Kind.PHONE,
    "[phone]",
    re.compile(
        r"(?<![\w.+\-])(?:(?:\+|00)44 ?|0)[1235789]\d{2,6}(?:[ \-]\d{3,6})?[ \-]?\r?\n ?"
        r"\d{3,7}(?:[ \-]\d{3,6})?(?![\w/]|\.\d)"
    ),
    lambda found: len(re.sub(r"\D|^(?:\+|00)44|^0", "", found.group())) in (9, 10),
)
PHONE_ABROAD = Pattern(
    Kind.PHONE, "[phone]", re.compile(rf"(?<![\w+])\+(?!44)[1-9](?:{_IN_PHONE}\d){{6,14}}(?!\d)")
)
_PHONE_BY_CUE = Pattern(
    Kind.PHONE,
    "[phone]",
    re.compile(
        r"(?i)\b(?:tel|telephone|phone|mobile|mob|bleep|pager|ext|extension|fax)"
        r"(?:\s?(?:number|no|on|is))?[\s.:#]{1,3}(?!999\b|11[12]\b)(\+?\d(?:[\s\-]?\d){2,12})\b"
    ),
    group=1,
)
EMAIL = Pattern(
    Kind.EMAIL,
    "[email]",
    re.compile(
        r"(?i)[\w.+%'\-]{1,64}\s?(?:@|\(at?\)|\[at\])\s?[a-z0-9\-]{1,63}"
        r"(?:(?:\.|\s\.\s|\s?[(\[]dot[)\]]\s?|\sdot\s)[a-z0-9\-]{2,63}){1,6}"
        # Spoken, or written so that no machine reads it.
        r"|[\w.+%'\-]{1,64}\sat\s[a-z0-9\-]{1,63}(?:\sdot\s[a-z0-9\-]{2,63}){1,6}"
    ),
)
_LINK = Pattern(
    Kind.LINK,
    "[link]",
    re.compile(
        r"(?i)\b(?:https?://|ftp://|www\.)[^\s<>\"]+[^\s<>\".,;:!?)]"
        r"|(?<![\w@.\-])(?:[a-z0-9\-]{1,63}\.){1,5}(?:org|com|net|uk|io|gov|info|scot|wales)\b(?:/[^\s<>\"]*)?"
    ),
)

# A capital may also begin a sentence or an eponym.
_NO_WORD = rf"(?!(?:{'|'.join(sorted(CAPITALISED_WORDS))})\b)"
_NO_EPONYM = rf"(?!(?:{'|'.join(sorted(EPONYMS))})\b)"

_STREET = (
    "road|rd|street|lane|avenue|ave|crescent|cres|gardens|gdns|terrace|grove|close|drive|court"
    "|square|mews|place|walk|row|green|parade|villas|wharf|hill|way|st|ln|park|rise"
)
_NOT_A_STREET = (
    "week|weeks|month|months|day|days|year|years|hour|hours|mile|miles|mm|cm|km|of|the|down|more"
    "|times|slice|lateral|ap|pa|per|and|or|in"
)
_ADDRESS = Pattern(
    Kind.ADDRESS,
    "[address]",
    re.compile(
        r"(?<![\w./\-])(?:(?:[Ff]lat|[Uu]nit|[Aa]partment|[Rr]oom)\s\d{1,4}[A-Za-z]?,?\s)?"
        rf"\d{{1,4}}[A-Za-z]?,?\s(?:(?!(?i:{_NOT_A_STREET})\b)[A-Z][\w'\-]+\.?\s){{1,3}}"
        rf"(?i:{_STREET})\b\.?(?:,\s{_NO_WORD}{_NO_EPONYM}[A-Z][a-z]+\b)?"
        rf"|(?<![\w./\-])\d{{1,4}}\s[Tt]he\s(?i:{_STREET})\b"
        rf"|(?<![\w./\-])\d{{1,4}}[a-z]?,?\s(?:(?!(?:{_NOT_A_STREET})\b)[a-z][\w'\-]+\s){{1,2}}"
        r"(?:road|street|lane|avenue|crescent|gardens|terrace|close)\b"
    ),
)
_ADDRESS_BY_CUE = Pattern(
    Kind.ADDRESS,
    "[address]",
    re.compile(
        r"\b(?i:lives|living|resides|residing|address(?:\sis)?:?|moved)\s(?:(?i:at|in|on|to|near)\s)?"
        r"((?:\d{1,4}\s)?(?:[A-Z][\w'\-]+)(?:,?\s[A-Z][\w'\-]+){0,4})"
    ),
    group=1,
)

_NAME = r"(?:(?:[A-Z]'|Ma?c)?[A-Z][a-z]+(?:-[A-Z][a-z]+)*|[A-Z]{2,}(?:['\-][A-Z]+)*)"
_NAMES = rf"{_NO_WORD}{_NO_EPONYM}{_NAME}(?:[ \-]{_NO_WORD}(?![A-Z]+\b){_NAME}){{0,2}}"
_PARTICLES = r"(?:(?:de|van|von|der|al|el|bin)\s){0,2}"
_NAME_BY_TITLE = Pattern(
    Kind.NAME,
    "[name]",
    re.compile(
        r"\bmrs\s[a-z]{2,}\b|\b(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev)\.?\s"
        rf"(?:[A-Z](?:\.\s?|\s)){{0,3}}{_PARTICLES}{_NO_WORD}{_NAME}"
        rf"(?:[ \-]{_NO_WORD}(?![A-Z]+\b){_NAME}){{0,2}}"
    ),
)
# "Mrs L", "Mr O'S"; "Mr L spine" is an MR.
_INITIALS_BY_TITLE = Pattern(
    Kind.NAME,
    "[name]",
    re.compile(
        r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor)\.?\s[A-Z](?:(?:\.[ \-]?|['\-])[A-Z]){0,3}"
        r"(?![\w\-]|'(?!s\b)|\s(?i:spin|neck|knee|shoulder|hip|brain)|&)"
    ),
)
_RELATIVE = (
    "wife|husband|partner|son|daughter|mother|mum|father|dad|sister|brother|carer|friend"
    "|neighbour|grandson|granddaughter|aunt|uncle|gran|granny|grandma|grandmother|grandad|grandpa"
    "|grandfather|mam|niece|nephew|cousin|stepson|stepdaughter|fiancee?|girlfriend|boyfriend"
)
_NAME_BY_CUE = Pattern(
    Kind.NAME,
    "[name]",
    re.compile(
        r"\b(?i:(?:patient|pt)(?:'s)?\sname(?:\sis|:)?|name(?:d|\sis|:)|(?:is|be|was)\scalled"
        rf"|(?:{_RELATIVE})(?:\sis|\swas)?|(?:kind\s|best\s|warm\s)?regards|best\swishes|many\sthanks|thanks"
        rf"|yours\s(?:sincerely|faithfully)|signed),?:?\s{{1,3}}({_NAMES})"
    ),
    group=1,
)

_NAME_BEFORE_CUE = Pattern(
    Kind.NAME,
    "[name]",
    re.compile(
        rf"\b({_NO_WORD}{_NAME}(?:[ \-]{_NO_WORD}{_NAME}){{1,2}})"
        r"(?=[\s,(\-]{1,3}(?i:d\.?\s?o\.?\s?b\b|born\b|date\sof\sbirth|(?:NHS|CHI)[\s:]{0,2}(?:no|num|\d)))"
    ),
    group=1,
)

PATTERNS = (
    PATIENT_NUMBER,
    _NUMBER_BY_CUE,
    _HOSPITAL_NUMBER,
    NATIONAL_INSURANCE,
    _REGISTRATION,
    POSTCODE,
    PHONE,
    PHONE_ON_TWO_LINES,
    PHONE_ABROAD,
    _PHONE_BY_CUE,
    EMAIL,
    _LINK,
    _ADDRESS,
    _ADDRESS_BY_CUE,
    _NAME_BY_TITLE,
    _INITIALS_BY_TITLE,
    _NAME_BY_CUE,
    _NAME_BEFORE_CUE,
    _SPOKEN_NUMBER,
    # Last, because the first of equal findings names what it is.
    _LONG_NUMBER,
)

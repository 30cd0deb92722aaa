"""A page of guidance as somebody fills it in: its words, and what is said about it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from advice_line.errors import Problem
from advice_line.guidance_kinds import Audience
from advice_line.rules import guidance_pages, guidance_text, topics
from advice_line.rules.fields import Fields

TITLE, SUMMARY, CHANGED, KEYWORD = 120, 300, 200, 60
MOST_KEYWORDS = 30
# The day of the next review lies no further away: guidance is "regularly reviewed" (guide §3.3.2).
LONGEST = timedelta(days=3 * 366)
FIRST = "First version."
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_KEY = 60
# With which a page begins that is begun from what was asked; readers cannot open its cases.
BEGUN = "Write here what holds."
_TO_A_CASE = "](/library/"
_LABELS = {
    "key": "The address",
    "title": "The title",
    "summary": "The summary",
    "body": "The text",
    "changed": "What changed",
    "address": "The address elsewhere",
    "keywords": "The words",
    "review_on": "The day of review",
    "audience": "Who may read it",
}


@dataclass(frozen=True)
class Words:
    """What is kept of each version; `changed` says what is new in it."""

    title: str
    summary: str
    body: str
    changed: str


@dataclass(frozen=True)
class About:
    """What holds for the page whatever its version. `line` and `owner` are keys; `audience` is
    None where the site's own setting says it; `address` is "" of a page that is written here."""

    line: str | None
    owner: str
    review_on: date
    audience: Audience | None
    address: str
    keywords: tuple[str, ...]
    scope: tuple[str, ...]
    body_areas: tuple[str, ...]
    modalities: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What a form may name: keys of lines (None: every line) and of people who may own a page, tags
    of scopes."""

    lines: Collection[str | None]
    owners: Collection[str]
    scopes: Collection[str]


def unfinished(body: str) -> Problem | None:
    """Whether what a page was begun with stands in it still: it would be read as guidance."""
    if BEGUN not in body and _TO_A_CASE not in body:
        return None
    said = (
        f"“{BEGUN}” and the links to cases are what the page was begun with. Write what holds in "
        "their place before you publish it; until then save it as a draft."
    )
    return Problem("body", said)


def key(form: Mapping[str, str], taken: Collection[str]) -> str:
    """Of a new page. Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    found = fields.given("key").lower() or _from_title(fields.given("title"))
    if not _KEY.fullmatch(found) or len(found) > _LONGEST_KEY:
        fields.problem("key", "Give an address of letters, figures and dashes, such as back-pain.")
    elif found in guidance_pages.RESERVED:
        fields.problem("key", f"“{found}” is an address of another page. Choose another.")
    elif found in taken:
        fields.problem("key", f"There is a page at “{found}” already. Choose another address.")
    fields.finish()
    return found


def words(form: Mapping[str, str], *, first: bool) -> Words:
    """Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    outside = bool(fields.given("address"))
    title = fields.needed("title", "Give a title.", limit=200)
    if len(title) > TITLE:
        fields.problem("title", f"Give a title of at most {TITLE} characters.")
    summary = fields.line("summary", SUMMARY) or ""
    body = fields.text("body", guidance_text.LONGEST) or ""
    if outside and body:
        said = "Either write the text here, or give the address of a page elsewhere."
        fields.problem("body", said)
    if not body and not outside:
        fields.problem("body", "Write the text, or give the address of a page elsewhere.")
    for name, text in (("title", title), ("summary", summary)):
        if guidance_text.amiss(text):
            fields.problem(
                name, f"{_LABELS[name]} is of plain words. Take out whatever else it has."
            )
    for said in guidance_text.amiss(body):
        fields.problem("body", said)
    changed = fields.line("changed", CHANGED) or (FIRST if first else "")
    if not changed and not outside:
        fields.problem("changed", "Say in a sentence what changed, for those who read it before.")
    fields.finish()
    return Words(title, summary, body, changed)


def about(form: Mapping[str, str], known: Known, today: date, stood: date | None) -> About:
    """`stood` is the day of review that stands: it may have passed, another may not. Raises
    `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    line, owner = fields.given("line") or None, fields.given("owner")
    if line not in known.lines:
        fields.problem("line", "Choose a line that is yours.")
    if owner not in known.owners:
        fields.problem("owner", "Choose whose page it is.")
    address = fields.given("address")
    if address and not re.fullmatch(r"https://\S+", address):
        fields.problem("address", "Give an address that begins with https://.")
    made = About(
        line=line,
        owner=owner,
        review_on=_review(fields, today, stood),
        audience=fields.choice("audience", Audience),
        address=address,
        keywords=_keywords(fields),
        scope=_ticked(form, "scope", known.scopes),
        body_areas=_ticked(form, "area", topics.TOPICS),
        modalities=_ticked(form, "modality", topics.MODALITIES),
    )
    fields.finish()
    return made


def ticks(values: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The boxes of a form that are ticked, by field."""
    return {f"{name}-{each}": "yes" for name, chosen in values.items() for each in chosen}


def names(body_areas: Collection[str], modalities: Collection[str]) -> list[str]:
    """What a page is about, as people read it."""
    return [
        *(topics.TOPICS[each] for each in body_areas if each in topics.TOPICS),
        *(topics.MODALITIES[each] for each in modalities if each in topics.MODALITIES),
    ]


def _review(fields: Fields, today: date, stood: date | None) -> date:
    try:
        given: date | None = date.fromisoformat(fields.given("review_on"))
    except ValueError:
        given = None
    if given is not None and given == stood:
        return given
    if given is None:
        fields.problem("review_on", "Give the day by which it is looked at again.")
    elif given < today:
        fields.problem("review_on", "Give a day of review that is still to come.")
    elif given > today + LONGEST:
        fields.problem("review_on", "Give a day of review within three years.")
    return given or today


def _keywords(fields: Fields) -> tuple[str, ...]:
    given = fields.text("keywords") or ""
    found = tuple(dict.fromkeys(" ".join(each.split()) for each in re.split(r"[,\n;]", given)))
    kept = tuple(each for each in found if each)
    if len(kept) > MOST_KEYWORDS or any(len(each) > KEYWORD for each in kept):
        said = f"Give at most {MOST_KEYWORDS}, with commas between them, each of a few words."
        fields.problem("keywords", said)
    return kept


def _ticked(form: Mapping[str, str], name: str, known: Collection[str]) -> tuple[str, ...]:
    return tuple(each for each in known if form.get(f"{name}-{each}"))


def _from_title(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:_LONGEST_KEY].strip("-")

"""Pages of guidance as files that other programs read: Markdown, and before it what is said of the
page, as TOML between two lines of three plus signs. A site may bring its pages and take them along,
with the files beside them (`portable_files`).
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.directory.guidance import changes, portable_files, rows, writing
from advice_line.directory.guidance.given_files import Given
from advice_line.errors import Invalid, Problem
from advice_line.guidance_kinds import GuidanceState
from advice_line.ledger.work import Work
from advice_line.rules import guidance_form
from advice_line.tables.guidance import Guidance
from advice_line.trust.roles import SYSTEM

ENDING, FENCE = ".md", "+++"
_LISTS = ("keywords", "scope", "body_areas", "modalities")
_KNOWN = frozenset(
    {
        *("title", "summary", "line", "owner", "review_on", "audience", "address", "changed"),
        *("state", *_LISTS),
    }
)


@dataclass(frozen=True)
class Brought:
    """What became of one file: `done` is "added", "updated" or "unchanged"."""

    key: str
    done: str


def pages(work: Work) -> list[Guidance]:
    """All of them, by key."""
    return list(work.session.exec(select(Guidance).order_by(col(Guidance.key))))


def everything(work: Work) -> Iterator[tuple[str, bytes]]:
    """Each page and each file beside one: its name below a folder, and its bytes."""
    for row in pages(work):
        yield f"{row.key}{ENDING}", text(work, row).encode()
        for name, content in portable_files.taken(work, row):
            yield f"{row.key}{portable_files.FOLDER}/{name}", content


def text(work: Work, row: Guidance) -> str:
    """The newest version, published or not, and all that is said of the page."""
    owner = lookups.responder(work.session, row.owner_id) if row.owner_id else None
    line = lookups.line(work.session, row.line_id) if row.line_id else None
    newest = rows.version(work, row, row.latest)
    said: dict[str, object] = {
        "title": newest.title if newest else row.title,
        "summary": newest.summary if newest else row.summary,
        "line": line.key if line else "",
        "owner": owner.key if owner else "",
        "review_on": row.review_on,
        "audience": row.audience or "",
        "address": row.address,
        "state": row.state,
        "changed": newest.changed if newest else "",
        **{name: getattr(row, name) for name in _LISTS},
    }
    head = [f"{name} = {_toml(value)}" for name, value in said.items() if value not in ("", [])]
    return "\n".join([FENCE, *head, FENCE, "", newest.body if newest else "", ""])


def read(text: str) -> tuple[Mapping[str, object], str]:
    """What is said of a page, and its words. Raises ValueError with a sentence."""
    first, _, rest = text.replace("\r\n", "\n").partition("\n")
    head, fence, body = rest.partition(f"\n{FENCE}\n")
    if first.strip() != FENCE or not fence:
        raise ValueError(f"It begins with what is said of the page, between two lines {FENCE}.")
    try:
        said = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"What stands between {FENCE} is no TOML: {error}.") from error
    unknown = sorted(set(said) - _KNOWN)
    if unknown:
        raise ValueError(f"“{unknown[0]}” is nothing that is said of a page.")
    return said, body.strip()


def bring(work: Work, key: str, content: str, given: Sequence[Given] = ()) -> Brought:
    """A page as its file says, published unless that says "draft", with the files beside it, of
    which none is taken away. Raises `errors.Invalid`."""
    try:
        said, body = read(content)
    except ValueError as error:
        raise Invalid([Problem(key, f"{key}{ENDING}: {error}")]) from error
    form = {**_form(said), "key": key, "body": body}
    row = rows.by_key(work, key)
    try:
        return _write(work, key, form, row, given)
    except Invalid as error:
        raise Invalid(
            [Problem(key, f"{key}{ENDING}: {each.message}") for each in error.problems]
        ) from error


def _write(
    work: Work, key: str, form: Mapping[str, str], row: Guidance | None, given: Sequence[Given]
) -> Brought:
    fresh = guidance_form.key(form, ()) if row is None else key
    words = guidance_form.words(form, first=row is None or row.latest == 0)
    lines = {each.key for each in lookups.lines(work.session)}
    owners = {each.key for each in writing.owners(work, [None])}
    tags = form.get("_scope", "").split("\n")
    known = guidance_form.Known({None, *lines}, owners, [each for each in tags if each])
    stood = row.review_on if row else None
    about = guidance_form.about(form, known, rows.today(work), stood)
    before = None if row is None else row.revision
    if row is None:
        row = writing.begin(work, fresh, words, about)
    else:
        writing.change(work, row, **writing.columns(work, about))
    if not row.address:
        writing.put(work, SYSTEM, row, words)
    if form.get("state", GuidanceState.PUBLISHED) == GuidanceState.PUBLISHED:
        writing.publish(work, SYSTEM, row)
    rows.index(work, row, writing.body(work, row))
    more = portable_files.bring(work, row, given, SYSTEM.label)
    if before is None:
        return Brought(key, "added")
    return Brought(key, "unchanged" if row.revision == before and not more else "updated")


def _form(said: Mapping[str, object]) -> dict[str, str]:
    """As the fields of the page's form."""
    form = {name: _plain(said[name]) for name in said if name not in _LISTS}
    ticked = {
        "scope": _list(said, "scope"),
        "area": _list(said, "body_areas"),
        "modality": _list(said, "modalities"),
    }
    return {
        **form,
        "keywords": ", ".join(_list(said, "keywords")),
        "_scope": "\n".join(_list(said, "scope")),
        "changed": form.get("changed", "") or changes.BROUGHT,
        **guidance_form.ticks(ticked),
    }


def _list(said: Mapping[str, object], name: str) -> Sequence[str]:
    found = said.get(name, [])
    return [str(each) for each in found] if isinstance(found, list) else [str(found)]


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _toml(value: object) -> str:
    """Of texts, lists of texts and days; JSON's texts are TOML's."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def as_json(work: Work) -> Iterator[dict[str, object]]:
    """For `guidance list --json`; no words of a page."""
    lines = {each.id: each.key for each in lookups.lines(work.session)}
    people = {each.id: each.key for each in lookups.responders(work.session)}
    day = rows.today(work)
    for row in pages(work):
        yield {
            "key": row.key,
            "title": row.title,
            "state": row.state,
            "line": lines.get(row.line_id),
            "owner": people.get(row.owner_id),
            "review_on": row.review_on,
            "overdue": rows.is_overdue(row, day),
            "audience": row.audience,
            "version": row.version,
            "newest": row.latest,
            "address": row.address or None,
        }

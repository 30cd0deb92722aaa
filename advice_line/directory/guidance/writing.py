"""The steps by which a page of guidance changes: a version put, published, and what holds for the
page set; each a line of the trail."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import col, select

from advice_line.directory import lookups, within
from advice_line.directory.guidance import rows
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound
from advice_line.guidance_kinds import GuidanceState
from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.rules import guidance_form
from advice_line.rules.guidance_form import About, Words
from advice_line.tables.directory import Responder
from advice_line.tables.guidance import Guidance, GuidanceVersion
from advice_line.trust import granted
from advice_line.trust.roles import Action, Actor, permit

_WRITES_ALL = frozenset({Role.EDUCATOR, Role.SERVICE_LEAD, Role.SYSTEM})
_PUBLISHES_ALL = frozenset({Role.SERVICE_LEAD, Role.SYSTEM})


def may_write(work: Work, by: Actor, row: Guidance) -> bool:
    """Its owner, an educator or a service lead of its line; of one of every line those of every
    line."""
    return _may(work, by, row, Action.KEEP_GUIDANCE, _WRITES_ALL)


def may_publish(work: Work, by: Actor, row: Guidance) -> bool:
    """Its owner, a service lead of its line."""
    return _may(work, by, row, Action.PUBLISH_GUIDANCE, _PUBLISHES_ALL)


def may_keep_files(work: Work, by: Actor, row: Guidance) -> bool:
    """What lies beside a page is of no version: beside one that was ever published it is read as
    soon as it is there, or as soon as the page is published again."""
    drafted = row.state == GuidanceState.DRAFT
    return may_write(work, by, row) if drafted else may_publish(work, by, row)


def _may(work: Work, by: Actor, row: Guidance, action: Action, whichever: frozenset[Role]) -> bool:
    """`whichever` are the roles that may do it with any page of a line. Its owner may as long as
    they keep guidance there."""
    line = lookups.line(work.session, row.line_id) if row.line_id else None
    owns = by.responder_id is not None and row.owner_id == by.responder_id
    if owns and by.may(action, line.key if line else None):
        return True
    here = by.roles | by.on.get(line.key, frozenset()) if line else by.roles
    return not whichever.isdisjoint(here)


def row_of(work: Work, by: Actor, key: str) -> Guidance:
    """Raises `errors.NotFound`, also for a page of a line on which they keep none, and
    `errors.NotAllowed` where it is a colleague's to write."""
    row = rows.by_key(work, key)
    if row is None or not _is_here(work, by, row):
        raise NotFound
    if not may_write(work, by, row):
        raise NotAllowed
    return row


def row_of_files(work: Work, by: Actor, key: str) -> Guidance:
    """One whose files are theirs to change. Raises as `row_of` does."""
    row = row_of(work, by, key)
    if not may_keep_files(work, by, row):
        raise NotAllowed
    return row


def _is_here(work: Work, by: Actor, row: Guidance) -> bool:
    """What is of every line is on each."""
    of_line = row.line_id is not None
    return not of_line or within.may(work.session, by, Action.KEEP_GUIDANCE, row.line_id)


def owners(work: Work, lines: Iterable[str | None]) -> list[Responder]:
    """Who may own a page of one of these lines: somebody who is there and may keep guidance on it;
    None is every line, for whose pages anywhere is enough."""
    wanted = list(lines)
    return [each for each in lookups.responders(work.session) if _may_own(each, wanted)]


def _may_own(person: Responder, lines: Iterable[str | None]) -> bool:
    return any(
        permit(granted.on(person, line) if line else granted.anywhere(person), Action.KEEP_GUIDANCE)
        for line in lines
    )


def hold_to_seen(work: Work, row: Guidance, seen: str) -> None:
    """Raises `errors.Conflict` where the page is no longer as it was seen."""
    if seen != str(row.revision):
        newest = rows.version(work, row, row.latest)
        who = newest.author if newest else "Somebody"
        said = f"{who} changed this page meanwhile. Yours is still in the form: look at what stands"
        raise Conflict(f"{said} now beside it, then save again.")


def columns(work: Work, about: About) -> dict[str, Any]:
    owner = lookups.responder_by_key(work.session, about.owner)
    line = lookups.line_by_key(work.session, about.line) if about.line else None
    return {
        "line_id": line.id if line else None,
        "owner_id": owner.id if owner else None,
        "owner": owner.name if owner else "",
        "review_on": about.review_on,
        "audience": about.audience.value if about.audience else None,
        "address": about.address,
        "keywords": list(about.keywords),
        "scope": list(about.scope),
        "body_areas": list(about.body_areas),
        "modalities": list(about.modalities),
    }


def begin(work: Work, key: str, words: Words, about: About) -> Guidance:
    row = work.add(
        Guidance(
            key=key,
            title=words.title,
            summary=words.summary,
            state=GuidanceState.DRAFT.value,
            **columns(work, about),
        )
    )
    work.record("guidance.begun", subject=f"guidance:{key}")
    return row


def change(work: Work, row: Guidance, **to: Any) -> None:
    """Raises `errors.Conflict` where somebody was first."""
    changed = {name: value for name, value in to.items() if getattr(row, name) != value}
    before = row.revision
    if changed and not work.update(
        row, Guidance.revision == before, revision=before + 1, **changed
    ):
        raise Conflict
    if changed:
        subject = f"guidance:{row.key}"
        work.record("guidance.changed", subject=subject, fields=sorted(changed))


def put(work: Work, by: Actor, row: Guidance, words: Words) -> None:
    """The words as the newest version, where they differ from the one before."""
    before = rows.version(work, row, row.latest)
    if before is not None and _same(before, words):
        return
    number = row.latest + 1
    work.add(
        GuidanceVersion(
            guidance_id=row.id or 0,
            number=number,
            title=words.title,
            summary=words.summary,
            body=words.body,
            changed=words.changed,
            author_id=by.responder_id,
            author=by.name or by.label,
            saved_at=work.now,
        )
    )
    was = row.revision
    if not work.update(row, Guidance.revision == was, revision=was + 1, latest=number):
        raise Conflict
    work.record("guidance.saved", subject=f"guidance:{row.key}", version=number)


def publish(work: Work, by: Actor, row: Guidance) -> None:
    """The newest version from now on; of a page that lies elsewhere, that it is shown. Raises
    `errors.Invalid` while what it was begun with stands in it."""
    newest = rows.version(work, row, row.latest)
    if newest is not None and (problem := guidance_form.unfinished(newest.body)):
        raise Invalid([problem])
    published = GuidanceState.PUBLISHED.value
    if newest is None:
        change(work, row, state=published)
        return
    if newest.published_at is None:
        work.update(newest, published_at=work.now, published_by=by.name or by.label)
    change(
        work,
        row,
        state=published,
        version=newest.number,
        title=newest.title,
        summary=newest.summary,
        changed_at=newest.published_at,
    )
    work.record("guidance.published", subject=f"guidance:{row.key}", version=newest.number)


def versions(work: Work, row: Guidance) -> list[GuidanceVersion]:
    """The newest first."""
    statement = (
        select(GuidanceVersion)
        .where(col(GuidanceVersion.guidance_id) == row.id)
        .order_by(col(GuidanceVersion.number).desc())
    )
    return list(work.session.exec(statement))


def body(work: Work, row: Guidance) -> str:
    """What is published, "" of a page that lies elsewhere."""
    published = rows.version(work, row, row.version)
    return published.body if published else ""


def text(version: GuidanceVersion) -> str:
    """All that is compared of a version."""
    return f"{version.title}\n{version.summary}\n{version.body}"


def _same(version: GuidanceVersion, words: Words) -> bool:
    stands: Sequence[str] = (version.title, version.summary, version.body)
    return stands == (words.title, words.summary, words.body)

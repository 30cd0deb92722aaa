"""The door of those who keep guidance: written, published, brought back, looked at again, retired.

Its owner, an educator and a service lead may write a page; it is published by its owner or by a
service lead, who alone then change the files beside it. Nobody overwrites what they have not seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import select

from advice_line.directory import lookups
from advice_line.directory.guidance import effect, feedback, files, rows, suggested, writing
from advice_line.directory.guidance.files import FileShown
from advice_line.directory.guidance.given_files import Given
from advice_line.directory.guidance.rows import Shown
from advice_line.errors import Invalid, NotAllowed, NotFound, Problem
from advice_line.guidance_kinds import Audience, GuidanceState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import comparing, guidance_form, scopes
from advice_line.rules.guidance_form import About, Words
from advice_line.tables.directory import Line, Responder
from advice_line.tables.guidance import Guidance, GuidanceVersion
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Kept:
    """A page for those who keep it. `form` holds its fields as a form has them; `revision` is what
    a change of it is made from; `shown` is None of one that is not there yet. `asked` says how
    often it was asked about, `helped` how many of how many it helped."""

    shown: Shown | None
    form: Mapping[str, str]
    revision: int
    versions: tuple[GuidanceVersion, ...]
    published: int
    files: tuple[FileShown, ...]
    may_publish: bool
    may_keep_files: bool
    lines: tuple[Line, ...]
    every_line: bool
    owners: tuple[Responder, ...]
    scopes: tuple[str, ...]
    asked: str
    effect: str
    helped: tuple[int, int]
    now: datetime


class KeepingGuidance:
    def __init__(self, ledger: Ledger, default: Audience, small: int) -> None:
        """`default` is who may read a page that says nothing of it itself; what is counted below
        `small` is not told."""
        self._ledger = ledger
        self._default = default
        self._small = small

    def kept(self, by: Actor, key: str | None) -> Kept:
        """A page, or what a new one begins with. Raises `errors.NotFound`, and `errors.NotAllowed`
        where it is not theirs to write."""
        require(by, Action.KEEP_GUIDANCE)
        with self._ledger.look(by.label) as work:
            row = writing.row_of(work, by, key) if key is not None else None
            kept = self._kept(work, by, row)
            work.let_go()
            return kept

    def save(
        self,
        by: Actor,
        key: str | None,
        form: Mapping[str, str],
        *,
        seen: str,
        publish: bool,
        token: str,
    ) -> str:
        """The page's key. `seen` is the revision that the form was made from. Raises
        `errors.Invalid`, `errors.NotFound`, `errors.NotAllowed`, and `errors.Conflict` where
        another was saved since."""
        require(by, Action.KEEP_GUIDANCE)
        with self._ledger.work(by.label) as work:
            row = writing.row_of(work, by, key) if key is not None else None
            fresh = key or guidance_form.key(form, _keys(work))
            if not inbox.receive(work, PAGE, token):
                return fresh
            words = _words(form, row)
            about = self._about(work, by, form, row)
            if row is None:
                assert about is not None
                row = writing.begin(work, fresh, words, about)
            else:
                writing.hold_to_seen(work, row, seen)
                writing.change(work, row, **(writing.columns(work, about) if about else {}))
            if not row.address:
                writing.put(work, by, row, words)
            if row.address or (publish and writing.may_publish(work, by, row)):
                writing.publish(work, by, row)
            rows.index(work, row, writing.body(work, row))
            return row.key

    def publish(self, by: Actor, key: str, *, seen: str, token: str) -> str:
        """The newest version. As what the page is seen after it; `seen` itself where this was done
        already. Raises as `save` does."""
        with self._ledger.work(by.label) as work:
            row = _own(work, by, key, seen, token)
            if row is None:
                return seen
            writing.publish(work, by, row)
            rows.index(work, row, writing.body(work, row))
            return str(row.revision)

    def retire(self, by: Actor, key: str, *, seen: str, token: str) -> str:
        """It stays to be read by those who keep it, and can be published again. Returns and raises
        as `publish` does."""
        with self._ledger.work(by.label) as work:
            row = _own(work, by, key, seen, token)
            if row is None:
                return seen
            writing.change(work, row, state=GuidanceState.RETIRED.value)
            rows.index(work, row)
            work.record("guidance.retired", subject=f"guidance:{row.key}")
            return str(row.revision)

    def looked_at(self, by: Actor, key: str, day: str, *, seen: str, token: str) -> str:
        """It was looked at again and still holds, until the next `day`. Returns and raises as
        `publish` does."""
        with self._ledger.work(by.label) as work:
            row = _own(work, by, key, seen, token)
            if row is None:
                return seen
            to = _next_review(day, rows.today(work))
            writing.change(work, row, review_on=to)
            work.record("guidance.reviewed", subject=f"guidance:{row.key}", until=f"{to}")
            return str(row.revision)

    def bring_back(self, by: Actor, key: str, number: int, *, seen: str, token: str) -> None:
        """An older version's words as the newest, which are not published by that alone. Raises as
        `save` does."""
        require(by, Action.KEEP_GUIDANCE)
        with self._ledger.work(by.label) as work:
            row = writing.row_of(work, by, key)
            old = rows.version(work, row, number)
            if old is None:
                raise NotFound
            if inbox.receive(work, PAGE, token):
                writing.hold_to_seen(work, row, seen)
                said = f"Version {number} brought back."
                writing.put(work, by, row, Words(old.title, old.summary, old.body, said))

    def compare(self, by: Actor, key: str, old: int, new: int) -> list[comparing.Row]:
        """Raises `errors.NotFound`."""
        require(by, Action.KEEP_GUIDANCE)
        with self._ledger.look(by.label) as work:
            row = writing.row_of(work, by, key)
            before, after = rows.version(work, row, old), rows.version(work, row, new)
            if before is None or after is None:
                raise NotFound
            return comparing.compare(writing.text(before), writing.text(after))

    def add_files(
        self, by: Actor, key: str, given: Sequence[Given], token: str, *, as_they_are: bool
    ) -> None:
        """`as_they_are` as in `given_files.made`. Raises `errors.Invalid`, `errors.NotFound`,
        `errors.NotAllowed`."""
        require(by, Action.KEEP_GUIDANCE)
        with self._ledger.work(by.label) as work:
            row = writing.row_of_files(work, by, key)
            if inbox.receive(work, PAGE, token):
                files.add(work, row, given, by.name or by.label, as_they_are=as_they_are)

    def remove_file(self, by: Actor, key: str, file: str, token: str) -> None:
        """Raises `errors.NotFound`, `errors.NotAllowed`."""
        require(by, Action.KEEP_GUIDANCE)
        with self._ledger.work(by.label) as work:
            row = writing.row_of_files(work, by, key)
            if inbox.receive(work, PAGE, token):
                work.session.delete(files.one(work, row, file))
                work.record("guidance.file_removed", subject=f"guidance:{key}", file=file)

    def _kept(self, work: Work, by: Actor, row: Guidance | None) -> Kept:
        day = rows.today(work)
        versions = writing.versions(work, row) if row else []
        lines = lookups.lines(work.session)
        theirs = [each for each in lines if by.may(Action.KEEP_GUIDANCE, each.key)]
        return Kept(
            shown=rows.shown(row, self._default, day) if row else None,
            form=_form(work, row, versions, lines) if row else _blank(work, by, day),
            revision=row.revision if row else 0,
            versions=tuple(versions),
            published=row.version if row else 0,
            files=files.shown(work, row) if row else (),
            may_publish=row is None or writing.may_publish(work, by, row),
            may_keep_files=row is not None and writing.may_keep_files(work, by, row),
            lines=tuple(theirs),
            every_line=by.everywhere(Action.KEEP_GUIDANCE),
            owners=tuple(writing.owners(work, _lines(work, by))),
            scopes=tuple(_scopes(work)),
            asked=suggested.asked_words(work, row, self._small),
            effect=effect.words(work, row, self._small) if row else "",
            helped=feedback.helped(work, row) if row else (0, 0),
            now=work.now,
        )

    def _about(
        self, work: Work, by: Actor, form: Mapping[str, str], row: Guidance | None
    ) -> About | None:
        """None for who may only write its words: what holds for the page stays as it is."""
        if row is not None and not writing.may_publish(work, by, row):
            return None
        known = guidance_form.Known(
            lines=_lines(work, by),
            owners={each.key for each in writing.owners(work, [form.get("line") or None])},
            scopes=_scopes(work),
        )
        return guidance_form.about(form, known, rows.today(work), row.review_on if row else None)


def _own(work: Work, by: Actor, key: str, seen: str, token: str) -> Guidance | None:
    """A page that is theirs to publish; None where this was done already. Raises `errors.NotFound`,
    `errors.NotAllowed` and `errors.Conflict`."""
    require(by, Action.PUBLISH_GUIDANCE)
    row = writing.row_of(work, by, key)
    if not writing.may_publish(work, by, row):
        raise NotAllowed
    if not inbox.receive(work, PAGE, token):
        return None
    writing.hold_to_seen(work, row, seen)
    return row


def _lines(work: Work, by: Actor) -> set[str | None]:
    """The keys of those for which they may write; None is every line."""
    keys: set[str | None] = {
        each.key for each in lookups.lines(work.session) if by.may(Action.KEEP_GUIDANCE, each.key)
    }
    return keys | {None} if by.everywhere(Action.KEEP_GUIDANCE) else keys


def _keys(work: Work) -> set[str]:
    return set(work.session.exec(select(Guidance.key)))


def _words(form: Mapping[str, str], row: Guidance | None) -> Words:
    return guidance_form.words(form, first=row is None or row.latest == 0)


def _scopes(work: Work) -> list[str]:
    """The tags that anybody's scope names, and those that pages have already."""
    people = [each.scope for each in lookups.responders(work.session)]
    return scopes.tags([*people, *work.session.exec(select(Guidance.scope))])


def _next_review(given: str, today: date) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        day = date.min
    if not today < day <= today + guidance_form.LONGEST:
        said = "Give the day of the next review, within three years."
        raise Invalid([Problem("next_review", said)])
    return day


def _blank(work: Work, by: Actor, today: date) -> dict[str, str]:
    """A new page is owned by who begins it, and looked at again in a year."""
    own = lookups.responder(work.session, by.responder_id) if by.responder_id else None
    return {"owner": own.key if own else "", "review_on": f"{today + A_YEAR}"}


def _form(
    work: Work, row: Guidance, versions: Sequence[GuidanceVersion], lines: Sequence[Line]
) -> dict[str, str]:
    newest = versions[0] if versions else None
    owner = lookups.responder(work.session, row.owner_id) if row.owner_id else None
    ticked = {"scope": row.scope, "area": row.body_areas, "modality": row.modalities}
    return {
        "key": row.key,
        "title": newest.title if newest else row.title,
        "summary": newest.summary if newest else row.summary,
        "body": newest.body if newest else "",
        "address": row.address,
        "line": next((each.key for each in lines if each.id == row.line_id), ""),
        "owner": owner.key if owner else "",
        "review_on": f"{row.review_on}",
        "audience": row.audience or "",
        "keywords": ", ".join(row.keywords),
        **guidance_form.ticks(ticked),
    }

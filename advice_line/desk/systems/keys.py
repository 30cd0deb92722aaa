"""The door to keys of clinical systems: who made one for what, who ended it, who comes with one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.api_kinds import Scope
from advice_line.directory import closed_codes, lookups
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.api_keys import ApiKey
from advice_line.tables.directory import Organisation
from advice_line.trust import api_keys
from advice_line.trust.api_keys import Made, Wanted
from advice_line.trust.roles import Action, Actor, require

LONGEST_NAME = 100
MOST_DAYS = 731


@dataclass(frozen=True)
class Kept:
    """`good` whether a request with it is answered now; once `code_closed`, its organisation's code
    is closed, and it is given nothing of a patient (H17)."""

    id: str
    organisation: str
    organisation_name: str
    name: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    made_by: str
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None
    good: bool
    code_closed: bool


class ApiKeys:
    def __init__(self, ledger: Ledger, most: int) -> None:
        """`most` requests a minute are answered to one key."""
        self._ledger = ledger
        self._most = most

    def actor(self, key: str) -> Actor:
        """Who comes with this key. Raises `api_keys.NoKey`, `errors.TooManyTries`."""
        with self._ledger.look("public") as look:
            api_keys.known(look.session, look.vault, key)
        with self._ledger.work("public") as work:
            row = api_keys.known(work.session, work.vault, key)
            if not api_keys.is_good(row, work.now):
                raise api_keys.NoKey
            api_keys.used(work, row)
            of_all = api_keys.of_organisation(work.session, row, self._most, work.now)
            work.let_go()
            now = work.now
        api_keys.refuse_flood(row, of_all, self._most, now)
        return api_keys.actor(row)

    def add(
        self, by: Actor, organisation: str, name: str, scopes: Sequence[str], days: int
    ) -> Made:
        """Raises `errors.Invalid`."""
        require(by, Action.KEEP_SYSTEMS)
        wanted = _scopes(scopes)
        clean = " ".join(name.split())
        if not clean or len(clean) > LONGEST_NAME:
            raise Invalid([Problem("--name", "--name: say in a few words what the key is for.")])
        if not 0 < days <= MOST_DAYS:
            raise Invalid([Problem("--days", f"--days: a key lasts 1 to {MOST_DAYS} days.")])
        with self._ledger.work(by.label) as work:
            whose = of_key(work, organisation)
            until = work.now + timedelta(days=days)
            made = api_keys.make(work, Wanted(whose.id or 0, clean, wanted, until, by.name))
            work.record("api_key.made", subject=f"key:{made.row.public_id}", scopes=list(wanted))
            work.let_go()
            return made

    def revoke(self, by: Actor, key_id: str) -> None:
        """From now on it is no key. Raises `errors.NotFound`."""
        require(by, Action.KEEP_SYSTEMS)
        with self._ledger.work(by.label) as work:
            row = work.session.exec(select(ApiKey).where(col(ApiKey.public_id) == key_id)).first()
            if row is None:
                raise NotFound("There is no key of this id. See: advice-line api-keys list")
            unended = col(ApiKey.revoked_at).is_(None)
            if work.update(row, unended, revoked_at=work.now, revoked_by=by.name):
                work.record("api_key.revoked", subject=f"key:{key_id}")

    def kept(self, by: Actor) -> list[Kept]:
        """The newest first."""
        require(by, Action.SEE_SYSTEMS)
        statement = (
            select(ApiKey, Organisation)
            .join(Organisation, col(Organisation.id) == col(ApiKey.organisation_id))
            .order_by(col(ApiKey.id).desc())
        )
        with self._ledger.look(by.label) as work:
            zones = {each.time_zone for each in lookups.lines(work.session)}
            return [
                _kept(key, own, work.now, code_closed=_code_closed(own, work.now, zones))
                for key, own in work.session.exec(statement)
            ]


def of_key(work: Work, organisation: str) -> Organisation:
    """Raises `errors.Invalid`."""
    found = work.session.exec(
        select(Organisation).where(col(Organisation.key) == organisation.strip())
    ).first()
    if found is None:
        said = f"--organisation: the directory has none with the code {organisation[:20]}."
        raise Invalid([Problem("--organisation", said)])
    return found


def _scopes(given: Sequence[str]) -> tuple[Scope, ...]:
    known = {each.value for each in Scope}
    if not given or not set(given) <= known:
        said = f"--scopes: give one or more of {', '.join(Scope)}, with commas between."
        raise Invalid([Problem("--scopes", said)])
    return tuple(each for each in Scope if each.value in given)


def _code_closed(own: Organisation, now: datetime, zones: Collection[str]) -> bool:
    return any(closed_codes.is_closed(own, now, zone) for zone in zones)


def _kept(row: ApiKey, own: Organisation, now: datetime, *, code_closed: bool) -> Kept:
    return Kept(
        id=row.public_id,
        organisation=own.key,
        organisation_name=own.name,
        name=row.name,
        scopes=tuple(Scope(each) for each in row.scopes),
        made_at=row.made_at,
        made_by=row.made_by,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
        good=api_keys.is_good(row, now),
        code_closed=code_closed,
    )

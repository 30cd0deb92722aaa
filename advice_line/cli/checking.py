"""What `check` asks of a whole site: database, stamp, keys, worker, rota, whether it can be
reached, what lies elsewhere, then each integration."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from advice_line.assembly import Service
from advice_line.cli import kept_elsewhere
from advice_line.cli.common import hold_to_stamp, hold_to_tables
from advice_line.directory import lookups, shortfalls
from advice_line.directory.people import contacts
from advice_line.directory.shortfall_kinds import Kind
from advice_line.directory_kinds import ContactWay
from advice_line.errors import AdviceLineError, Misconfigured
from advice_line.ledger import upkeep
from advice_line.ledger.data_keys import hold_to_keys
from advice_line.ledger.work import Work
from advice_line.ports.checks import Check, Checker
from advice_line.settings import Settings
from advice_line.trust.roles import SYSTEM

# A worker that lives beats once a pass, every few seconds.
WORKER_SILENT_AFTER = timedelta(minutes=2)


def every(service: Service) -> list[Check]:
    """All answers; where the database is missing there is nothing to ask of worker and rota."""
    database, reach = _database(service), list(_reach(service.settings))
    if not database.ok:
        return [database, *reach, *_without_database(service.checks)]
    with service.ledger.look(SYSTEM.label) as work:
        found = [database, _keys(work), _worker(work), *_site(work), _contacts(work), *reach]
        found += [kept_elsewhere.backups(work), kept_elsewhere.trail_heads(work, service.settings)]
    for checker in service.checks:
        found.extend(checker())
    return found


def _database(service: Service) -> Check:
    try:
        hold_to_tables(service.ledger.db)
        hold_to_stamp(service.ledger, service.settings, writes=False)
    except AdviceLineError as error:
        return Check("database", False, error.sentence)
    kind = "SQLite" if service.ledger.db.sqlite else "PostgreSQL"
    return Check("database", True, f"{kind}, up to date.")


def _keys(work: Work) -> Check:
    try:
        hold_to_keys(work, writes=False)
    except Misconfigured as error:
        return Check("keys", False, error.sentence)
    return Check("keys", True, "DATA_KEYS opens all that is sealed.")


def _contacts(work: Work) -> Check:
    """Marked, and no fault: who is not shown to be reached is rung all the same."""
    unseen = contacts.unverified(work.session, ContactWay.MOBILE)
    if not unseen:
        return Check("contacts", True, "Every mobile was shown to reach its person.")
    said = f"Not shown to reach them by a code: the mobile of {', '.join(unseen[:10])}"
    more = f" and {len(unseen) - 10} more" if len(unseen) > 10 else ""
    return Check("contacts", True, f"{said}{more}. Each may do so on their own page.")


def _worker(work: Work) -> Check:
    beat = upkeep.last_beat(work.session)
    if beat is None:
        return Check("worker", False, "No worker has ever run. Start one: advice-line worker")
    silent = work.now - beat
    if silent > WORKER_SILENT_AFTER:
        minutes = int(silent / timedelta(minutes=1))
        said = f"No worker has worked for {minutes} minutes. Start one: advice-line worker"
        return Check("worker", False, said)
    return Check("worker", True, "Working.")


def _site(work: Work) -> Iterator[Check]:
    lines = lookups.lines(work.session)
    if not lines:
        yield Check("setup", False, "There is no line yet. Run: advice-line setup FILE.toml")
        return
    yield Check("setup", True, f"Lines: {', '.join(line.key for line in lines)}.")
    missing = shortfalls.ahead(work.session, work.now)
    for each in missing:
        said = each.sentence if each.grave else f"Note: {each.sentence}"
        yield Check(each.kind.value, not each.grave, said)
    if not any(each.kind is Kind.HOLE for each in missing):
        yield Check("rota", True, f"No hole in the next {shortfalls.DAYS_AHEAD} days.")


def _reach(settings: Settings) -> Iterator[Check]:
    """Whether a real site can be reached, and is watched; a rehearsal is on this machine alone."""
    if settings.rehearsal:
        return
    if settings.local:
        said = "only this machine reaches it. Set it to the https address of the pages."
        yield Check("public_url", False, f"PUBLIC_URL is {settings.public_url}: {said}")
    if settings.heartbeat_url is None:
        # No more than a note: a monitor may as well ask /readyz, of which we do not know.
        said = "unless your monitor asks /readyz, nobody hears when a worker or the database stops."
        yield Check("heartbeat", True, f"Note: HEARTBEAT_URL is not set; {said}")


def _without_database(checkers: Sequence[Checker]) -> Iterator[Check]:
    """Those integrations that can be asked without the lines' own numbers and addresses."""
    for checker in checkers:
        try:
            yield from checker()
        except (AdviceLineError, DBAPIError):
            said = "Not asked, for its lines are in the database. Mend the database first."
            yield Check("integration", False, said)

"""Every page of the audit, through the whole application in this process and without a network, as
a service lead opens it who may see two lines: each measure, in each way that it is broken down, the
queries behind it, and the pages beside them."""

import gc
from collections.abc import Iterator
from functools import partial
from itertools import product

from pydantic import SecretStr
from sqlmodel import select
from starlette.testclient import TestClient

from advice_line.assembly import Service, build
from advice_line.audit import periods
from advice_line.audit.figures import reading
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Reckoned
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.settings import Settings
from advice_line.tables.directory import Responder
from advice_line.trust import sessions
from advice_line.trust_kinds import SignedInBy
from advice_line.web import cookies
from benchmarks import audit_site
from benchmarks.audit_took import Took
from benchmarks.calls import PUBLIC_URL
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.weeks.quiet import quiet

Pages = dict[str, list[str]]
_ROUNDS = 3
_BACK = 2
_OTHERS = ("/audit/reports", "/audit/appropriateness", "/audit/imaging", "/desk/today")
_BESIDE = 10


def timed(ledger: Ledger, url: str) -> Iterator[tuple[str, Took]]:
    """Each kind of page with what all pages of it took. Raises ValueError for an answer that is not
    200."""
    service = _service(url)
    quiet()
    try:
        with TestClient(service.app, base_url=service.settings.public_url) as browser:
            browser.cookies.set(f"__Host-{cookies.STAFF}", _signed_in(service))
            gc.freeze()  # as `serve` does
            for name, paths in _pages(ledger).items():
                took = Took(ledger)
                # What is loaded once a process, at the first such page, is not the page's.
                _open(browser, paths[0])
                for path in paths * _ROUNDS:
                    took.of(partial(_open, browser, path))
                yield name, took
    finally:
        service.close()


def _open(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    if answer.status_code != 200:
        raise ValueError(f"{path}: answered {answer.status_code}.")


def _pages(ledger: Ledger) -> Pages:
    months = _newest(ledger, PeriodKind.MONTH)
    quarters = _newest(ledger, PeriodKind.QUARTER)
    lines = [f"line={key}&period=" for key in audit_site.LINES]
    overviews = [*months, *quarters, *_newest(ledger, PeriodKind.WEEK)]
    pages = {
        "/audit": [f"/audit?{line}{period}" for line, period in product(lines, overviews)],
        "a measure": [
            f"/audit/measures/{each.id}?{lines[0]}{months[0]}" for each in every.MEASURES
        ],
        "the queries behind it": [
            f"/audit/measures/{each.id}/queries?{lines[0]}{months[0]}"
            for each in every.MEASURES
            if not isinstance(each.how, Reckoned)
        ],
        "one practice": [
            f"/audit/practices/Y98{number:03}?{lines[0]}{quarters[0]}"
            for number in range(100, 100 + _BESIDE)
        ],
        "two periods side by side": [f"/audit/compare?{line}{months[0]}" for line in lines],
        **{path: [path] * _BESIDE for path in _OTHERS},
    }
    for measure in every.MEASURES:
        for by in measure.by:
            way = f"/audit/measures/{measure.id}?{lines[1]}{{}}&by={by}"
            pages.setdefault(f"a measure by {by}", []).extend(
                map(way.format, [months[0], quarters[0]])
            )
    return pages


def _newest(ledger: Ledger, kind: PeriodKind) -> list[str]:
    """The keys of the newest that are over, the newest first."""
    with ledger.look("benchmark") as work:
        newest = reading.newest(work, lookups.lines(work.session)[0], kind)
        return [each.key for each in reversed(periods.up_to(newest, _BACK))]


def _service(url: str) -> Service:
    return build(
        Settings(
            _env_file=None,
            database_url=url,
            public_url=PUBLIC_URL,
            secret_key=SecretStr(SECRET_KEY),
            data_keys=SecretStr(DATA_KEYS),
            requests_a_minute=0,
        )
    )


def _signed_in(service: Service) -> str:
    with service.ledger.work("benchmark") as work:
        lead = work.session.exec(select(Responder).where(Responder.key == audit_site.LEAD)).one()
        return sessions.start_staff(work, lead, SignedInBy.PASSKEY)

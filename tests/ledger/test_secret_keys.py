"""SECRET_KEY is renewed while people go on: what it signed holds as long as the former one is held,
what is looked up is found for good, and a key that nobody knows starts nothing."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from advice_line.clock import SetClock
from advice_line.data_kinds import Cause, Kept
from advice_line.db import Database
from advice_line.errors import Misconfigured, NotFound
from advice_line.ledger import heads, secret_keys
from advice_line.ledger.data_keys import hold_to_keys
from advice_line.ledger.upkeep import chain_trail
from advice_line.ledger.vault import Vault
from advice_line.ledger.verifying import verify
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.trail_faults import TrailFault
from advice_line.tables.directory import Organisation
from advice_line.tables.webhooks import WebhookEndpoint
from advice_line.trust import challenges, codes, deletions, signing_anew, tokens
from advice_line.trust.codes import Purpose
from advice_line.trust.deletions import Gone
from advice_line.web import form_tokens
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.stories.conftest import on_sqlite

NEW_SECRET = "the-secret-that-follows-of-at-least-32-characters"
ID = "K7Q2M9FX3B5D8H1J"

Started = Callable[..., Ledger]


@pytest.fixture
def started(database: Database, clock: SetClock) -> Started:
    """A process that starts over the same database with these secrets."""

    def start(secret: str = NEW_SECRET, *old: str) -> Ledger:
        ledger = Ledger(database, clock, Vault(DATA_KEYS, secret, old))
        with ledger.work("system") as work:
            hold_to_keys(work, writes=True)
        clock.advance(60)
        return ledger

    return start


def with_proof(ledger: Ledger) -> str:
    """A head of the trail and a closed receipt, whose id it is."""
    with ledger.work("system") as work:
        receipt = deletions.begin(work, Cause.RETENTION)
        gone = [Gone("mail:7K", work.now)]
        deletions.add(work, receipt, Kept.MAIL, "90 days", gone, "hotdoc")
        deletions.close(work, receipt)
    while chain_trail(ledger):
        pass
    with ledger.work("system") as work:
        heads.keep(work, heads.now(work), None)
        return receipt.public_id


def proven(ledger: Ledger, receipt: str) -> bool:
    with ledger.look("system") as look:
        return verify(look).fits and holds(look, receipt)


def holds(look: Work, receipt: str) -> bool:
    return deletions.holds(look, deletions.by_id(look.session, receipt))


@pytest.mark.hazard("H04")
def test_h04_what_was_sent_out_opens_while_the_former_key_is_held(
    started: Started, clock: SetClock
) -> None:
    old = started(SECRET_KEY).vault
    link, address = tokens.token(old, ID, "link"), tokens.in_address(old, ID, "mail")
    form, asked = form_tokens.make(old, "browser"), challenges.make(old, clock.now(), "browser")
    both = started(NEW_SECRET, SECRET_KEY)
    assert tokens.public_id(both.vault, link, "link") == ID
    assert tokens.of_address(both.vault, address, "mail") == ID
    assert form_tokens.holds(both.vault, form, "browser")
    with both.work("system") as work:
        assert challenges.take(work, asked, "browser")
    assert tokens.token(both.vault, ID, "link") != link
    alone = started(NEW_SECRET).vault
    with pytest.raises(NotFound):
        tokens.public_id(alone, link, "link")
    assert tokens.public_id(alone, tokens.token(both.vault, ID, "link"), "link") == ID


def test_a_code_that_is_on_its_way_is_right_after_the_renewal(started: Started) -> None:
    old = started(SECRET_KEY)
    with old.work("system") as work:
        code = codes.make(work, Purpose.ADDRESS, "browser", address="gp@example.org")
        sent = codes.figures(old.vault, code)
    with started(NEW_SECRET, SECRET_KEY).work("system") as work:
        newest = codes.newest(work.session, Purpose.ADDRESS, "browser")
        assert codes.check(work, newest, sent)


@pytest.mark.hazard("H14")
def test_h14_who_was_looked_up_before_is_found_for_good(started: Started) -> None:
    """So that a hold, an objection and a number of which only the hash is kept go on counting."""
    mark = started(SECRET_KEY).vault.mark("9990000018", "patient")
    assert started(NEW_SECRET, SECRET_KEY).vault.mark("9990000018", "patient") == mark
    assert started(NEW_SECRET).vault.mark("9990000018", "patient") == mark


@pytest.mark.hazard("H15")
def test_h15_a_key_that_was_never_used_here_starts_nothing(started: Started) -> None:
    started(SECRET_KEY)
    with pytest.raises(Misconfigured, match="not the one that this database was last run with"):
        started(NEW_SECRET)
    with pytest.raises(Misconfigured, match="OLD_SECRET_KEYS while it is renewed"):
        started(NEW_SECRET, "some-other-secret-of-at-least-32-characters")
    started(SECRET_KEY)


def test_several_processes_are_told_of_the_new_key_before_one_signs_with_it(
    started: Started,
) -> None:
    first = started(SECRET_KEY, NEW_SECRET)
    second = started(NEW_SECRET, SECRET_KEY)
    link = tokens.token(second.vault, ID, "link")
    assert tokens.public_id(first.vault, link, "link") == ID
    started(SECRET_KEY, NEW_SECRET)


def test_a_lost_key_is_said_and_the_site_goes_on(started: Started, ledger: Ledger) -> None:
    mark = started(SECRET_KEY).vault.mark("+441632960101", "number")
    ledger.vault = Vault(DATA_KEYS, NEW_SECRET)
    with ledger.work("system") as work:
        secret_keys.go_on_without(work)
    assert started(NEW_SECRET).vault.mark("+441632960101", "number") == mark


def test_a_database_of_before_is_started_once_with_its_own_key_first(
    ledger: Ledger, started: Started
) -> None:
    """Else it could not be known with which of two its hashes were made."""
    started(SECRET_KEY)
    with ledger.work("system") as work:
        work.session.execute(text("DELETE FROM secret_keys"))
    with pytest.raises(Misconfigured, match="started once with its former SECRET_KEY alone"):
        started(NEW_SECRET, SECRET_KEY)


@pytest.mark.hazard("H14")
def test_h14_proof_is_signed_anew_and_holds_without_the_former_key(started: Started) -> None:
    old = started(SECRET_KEY)
    receipt = with_proof(old)
    with old.look("system") as look:
        (elsewhere,) = map(heads.of_row, heads.all_kept(look.session))
    both = started(NEW_SECRET, SECRET_KEY)
    assert proven(both, receipt)
    assert not proven(Ledger(both.db, both.clock, Vault(DATA_KEYS, NEW_SECRET)), receipt)
    done = signing_anew.sign_anew(both)
    assert (done.receipts, done.heads, done.unknown) == (1, 1, 0)
    assert signing_anew.sign_anew(both).receipts == 0
    alone = started(NEW_SECRET)
    assert proven(alone, receipt)
    with alone.look("system") as look:
        assert verify(look, [elsewhere]).fits


@pytest.mark.hazard("H14")
def test_h14_what_somebody_changed_is_not_signed_anew(started: Started) -> None:
    """Else a renewal would turn a forgery into proof."""
    with_proof(started(SECRET_KEY))
    both = started(NEW_SECRET, SECRET_KEY)
    with both.work("system") as work:
        work.session.execute(text("UPDATE trail_heads SET position = 1, link = 'made up'"))
        work.session.execute(text("UPDATE deletion_receipts SET digest = 'made up'"))
    done = signing_anew.sign_anew(both)
    assert (done.receipts, done.heads, done.unknown) == (0, 0, 2)
    with both.look("system") as look:
        faults = {each.kind for each in verify(look).faults}
    assert TrailFault.HEAD_ALTERED in faults


@on_sqlite
def test_signing_anew_that_was_cut_short_goes_on(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = started(SECRET_KEY)
    receipts = [with_proof(old) for _ in range(3)]
    both = started(NEW_SECRET, SECRET_KEY)
    monkeypatch.setattr(signing_anew, "BATCH", 1)
    calm, done = both.work, list[str]()

    def work_until_killed(by: str) -> object:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(by)
        return calm(by)

    with monkeypatch.context() as patch:
        patch.setattr(both, "work", work_until_killed)
        with pytest.raises(KeyboardInterrupt):
            signing_anew.sign_anew(both)
    assert signing_anew.sign_anew(both).receipts == 1
    alone = started(NEW_SECRET)
    for each in receipts:
        with alone.look("system") as look:
            assert holds(look, each)


@on_sqlite
def test_secrets_of_systems_that_were_derived_before_are_kept(started: Started) -> None:
    old = started(SECRET_KEY)
    with old.work("system") as work:
        work.session.execute(text("DELETE FROM secret_keys"))
        practice = work.add(Organisation(key="Y99001", name="Elm Road Surgery", kind="practice"))
        hook = WebhookEndpoint(
            organisation_id=practice.id or 0,
            host="example.org",
            generation=2,
            made_at=work.now,
            made_by="amara",
        )
        work.add(hook)
    derived = [old.vault.sign(f"{hook.public_id}:{number}", "webhook") for number in (2, 1)]
    started(SECRET_KEY)
    alone = started(NEW_SECRET, SECRET_KEY)
    with alone.look("system") as look:
        kept = look.session.get_one(WebhookEndpoint, hook.id)
        opened = [
            alone.vault.open_bytes(kept.sealed_secret or "", secret_keys.OF_HOOK),
            alone.vault.open_bytes(kept.sealed_former_secret or "", secret_keys.FORMER_OF_HOOK),
        ]
    assert opened == derived

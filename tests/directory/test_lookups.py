"""Who is who, by every handle that a call or a page has."""

import pytest
from sqlalchemy import event

from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.tables.directory import Responder


def test_a_line_is_found_by_the_number_that_was_dialled(site: Ledger) -> None:
    with site.look("test") as work:
        line = lookups.line_by_number(work.session, "+441632960000")
        assert line is not None
        assert line.key == "hotdoc"
        assert line.id is not None
        assert lookups.line(work.session, line.id) == line
        assert lookups.line_by_key(work.session, "hotdoc") == line
        assert lookups.line_by_number(work.session, "+441632960999") is None


def test_an_organisation_is_found_by_any_of_its_phones(site: Ledger) -> None:
    with site.look("test") as work:
        found = lookups.organisation_by_phone(work.session, "+441632960101")
        assert found is not None
        assert found.key == "Y99001"
        assert lookups.phones_of(work.session, found.id or 0) == ["+441632960101"]
        assert lookups.organisation(work.session, found.id or 0) == found
        assert lookups.organisation_by_key(work.session, "Y99001") == found
        assert lookups.organisation_by_phone(work.session, "+441632960102") is None
        assert [each.key for each in lookups.organisations(work.session)] == ["Y99001"]


def test_a_responder_is_found_by_key_mobile_or_id(site: Ledger) -> None:
    with site.look("test") as work:
        amara = lookups.responder_by_key(work.session, "amara")
        assert amara is not None
        assert lookups.responder_by_mobile(work.session, "+447700900001") == amara
        assert lookups.responder(work.session, amara.id or 0) == amara
        assert lookups.responder_by_key(work.session, "nobody") is None
        assert [each.key for each in lookups.responders(work.session)] == ["amara", "ben"]


def test_several_are_read_at_once_and_none_without_keys(site: Ledger) -> None:
    with site.look("test") as work:
        found = lookups.responders_by_key(work.session, ["amara", "ben", "nobody"])
        assert sorted(found) == ["amara", "ben"]
        assert lookups.responders_by_key(work.session, []) == {}


@pytest.mark.parametrize("question", ["line", "organisation"])
def test_the_call_path_asks_one_question_of_the_database(site: Ledger, question: str) -> None:
    asked: list[str] = []
    event.listen(site.db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    with site.look("test") as work:
        if question == "line":
            lookups.line_by_number(work.session, "+441632960000")
        else:
            lookups.organisation_by_phone(work.session, "+441632960101")
    assert len([each for each in asked if each.startswith("SELECT")]) == 1


def test_what_was_found_is_not_read_again_after_each_write(site: Ledger) -> None:
    with site.work("test") as work:
        amara = lookups.responder_by_key(work.session, "amara")
        assert amara is not None
        work.change(Responder, Responder.key == "ben", name="Ben Changed")
        asked: list[str] = []
        event.listen(site.db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
        assert amara.name == "Dr Amara Example"
        assert asked == []

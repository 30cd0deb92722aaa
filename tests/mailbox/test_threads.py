"""A mail joins a query by its own token, or by the id of a mail of ours, and only from who is a
party to it. Every other is a query of its own with a hint (H20); From proves nothing (H15)."""

import pytest

from tests.mailbox.writing import ELM_ROAD, LINE, OAK_LANE, STRANGER, Mails, forged, mail, proven

JOINED = ("joined", "answers")


def token_of(mails: Mails, address: str = ELM_ROAD) -> str:
    """Where our last mail to that address asks for answers."""
    return mails.last(address).header("Reply-To") or ""


def own_id_of(mails: Mails, address: str = ELM_ROAD) -> str:
    return mails.last(address).header("Message-ID") or ""


@pytest.fixture
def asked(mails: Mails) -> Mails:
    mails.comes(mail())
    return mails


@pytest.mark.hazard("H20")
def test_an_answer_by_its_token_joins_without_what_it_quotes(asked: Mails) -> None:
    quoted = "She has a pacemaker.\r\n\r\nOn Monday you wrote:\r\n> your question is kept\r\n"
    more = f"In-Reply-To: {own_id_of(asked)}\r\n"
    asked.comes(mail(quoted, to=token_of(asked).upper(), subject="Re: A question", more=more))
    assert asked.fates[-1] == JOINED
    assert len(asked.world.query()["contacts"]) == 2
    assert asked.words()[-1] == "She has a pacemaker."


@pytest.mark.hazard("H20")
def test_an_answer_by_the_id_of_our_mail_joins(asked: Mails) -> None:
    more = f"References: <other@elsewhere.example.com> {own_id_of(asked)}\r\n"
    asked.comes(mail("She has a pacemaker.", more=more))
    assert asked.fates[-1] == JOINED
    assert len(asked.answers()) == 1


@pytest.mark.hazard("H20")
@pytest.mark.parametrize("sender", [STRANGER, OAK_LANE])
def test_another_sender_with_the_token_opens_their_own_with_a_hint(
    asked: Mails, sender: str
) -> None:
    first = asked.world.query()["reference"]
    asked.comes(mail("About another patient.", sender=sender, to=token_of(asked)))
    one, other = asked.world.queries()
    assert asked.fates[-1] == ("query", "not_a_party")
    assert len(one["contacts"]) == 1
    assert other["linked_to"] == [first]


@pytest.mark.hazard("H20")
def test_a_reference_in_the_subject_is_a_hint_and_joins_nothing(asked: Mails) -> None:
    first = asked.world.query()["reference"]
    asked.comes(mail("And another thing.", subject=f"Re: {first}"))
    assert asked.fates[-1] == ("query", "new")
    assert asked.world.queries()[1]["linked_to"] == [first]


@pytest.mark.hazard("H20")
@pytest.mark.parametrize("changed", ["a", "0"])
def test_a_token_that_is_forged_names_nothing(asked: Mails, changed: str) -> None:
    local, _, domain = token_of(asked).rpartition("@")
    other = local[:-1] + ("b" if local[-1] == changed else changed)
    asked.comes(mail("Whose is this?", to=f"{other}@{domain}", sender=OAK_LANE))
    assert asked.fates[-1] == ("query", "new")
    assert asked.world.queries()[1]["linked_to"] == []


def test_who_answers_after_it_was_closed_opens_one_that_is_linked(asked: Mails) -> None:
    first = asked.world.query()["reference"]
    asked.closes("amara", first)
    asked.comes(mail("Something new.", subject="Something new", to=token_of(asked)))
    assert asked.fates[-1] == ("query", "query_over")
    assert asked.world.queries()[1]["linked_to"] == [first]


@pytest.mark.hazard("H15")
def test_a_forged_sender_joins_nothing_and_whoever_is_played_is_not_written_to(
    asked: Mails,
) -> None:
    to, before = token_of(asked), len(asked.answers())
    asked.world.wait(2 * 3600)
    asked.comes(mail("Say that she is well.", to=to, more=forged("example.org")))
    assert asked.fates[-1] == ("query", "doubtful_sender")
    assert asked.world.queries()[1]["requester"]["verified"] is False
    assert len(asked.answers()) == before


@pytest.mark.hazard("H15")
@pytest.mark.parametrize(
    "sender",
    [
        f"{ELM_ROAD}, {STRANGER}",
        f'"{ELM_ROAD}" <{STRANGER}>',
    ],
)
def test_a_sender_who_is_two_or_plays_another_joins_nothing(asked: Mails, sender: str) -> None:
    asked.comes(mail("Say that she is well.", sender=sender, to=token_of(asked)))
    assert asked.fates[-1] == ("query", "doubtful_sender")
    assert len(asked.world.queries()) == 2


@pytest.mark.hazard("H15")
def test_an_address_on_file_whose_server_was_believed_is_verified(mails: Mails) -> None:
    mails.comes(mail(more=proven("example.org")))
    assert mails.world.query()["requester"]["verified"] is True


@pytest.mark.hazard("H15")
@pytest.mark.parametrize(
    ("sender", "more"),
    [
        (ELM_ROAD, ""),
        (STRANGER, proven("elsewhere.example.com")),
        ("else@example.org", proven("example.org")),
        (ELM_ROAD, proven("elsewhere.example.com")),
        (ELM_ROAD, proven("example.org").replace("mx.example.org", "mx.elsewhere.example.com")),
    ],
)
def test_nobody_else_is(mails: Mails, sender: str, more: str) -> None:
    mails.comes(mail(sender=sender, more=more))
    assert mails.world.query()["requester"]["verified"] is False


@pytest.mark.hazard("H15")
def test_answers_go_to_who_wrote_and_never_to_where_they_are_asked_for(mails: Mails) -> None:
    mails.comes(mail(more=f"Reply-To: {STRANGER}\r\n"))
    assert mails.answers(STRANGER) == []
    assert len(mails.answers(ELM_ROAD)) == 1


def test_what_comes_by_a_token_of_a_query_of_ours_says_nothing_of_urgency(asked: Mails) -> None:
    asked.comes(mail("More.", to=token_of(asked), subject="NOW"))
    assert asked.world.query()["urgency"]["asked"] is None
    assert LINE not in token_of(asked)

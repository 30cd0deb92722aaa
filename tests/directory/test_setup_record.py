"""The hospital's own record in a setup file: where letters are put for it, where images are shown;
or refused with the way to mend it."""

import pytest

from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.trust.roles import SYSTEM
from tests.directory.example import spoilt
from tests.directory.faults import said_of

WORDS = "words = { greeting"
LINK = 'accession_link = "https://pacs.example.org/view?accession={accession}"'
NETWORKS = 'trust_networks = ["10.0.0.0/8", "2001:db8::/32"]'
BOTH = 'record = { folder = "/srv/record", mailbox = "record@example.org" }'


def having(*fields: str) -> str:
    return spoilt((WORDS, "\n".join([*fields, WORDS])))


def test_what_is_set_is_kept_with_the_line_and_gone_when_it_is_set_no_more(ledger: Ledger) -> None:
    set_up(ledger, having(BOTH, LINK, NETWORKS), by=SYSTEM)
    set_up(ledger, having(BOTH, LINK, NETWORKS), by=SYSTEM)
    with ledger.look("test") as work:
        line = lookups.line_by_key(work.session, "hotdoc")
        assert line is not None
        assert line.record == {"folder": "/srv/record", "mailbox": "record@example.org"}
        assert line.accession_link == "https://pacs.example.org/view?accession={accession}"
        assert line.trust_networks == ["10.0.0.0/8", "2001:db8::/32"]
    set_up(ledger, spoilt(), by=SYSTEM)
    with ledger.look("test") as work:
        line = lookups.line_by_key(work.session, "hotdoc")
        assert line is not None
        assert (line.record, line.accession_link, line.trust_networks) == ({}, None, [])


FAULTS = [
    (
        'record = { folder = "record" }',
        'lines[1].record.folder: "record" is not the whole path of a folder, from the first / on. '
        'Example: folder = "/var/spool/advice-line/record"',
    ),
    (
        'record = { mailbox = "record@elsewhere.example.net" }',
        'lines[1].record.mailbox: "record@elsewhere.example.net" is of no domain that may carry a '
        'whole letter. Example: full_letter_domains = ["elsewhere.example.net"]',
    ),
    (
        'accession_link = "https://pacs.example.org/view"',
        'lines[1].accession_link: "https://pacs.example.org/view" must hold {accession} once, '
        "where the number of the images goes. Example: accession_link = "
        '"https://pacs.example.org/view?accession={accession}"',
    ),
    (
        'accession_link = "javascript:alert({accession})"',
        'lines[1].accession_link: "javascript:alert({accession})" is not an address that starts '
        "with https:// or http://. Example: accession_link = "
        '"https://pacs.example.org/view?accession={accession}"',
    ),
    (
        LINK,
        "lines[1].accession_link: would be shown to nobody: say from which networks it may be "
        'seen. Example: trust_networks = ["10.0.0.0/8"]',
    ),
    (
        'trust_networks = ["the hospital"]',
        'lines[1].trust_networks[1]: "the hospital" is not a network such as "10.0.0.0/8". '
        'Example: trust_networks = ["10.0.0.0/8"]',
    ),
    (
        'trust_networks = ["10.0.0.1/8"]',
        'lines[1].trust_networks[1]: "10.0.0.1/8" is not a network such as "10.0.0.0/8". '
        'Example: trust_networks = ["10.0.0.0/8"]',
    ),
]


@pytest.mark.parametrize(("field", "said"), FAULTS)
def test_each_fault_says_where_it_is_and_how_to_mend_it(field: str, said: str) -> None:
    assert any(said in each for each in said_of(having(field)))

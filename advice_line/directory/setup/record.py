"""What is wrong with what a setup file says of the hospital's own record."""

from collections.abc import Iterator

from advice_line.directory.setup.problems import Fault
from advice_line.directory.setup.reading import Reading
from advice_line.directory.setup.text_lines import Path


def faults(reading: Reading) -> Iterator[Fault]:
    """A mailbox that may not be sent whole letters; a link that nobody would see."""
    for path, line in reading.of("lines").items():
        mailbox = line.record.mailbox
        domain = mailbox.rpartition("@")[2].lower() if mailbox else None
        if domain and domain not in {each.lower() for each in line.full_letter_domains}:
            said = f'"{mailbox}" is of no domain that may carry a whole letter'
            yield Fault((*path, "record", "mailbox"), said, f'full_letter_domains = ["{domain}"]')
        yield from _unseen(path, line.accession_link, line.trust_networks)


def _unseen(path: Path, link: str | None, networks: tuple[str, ...]) -> Iterator[Fault]:
    if link is not None and not networks:
        said = "would be shown to nobody: say from which networks it may be seen"
        yield Fault((*path, "accession_link"), said, 'trust_networks = ["10.0.0.0/8"]')

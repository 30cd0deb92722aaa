"""Three people of the practice that rings most: who manages it, and two doctors. Anybody may be one
of them with one click, or by the code that is mailed to their address."""

from sqlmodel import col, select

from advice_line.demo.practices import FULL_LETTERS, PRACTICES
from advice_line.desk.practice import joining
from advice_line.ledger.work import Ledger
from advice_line.practice_kinds import JoinedBy
from advice_line.rules.practice_form import Person
from advice_line.tables.directory import Organisation, Requester, RequesterAddress

PRACTICE = PRACTICES[0]
_PEOPLE = (
    ("kim.tarrant", Person("Kim Tarrant", "practice_manager", None)),
    ("rowan.hale", Person("Dr Rowan Hale", "gp", "GMC 9990011")),
    ("sorrel.beck", Person("Dr Sorrel Beck", "gp", "GMC 9990012")),
)


def join(ledger: Ledger) -> None:
    """Once, as soon as their practice is in the directory."""
    with ledger.work("demo") as work:
        wanted = select(Organisation).where(col(Organisation.key) == PRACTICE.key)
        practice = work.session.exec(wanted).one()
        for key, who in _PEOPLE:
            address = f"{key}@{FULL_LETTERS}"
            if work.session.get(RequesterAddress, address) is not None:
                continue
            person = work.add(
                Requester(key=key, name=who.name, role=who.role, organisation_id=practice.id)
            )
            work.add(
                RequesterAddress(
                    address=address, requester_id=person.id or 0, confirmed_at=work.now
                )
            )
            manager = who.role == "practice_manager"
            by = JoinedBy.ON_FILE if manager else JoinedBy.INVITATION
            joining.join(work, practice, person, who, by, manager=manager, known_there=True)

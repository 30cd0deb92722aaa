"""Who a line of the trail names, in words that a page may show."""

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.tables.api_keys import ApiKey
from advice_line.tables.directory import Organisation
from advice_line.tables.trust import AccessLink
from advice_line.trust import members

_OURS = {
    "system": "The service itself, or whoever runs it by a command",
    "carrier": "The telephone network",
    "public": "Somebody who was not signed in",
}


class Named:
    """Looked up once for each label of a page."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._people = {f"responder:{each.key}": each for each in lookups.responders(work.session)}
        self._known: dict[str, str] = {}

    def __call__(self, label: str) -> str:
        if label not in self._known:
            self._known[label] = self._name(label)
        return self._known[label]

    def _name(self, label: str) -> str:
        if label in _OURS:
            return _OURS[label]
        if person := self._people.get(label):
            return person.name
        kind, _, number = label.partition(":")
        if kind == "requester":
            return self._whose_link(number)
        if kind == "key":
            return self._whose_key(number)
        return members.names(self._work.session, [label]).get(label, label)

    def _whose_link(self, number: str) -> str:
        link = self._work.session.get(AccessLink, int(number)) if number.isdigit() else None
        if link is None:
            return "Who asked"
        if link.organisation_id is None:
            return "Who asked, by their own link"
        organisation = self._work.session.get(Organisation, link.organisation_id)
        return f"{organisation.name}, by its link" if organisation else "A practice, by its link"

    def _whose_key(self, public_id: str) -> str:
        statement = select(ApiKey).where(col(ApiKey.public_id) == public_id)
        key = self._work.session.exec(statement).first()
        organisation = self._work.session.get(Organisation, key.organisation_id) if key else None
        return f"The system of {organisation.name}" if organisation else "A clinical system"

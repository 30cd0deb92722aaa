"""What a story may see and do, whether the service runs in this process or in processes of its own.

People have meanings: Amara is rung first, Ben second, Chidi leads. At noon a desk answers too."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from advice_line.desk.query import query_json, reading
from advice_line.desk.staff.records import Records
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.trust.roles import Actor
from advice_line.trust.sessions import staff
from integrations.sandbox.control import CarrierControl
from integrations.sandbox.phones import Behaviour
from integrations.sandbox.story import Person
from integrations.twilio.addresses import Addresses
from integrations.twilio.fallback import fallback_document
from integrations.twilio.numbers import wanted

PUBLIC_URL = "https://advice.example.org"
LINE = "+441632960000"
SWITCHBOARD = "+441632960999"
AMARA, BEN, CHIDI = "+447700900001", "+447700900002", "+447700900003"
DESK = "+441632960301"
RESPONDERS = (AMARA, BEN, CHIDI)
ELM_ROAD, ELM_ROAD_MOBILE = "+441632960101", "+447700900101"
OAK_LANE, OAK_LANE_MOBILE = "+441632960102", "+447700900102"
STRANGER, STRANGER_MOBILE = "+441632960555", "+447700900555"
FALLBACK_URL = "https://handler.example.org/outage"


def point_number(phones: CarrierControl) -> None:
    """What `twilio configure` writes, and the document it prints kept at the carrier."""
    want = wanted(Addresses(PUBLIC_URL), FALLBACK_URL)
    phones.own(
        LINE,
        voice_url=want.voice_url,
        status_callback=want.status_callback,
        voice_fallback_url=FALLBACK_URL,
        sms_url=want.sms_url,
    )
    phones.bin(FALLBACK_URL, fallback_document(switchboard=SWITCHBOARD, show=LINE))


@dataclass
class Scene:
    """`query()` is the one query there is, as JSON; `queries()` all of them."""

    phones: CarrierControl
    ledger: Ledger
    _told: set[str] = field(default_factory=set, kw_only=True)

    def begin(self, at: datetime) -> None:
        """Another story in the same house: the telephone network remembers nothing, it is `at`, and
        what was called about before is not seen. What is still owed of it falls due in its time."""
        with self.ledger.look("test") as work:
            self._told = {query.reference for query in reading.listed(work)}
        self.phones.begin(at.isoformat(), f"after {len(self._told)} queries")
        point_number(self.phones)

    def settle(self, seconds: float = 5) -> None:
        """Let what is under way finish: outgoing notices, their delivery, what is due."""
        raise NotImplementedError

    def wait(self, seconds: float) -> None:
        """Time passes; the worker is at work all the while."""
        self.phones.advance(seconds)
        self.settle(0)

    def person(self, number: str) -> Person:
        return Person(self.phones, number)

    def everybody(self, behaviour: Behaviour) -> None:
        for number in RESPONDERS:
            self.phones.behaves(number, behaviour)

    def responder(self, key: str) -> Actor:
        with self.ledger.look("test") as work:
            found = lookups.responder_by_key(work.session, key)
        assert found is not None, f"no responder {key}"
        return staff(found)

    def claims(self, key: str) -> None:
        """This responder takes the one query on their page."""
        self.records.claim(self.responder(key), self.query()["reference"])

    @property
    def records(self) -> Records:
        """The responder's door, as the pages use it."""
        return Records(self.ledger)

    def queries(self) -> list[dict[str, Any]]:
        with self.ledger.look("test") as work:
            return [
                query_json.as_json(work, query)
                for query in reading.listed(work)
                if query.reference not in self._told
            ]

    def query(self) -> dict[str, Any]:
        (only,) = self.queries()
        return only

    def texts(self, number: str) -> list[str]:
        return [sms["body"] for sms in self.phones.inbox(number)]

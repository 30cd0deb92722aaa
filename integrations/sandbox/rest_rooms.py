"""The Conferences resource, and who is held in one."""

from integrations.sandbox import resources
from integrations.sandbox.conferencing import Conference
from integrations.sandbox.fields import Fields, moment, paged
from integrations.sandbox.legs import Leg
from integrations.sandbox.network import Network
from integrations.sandbox.records import Form
from integrations.sandbox.refusals import RestAnswer, bad_field, not_found

_HELD = frozenset({"Hold", "HoldUrl", "HoldMethod"})
_TOLD = frozenset({"AnnounceUrl", "AnnounceMethod"})


class Conferences:
    def __init__(self, network: Network) -> None:
        self._network = network

    def list(self, query: Form, path: str) -> RestAnswer:
        asked = Fields(query)
        every = reversed(list(self._network.conferences.values()))
        then = [one for one in every if moment(asked, "DateCreated", one.created)]
        shown = [resources.conference(self._network, one) for one in then]
        pairs = (("FriendlyName", "friendly_name"), ("Status", "status"))
        found = [one for one in shown if all(asked[name] in ("", one[key]) for name, key in pairs)]
        return paged("conferences", found, asked, path)

    def update_participant(self, conference: str, call: str, form: Form) -> RestAnswer:
        fields = Fields(form)
        if "AnnounceUrl" in fields.names():
            return self._announce(conference, call, fields)
        if strange := sorted(set(fields.names()) - _HELD):
            raise bad_field(f"{strange[0]} is not played by this carrier.")
        if fields["HoldMethod"] not in ("", "POST"):
            raise bad_field("HoldMethod: this carrier posts, always.")
        room, leg = self._participant(conference, call)
        held = fields["Hold"] == "true"
        if held and not fields["HoldUrl"].startswith(("http://", "https://")):
            raise bad_field(f"HoldUrl is not a valid URL: {fields['HoldUrl']}")
        address = fields["HoldUrl"] if held else None
        self._network.clock.call_in(0, lambda: _hold(room, leg, address))
        return RestAnswer.of(200, resources.participant(self._network, room, leg, held))

    def _announce(self, conference: str, call: str, fields: Fields) -> RestAnswer:
        if strange := sorted(set(fields.names()) - _TOLD):
            raise bad_field(f"{strange[0]} is not played beside an announcement.")
        if fields["AnnounceMethod"] not in ("", "POST"):
            raise bad_field("AnnounceMethod: this carrier posts, always.")
        address = fields["AnnounceUrl"]
        if not address.startswith(("http://", "https://")):
            raise bad_field(f"AnnounceUrl is not a valid URL: {address}")
        room, leg = self._participant(conference, call)
        held = room.people[call].hold_url is not None
        self._network.clock.call_in(0, lambda: _announce(room, leg, address))
        return RestAnswer.of(200, resources.participant(self._network, room, leg, held))

    def _participant(self, sid: str, call: str) -> tuple[Conference, Leg]:
        room = self._network.conferences.get(sid)
        if room is None or room.ended is not None or call not in room.people:
            raise not_found(f"/Conferences/{sid}/Participants/{call}.json")
        return room, room.people[call].leg


def _hold(room: Conference, leg: Leg, address: str | None) -> None:
    if leg.sid in room.people:
        room.hold(leg, address)


def _announce(room: Conference, leg: Leg, address: str) -> None:
    if leg.sid in room.people:
        room.announce(leg, address)

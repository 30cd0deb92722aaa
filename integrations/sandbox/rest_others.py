"""The smaller resources: Messages, Recordings with their sound, and the account's own numbers."""

from integrations.sandbox import resources
from integrations.sandbox.chaos import Chaos
from integrations.sandbox.fields import Fields, moment, paged, telephone
from integrations.sandbox.network import Network
from integrations.sandbox.phones import is_landline
from integrations.sandbox.records import Form, OwnNumber, Recording, Sms
from integrations.sandbox.refusals import Refusal, RestAnswer, bad_field, not_found
from integrations.sandbox.sms import MOST_CHARACTERS, Messaging
from integrations.sandbox.sound import mp3, wav

_NUMBER_FIELDS = {
    "VoiceUrl": "voice_url",
    "VoiceFallbackUrl": "voice_fallback_url",
    "StatusCallback": "status_callback",
    "SmsUrl": "sms_url",
    "SmsFallbackUrl": "sms_fallback_url",
    "FriendlyName": "friendly_name",
}


class Messages:
    def __init__(self, network: Network, messaging: Messaging) -> None:
        self._network = network
        self._messaging = messaging

    def create(self, form: Form) -> RestAnswer:
        fields = Fields(form)
        other = sorted(set(fields.names()) - {"To", "From", "Body", "StatusCallback"})
        if other:
            raise bad_field(f"{other[0]} is not played by this carrier.")
        to_number = telephone(fields["To"], 21211, "To")
        from_number = fields["From"]
        if not from_number:
            raise Refusal(400, 21603, "A 'From' phone number is required.")
        if not self._network.owns(from_number):
            raise Refusal(400, 21606, f"The 'From' phone number {from_number} is not yours.")
        body = fields["Body"]
        if not body:
            raise Refusal(400, 21602, "Message body is required.")
        if len(body) > MOST_CHARACTERS:
            raise Refusal(400, 21617, "The concatenated message body exceeds 1600 characters.")
        if self._messaging.blocked(from_number, to_number):
            raise Refusal(400, 21610, "The recipient has unsubscribed from this number.")
        if is_landline(to_number) and not self._network.chaos.on(Chaos.LANDLINE_UNDELIVERED):
            raise Refusal(
                400, 21614, f"'To' number {to_number} is not a valid mobile number", expected=True
            )
        sent = self._messaging.send(from_number, to_number, body, fields["StatusCallback"])
        return RestAnswer.of(201, resources.message(self._network, sent))

    def list(self, query: Form, path: str) -> RestAnswer:
        asked = Fields(query)
        every = reversed(list(self._network.messages.values()))
        found = [one for one in every if _asked(one, asked)]
        shown = [resources.message(self._network, one) for one in found]
        return paged("messages", shown, asked, path)

    def fetch(self, sid: str) -> RestAnswer:
        if sid not in self._network.messages:
            raise not_found(f"/Messages/{sid}.json")
        return RestAnswer.of(200, resources.message(self._network, self._network.messages[sid]))


class Recordings:
    def __init__(self, network: Network) -> None:
        self._network = network

    def list(self, query: Form, path: str) -> RestAnswer:
        asked = Fields(query)
        call_sid = asked["CallSid"]
        every = reversed(list(self._network.recordings.values()))
        found = [
            one
            for one in every
            if call_sid in ("", one.call_sid) and moment(asked, "DateCreated", one.created)
        ]
        shown = [resources.recording(self._network, one) for one in found]
        return paged("recordings", shown, asked, path)

    def fetch(self, sid: str) -> RestAnswer:
        return RestAnswer.of(200, resources.recording(self._network, self._recording(sid)))

    def delete(self, sid: str) -> RestAnswer:
        self._recording(sid)
        del self._network.recordings[sid]
        return RestAnswer(204, b"")

    def media(self, sid: str, kind: str) -> RestAnswer:
        """The sound itself; before the recording is ready there is nothing, as at the vendor."""
        saved = self._recording(sid)
        if saved.status != "completed":
            raise not_found(f"/Recordings/{sid}")
        if kind == "mp3":
            return RestAnswer(200, mp3(saved.seconds), "audio/mpeg")
        return RestAnswer(200, wav(saved.seconds), "audio/x-wav")

    def _recording(self, sid: str) -> Recording:
        if sid not in self._network.recordings:
            raise not_found(f"/Recordings/{sid}.json")
        return self._network.recordings[sid]


class OwnNumbers:
    def __init__(self, network: Network) -> None:
        self._network = network

    def list(self, query: Form, path: str) -> RestAnswer:
        asked = Fields(query)
        number = asked["PhoneNumber"]
        every = self._network.numbers.values()
        found = [one for one in every if number in ("", one.number)]
        shown = [resources.own_number(self._network, one) for one in found]
        return paged("incoming_phone_numbers", shown, asked, path)

    def fetch(self, sid: str) -> RestAnswer:
        return RestAnswer.of(200, resources.own_number(self._network, self._number(sid)))

    def update(self, sid: str, form: Form) -> RestAnswer:
        number, fields = self._number(sid), Fields(form)
        for name in fields.names():
            if name in _NUMBER_FIELDS:
                setattr(number, _NUMBER_FIELDS[name], fields[name])
            elif not name.endswith("Method") or fields[name] != "POST":
                raise bad_field(f"{name}={fields[name]} is not played by this carrier.")
        return RestAnswer.of(200, resources.own_number(self._network, number))

    def _number(self, sid: str) -> OwnNumber:
        for number in self._network.numbers.values():
            if number.sid == sid:
                return number
        raise not_found(f"/IncomingPhoneNumbers/{sid}.json")


def _asked(message: Sms, asked: Fields) -> bool:
    return (
        asked["To"] in ("", message.to_number)
        and asked["From"] in ("", message.from_number)
        and moment(asked, "DateSent", message.sent or message.created)
    )

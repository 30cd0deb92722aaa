"""The recordings of a call that goes on: begun, listed, paused and gone on with."""

from integrations.sandbox import resources, taping
from integrations.sandbox.exchange import Exchange
from integrations.sandbox.fields import Fields, paged
from integrations.sandbox.records import Form
from integrations.sandbox.refusals import Refusal, RestAnswer, bad_field, not_found

_PLAYED = {
    "RecordingChannels": ("dual",),
    "RecordingTrack": ("", "both"),
    "RecordingStatusCallbackEvent": ("", "completed"),
    "RecordingStatusCallbackMethod": ("", "POST"),
    "Trim": ("", "do-not-trim"),
}
_NOT_ELIGIBLE = "Unable to create record: Requested resource is not eligible for recording"


class CallRecordings:
    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._network = exchange.network

    def create(self, call: str, form: Form) -> RestAnswer:
        """Of a call that is not in progress there is nothing to record."""
        fields = Fields(form)
        for name in set(fields.names()) - {"RecordingStatusCallback"}:
            if fields[name] not in _PLAYED.get(name, ()):
                raise bad_field(f"{name}={fields[name]} is not played by this carrier.")
        leg = self._exchange.legs.get(call)
        if leg is None:
            raise not_found(f"/Calls/{call}/Recordings.json")
        if leg.status != "in-progress":
            raise Refusal(400, 21220, _NOT_ELIGIBLE, expected=True)
        webhooks = self._exchange.webhooks
        saved = taping.begin(webhooks, leg, fields["RecordingStatusCallback"])
        return RestAnswer.of(201, resources.call_recording(self._network, saved))

    def list(self, call: str, query: Form, path: str) -> RestAnswer:
        every = reversed(list(self._network.recordings.values()))
        shown = [resources.call_recording(self._network, one) for one in every]
        of_call = [one for one in shown if one["call_sid"] == call]
        return paged("recordings", of_call, Fields(query), path)

    def update(self, call: str, sid: str, form: Form) -> RestAnswer:
        """Only one that is being made can be paused."""
        fields = Fields(form)
        tape = self._network.tapes.get(sid)
        if tape is None or tape.saved.call_sid != call:
            raise not_found(f"/Calls/{call}/Recordings/{sid}.json")
        if fields["Status"] == "paused" and fields["PauseBehavior"] in ("", "silence"):
            tape.pause(self._network.now())
        elif fields["Status"] == "in-progress":
            tape.resume(self._network.now())
        else:
            raise bad_field("This carrier pauses a recording with silence, and goes on with it.")
        return RestAnswer.of(200, resources.call_recording(self._network, tape.saved))

"""The carrier's records as the vendor's JSON resources."""

from datetime import datetime
from email.utils import format_datetime
from typing import Any

from integrations.sandbox.conferencing import Conference
from integrations.sandbox.legs import ENDED, Leg
from integrations.sandbox.network import Network
from integrations.sandbox.records import OwnNumber, Recording, Sms
from integrations.sandbox.sms import segments

Json = dict[str, Any]


def account(network: Network) -> Json:
    sid = network.account.sid
    return {
        "sid": sid,
        "auth_token": None,
        "friendly_name": "Sandbox telephone",
        "owner_account_sid": sid,
        "status": "active",
        "type": "Full",
        "date_created": None,
        "date_updated": None,
        "subresource_uris": {},
        "uri": f"/2010-04-01/Accounts/{sid}.json",
    }


def call(leg: Leg) -> Json:
    """A leg, under the names of the vendor's Call; `initiated` is no status of that resource."""
    sid = leg.network.account.sid
    status = "ringing" if leg.status == "initiated" else leg.status
    over = leg.status in ENDED
    return {
        "sid": leg.sid,
        "account_sid": sid,
        "annotation": None,
        "answered_by": None,
        "api_version": "2010-04-01",
        "caller_name": None,
        "date_created": _instant(leg.created),
        "date_updated": _instant(leg.ended or leg.answered or leg.created),
        "direction": leg.direction,
        "duration": str(leg.seconds) if over else None,
        "end_time": _instant(leg.ended),
        "forwarded_from": None,
        "from": leg.from_number,
        "from_formatted": leg.from_number,
        "group_sid": None,
        "parent_call_sid": leg.parent.sid if leg.parent else None,
        "phone_number_sid": None,
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        "start_time": _instant(leg.started),
        "status": status,
        "subresource_uris": {},
        "to": leg.to_number,
        "to_formatted": leg.to_number,
        "trunk_sid": None,
        "uri": f"/2010-04-01/Accounts/{sid}/Calls/{leg.sid}.json",
    }


def message(network: Network, sms: Sms) -> Json:
    sid = network.account.sid
    return {
        "sid": sms.sid,
        "account_sid": sid,
        "api_version": "2010-04-01",
        "body": sms.body,
        "date_created": _instant(sms.created),
        "date_sent": _instant(sms.sent),
        "date_updated": _instant(sms.updated or sms.created),
        "direction": sms.direction,
        "error_code": sms.error_code,
        "error_message": None,
        "from": sms.from_number,
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": str(segments(sms.body)),
        "price": None,
        "price_unit": "USD",
        "status": sms.status,
        "subresource_uris": {},
        "to": sms.to_number,
        "uri": f"/2010-04-01/Accounts/{sid}/Messages/{sms.sid}.json",
    }


def recording(network: Network, saved: Recording) -> Json:
    sid = network.account.sid
    return {
        "sid": saved.sid,
        "account_sid": sid,
        "api_version": "2010-04-01",
        "call_sid": saved.call_sid,
        "channels": saved.channels,
        "conference_sid": None,
        "date_created": _instant(saved.created),
        "date_updated": _instant(saved.created),
        "duration": str(saved.seconds),
        "encryption_details": None,
        "error_code": None,
        "price": None,
        "price_unit": "USD",
        "source": saved.source,
        "start_time": _instant(saved.created),
        "status": saved.status,
        "subresource_uris": {},
        "uri": f"/2010-04-01/Accounts/{sid}/Recordings/{saved.sid}.json",
    }


def call_recording(network: Network, saved: Recording) -> Json:
    """The same beside its call."""
    return recording(network, saved) | {
        "track": "both",
        "uri": f"/2010-04-01/Accounts/{network.account.sid}/Calls/{saved.call_sid}"
        f"/Recordings/{saved.sid}.json",
    }


def conference(network: Network, room: Conference) -> Json:
    sid = network.account.sid
    status = "completed" if room.ended else "in-progress" if room.started else "init"
    return {
        "sid": room.sid,
        "account_sid": sid,
        "api_version": "2010-04-01",
        "call_sid_ending_conference": room.ended_by,
        "date_created": _instant(room.created),
        "date_updated": _instant(room.ended or room.created),
        "friendly_name": room.name,
        "region": "ie1",
        "status": status,
        "subresource_uris": {},
        "uri": f"/2010-04-01/Accounts/{sid}/Conferences/{room.sid}.json",
    }


def participant(network: Network, room: Conference, leg: Leg, held: bool) -> Json:
    sid, person = network.account.sid, room.people[leg.sid]
    return {
        "account_sid": sid,
        "call_sid": leg.sid,
        "call_sid_to_coach": None,
        "coaching": False,
        "conference_sid": room.sid,
        "date_created": _instant(room.created),
        "date_updated": _instant(network.now()),
        "end_conference_on_exit": person.ends,
        "hold": held,
        "label": None,
        "muted": False,
        "queue_time": "0",
        "start_conference_on_enter": person.starts,
        "status": "connected",
        "uri": f"/2010-04-01/Accounts/{sid}/Conferences/{room.sid}/Participants/{leg.sid}.json",
    }


def own_number(network: Network, number: OwnNumber) -> Json:
    sid = network.account.sid
    return {
        "sid": number.sid,
        "account_sid": sid,
        "api_version": "2010-04-01",
        "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
        "date_created": _instant(number.created),
        "date_updated": _instant(number.created),
        "friendly_name": number.friendly_name or number.number,
        "phone_number": number.number,
        "sms_fallback_method": "POST",
        "sms_fallback_url": number.sms_fallback_url,
        "sms_method": "POST",
        "sms_url": number.sms_url,
        "status_callback": number.status_callback,
        "status_callback_method": "POST",
        "uri": f"/2010-04-01/Accounts/{sid}/IncomingPhoneNumbers/{number.sid}.json",
        "voice_fallback_method": "POST",
        "voice_fallback_url": number.voice_fallback_url,
        "voice_method": "POST",
        "voice_url": number.voice_url,
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else format_datetime(at)

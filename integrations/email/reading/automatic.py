"""Whether a person wrote a mail, by what its headers say (RFC 3834 and the habits before it).

X-Auto-Response-Suppress is not among them: Outlook sets it on mails that people write.
"""

from advice_line.ports.inbound_mail import Automatic, AutomaticKind
from integrations.email.reading import addresses
from integrations.email.reading.headers import Head

_ANSWERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply")
_PRECEDENCE = {
    "list": AutomaticKind.LIST,
    "bulk": AutomaticKind.BULK,
    "junk": AutomaticKind.BULK,
    "auto_reply": AutomaticKind.REPLY,
}
_SERVERS = ("mailer-daemon", "postmaster")


def of(head: Head, content_type: str, report_type: str) -> Automatic | None:
    """`content_type` and `report_type` are those of the whole mail, in lower case."""
    return _a_report(head, content_type, report_type) or _by_its_program(head) or _by_mass(head)


def _a_report(head: Head, content_type: str, report_type: str) -> Automatic | None:
    if content_type == "multipart/report":
        about_delivery = report_type in ("delivery-status", "")
        kind = AutomaticKind.REPORT if about_delivery else AutomaticKind.NOTICE
        return Automatic(kind, "Content-Type")
    if head.every("X-Failed-Recipients"):
        return Automatic(AutomaticKind.REPORT, "X-Failed-Recipients")
    if _from_nobody(head) and _from_a_server(head):
        return Automatic(AutomaticKind.REPORT, "Return-Path")
    # Some mailboxes keep no Return-Path; a person may well be a postmaster.
    if not head.every("Return-Path") and _from_a_server(head, _SERVERS[:1]):
        return Automatic(AutomaticKind.REPORT, "From")
    return None


def _by_its_program(head: Head) -> Automatic | None:
    submitted = head.first("Auto-Submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        # Exchange says auto-generated of an out-of-office too, and names the mail that it answers.
        replied = submitted == "auto-replied" or bool(head.every("In-Reply-To"))
        kind = AutomaticKind.REPLY if replied else AutomaticKind.NOTICE
        return Automatic(kind, "Auto-Submitted")
    for name in _ANSWERS:
        if head.first(name).lower() not in ("", "no"):
            return Automatic(AutomaticKind.REPLY, name)
    return None


def _by_mass(head: Head) -> Automatic | None:
    """People write by lists and in bulk as well, but never from nobody."""
    if _from_nobody(head):
        return Automatic(AutomaticKind.NOTICE, "Return-Path")
    if head.every("List-Id"):
        return Automatic(AutomaticKind.LIST, "List-Id")
    precedence = _PRECEDENCE.get(head.first("Precedence").lower())
    return Automatic(precedence, "Precedence") if precedence is not None else None


def _from_nobody(head: Head) -> bool:
    return head.first("Return-Path").replace(" ", "") == "<>"


def _from_a_server(head: Head, names: tuple[str, ...] = _SERVERS) -> bool:
    found = [each.address.partition("@")[0] for each in addresses.of(head, "From")]
    # Some give themselves no address, only a name.
    return any(each in names for each in found or head.first("From").lower().split()[:1])

"""What a query takes: minutes of responders, and messages that we cause."""

from sqlmodel import col

from advice_line.audit.measures.common import ASKED, NOBODYS
from advice_line.audit.measures.definition import Each, Measure, share
from advice_line.audit_kinds import Better, ClockKind, Group, Unit
from advice_line.tables.audit_facts import AuditQuery

MEASURES = (
    Measure(
        id="cost.time",
        group=Group.COST,
        name="Time on the telephone for each query",
        question="How much of a responder's time does a query take?",
        numerator="time in which a responder was rung, since the line turned to them, or talked, "
        "and of a colleague who was asked into the talk",
        denominator="queries",
        exclusions=f"{NOBODYS}; time in which advice is written, which nobody measures, "
        "and in which who hands a talk over still listens",
        clock=ClockKind.ELAPSED,
        how=Each(AuditQuery, AuditQuery.answer_seconds, ASKED),
        unit=Unit.SECONDS,
        source="This service's own promise: we count what an interruption costs",
    ),
    Measure(
        id="cost.messages",
        group=Group.COST,
        name="Messages for each query",
        question="How many mails and texts do we cause?",
        numerator="mails and texts that left about a query",
        denominator="queries",
        exclusions=f"{NOBODYS}; what stands in the chat or on pages; what whoever texts is "
        "answered in the same moment",
        how=Each(AuditQuery, AuditQuery.messages, ASKED),
        unit=Unit.NUMBER,
        source="This service's own promise: we count how many messages we cause",
        better=Better.LOWER,
    ),
    Measure(
        id="cost.undelivered",
        group=Group.COST,
        name="Queries with a message that did not get through",
        question="How many of our messages reach nobody?",
        numerator="of these, those with a mail or text that failed for good",
        denominator="queries about which a mail or text left or failed",
        exclusions=NOBODYS,
        how=share(
            AuditQuery,
            col(AuditQuery.messages_failed) > 0,
            ASKED & ((col(AuditQuery.messages) + col(AuditQuery.messages_failed)) > 0),
        ),
        unit=Unit.SHARE,
        source="This service's hazard H17",
        better=Better.LOWER,
    ),
)

"""The closed lists of alerts: radiology tells a practice something that must be acknowledged."""

from enum import IntEnum, StrEnum


class AlertRung(IntEnum):
    """How far an alert that nobody has ended has climbed: it was sent, its practice was reminded,
    somebody has to ring, the lead sees to it."""

    SENT = 0
    REMINDED = 1
    RING = 2
    LEAD = 3


class AlertEnd(StrEnum):
    """By what an alert ends, and nothing else: a clinician's word by its link, somebody of the
    practice or of its out-of-hours provider to whom it was spoken and who read it back, or a
    responder who takes it back and says why."""

    ACKNOWLEDGED = "acknowledged"
    SPOKEN = "spoken"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class AlertAnswer(StrEnum):
    """What a practice says of an alert by its link."""

    WILL_ACT = "will_act"
    CANNOT_ACT = "cannot_act"


class AlertState(StrEnum):
    """How an alert stands, as lists and JSON say it; made from its facts, never stored.
    `withdrawn_untold`: it is over, and its practice may still act on it."""

    WAITING = "waiting"
    RECEIVED = "received"
    CANNOT_ACT = "cannot_act"
    TO_RING = "to_ring"
    TO_RING_PROVIDER = "to_ring_provider"
    WITH_LEAD = "with_lead"
    ACKNOWLEDGED = "acknowledged"
    SPOKEN = "spoken"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_UNTOLD = "withdrawn_untold"

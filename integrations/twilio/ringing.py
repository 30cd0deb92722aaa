"""How long the carrier is told to ring."""

# The carrier may ring up to five seconds longer than it is told (its documentation of `timeout`).
_CARRIER_ADDS = 5
_LEAST = 5


def ring_timeout(seconds: int) -> int:
    """What to tell the carrier so that a phone rings `seconds` at most.

    A mobile's voicemail takes the call after 20 seconds or more: a step set to 15 must be over
    by then, whichever way the carrier rounds.
    """
    return max(_LEAST, seconds - _CARRIER_ADDS)

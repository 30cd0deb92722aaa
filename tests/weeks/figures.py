"""What the carrier's own record says of the calls of a week: nothing here asks the service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.legs import Leg
from tests.stories.scene import RESPONDERS
from tests.weeks.caller import OnTheLine
from tests.weeks.people import Wants


@dataclass(frozen=True)
class CallSeen:
    """`wait` is seconds from the caller's key, or the end of the menu, to the bridge; None where
    nobody on duty was joined. `rang` says whether anybody on duty was rung at all."""

    wants: Wants
    wait: float | None
    rang: bool


@dataclass(frozen=True)
class Figures:
    """Shares are of 1, times in seconds."""

    calls: int
    advice: int
    connected: float
    wait_median: float
    wait_p90: float
    others_ringing: float

    def lines(self) -> list[str]:
        return [
            f"{self.calls} calls, {self.advice} of them for advice",
            f"{self.connected:.1%} of advice calls connected",
            f"{self.wait_median:.1f} s from the caller's key to the bridge, median",
            f"{self.wait_p90:.1f} s, 90th centile",
            f"{self.others_ringing:.1%} of the other calls rang somebody on duty",
        ]


def seen(carrier: Carrier, rung: Iterable[OnTheLine]) -> list[CallSeen]:
    children: dict[str, list[Leg]] = {}
    for leg in carrier.exchange.legs.values():
        if leg.parent is not None and leg.to_number in RESPONDERS:
            children.setdefault(leg.parent.sid, []).append(leg)
    return [_seen(each, children.get(each.leg.sid, [])) for each in rung]


def _seen(call: OnTheLine, dialled: Sequence[Leg]) -> CallSeen:
    joined = next((leg for leg in dialled if leg.ever_joined), None)
    wait = None
    if joined is not None:
        # The two are joined as the responder's key ends the whisper.
        bridged_at = joined.keys[-1][0]
        wait = (
            bridged_at - _asked_at(call.leg, min(leg.created for leg in dialled))
        ).total_seconds()
    return CallSeen(call.caller.wants, wait, bool(dialled))


def _asked_at(leg: Leg, first_rung: datetime) -> datetime:
    """Their last key before anybody was rung; where the last question got none, its end."""
    said = [heard for heard in leg.heard if heard.source == "line" and heard.at < first_rung]
    keys = [at for at, _ in leg.keys if at <= first_rung]
    if keys and (not said or keys[-1] >= said[-1].at):
        return keys[-1]
    ends = said[-1].at.timestamp() + said[-1].seconds if said else first_rung.timestamp()
    return datetime.fromtimestamp(min(ends, first_rung.timestamp()), tz=first_rung.tzinfo)


def pooled(calls: Sequence[CallSeen]) -> Figures:
    """Raises statistics.StatisticsError where no advice call was connected."""
    advice = [call for call in calls if call.wants is Wants.ADVICE]
    others = [call for call in calls if call.wants is not Wants.ADVICE]
    waits = [call.wait for call in advice if call.wait is not None]
    return Figures(
        calls=len(calls),
        advice=len(advice),
        connected=len(waits) / len(advice),
        wait_median=median(waits),
        wait_p90=quantiles(waits, n=10)[-1],
        others_ringing=sum(call.rang for call in others) / len(others),
    )

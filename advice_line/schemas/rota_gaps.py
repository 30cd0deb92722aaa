"""What the watch knows of a gap as JSON."""

from advice_line.schemas.rota import Gap
from advice_line.staffing.watching.known_gaps import KnownGap


def shape(known: KnownGap) -> Gap:
    return Gap.model_validate(
        {
            "kind": known.kind,
            "from": known.start,
            "to": known.end,
            "tier": known.tier,
            "people": known.people,
            "sources": known.sources,
            "other_line": known.other_line,
            "first_seen": known.first_seen,
            "told": [
                {"mark": each.mark, "at": each.at, "to": [one.key for one in each.to]}
                for each in known.told
            ],
        }
    )

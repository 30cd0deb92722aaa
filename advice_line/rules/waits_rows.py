"""The rows of a waits board as JSON, as its column and the versions of years hold them."""

from collections.abc import Mapping
from typing import Any

from advice_line.rules import wait_lengths
from advice_line.rules.waits import Route, Wait


def to_json(row: Wait) -> dict[str, Any]:
    """Lengths as people write them: what `wait_lengths.read` reads again."""
    return {
        "modality": row.modality,
        "route": row.route.value,
        "wait": str(row.wait),
        "report": str(row.report) if row.report else None,
        "urgent_route": row.urgent_route,
    }


def from_json(row: Mapping[str, Any]) -> Wait:
    report = row["report"]
    return Wait(
        modality=row["modality"],
        route=Route(row["route"]),
        wait=wait_lengths.read(row["wait"]),
        report=wait_lengths.read(report) if report else None,
        urgent_route=row["urgent_route"],
    )

"""Renew slack_blocks.json from npm `@slack/types@3.2.0` (MIT, LICENSE.slack-types.txt).

    npm i @slack/types@3.2.0 typescript ts-json-schema-generator@2.4.0
    python -m integrations.sandbox.data.renew_blocks --entry > blocks.ts
    npx ts-json-schema-generator --path blocks.ts --no-type-check --type '*' -o full.json
    python -m integrations.sandbox.data.renew_blocks full.json

Kept is the shape of every block and view; descriptions and defaults go.
"""

import json
import sys
from pathlib import Path
from typing import Any

SOURCE = "npm @slack/types@3.2.0, by ts-json-schema-generator"
TARGET = Path(__file__).with_name("slack_blocks.json")
# What is made a schema of, under the names by which the miniature asks for it.
ENTRY = """import type { HomeView, KnownBlock, ModalView } from '@slack/types';
export type SlackBlocks = KnownBlock[];
export type SlackHome = HomeView;
export type SlackModal = ModalView;
"""
_NOISE = frozenset({"$comment", "default", "description", "examples"})
_NAMED = frozenset({"definitions", "properties"})


def reduce(full: dict[str, Any]) -> dict[str, Any]:
    """Every shape, without words for people."""
    shapes = {name: _quiet(shape) for name, shape in sorted(full["definitions"].items())}
    licence = "MIT, see LICENSE.slack-types.txt"
    return {"source": SOURCE, "licence": licence, "definitions": shapes}


def _quiet(node: Any, *, names: bool = False) -> Any:
    if isinstance(node, list):
        return [_quiet(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _quiet(value, names=not names and key in _NAMED)
        for key, value in node.items()
        if names or key not in _NOISE
    }


def main(asked: str) -> None:
    if asked == "--entry":
        sys.stdout.write(ENTRY)
        return
    reduced = reduce(json.loads(Path(asked).read_text(encoding="utf-8")))
    TARGET.write_text(json.dumps(reduced, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

"""Every table, and with it every sealed column, has a retention class, or is kept for a reason."""

from pathlib import Path

from advice_line.data_kinds import Kept
from advice_line.data_life import owned
from advice_line.rules import kept_for_good, retention
from advice_line.tables.every import metadata

LISTS = (kept_for_good.OF_RECORD, kept_for_good.BY_ITSELF, kept_for_good.FOR_GOOD)
DOCS = Path(__file__).parents[2] / "docs" / "for-information-governance.md"
SETUP = Path(__file__).parents[2] / "docs" / "setup-file.md"


def test_every_table_is_in_one_of_the_lists() -> None:
    listed = sorted(name for each in LISTS for name in each)
    there = sorted(table.name for table in metadata().sorted_tables)
    assert listed == there, (
        "say in advice_line/rules/kept_for_good.py what becomes of each table, and why"
    )


def test_what_is_sealed_and_of_a_query_goes_with_it() -> None:
    of_a_query = {*owned.tables(owned.QUERIES), *owned.tables(owned.ALERTS)}
    for table in metadata().sorted_tables:
        if table.name in kept_for_good.OF_RECORD:
            assert table in of_a_query, table.name
        if table in of_a_query and owned.sealed(table):
            assert table.name not in kept_for_good.FOR_GOOD, table.name


def test_every_class_is_told_in_the_documents_with_its_days() -> None:
    setup = SETUP.read_text(encoding="utf-8").partition("### `retention`")[2]
    assert set(retention.RULES) == set(Kept)
    for kept, rule in retention.RULES.items():
        assert f"| {rule.days} | `{rule.days}` |" in setup.partition(f"| `{kept}` |")[2][:420], kept
    assert kept_for_good.as_markdown() in DOCS.read_text(encoding="utf-8")

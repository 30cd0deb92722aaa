"""What is found by its words comes in one order on both engines: words in the title first, then in
the tags, then in the body; so it is too where more rows have the words than are weighed."""

from sqlalchemy import select

from advice_line.ledger import text_search
from advice_line.ledger.once import table_of
from advice_line.ledger.text_search import Search
from advice_line.ledger.work import Ledger
from advice_line.tables.search import SearchText

KIND = "example"
MANY = 300


def test_of_many_that_have_a_word_those_that_are_called_so_come_first(ledger: Ledger) -> None:
    with ledger.work("test") as work:
        for number in range(MANY):
            text_search.put(work, KIND, number, title="Page", tags="", body="a scan of the back")
        text_search.put(work, KIND, 900, title="Back", tags="", body="a scan")
        text_search.put(work, KIND, 901, title="Page", tags="back", body="a scan")
        text_search.put(work, KIND, 902, title="Rare", tags="", body="a scan of the spleen")
        text_search.put(work, "another", 903, title="Back", tags="back", body="scan")

        def finds(wanted: str, *hidden: int) -> list[int]:
            rows = table_of(SearchText).alias()
            among = select(rows.c.subject_id).where(rows.c.subject_id.not_in(hidden))
            search = Search(KIND, among, rows.c.subject_id, 20)
            return [each.subject_id for each in search.find(work.connection, wanted)]

        found = finds("scans back")
        assert found[:2] == [900, 901]
        assert len(found) == len(set(found)) == 20
        assert finds("scan back", 900, *range(MANY)) == [901]
        assert finds("spleen") == [902]
        assert finds("sple") == [902]
        assert finds("spleen back") == []

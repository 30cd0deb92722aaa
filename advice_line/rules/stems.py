"""Words as they are looked for: folded, and English ones by their stem, the same for either engine.

The stems are those of the Porter stemmer that comes with SQLite (sqlite.org/fts5.html §4.3.3). It
is asked here, so that PostgreSQL and SQLite find the same by the same word: their own stemmers
differ.
"""

import re
import sqlite3
import unicodedata
from functools import lru_cache
from threading import local

from advice_line.rules.search_words import LONGEST, WORD

_ENGLISH = re.compile(r"[a-z]{3,}")
_here = local()


def words(text: str) -> list[str]:
    """In their order, each as often as it stands; whatever is no word goes."""
    return [stem(each[:LONGEST]) for each in WORD.findall(folded(text))]


def folded(text: str) -> str:
    """Without case, accents and points."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Of a folded word; one of another script, or with digits, is its own."""
    if not _ENGLISH.fullmatch(word):
        return word
    asked = _stemmer()
    asked.execute("INSERT INTO one VALUES (?)", (word,))
    ((found,),) = asked.execute("SELECT term FROM terms")
    asked.execute("DELETE FROM one")
    return str(found)


def _stemmer() -> sqlite3.Connection:
    # A connection belongs to its thread.
    made: sqlite3.Connection | None = getattr(_here, "stemmer", None)
    if made is None:
        made = _here.stemmer = sqlite3.connect(":memory:", isolation_level=None)
        made.execute("CREATE VIRTUAL TABLE one USING fts5(word, tokenize='porter ascii')")
        made.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(one, row)")
    return made

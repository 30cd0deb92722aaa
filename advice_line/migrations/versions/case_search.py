"""Find cases by their words and by what is counted of them: FTS5 on SQLite, tsvector with GIN on
PostgreSQL.

Triggers keep it, so that nothing that writes a case can forget it: one that is withdrawn, or that
somebody objects to, is found no more with the same statement, and one that is not approved has no
word in it. On PostgreSQL each is marked with the window of ids it is in: the newest are then found
without looking at all others. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

from advice_line.rules import case_words

revision = "case_search"
down_revision = "case_tags"
branch_labels = None
depends_on = None

_MARKED = (
    *("topic", "modality", "question_type", "age_band", "basis", "status", "outcome"),
    *("traced", "organisation_kind"),
)
_FOUND = "new.state IN ('draft', 'proposed', 'approved')"
_WORDS = "CASE WHEN new.state = 'approved' THEN coalesce(new.words, '') ELSE '' END"
_MARKS = " || ".join(
    (
        "' =line:' || new.line_id || ' =state:' || new.state",
        *(f"coalesce(' ={name}:' || lower(new.{name}), '')" for name in _MARKED),
        "coalesce(' =practice:' || lower(new.practice_mark), '')",
        "CASE WHEN new.nominated_at IS NULL THEN '' ELSE ' =nominated:yes' END",
    )
)
_SQLITE_MORE = (
    "' =month:' || substr(new.born_at, 1, 7) || coalesce((SELECT group_concat(' =guideline:' || "
    "lower(value), '') FROM json_each(new.guidelines)), '')"
)
_WINDOWS = " || ".join(f"' =w{shift}:' || (new.id >> {shift})" for shift in (13, 15, 17, 19))
_POSTGRESQL_MORE = " || ".join(
    (
        "' =month:' || to_char(new.born_at AT TIME ZONE 'UTC', 'YYYY-MM')",
        "coalesce((SELECT string_agg(' =guideline:' || lower(value), '') "
        "FROM json_array_elements_text(new.guidelines)), '')",
        _WINDOWS,
    )
)
_OLD = "DELETE FROM search_index_case_words WHERE case_id = old.id;"
_NEW = (
    "INSERT INTO search_index_case_words(case_id, words) "
    f"SELECT new.id, {_WORDS} || {_MARKS} || {_SQLITE_MORE} WHERE {_FOUND};"
)
_GONE = (
    "INSERT INTO search_index_cases(search_index_cases, rowid, words) "
    "VALUES ('delete', old.case_id, old.words);"
)
_SQLITE = (
    """CREATE TABLE search_index_case_words (
        case_id INTEGER PRIMARY KEY, words TEXT NOT NULL)""",
    """CREATE VIRTUAL TABLE search_index_cases USING fts5(
        words, content='search_index_case_words', content_rowid='case_id', detail='none',
        columnsize=0, tokenize="ascii tokenchars '=:_-+.'")""",
    """CREATE TRIGGER search_index_case_put AFTER INSERT ON search_index_case_words BEGIN
        INSERT INTO search_index_cases(rowid, words) VALUES (new.case_id, new.words); END""",
    f"""CREATE TRIGGER search_index_case_gone AFTER DELETE ON search_index_case_words
        BEGIN {_GONE} END""",
    f"CREATE TRIGGER cases_found AFTER INSERT ON cases BEGIN {_NEW} END",
    f"CREATE TRIGGER cases_found_otherwise AFTER UPDATE ON cases BEGIN {_OLD} {_NEW} END",
    f"CREATE TRIGGER cases_gone AFTER DELETE ON cases BEGIN {_OLD} END",
)
_POSTGRESQL = (
    """CREATE TABLE search_index_cases (
        case_id integer PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,
        words tsvector NOT NULL)""",
    # Without a list of what is still to be put in, which each search would read through.
    "CREATE INDEX search_index_cases_words ON search_index_cases USING gin (words) "
    "WITH (fastupdate = off)",
    f"""CREATE FUNCTION cases_found() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF {_FOUND} THEN
            INSERT INTO search_index_cases(case_id, words) VALUES (new.id, array_to_tsvector(
                array_remove(string_to_array(
                    {_WORDS} || {_MARKS} || {_POSTGRESQL_MORE}, ' '), '')))
            ON CONFLICT (case_id) DO UPDATE SET words = excluded.words;
        ELSE
            DELETE FROM search_index_cases WHERE case_id = new.id;
        END IF;
        RETURN new; END $$""",  # noqa: S608 # the same
    """CREATE TRIGGER cases_found AFTER INSERT OR UPDATE ON cases
        FOR EACH ROW EXECUTE FUNCTION cases_found()""",
)


def upgrade() -> None:
    op.add_column("cases", sa.Column("words", sa.String(), nullable=True))
    bind = op.get_bind()
    for statement in _SQLITE if bind.dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(sa.text(statement.replace(":", r"\:")))
    _those_there(bind)


def _those_there(bind: sa.Connection) -> None:
    cases = sa.table(
        "cases",
        *(sa.column(name) for name in ("id", "question", "advice", "learning_point", "words")),
    )
    for case in bind.execute(sa.select(cases)).all():
        words = case_words.kept(case.question or "", case.advice or "", case.learning_point or "")
        put = sa.update(cases).where(cases.c.id == case.id)
        bind.execute(put.values(words=words or None))

"""Create the tables of guidance that is written here, of what is found by its words, and of the
liaison log.

The index over words is each engine's own: FTS5 of SQLite, a tsvector with a GIN index in
PostgreSQL. Triggers keep it, so that nothing that writes `search_texts` can forget it. The way back
is a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "guidance_pages"
down_revision = "practice_people"
branch_labels = None
depends_on = None

_SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        title, tags, body, content='search_texts', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='3 4')""",
    "INSERT INTO search_index(search_index, rank) VALUES ('rank', 'bm25(10.0, 5.0, 1.0)')",
    """CREATE TRIGGER search_texts_put AFTER INSERT ON search_texts BEGIN
        INSERT INTO search_index(rowid, title, tags, body)
        VALUES (new.id, new.title, new.tags, new.body); END""",
    """CREATE TRIGGER search_texts_gone AFTER DELETE ON search_texts BEGIN
        INSERT INTO search_index(search_index, rowid, title, tags, body)
        VALUES ('delete', old.id, old.title, old.tags, old.body); END""",
    """CREATE TRIGGER search_texts_changed AFTER UPDATE ON search_texts BEGIN
        INSERT INTO search_index(search_index, rowid, title, tags, body)
        VALUES ('delete', old.id, old.title, old.tags, old.body);
        INSERT INTO search_index(rowid, title, tags, body)
        VALUES (new.id, new.title, new.tags, new.body); END""",
)
_POSTGRESQL = (
    """CREATE TABLE search_index (
        id integer PRIMARY KEY REFERENCES search_texts(id) ON DELETE CASCADE,
        words tsvector NOT NULL)""",
    "CREATE INDEX search_index_words ON search_index USING gin (words)",
    """CREATE FUNCTION search_texts_put() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO search_index(id, words) VALUES (new.id,
            setweight(to_tsvector('english', new.title), 'A') ||
            setweight(to_tsvector('english', new.tags), 'B') ||
            setweight(to_tsvector('english', new.body), 'D'))
        ON CONFLICT (id) DO UPDATE SET words = excluded.words;
        RETURN new; END $$""",
    """CREATE TRIGGER search_texts_put AFTER INSERT OR UPDATE ON search_texts
        FOR EACH ROW EXECUTE FUNCTION search_texts_put()""",
)


def upgrade() -> None:
    _guidance()
    _versions()
    _files()
    _feedback()
    _mentions()
    _liaison()
    _search()


def _guidance() -> None:
    with op.batch_alter_table("guidance") as guidance:
        guidance.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        guidance.add_column(sa.Column("summary", sa.String(), nullable=False, server_default=""))
        guidance.add_column(sa.Column("body_areas", sa.JSON(), nullable=False, server_default="[]"))
        guidance.add_column(sa.Column("modalities", sa.JSON(), nullable=False, server_default="[]"))
        guidance.add_column(sa.Column("audience", sa.String(), nullable=True))
        guidance.add_column(
            sa.Column("state", sa.String(), nullable=False, server_default="published")
        )
        for name in ("version", "latest", "revision"):
            guidance.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        guidance.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        guidance.create_foreign_key("fk_guidance_owner", "responders", ["owner_id"], ["id"])
        guidance.create_index("ix_guidance_changed_at", ["changed_at"])


def _versions() -> None:
    op.create_table(
        "guidance_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guidance_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["guidance_id"], ["guidance.id"]),
        sa.ForeignKeyConstraint(["author_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("guidance_id", "number"),
    )
    op.create_index("ix_guidance_versions_published_at", "guidance_versions", ["published_at"])


def _files() -> None:
    op.create_table(
        "guidance_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("guidance_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["guidance_id"], ["guidance.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_guidance_files_guidance_id", "guidance_files", ["guidance_id"])


def _feedback() -> None:
    op.create_table(
        "guidance_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("guidance_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=True),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("browser_mark", sa.String(), nullable=False),
        sa.Column("sealed_comment", sa.Text(), nullable=True),
        sa.Column("sealed_address", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("sealed_answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["guidance_id"], ["guidance.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("guidance_id", "at", "browser_mark"):
        op.create_index(f"ix_guidance_feedback_{column}", "guidance_feedback", [column])


def _mentions() -> None:
    op.create_table(
        "guidance_mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guidance_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["guidance_id"], ["guidance.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mark"),
    )
    for column in ("guidance_id", "at"):
        op.create_index(f"ix_guidance_mentions_{column}", "guidance_mentions", [column])


def _liaison() -> None:
    op.create_table(
        "liaison_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_met", sa.Text(), nullable=True),
        sa.Column("sealed_said", sa.Text(), nullable=True),
        sa.Column("sealed_action", sa.Text(), nullable=True),
        sa.Column("action_owner_id", sa.Integer(), nullable=True),
        sa.Column("action_by", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["action_owner_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("line_id", "organisation_id"):
        op.create_index(f"ix_liaison_entries_{column}", "liaison_entries", [column])
    op.create_table(
        "welcome_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_welcome_sheets_organisation_id", "welcome_sheets", ["organisation_id"])


def _search() -> None:
    op.create_table(
        "search_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "subject_id"),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if sqlite else _POSTGRESQL:
        op.execute(statement)
    # What a setup file has named already is found from now on.
    op.execute(
        "INSERT INTO search_texts (kind, subject_id, title, tags, body) "
        "SELECT 'guidance', id, title, CAST(keywords AS TEXT), '' FROM guidance"
    )

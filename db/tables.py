"""The tables, in a dialect-neutral form. What is SQLite's own lies in sqlite_*.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: SQLite gives a rowid alias only to INTEGER; elsewhere ids need 64 bits.
Id = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=False)


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


def _pointer(name: str, to: str, *, nullable: bool = False, index: bool = True) -> Column[int]:
    """A foreign key checked at commit, so that the order of writes inside a step is free."""
    key = ForeignKey(f"{to}.id", deferrable=True, initially="DEFERRED")
    return Column(name, Id, key, nullable=nullable, index=index)


settings = Table(
    "settings",
    metadata,
    _id(),
    _text("title"),
    _text("organisation"),
    Column("marking", String(20), nullable=False),
    Column("language", String(8), nullable=False),
    Column("horizon_months", Integer, nullable=False),
    _text("sectors"),
    _text("vectors"),
    _text("criteria"),
    _version(),
)

actor = Table(
    "actor",
    metadata,
    _id(),
    _text("name"),
    Column("kind", String(20), nullable=False),
    _text("country"),
    _pointer("parent_id", "actor", nullable=True),
    Column("share_percent", Float),
    _text("necessity"),
    _text("legal_basis"),
    Column("erase_on", Date),
    _text("note"),
    _version(),
)

source = Table(
    "source",
    metadata,
    _id(),
    Column("code", String(20), nullable=False, unique=True),
    _text("title"),
    _text("publisher"),
    _text("author"),
    Column("published", Date),
    _text("published_note"),
    Column("accessed", Date),
    _text("language"),
    _text("address"),
    Column("kind", String(20), nullable=False),
    Column("reliability", String(1), nullable=False),
    Column("interested_party", Boolean, nullable=False),
    _pointer("derives_from", "source", nullable=True),
    _text("file_name"),
    _text("sha256"),
    Column("marking", String(20), nullable=False),
    _version(),
    _text("text"),  # last: SQLite reads the columns before it without walking a long text
)

risk = Table(
    "risk",
    metadata,
    _id(),
    Column("code", String(20), nullable=False, unique=True),
    _text("title"),
    _text("summary"),
    _text("cause"),
    _text("event"),
    _text("consequence"),
    _text("vector"),
    _text("asset"),
    _text("place"),
    _text("owner"),
    Column("status", String(20), nullable=False),
    Column("response", String(20), nullable=False),
    Column("marking", String(20), nullable=False),
    Column("identified_on", Date),
    Column("review_on", Date),
    _text("claim_status"),
    _text("outcome"),
    _text("gaps"),
    Column("answer_sought_on", Date),
    _version(),
)

evidence = Table(
    "evidence",
    metadata,
    _id(),
    _pointer("risk_id", "risk"),
    _pointer("source_id", "source"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("excerpt"),
    Column("stance", String(20), nullable=False),
    Column("credibility", Integer, nullable=False),
    _text("note"),
    Column("marking", String(20), nullable=False),
    _version(),
)

assessment = Table(
    "assessment",
    metadata,
    _id(),
    _pointer("risk_id", "risk"),
    Column("kind", String(20), nullable=False),
    _text("assessor"),
    Column("on", Date, nullable=False),
    Column("likelihood_low", Float),
    Column("likelihood_best", Float),
    Column("likelihood_high", Float),
    Column("horizon_months", Integer, nullable=False),
    Column("confidence", String(20)),
    _text("rationale_likelihood"),
    _text("rationale_impact"),
    Column("adopted", Boolean, nullable=False),
    _version(),
)

measure = Table(
    "measure",
    metadata,
    _id(),
    _pointer("risk_id", "risk"),
    _text("title"),
    _text("owner"),
    Column("due", Date),
    Column("status", String(20), nullable=False),
    _text("cost"),
    _text("expected_effect"),
    _text("note"),
    _version(),
)


def _list(name: str, owner: str, *columns: Column[Any]) -> Table:
    """An ordered list belonging to an entity: (owner, position) and its values."""
    return Table(
        name,
        metadata,
        Column(
            f"{owner}_id",
            Id,
            ForeignKey(f"{owner}.id", deferrable=True, initially="DEFERRED"),
            primary_key=True,
            autoincrement=False,
        ),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
        sqlite_with_rowid=False,
    )


actor_alias = _list("actor_alias", "actor", Column("alias", Text, nullable=False))
risk_sector = _list("risk_sector", "risk", Column("sector", Text, nullable=False, index=True))
risk_tag = _list("risk_tag", "risk", Column("tag", Text, nullable=False, index=True))
risk_legal_hook = _list("risk_legal_hook", "risk", Column("hook", Text, nullable=False))
risk_actor = _list(
    "risk_actor",
    "risk",
    _pointer("actor_id", "actor"),
    Column("role", Text, nullable=False),
)
risk_translation = _list(
    "risk_translation",
    "risk",
    Column("language", String(8), nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
)
assessment_impact = _list(
    "assessment_impact",
    "assessment",
    Column("dimension", String(60), nullable=False),
    Column("low", Integer, nullable=False),
    Column("best", Integer, nullable=False),
    Column("high", Integer, nullable=False),
)
assessment_citation = _list(
    "assessment_citation", "assessment", _pointer("evidence_id", "evidence")
)

#: What tables, matrix and filters read: one row a risk, kept by the store with every write.
#: Columns ending in _key or _rank are there to be sorted by.
risk_row = Table(
    "risk_row",
    metadata,
    Column(
        "risk_id",
        Id,
        ForeignKey("risk.id", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("code", String(20), nullable=False),
    Column("number", Integer, nullable=False),
    _text("title"),
    _text("owner"),
    Column("status", String(20), nullable=False),
    Column("marking", String(20), nullable=False),
    _text("vector"),
    _text("sectors"),
    _text("actor_ids"),
    _text("tags"),
    Column("review_on", Date),
    Column("level", Integer),
    Column("movement", String(8), nullable=False),
    Column("likelihood_level", Integer),
    Column("likelihood_best", Float),
    Column("impact", Integer),
    Column("box", Text),
    Column("confidence", String(20)),
    Column("supports", Integer, nullable=False),
    Column("contradicts", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("open_measures", Integer, nullable=False),
    Column("next_due", Date),
    Column("title_key", Text),
    Column("owner_key", Text),
    Column("sector_key", Text),
    Column("status_rank", Integer, nullable=False),
    Column("movement_rank", Integer),
    Column("marking_rank", Integer, nullable=False),
)

#: What the table of risks can be sorted by, most telling column first.
SORTED_BY: dict[str, tuple[str, ...]] = {
    "code": ("number",),
    "level": ("level", "impact", "likelihood_best"),
    "title": ("title_key",),
    "owner": ("owner_key",),
    "sector": ("sector_key",),
    "likelihood": ("likelihood_best",),
    "impact": ("impact",),
    "evidence": ("supports", "answers"),
    "status": ("status_rank",),
    "review": ("review_on",),
    "marking": ("marking_rank",),
    "movement": ("movement_rank",),
}

# Each holds all a sorted list of ids needs: half the time, because the wide rows stay unread.
for _name, _columns in SORTED_BY.items():
    _listed = dict.fromkeys((*_columns, "number", "risk_id"))
    Index(f"ix_risk_row_by_{_name}", *(risk_row.c[column] for column in _listed))

#: The highest number a code ever had, so that no code is given twice.
code_counter = Table(
    "code_counter",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("last", Integer, nullable=False),
)

#: One row a change set, in a chain: ``digest`` covers the one before and the digests of its rows.
audit_set = Table(
    "audit_set",
    metadata,
    _id(),
    Column("position", Integer, nullable=False, unique=True),
    Column("at", String(40), nullable=False),
    _text("person"),
    Column("action", String(60), nullable=False),
    _text("subject"),
    Column("undoes", Id),
    Column("digest", String(64), nullable=False),
)

#: One row a changed field; '' as field where a whole entity came or went. Values are JSON.
#: ``digest`` covers the row with its ``salt``, so that values can one day be erased by law
#: without breaking the chain and without the digest giving them away.
audit_row = Table(
    "audit_row",
    metadata,
    Column(
        "set_id",
        Id,
        ForeignKey("audit_set.id", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("entity_id", Id, nullable=False),
    Column("risk_id", Id),
    Column("code", String(20), nullable=False),
    Column("field", String(40), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("salt", String(32)),
    Column("digest", String(64), nullable=False),
    Index("ix_audit_row_entity_id", "entity_id"),
    Index("ix_audit_row_risk_id", "risk_id"),
)

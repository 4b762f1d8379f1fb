"""院端库表: the hub's tables, the same on embedded SQLite and on PostgreSQL.

`entry` only grows: (device, seq) and id are unique for ever. What terminals pull is found by `feed`; a row there says
that something about a case, an entry or the roster has changed for an officer, and `cursor` when.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

VERSION = 7

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

# One row for each court: the last cursor and the hash over everything announced until then.
counter = Table(
    "counter",
    metadata,
    Column("court", String, primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("mark", String, nullable=False),
)
change = Table(
    "change",
    metadata,
    Column("court", String, primary_key=True),
    Column("cursor", BigInteger, primary_key=True),
    Column("mark", String, nullable=False),
)
feed = Table(
    "feed",
    metadata,
    Column("officer", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("cursor", BigInteger, nullable=False),
    Index("feed_cursor", "officer", "cursor", "kind", "key"),
    sqlite_with_rowid=False,  # the largest table by rows: its key is the row
)

officer = Table(
    "officer",
    metadata,
    Column("id", String, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
device = Table(
    "device",
    metadata,
    Column("id", String, primary_key=True),
    Column("officer", String, nullable=False),
    Column("public", String, nullable=False),
    Column("age_recipient", String, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("enrolled_at", String, nullable=False),
    Column("revoked_at", String, nullable=False),
    Column("revoked_why", Text, nullable=False),
    Column("nonce", String, nullable=False),
    Column("seen_at", String, nullable=False),
)

# A terminal restored from an old copy goes on as another device: which, and for which.
successor = Table(
    "successor",
    metadata,
    Column("device", String, primary_key=True),
    Column("former", String, nullable=False),
    Column("after", BigInteger, nullable=False),
    Column("at", String, nullable=False),
    Index("successor_former", "former"),
)

# What the court has said of a successor: that it is a tablet of its own; or with which other device it was stopped.
lone_device = Table(
    "lone_device",
    metadata,
    Column("device", String, primary_key=True),
    Column("confirmed_at", String, nullable=False),
    Column("stopped_with", String, nullable=False),
)

# A code for one enrolment over the line: what proves it (wrapped), never the code.
invitation = Table(
    "invitation",
    metadata,
    Column("id", String, primary_key=True),
    Column("officer", String, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("until", String, nullable=False),
    Column("used_at", String, nullable=False),
    Column("device", String, nullable=False),
)

docket_case = Table(
    "docket_case",
    metadata,
    Column("number", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
assignment = Table(
    "assignment",
    metadata,
    Column("officer", String, primary_key=True),
    Column("number", String, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("since", String, nullable=False),
    Index("assignment_number", "number"),
)

# Where each device's chain stands; the counts are of distinct attachments that its entries name.
chain = Table(
    "chain",
    metadata,
    Column("device", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("link", String, nullable=False),
    Column("named", Integer, nullable=False),
    Column("held", Integer, nullable=False),
)
entry = Table(
    "entry",
    metadata,
    Column("device", String, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("link", String, nullable=False),
    Column("algorithm", String, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("carrier", String, nullable=False),
    Column("arrived_at", String, nullable=False),
)
entry_case = Table(
    "entry_case",
    metadata,
    Column("number", String, primary_key=True),
    Column("entry", String, primary_key=True),
    sqlite_with_rowid=False,
)
attachment = Table(
    "attachment",
    metadata,
    Column("digest", String, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String, nullable=False),
    Column("key", LargeBinary, nullable=True),
    Column("stored_at", String, nullable=False),
    Column("erased_at", String, nullable=False),
    Column("erased_why", Text, nullable=False),
    Index("attachment_stored", "stored_at"),
)
entry_attachment = Table(
    "entry_attachment",
    metadata,
    Column("digest", String, primary_key=True),
    Column("device", String, primary_key=True),
    Column("entry", String, nullable=False),
    Index("entry_attachment_device", "device"),
)

# Every attachment of every entry, for whoever has one of its cases; `entry_attachment` counts each once in a chain.
entry_file = Table(
    "entry_file",
    metadata,
    Column("digest", String, primary_key=True),
    Column("entry", String, primary_key=True),
)

# Papers that the court has sealed for an officer; their bytes lie among the attachments, `body` says the rest.
sealed_paper = Table(
    "sealed_paper",
    metadata,
    Column("id", String, primary_key=True),
    Column("officer", String, nullable=False),
    Column("number", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("sealed_paper_officer", "officer", "number"),
    Index("sealed_paper_digest", "digest"),
)

# Newer tables of law for every terminal, in the order they came in; their signed bytes lie among the attachments.
law_table = Table(
    "law_table",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("version", String, nullable=False),
    Column("file", String, nullable=False),
    Column("at", String, nullable=False),
    Column("digest", String, nullable=False, unique=True),
    Column("size", Integer, nullable=False),
)

# Who was given which case, and what was turned away.
access = Table(
    "access",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("officer", String, nullable=False),
    Column("device", String, nullable=False),
    Column("deed", String, nullable=False),
)
access_case = Table(
    "access_case",
    metadata,
    Column("number", String, primary_key=True),
    Column("access", Integer, primary_key=True),
)
refusal = Table(
    "refusal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("peer", String, nullable=False),
    Column("device", String, nullable=False),
    Column("what", String, nullable=False),
    Column("why", Text, nullable=False),
)

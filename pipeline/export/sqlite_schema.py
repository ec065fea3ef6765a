"""The tables of the SQLite export: normalised, keyed, the same facts as the JSON."""

from __future__ import annotations

from pipeline.export.fulltext import TOKENIZER

FILE_NAME = "breakdowns.sqlite"
APPLICATION_ID = 0x666A4442
"""“fjDB” in the file's header, which says what wrote it."""

_PLACE = '"start" INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL, page INTEGER, bbox TEXT, rule TEXT NOT NULL'
_PLACE_OR_NONE = '"start" INTEGER, "end" INTEGER, quote TEXT, page INTEGER, bbox TEXT, rule TEXT'
_OF_DOCUMENT = "document_id TEXT NOT NULL REFERENCES documents"
_OF_TASK = "task_key TEXT NOT NULL REFERENCES tasks"
_QUANTITY = """
    position INTEGER NOT NULL,
    action TEXT, indicator TEXT NOT NULL, comparator TEXT NOT NULL, value REAL NOT NULL, value_max REAL, unit TEXT,
    measure TEXT NOT NULL, baseline REAL, per TEXT,
    deadline_text TEXT, deadline_start TEXT, deadline_end TEXT, modality TEXT,
    normalized_value REAL, normalized_value_max REAL, normalized_unit TEXT"""

TABLES = {
    "documents": """
    document_id TEXT PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL, error TEXT,
    plan_year INTEGER, title TEXT, plan_title TEXT, document_number TEXT, issuer TEXT, signatory TEXT, issued_on TEXT,
    declared_sections INTEGER, declared_tasks INTEGER,
    pages INTEGER, characters INTEGER, media_type TEXT, sha256 TEXT, schema_version TEXT,
    header_characters INTEGER, section_characters INTEGER, task_characters INTEGER, prose_characters INTEGER,
    unexplained_characters INTEGER, text TEXT""",
    "addressees": f"""
    {_OF_DOCUMENT}, position INTEGER NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (document_id, position)""",
    "sections": f"""
    section_key TEXT PRIMARY KEY, {_OF_DOCUMENT}, section_id TEXT NOT NULL, position INTEGER NOT NULL,
    parent_key TEXT REFERENCES sections DEFERRABLE INITIALLY DEFERRED,
    label TEXT, title TEXT NOT NULL, level INTEGER NOT NULL, {_PLACE}""",
    "tasks": f"""
    task_key TEXT PRIMARY KEY, {_OF_DOCUMENT}, task_id TEXT NOT NULL, position INTEGER NOT NULL,
    section_key TEXT REFERENCES sections, number TEXT, title TEXT NOT NULL, body TEXT NOT NULL, {_PLACE}""",
    "measures": f"""
    {_OF_TASK}, position INTEGER NOT NULL, text TEXT NOT NULL, {_PLACE},
    PRIMARY KEY (task_key, position)""",
    "officials": f"""
    {_OF_TASK}, position INTEGER NOT NULL, name TEXT NOT NULL, title TEXT, role TEXT NOT NULL, label TEXT, {_PLACE},
    post TEXT,
    PRIMARY KEY (task_key, position)""",
    "departments": f"""
    {_OF_TASK}, position INTEGER NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, label TEXT,
    collective INTEGER NOT NULL, {_PLACE}, full_name TEXT, members TEXT,
    PRIMARY KEY (task_key, position)""",
    "deadlines": f"""
    {_OF_TASK}, position INTEGER NOT NULL, text TEXT NOT NULL, start_date TEXT, end_date TEXT, {_PLACE},
    PRIMARY KEY (task_key, position)""",
    "targets": f"""
    target_key TEXT PRIMARY KEY, {_OF_DOCUMENT}, target_id TEXT NOT NULL, task_key TEXT REFERENCES tasks,{_QUANTITY},
    {_PLACE}""",
    "results": f"""
    result_key TEXT PRIMARY KEY, {_OF_DOCUMENT}, result_id TEXT NOT NULL,{_QUANTITY},
    {_PLACE}""",
    "numbers": f"""
    {_OF_DOCUMENT}, position INTEGER NOT NULL, text TEXT NOT NULL, class TEXT NOT NULL, {_PLACE},
    PRIMARY KEY (document_id, position)""",
    "furniture": f"""
    {_OF_DOCUMENT}, position INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, page INTEGER,
    PRIMARY KEY (document_id, position)""",
    "diagnostics": f"""
    {_OF_DOCUMENT}, position INTEGER NOT NULL, severity TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
    task_number TEXT, {_PLACE_OR_NONE},
    PRIMARY KEY (document_id, position)""",
    "sentences": f"""
    sentence_id INTEGER PRIMARY KEY, {_OF_DOCUMENT}, task_key TEXT REFERENCES tasks,
    section_key TEXT REFERENCES sections, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, terms TEXT NOT NULL""",
}
"""Name and columns of every table, a table after those it refers to. Dates are ISO text; bbox and members are JSON arrays."""

# Keyed by their document or task: stored in that order, without a second copy of the key.
_CLUSTERED = tuple(name for name, columns in TABLES.items() if "PRIMARY KEY (" in columns)

CREATE = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA user_version = 1",
    *(
        f"CREATE TABLE {name} ({columns}\n){' WITHOUT ROWID' if name in _CLUSTERED else ''}"
        for name, columns in TABLES.items()
    ),
    # The index alone: what it holds is read from sentences.terms.
    f'CREATE VIRTUAL TABLE search USING fts5(terms, content="sentences", content_rowid="sentence_id",'
    f' tokenize="{TOKENIZER}")',
    'CREATE VIEW sentence_texts AS SELECT sentence_id, sentences.document_id, task_key, section_key, "start", "end",'
    ' substr(documents.text, "start" + 1, "end" - "start") AS text FROM sentences JOIN documents USING (document_id)',
)

INDEXES = (
    "CREATE INDEX sections_of_document ON sections (document_id)",
    "CREATE INDEX tasks_of_document ON tasks (document_id)",
    "CREATE INDEX targets_of_document ON targets (document_id)",
    "CREATE INDEX targets_of_task ON targets (task_key)",
    "CREATE INDEX results_of_document ON results (document_id)",
    "CREATE INDEX officials_by_name ON officials (name)",
    "CREATE INDEX departments_by_name ON departments (name)",
)

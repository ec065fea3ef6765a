"""The fields of every kind of record in the contract's JSON, in the order in which they are printed."""

EVIDENCE = ("start", "end", "quote", "page", "bbox", "rule")
SOURCE = ("name", "sha256", "media_type", "pages", "characters")
HEADER = (
    "title", "plan_title", "document_number", "issuer", "signatory", "addressees", "issued_on", "plan_year",
)
DECLARED = ("sections", "tasks", "evidence")
SECTION = ("id", "label", "title", "level", "parent", "evidence")
OFFICIAL = ("name", "title", "role", "label", "evidence", "post")
DEPARTMENT = ("name", "role", "label", "collective", "evidence", "full_name", "members")
DEADLINE = ("text", "start", "end", "evidence")
NORMALIZED = ("value", "value_max", "unit")
TARGET = (
    "id", "action", "indicator", "comparator", "value", "value_max", "unit", "measure", "baseline", "per",
    "deadline", "deadline_evidence", "modality", "normalized", "evidence",
)
MEASURE = ("text", "evidence")
TASK = (
    "id", "number", "section", "title", "body", "measures", "lead_officials", "departments", "deadlines", "targets",
    "evidence",
)
NUMBER = ("text", "class", "evidence")
ACCOUNT = ("characters", "header", "section", "task", "prose", "unexplained")
FURNITURE = ("kind", "text", "page")
DIAGNOSTIC = ("code", "severity", "message", "task", "evidence")
BREAKDOWN = (
    "schema_version", "status", "source", "text", "header", "declared", "sections", "tasks", "targets", "results",
    "numbers", "account", "furniture", "diagnostics",
)

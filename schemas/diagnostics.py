"""Every diagnostic there is: code, severity, wording and advice, in one table."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.breakdown import Diagnostic, Evidence, Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table. `template` is filled by keyword; `advice` tells the reader what to do."""

    code: str
    severity: Severity
    template: str
    advice: str


KINDS = (
    Kind("D101", "info", "read as {found} although the name says {named}", "Rename the file if you pass it on."),
    Kind("D102", "info", "{count} paragraphs that a page turn or a line break cut were joined again",
         "Compare a joined sentence with the paper if it reads oddly."),
    Kind("D103", "info", "{count} page numbers, running headers or footers were set aside", "They are listed under furniture."),
    Kind("D104", "error", "page {page} has no text and was not read",
         "To read pictures of pages install fenjie[ocr], or look at that page."),
    Kind("D105", "warning", "characters without a known meaning in their font: {count}", "Compare this place with the paper."),
    Kind("D106", "info", "not read: {what}", "Open the file if that part matters."),
    Kind("D107", "info", "read from pictures of pages (OCR): {pages}", "Compare what matters with the paper."),
    Kind("D108", "error", "read from a picture with {confidence}% certainty", "Compare this place with the paper."),
    Kind("D109", "warning", "the table {heads} came without its cells; {count} of {rows} rows went to the columns that suit their words",
         "Compare who answers for what in these rows with the paper."),
    Kind("D110", "warning", "{count} blank cells below {head} were taken for parts of the merged cell above them",
         "Compare with the paper who leads in these rows."),
    Kind("L201", "error", "number {number} is missing between {before} and {after}", "Look at the paper: a task may be missing."),
    Kind("L202", "warning", "number {number} stands twice", "Both tasks are kept; their ids differ."),
    Kind("L203", "warning", "task {number} names no one responsible although its siblings do",
         "Look at the paper: the clause may be missing or damaged."),
    Kind("L204", "error", "the notice says {declared} {what}, {found} were found", "Compare the list with the paper."),
    Kind("L205", "warning", "section {label}{title} holds nothing", "Look at the paper: its tasks may be missing."),
    Kind("L206", "warning", "no task was found", "The document may not be a work plan."),
    Kind("L207", "warning", "a bracket opened here is not closed: {quote}", "Check the clause against the paper."),
    Kind("L208", "warning", "number {number} stands after {after}", "Look at the paper: the order may be wrong; all are kept."),
    Kind("L209", "warning", "a bracket closed here was not opened: {quote}", "Check the clause against the paper."),
    Kind("P301", "warning", "this clause can be read in two ways: {first}; {second}", "Decide by the paper."),
    Kind("P302", "warning", "the label {label} is not known", "Add it to the lexicon or to a profile."),
    Kind("P303", "info", "{name} may be more than one unit", "List it in parties.toml if it is."),
    Kind("P304", "info", "{name} is not in the parties file", "Add it there if it is one of yours; nothing was changed."),
    Kind("P305", "info", "{name} is taken for a person by the label or post before it alone",
         "Compare with the paper; the surname is not in the lexicon."),
    Kind("P306", "warning", "nothing stands behind the label {label}", "Look at the paper: a name may be missing."),
    Kind("P307", "info", "the label {label} stands twice in a row", "Look at the paper: one of the two may be misprinted."),
    Kind("N401", "warning", "the numeral {text} could not be explained", "Read the sentence: it may be a target."),
    Kind("N402", "info", "{text} is a quantity without a number", "It is not counted as a target."),
    Kind("N403", "warning", "two readings of this quantity: {first}; {second}", "Decide by the paper."),
    Kind("N404", "warning", "there is no such day: {text}", "Look at the paper; the day was not taken for a date."),
    Kind("A501", "warning", "{count} characters belong to no part of the document", "Look at the place that is quoted."),
)

BY_CODE = {kind.code: kind for kind in KINDS}


def diagnose(code: str, *, task: str | None = None, evidence: Evidence | None = None, **words: object) -> Diagnostic:
    """Return the diagnostic of that code with its template filled.

    >>> diagnose("L202", number="3").message
    'number 3 stands twice'
    """
    kind = BY_CODE[code]
    return Diagnostic(code, kind.severity, kind.template.format(**words), task, evidence)

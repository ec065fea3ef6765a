"""What a run can write, and the writing of several formats at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from pipeline.export.csv_tables import CsvOptions, CsvTables, Printed
from pipeline.export.datapackage import DataPackage
from pipeline.export.json_file import JsonFiles
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown

if TYPE_CHECKING:
    from pipeline.export.ledger import Ledger


class Writer(Protocol):
    """What an exporter opens for a run: fed document by document, then closed or discarded."""

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:
        """Take a document; `stem` names its own file where the format has one."""
        ...

    def fail(self, failure: Failure) -> None:
        """Take a document that could not be read."""
        ...

    def close(self) -> tuple[Path, ...]:
        """Finish all files and return their paths."""
        ...

    def discard(self) -> None:
        """Take away what is not finished."""
        ...


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How files are written: the CSV tables, and the workbook (None: as in ledger.toml)."""

    csv: CsvOptions
    ledger: Ledger | None = None


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format by its name on the command line; `covers` names formats whose files it writes as well."""

    name: str
    description: str
    open: Callable[[Path, ExportOptions], Writer]
    covers: tuple[str, ...] = ()


# Each of these imports its module, and that its library, when it is first asked for: the others do without them.


def _open_jsonl(directory: Path, _: ExportOptions) -> Writer:
    from pipeline.export.jsonl import JsonLines

    return JsonLines(directory)


def _open_sqlite(directory: Path, _: ExportOptions) -> Writer:
    from pipeline.export.sqlite_file import SqliteFile

    return SqliteFile(directory)


def _open_parquet(directory: Path, _: ExportOptions) -> Writer:
    from pipeline.export.parquet_tables import ParquetTables

    return ParquetTables(directory)


def _open_xlsx(directory: Path, options: ExportOptions) -> Writer:
    from pipeline.export.xlsx_ledger import XlsxLedger

    return XlsxLedger(directory, options.ledger)


def _open_docx(directory: Path, _: ExportOptions) -> Writer:
    from pipeline.export.docx_table import DocxTables

    return DocxTables(directory)


EXPORTERS = (
    Exporter("json", "one JSON file a document", lambda directory, _: JsonFiles(directory)),
    Exporter("csv", "six CSV tables over all documents", lambda directory, options: CsvTables(directory, options.csv)),
    Exporter(
        "datapackage", "the CSV tables and their datapackage.json",
        lambda directory, options: DataPackage(directory, options.csv), covers=("csv",),
    ),
    Exporter("jsonl", "breakdowns.jsonl: all breakdowns, one a line", _open_jsonl),
    Exporter("sqlite", "breakdowns.sqlite: normalised tables and full-text search", _open_sqlite),
    Exporter("parquet", "the six tables as Parquet, typed", _open_parquet),
    Exporter("xlsx", "ledger.xlsx: the 督办台账, with a sheet for each department and leader", _open_xlsx),
    Exporter("docx", "<name>_任务分解表.docx: a table to print for each document", _open_docx),
)
FORMATS = tuple(exporter.name for exporter in EXPORTERS)
DEFAULT_FORMATS = ("json", "csv")


class Export:
    """A run's output in several formats. As a context it closes at the end, or discards what is unfinished on an error.

    Raises ValueError for a format that does not exist, OutputError where a file cannot be written.
    """

    def __init__(
        self,
        directory: Path,
        formats: Iterable[str] = DEFAULT_FORMATS,
        options: CsvOptions | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        chosen = ExportOptions(options or CsvOptions(), ledger)
        self.written: tuple[Path, ...] = ()
        self._writers: list[Writer] = []
        for exporter in _chosen(tuple(formats)):
            try:
                self._writers.append(exporter.open(directory, chosen))
            except BaseException:
                self.discard()
                raise

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:
        """Write a document; `stem` is the one that `name_outputs` gave its input."""
        for writer in self._writers:
            writer.add(breakdown, stem)

    @property
    def takes_printed(self) -> bool:
        """Whether every format here can do with rows that a worker has printed."""
        return all(isinstance(writer, CsvTables | DataPackage) for writer in self._writers)

    def add_printed(self, printed: Printed) -> bool:
        """Write a document whose rows are printed; False where it has to come whole, since its id is taken."""
        # At most one of the two formats is open: the data package covers the tables.
        return all(writer.add_printed(printed) for writer in self._writers if isinstance(writer, CsvTables | DataPackage))

    def fail(self, failure: Failure) -> None:
        """Note a document that could not be read."""
        for writer in self._writers:
            writer.fail(failure)

    def close(self) -> tuple[Path, ...]:
        """Finish all files and return their paths."""
        self.written = tuple(path for writer in self._writers for path in writer.close())
        return self.written

    def discard(self) -> None:
        """Take away what is not finished."""
        for writer in self._writers:
            writer.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is not None:
            self.discard()
            return
        try:
            self.close()
        except BaseException:
            self.discard()
            raise


def _chosen(formats: tuple[str, ...]) -> tuple[Exporter, ...]:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ValueError(f"there is no format {unknown[0]!r}; choose from {', '.join(FORMATS)}")
    wanted = [exporter for exporter in EXPORTERS if exporter.name in formats]
    covered = {name for exporter in wanted for name in exporter.covers}
    return tuple(exporter for exporter in wanted if exporter.name not in covered)

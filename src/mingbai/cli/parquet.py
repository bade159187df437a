"""Tables as Parquet, which keeps types; needs the extra ``mingbai[parquet]``."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, ClassVar

from mingbai.audit.findings import Across, Audit, Outcome, gravest_first
from mingbai.audit.output import Failure, Output, Rules
from mingbai.audit.output.csv import COLUMNS, line
from mingbai.audit.output.stream import body_of
from mingbai.cli.terminal import Wrong
from mingbai.report.values import Amount

__all__ = ["Findings", "cells", "needed"]

_AT_ONCE = 50_000

CellRow = tuple[str, str | None, int | None, str, str, str, Amount | None, str]


def needed() -> Any:
    """Return the library; `Wrong` with one line where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise Wrong(
            "Parquet 需要附加组件：pip install 'mingbai[parquet]'；或改用 --format csv",
            "Parquet needs an extra: pip install 'mingbai[parquet]'; or use --format csv",
        ) from None
    return pyarrow


def cells(rows: Iterable[CellRow], write: Callable[[bytes], object]) -> None:
    """Write the long table of cells, figures as exact decimals."""
    arrow = needed()
    schema = arrow.schema(
        [
            ("file", arrow.string()),
            ("body", arrow.string()),
            ("year", arrow.int16()),
            ("table", arrow.string()),
            ("row", arrow.string()),
            ("column", arrow.string()),
            ("value", arrow.decimal128(38, 10)),
            ("status", arrow.string()),
        ]
    )
    _written(schema, rows, write)


class Findings(Output):
    """Findings as a table: the columns of the CSV, with the year and the places as numbers."""

    binary: ClassVar[bool] = True

    def __init__(self, write: Callable[[bytes], object], language: str) -> None:
        super().__init__(Rules(), language)
        self._arrow = needed()
        self._write = write
        self._rows: list[tuple[str | int | None, ...]] = []

    def _audited(self, audit: Audit) -> None:
        report = audit.report
        self._take((report.source.name, body_of(report), report.year, report.edition), audit.outcomes)

    def _failed(self, failure: Failure) -> None:
        """A file that failed has no finding; the command says why on standard error."""

    def _ended(self, across: Sequence[Across]) -> None:
        for one in across:
            self._take((" | ".join(one.sources), one.body, one.year, one.edition), one.outcomes)
        whole = {"year": self._arrow.int16(), "start": self._arrow.int32(), "end": self._arrow.int32()}
        schema = self._arrow.schema([(name, whole.get(name, self._arrow.string())) for name in COLUMNS])
        _written(schema, self._rows, self._write)

    def _take(self, lead: tuple[str | int | None, ...], outcomes: Sequence[Outcome]) -> None:
        for check, finding in gravest_first(outcomes):
            said = dict(zip(COLUMNS[4:], line(check, finding, self.language), strict=True))
            values: dict[str, str | int | None] = {key: value or None for key, value in said.items()}
            values["start"], values["end"] = finding.span or (None, None)
            self._rows.append((*lead, *values.values()))


def _written(schema: Any, rows: Iterable[Sequence[object]], write: Callable[[bytes], object]) -> None:
    """Write *rows* in groups, so that only one group is held."""
    arrow = needed()
    buffer = BytesIO()
    with arrow.parquet.ParquetWriter(buffer, schema, compression="zstd") as parquet:
        for group in _groups(rows):
            columns = zip(*group, strict=True)
            arrays = [arrow.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
            parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            write(buffer.getvalue())
            buffer.seek(0)
            buffer.truncate()
    write(buffer.getvalue())


def _groups(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    group: list[Sequence[object]] = []
    for row in rows:
        group.append(row)
        if len(group) >= _AT_ONCE:
            yield group
            group = []
    if group:
        yield group

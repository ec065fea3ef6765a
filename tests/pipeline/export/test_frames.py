"""pandas tables: typed, and the same from memory as from the files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.export.csv_tables import CsvOptions, Headers
from pipeline.export.exporters import Export
from pipeline.export.frames import read_frames, to_frames
from schemas.breakdown import TaskBreakdown
from schemas.errors import UnreadableFile


def test_tables_of_several_breakdowns_are_one(breakdown: TaskBreakdown) -> None:
    frames = to_frames(iter([breakdown, breakdown]))
    assert {name: len(frame) for name, frame in frames.items()} == {
        "tasks": 4, "targets": 10, "parties": 10, "sections": 2, "documents": 2, "diagnostics": 4,
    }
    assert frames["tasks"]["task_key"].is_unique


def test_text_in_a_frame_is_the_text_itself(breakdown: TaskBreakdown) -> None:
    assert to_frames(breakdown)["tasks"]["number"].tolist() == ["1-2", "3.10"]


def test_columns_have_types_that_keep_absence(breakdown: TaskBreakdown) -> None:
    targets = to_frames(breakdown)["targets"]
    chosen = ["plan_year", "indicator", "value", "value_max", "deadline"]
    assert [str(kind) for kind in targets[chosen].dtypes] == ["Int64", "string", "Float64", "Float64", "datetime64[s]"]
    assert targets["value_max"].isna().tolist() == [True, True, True, False, True]


def test_an_empty_table_has_its_columns_and_types() -> None:
    parties = to_frames([])["parties"]
    assert (len(parties), str(parties["collective"].dtype), str(parties["page"].dtype)) == (0, "boolean", "Int64")


@pytest.mark.parametrize("headers", ["en", "zh"])
def test_files_read_back_are_the_frames(headers: Headers, breakdown: TaskBreakdown, tmp_path: Path) -> None:
    with Export(tmp_path, ["csv"], CsvOptions(headers=headers)) as export:
        export.add(breakdown, "n")
    read, expected = read_frames(tmp_path), to_frames(breakdown)
    assert list(read) == list(expected)
    for name, frame in expected.items():
        pd.testing.assert_frame_equal(read[name], frame)


@pytest.mark.parametrize("text", ["", "NA", " ", "一\r\n二\r三\n四", '"', ",", "=1", "\t1-2", "'=", "1-2", "nan"])
def test_any_text_is_read_back_as_it_was(text: str, breakdown: TaskBreakdown, tmp_path: Path) -> None:
    changed = replace(breakdown, tasks=(replace(breakdown.tasks[0], body=text),))
    with Export(tmp_path, ["csv"]) as export:
        export.add(changed, "n")
    pd.testing.assert_frame_equal(read_frames(tmp_path)["tasks"], to_frames(changed)["tasks"])


def test_empty_files_read_back_are_the_empty_frames(tmp_path: Path) -> None:
    Export(tmp_path, ["csv"]).close()
    for name, frame in to_frames([]).items():
        pd.testing.assert_frame_equal(read_frames(tmp_path)[name], frame)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"tasks\.csv: is no table"):
        read_frames(tmp_path)


def test_a_table_with_other_columns_is_named(tmp_path: Path) -> None:
    Export(tmp_path, ["csv"]).close()
    (tmp_path / "tasks.csv").write_text("a,b\r\n1,2\r\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"tasks\.csv: has other columns"):
        read_frames(tmp_path)

"""The journal names a document only when its file is on the disk, however many are brought there at once."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.run import deliver
from pipeline.run.deliver import Deliveries
from pipeline.run.job import Job, Result
from pipeline.run.journal import Journal
from schemas.errors import OutputError


def give(deliveries: Deliveries, count: int) -> None:
    for number in range(count):
        deliveries.put(Job(number, f"/in/{number}.txt", str(number)), Result(number, "ok", 0.1, "a" * 64, text=b"{}"))


def test_disk_that_fails_for_one_leaves_its_group_out_of_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []

    def sync(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 3:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(deliver, "GATHER", 5.0)
    monkeypatch.setattr(os, "fsync", sync)
    with closing(Journal(tmp_path, "rules", "")) as journal:
        deliveries = Deliveries(tmp_path, journal, write=True)
        give(deliveries, 4)
        with pytest.raises(OutputError, match=r"2\.json: cannot be written \(Input/output error\)"):
            deliveries.close()
        assert [journal.known(f"/in/{number}.txt", str(number)) for number in range(4)] == [None] * 4
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["0.json", "1.json"]
    assert not list(tmp_path.glob(".*.partial"))


def test_group_is_written_into_the_journal_once_all_its_files_have_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "GATHER", 5.0)
    seen: list[tuple[int, int]] = []
    with closing(Journal(tmp_path, "rules", "")) as journal:
        monkeypatch.setattr(
            journal, "record", lambda entries: seen.append((len(entries), len(list(tmp_path.glob("*.json")))))
        )
        deliveries = Deliveries(tmp_path, journal, write=True)
        give(deliveries, 4)
        deliveries.close()
    assert seen == [(4, 4)]

"""A batch on a Dask cluster gives what the pool gives, also when a worker is lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.batch import Plan, run
from pipeline.run.job import Limits, Settings
from schemas.errors import OutputError

distributed = pytest.importorskip("distributed", reason="the cluster's library is not installed: fenjie[cluster]")

Write = Callable[..., list[Path]]
Outputs = Callable[[Path], dict[str, bytes]]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield started


def test_cluster_gives_what_the_pool_gives(cluster: Any, write_notices: Write, outputs: Outputs, tmp_path: Path) -> None:
    paths = write_notices(30)
    (tmp_path / "notices" / "empty.txt").write_bytes(b"")
    paths = [tmp_path / "notices" / "empty.txt", *paths]
    pool = run(paths, Plan(tmp_path / "pool", jobs=2))
    dask = run(paths, Plan(tmp_path / "dask", scheduler=cluster.scheduler_address))
    assert (dask.engine, dask.counts, dask.failures) == ("dask", pool.counts, pool.failures)
    assert outputs(tmp_path / "dask") == outputs(tmp_path / "pool")


def test_documents_of_a_lost_worker_are_done_again(
    cluster: Any, write_notices: Write, outputs: Outputs, tmp_path: Path
) -> None:
    paths = write_notices(300)
    run(paths, Plan(tmp_path / "pool", jobs=2))
    victims = [nanny.pid for nanny in cluster.workers.values()]

    def kill_one() -> None:
        while not list((tmp_path / "dask").glob("*.json")):
            time.sleep(0.02)
        os.kill(victims[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    summary = run(paths, Plan(tmp_path / "dask", scheduler=cluster.scheduler_address))
    killer.join()
    assert (summary.counts.ok, summary.failures) == (300, [])
    assert outputs(tmp_path / "dask") == outputs(tmp_path / "pool")
    assert [nanny.pid for nanny in cluster.workers.values()] != victims


def test_limits_hold_on_the_cluster(
    cluster: Any, write_notices: Write, readers: ModuleType, outputs: Outputs, tmp_path: Path
) -> None:
    paths = write_notices(10, "a-hangs", "b-segfaults", "c-greedy")
    client = distributed.Client(cluster, set_as_default=False)
    client.run(_allow, str(tmp_path / "modules"))
    client.close()
    settings = Settings(limits=Limits(seconds=2, memory=512 << 20), extract=readers.extract)
    summary = run(paths, Plan(tmp_path / "dask", scheduler=cluster.scheduler_address, settings=settings))
    assert (summary.counts.ok, summary.counts.failed) == (10, 3)
    assert [line.partition(":")[0] for line in summary.failures] == ["a-hangs.txt", "b-segfaults.txt", "c-greedy.txt"]
    run(paths[:0] + [path for path in paths if path.stem.startswith("notice")], Plan(tmp_path / "quiet", jobs=2))
    quiet = outputs(tmp_path / "quiet")
    assert {name: data for name, data in outputs(tmp_path / "dask").items() if name.startswith("notice")} == {
        name: data for name, data in quiet.items() if name.startswith("notice")
    }


def _allow(folder: str) -> None:
    import sys

    sys.path.insert(0, folder)


def test_notices_are_read_from_an_address_of_a_store(cluster: Any, write_notices: Write, tmp_path: Path) -> None:
    from pipeline.run.remote import list_urls

    paths = write_notices(9)
    urls = list(list_urls(f"file://{tmp_path / 'notices'}"))
    assert urls == [f"file://{path}" for path in paths]
    run(urls, Plan(tmp_path / "store", scheduler=cluster.scheduler_address))
    run(paths, Plan(tmp_path / "local"))
    for path in paths:
        name = f"{path.stem}.json"
        assert (tmp_path / "store" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()


def test_address_where_nothing_answers_is_one_line(write_notices: Write, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("pipeline.run.cluster.PATIENCE", "1s")
    with pytest.raises(OutputError, match="does not answer as a Dask scheduler"):
        run(write_notices(1), Plan(tmp_path / "out", scheduler="tcp://127.0.0.1:9"))

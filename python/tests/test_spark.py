"""On a real standalone cluster: one master and two workers, each a process of its own."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

import jobmatch
import jobmatch.spark
from cluster import Cluster
from conftest import AS_OF, PROFILES, ROOT

pytestmark = pytest.mark.spark
Cli = Callable[..., str]
PARTITIONS = 12
Expected: TypeAlias = dict[tuple[str, str], tuple[Any, ...]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster"), workers=2) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def spark(cluster: Cluster) -> Iterator[SparkSession]:
    os.environ.update(cluster.environment())
    session = cluster.session("tests")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample postings in many Parquet files, and the sample profiles."""
    folder = tmp_path_factory.mktemp("data")
    table = pa.table(jobmatch.read_postings(ROOT / "seeds"))
    (folder / "postings").mkdir()
    for at in range(PARTITIONS):
        rows = [row for row in range(table.num_rows) if row % PARTITIONS == at]
        pq.write_table(table.take(pa.array(rows, pa.int64())), folder / "postings" / f"part-{at:02}.parquet")
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in PROFILES]
    pq.write_table(pa.table({"id": PROFILES, "profile": texts}), folder / "profiles.parquet")
    return folder


@pytest.fixture(scope="module")
def expected(cli: Cli) -> Expected:
    """What the command line says of every profile and posting."""
    out: Expected = {}
    for path in PROFILES:
        answer = json.loads(cli("--profile", path, "--postings", "seeds", "--as-of", AS_OF, "--format", "json", "--quiet"))
        for posting in answer["postings"]:
            parts = (posting["required"], posting["preferred"])
            out[path, posting["id"]] = (
                posting["fit"],
                posting["qualified"],
                posting["thin"],
                *(part["score"] for part in parts),
                *(sum(part[kind] for part in parts) for kind in ("met", "partial", "missing", "unassessed")),
                posting["read"]["assessed"],
                posting["read"]["lines"],
                None,
            )
    return out


def by_pair(found: DataFrame) -> Expected:
    rows = found.collect()
    pairs = {(row["candidate"], row["posting"]): tuple(row)[2:] for row in rows}
    assert len(pairs) == len(rows)
    return pairs


def spread(postings: DataFrame) -> DataFrame:
    """One partition a file, as large files would have."""
    assert postings.rdd.getNumPartitions() >= 2
    return postings.repartition(PARTITIONS)


def test_the_version_is_one_that_is_supported() -> None:
    assert pyspark.__version__.split(".")[:2] == ["4", "3"], "the README names the versions that are tested"


def test_matches_are_those_of_the_command_line(spark: SparkSession, folder: Path, expected: Expected) -> None:
    postings = spread(spark.read.parquet(str(folder / "postings")))
    profiles = spark.read.parquet(str(folder / "profiles.parquet"))
    assert by_pair(jobmatch.spark.match(postings, profiles, as_of=AS_OF)) == expected


def test_top_of_each(spark: SparkSession, folder: Path, expected: Expected) -> None:
    postings = spread(spark.read.parquet(str(folder / "postings")))
    profiles = spark.read.parquet(str(folder / "profiles.parquet"))
    best = by_pair(jobmatch.spark.match(postings, profiles, as_of=AS_OF, top=1))
    ids = {posting for _, posting in expected}
    assert sorted(posting for _, posting in best) == sorted(ids)
    for (_, id), found in best.items():
        assert found[0] == max(row[0] for (_, other), row in expected.items() if other == id)
    kept = by_pair(jobmatch.spark.match(postings, profiles, as_of=AS_OF, top=3, per="candidate"))
    for path in PROFILES:
        ranked = jobmatch.Matcher(path, as_of=AS_OF).rank("seeds", top=3).to_dict()["postings"]
        fits = sorted(row[0] for (candidate, _), row in kept.items() if candidate == path)
        assert fits == sorted(posting["fit"] for posting in ranked)


def test_extract_is_the_parse_of_the_command_line(spark: SparkSession, folder: Path, cli: Cli, tmp_path: Path) -> None:
    postings = spread(spark.read.parquet(str(folder / "postings")))
    lines = postings.select("id", F.explode(F.concat("required", "preferred")).alias("line"))
    lines = lines.select("id", F.translate("line.text", "\n", " ").alias("text"))
    found = jobmatch.spark.extract(lines, trees=True).collect()
    file = tmp_path / "lines.txt"
    file.write_text("".join(row["text"] + "\n" for row in found), encoding="utf-8")
    printed = [json.loads(line) for line in cli("parse", "--format", "json", file).splitlines()]
    keys = ("id", "name", "surface", "start", "end")
    for column in ("skills", "other"):
        assert [[{key: one[key] for key in keys} for one in row[column]] for row in found] == [line[column] for line in printed]
    assert [json.loads(row["trees"][0]) for row in found] == [line["expr"] for line in printed]
    whole = jobmatch.spark.extract(postings.select("id", F.concat("required", "preferred").alias("lines")), "lines")
    assert whole.columns == ["id", "lines", *jobmatch.spark.EXTRACT_FIELDS.names]
    assert whole.select(F.sum(F.size("skills"))).first() == (sum(len(row["skills"]) for row in found),)


def test_bad_rows_have_an_error_and_fail_no_job(spark: SparkSession) -> None:
    good = "## Requirements\n\n- Python\n- Django\n- SQL\n"
    rows = [(1, good.encode()), (2, None), (3, b""), (4, b"\xff\xfe\xfa"), (5, good.encode())]
    # Spark itself lets broken UTF-8 into texts.
    postings = spark.createDataFrame(rows, "id int, raw binary").select("id", F.expr("cast(raw as string)").alias("text"))
    people = [("me", "name: Me\nskills: [Python]\n"), ("broken", "name: [\n"), ("none", None), ("me", "name: Other\n")]
    profiles = spark.createDataFrame(people, "id string, profile string")
    found = jobmatch.spark.match(postings.repartition(3), profiles, as_of=AS_OF).collect()
    assert {row["posting"] for row in found if row["error"] is None} == {"1", "5"}
    assert {row["posting"] for row in found if row["error"] and row["posting"]} == {"2", "3", "4"}
    assert sorted(row["candidate"] for row in found if row["error"] and not row["posting"]) == ["broken", "me", "none"]
    some = jobmatch.spark.match(postings, profiles, as_of=AS_OF, top=1, per="candidate").collect()
    assert len([row for row in some if row["error"] is None]) == 1
    assert len([row for row in some if row["error"]]) == 6
    read = {row["id"]: row for row in jobmatch.spark.extract(postings).collect()}
    assert [read[id]["error"] is None for id in range(1, 6)] == [True, True, True, False, True]
    assert [skill["id"] for skill in read[5]["skills"]] == ["python", "django", "sql"]


def test_calls_that_cannot_work_are_refused_at_once(spark: SparkSession) -> None:
    frame = spark.createDataFrame([(1, "Python", 2.0)], "id int, text string, skills double")
    me = {"me": jobmatch.Matcher({"name": "Me"})}
    with pytest.raises(ValueError, match="already"):
        jobmatch.spark.extract(frame)
    with pytest.raises(ValueError, match="no column `body`"):
        jobmatch.spark.extract(frame, "body")
    with pytest.raises(TypeError, match="expected text"):
        jobmatch.spark.extract(frame, "skills")
    with pytest.raises(ValueError, match="no column `key`"):
        jobmatch.spark.match(frame, me, id="key")


def test_the_example(cluster: Cluster, spark: SparkSession, folder: Path, tmp_path: Path) -> None:
    import runpy

    spark.stop()
    os.environ["JOBMATCH_SPARK"] = cluster.url
    example = runpy.run_path(str(ROOT / "python" / "examples" / "match_parquet.py"))
    example["main"]([str(folder / "postings"), "profiles", str(tmp_path / "out"), "--top", "2"])
    rows = pq.read_table(tmp_path / "out").to_pylist()
    assert len(rows) == 2 * len(PROFILES)


def test_a_worker_that_dies_changes_nothing(folder: Path, tmp_path: Path, expected: Expected) -> None:
    profiles = {path: jobmatch.Matcher(path, as_of=AS_OF) for path in PROFILES}
    with Cluster(tmp_path / "cluster", workers=2) as cluster:
        os.environ.update(cluster.environment())
        session = cluster.session("a worker dies")
        try:
            marks = tmp_path / "marks"
            marks.mkdir()

            def slowly(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
                """Tells that a task has begun and by whom, and takes its time, so that the worker dies in the middle."""
                (marks / f"{os.getpid()}-{time.monotonic_ns()}").touch()
                for batch in batches:
                    time.sleep(1.0)
                    yield batch

            postings = session.read.parquet(str(folder / "postings")).repartition(PARTITIONS)
            slow = postings.mapInArrow(slowly, postings.schema)
            found: list[Expected] = []
            job = threading.Thread(target=lambda: found.append(by_pair(jobmatch.spark.match(slow, profiles))))
            job.start()
            deadline = time.monotonic() + 120
            while len(list(marks.iterdir())) < 4 and time.monotonic() < deadline:
                time.sleep(0.05)
            before = len(list(marks.iterdir()))
            assert 4 <= before < PARTITIONS, "the job is in the middle"
            cluster.kill_worker(0)
            job.join(240)
            assert found == [expected]
            assert len(list(marks.iterdir())) > PARTITIONS, "some task was begun again"
            assert cluster.workers[0].poll() is not None
            assert cluster.workers[1].poll() is None
        finally:
            session.stop()
    assert all(process.poll() is not None for process in [*cluster.workers, cluster.master] if process)

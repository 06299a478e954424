"""The Python of the README runs, in the order in which it stands there."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import jobmatch
from cluster import BRIEF
from conftest import PROFILES, ROOT

README = (ROOT / "python" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the README names."""
    place = tmp_path_factory.mktemp("readme")
    (place / "me.yaml").write_text((ROOT / PROFILES[0]).read_text(encoding="utf-8"), encoding="utf-8")
    (place / "you.yaml").write_text((ROOT / PROFILES[1]).read_text(encoding="utf-8"), encoding="utf-8")
    (place / "bad.yaml").write_text("name: Me\nskils: [Python]\n", encoding="utf-8")
    (place / "postings").symlink_to(ROOT / "seeds")
    pq.write_table(pa.table(jobmatch.read_postings()), place / "postings.parquet")
    profiles = {"id": ["me"], "profile": [(place / "me.yaml").read_text(encoding="utf-8")]}
    pq.write_table(pa.table(profiles), place / "profiles.parquet")
    return place


@pytest.mark.parametrize("block", [block for block in BLOCKS if "spark" not in block])
def test_blocks_run(block: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    names: dict[str, Any] = {}
    exec(compile(block, "README.md", "exec"), names)
    if "best = postings" in block or "best = duckdb" in block:
        assert len(names["best"]) == 10


@pytest.mark.spark
@pytest.mark.parametrize("block", [block for block in BLOCKS if "spark" in block])
def test_spark_blocks_run(block: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    # Otherwise the workers run the `python3` of the path, which has none of this.
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("JDK_JAVA_OPTIONS", BRIEF)
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        exec(compile(block, "README.md", "exec"), {"spark": spark})
    finally:
        spark.stop()


def test_no_block_is_left_out() -> None:
    assert README.count("```python") == len(BLOCKS) == README.count("import jobmatch\n") + README.count("import jobmatch.spark\n")


def test_each_library_takes_three_lines() -> None:
    for library in ("polars", "duckdb", "pandas"):
        [block] = [block for block in BLOCKS if f"import {library}" in block]
        assert len([line for line in block.splitlines() if line and not line.startswith(("import", "from"))]) == 3


def test_everything_public_is_documented() -> None:
    for name in jobmatch.__all__:
        thing = getattr(jobmatch, name)
        assert thing.__doc__, name
        for member in [member for member in vars(thing) if not member.startswith("_")] if isinstance(thing, type) else []:
            assert getattr(thing, member).__doc__, f"{name}.{member}"

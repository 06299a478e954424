"""
How fast on Spark: rows a second with one and with two workers, beside Python UDFs around gazetteers, in one run on one machine.

    python throughput.py --postings 200000 --partitions 32

A standalone cluster is started on loopback for each number of workers, one core each. All jobs read the same Parquet and end in one sum,
so that reading and writing weigh as little as they can. Figures of one machine are good for ratios only.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

import jobmatch
import jobmatch.spark

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from cluster import Cluster


def lines(dice: random.Random, count: int) -> list[str]:
    """Lines of the sample postings, each skill that they name exchanged for another of the taxonomy."""
    known = jobmatch.Taxonomy()
    names = [record["name"] for id in known.ids() for record in known.show(id)]
    seeds = [
        line["text"].replace("\n", " ")
        for posting in jobmatch.read_postings().to_dicts()
        for part in ("required", "preferred")
        for line in posting[part]
    ]
    parsed = [(text.encode(), jobmatch.parse(text)["skills"]) for text in seeds]
    made = []
    for _ in range(count):
        text, skills = dice.choice(parsed)
        out, at = b"", 0
        for skill in skills:
            out += text[at : skill["start"]] + dice.choice(names).encode()
            at = skill["end"]
        made.append((out + text[at:]).decode())
    return made


def generate(folder: Path, postings: int, partitions: int) -> None:
    """Writes postings as text, the same each time."""
    dice = random.Random(20261123)
    pool = lines(dice, min(20_000, postings))
    folder.mkdir()
    for part in range(partitions):
        ids = list(range(part, postings, partitions))
        texts = []
        for id in ids:
            required = "\n".join(f"- {line}" for line in dice.choices(pool, k=7))
            preferred = "\n".join(f"- {line}" for line in dice.choices(pool, k=4))
            texts.append(f"# Posting {id}\n\n## 자격요건\n\n{required}\n\n## 우대사항\n\n{preferred}\n")
        pq.write_table(pa.table({"id": ids, "text": texts}), folder / f"part-{part:04}.parquet")


def surfaces() -> dict[str, str]:
    """Every spelling of the taxonomy with its skill: what a gazetteer knows."""
    names = jobmatch.Taxonomy()
    records = [record for id in names.ids() for record in names.show(id)]
    return {spelling: record["id"] for record in records for spelling in [record["name"], *record["aliases"]]}


def flashtext_udf() -> Callable[[Column], Column]:
    """A UDF around flashtext, which is pure Python."""
    known = surfaces()
    kept: list[Any] = []

    def find(text: str) -> int:
        if not kept:
            from flashtext import KeywordProcessor

            processor = KeywordProcessor()
            for spelling, id in known.items():
                processor.add_keyword(spelling, id)
            kept.append(processor)
        return len(kept[0].extract_keywords(text))

    return F.udf(find, T.IntegerType())


def ahocorasick_udf() -> Callable[[Column], Column]:
    """A UDF around pyahocorasick, whose automaton is C; the edges of words are looked at in Python."""
    known = surfaces()
    kept: list[Any] = []

    def find(text: str) -> int:
        if not kept:
            import ahocorasick

            automaton = ahocorasick.Automaton()
            for spelling, id in known.items():
                automaton.add_word(spelling.lower(), (len(spelling), id))
            automaton.make_automaton()
            kept.append(automaton)
        lower, count = text.lower(), 0
        for last, (length, _) in kept[0].iter(lower):
            before, after = lower[last - length : last - length + 1], lower[last + 1 : last + 2]
            count += not (before.isalnum() or after.isalnum())
        return count

    return F.udf(find, T.IntegerType())


def jobs(profiles: dict[str, jobmatch.Matcher]) -> dict[str, Callable[[DataFrame], DataFrame]]:
    """What is measured; each ends in one row."""
    flash, aho = flashtext_udf(), ahocorasick_udf()
    one = dict(list(profiles.items())[:1])
    return {
        "read only": lambda df: df.select(F.sum(F.length("text"))),
        "extract": lambda df: jobmatch.spark.extract(df).select(F.sum(F.size("skills"))),
        "match, 1 profile": lambda df: jobmatch.spark.match(df, one).select(F.sum("fit")),
        f"match, {len(profiles)} profiles": lambda df: jobmatch.spark.match(df, profiles).select(F.sum("fit")),
        "UDF, pyahocorasick": lambda df: df.select(F.sum(aho(F.col("text")))),
        "UDF, flashtext": lambda df: df.select(F.sum(flash(F.col("text")))),
    }


def measure(session: SparkSession, folder: Path, profiles: dict[str, jobmatch.Matcher]) -> dict[str, tuple[float, Any]]:
    """Seconds and result of each job, after a small one that starts all processes."""
    frame = session.read.parquet(str(folder))
    found = {}
    for name, job in jobs(profiles).items():
        job(frame.limit(200)).collect()
        begun = time.monotonic()
        [row] = job(frame).collect()
        found[name] = (time.monotonic() - begun, row[0])
    return found


def main() -> None:
    """Generates, measures, prints."""
    parser = argparse.ArgumentParser(description="How fast on Spark.")
    parser.add_argument("--postings", type=int, default=2_000)
    parser.add_argument("--partitions", type=int, default=16)
    given = parser.parse_args()
    root = Path(__file__).resolve().parents[2]
    profiles = {path.stem: jobmatch.Matcher(path, as_of="2026-11") for path in sorted((root / "profiles").glob("*.yaml"))}
    seconds: dict[int, dict[str, tuple[float, Any]]] = {}
    with tempfile.TemporaryDirectory(prefix="jobmatch-") as temporary:
        folder = Path(temporary) / "postings"
        generate(folder, given.postings, given.partitions)
        size = sum(file.stat().st_size for file in folder.iterdir())
        print(f"{given.postings} postings in {given.partitions} files, {size / 1e6:.1f} MB of Parquet; {os.cpu_count()} cores")
        for workers in (1, 2):
            with Cluster(Path(temporary) / f"cluster-{workers}", workers) as cluster:
                os.environ.update(cluster.environment())
                session = cluster.session("throughput")
                try:
                    seconds[workers] = measure(session, folder, profiles)
                finally:
                    session.stop()
    print(f"\n{'job':<22}{'1 worker':>12}{'2 workers':>12}{'ratio':>8}{'rows/s, 1':>12}{'extract/job':>13}")
    base = seconds[1]["extract"][0]
    for name, (one, result) in seconds[1].items():
        two, again = seconds[2][name]
        assert result == again or abs(result - again) < 1e-6 * abs(result), f"{name}: {result} and {again}"
        rate = given.postings / one
        print(f"{name:<22}{one:>10.1f} s{two:>10.1f} s{one / two:>8.2f}{rate:>12.0f}{one / base:>12.1f}×")


if __name__ == "__main__":
    main()

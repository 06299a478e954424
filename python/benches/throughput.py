"""
How fast on Spark: rows a second with one and with two workers, beside Python UDFs around gazetteers, in one run on one machine.

    python throughput.py                                  # 200,000 postings, a quarter of an hour
    python throughput.py --postings 20000 --jobs extract  # fewer, and only some of the jobs

A standalone cluster is started on loopback, first with one worker, then with a second one, each of one core. All jobs read the same
Parquet and end in one sum, so that reading and writing weigh as little as they can. Processor time is that of the executors, Java and
Python, and is what to look at where the machine does other things too; memory is the most that a Python worker had resident during the job.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

import jobmatch
import jobmatch.spark

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from cluster import Cluster

ROOT = Path(__file__).resolve().parents[2]

SMALL = 5_000
"""Postings up to which nothing is warmed up: such a run only shows that everything runs."""


class Lines:
    """Lines of the sample postings, each skill that they name exchanged for another of the taxonomy."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        known = jobmatch.Taxonomy()
        self.names = [record["name"].encode() for id in known.ids() for record in known.show(id)]
        texts = [
            line["text"].replace("\n", " ")
            for posting in jobmatch.read_postings().to_dicts()
            for part in ("required", "preferred")
            for line in posting[part]
        ]
        self.parsed = [(text.encode(), [(skill["start"], skill["end"]) for skill in jobmatch.parse(text)["skills"]]) for text in texts]

    def draw(self, count: int) -> str:
        """So many of them, as a list in Markdown."""
        made = []
        for text, skills in self.dice.choices(self.parsed, k=count):
            out, at = b"", 0
            for start, end in skills:
                out += text[at:start] + self.dice.choice(self.names)
                at = end
            made.append("- " + (out + text[at:]).decode())
        return "\n".join(made)


def generate(folder: Path, postings: int, partitions: int) -> int:
    """Writes postings as text, the same each time; gives their bytes."""
    lines = Lines(random.Random(20261123))
    folder.mkdir()
    size = 0
    for part in range(partitions):
        ids = list(range(part, postings, partitions))
        texts = [f"# Posting {id}\n\n## 자격요건\n\n{lines.draw(7)}\n\n## 우대사항\n\n{lines.draw(4)}\n" for id in ids]
        size += sum(len(text.encode()) for text in texts)
        pq.write_table(pa.table({"id": ids, "text": texts}), folder / f"part-{part:04}.parquet")
    return size


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


def some(profiles: dict[str, jobmatch.Matcher], count: int) -> Callable[[DataFrame], DataFrame]:
    """Fits for so many of the profiles."""
    people = dict(list(profiles.items())[:count])
    return lambda df: jobmatch.spark.match(df, people).select(F.sum("fit"))


def jobs() -> dict[str, Callable[[DataFrame], DataFrame]]:
    """What is measured; each ends in one row."""
    profiles = {path.stem: jobmatch.Matcher(path, as_of="2026-11") for path in sorted((ROOT / "profiles").glob("*.yaml"))}
    flash, aho = flashtext_udf(), ahocorasick_udf()
    return {
        "read": lambda df: df.select(F.sum(F.length("text"))),
        "extract": lambda df: jobmatch.spark.extract(df).select(F.sum(F.size("skills"))),
        "match-1": some(profiles, 1),
        "match-4": some(profiles, 4),
        "pyahocorasick": lambda df: df.select(F.sum(aho(F.col("text")))),
        "flashtext": lambda df: df.select(F.sum(flash(F.col("text")))),
    }


@dataclass(frozen=True)
class Figures:
    """What one job took."""

    seconds: float
    processor: float
    """Seconds of the executors' processes, Java and Python."""
    memory: float
    """The most that a Python worker had resident, in MB."""
    result: Any


def measure(job: Callable[[DataFrame], DataFrame], frame: DataFrame, cluster: Cluster) -> Figures:
    """Runs one job."""
    before = cluster.processes()
    for process in before.values():
        process.forget_peak()
    begun = time.monotonic()
    [row] = job(frame).collect()
    seconds = time.monotonic() - begun
    after = cluster.processes()
    used = sum(process.processor - (before[pid].processor if pid in before else 0.0) for pid, process in after.items())
    return Figures(seconds, used, max((process.peak for process in after.values() if process.python), default=0.0), row[0])


def main() -> None:
    """Generates, measures, prints."""
    names = list(jobs())
    parser = argparse.ArgumentParser(description="How fast on Spark.")
    parser.add_argument("--postings", type=int, default=200_000)
    parser.add_argument("--partitions", type=int, default=16)
    parser.add_argument("--jobs", nargs="+", choices=names, default=names)
    given = parser.parse_args()
    found: dict[str, list[Figures]] = {name: [] for name in given.jobs}
    with tempfile.TemporaryDirectory(prefix="jobmatch-") as temporary:
        folder = Path(temporary) / "postings"
        size = generate(folder, given.postings, given.partitions)
        each = f"{size / given.postings:.0f} bytes of text each"
        print(f"{given.postings} postings in {given.partitions} files, {each}; {os.cpu_count()} cores", flush=True)
        brief = given.postings <= SMALL
        with Cluster(Path(temporary) / "cluster", 1, brief=brief) as cluster:
            os.environ.update(cluster.environment())
            for workers in (1, 2):
                if workers == 2:
                    cluster.add_worker(1)
                session = cluster.session("throughput", **{"spark.scheduler.minRegisteredResourcesRatio": "1.0"})
                try:
                    frame = session.read.parquet(str(folder))
                    for name, job in jobs().items():
                        if name in given.jobs:
                            if not brief:
                                # Starts the processes, and loads what they need.
                                job(frame.where("id < 200")).collect()
                            found[name].append(measure(job, frame, cluster))
                            took = found[name][-1]
                            print(f"{workers} worker(s), {name}: {took.seconds:.1f} s, {took.processor:.1f} s of processor", flush=True)
                finally:
                    session.stop()
    report(found, given.postings)


def report(found: dict[str, list[Figures]], postings: int) -> None:
    """The table, after a look that the number of workers changes no result."""
    titles = ("1 worker", "2 workers", "ratio", "rows/s", "per core s", "memory")
    print("\n" + f"{'job':<15}" + "".join(f"{title:>12}" for title in titles))
    for name, (one, two) in found.items():
        same = one.result == two.result or abs(one.result - two.result) < 1e-6 * abs(one.result)
        assert same, f"{name}: {one.result} and {two.result}"
        rates = f"{postings / one.seconds:>12.0f}{postings / max(one.processor, 0.01):>12.0f}"
        times = f"{one.seconds:>10.1f} s{two.seconds:>10.1f} s{one.seconds / two.seconds:>12.2f}"
        print(f"{name:<15}{times}{rates}{max(one.memory, two.memory):>9.0f} MB")


if __name__ == "__main__":
    main()

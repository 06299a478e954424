"""
Finds the best postings of each candidate: Parquet in, Parquet out.

    python match_parquet.py postings.parquet profiles/ out.parquet --top 10

``postings.parquet`` has a column ``id`` and says what is asked in ``text``, in ``required`` and ``preferred``, or in ``lines``;
``profiles/`` is a folder of profiles in YAML. The cluster is that of ``spark-submit``, or the one that ``JOBMATCH_SPARK`` names.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from pyspark.sql import SparkSession

import jobmatch
import jobmatch.spark


def main(arguments: list[str] | None = None) -> None:
    """Reads, matches, writes."""
    parser = argparse.ArgumentParser(description="Finds the best postings of each candidate.")
    parser.add_argument("postings", help="a file or a folder in Parquet")
    parser.add_argument("profiles", help="a folder of profiles in YAML")
    parser.add_argument("out", help="the folder to write")
    parser.add_argument("--top", type=int, default=10, help="postings for each candidate")
    given = parser.parse_args(arguments)

    builder = SparkSession.builder.appName("jobmatch")
    if "JOBMATCH_SPARK" in os.environ:
        builder = builder.master(os.environ["JOBMATCH_SPARK"]).config("spark.driver.host", "127.0.0.1")
    spark = builder.getOrCreate()
    try:
        people = {path.stem: jobmatch.Matcher(path) for path in sorted(Path(given.profiles).glob("*.yaml"))}
        postings = spark.read.parquet(given.postings)
        found = jobmatch.spark.match(postings, people, top=given.top, per="candidate")
        found.write.parquet(given.out)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()

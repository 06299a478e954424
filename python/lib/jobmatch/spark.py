"""
jobmatch on Apache Spark: the same core in every executor, over Arrow.

Both functions are narrow: rows stay in their partitions, and nothing is shuffled (but for the last step of
``match(..., per="candidate")``, which sees no more than ``top`` rows a candidate and partition). A row that cannot be read gives a row
whose ``error`` says why; it never fails a job. Memory is bounded by Spark's Arrow batches
(``spark.sql.execution.arrow.maxRecordsPerBatch``), not by partitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from os import PathLike
from typing import Any, Literal, TypeAlias

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T

from jobmatch._core import Matcher, Taxonomy
from jobmatch._core import extract as _extract
from jobmatch._core import score as _score
from jobmatch._errors import ProfileError

__all__ = ["EXTRACT_FIELDS", "MATCH_SCHEMA", "extract", "match"]

_File: TypeAlias = str | PathLike[str] | Mapping[str, Any]
_Batches: TypeAlias = Iterable[pa.RecordBatch]

_MENTIONS = T.ArrayType(
    T.StructType(
        [
            T.StructField("line", T.IntegerType(), False),
            T.StructField("id", T.StringType(), False),
            T.StructField("name", T.StringType(), False),
            T.StructField("surface", T.StringType(), False),
            T.StructField("start", T.IntegerType(), False),
            T.StructField("end", T.IntegerType(), False),
        ]
    ),
    False,
)

EXTRACT_FIELDS = T.StructType(
    [
        T.StructField("skills", _MENTIONS, False),
        T.StructField("other", _MENTIONS, False),
        T.StructField("error", T.StringType(), True),
    ]
)
"""The columns that ``extract`` adds. ``skills`` holds the hard skills that the text names, ``other`` traits, languages, degrees and
certificates; ``line`` counts the lines of the text from 0, ``start`` and ``end`` are bytes of that line in UTF-8."""

MATCH_SCHEMA = T.StructType(
    [
        T.StructField("posting", T.StringType(), True),
        T.StructField("candidate", T.StringType(), True),
        T.StructField("fit", T.DoubleType(), True),
        T.StructField("qualified", T.BooleanType(), True),
        T.StructField("thin", T.BooleanType(), True),
        T.StructField("required", T.DoubleType(), True),
        T.StructField("preferred", T.DoubleType(), True),
        T.StructField("met", T.IntegerType(), True),
        T.StructField("partial", T.IntegerType(), True),
        T.StructField("missing", T.IntegerType(), True),
        T.StructField("unassessed", T.IntegerType(), True),
        T.StructField("assessed", T.IntegerType(), True),
        T.StructField("lines", T.IntegerType(), True),
        T.StructField("error", T.StringType(), True),
    ]
)
"""The columns of ``match``: a row for each posting and candidate, with the figures of the command line's JSON. A posting that cannot be
read has one row without a candidate, a profile that cannot be used one row without a posting; ``error`` says why."""


def extract(
    df: DataFrame,
    column: str = "text",
    *,
    taxonomy: Taxonomy | None = None,
    trees: bool = False,
    partitions: int | None = None,
) -> DataFrame:
    """
    Adds to each row the skills that a column names.

    The column holds texts, whose lines are read one by one, or lists of lines. With ``trees``, a column of that name holds what each
    line asks, as the JSON of ``jobmatch parse``. ``partitions`` deals the rows out anew where they are few or uneven; that is a shuffle.
    """
    kind = df.schema[column].dataType if column in df.columns else None
    if kind is None:
        raise ValueError(f"no column `{column}`; there are: {', '.join(df.columns)}")
    if not isinstance(kind, (T.StringType, T.ArrayType)):
        raise TypeError(f"column `{column}`: expected text or lists of texts, found {kind.simpleString()}")
    added = list(EXTRACT_FIELDS.fields)
    if trees:
        added.insert(2, T.StructField("trees", T.ArrayType(T.StringType(), False), False))
    taken = [field.name for field in added if field.name in df.columns]
    if taken:
        raise ValueError(f"the table has a column `{taken[0]}` already; rename it first")
    shared = df.sparkSession.sparkContext.broadcast(taxonomy or Taxonomy())

    def work(batches: _Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            found = pa.table(_extract(batch, column, taxonomy=shared.value, trees=trees))
            at = 0
            for part in found.to_batches():
                rows = batch.slice(at, part.num_rows)
                at += part.num_rows
                names = [*batch.schema.names, *part.schema.names]
                yield pa.RecordBatch.from_arrays([*rows.columns, *part.columns], names)

    return _dealt(df, partitions).mapInArrow(work, T.StructType([*df.schema.fields, *added]))


def match(
    postings: DataFrame,
    profiles: DataFrame | Mapping[str, Matcher],
    *,
    top: int | None = None,
    per: Literal["posting", "candidate"] = "posting",
    id: str = "id",
    profile_id: str = "id",
    profile: str = "profile",
    policy: _File | None = None,
    taxonomy: Taxonomy | None = None,
    as_of: str | None = None,
    partitions: int | None = None,
) -> DataFrame:
    """
    Scores every posting for every candidate.

    ``postings`` has a column ``id``; a row is read as a line of JSON Lines with the same fields is: ``required`` and ``preferred`` are
    lists of lines, ``text`` a whole posting, ``company``, ``title``, ``url`` and ``family`` names. Columns that no
    posting has are best left out before, since every column travels. ``profiles`` is a small table with the profiles as
    YAML or JSON text, or matchers by name; it is sent to every executor once.

    ``top`` keeps so many candidates of each posting or, with ``per="candidate"``, so many postings of each candidate; of equals those
    whose id comes first. The schema is ``MATCH_SCHEMA``.
    """
    if id not in postings.columns:
        raise ValueError(f"no column `{id}`; there are: {', '.join(postings.columns)}")
    if per not in ("posting", "candidate"):
        raise ValueError(f"per: expected 'posting' or 'candidate', found {per!r}")
    spark = postings.sparkSession
    if isinstance(profiles, DataFrame):
        make = _maker(policy, taxonomy, as_of)
        people, broken = _people(profiles, profile_id, profile, make)
    else:
        people, broken = dict(profiles), []
    shared = spark.sparkContext.broadcast(people)
    used = [F.col(id).cast("string").alias("id"), *(F.col(name) for name in postings.columns if name not in (id, "id"))]
    work = _each_batch(shared, top) if per == "posting" or top is None else _whole_partition(shared, top)
    found = _dealt(postings.select(*used), partitions).mapInArrow(work, MATCH_SCHEMA)
    if per == "candidate" and top is not None:
        found = _best(found, top)
    return found.unionByName(_errors(spark, broken)) if broken else found


def _dealt(df: DataFrame, partitions: int | None) -> DataFrame:
    return df if partitions is None else df.repartition(partitions)


def _maker(policy: _File | None, taxonomy: Taxonomy | None, as_of: str | None) -> Callable[[str, str], Matcher]:
    names = taxonomy or Taxonomy()
    month = as_of or Matcher({"name": "now"}, taxonomy=names).as_of
    return lambda name, text: Matcher.from_text(text, name=name, policy=policy, taxonomy=names, as_of=month)


def _people(
    profiles: DataFrame, profile_id: str, profile: str, make: Callable[[str, str], Matcher]
) -> tuple[dict[str, Matcher], list[tuple[str, str]]]:
    """The candidates by id, and what is wrong with the others."""
    people: dict[str, Matcher] = {}
    broken: list[tuple[str, str]] = []
    for row in profiles.select(F.col(profile_id).cast("string"), F.col(profile).cast("string")).collect():
        name, text = str(row[0]), row[1]
        if name in people:
            broken.append((name, f"{name}: another profile has this id"))
        elif text is None:
            broken.append((name, f"{name}: there is no profile"))
        else:
            try:
                people[name] = make(name, text)
            except ProfileError as error:
                broken.append((name, str(error)))
    return people, broken


def _each_batch(shared: Any, top: int | None) -> Callable[[_Batches], Iterator[pa.RecordBatch]]:
    def work(batches: _Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from pa.table(_score(batch, shared.value, top=top)).to_batches()

    return work


def _whole_partition(shared: Any, top: int) -> Callable[[_Batches], Iterator[pa.RecordBatch]]:
    def work(batches: _Batches) -> Iterator[pa.RecordBatch]:
        rest = iter(batches)
        first = next(rest, None)
        if first is not None:
            every = (batch for part in ((first,), rest) for batch in part)
            reader = pa.RecordBatchReader.from_batches(first.schema, every)
            yield from pa.table(_score(reader, shared.value, top=top, per="candidate")).to_batches()

    return work


def _best(found: DataFrame, top: int) -> DataFrame:
    """The best of what the partitions kept. Bad rows are left where they are: each is a group of its own."""
    last = F.col("thin") | F.col("fit").isNull()
    order = (last.asc(), F.col("fit").desc(), F.col("assessed").desc(), F.col("posting").asc())
    place = F.row_number().over(Window.partitionBy("candidate", "error").orderBy(*order))
    kept = found.withColumn("_place", place).where(F.col("error").isNotNull() | (F.col("_place") <= top))
    return kept.drop("_place")


def _errors(spark: SparkSession, broken: list[tuple[str, str]]) -> DataFrame:
    names = MATCH_SCHEMA.names
    rows = [tuple({"candidate": name, "error": error}.get(column) for column in names) for name, error in broken]
    return spark.createDataFrame(rows, MATCH_SCHEMA)

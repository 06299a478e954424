"""Arrow in and out: pyarrow, Polars and DuckDB, whatever layout they choose."""

from __future__ import annotations

import threading
import time
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest

import jobmatch
from conftest import AS_OF, PROFILES

ME = jobmatch.Matcher(PROFILES[0], as_of=AS_OF)
SAMPLES = jobmatch.read_postings()
EXPECTED = ME.rank().to_json()


def fits(table: Any) -> dict[str, float | None]:
    rows = pa.table(table).to_pylist()
    assert all(row["error"] is None for row in rows)
    return {row["posting"]: row["fit"] for row in rows}


def test_postings_come_back_whole_from_any_library() -> None:
    arrow = pa.table(SAMPLES)
    polars = pl.DataFrame(SAMPLES)
    duck: Any = duckdb.sql("select * from arrow")
    for table in (
        arrow,
        arrow.to_batches()[0],
        pa.RecordBatchReader.from_batches(arrow.schema, arrow.to_batches(max_chunksize=7)),
        polars,
        polars.with_columns(pl.col("family", "company").cast(pl.Categorical)),
        duck,
    ):
        assert ME.rank(table).to_json() == EXPECTED


def test_lists_and_texts_of_every_layout() -> None:
    texts = [
        "# Backend\n\n## Requirements\n\n- Python\n- Django\n- 파이썬 3년 이상\n",
        "# Data\n\n## Requirements\n\n- SQL\n- Spark\n- Scala\n",
    ]
    lists = [["Python", "Django", "파이썬 3년 이상"], ["SQL", "Spark", "Scala"]]
    kinds = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.dictionary(pa.int8(), pa.string())]
    results = []
    for kind in kinds:
        column = pa.array(texts).dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else pa.array(texts).cast(kind)
        results.append(fits(jobmatch.score(pa.table({"id": [1, 2], "text": column}), ME)))
    # A posting that came as one text is told by its title too, and so has another fit.
    assert all(len(result) == 2 and result == results[0] for result in results)
    results.clear()
    for kind in (pa.list_(pa.string()), pa.large_list(pa.string_view())):
        results.append(fits(jobmatch.score(pa.table({"id": ["1", "2"], "required": pa.array(lists, kind)}), ME)))
    results.append(fits(jobmatch.score(pl.DataFrame({"id": [1, 2], "required": lists}), ME)))
    assert all(len(result) == 2 and result == results[0] for result in results)


def test_slices_keep_their_rows() -> None:
    table = pa.table(SAMPLES)
    whole = fits(jobmatch.score(table, ME))
    part = fits(jobmatch.score(table.slice(5, 9), ME))
    assert part == {id: whole[id] for id in SAMPLES.ids[5:14]}


def test_scores_are_those_of_the_ranking() -> None:
    ranked = ME.rank().to_dict()["postings"]
    rows = {row["posting"]: row for row in jobmatch.score(SAMPLES, ME).to_dicts()}
    for posting in ranked:
        row = rows[posting["id"]]
        assert (row["fit"], row["qualified"], row["thin"]) == (posting["fit"], posting["qualified"], posting["thin"])
        assert (row["required"], row["preferred"]) == (posting["required"]["score"], posting["preferred"]["score"])
        assert (row["lines"], row["assessed"]) == (posting["read"]["lines"], posting["read"]["assessed"])
        assert row["missing"] == posting["required"]["missing"] + posting["preferred"]["missing"]


def test_top_of_each_posting_and_of_each_candidate() -> None:
    people = {path: jobmatch.Matcher(path, as_of=AS_OF) for path in PROFILES}
    every = jobmatch.score(SAMPLES, people).to_dicts()
    assert len(every) == len(SAMPLES) * len(people)
    best = jobmatch.score(SAMPLES, people, top=1).to_dicts()
    assert [row["posting"] for row in best] == SAMPLES.ids
    for row in best:
        assert row["fit"] == max(other["fit"] or 0 for other in every if other["posting"] == row["posting"])
    kept = jobmatch.score(SAMPLES, people, top=3, per="candidate").to_dicts()
    for path, me in people.items():
        assert [row["fit"] for row in kept if row["candidate"] == path] == [
            posting["fit"] for posting in me.rank(top=3).to_dict()["postings"]
        ]


def test_a_bad_row_has_an_error_and_stops_nothing() -> None:
    good = "## Requirements\n\n- Python\n- Django\n- SQL\n"
    table = pa.table(
        {
            "id": ["good", "null", "empty", "bytes", None],
            "text": pa.array([good.encode(), None, b"", b"\xff\xfe\xfa", good.encode()], pa.binary()),
        }
    )
    rows = jobmatch.score(table, ME).to_dicts()
    assert [row["error"] is None for row in rows] == [True, False, False, False, True]
    assert [row["candidate"] is None for row in rows] == [False, True, True, True, False]
    assert all(row["error"].startswith(f"{row['posting']}:") for row in rows[1:4])
    found = jobmatch.extract(table).to_dicts()
    assert [[skill["id"] for skill in row["skills"]] for row in found] == [
        ["python", "django", "sql"],
        [],
        [],
        [],
        ["python", "django", "sql"],
    ]
    assert [row["error"] is None for row in found] == [True, True, True, False, True]
    with pytest.raises(jobmatch.PostingError, match="null: no posting found"):
        ME.rank(table)


def test_hostile_texts() -> None:
    texts = ["", "\x00", "a" * 1_000_000, "(" * 20_000, "- " * 50_000, "\u202e" * 1000, "🧨" * 10_000, "\ud7a3" * 30_000]
    rows = jobmatch.extract(texts, trees=True).to_dicts()
    assert len(rows) == len(texts)
    scored = jobmatch.score(pa.table({"id": range(len(texts)), "text": texts}), ME).to_dicts()
    assert [row["posting"] for row in scored] == [str(id) for id in range(len(texts))]


def test_answers_are_tables() -> None:
    two = jobmatch.Matcher(PROFILES[1], as_of=AS_OF)
    ranking, gap, plan, comparison = ME.rank(), ME.gap(top=3), ME.plan(top=2), ME.compare(two)
    assert pa.table(ranking).column("id").to_pylist() == [posting["id"] for posting in ranking.to_dict()["postings"]]
    assert pl.DataFrame(gap).height == sum(len(posting["requirements"]) for posting in gap.to_dict()["postings"])
    steps = pa.table(plan)
    counted: Any = duckdb.sql("select count(*) from steps")
    assert counted.fetchall() == [(steps.num_rows,)] == [(2,)]
    assert len(comparison.to_table()) == 2 * len(comparison.to_dict()["postings"])
    assert [answer.kind for answer in (ranking, gap, plan, comparison)] == ["rank", "gap", "plan", "compare"]


def test_other_threads_run_while_it_computes() -> None:
    beats: list[float] = []
    stop = threading.Event()

    def beat() -> None:
        while not stop.is_set():
            beats.append(time.monotonic())
            time.sleep(0.001)

    lines = [line["text"] for posting in SAMPLES.to_dicts() for part in ("required", "preferred") for line in posting[part]]
    # A line that comes again is remembered, and takes no time.
    table = pa.table({"text": [f"{line} {number}" for number in range(200) for line in lines]})
    thread = threading.Thread(target=beat)
    thread.start()
    begun = time.monotonic()
    jobmatch.extract(table)
    ended = time.monotonic()
    stop.set()
    thread.join()
    during = [at for at in beats if begun < at < ended]
    assert ended - begun > 0.02
    assert len(during) >= 3, f"{len(during)} beats in {ended - begun:.3f} s"

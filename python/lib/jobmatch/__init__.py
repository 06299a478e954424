"""
jobmatch matches candidates to job postings, in Korean and English.

It understands each requirement line as a small logical expression over a taxonomy of skills, ranks postings, and says line by line
why. This package is the same core as the ``jobmatch`` program and gives the same answers, to the byte.

>>> import jobmatch
>>> line = jobmatch.parse("Python, Kotlin, Java 중 하나 이상")
>>> [skill["id"] for skill in line["skills"]]
['python', 'kotlin', 'java']
>>> line["expr"]["min"]
1

Postings may come as files, as any Arrow table (pyarrow, Polars, DuckDB, pandas …) or as dicts; answers leave as JSON, text, dicts or
Arrow. While it computes, other threads run. ``jobmatch.spark`` does the same on Apache Spark.
"""

from jobmatch._core import (
    Answer,
    Matcher,
    Postings,
    Table,
    Taxonomy,
    __version__,
    extract,
    parse,
    read_postings,
    score,
)
from jobmatch._errors import JobmatchError, PolicyError, PostingError, Problem, ProfileError, TaxonomyError

__all__ = [
    "Answer",
    "JobmatchError",
    "Matcher",
    "PolicyError",
    "PostingError",
    "Postings",
    "Problem",
    "ProfileError",
    "Table",
    "Taxonomy",
    "TaxonomyError",
    "__version__",
    "extract",
    "parse",
    "read_postings",
    "score",
]

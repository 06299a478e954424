"""Exceptions: typed, and with the messages of the command line."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

import jobmatch
from conftest import PROFILES

Cli = Callable[..., str]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.yaml"
    file.write_text("name: Me\nskils: [Python]\nexperience_years: many\n")
    return file


def test_profiles(cli: Cli, bad: Path) -> None:
    with pytest.raises(jobmatch.ProfileError) as caught:
        jobmatch.Matcher(bad)
    error = caught.value
    for lang in ("en", "ko"):
        assert error.report(lang) == cli("--profile", bad, "--lang", lang, "--color", "never", fails=True)
    first = error.problems[0]
    assert (first.severity, first.path, first.line, first.column, first.text) == ("error", str(bad), 2, 1, "skils: [Python]")
    assert str(error) == f"{bad}:2:1: {first.message} ({first.help}) (and {len(error.problems) - 1} more)"
    assert isinstance(error, jobmatch.JobmatchError)
    assert isinstance(error, ValueError)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.problems) == (str(error), error.problems)


def test_each_input_has_its_own(cli: Cli, bad: Path, tmp_path: Path) -> None:
    good = PROFILES[0]
    missing = tmp_path / "missing.yaml"
    for call, kind, options in (
        (lambda: jobmatch.Matcher(missing), jobmatch.ProfileError, ("--profile", missing)),
        (lambda: jobmatch.Matcher(good, policy=bad), jobmatch.PolicyError, ("--profile", good, "--policy", bad)),
        (lambda: jobmatch.Taxonomy(bad), jobmatch.TaxonomyError, ("--profile", good, "--taxonomy", bad)),
        (
            lambda: jobmatch.Matcher(good, without=["Pyton"]),
            jobmatch.TaxonomyError,
            ("--profile", good, "--without", "Pyton"),
        ),
        (lambda: jobmatch.read_postings(missing), jobmatch.PostingError, ("--profile", good, "--postings", missing)),
        (
            lambda: jobmatch.Matcher(good).gap(posting="nowhere"),
            jobmatch.PostingError,
            ("gap", "--profile", good, "--posting", "nowhere"),
        ),
    ):
        with pytest.raises(kind) as caught:
            call()
        assert caught.value.report() == cli(*options, "--quiet", "--lang", "en", "--color", "never", fails=True)


def test_warnings_are_told(cli: Cli) -> None:
    me = jobmatch.Matcher({"name": "Me", "skills": ["Pythn"]})
    [warning] = me.warnings
    assert warning.severity == "warning"
    assert "Python" in str(warning)


def test_wrong_calls_are_type_and_value_errors() -> None:
    me = jobmatch.Matcher(PROFILES[0])
    for call in (
        lambda: jobmatch.Matcher(7),  # type: ignore[arg-type]
        lambda: me.rank([1]),  # type: ignore[arg-type]
        lambda: jobmatch.extract(7),  # type: ignore[arg-type]
        lambda: jobmatch.score(pa.table({"id": [1], "text": ["x"]}), 7),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError):
            call()
    for refused in (
        lambda: jobmatch.Matcher(PROFILES[0], as_of="2026-13"),
        lambda: me.plan(target=101),
        lambda: me.plan(goal="fame"),  # type: ignore[arg-type]
        lambda: me.rank().to_text("pdf"),  # type: ignore[arg-type]
        lambda: me.compare(me.rank()),
    ):
        with pytest.raises(ValueError, match=r"expected|only that of"):
            refused()
    with pytest.raises(KeyError, match="no column `text`; there are: a"):
        jobmatch.extract(pa.table({"a": ["x"]}))

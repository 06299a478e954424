"""The same answers as the command line, to the byte."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

import jobmatch
from conftest import AS_OF, PROFILES, SEEDS

Cli = Callable[..., str]


def matcher(profile: str, **options: Any) -> jobmatch.Matcher:
    return jobmatch.Matcher(profile, as_of=AS_OF, **options)


@pytest.mark.parametrize("profile", PROFILES)
def test_rankings_gaps_and_plans(cli: Cli, profile: str) -> None:
    common = ("--profile", profile, "--as-of", AS_OF, "--format", "json")
    me = matcher(profile)
    assert me.rank().to_json() == cli(*common)
    assert me.rank(SEEDS, top=5, min_fit=20.0).to_json() == cli(*common, "--postings", SEEDS[0], "--top", 5, "--min-fit", 20)
    assert me.gap(top=4).to_json() == cli("gap", *common, "--top", 4)
    assert me.plan(top=2).to_json() == cli("plan", *common, "--top", 2)


def test_every_format_and_language(cli: Cli) -> None:
    me = matcher(PROFILES[0])
    for form in ("table", "markdown", "csv", "html"):
        for lang in ("en", "ko"):
            call = ("--profile", PROFILES[0], "--as-of", AS_OF, "--format", form, "--lang", lang, "--color", "never", "--quiet")
            assert me.rank().to_text(form, lang=lang) == cli(*call)


def test_comparisons(cli: Cli, tmp_path: Path) -> None:
    one, two = PROFILES[:2]
    common = ("--as-of", AS_OF, "--format", "json")
    assert matcher(one).compare(matcher(two)).to_json() == cli("compare", one, two, *common)
    wanted = jobmatch.read_postings().ids[0]
    assert matcher(one).compare(matcher(two), posting=wanted).to_json() == cli("compare", one, two, "--posting", wanted, *common)
    saved = tmp_path / "gap.json"
    saved.write_text(matcher(two).gap().to_json(), encoding="utf-8")
    assert matcher(one).compare(saved).to_json() == cli("compare", one, saved, *common)


def test_options(cli: Cli, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("version: mine/1\ncredit: {broader: 0.5}\n")
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text("our-queue:\n  name: Our queue\n  kind: tool\n  similar: {kafka: 0.5}\n")
    call = ("--profile", PROFILES[0], "--as-of", AS_OF, "--format", "json", "--policy", policy, "--taxonomy", overlay)
    names = jobmatch.Taxonomy(overlay)
    me = matcher(PROFILES[0], policy=policy, taxonomy=names, add=["Kubernetes"], without=["Python"])
    expected = cli(*call, "--add", "Kubernetes", "--without", "Python")
    assert me.rank().to_json() == expected
    again = pickle.loads(pickle.dumps(me))
    assert again.rank().to_json() == expected
    first, second = pickle.loads(pickle.dumps([me, me]))
    assert first.rank().to_json() == second.rank().to_json() == expected


def test_matchers_of_a_pickle_read_lines_once_for_all() -> None:
    postings = pa.table(jobmatch.read_postings())
    people = [matcher(profile) for profile in PROFILES]

    def seconds(people: list[jobmatch.Matcher]) -> float:
        def once() -> float:
            begun = time.thread_time()
            for _ in range(8):
                jobmatch.score(postings, people)
            return time.thread_time() - begun

        return min(once() for _ in range(5))

    # Each on its own would take more than three times as long.
    assert seconds(pickle.loads(pickle.dumps(people))) < 2.0 * seconds(people)


def test_lines_are_parsed_alike(cli: Cli, tmp_path: Path) -> None:
    lines = [
        line["text"] for posting in jobmatch.read_postings().to_dicts() for part in ("required", "preferred") for line in posting[part]
    ]
    lines = [line.replace("\n", " ") for line in lines]
    file = tmp_path / "lines.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    printed = [json.loads(line) for line in cli("parse", "--format", "json", file).splitlines()]
    assert [jobmatch.parse(line) for line in lines] == printed
    table = jobmatch.extract(lines, trees=True).to_dicts()
    bare = [[{key: one[key] for key in one if key != "line"} for one in row["skills"]] for row in table]
    assert bare == [line["skills"] for line in printed]
    assert [[json.loads(tree) for tree in row["trees"]] for row in table] == [[line["expr"]] for line in printed]


def test_profiles_and_postings_as_dicts() -> None:
    with open(PROFILES[0], encoding="utf-8") as file:
        profile = yaml.safe_load(file)
    expected = matcher(PROFILES[0]).rank().to_json()
    as_dict = jobmatch.Matcher(profile, as_of=AS_OF)
    assert as_dict.rank().to_json() == expected
    assert as_dict.rank(jobmatch.read_postings().to_dicts()).to_json() == expected
    with open(PROFILES[0], encoding="utf-8") as file:
        assert jobmatch.Matcher.from_text(file.read(), as_of=AS_OF).rank().to_json() == expected


def test_simple_dicts() -> None:
    me = jobmatch.Matcher({"name": "Me", "skills": ["Python", "Django"], "experience_years": 3}, as_of=AS_OF)
    jobs: list[dict[str, Any]] = [
        {"id": 1, "title": "Backend", "required": ["Python", "Django or Flask", "2+ years"], "preferred": ["Kubernetes"]},
        {"id": 2, "title": "Frontend", "text": "# Frontend\n\n## Requirements\n\n- React\n- TypeScript\n- CSS\n"},
        {"id": 2, "title": "Frontend again", "required": ["Vue.js", "JavaScript", "HTML"]},
    ]
    ranked = me.rank(jobs).to_dict()["postings"]
    assert [posting["id"] for posting in ranked] == ["1", "2", "2-2"]
    assert ranked[0]["qualified"]
    assert not ranked[1]["qualified"]
    rows = me.rank(jobs).to_table().to_dicts()
    assert [row["fit"] for row in rows] == [posting["fit"] for posting in ranked]


def test_the_taxonomy() -> None:
    names = jobmatch.Taxonomy()
    assert len(names) == len(names.ids())
    assert "Django" in names
    assert "no such skill" not in names
    [django] = names.show("django")
    assert django["implies"] == ["python"]
    assert names.search("djang")[0]["id"] == "django"
    assert names.parse("Django")["expr"] == {"skill": "django"}


def test_rows_are_read_as_json_lines_are(cli: Cli, tmp_path: Path) -> None:
    jobs: list[dict[str, Any]] = [
        {"title": "Backend", "company": "One", "required": ["Python", "Django or Flask", "2+ years"], "preferred": ["Kubernetes"]},
        {"title": "Data", "company": "Two", "text": "## Requirements\n\n- SQL\n- Spark or Flink\n- Scala\n"},
        {
            "job_title": "Frontend",
            "companyName": "Three",
            "description": "<h2>자격요건</h2><ul><li>React</li><li>TypeScript</li><li>CSS</li></ul>",
        },
    ]
    file = tmp_path / "jobs.jsonl"
    file.write_text("".join(json.dumps(job) + "\n" for job in jobs), encoding="utf-8")
    printed = cli("--profile", PROFILES[0], "--postings", file, "--as-of", AS_OF, "--format", "json", "--quiet")
    expected = [(posting["id"], posting["fit"]) for posting in json.loads(printed)["postings"]]
    for rows in (
        jobs,
        pa.Table.from_pylist(
            jobs,
            schema=pa.schema(
                [
                    ("title", pa.string()),
                    ("company", pa.string()),
                    ("text", pa.string()),
                    ("job_title", pa.string()),
                    ("companyName", pa.string()),
                    ("description", pa.string()),
                    ("required", pa.list_(pa.string())),
                    ("preferred", pa.list_(pa.string())),
                ]
            ),
        ),
    ):
        ranked = matcher(PROFILES[0]).rank(rows).to_dict()["postings"]
        assert [(posting["id"], posting["fit"]) for posting in ranked] == expected

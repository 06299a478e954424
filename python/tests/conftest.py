"""What tests share: the project's files and the program whose answers must be the same."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11"


def program() -> Path:
    """The command line, built from the same sources: named by ``JOBMATCH``, or in the target folder."""
    named = os.environ.get("JOBMATCH")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    candidates = [Path(named)] if named else [target / kind / "jobmatch" for kind in ("release", "debug")]
    for candidate in candidates:
        if candidate.exists():
            return candidate.resolve()
    raise RuntimeError("build the program first: cargo build --release")


@pytest.fixture(scope="session")
def cli() -> Callable[..., str]:
    """Runs the command line in the project's folder and gives what it prints."""

    def run(*call: object, fails: bool = False) -> str:
        done = subprocess.run([program(), *map(str, call)], cwd=ROOT, capture_output=True)
        assert (done.returncode != 0) == fails, done.stderr.decode()
        return (done.stderr if fails else done.stdout).decode()

    return run


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


PROFILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "profiles").glob("*.yaml"))
SEEDS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "seeds").glob("*.md"))

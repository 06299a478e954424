"""Exceptions: what is wrong, where, and how to mend it, in the words of the command line."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["JobmatchError", "PolicyError", "PostingError", "Problem", "ProfileError", "TaxonomyError"]


class Problem(NamedTuple):
    """One error or warning about an input."""

    severity: str
    """``"error"`` or ``"warning"``."""
    message: str
    """What is wrong."""
    path: str | None
    """The file, as it was named."""
    line: int | None
    """Line, from 1; ``None`` where the whole file is meant."""
    column: int | None
    """Column in characters, from 1."""
    text: str | None
    """The line itself, or the part of it around the place."""
    help: str | None
    """How to mend it."""

    def __str__(self) -> str:
        """``path:line:column: message (help)``."""
        place = "" if self.path is None else f"{self.path}: "
        if self.line is not None:
            place = f"{self.path}:{self.line}:{self.column}: "
        return place + self.message + (f" ({self.help})" if self.help else "")


class JobmatchError(ValueError):
    """An input cannot be used. ``str(error)`` is the first problem in one line."""

    problems: tuple[Problem, ...]
    """All problems, in the order of the input."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...], english: str, korean: str) -> None:
        super().__init__(problems, english, korean)
        self.problems = tuple(problems)
        self._reports = {"en": english, "ko": korean}

    def __str__(self) -> str:
        first = str(self.problems[0]) if self.problems else ""
        more = len(self.problems) - 1
        return f"{first} (and {more} more)" if more > 0 else first

    def report(self, lang: str = "en") -> str:
        """What the command line prints for it, with the line and a mark under the place. ``lang`` is ``"en"`` or ``"ko"``."""
        return self._reports[lang]


class ProfileError(JobmatchError):
    """A profile, or a saved gap report in its place, cannot be used."""


class PostingError(JobmatchError):
    """Postings cannot be read, or none is the one that was asked for."""


class PolicyError(JobmatchError):
    """A policy cannot be used."""


class TaxonomyError(JobmatchError):
    """An overlay cannot be used, or a name is that of no skill."""

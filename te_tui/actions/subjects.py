"""Finding the dashboard or test that is to get a snapshot, by the id or title that a person typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from te_tui.actions.windows import NotAllowed
from te_tui.models.dashboard import Dashboard, NetworkTest
from te_tui.sources.errors import NotFound

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """A dashboard or test to make a snapshot of.

    `kind` is `dashboard` or `test`; `note` is the dashboard's description or the test's type.
    """

    kind: str
    subject_id: str
    title: str
    note: str = ""


def of_dashboards(dashboards: Iterable[Dashboard]) -> tuple[Subject, ...]:
    """The dashboards that have an id, sorted by title."""
    found = (
        Subject("dashboard", d.dashboard_id, d.title or d.dashboard_id, d.description or "")
        for d in dashboards
        if d.dashboard_id
    )
    return tuple(sorted(found, key=_order))


def of_tests(tests: Iterable[NetworkTest]) -> tuple[Subject, ...]:
    """The tests that have an id, sorted by name; private test snapshots are left out."""
    found = (
        Subject("test", t.test_id, t.name or t.test_id, t.type or "")
        for t in tests
        if t.test_id and not t.saved_event
    )
    return tuple(sorted(found, key=_order))


def narrowed(subjects: Iterable[Subject], words: str) -> list[Subject]:
    """The dashboards or tests with each of the words somewhere in their title, note or id, ignoring case.

    Those in whose title each of the words begins a word come first.
    """
    wanted = words.casefold().split()
    found = [c for c in subjects if all(word in _searchable(c) for word in wanted)]
    return sorted(found, key=lambda c: not _begins_words(words, c.title))


def named(subjects: tuple[Subject, ...], kind: str, wanted: str) -> Subject:
    """Find the dashboard or test whose id or title is `wanted`; else the only one whose title fits its words.

    A title fits if each wanted word begins some word of it: "net chec" fits "Network Checks". Case is
    ignored. Error messages use `kind`, which is `dashboard` or `test`.

    Raises:
        NotFound: nothing fits; the error names a few similar ones, or else the first ones.
        NotAllowed: several fit; the message names them with their ids.
    """
    by_id = [c for c in subjects if c.subject_id == wanted]
    found = by_id or [c for c in subjects if c.title.casefold() == wanted.strip().casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotAllowed(f"{len(found)} {kind}s are called {wanted}; name one by its id: {_told(found)}")
    titled = [c for c in subjects if _begins_words(wanted, c.title)]
    if len(titled) == 1:
        return titled[0]
    if titled:
        said = f"{len(titled)} {kind}s have {wanted} in their title"
        raise NotAllowed(f"{said}; name one by its id: {_told(titled)}")
    alike = narrowed(subjects, wanted) or list(subjects)
    has = f"It has: {_told(alike)}." if alike else f"It has no {kind}s."
    raise NotFound(f"There is no {kind} {wanted} in this account group", has)


def _begins_words(wanted: str, title: str) -> bool:
    """Whether each wanted word begins some word of the title, ignoring case; False if none is wanted."""
    parts, words = wanted.casefold().split(), title.casefold().split()
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


def _told(subjects: list[Subject]) -> str:
    told = ", ".join(f"{c.title} ({c.subject_id})" for c in subjects[:_SHOWN])
    more = len(subjects) - _SHOWN
    return f"{told}, and {more:,} more" if more > 0 else told


def _searchable(subject: Subject) -> str:
    return f"{subject.title}\n{subject.note}\n{subject.subject_id}".casefold()


def _order(subject: Subject) -> tuple[str, str]:
    return subject.title.casefold(), subject.subject_id

"""Filters: each consists of terms (a condition or its negation), all of which must match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.filters.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from te_tui.filters.condition import Condition
    from te_tui.filters.rows import Row, Test


_MOST_NAMED: Final = 20  # terms in warnings
_LONGEST_NAMED: Final = 100  # characters of one


def naming(name: str) -> str:
    """Return the filter expression that finds snapshots whose name contains `name`."""
    from te_tui.filters.fields.name import NameContains

    return str(NameContains(name))


class Term(NamedTuple):
    """A condition, or its negation; a row whose value is unknown matches neither."""

    condition: Condition
    negated: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.negated else ''}{self.condition}"

    def narrows(self, wider: Term) -> bool:
        """Whether every row that matches this term also matches `wider`, now and at any later time."""
        if self == wider:
            return not self.condition.goes_by_clock
        match self, wider:
            case Term(Word(text), False), Term(Word(part), False):
                return part.casefold() in text.casefold()
        return False

    def test(self, now: datetime) -> Test:
        """Return the test for rows at the moment `now`."""
        test = self.condition.test(now)
        return (lambda row: test(row) is False) if self.negated else test


class Filter(NamedTuple):
    """Terms that must all match; if there are no terms, every row matches."""

    terms: tuple[Term, ...] = ()

    @property
    def dashboard_id(self) -> str | None:
        """The id of the only dashboard that can match, if a term (not negated) gives one; else None."""
        from te_tui.filters.fields.dashboard import DashboardIs

        ids = (
            term.condition.dashboard_id
            for term in self.terms
            if isinstance(term.condition, DashboardIs) and not term.negated
        )
        return next(filter(None, ids), None)

    @property
    def names_group(self) -> bool:
        """Whether one of the terms is `group:…`, which needs the account group of each row."""
        from te_tui.filters.fields.group import GroupIs

        return any(isinstance(term.condition, GroupIs) for term in self.terms)

    @property
    def goes_by_clock(self) -> bool:
        """Whether a term depends on the current time."""
        return any(term.condition.goes_by_clock for term in self.terms)

    @property
    def absences(self) -> frozenset[str]:
        """The row fields that a matching row may lack (None): `name`, for example, if a term is `-lat`.

        If such a field is None because it could not be read, it is uncertain whether the row matches.
        """
        return frozenset(
            name for term in self.terms for name in term.condition.absences(negated=term.negated)
        )

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def matches(self, row: Row, now: datetime) -> bool:
        """Whether a row matches at the moment `now` (aware)."""
        return bool(self.test(now)(row))

    def narrows(self, wider: Filter) -> bool:
        """Whether this filter can match only rows that `wider` matches, so that all others need no test.

        False if a term of `wider` depends on the time: which rows expire within a week changes all the time.
        """
        own_terms = frozenset(self.terms)
        return all(
            (term in own_terms and term.narrows(term)) or any(own.narrows(term) for own in self.terms)
            for term in wider.terms
        )

    def test(self, now: datetime) -> Test:
        """Return a function that tests rows at the moment `now` (aware); one call serves for many rows."""
        tests = tuple(term.test(now) for term in self.terms)
        if len(tests) == 1:
            return tests[0]

        def matches(row: Row) -> bool:
            for test in tests:  # noqa: SIM110 - all() takes half as long again, for each of 100,000 rows
                if not test(row):
                    return False
            return True

        return matches

    def idle_negations(self, rows: Iterable[Row], now: datetime) -> tuple[Term, ...]:
        """Return the negated terms that exclude nothing from the rows that the other terms find.

        Empty if the other terms find no rows, because then there is nothing to exclude.
        """
        negated = [term for term in self.terms if term.negated]
        if not negated:
            return ()
        others = Filter(tuple(term for term in self.terms if not term.negated))
        found = list(filter(others.test(now), rows))
        return tuple(term for term in negated if found and all(map(term.test(now), found)))

    def idle_sentences(self, rows: Iterable[Row], now: datetime) -> list[str]:
        """Warnings, for people about to change snapshots, that a negated term excludes no row.

        Only the first 20 terms are named, and very long terms are cut.
        """
        others = any(not term.negated for term in self.terms)
        among = " that the other terms find" if others else ""
        idle = self.idle_negations(rows, now)
        sentences = [
            f"{_beginning(str(term))}: no snapshot{among} matches it, so it leaves nothing out"
            for term in idle[:_MOST_NAMED]
        ]
        if len(idle) > _MOST_NAMED:
            sentences.append(f"{len(idle) - _MOST_NAMED:,} more negated terms leave nothing out either")
        return sentences


def _beginning(text: str) -> str:
    return text if len(text) <= _LONGEST_NAMED else f"{text[:_LONGEST_NAMED]}…"

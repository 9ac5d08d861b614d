"""The terms of a filter expression as values, and the rows that they match."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from te_tui.filters.notation import foreign_in, operator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from te_tui.models.profile_group import ProfileGroup


class Row(Protocol):
    """What a filter asks of a row; None is unknown. Times are aware, in UTC."""

    @property
    def name(self) -> str | None:
        """The snapshot's name."""

    @property
    def dashboard_title(self) -> str | None:
        """The title of the dashboard it shows."""

    @property
    def dashboard_id(self) -> str | None:
        """The id of the dashboard it shows."""

    @property
    def snapshot_id(self) -> str | None:
        """The snapshot's own id."""

    @property
    def created(self) -> datetime | None:
        """When it was made."""

    @property
    def expires(self) -> datetime | None:
        """When it expires; None also when it never does."""

    @property
    def shared(self) -> bool | None:
        """Whether others can open it with a link."""

    @property
    def scheduled(self) -> bool | None:
        """Whether a schedule made it."""

    @property
    def vendor(self) -> str | None:
        """The name of its vendor; None is ThousandEyes."""

    @property
    def where(self) -> ProfileGroup | None:
        """Where it came from, in a list over several account groups."""


Predicate: TypeAlias = "Callable[[Row], bool]"
Test: TypeAlias = "Callable[[Row], bool | None]"  # None where what is asked of the row is not known

UNITS = {
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "m": timedelta(days=30),
    "y": timedelta(days=365),
}

_NAMELESS_VENDOR = "thousandeyes"
"""Rows of this one do not say whose they are."""

_DASHBOARD_ID = re.compile(r"[0-9a-f]{24}")

# Letters, digits and what may follow them; everything else is put in quotes when a filter is written.
_PLAIN = re.compile(r"\w[\w./+-]*")


def _quoted(text: str) -> str:
    if _PLAIN.fullmatch(text) and not foreign_in(text) and not operator(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def naming(name: str) -> str:
    """Return the expression for snapshots whose name contains this one."""
    return f"name:{_quoted(name)}"


class Duration(NamedTuple):
    """A length of time as people write it: `7d`."""

    amount: int
    unit: str

    @property
    def span(self) -> timedelta:
        """The length of time."""
        return self.amount * UNITS[self.unit]

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


@dataclass(frozen=True, slots=True)
class Word:
    """The name or the dashboard's title contains a text."""

    text: str

    def __str__(self) -> str:
        return _quoted(self.text)

    def predicate(self) -> Predicate:
        """Return the test for rows."""
        wanted = self.text.casefold()
        # Casefolding costs more than all the rest, and thousands of rows share a title.
        titles: dict[str | None, bool] = {}

        def test(row: Row) -> bool:
            if wanted in (row.name or "").casefold():
                return True
            title = row.dashboard_title
            found = titles.get(title)
            if found is None:
                found = titles[title] = wanted in (title or "").casefold()
            return found

        return test


@dataclass(frozen=True, slots=True)
class TextIs:
    """One text of a row contains, begins with or is a given one."""

    field: Literal["name", "dashboard", "id"]
    text: str

    def __str__(self) -> str:
        return f"{self.field}:{_quoted(self.text)}"

    def predicate(self) -> Predicate:
        """Return the test for rows."""
        wanted = self.text.casefold()
        if self.field == "name":
            return lambda row: wanted in (row.name or "").casefold()
        if self.field == "id":
            return lambda row: (row.snapshot_id or "").casefold().startswith(wanted)
        return lambda row: (
            wanted in (row.dashboard_title or "").casefold() or wanted == (row.dashboard_id or "").casefold()
        )


@dataclass(frozen=True, slots=True)
class Flag:
    """A property that a row has or has not."""

    field: Literal["shared", "scheduled"]
    wanted: bool

    def __str__(self) -> str:
        return f"{self.field}:{'yes' if self.wanted else 'no'}"

    def test(self) -> Test:
        """Return the test for rows; an unknown property is neither yes nor no."""
        wanted = self.wanted
        if self.field == "shared":
            return lambda row: None if (shared := row.shared) is None else shared is wanted
        return lambda row: None if (scheduled := row.scheduled) is None else scheduled is wanted


@dataclass(frozen=True, slots=True)
class GroupIs:
    """The account group or profile that a row is from contains a text, or the text is the group's id."""

    text: str

    def __str__(self) -> str:
        return f"group:{_quoted(self.text)}"

    def test(self) -> Test:
        """Return the test for rows; one that does not say where it is from is neither in nor out."""
        wanted = self.text.casefold()

        def test(row: Row) -> bool | None:
            if (where := row.where) is None:
                return None
            return wanted in where.label.casefold() or wanted == (where.group.aid or "").casefold()

        return test


@dataclass(frozen=True, slots=True)
class VendorIs:
    """The vendor of a row is one whose name begins with a text."""

    text: str

    def __str__(self) -> str:
        return f"vendor:{_quoted(self.text)}"

    def test(self) -> Test:
        """Return the test for rows."""
        wanted = self.text.casefold()
        return lambda row: (row.vendor or _NAMELESS_VENDOR).startswith(wanted)


@dataclass(frozen=True, slots=True)
class Expiry:
    """A row has expired, or has no date of expiry."""

    state: Literal["past", "never"]

    def __str__(self) -> str:
        return f"expires:{self.state}"

    def test(self, now: datetime) -> Test:
        """Return the test for rows at the moment `now`; no date of expiry is never, and says nothing else."""
        if self.state == "never":
            return lambda row: row.expires is None
        return lambda row: None if (expires := row.expires) is None else expires < now


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row's time lies before or after a day, or within or beyond a length of time from now."""

    field: Literal["expires", "created", "age"]
    less: bool
    than: Duration | date

    def __str__(self) -> str:
        return f"{self.field}{'<' if self.less else '>'}{self.than}"

    def test(self, now: datetime) -> Test:
        """Return the test for rows at the moment `now`; thresholds are worked out once, here."""
        if isinstance(self.than, date):
            threshold = datetime.combine(self.than, time(), UTC)
        else:
            threshold = _moved(now, self.than.span if self.field == "expires" else -self.than.span)
        if self.field == "expires":
            if not self.less:
                return lambda row: None if (expires := row.expires) is None else expires >= threshold
            if isinstance(self.than, Duration):
                # "Within 7 days" is about what is still there; `expires:past` finds the rest.
                return lambda row: None if (expires := row.expires) is None else now <= expires < threshold
            return lambda row: None if (expires := row.expires) is None else expires < threshold
        if self.field == "age":
            if self.less:
                return lambda row: None if (created := row.created) is None else created > threshold
            return lambda row: None if (created := row.created) is None else created <= threshold
        if self.less:
            return lambda row: None if (created := row.created) is None else created < threshold
        return lambda row: None if (created := row.created) is None else created >= threshold


def _moved(now: datetime, span: timedelta) -> datetime:
    """A moment that far from now, or the end of the calendar."""
    try:
        return now + span
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if span > timedelta() else datetime.min.replace(tzinfo=UTC)


Condition: TypeAlias = Word | TextIs | Flag | GroupIs | VendorIs | Expiry | Comparison
"""No named tuples: the word `never` would be equal to what never expires."""


class Term(NamedTuple):
    """One condition, or its opposite; a row of which neither is known matches neither."""

    condition: Condition
    negated: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.negated else ''}{self.condition}"

    def narrows(self, wider: Term) -> bool:
        """Say whether a row that matches this matches `wider`, too, whenever it is asked."""
        if self == wider:
            return not isinstance(self.condition, Expiry | Comparison)
        match self, wider:
            case Term(Word(text), False), Term(Word(part), False):
                return part.casefold() in text.casefold()
        return False

    def predicate(self, now: datetime) -> Predicate:
        """Return the test for rows at the moment `now`."""
        test: Test
        match self.condition:
            case Word() | TextIs() as words:
                contains = words.predicate()
                return (lambda row: not contains(row)) if self.negated else contains
            case Flag() | GroupIs() | VendorIs() as known:
                test = known.test()
            case Expiry() | Comparison() as condition:
                test = condition.test(now)
        wanted = not self.negated
        return lambda row: test(row) is wanted


class Filter(NamedTuple):
    """Terms that all have to match; none match everything."""

    terms: tuple[Term, ...] = ()

    @property
    def dashboard_id(self) -> str | None:
        """The id of the only dashboard that can match, where a term names one in the form that ids have."""
        for condition, negated in self.terms:
            if isinstance(condition, TextIs) and condition.field == "dashboard" and not negated:
                text = condition.text.casefold()
                if _DASHBOARD_ID.fullmatch(text):
                    return text
        return None

    @property
    def names_group(self) -> bool:
        """Whether it depends on the account group that a row came from."""
        return any(isinstance(term.condition, GroupIs) for term in self.terms)

    @property
    def goes_by_clock(self) -> bool:
        """Whether it depends on what time it is."""
        return any(_goes_by_clock(term.condition) for term in self.terms)

    @property
    def absences(self) -> frozenset[str]:
        """The fields of a row of which it counts that there is nothing in them.

        Where such a field could not be read, nobody knows whether the row is meant.
        """
        return frozenset(name for term in self.terms for name in _absences(term))

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def matches(self, row: Row, now: datetime) -> bool:
        """Say whether one row matches at the moment `now` (aware)."""
        return self.predicate(now)(row)

    def narrows(self, wider: Filter) -> bool:
        """Say whether every row that matches this matches `wider`, too: who types on need not look at others.

        False also where time decides: what expires within a week is another question a moment later.
        """
        own_terms = frozenset(self.terms)
        return all(
            (term in own_terms and term.narrows(term)) or any(own.narrows(term) for own in self.terms)
            for term in wider.terms
        )

    def predicate(self, now: datetime) -> Predicate:
        """Return a test for many rows: what can be worked out once is, at the moment `now` (aware)."""
        tests = tuple(term.predicate(now) for term in self.terms)
        if len(tests) == 1:
            return tests[0]

        def matches(row: Row) -> bool:
            for test in tests:  # noqa: SIM110 - all() takes half as long again, for each of 100,000 rows
                if not test(row):
                    return False
            return True

        return matches

    def idle_negations(self, rows: Iterable[Row], now: datetime) -> tuple[Term, ...]:
        """Find the negated terms that leave nothing out of what the others find among `rows`.

        None where nothing is found anyway: then there is nothing that they should have left out.
        """
        negated = [term for term in self.terms if term.negated]
        if not negated:
            return ()
        others = Filter(tuple(term for term in self.terms if not term.negated))
        found = list(filter(others.predicate(now), rows))
        return tuple(term for term in negated if found and all(map(term.predicate(now), found)))

    def idle_sentences(self, rows: Iterable[Row], now: datetime) -> list[str]:
        """Say of each negated term that leaves nothing out that it does so, before something is changed."""
        others = any(not term.negated for term in self.terms)
        among = " that the other terms find" if others else ""
        return [
            f"{term}: no snapshot{among} matches it, so it leaves nothing out"
            for term in self.idle_negations(rows, now)
        ]


def _absences(term: Term) -> tuple[str, ...]:
    match term:
        case Term(Expiry("never"), False):
            return ("expires",)
        case Term(Word(), True):
            return ("name", "dashboard_title")
        case Term(TextIs("name"), True):
            return ("name",)
        case Term(TextIs("dashboard"), True):
            return ("dashboard_id", "dashboard_title")
    return ()


def _goes_by_clock(condition: Condition) -> bool:
    match condition:
        case Expiry(state):
            return state == "past"
        case Comparison():
            return isinstance(condition.than, Duration)
    return False

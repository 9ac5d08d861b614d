"""The marked rows of a list, by key, so that marks survive filtering, sorting and reloading."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from te_tui.widgets.following import index_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

T = TypeVar("T")


class Marks:
    """The keys of a list's marked rows, and where the next marking of a range of rows starts."""

    def __init__(self) -> None:
        self._keys: frozenset[Hashable] = frozenset()
        self._anchor: Hashable = None

    @property
    def keys(self) -> frozenset[Hashable]:
        """The keys of all marked rows, including rows that no list shows."""
        return self._keys

    def replace(self, keys: Iterable[Hashable]) -> bool:
        """Mark exactly the rows with these keys; return False if nothing changed."""
        before, self._keys = self._keys, frozenset(keys)
        return self._keys != before

    def toggle(self, key: Hashable) -> None:
        """Mark a row, and let the next range start at it; if the row is marked already, unmark it."""
        if key not in self._keys:
            self._anchor = key
        self._keys ^= {key}

    def range_to(self, rows: Sequence[T], cursor: int, key: Callable[[T], Hashable]) -> frozenset[Hashable]:
        """Return the keys of the rows from the last marked one to the cursor, for marking them.

        The next range starts at this cursor.
        """
        anchor = index_of(rows, key, self._anchor)
        start, end = sorted((cursor if anchor is None else anchor, cursor))
        reached = list(map(key, rows[start : end + 1]))
        self._anchor = key(rows[cursor]) if rows else None
        return frozenset(reached)

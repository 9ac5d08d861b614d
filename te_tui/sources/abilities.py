"""Abilities and limits: what can be done with the snapshots of a source, and within which limits.

Screens and commands ask for these values, and never which vendor a source belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum


class Extension(Enum):
    """A way to let a snapshot expire later."""

    IN_PLACE = "in place"
    SAME_LINK = "same link"
    """It is deleted, and made again under the same link."""
    NEW_LINK = "new link"
    """Another one of the same content is made, under a new link."""


class Creation(Enum):
    """What a new snapshot is made from."""

    DASHBOARD = "a dashboard and a stretch of time"
    TEST = "a test and a stretch of time"
    COPY = "the content of another snapshot"
    CAPTURE = "what a live dashboard shows over a stretch of time"


@dataclass(frozen=True, slots=True)
class Abilities:
    """The abilities of a source; the default is to read only.

    Attributes:
        reads: whether snapshots can be listed and opened.
        changes: whether anything may be changed; if not, `deletes`, `extends` and `creates` do not count.
        deletes: whether snapshots can be deleted.
        extends: the ways to extend snapshots, the preferred way first; empty: none.
        creates: what new snapshots can be made of.
        embeds_data: whether a snapshot comes with the data of its panels; if not, each panel is fetched.
        has_delete_keys: whether each snapshot has a secret by which it can be deleted without a token.
        ids_are_chosen: whether people may choose a new snapshot's id, even the id of a deleted snapshot.
        never_expires: whether a snapshot can be made that never expires.
        opens_from_caches: whether a cache may answer instead of the service, so that a deleted snapshot may
            still open for an hour.
        doubts_privacy: whether the API contradicts itself about who can see a new snapshot of a test.
    """

    reads: bool = True
    changes: bool = False
    deletes: bool = False
    extends: tuple[Extension, ...] = ()
    creates: frozenset[Creation] = frozenset()
    embeds_data: bool = False
    has_delete_keys: bool = False
    ids_are_chosen: bool = False
    never_expires: bool = False
    opens_from_caches: bool = False
    doubts_privacy: bool = False

    def may_create(self, creation: Creation) -> bool:
        """Whether snapshots can be made in this way, such as from a test, and changes are allowed."""
        return self.changes and creation in self.creates

    def may_extend(self, way: Extension) -> bool:
        """Whether snapshots can be extended in this way, and changes are allowed."""
        return self.changes and way in self.extends

    @property
    def may_extend_somehow(self) -> bool:
        """Whether changes are allowed, and the service has some way to let a snapshot expire later."""
        return self.changes and bool(self.extends)

    @property
    def may_delete(self) -> bool:
        """Whether snapshots can be deleted, and changes are allowed."""
        return self.changes and self.deletes


READING: Abilities = Abilities()
"""Reading, and nothing else."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that a source sets for its snapshots.

    Attributes:
        longest_years: how many calendar years ahead an expiry may be at most; None: any date is accepted.
        test_lengths: the time spans that a snapshot of a test can cover, in whole hours, the shortest first.
        test_life: the fixed time after which a snapshot of a test expires; None: unknown.
    """

    longest_years: int | None = None
    test_lengths: tuple[timedelta, ...] = ()
    test_life: timedelta | None = None


NO_LIMITS: Limits = Limits()
"""Any date is taken; snapshots of tests are not made."""

"""The snapshots that a key acts on: those of the marked rows, or else of the row under the cursor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from te_tui.actions.plan import Chosen, LeftOut
    from te_tui.models.snapshot_row import SnapshotRow


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen snapshots, and facts about the choice of which a dialog warns the person.

    Attributes:
        chosen: the chosen snapshots, each with its account group.
        hidden: how many of the chosen rows the filter hides.
        under_cursor: the snapshot under the cursor if the chosen ones are marked; None if none is marked.
        idle_negations: a sentence, without full stop, for each negated filter term that excludes no row.
        by_clock: whether the filter compares times with the present time, so that a wrong clock matters.
        refusals: a sentence, without full stop, for each source that does not allow the change.
        undecided: rows that may not match the filter, as it tests a field that could not be read; they are
            not changed, for the reason given.
        offers_instead: whether a dialog may offer the snapshot under the cursor in place of the marked ones.
    """

    chosen: list[Chosen]
    hidden: int = 0
    under_cursor: Chosen | None = None
    idle_negations: tuple[str, ...] = ()
    by_clock: bool = False
    refusals: tuple[str, ...] = ()
    undecided: Mapping[SnapshotRow, str] = field(default_factory=dict)
    offers_instead: bool = True

    @property
    def changeable(self) -> list[Chosen]:
        """The chosen snapshots that may be changed: all but the undecided ones."""
        return [one for one in self.chosen if one[1] not in self.undecided]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The chosen snapshots that may not be changed, which are the undecided ones, with reasons."""
        from te_tui.actions.plan import LeftOut

        reasons = [(row, self.undecided.get(row)) for _, row in self.chosen]
        return tuple(LeftOut.of(row, why) for row, why in reasons if why)

    @property
    def all_hidden(self) -> bool:
        """Whether the filter hides all of the chosen snapshots."""
        return bool(self.chosen) and self.hidden == len(self.chosen)

    @property
    def leaves_cursor_out(self) -> bool:
        """Whether rows are marked, but not the one under the cursor."""
        return self.under_cursor is not None and self.under_cursor not in self.chosen

    @property
    def instead(self) -> Selection | None:
        """Only the snapshot under the cursor, if it is not among the marked ones; otherwise None."""
        one = self.under_cursor
        if one is None or one[1].snapshot_id is None or not (self.leaves_cursor_out and self.offers_instead):
            return None
        return Selection([one], by_clock=self.by_clock)

    def describe_surprises(self) -> Content:
        """Warnings on what the person may not expect of this choice, each on a line; usually empty.

        They tell of marks elsewhere than under the cursor, hidden snapshots, refused changes, and filter
        terms without effect.
        """
        told = [f"{sentence}." for sentence in (*self.refusals, *self.idle_negations)]
        lines = "".join(f"\n{line}" for line in (*self._describe_places(), *told))
        return Content.styled(lines, "$text-warning")

    def _describe_places(self) -> Iterator[str]:
        """Sentences on where the chosen rows are, if they are hidden, or not where the cursor is."""
        number = len(self.chosen)
        only = self.instead
        offered = f' o: only "{only.chosen[0][1].label}".' if only else ""
        if self.all_hidden:
            which = "It is not" if number == 1 else "None of these is"
            yield f"{which} on the screen: hidden by the filter.{offered}"
            return
        if self.hidden:
            yield f"{self.hidden:,} of them {'is' if self.hidden == 1 else 'are'} hidden by the filter."
        if self.leaves_cursor_out:
            yield f"{number:,} marked, not the one under the cursor.{offered}"


NOTHING: Final = Selection([])

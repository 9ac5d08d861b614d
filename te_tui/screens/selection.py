"""The snapshots that a key acts on: those of the marked rows, or else of the row under the cursor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from te_tui.actions.plan import Chosen, LeftOut
    from te_tui.models.snapshot_row import SnapshotRow


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen snapshots, and facts about the choice of which a dialog warns the person.

    Attributes:
        chosen: the chosen snapshots, each with its account group.
        hidden: how many of the chosen rows the filter hides.
        under_cursor: the row under the cursor, which a dialog offers instead if all chosen rows are hidden.
        idle_negations: a sentence, without full stop, for each negated filter term that excludes no row.
        by_clock: whether the filter compares times with the present time, so that a wrong clock matters.
        refusals: a sentence, without full stop, for each source that does not allow the change.
        undecided: rows that may not match the filter, as it tests a field that could not be read; they are
            not changed, for the reason given.
    """

    chosen: list[Chosen]
    hidden: int = 0
    under_cursor: Chosen | None = None
    idle_negations: tuple[str, ...] = ()
    by_clock: bool = False
    refusals: tuple[str, ...] = ()
    undecided: Mapping[SnapshotRow, str] = field(default_factory=dict)

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
    def instead(self) -> Selection | None:
        """Only the row under the cursor, if the filter hides all chosen rows; otherwise None."""
        if not self.all_hidden or self.under_cursor is None:
            return None
        return Selection([self.under_cursor], by_clock=self.by_clock)

    def describe_surprises(self) -> Content:
        """Warnings on hidden snapshots, refused changes and filter terms without effect; usually empty."""
        idle = "".join(f"\n{sentence}." for sentence in (*self.refusals, *self.idle_negations))
        return self._describe_hidden() + Content.styled(idle, "$text-warning")

    def _describe_hidden(self) -> Content:
        if not self.hidden:
            return Content()
        if not self.all_hidden:
            verb = "is" if self.hidden == 1 else "are"
            return Content.styled(f"\n{self.hidden:,} of them {verb} hidden by the filter.", "$text-warning")
        instead = f' o: only "{self.under_cursor[1].label}", under the cursor.' if self.under_cursor else ""
        sentence = "It is not on the screen:" if len(self.chosen) == 1 else "None of these is on the screen:"
        return Content.styled(f"\n{sentence} hidden by the filter.{instead}", "$text-warning")


NOTHING: Final = Selection([])

"""Which snapshots a key is about: those that are marked, or else the one under the cursor."""

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
    """Snapshots that were chosen, and what of that choice may surprise.

    Attributes:
        hidden: how many of them the filter hides.
        under_cursor: the row to offer instead where all of them are hidden.
        idle_negations: sentences, without a stop, about negated terms of the filter that leave nothing out.
        by_clock: whether it depends on what time it is which they are.
        refusals: sentences, without a stop, about those of the whole choice that are not among them.
        undecided: those of them that a filter found because a field of theirs could not be read, and why
            they are not changed: a clause.
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
        """Those that may be changed."""
        return [one for one in self.chosen if one[1] not in self.undecided]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Those that may not, and why."""
        from te_tui.actions.plan import LeftOut

        reasons = [(row, self.undecided.get(row)) for _, row in self.chosen]
        return tuple(LeftOut.of(row, why) for row, why in reasons if why)

    @property
    def all_hidden(self) -> bool:
        """Whether none of them is on the screen."""
        return bool(self.chosen) and self.hidden == len(self.chosen)

    @property
    def instead(self) -> Selection | None:
        """The row under the cursor alone, where none of the others is on the screen."""
        if not self.all_hidden or self.under_cursor is None:
            return None
        return Selection([self.under_cursor], by_clock=self.by_clock)

    def describe_surprises(self) -> Content:
        """Lines about those that are not on the screen, and about terms without effect; mostly empty."""
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

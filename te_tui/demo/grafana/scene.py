"""The scene of a query: the time window and the step of its points, in the story of a simulated incident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.demo.story import Story


@dataclass(frozen=True)
class Scene:
    """What a query is answered for: a story (a simulated incident), a time window in it, and a step.

    There is a point every `step` seconds from `start` to `end`, both in epoch seconds.
    """

    story: Story
    start: int
    end: int
    step: int

    @classmethod
    def of(cls, story: Story, points: int = 288) -> Scene:
        """Return a scene of the story's whole window, with about `points` points, at least a minute apart."""
        step = max(60, (story.end - story.start) // points)
        return cls(story, story.start, story.end, step)

    @property
    def moments(self) -> range:
        """The moments of the scene's points, in epoch seconds."""
        first = -(-self.start // self.step) * self.step
        return range(first, self.end + 1, self.step)

    @property
    def worst(self) -> int:
        """The moment at which the incident is worst, in epoch seconds."""
        story = self.story
        return max(
            range(story.onset, story.relief + 1, max(60, (story.relief - story.onset) // 50)),
            key=lambda moment: story.severity(story.centre, moment),
        )

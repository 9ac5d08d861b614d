"""The scene of a query: a story (the simulated incident), a time window in it, and the step of points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.demo.story import Story


@dataclass(frozen=True)
class Scene:
    """A time window (epoch seconds) of a story, the simulated incident, with a point every `step` seconds."""

    story: Story
    start: int
    end: int
    step: int

    @classmethod
    def of(cls, story: Story, points: int = 288) -> Scene:
        """Return a scene of the whole story with about `points` points, a minute or more apart."""
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

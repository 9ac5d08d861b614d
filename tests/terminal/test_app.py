"""Keys are done one after the other, whatever happens to the focus meanwhile."""

from __future__ import annotations

import asyncio

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from te_tui.terminal.app import TerminalApp

DEADLINE = 20  # seconds


class Typewriter(Widget, can_focus=True):
    """Writes down what is typed, each key once its gate is open."""

    def __init__(self, id: str, written: list[str]) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.gate = asyncio.Event()
        self.begun = asyncio.Event()
        self.written = written

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        self.begun.set()
        await self.gate.wait()
        self.written.append(f"{self.id}:{event.key}")


class Desk(TerminalApp):
    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def compose(self) -> ComposeResult:
        yield Typewriter("left", self.written)
        yield Typewriter("right", self.written)


async def test_a_key_waits_for_the_one_before_where_that_went_although_the_focus_has_moved_on() -> None:
    app = Desk()
    async with app.run_test(), asyncio.timeout(DEADLINE):
        left, right = app.query_one("#left", Typewriter), app.query_one("#right", Typewriter)
        right.gate.set()
        app.set_focus(left)
        app.post_message(events.Key("x", "x"))
        await left.begun.wait()
        app.set_focus(right)
        app.post_message(events.Key("y", "y"))
        for _ in range(5_000):  # turns of the loop, of which a key needs some dozens
            await asyncio.sleep(0)
        early = list(app.written)
        left.gate.set()
        await right.begun.wait()
        while len(app.written) < 2:  # noqa: ASYNC110 - the list tells nobody
            await asyncio.sleep(0)
        assert (early, app.written) == ([], ["left:x", "right:y"])

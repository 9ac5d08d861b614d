"""What is asked for often is done at once, and then as often as somebody can see."""

from __future__ import annotations

from textual.app import App

from te_tui.widgets.throttle import Throttle


async def test_it_is_done_at_once_then_once_for_all_that_was_asked_meanwhile_and_then_no_more() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        done: list[bool] = []
        throttle = Throttle(app, 0.05, lambda: done.append(throttle.resting))
        assert throttle.resting
        for _ in range(10):
            throttle.ask()
        assert len(done) == 1
        while not throttle.resting:
            await pilot.pause(0.01)
        assert len(done) == 2
        throttle.ask()
        assert len(done) == 3

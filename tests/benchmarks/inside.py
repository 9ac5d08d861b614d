"""What can be measured only from inside a process: `python -m tests.benchmarks.inside NAME [URL]`.

Each runs in a process of its own, with garbage collected as the explorer does it, and prints one JSON
object of figures: times in milliseconds, memory in bytes. What is named `…_cpu` is the time that the thread
of the event loop has computed: on a machine that others use, a clock tells more about them.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from tests.benchmarks.in_analysis import analysis
from tests.benchmarks.in_archive import archiving
from tests.benchmarks.in_changes import changing
from tests.benchmarks.in_charts import chart
from tests.benchmarks.in_explorer import filtering, opening, streaming
from tests.benchmarks.in_grafana import grafana_body, grafana_list
from tests.benchmarks.in_source import listing, memory, official
from tests.benchmarks.in_timeline import comparison_screen, timeline_screen, trend_screen

EXPERIMENTS: Final[Mapping[str, Callable[..., Awaitable[dict[str, float]]]]] = {
    work.__name__: work
    for work in (
        streaming,
        filtering,
        opening,
        listing,
        official,
        memory,
        chart,
        archiving,
        changing,
        analysis,
        timeline_screen,
        comparison_screen,
        trend_screen,
        grafana_list,
        grafana_body,
    )
}


async def _report(name: str, *arguments: str) -> None:
    print(json.dumps(await EXPERIMENTS[name](*arguments)))


if __name__ == "__main__":
    asyncio.run(_report(*sys.argv[1:]))

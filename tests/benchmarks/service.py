"""A list of very many snapshots, served faster than anybody reads it: `python -m tests.benchmarks.service`.

The embedded ThousandEyes of `te-tui demo` computes each row when it is asked for, which takes longer than
reading it. This one repeats the demo's rows under ids of their own. It prints its address when it serves.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
from datetime import UTC, datetime
from functools import cache
from typing import Final

from te_tui.demo import DemoOptions
from te_tui.demo.thousandeyes.bodies import snapshot_row
from te_tui.demo.thousandeyes.snapshot_panels import detail_of
from te_tui.demo.thousandeyes.snapshots import Catalogue
from te_tui.demo.wire import encode

AID: Final = "1234"
NOW: Final = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)
PAGE: Final = 100
_BASE: Final = "http://127.0.0.1/v7"
_TEMPLATES: Final = range(10, 510)  # places in the demo's list: behind the ones that are special
_CURSOR: Final = re.compile(rb"[?&]cursor=(\d+)")


@cache
def templates(*, with_panels: bool) -> tuple[tuple[bytes, ...], ...]:
    """Rows of the demo as JSON, in pieces: the snapshot's id stands between each two of them."""
    catalogue = Catalogue(DemoOptions(snapshots=1_000), NOW)
    snapshots = [catalogue.snapshot_at(AID, place) for place in _TEMPLATES]
    bodies = ((one, detail_of(one, _BASE) if with_panels else snapshot_row(one, _BASE)) for one in snapshots)
    return tuple(tuple(encode(body).split(one.snapshot_id.encode())) for one, body in bodies)


def page(number: int, total: int, base: str = _BASE, *, with_panels: bool = False) -> bytes:
    """The body of a page, counted from 0; it links to the next one, if there is one."""
    pieces = templates(with_panels=with_panels)
    begin = number * PAGE
    rows = [
        f"{place:08x}-5a47-4783-8f12-{place:012x}".encode().join(pieces[place % len(pieces)])
        for place in range(begin, min(begin + PAGE, total))
    ]
    links = {"self": {"href": f"{base}/dashboard-snapshots?aid={AID}&cursor={number}"}}
    if begin + PAGE < total:
        links["next"] = {"href": f"{base}/dashboard-snapshots?aid={AID}&cursor={number + 1}"}
    return b'{"dashboardSnapshots":[' + b",".join(rows) + b'],"_links":' + json.dumps(links).encode() + b"}"


async def serve(total: int, latency: float, *, with_panels: bool) -> None:
    """Serve until cancelled; `latency` is in seconds."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")[0]
                await asyncio.sleep(latency)
                cursor = _CURSOR.search(request)
                body = page(int(cursor[1]) if cursor else 0, total, base, with_panels=with_panels)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/hal+json\r\n")
                writer.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    base = f"{origin}/v7"
    templates(with_panels=with_panels)
    print(f"serving {origin}", flush=True)
    async with server:
        await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--snapshots", type=int, default=100_000)
    parser.add_argument("--latency", type=int, default=0, metavar="MS")
    parser.add_argument("--with-panels", action="store_true", help="each row carries its widgets")
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.snapshots, arguments.latency / 1000, with_panels=arguments.with_panels))


if __name__ == "__main__":
    main()

"""The command line options of `te-tui demo` for its embedded servers."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from te_tui.cli.exits import WrongUsage
from te_tui.cli.parser import Parser, count
from te_tui.demo import PERMISSIONS, DemoOptions, Fault, GrafanaOptions
from te_tui.demo.options import (
    EDITOR_TOKEN,
    GRAFANA_PERSON,
    GRAFANA_VERSIONS,
    LOGIN_TOKEN,
    OTHER_ORG_TOKEN,
    TOKEN,
    V6_GONE,
    V6_USER,
    VIEWER_TOKEN,
)

_EPILOG = f"""\
tokens:
  {TOKEN}, {LOGIN_TOKEN}    ThousandEyes: of everything. Grafana: of an administrator of organization 1
  {V6_USER}:{LOGIN_TOKEN}   API v6: a person (Basic); it takes the other tokens, too
  {OTHER_ORG_TOKEN}     Grafana: of an administrator of organization 2
  {EDITOR_TOKEN}   Grafana: of an editor of organization 1, who made three of its snapshots
  {VIEWER_TOKEN}   Grafana: of a viewer of organization 1, who made none
  {":".join(GRAFANA_PERSON)}   Grafana: a person (Basic) who is an administrator of both organizations
"""


def add_demo_options(demo: Parser) -> None:
    """Add the options of both embedded servers to the parser of `te-tui demo`."""
    demo.explain(_EPILOG)
    _add_common(demo)
    _add_thousandeyes(demo)
    _add_grafana(demo)


def demo_options(arguments: argparse.Namespace) -> DemoOptions | GrafanaOptions:
    """The options of the embedded server that --vendor chooses.

    Raises:
        WrongUsage: an option of the other vendor's server was typed, or the vendor has no embedded server.
    """
    wanted: type[DemoOptions | GrafanaOptions] = DemoOptions
    other: type[DemoOptions | GrafanaOptions] = GrafanaOptions
    vendor = arguments.vendor or "thousandeyes"
    if vendor not in {"thousandeyes", "grafana"}:
        raise WrongUsage("The demo plays thousandeyes or grafana; --vendor names another one.")
    if vendor == "grafana":
        wanted, other = other, wanted
    typed = vars(arguments)
    for name in set(other._fields) - set(wanted._fields):
        if name in typed:
            raise WrongUsage(f"--{_TYPED[name]} is no option of --vendor {vendor}.")
    given: dict[str, Any] = {name: typed[name] for name in wanted._fields if name in typed}
    for name in given.keys() & {"faults", "lacking"}:
        given[name] = tuple(given[name])
    return wanted(**given)


_TYPED = {
    "page_size": "page-size",
    "settle_ms": "settle",
    "rate_limit": "rate-limit",
    "by_pages": "by-pages",
    "location_only": "location-only",
    "lacking": "lack",
    "v6_gone": "v6-gone",
    "version": "grafana-version",
    "base_path": "base-path",
    "root_url": "root-url",
    "shuffle": "shuffle",
    "body_cap": "body-cap",
    "clean_up_seconds": "clean-up",
    "public_mode": "public-mode",
}
"""The options that only one of the vendors has, as they are typed."""


def _add_common(demo: Parser) -> None:
    options = demo.add_argument_group("demo options", argument_default=argparse.SUPPRESS)
    options.add_argument(
        "--serve", action="store_true", default=False, help="only the embedded server, for other clients"
    )
    options.add_argument(
        "--port", type=_port, default=0, metavar="N", help="where to serve (default: any free port)"
    )
    options.add_argument("--snapshots", type=count, metavar="N", help="how many (default: 240)")
    options.add_argument(
        "--latency", dest="latency_ms", type=count, metavar="MS", help="added to each answer"
    )
    options.add_argument("--seed", type=int, metavar="N", help="other data for another seed")
    options.add_argument(
        "--now", type=_instant, metavar="ISO", help="the server's time at start (default: real time)"
    )
    options.add_argument(
        "--fault", dest="faults", type=_fault, action="append", metavar="KIND[:PROBABILITY][@PATH]",
        help="429, 500, 502, 503, drop, truncate, html or slow; repeatable",
    )  # fmt: skip
    options.add_argument(
        "--log", type=Path, metavar="FILE", help="one JSON line a request; never a header's value"
    )


def _add_thousandeyes(demo: Parser) -> None:
    options = demo.add_argument_group("of --vendor thousandeyes", argument_default=argparse.SUPPRESS)
    options.add_argument("--page-size", type=_positive, metavar="N", help="rows a page (default: 100)")
    options.add_argument(
        "--settle", dest="settle_ms", type=count, metavar="MS", help="until a new snapshot can be opened"
    )
    options.add_argument(
        "--rate-limit", type=count, metavar="N", help="requests a minute (default: 240, 0: no limit)"
    )
    options.add_argument(
        "--by-pages", action="store_true", help="lists lead on by the deprecated pages, without links"
    )
    options.add_argument(
        "--location-only", action="store_true", help="a new snapshot's id is in the header Location alone"
    )
    options.add_argument(
        "--lack", dest="lacking", action="append", choices=PERMISSIONS, metavar="PERMISSION",
        help=f"a permission that the token has not: {', '.join(PERMISSIONS)}; repeatable",
    )  # fmt: skip
    options.add_argument(
        "--v6-gone", type=int, choices=V6_GONE, metavar="STATUS",
        help=f"API v6 is gone, and answers this: {', '.join(map(str, V6_GONE))}",
    )  # fmt: skip


def _add_grafana(demo: Parser) -> None:
    options = demo.add_argument_group("of --vendor grafana", argument_default=argparse.SUPPRESS)
    options.add_argument(
        "--grafana-version",
        dest="version",
        type=int,
        choices=GRAFANA_VERSIONS,
        help="the version that it plays (default: 13)",
    )
    options.add_argument(
        "--base-path", type=_base_path, metavar="PATH", help="stands before all paths, such as /grafana"
    )
    options.add_argument(
        "--root-url", metavar="URL", help="what the server takes for its own address, as behind a proxy"
    )
    options.add_argument("--shuffle", action="store_true", help="another order of rows each time")
    options.add_argument(
        "--body-cap", type=count, metavar="BYTES", help="larger requests get a proxy's 413 (default: none)"
    )
    options.add_argument(
        "--clean-up",
        dest="clean_up_seconds",
        type=count,
        metavar="SECONDS",
        help="how often expired snapshots are removed (default: 600, 0: never)",
    )
    options.add_argument(
        "--public-mode", action="store_true", help="creating, and deleting by delete key, need no login"
    )


def _positive(text: str) -> int:
    number = count(text)
    if number == 0:
        raise argparse.ArgumentTypeError("0 is too few")
    return number


def _port(text: str) -> int:
    number = count(text)
    if number > 65_535:
        raise argparse.ArgumentTypeError("it goes from 0 to 65535")
    return number


def _base_path(text: str) -> str:
    path = text.rstrip("/")
    if path and not path.startswith("/"):
        raise argparse.ArgumentTypeError(f"{text!r} does not begin with /, as /grafana does")
    return path


def _instant(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-11-11T09:00:00Z") from None
    if not 1980 <= read.year <= 2200:
        raise argparse.ArgumentTypeError("it goes from 1980 to 2200")
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def _fault(text: str) -> Fault:
    try:
        return Fault.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None

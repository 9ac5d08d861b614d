"""What can be typed after `te-tui create` and `te-tui create-test-snapshot`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from te_tui.actions.expiry import LONGEST
from te_tui.actions.names import read_name
from te_tui.actions.privacy import CONTRADICTION
from te_tui.actions.windows import TEST_HOURS, NotAllowed, read_length, read_zone

if TYPE_CHECKING:
    from te_tui.cli.arguments import Commands, Parser

T = TypeVar("T")

_WINDOWS = tuple(f"{hours}h" for hours in TEST_HOURS)

_CREATE_EPILOG = """\
lengths: 90min, 6h, 7d, 2w, 1y. dates: 2026-11-11T03:00Z; without an offset they are in --time-zone, or else
in UTC; a date alone is its midnight. An organization makes at most 100 snapshots an hour. The request is
never repeated by itself: if its answer is lost, te-tui says how to see whether the snapshot was made.
"""

_CREATE_TEST_EPILOG = f"""\
dates: 2026-11-11T03:00Z; without an offset they are in UTC. An organization makes at most 5 test snapshots
in 5 minutes, and they expire after 30 days. There is no list of them: keep the link.

{CONTRADICTION}.
te-tui goes by the name, always sends the field, says which of the two came back, and ends with
exit code 5 when that is not what was asked for.
"""


def add_creating(commands: Commands, common: Parser) -> None:
    """Declare both commands."""
    create = commands.add_parser(
        "create", parents=[common], help="make a snapshot of a dashboard", epilog=_CREATE_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    create.add_argument("--dashboard", required=True, metavar="ID_OR_TITLE", help="of which dashboard")
    _add_name(create)
    window = create.add_mutually_exclusive_group(required=True)
    window.add_argument(
        "--last", type=_as_argument(read_length), metavar="6h", help="the time that has just passed"
    )
    window.add_argument("--from", dest="start", metavar="DATE", help="the beginning of the window")
    create.add_argument("--to", dest="end", metavar="DATE", help="its end (default: now)")
    create.add_argument(
        "--expires", metavar="30d|DATE", help=f"when it expires, at most {LONGEST} (default: in a year)"
    )
    create.add_argument("--anonymize", action="store_true", help="ask the service to anonymise the data")
    create.add_argument(
        "--time-zone", type=_as_argument(read_zone), metavar="ZONE", help="such as Europe/Berlin"
    )
    create.add_argument(
        "--wait", action=argparse.BooleanOptionalAction, default=True,
        help="until it can be opened, which its link needs (default: --wait)",
    )  # fmt: skip
    _add_output(create)

    saved = commands.add_parser(
        "create-test-snapshot", parents=[common], help="make a snapshot of a test",
        epilog=_CREATE_TEST_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    saved.add_argument("--test", required=True, metavar="ID_OR_NAME", help="of which test")
    _add_name(saved)
    saved.add_argument("--window", required=True, choices=_WINDOWS, help="how long")
    saved.add_argument("--end", default="now", metavar="DATE", help="when it ends (default: now)")
    privacy = saved.add_mutually_exclusive_group(required=True)
    privacy.add_argument(
        "--private", dest="privacy", action="store_const", const="private", help="for the account group only"
    )
    privacy.add_argument(
        "--public", dest="privacy", action="store_const", const="public", help="for anyone with the link"
    )
    _add_output(saved)


def _add_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, type=_as_argument(read_name), help="what to call it")


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="say what would be made, and make nothing")
    parser.add_argument("--json", action="store_true", help="as one JSON object")


def _as_argument(read: Callable[[str], T]) -> Callable[[str], T]:
    """A reader whose refusal argparse tells as its own."""

    def read_argument(text: str) -> T:
        try:
            return read(text)
        except NotAllowed as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return read_argument

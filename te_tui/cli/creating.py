"""Functions for the commands that make snapshots: options, reading of times, and dry runs."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Any, TypeVar

from te_tui.actions.names import read_name
from te_tui.actions.windows import NotAllowed, last_minute, read_instant, read_length
from te_tui.cli.exits import WrongUsage
from te_tui.cli.output import print_json, print_line
from te_tui.cli.parser import Parser
from te_tui.sources.errors import SourceError

T = TypeVar("T")


def add_name(parser: Parser, *, required: bool = True) -> None:
    """Add the option --name, the name of the new snapshot, to a command's parser."""
    parser.add_argument("--name", required=required, type=as_argument(read_name), help="what to call it")


def add_outcome(parser: Parser) -> None:
    """Add the options --dry-run and --json to a command's parser."""
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be created, and create nothing"
    )
    parser.add_argument("--json", action="store_true", help="as one JSON object")


def as_argument(read: Callable[[str], T]) -> Callable[[str], T]:
    """Wrap a function that parses a text, so that argparse reports its `NotAllowed` as a usage error."""

    def read_argument(text: str) -> T:
        try:
            return read(text)
        except NotAllowed as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return read_argument


def read_end(text: str, zone: tzinfo, now: datetime) -> datetime:
    """Read the end of a time window, in UTC: a date and time in `zone`, or the word `now`.

    `now` means the latest full minute that is at least 15 seconds ago.
    """
    return last_minute(now) if text.strip().lower() == "now" else read_instant(text, zone)


def read_expiry(text: str, zone: tzinfo, now: datetime) -> datetime:
    """Read an expiry, in UTC: a length of time from now, or a date in `zone`.

    Raises:
        NotAllowed: the text is neither a length of time nor a date.
    """
    try:
        return last_minute(now) + read_length(text)
    except NotAllowed:
        return read_instant(text, zone)


async def once(making: Awaitable[T], look: str) -> T:
    """Await a request that makes a snapshot.

    If it fails, but may have made the snapshot all the same, the error's next step becomes `look`: a sentence
    that says where to look for the snapshot.
    """
    try:
        return await making
    except SourceError as error:
        if error.perhaps_done:
            error.next_step = look
        raise


def print_dry_run(told: str, body: dict[str, Any], aid: str, *, as_json: bool) -> None:
    """Print what would be made without --dry-run.

    `told` says so in words. With `as_json`, the request's `body` is printed instead.
    """
    if as_json:
        print_json({"dryRun": True, "aid": aid} | body)
    else:
        print_line(f"would create {told}")


@contextmanager
def as_wrong_usage() -> Iterator[None]:
    """Turn `NotAllowed` in a `with` block into `WrongUsage`."""
    try:
        yield
    except NotAllowed as error:
        raise WrongUsage(f"{error}.") from None

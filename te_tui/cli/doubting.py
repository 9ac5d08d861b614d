"""A doubt about the service's clock, told and asked for by changing commands (security rule 23)."""

from __future__ import annotations

import argparse

from te_tui.cli.confirming import can_ask
from te_tui.cli.remarks import Remarks
from te_tui.cli.usage import WrongUsage
from te_tui.filters import parse
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import clock_doubt


def yes_counts(arguments: argparse.Namespace, source: SnapshotSource, remarks: Remarks) -> bool:
    """Whether --yes was given and answers the question; a doubt about the clock is told.

    What goes by the clock is asked all the same where that is more than a day wrong.

    Raises:
        WrongUsage: it has to be asked, and there is no terminal to ask on.
    """
    doubt = clock_doubt(source)
    if doubt is not None:
        remarks.warn(f"{doubt}.")
    yes: bool = arguments.yes
    if doubt is None or not doubt.is_grave or not _goes_by_clock(arguments) or arguments.dry_run:
        return yes
    if not can_ask():
        raise WrongUsage(
            f"{doubt}. What is chosen by age or expiry is asked for then, also with --yes, and there is no "
            "terminal to ask on: set the clock, or name the snapshots by their ids."
        )
    return False


def _goes_by_clock(arguments: argparse.Namespace) -> bool:
    """Whether the time decides what is changed."""
    expression = getattr(arguments, "filter", None)
    return expression is not None and parse(expression).goes_by_clock

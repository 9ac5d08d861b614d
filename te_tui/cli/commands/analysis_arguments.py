"""What can be typed after `te-tui timeline`, `te-tui compare` and `te-tui trend`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.cli.arguments import Commands, Parser

_TIMELINE_EPILOG = """\
An episode is an abrupt departure from a series' own level that lasts two bins or more; clear or likely.
Series with fewer than 24 values, constant and flat ones are counted and not looked at.
What it cannot see: changes slower than about an hour in windows below three days, which look like the hour
of the day; episodes of one bin. A step at busy hours in such a window may look like an incident. After an
incident in a rhythmic day, the end of a small episode is often told as "still so".
"""

_COMPARE_EPILOG = """\
align:
  auto   the same hours of the day (of the week) where both windows have them, else all values as they are
  hours  the same hours, or not at all
  all    all values as they are; then it is higher or lower, never better or worse
Other metrics, units, measures and bins, and fewer than 20 values on a side, are not comparable. A day of
hourly bins against a week with a strong rhythm shows only large changes. Two days differ for many reasons.
"""

_TREND_EPILOG = """\
Weeks begin on Monday 00:00 UTC. Where snapshots overlap, the one that ends later counts. A week of which
less than half is known is drawn hollow and not used; eight others are needed. What repeats itself each year
needs two years to be seen. Snapshots with another metric or unit, or other bins than most, are left out.
"""


def add_analysis(commands: Commands, common: Parser, target_help: str) -> None:
    """Declare the three commands."""
    timeline = _add(commands, common, "timeline", "what changed first in a snapshot, and where")
    timeline.epilog = _TIMELINE_EPILOG
    timeline.add_argument("targets", nargs="+", metavar="TARGET", help=target_help)
    timeline.add_argument("--json", action="store_true", help="as JSON, one object a snapshot")

    compare = _add(commands, common, "compare", "what is better or worse in the second of two snapshots")
    compare.epilog = _COMPARE_EPILOG
    compare.add_argument("before", metavar="BEFORE", help=target_help)
    compare.add_argument("after", metavar="AFTER", help=target_help)
    compare.add_argument(
        "--align", choices=("auto", "hours", "all"), default="auto", help="how windows are brought together"
    )
    compare.add_argument("--all", action="store_true", help="also series without a clear change")
    compare.add_argument("--json", action="store_true", help="as one JSON object, with all series")

    trend = _add(commands, common, "trend", "where a widget drifts or steps over many snapshots")
    trend.epilog = _TREND_EPILOG
    trend.add_argument("targets", nargs="*", metavar="TARGET", help=target_help)
    trend.add_argument("--dashboard", metavar="ID", help="all snapshots of this dashboard")
    trend.add_argument(
        "--widget", required=True, metavar="W", help="a widget's id, title, or a part of its title"
    )
    trend.add_argument("--json", action="store_true", help="as one JSON object, with all weeks")


def _add(commands: Commands, common: Parser, name: str, says: str) -> Parser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = commands.add_parser(name, parents=[common], help=says, formatter_class=raw)
    parser.add_argument("--plain", action="store_true", help="ASCII only, no colours")
    return parser

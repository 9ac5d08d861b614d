"""From what was typed after a changing command to the plan of it."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import By, Extension, Until, plan_extension
from te_tui.actions.journal import read_journal
from te_tui.actions.journals import find_journal, newest_ended
from te_tui.actions.plan import Action, Plan
from te_tui.actions.plan_file import read_plan
from te_tui.actions.review import still_as_planned
from te_tui.actions.runner import check_source
from te_tui.actions.undo import undo
from te_tui.cli.choosing import ids_of, meant, named
from te_tui.cli.commands.ls import check_groups
from te_tui.cli.remarks import Remarks
from te_tui.cli.usage import WrongUsage
from te_tui.filters import parse
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import server_now

Planner: TypeAlias = Callable[[SnapshotSource, Remarks], Awaitable[Plan]]


def planner_of(arguments: argparse.Namespace, journals: Path) -> Planner:
    """What makes the plan of a command; all that can be wrong without asking the source is found here.

    Raises:
        WrongUsage: something is missing, or contradicts something else.
        FilterError: the filter is wrong.
        NoJournal: there is nothing to undo.
        BadPlan: the plan cannot be carried out.
    """
    if arguments.plan is not None and not chooses(arguments):
        return _planned(arguments)
    if arguments.command == "prune":
        return _pruning(arguments)
    if arguments.command == "rm":
        return _removing(arguments)
    if arguments.undo is not None:
        return _undoing(arguments, journals)
    return _extending(arguments)


def chooses(arguments: argparse.Namespace) -> bool:
    """Whether snapshots are chosen here, and not by a plan that was made before."""
    undoes = getattr(arguments, "undo", None) is not None
    return undoes or bool(getattr(arguments, "targets", None) or getattr(arguments, "filter", None))


def action_of(arguments: argparse.Namespace) -> Action:
    """What a command does to snapshots."""
    return "extend" if arguments.command == "extend" else "delete"


def _planned(arguments: argparse.Namespace) -> Planner:
    if any(getattr(arguments, name, None) for name in ("by", "until", "no_archive", "all_groups")):
        raise WrongUsage("--plan does what its file says; name nothing else of the change with it.")
    path: Path = arguments.plan
    planned = read_plan(path)
    if planned.plan.action != action_of(arguments):
        command = "extend" if planned.plan.action == "extend" else "rm"
        raise WrongUsage(f"{path} is a plan for te-tui {command}, not for te-tui {arguments.command}.")

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:
        earlier = planned.plan
        now = await still_as_planned(source, earlier)
        left = f"{len(earlier.changes):,} of {planned.at_first:,} snapshots are left in it"
        remarks.say(f"{path} was made {earlier.made:%Y-%m-%d %H:%M} UTC ({earlier.reason}); {left}.")
        return now

    return plan


def _pruning(arguments: argparse.Namespace) -> Planner:
    check_groups(arguments)
    wanted = parse(arguments.filter)
    if not wanted.terms:
        raise WrongUsage("Say with --filter what to delete: without one it would be everything.")

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:
        chosen_from = meant(source, arguments, remarks, wanted.dashboard_id, whole=True)
        listed = [one async for one in chosen_from]
        now = server_now(source)
        matches: Callable[[SnapshotRow], bool] = wanted.predicate(now)
        chosen = [(group, row) for group, row in listed if matches(row)]
        for sentence in wanted.idle_sentences((row for _, row in listed), now):
            remarks.warn(sentence)
        archive = not arguments.no_archive
        return plan_deletion(
            source.host, chosen, now=now, archive=archive, reason=str(wanted), expression=str(wanted)
        )

    return plan


def _removing(arguments: argparse.Namespace) -> Planner:
    ids = ids_of(arguments.targets)

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:
        chosen = await named(source, arguments.aid, ids, remarks)
        return plan_deletion(source.host, chosen, now=server_now(source), archive=not arguments.no_archive)

    return plan


def _extending(arguments: argparse.Namespace) -> Planner:
    extension = _extension(arguments)
    ids = ids_of(arguments.targets)

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:
        chosen = await named(source, arguments.aid, ids, remarks)
        return plan_extension(source.host, chosen, extension, now=server_now(source))

    return plan


def _extension(arguments: argparse.Namespace) -> Extension:
    if arguments.by is not None:
        return By(arguments.by)
    if arguments.until is None:
        raise WrongUsage("Say how long: --by 30d, --until 2027-01-31 or --until max.")
    return Until(None if arguments.until == "max" else arguments.until)


def _undoing(arguments: argparse.Namespace, journals: Path) -> Planner:
    if arguments.targets:
        raise WrongUsage("--undo takes back a whole extend; name no snapshots with it.")
    if arguments.undo:
        path = find_journal(journals, arguments.undo)
    else:
        path = newest_ended(journals, "extend", arguments.access.origin.label)
    record, _ = read_journal(path)

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:  # noqa: ARG001 - as every planner
        await check_source(source, record.plan)  # which tells the service's clock as well
        return undo(record, now=server_now(source))

    return plan

"""Making the plan of `te-tui extend`, `rm` or `prune` from the typed options."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from te_tui.actions.comparison import Listed, since_listed
from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import By, Extension, Never, Until, plan_extension
from te_tui.actions.journal import read_journal
from te_tui.actions.journals import find_journal, newest_ended
from te_tui.actions.plan import Action, Chosen, LeftOut, Plan
from te_tui.actions.plan_file import read_plan
from te_tui.actions.review import still_as_planned, without_obstacles
from te_tui.actions.runner import check_source
from te_tui.actions.undecided import why_undecided
from te_tui.actions.undo import undo
from te_tui.cli.changing.options import ChangeOptions
from te_tui.cli.choosing import as_listed, check_groups, meant, named
from te_tui.cli.exits import WrongUsage
from te_tui.cli.remarks import Remarks
from te_tui.cli.targets import Targets
from te_tui.filters import parse
from te_tui.sources.abilities import Extension as Way
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import server_now
from te_tui.sources.errors import Refused, Rejected
from te_tui.sources.finding import spelled

_TWICE = "the list names it twice, and the filter finds only one of them"

Planner: TypeAlias = Callable[[SnapshotSource, Remarks], Awaitable[Plan]]


def planner_of(options: ChangeOptions, journals: Path) -> Planner:
    """Check the options, and return the function that makes the command's plan.

    Raises:
        WrongUsage: an argument is missing, or contradicts another one.
        FilterError: the filter is wrong.
        NoJournal: the journal to undo does not exist.
        BadPlan: the plan file does not exist, or cannot be carried out.
    """
    if options.plan is not None and not chooses(options):
        return _planned(options, options.plan)
    if options.command == "prune":
        return _pruning(options)
    if options.command == "rm":
        return _removing(options)
    if options.undo is not None:
        return _undoing(options, journals)
    return _extending(options)


def chooses(options: ChangeOptions) -> bool:
    """Whether the options choose snapshots: by id, by a filter or by --undo."""
    return options.undo is not None or bool(options.targets or options.filter)


def action_of(options: ChangeOptions) -> Action:
    """The action of a command: extend for `te-tui extend`, delete for `rm` and `prune`."""
    return "extend" if options.command == "extend" else "delete"


def _planned(options: ChangeOptions, path: Path) -> Planner:
    if options.by or options.until or options.no_archive or options.all_groups or options.same_link:
        raise WrongUsage("--plan does what its file says; name nothing else of the change with it.")
    planned = read_plan(path)
    if planned.plan.action != action_of(options):
        command = "extend" if planned.plan.action == "extend" else "rm"
        raise WrongUsage(f"{path} is a plan for te-tui {command}, not for te-tui {options.command}.")

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:
        earlier = planned.plan
        now = await still_as_planned(source, earlier)
        left = f"{len(earlier.changes):,} of {planned.at_first:,} snapshots are left in it"
        remarks.say(f"{path} was made {earlier.made:%Y-%m-%d %H:%M} UTC ({earlier.reason}); {left}.")
        return now

    return plan


def _pruning(options: ChangeOptions) -> Planner:
    check_groups(options.account.aid, all_groups=options.all_groups)
    wanted = parse(options.filter)
    if not wanted.terms:
        raise WrongUsage("Say with --filter what to delete: without one it would be everything.")

    if wanted.names_group:
        raise WrongUsage("Name the account group with --aid; group: is for lists.")

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:
        chosen_from = meant(
            source,
            options.account.aid,
            remarks,
            wanted.dashboard_id,
            all_groups=options.all_groups,
            whole=True,
        )
        listed = [one async for one in chosen_from]
        now = server_now(source)
        matches = wanted.test(now)
        found = [(group, row) for group, row in listed if matches(row)]
        others = {
            (group.aid, row.snapshot_id) for group, row in listed if row.snapshot_id and not matches(row)
        }
        why_not = [
            _TWICE if (group.aid, row.snapshot_id) in others else why_undecided(wanted, row)
            for group, row in found
        ]
        left_out = [LeftOut.of(row, why) for (_, row), why in zip(found, why_not, strict=True) if why]
        chosen = [one for one, why in zip(found, why_not, strict=True) if why is None]
        for sentence in wanted.idle_sentences((row for _, row in listed), now):
            remarks.warn(sentence)
        plan = plan_deletion(
            source.host,
            chosen,
            now=now,
            archive=not options.no_archive,
            reason=str(wanted),
            expression=str(wanted),
            by_clock=wanted.goes_by_clock,
        )
        return replace(plan, left_out=(*plan.left_out, *left_out))

    return plan


def _removing(options: ChangeOptions) -> Planner:
    targets = _targets_of(options)

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:
        chosen = await named(source, options.account.aid, list(targets.ids), remarks)
        chosen, changed = still_as_listed(source, chosen, targets.listed)
        if source.abilities.opens_from_caches:
            with suppress(Refused, Rejected):  # a token may delete what it may not list
                chosen, others = still_as_listed(source, *await as_listed(source, chosen))
                changed += others
        now = server_now(source)
        plan = plan_deletion(source.host, chosen, now=now, archive=not options.no_archive)
        return replace(plan, left_out=(*plan.left_out, *changed))

    return plan


def _extending(options: ChangeOptions) -> Planner:
    extension = _extension(options)
    targets = _targets_of(options)

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:
        way = _way(source, options)
        chosen = await named(source, options.account.aid, list(targets.ids), remarks)
        chosen, changed = still_as_listed(source, chosen, targets.listed)
        if way is not Way.IN_PLACE:
            chosen, others = still_as_listed(source, *await as_listed(source, chosen))
            changed += others
        # As long as possible is for ever where that is.
        for_ever = options.until == "max" and source.abilities.never_expires
        planned = plan_extension(
            source.host,
            chosen,
            Never() if for_ever else extension,
            now=server_now(source),
            way=way,
            limits=source.limits,
        )
        planned = replace(planned, left_out=(*planned.left_out, *changed))
        return await without_obstacles(source, planned) if planned.makes_again else planned

    return plan


def _targets_of(options: ChangeOptions) -> Targets:
    if options.named is None:
        raise WrongUsage("Name at least one snapshot by its id.")
    return options.named


def still_as_listed(
    source: SnapshotSource, chosen: list[Chosen], listed: Mapping[str, Listed]
) -> tuple[list[Chosen], list[LeftOut]]:
    """Separate the chosen snapshots from those that have changed since they were listed (safety rule 19).

    `listed` says what the list showed of each, by snapshot id; a snapshot that is not in it counts as
    unchanged.
    """
    same: list[Chosen] = []
    left_out: list[LeftOut] = []
    # A service may spell an id in another way than the rows do.
    by_id = {spelled(source, snapshot_id): one for snapshot_id, one in listed.items()}
    for group, row in chosen:
        shown = by_id.get(spelled(source, str(row.snapshot_id)))
        if shown is not None and (why := since_listed(shown, (group, row))):
            left_out.append(LeftOut.of(row, f"it is not as it was listed: {'; '.join(why)}"))
        else:
            same.append((group, row))
    return same, left_out


def _way(source: SnapshotSource, options: ChangeOptions) -> Way:
    """How to extend snapshots: in the source's preferred way, or with --same-link so that links stay.

    Raises:
        WrongUsage: --until never was typed, and all snapshots of the source expire.
    """
    abilities = source.abilities
    if options.until == "never" and not abilities.never_expires:
        raise WrongUsage("Every snapshot expires here: say --until max.")
    if options.same_link and Way.SAME_LINK in abilities.extends:
        return Way.SAME_LINK
    return abilities.extends[0]


def _extension(options: ChangeOptions) -> Extension:
    if options.by is not None:
        return By(options.by)
    if options.until is None:
        raise WrongUsage("Say how long: --by 30d, --until 2027-01-31 or --until max.")
    if options.until == "never":
        return Never()
    return Until(None if options.until == "max" else options.until)


def _undoing(options: ChangeOptions, journals: Path) -> Planner:
    if options.same_link:
        raise WrongUsage("--undo goes the way of its journal; leave out --same-link.")
    if options.targets:
        raise WrongUsage("--undo takes back a whole extend; name no snapshots with it.")
    path = find_journal(journals, options.undo) if options.undo else None

    async def plan(source: SnapshotSource, remarks: Remarks) -> Plan:  # noqa: ARG001 - as every planner
        record, _ = read_journal(path or newest_ended(journals, "extend", source.host))
        await check_source(source, record.plan)  # which tells the service's clock as well
        return undo(record, now=server_now(source))

    return plan

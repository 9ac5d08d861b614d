"""The common steps of `te-tui extend`, `rm` and `prune`: plan, confirm, carry out, or resume."""

from __future__ import annotations

import asyncio
import os
import shlex
import sys
from dataclasses import replace
from pathlib import Path

from te_tui.actions.archiving import Archives
from te_tui.actions.deletion import asks_for_number
from te_tui.actions.journal import Journal, NoJournal, read_journal
from te_tui.actions.journals import find_journal, interrupted
from te_tui.actions.plan import Plan
from te_tui.actions.plan_file import BadPlan, write_plan
from te_tui.actions.record import Record, begin
from te_tui.actions.run_lock import Busy, RunLock
from te_tui.actions.runner import Runner, WrongSource, check_source
from te_tui.actions.windows import NotAllowed
from te_tui.cli.account.opening import open_source
from te_tui.cli.changing.confirming import can_ask, confirm, need_answer
from te_tui.cli.changing.doubting import must_ask
from te_tui.cli.changing.options import ChangeOptions
from te_tui.cli.changing.planning import Planner, action_of, chooses, planner_of
from te_tui.cli.changing.progress import ChangePrinter, ChangeRemarks
from te_tui.cli.changing.reporting import IN_PART, conclude, say_interrupted, say_left_out
from te_tui.cli.exits import WrongUsage
from te_tui.cli.targets import Targets, for_each, targets_by_profile
from te_tui.files.holding import Held
from te_tui.files.places import Places
from te_tui.settings.profile import DEFAULT
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import server_now
from te_tui.sources.errors import Rejected
from te_tui.sources.http.pace import sparing
from te_tui.sources.read_only import refused
from te_tui.sources.vendors import vendor_named

_DECLINED = 130
_LOOK_AGAIN = 0.5  # seconds between two looks at a run that is waited for


def change(options: ChangeOptions) -> int:
    """Plan and carry out changes, one profile after another, or resume a run; return the exit code."""
    if not options.targets or options.resume is not None or options.undo is not None:
        return _change(options)
    parts = targets_by_profile(options.targets, options.account)
    if len(parts) > 1 and options.plan is not None:
        raise WrongUsage(f"A plan is for one profile, and these are of {len(parts)}. Make one for each.")

    together = sum(len(part.ids) for part in parts) if len(parts) > 1 else 0

    def change_part(part: Targets) -> int:
        return _change(options._replace(account=part.account, named=part, together=together))

    return for_each(parts, change_part, quiet=options.quiet)


def _change(options: ChangeOptions) -> int:
    try:
        changing = Changing(options)
        with sparing():
            if options.resume is not None:
                return asyncio.run(changing.resume())
            planner = changing.planner()
            return asyncio.run(changing.begin(planner))
    except NotAllowed as error:
        raise WrongUsage(f"{error}.") from None
    except (NoJournal, Held, WrongSource, BadPlan) as error:
        raise WrongUsage(str(error)) from None
    except Busy as busy:
        print(f"te-tui: {busy} Try again when that is over, or wait with --wait.", file=sys.stderr)
        return IN_PART


class Changing:
    """One run of `te-tui extend`, `rm` or `prune` with one profile."""

    def __init__(self, options: ChangeOptions) -> None:
        self._options = options
        self._places = Places.of(os.environ)
        self._remarks = ChangeRemarks(quiet=options.quiet)

    @property
    def _profile(self) -> str | None:
        name = self._options.account.access.profile.name
        return None if name == DEFAULT else name

    def planner(self) -> Planner:
        """The function that makes the plan.

        Raises:
            WrongUsage: the options are wrong, or the plan would need a confirmation, and there is no
                terminal.
        """
        if (path := self._plan_to_write) is not None:
            self._check_plan_can_be_written(path)
        planner = planner_of(self._options, self._places.journals)
        if not self._options.dry_run:
            need_answer(yes=self._options.yes)
        return planner

    @property
    def _plan_to_write(self) -> Path | None:
        return self._options.plan if chooses(self._options) else None

    def _check_plan_can_be_written(self, path: Path) -> None:
        """Check that a plan file may be written: only with --dry-run, and never over an existing file.

        Raises:
            WrongUsage: it may not be written.
        """
        if not self._options.dry_run:
            raise WrongUsage(
                "Make a plan with --dry-run --plan FILE; to carry it out, name no snapshots and no filter."
            )
        if path.exists():
            raise WrongUsage(f"There is a file {path} already; name another one.")

    def _write_plan(self, plan: Plan, path: Path) -> None:
        write_plan(path, plan)
        profile = f" --profile {shlex.quote(plan.profile)}" if plan.profile else ""
        command = f"te-tui {self._options.command}{profile} --plan {shlex.quote(str(path))}"
        self._remarks.say(f"The plan is in {path}. Look it through, take lines out, then: {command}")

    async def begin(self, planner: Planner) -> int:
        """Make a plan, have it confirmed, and carry it out; return the exit code."""
        remarks = self._remarks
        async with open_source(self._options.account, remarks) as source:
            if self._options.named is not None:
                self._options.named.check_host(source.host)
            self._check_may_change(source)
            for earlier in interrupted(self._places.journals):
                if earlier.record.plan.host == source.host:
                    remarks.say(str(earlier))
            plan = await self._plan(source, planner)
            asks = must_ask(
                source,
                plan,
                remarks,
                carries_out=not self._options.dry_run,
                writes_plan=self._plan_to_write is not None,
            )
            say_left_out(plan, remarks)
            shown = self._shown(begin(plan))
            if (path := self._plan_to_write) is not None:
                self._write_plan(plan, path)
            if not plan.changes:
                remarks.say("There is nothing to do.")
            elif self._options.dry_run:
                shown.all()
            elif (asks or not self._options.yes) and not await confirm(
                plan, by_wrong_clock=asks, together=self._options.together
            ):
                remarks.say("Nothing was changed.")
                return _DECLINED
            else:
                with (
                    await self._locked(plan) as lock,
                    Journal.begin(self._places.journals, plan) as journal,
                ):
                    return await self._run(source, journal, shown, lock)
        return IN_PART if remarks.left_out else 0

    async def _plan(self, source: SnapshotSource, planner: Planner) -> Plan:
        """Make the plan; with --wait, make it again if another run had to end first."""
        while True:
            plan = replace(await planner(source, self._remarks), profile=self._profile)
            if self._options.dry_run or not plan.changes or not await self._waited(plan):
                return plan

    async def _locked(self, plan: Plan) -> RunLock:
        await self._waited(plan)
        return self._take(plan)

    async def _waited(self, plan: Plan) -> bool:
        """With --wait, wait until no other run changes the account groups; return whether there was one.

        Raises:
            Busy: there is another run, and --wait was not typed.
        """
        told = False
        while True:
            try:
                self._take(plan).release()
            except Busy as busy:
                if not self._options.wait:
                    raise
                if not told:
                    self._remarks.say(f"{busy} Waiting for it (ctrl+c stops).")
                told = True
                await asyncio.sleep(_LOOK_AGAIN)
            else:
                return told

    def _take(self, plan: Plan) -> RunLock:
        return RunLock.take(self._places.journals, plan, f"te-tui {self._options.command}")

    async def resume(self) -> int:
        """Finish an interrupted run: carry out the remaining changes in its journal; return the exit code."""
        path = self._journal_to_resume()
        if self._options.dry_run:
            record, _ = read_journal(path)
            self._shown(record).all()
            return 0
        async with open_source(self._options.account, self._remarks) as source:
            self._check_may_change(source)
            record, _ = read_journal(path)
            plan = record.plan
            await check_source(source, plan)
            left = replace(plan, changes=tuple(plan.changes[place] for place in record.remaining))
            by_wrong_clock = must_ask(source, left, self._remarks)
            # A script has no terminal to ask on: it resumes what was confirmed before.
            asks = by_wrong_clock or (not self._options.yes and asks_for_number(left) and can_ask())
            if asks and not await confirm(left, by_wrong_clock=by_wrong_clock):
                self._remarks.say("Nothing was changed.")
                return _DECLINED
            with await self._locked(plan) as lock, Journal.resume(path) as journal:
                return await self._run(source, journal, self._shown(journal.record), lock)

    def _journal_to_resume(self) -> Path:
        if self._options.plan is not None or chooses(self._options):
            raise WrongUsage("--resume goes by what its journal says; name no snapshots with it.")
        folder, name = self._places.journals, self._options.resume
        action = action_of(self._options)
        if name:
            path = find_journal(folder, name)
            if read_journal(path)[0].plan.action != action:
                raise WrongUsage(f"{path} is no journal of te-tui {self._options.command}.")
            return path
        found = interrupted(folder, action)
        if not found:
            raise WrongUsage("There is nothing to resume.")
        if len(found) > 1:
            names = "; ".join(map(str, found))
            raise WrongUsage(f"There are {len(found)} to resume; name one. {names}")
        return found[0].path

    def _check_may_change(self, source: SnapshotSource) -> None:
        if not source.abilities.changes and not self._options.dry_run:
            raise refused(f"carry out te-tui {self._options.command}")
        abilities = source.abilities
        extends = action_of(self._options) == "extend"
        if not (abilities.extends if extends else abilities.deletes):
            label = vendor_named(source.vendor).label
            raise Rejected(
                f"Could not carry out te-tui {self._options.command}: "
                f"{label} cannot {'move the expiry of' if extends else 'delete'} snapshots",
                "Make a new one instead." if extends else "They go when they expire.",
            )

    def _shown(self, record: Record) -> ChangePrinter:
        return ChangePrinter(record.plan, record.remaining, self._remarks, as_json=self._options.json)

    async def _run(
        self, source: SnapshotSource, journal: Journal, shown: ChangePrinter, lock: RunLock
    ) -> int:
        remarks, plan = self._remarks, journal.record.plan
        archives = Archives(source, self._places.archives, lambda: server_now(source), remarks.warn)
        try:
            runner = Runner(
                source,
                archives,
                journal,
                shown,
                budget=lambda: remarks.budget,
                progressed=lock.progressed,
            )
            report = await runner.run()
        except asyncio.CancelledError:
            say_interrupted(plan, journal.path, shown.left, remarks)
            raise
        finally:
            remarks.clear()
            shown.finish()
        code = conclude(report, journal.path, self._places.archives, remarks)
        if shown.output.unwritten is not None:
            raise shown.output.unwritten
        return code

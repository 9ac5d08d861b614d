"""What journals say that another te-tui wrote, and which of several ended last."""

from __future__ import annotations

import json
from pathlib import Path

from te_tui.actions.extension import Until, plan_extension
from te_tui.actions.journals import newest_ended
from te_tui.actions.plan_json import PLAN
from te_tui.actions.record import read_record
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.actions.remote import LATER, NOW, chosen

PLANNED = plan_extension("demo", chosen(["s0"]), Until(LATER.date()), now=NOW, limits=LIMITS)


def test_an_undo_without_the_field_is_known_by_its_reason() -> None:
    said = json.loads(PLAN.dump_json(PLANNED)) | {"reason": "undo"}
    for name in ("undoes", "filter"):
        del said[name]
    record = read_record(json.dumps(said).encode() + b"\n")
    assert record is not None
    assert record.plan.undoes
    assert not PLAN.validate_json(PLAN.dump_json(PLANNED)).undoes


def test_of_two_runs_the_one_that_ended_last_is_the_newest(tmp_path: Path) -> None:
    for name, ended in (("20261121-090000-extend-a", "09:30"), ("20261121-091000-extend-b", "09:20")):
        end = json.dumps({"step": "end", "at": f"2026-11-21T{ended}:00.000+00:00"}).encode()
        (tmp_path / f"{name}.done.jsonl").write_bytes(PLAN.dump_json(PLANNED) + b"\n" + end + b"\n")
    assert newest_ended(tmp_path, "extend", "demo").name.startswith("20261121-090000")

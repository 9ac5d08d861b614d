"""What a journal says is true, wherever it was cut."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.outcome import DONE, Outcome
from te_tui.actions.plan_json import PLAN
from te_tui.actions.record import Record, Trace, begin, read_record
from tests.actions.remote import NOW, chosen

PLACES = 3
PLAN_LINE = PLAN.dump_json(plan_deletion("here", chosen(f"s{n}" for n in range(PLACES)), now=NOW))

LINES = st.fixed_dictionaries(
    {
        "step": st.sampled_from(
            ["archiving", "archived", "asking", "answered", "done", "failed", "gone", "end"]
        ),
        "place": st.none() | st.integers(-2, PLACES + 1),
    },
    optional={"file": st.just("/archives/x.tesnap"), "why": st.just("Because."), "at": st.just("2026")},
)


def journal(*lines: dict[str, Any] | bytes) -> bytes:
    texts = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return b"".join(text + b"\n" for text in (PLAN_LINE, *texts))


def record_of(*lines: dict[str, Any] | bytes) -> Record:
    record = read_record(journal(*lines))
    assert record is not None
    return record


def step(name: str, place: int = 0, **more: str) -> dict[str, Any]:
    return {"step": name, "place": place, **more}


def test_a_journal_without_its_plan_says_nothing() -> None:
    for content in (b"", PLAN_LINE[:-1], b"{}\n", b"\xff\n", b"[1]\n" + PLAN_LINE):
        assert read_record(content) is None


def test_a_plan_alone_is_a_run_of_which_nothing_is_done() -> None:
    assert read_record(PLAN_LINE) == begin(PLAN.validate_json(PLAN_LINE))


def test_each_step_leaves_its_trace() -> None:
    assert record_of(step("archiving")).traces[0] == Trace()
    archived = record_of(step("archiving"), step("archived", file="/a.tesnap"))
    assert archived.traces[0] == Trace(archive=Path("/a.tesnap"))
    asking = record_of(step("archived", file="/a.tesnap"), step("asking"))
    assert asking.traces[0] == Trace(Path("/a.tesnap"), asked=True)
    assert 0 in asking.remaining
    done = record_of(step("asking"), step("answered"), step("done"))
    assert done.remaining == (1, 2)
    assert done.interrupted


def test_what_is_made_again_leaves_its_trace() -> None:
    copying = record_of(step("copying", id="copy"))
    assert copying.traces[0] == Trace(copy="copy")
    refused = record_of(step("asking"), step("refused"))
    assert refused.traces[0] == Trace(asked=False)
    for made in ("making", "made"):
        assert record_of(step("asking"), step(made, id="new")).traces[0] == Trace(asked=True, new_id="new")
    assert record_of(step("copying", id="copy"), step("tidied")).traces[0] == Trace()
    done = record_of(step("made", id="new"), step("done", expires="2026-11-21T09:00:00Z"))
    assert done.traces[0] == Trace(new_id="new", expires=NOW, outcome=DONE)


@pytest.mark.parametrize("begun", ["archiving", "copying", "asking", "making", "made"])
def test_what_is_begun_again_after_a_failure_is_under_way(begun: str) -> None:
    assert record_of(step("failed"), step(begun)).interrupted
    assert record_of(*(step("failed", place) for place in range(PLACES)), step(begun)).interrupted


@pytest.mark.parametrize("other", ["archived", "refused", "tidied", "answered"])
def test_other_steps_do_not_undo_how_it_ended(other: str) -> None:
    traces = record_of(step("failed", why="No."), step(other, file="/a.tesnap")).traces
    assert traces[0].outcome == Outcome("failed", "No.")


@pytest.mark.parametrize("place", [-1, -PLACES, PLACES, PLACES + 1])
def test_a_line_about_no_change_of_the_plan_says_nothing(place: int) -> None:
    assert record_of(step("done", place)) == record_of()


def test_the_end_of_a_run_is_when_it_says() -> None:
    assert record_of({"step": "end", "at": "2026-11-21T09:00:00Z"}).ended == NOW
    assert record_of({"step": "done", "at": "2026-11-21T09:00:00Z"}).ended is None


def test_an_archive_without_a_path_is_none() -> None:
    assert record_of(step("archived", file="/a.tesnap"), step("archived")).traces[0].archive is None


def test_what_changed_meanwhile_is_settled_with_its_reason() -> None:
    record = record_of(step("changed", 1, why="Renamed."), step("gone", 2))
    assert record.remaining == (0,)
    assert [trace.outcome and (trace.outcome.kind, trace.outcome.why) for trace in record.traces] == [
        None,
        ("changed", "Renamed."),
        ("gone", ""),
    ]


def test_a_failure_remains_and_what_is_gone_does_not() -> None:
    record = record_of(step("failed", 0, why="It was in use."), step("gone", 1), step("done", 2))
    assert record.remaining == (0,)
    assert not record.interrupted
    outcome = record.traces[0].outcome
    assert outcome is not None
    assert outcome.why == "It was in use."


def test_a_failure_that_is_tried_again_is_under_way() -> None:
    for begun in ("archiving", "asking"):
        assert record_of(step("failed"), step(begun)).traces[0].outcome is None


def test_a_half_line_is_left_out_wherever_it_stands() -> None:
    half = b'{"step":"done","pla'
    assert record_of(half, step("done", 1)).remaining == (0, 2)
    assert read_record(journal(step("done", 1)) + half) == record_of(step("done", 1))


@given(st.lists(LINES, max_size=20), st.data())
def test_a_cut_journal_says_what_its_whole_lines_say(
    lines: list[dict[str, Any]], data: st.DataObject
) -> None:
    content = journal(*lines)
    cut = data.draw(st.integers(0, len(content)))
    whole = content[:cut].rpartition(b"\n")[0]
    # A line whose end alone is missing is whole, too.
    ended = content[: content.find(b"\n", cut)] if content[cut : cut + 1] == b"\n" else whole
    assert read_record(content[:cut]) == read_record(ended)


@given(st.lists(LINES, max_size=20), st.binary(max_size=40))
def test_whatever_follows_a_plan_is_read_without_a_failure(lines: list[dict[str, Any]], noise: bytes) -> None:
    record = record_of(*lines, noise)
    assert len(record.traces) == PLACES
    assert set(record.remaining) <= set(range(PLACES))
    for place in record.remaining:
        outcome = record.traces[place].outcome
        assert outcome is None or outcome.kind == "failed"

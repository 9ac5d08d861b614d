"""Matches the regular expressions in a panel's settings without backtracking, so that the time is limited."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.values.pattern_syntax import BadPattern, Program, compiled, is_break, is_word

_LONGEST: Final = 2_000
"""Characters of a pattern."""
_MOST_STEPS: Final = 1_500_000
"""Steps of all patterns of a panel together; a sound one takes a few for each character of a text."""

_WRITTEN: Final = re.compile(r"/(.*)/(g?i?m?y?s?)")
_REPLACEMENT: Final = re.compile(r"\$(?:(\$)|(&)|(`)|(')|(\d\d?)|<([^>]*)>)")

Slots: TypeAlias = tuple[int, ...]
"""Begin and end of the match and of each group; -1 where a group has none."""


class Effort:
    """Limits the time for a panel's regular expressions: counts the steps of all of them together."""

    def __init__(self) -> None:
        self.steps = 0

    @property
    def is_exhausted(self) -> bool:
        """Whether the limit of steps is reached; then no pattern of the panel matches any more."""
        return self.steps > _MOST_STEPS


def pattern_of(written: str, effort: Effort) -> Pattern | None:
    """Compile a pattern; one without slashes (`/…/flags`) has to match the whole text.

    None if it is malformed or not supported; the setting with the pattern then does not apply.
    """
    if not written or len(written) > _LONGEST:
        return None
    source, flags = f"^{written}$", ""
    if written.startswith("/"):
        found = _WRITTEN.fullmatch(written)
        if found is None:
            return None
        source, flags = found.groups()
    program = _program(source, "i" in flags, "s" in flags)
    return None if program is None else Pattern(program, effort, every="g" in flags, lines="m" in flags)


@lru_cache(maxsize=200)
def _program(source: str, ignore_case: bool, dot_all: bool) -> Program | None:
    try:
        return compiled(source, ignore_case=ignore_case, dot_all=dot_all)
    except BadPattern:
        return None


class Pattern:
    """A compiled regular expression.

    All patterns of a panel share `effort`, a limit for their steps together. Once it is exhausted, they match
    nothing.
    """

    def __init__(self, program: Program, effort: Effort, *, every: bool, lines: bool) -> None:
        self._program = program
        self._effort = effort
        self._every = every
        self._lines = lines

    def fits(self, text: str) -> bool:
        """Whether the pattern matches somewhere in a text."""
        return self._search(text, 0) is not None

    def replaced(self, text: str, replacement: str) -> str:
        """The text with the first match (all with the flag `g`) replaced; `$1` stands for the first group."""
        if len(text) > LIMITS.text:
            return text
        parts: list[str] = []
        position = start = size = 0
        while (found := self._search(text, position)) is not None:
            begin, end = found[0], found[1]
            parts += text[start:begin], self._expanded(replacement[:_LONGEST], text, found)[: LIMITS.text]
            start, position = end, end + (begin == end)
            size += len(parts[-1])
            if not self._every or position > len(text) or size > LIMITS.text:
                break
        return "".join(parts) + text[start:]

    def _search(self, text: str, position: int) -> Slots | None:
        """The leftmost match at or after a position; None if there is no match."""
        empty = (-1,) * (2 * self._program.groups + 2)
        threads: dict[int, Slots] = {}
        seen: set[int] = set()
        best: Slots | None = None
        for index in range(position, len(text) + 1):
            if best is None:
                self._follow(threads, seen, 0, index, empty, text)
            if (best is not None and not threads) or self._effort.is_exhausted:
                break
            character = text[index : index + 1]
            moved: dict[int, Slots] = {}
            seen = set()
            for number, slots in threads.items():
                step = self._program.steps[number]
                if step.kind == "end":
                    best = slots
                    break  # what comes behind has less right to be it
                if character and step.test is not None and step.test(character):
                    self._follow(moved, seen, step.first, index + 1, slots, text)
            self._effort.steps += len(threads)
            threads = moved
        return None if self._effort.is_exhausted else best

    def _follow(
        self, threads: dict[int, Slots], seen: set[int], start: int, index: int, slots: Slots, text: str
    ) -> None:
        """Add to `threads` the `char` and `end` steps that can be reached from `start` without a character.

        `threads` are the ways of matching that are still possible, the preferred way first: the next step of
        each, and the positions of its groups.
        """
        waiting = [(start, slots)]
        while waiting:
            number, slots = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            self._effort.steps += 1
            step = self._program.steps[number]
            if step.kind == "split":
                waiting += (step.second, slots), (step.first, slots)
            elif step.kind == "save":
                waiting.append((step.first, (*slots[: step.slot], index, *slots[step.slot + 1 :])))
            elif step.kind == "assert":
                if self._holds(step.name, index, text):
                    waiting.append((step.first, slots))
            elif step.kind == "look":
                if self._is_ahead(step.second, index, text) == step.wanted:
                    waiting.append((step.first, slots))
            else:
                threads[number] = slots

    def _is_ahead(self, start: int, index: int, text: str) -> bool:
        """Whether the lookahead with the steps from `start` on matches at this index."""
        threads: dict[int, Slots] = {}
        self._follow(threads, set(), start, index, (), text)
        while threads and not self._effort.is_exhausted:
            steps = [self._program.steps[number] for number in threads]
            if any(step.kind == "end" for step in steps):
                return True
            self._effort.steps += len(threads)
            character = text[index : index + 1]
            index += 1
            threads, seen = {}, set[int]()
            for step in steps:
                if character and step.test is not None and step.test(character):
                    self._follow(threads, seen, step.first, index, (), text)
        return False

    def _holds(self, name: str, index: int, text: str) -> bool:
        before, behind = text[index - 1 : index] if index else "", text[index : index + 1]
        if name == "^":
            return not before or (self._lines and is_break(before))
        if name == "$":
            return not behind or (self._lines and is_break(behind))
        return (is_word(before) != is_word(behind)) == (name == "b")

    def _expanded(self, replacement: str, text: str, slots: Slots) -> str:
        def part(found: re.Match[str]) -> str:
            dollar, whole, before, behind, number, name = found.groups()
            if dollar:
                return "$"
            if whole:
                return text[slots[0] : slots[1]]
            if before:
                return text[: slots[0]]
            if behind:
                return text[slots[1] :]
            return self._group(found[0], number, name, text, slots)

        return _REPLACEMENT.sub(part, replacement)

    def _group(self, written: str, number: str | None, name: str | None, text: str, slots: Slots) -> str:
        """The text of a captured group by its number or name; `$10` may mean group 1 followed by a 0."""
        if number is None:
            if not self._program.names:
                return written
            index, rest = self._program.names.get(name or "", 0), ""
        else:
            index, rest = int(number), ""
            if index > self._program.groups and len(number) == 2:
                index, rest = int(number[0]), number[1]
            if not 0 < index <= self._program.groups:
                return written
        begin, end = (slots[2 * index], slots[2 * index + 1]) if index else (-1, -1)
        return (text[begin:end] if min(begin, end) >= 0 else "") + rest

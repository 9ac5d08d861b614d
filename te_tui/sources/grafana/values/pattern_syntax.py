"""Compiles JavaScript's regular expressions to steps that are matched without backtracking.

Anybody may have written the patterns in a dashboard, and a backtracking pattern could run for ever.
Patterns that need backtracking (references to groups) or Unicode's character properties are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

MOST_STEPS: Final = 3_000
"""Steps of one pattern; repetitions are written out."""
_DEEPEST: Final = 50
_MOST_PIECES: Final = 20_000
"""Pieces that are read; a repeated piece is read again each time."""
_ENDLESS: Final = -1

Test: TypeAlias = Callable[[str], bool]


class BadPattern(ValueError):
    """A pattern that is malformed, needs backtracking, or is too long."""


@dataclass(slots=True)
class Step:
    """One step of a compiled pattern.

    Attributes:
        kind: `char` matches one character; `split` tries `first`, then `second`; `save` stores the position
            in `slot`; `assert` tests the position; `look` tests a lookahead, whose steps begin at `second`;
            `end` says that the pattern matches.
        wanted: Whether a lookahead has to match (`(?=…)`), or must not match (`(?!…)`).
    """

    kind: Literal["char", "split", "save", "assert", "look", "end"]
    first: int = 0
    second: int = 0
    test: Test | None = None
    slot: int = 0
    name: str = ""
    wanted: bool = True


@dataclass(slots=True)
class Program:
    """The steps of a compiled pattern, its number of capturing groups, and the numbers of named groups."""

    steps: list[Step] = field(default_factory=list)
    groups: int = 0
    names: dict[str, int] = field(default_factory=dict)


_DIGITS: Final = frozenset("0123456789")
_WORD: Final = _DIGITS | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_SPACE: Final = frozenset(" \t\n\r\f\v\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff") | frozenset(
    map(chr, range(0x2000, 0x200B))
)
_BREAKS: Final = frozenset("\n\r\u2028\u2029")
_CLASSES: Final = {"d": _DIGITS, "w": _WORD, "s": _SPACE}
_CONTROLS: Final = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}
_QUANTIFIERS: Final = {"*": (0, _ENDLESS), "+": (1, _ENDLESS), "?": (0, 1)}


def is_word(character: str) -> bool:
    """Whether a character is an ASCII letter, digit or underscore; False for empty text."""
    return character in _WORD if character else False


def is_break(character: str) -> bool:
    """Whether a character ends a line."""
    return character in _BREAKS


def compiled(source: str, *, ignore_case: bool, dot_all: bool) -> Program:
    """Compile a pattern to steps; with `dot_all`, the dot matches line breaks as well.

    Raises:
        BadPattern: The pattern is malformed, needs backtracking, or is too long.
    """
    reader = _Reader(source, ignore_case=ignore_case, dot_all=dot_all)
    program = reader.program
    program.steps.append(Step("save", first=1, slot=0))
    reader.read_alternatives(0)
    if reader.index < len(source):
        raise BadPattern("an unmatched )")
    reader.emit(Step("save", slot=1))
    reader.emit(Step("end"))
    return program


class _Reader:
    """Compiles a pattern from left to right, piece by piece (a character, class, group or assertion)."""

    def __init__(self, source: str, *, ignore_case: bool, dot_all: bool) -> None:
        self.source = source
        self.index = 0
        self.program = Program()
        self._ignore_case = ignore_case
        self._dot_all = dot_all
        self._pieces = 0

    def emit(self, step: Step) -> int:
        """Append a step, and return its index; unless `step.first` is set, the step after it comes next."""
        steps = self.program.steps
        if len(steps) >= MOST_STEPS:
            raise BadPattern("too long")
        step.first = step.first or len(steps) + 1
        steps.append(step)
        return len(steps) - 1

    def read_alternatives(self, depth: int) -> None:
        """Read the alternatives `a|b|c`, up to the end of a group or of the pattern."""
        if depth > _DEEPEST:
            raise BadPattern("nested too deeply")
        steps = self.program.steps
        start = len(steps)
        self._read_sequence(depth)
        ends = []
        while self._take("|"):
            self._move(start, 1)
            steps.insert(start, Step("split", start + 1, 0))
            ends.append(self.emit(Step("split")))
            steps[start].second = len(steps)
            start = len(steps)
            self._read_sequence(depth)
        for end in ends:
            steps[end].first = steps[end].second = len(steps)

    def _read_sequence(self, depth: int) -> None:
        while self.index < len(self.source) and self.source[self.index] not in "|)":
            start = len(self.program.steps)
            begin, groups = self.index, self.program.groups
            can_repeat = self._read_piece(depth)
            repeat = self._read_quantifier()
            if repeat:
                if not can_repeat:
                    raise BadPattern("nothing to repeat")
                self._repeat(start, begin, groups, depth, *repeat)

    def _repeat(  # noqa: PLR0917 - a piece, and how often
        self, start: int, begin: int, groups: int, depth: int, least: int, most: int, greedy: bool
    ) -> None:
        """Write steps that match one item of the pattern, such as `[a-z]`, `least` to `most` times.

        The item's text begins at index `begin` of the pattern. Its steps so far, from index `start` of the
        program on, are replaced.
        """
        after = self.index
        del self.program.steps[start:]
        for _ in range(least):
            self._again(begin, groups, depth)
        if most == _ENDLESS:
            loop = self._split(greedy)
            self._again(begin, groups, depth)
            back = self.emit(Step("split"))
            self.program.steps[back].first = self.program.steps[back].second = loop
            self._leave(loop, greedy)
        else:
            optional = []
            for _ in range(most - least):
                optional.append(self._split(greedy))
                self._again(begin, groups, depth)
            for split in optional:
                self._leave(split, greedy)
        self.index = after

    def _again(self, begin: int, groups: int, depth: int) -> None:
        self.index, self.program.groups = begin, groups
        self._read_piece(depth)

    def _split(self, greedy: bool) -> int:
        split = self.emit(Step("split"))
        step = self.program.steps[split]
        step.first, step.second = (split + 1, 0) if greedy else (0, split + 1)
        return split

    def _leave(self, split: int, greedy: bool) -> None:
        step = self.program.steps[split]
        if greedy:
            step.second = len(self.program.steps)
        else:
            step.first = len(self.program.steps)

    def _move(self, start: int, by: int) -> None:
        """Correct the indexes in later steps, before `by` steps are inserted at `start`."""
        if len(self.program.steps) + by > MOST_STEPS:
            raise BadPattern("too long")
        for step in self.program.steps[start:]:
            step.first += by if step.first >= start else 0
            step.second += by if step.second >= start else 0

    def _read_piece(self, depth: int) -> bool:
        """Read one character, class, group or assertion; return whether a quantifier may follow it."""
        self._pieces += 1
        if self._pieces > _MOST_PIECES:
            raise BadPattern("too long")
        character = self.source[self.index]
        self.index += 1
        if character in "^$":
            self.emit(Step("assert", name=character))
            return False
        if character in "*+?":
            raise BadPattern("nothing to repeat")
        if character == "(":
            return self._read_group(depth)
        if character == "[":
            self._char(self._read_class())
        elif character == ".":
            self._char(_anything if self._dot_all else _no_break)
        elif character == "\\":
            return self._read_escape()
        else:
            self._char(self._one(character))
        return True

    def _read_group(self, depth: int) -> bool:
        if self._take("?=") or self._take("?!"):
            look = self.emit(Step("look", wanted=self.source[self.index - 1] == "="))
            self.program.steps[look].second = len(self.program.steps)
            self.read_alternatives(depth + 1)
            self.emit(Step("end"))
            self.program.steps[look].first = len(self.program.steps)
            self._close()
            return True
        number = None
        if not self._take("?:"):
            self.program.groups += 1
            number = self.program.groups
            if self._take("?<"):
                name, end, rest = self.source[self.index :].partition(">")
                if not end or not name.isidentifier():
                    raise BadPattern("not supported: (?<")
                self.program.names[name] = number
                self.index = len(self.source) - len(rest)
            elif self._take("?"):
                raise BadPattern("not supported: (?")
            self.emit(Step("save", slot=2 * number))
        self.read_alternatives(depth + 1)
        if number is not None:
            self.emit(Step("save", slot=2 * number + 1))
        self._close()
        return True

    def _close(self) -> None:
        if not self._take(")"):
            raise BadPattern("an unmatched (")

    def _read_escape(self) -> bool:
        character = self._next()
        if character in "bB":
            self.emit(Step("assert", name=character))
            return False
        if character in "123456789" or (character == "k" and self.program.names):
            raise BadPattern("references to groups are not supported")
        self._char(self._escaped(character))
        return True

    def _escaped(self, character: str) -> Test:
        """The test that an escape stands for; `character` is the character after the backslash."""
        members = _CLASSES.get(character.lower())
        if members is not None:
            return members.__contains__ if character.islower() else lambda found: found not in members
        return self._one(self._literal(character))

    def _literal(self, character: str) -> str:
        if character in _CONTROLS:
            return _CONTROLS[character]
        length = {"x": 2, "u": 4}.get(character, 0)
        digits = self.source[self.index : self.index + length]
        if length and len(digits) == length and all(digit in "0123456789abcdefABCDEF" for digit in digits):
            self.index += length
            return chr(int(digits, 16))
        if character == "c" and self.source[self.index : self.index + 1].isascii():
            return chr(ord(self._next()) % 32)
        return character

    def _read_class(self) -> Test:
        negated = self._take("^")
        tests: list[Test] = []
        while not self._take("]"):
            low = self._class_member()
            tests += self._class_tests(low)
        found = tuple(tests)
        return lambda character: any(test(character) for test in found) != negated

    def _class_tests(self, low: str | Test) -> list[Test]:
        """Finish reading one item of a character class; return tests, one of which a character has to pass.

        `low` is the first character of the item: it is the whole item, or a range such as `a-z` begins with
        it. If `low` is a test, as from an escape for all digits, it is the whole item.
        """
        if not isinstance(low, str):
            return [low]
        if self.source[self.index : self.index + 1] != "-" or self.source[self.index + 1 :][:1] in ("]", ""):
            return [self._one(low)]
        self.index += 1
        high = self._class_member()
        if isinstance(high, str):
            return [self._range(low, high)]
        return [self._one(low), self._one("-"), high]

    def _class_member(self) -> str | Test:
        character = self._next()
        if character != "\\":
            return character
        escaped = self._next()
        if escaped == "b":
            return "\b"
        if escaped.lower() in _CLASSES:
            return self._escaped(escaped)
        return self._literal(escaped)

    def _range(self, low: str, high: str) -> Test:
        if low > high:
            raise BadPattern("a range out of order")
        if not self._ignore_case:
            return lambda character: low <= character <= high
        return lambda character: (
            low <= character <= high or low <= character.lower() <= high or low <= character.upper() <= high
        )

    def _one(self, wanted: str) -> Test:
        if not self._ignore_case:
            return wanted.__eq__
        folded = wanted.lower()
        return lambda character: character.lower() == folded

    def _char(self, test: Test) -> None:
        self.emit(Step("char", test=test))

    def _read_quantifier(self) -> tuple[int, int, bool] | None:
        character = self.source[self.index : self.index + 1]
        if character and character in _QUANTIFIERS:
            self.index += 1
            least, most = _QUANTIFIERS[character]
        elif character == "{" and (bounds := self._read_bounds()):
            least, most = bounds
        else:
            return None
        return least, most, not self._take("?")

    def _read_bounds(self) -> tuple[int, int] | None:
        """Read `{2}`, `{2,}` or `{2,5}` as (least, most); None for anything else."""
        inside, end, rest = self.source[self.index + 1 :].partition("}")
        low, comma, high = inside.partition(",")
        if not end or not _is_digits(low) or not (high == "" or _is_digits(high)):
            return None
        self.index = len(self.source) - len(rest)
        least = int(low)
        most = int(high) if high else _ENDLESS if comma else least
        if max(least, most) > MOST_STEPS or -1 < most < least:
            raise BadPattern("repeated too often")
        return least, most

    def _take(self, text: str) -> bool:
        found = self.source.startswith(text, self.index)
        self.index += len(text) if found else 0
        return found

    def _next(self) -> str:
        if self.index >= len(self.source):
            raise BadPattern("ends too early")
        self.index += 1
        return self.source[self.index - 1]


def _is_digits(text: str) -> bool:
    return 0 < len(text) < 6 and all(character in _DIGITS for character in text)


def _anything(_character: str) -> bool:
    return True


def _no_break(character: str) -> bool:
    return character not in _BREAKS

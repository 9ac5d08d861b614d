"""Parsing of filter expressions into terms; an error says where it is and what to write instead."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from te_tui.filters.fields import all_fields
from te_tui.filters.notation import Foreign, foreign_in, operator
from te_tui.filters.terms import Filter, Term
from te_tui.filters.words import Word

if TYPE_CHECKING:
    from te_tui.filters.condition import Condition

# Other spaces look like these: they are refused, not taken for one or for part of a word.
_SPACE = re.compile(r"[ \t-\r]*")
_BARE = re.compile(r"[^ \t-\r]*")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\])')
_FIELD = re.compile(r"([^\W\d][\w.-]*)([<>]=?|[:=])")


class FilterError(ValueError):
    """An error in a filter expression; the message says where it is (from 1) and what to write instead.

    Attributes:
        position: Where the wrong part begins in the expression, counting from 0.
        length: How many characters of the expression are wrong.
        next_step: What to write instead, in a few words.
        before: The filter made of the terms that precede the wrong term.
    """

    def __init__(self, message: str, position: int, length: int, next_step: str) -> None:
        super().__init__(message)
        self.position = position
        self.length = length
        self.next_step = next_step
        self.before = Filter()


def parse(text: str) -> Filter:
    """Return the filter that an expression describes; an empty one matches everything.

    Raises:
        FilterError: The expression is wrong.
    """
    terms: list[Term] = []
    position = _skip(_SPACE, text, 0)
    while position < len(text):
        try:
            term, end = _term(text, position)
        except FilterError as error:
            error.before = Filter(tuple(terms))
            raise
        terms.append(term)
        position = _skip(_SPACE, text, end)
    return Filter(tuple(terms))


def _term(text: str, start: int) -> tuple[Term, int]:
    negated = text.startswith("-", start)
    begin = start + negated
    if field := _FIELD.match(text, begin):
        condition, end = _field(text, field)
    else:
        word, end = _value(text, begin)
        if foreign := operator(text[begin:end]):
            raise _refused(foreign, begin)
        if not word:
            hint = 'write a word, or "-" in quotes for a hyphen'
            raise _error("nothing to look for", start, end, hint, "write a word")
        condition = Word(word)
    return Term(condition, negated), end


def _field(text: str, match: re.Match[str]) -> tuple[Condition, int]:
    """Return the condition of the term that begins with `match` (field and sign), and the index after it."""
    sign = match[2]
    value, end = _value(text, match.end())
    fields = all_fields()
    field = fields.get(match[1].lower())
    if field is None:
        close = get_close_matches(match[1].lower(), fields, 1)
        hint = f'did you mean "{close[0]}"?' if close else "to look for this text, put it in quotes"
        next_step = hint if close else "unknown field; put it in quotes"
        raise _error(f'unknown field "{match[1]}"', match.start(1), match.end(1), hint, next_step)
    hint = f"write {field.forms}"
    forms = [f"{field.name}:{one}" for one in field.values] if sign == ":" else []
    next_step = f"write {' or '.join(forms)}" if forms else hint.partition(", ")[0]
    if not value:
        raise _error(f'nothing after "{match[0]}"', match.start(), end, hint, next_step)
    if field.takes_text and text.startswith("-", match.end()):
        step = f"write -{match[0]}{value[1:]}" if len(value) > 1 else next_step
        raise _error('"-" stands behind the field', match.end(), match.end() + 1, step, step)
    if sign not in (":", "<", ">"):
        raise _error(f'unknown sign "{sign}"', match.start(2), match.end(2), hint, next_step)
    condition = field.read(sign, value)
    if condition is None:
        what = text[match.start() : end]
        raise _error(f'"{what}" has no meaning', match.start(), end, hint, next_step)
    return condition, end


def _value(text: str, start: int) -> tuple[str, int]:
    """Return the word or quoted phrase that begins at `start`, and the index after it."""
    if not text.startswith('"', start):
        end = _skip(_BARE, text, start)
        if foreign := foreign_in(text[start:end]):
            raise _refused(foreign, start)
        return text[start:end], end
    match = _QUOTED.match(text, start)
    if match is None:
        raise _error("a quote is opened", start, len(text), 'close it with "', 'close the quote with "')
    end = match.end()
    if _skip(_BARE, text, end) > end:
        if (foreign := foreign_in(text[end : end + 1])) and not text[end].isprintable():
            raise _refused(foreign, end)
        hint = 'put a space after it, or \\" for a quote inside'
        raise _error("the quote is closed", end - 1, end, hint, "put a space after the quote")
    return _ESCAPE.sub(r"\1", match[1]), end


def _skip(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _refused(foreign: Foreign, offset: int) -> FilterError:
    start, end, problem, hint = foreign
    return _error(problem, start + offset, end + offset, hint, hint.partition(", or ")[0].rpartition(": ")[2])


def _error(problem: str, start: int, end: int, hint: str, next_step: str) -> FilterError:
    return FilterError(f"{problem} at character {start + 1}; {hint}", start, end - start, next_step)

"""Refuses notation of other tools, such as the wildcard `*`, in words without quotes.

Taken as plain text, it would be dangerous: `-audit*` would exclude nothing, so that `prune` would delete
snapshots that it should spare. A sign is allowed where it is likely to be part of a name: an apostrophe
between letters (O'Brien), `&` alone or inside a word (R&D), `+` after a word (C++), `!` at its end, brackets
around a whole word ([prod]), and dashes, hyphens and the colons of a time inside a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

_LONGEST_SHOWN: Final = 40  # characters of a word that is repeated in an error

# Neither space nor format character to Unicode, and yet nothing is seen of them.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_JOINERS: Final = frozenset("\u200c\u200d")
_STYLES: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))
_KEYCAP: Final = "\u20e3"

_QUOTES = 'use straight double quotes (")'
_LITERAL = "search for {literal} in quotes, if it is part of the name"
_ANYWHERE = "a word is found anywhere in a name: write {bare}, or {literal} to search for the sign"
_MINUS = 'put "-" before a term to negate it, or search for {literal} in quotes'
_AND = "terms separated by spaces all have to match, or search for {literal} in quotes"
_OR = "all terms have to match: use one filter after the other, or search for {literal} in quotes"

# Of brackets only those around a whole word are part of a name: [prod], but neither [a-z] nor audit[0-9].
_SETS: Final = r"\[(?=.-|\^)|(?<=.)\[|\](?=.)|\[(?=[^\]]*$)|^[^\[]*\]|[{}]"
_ESCAPES: Final = r"^\\|\\[bBdDwWsSAZz](?![^\W\d_])|\\(?=\W|$)"
_APOSTROPHES: Final = "'‘’‚‛`´′＇"
# Compiled where they are first needed: all of them take a fiftieth of a start.
_NOTATIONS: Final = (
    ("[“”„‟«»‹›″＂〝〞〟「」『』]", "{sign} is no quotation mark of a filter", _QUOTES),
    (
        f"(?<![^\\W_])[{_APOSTROPHES}]|[{_APOSTROPHES}](?![^\\W_])",
        "{sign} is no quotation mark of a filter",
        _QUOTES,
    ),
    ('"', "a quote stands inside a word", 'put all of it in quotes, with \\" for a quote inside'),
    (r"^/.+/[a-z]{0,3}$", "there are no regular expressions", _LITERAL),
    (r"\.[*+]|\*+|[?＊？]+|^%|(?<=[^\W\d])%$", '"{sign}" is no wildcard', _ANYWHERE),
    (r"\^|\$$", '"{sign}" does not stand for a start or an end', _ANYWHERE),
    (_SETS, 'there are no regular expressions: "{sign}"', _LITERAL),
    (_ESCAPES, 'there are no regular expressions: "{sign}"', _LITERAL),
    ("[()（）]", "terms cannot be grouped", _LITERAL),
    (r"[|｜]+|(?<=[^\W\d])[,;](?=[^\W\d])", 'there is no "or": "{sign}"', _OR),
    ("&&", '"{sign}" is not needed', _AND),
    (r"^[!！¬]+|[!！][=~]|≠", '"{sign}" does not negate', _MINUS),
    (r"[~～≈]+", '"{sign}" has no meaning', _ANYWHERE),
    (r"^\+", '"{sign}" has no meaning', _ANYWHERE),
    ("^[<>=:]+|==|[≤≥＜＞＝]", '"{sign}" has no field before it', "write expires<7d, or name:checkout"),
    ("[：∶꞉﹕]", "{sign} is another sign than :", 'write ":"'),
    ("^[‐‑‒–—―−﹘﹣－⁃]", "{sign} is no minus sign", 'write "-"'),
    (r"^(?:…|\.\.\.)|(?:…|\.\.\.)$", '"{sign}" stands for something that was cut off', _ANYWHERE),
)
# Letters, digits and what may follow them; everything else is put in quotes when a filter is written.
_PLAIN: Final = re.compile(r"\w[\w./+-]*")
_OPERATORS: Final = {"NOT": _MINUS, "AND": _AND, "OR": _OR}


class Foreign(NamedTuple):
    """A part of a word that is notation of other tools: its place, the problem, and what to write instead."""

    start: int
    end: int
    problem: str
    hint: str


def foreign_in(word: str) -> Foreign | None:
    """The first notation of other tools, or invisible character, in an unquoted word; None without any."""
    return min(_foreign_parts(word), key=lambda part: part.start, default=None)


def operator(word: str) -> Foreign | None:
    """The error for a word that is an operator of other tools (AND, OR, NOT); None for any other word."""
    hint = _OPERATORS.get(word)
    return Foreign(0, len(word), f'"{word}" is no operator', _filled(hint, word, word)) if hint else None


def quoted(text: str) -> str:
    """Return a text as the value of a filter term, in quotes if it needs them."""
    if _PLAIN.fullmatch(text) and not foreign_in(text) and not operator(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _foreign_parts(word: str) -> Iterator[Foreign]:
    for place, character in enumerate(word):
        if not character.isascii() or not character.isprintable():
            hint = "write a plain space" if unicodedata.category(character) == "Zs" else "take it out"
            if not _is_seen(word, place):
                yield Foreign(place, place + 1, f"invisible character {_named(character)}", hint)
                return  # what follows is no better, and a word of a megabyte is looked through once
    for pattern, problem, hint in _NOTATIONS:
        if match := re.search(pattern, word):
            sign = match[0]
            yield Foreign(*match.span(), problem.format(sign=sign), _filled(hint, word, sign))


def _is_seen(word: str, place: int) -> bool:
    """Whether the character at `place` is visible, or shapes its visible neighbours, as joiners do."""
    character, before, after = word[place], word[place - 1 : place], word[place + 1 : place + 2]
    if character in _JOINERS:
        return not (before + after).isascii() and bool(before and after)
    if character in _STYLES:
        return not before.isascii() or after == _KEYCAP
    category = unicodedata.category(character)
    is_selector = "\U000e0100" <= character <= "\U000e01ef"
    if is_selector or category in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"} or character in _BLANK:
        return False
    return bool(place) or category[0] != "M"


def _named(character: str) -> str:
    return f"{unicodedata.name(character, '')} (U+{ord(character):04X})".lstrip()


def _filled(hint: str, word: str, sign: str) -> str:
    if "{" not in hint:
        return hint
    if len(word) > _LONGEST_SHOWN:
        return "put the word in straight double quotes, if it is part of the name"
    literal = word.replace("\\", "\\\\").replace('"', '\\"')
    return hint.format(literal=f'"{literal}"', bare=word.replace(sign, "") or "a word")

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from te_tui.models.clean import clean
from te_tui.sources.errors import (
    NotFound,
    NotLoggedIn,
    Problem,
    Refused,
    Rejected,
    ServerFailed,
    SourceError,
)
from te_tui.sources.http.problems import read_problem, usual_failure
from te_tui.sources.thousandeyes.words import WORDS

read_failure = usual_failure(WORDS)


@pytest.mark.parametrize(
    ("status", "body", "expected", "line"),
    [
        (
            404,
            {
                "type": "about:blank",
                "title": "No such page",
                "status": 404,
                "detail": "It is gone",
                "instance": "/x",
            },
            Problem(404, "No such page", "It is gone"),
            "HTTP 404: No such page: It is gone",
        ),
        (
            400,
            {
                "title": "Bad",
                "detail": "Bad",
                "errors": [
                    {"code": "c1", "field": "endDate", "message": "too late"},
                    {"code": "c2", "message": "no"},
                    {"field": "aid"},
                    {"code": "c3"},
                    {},
                    None,
                    "plain",
                ],
            },
            Problem(400, "Bad", "Bad", ("endDate: too late", "no", "aid", "c3", "plain")),
            "HTTP 400: Bad: endDate: too late: no: aid: c3: plain",
        ),
        (400, {"title": "Bad", "errors": None}, Problem(400, "Bad"), "HTTP 400: Bad"),
        (
            401,
            {"error": "invalid_token", "error_description": "It has expired"},
            Problem(401, "invalid_token", "It has expired"),
            "HTTP 401: invalid_token: It has expired",
        ),
        (
            500,
            {"timestamp": 1, "httpStatus": 500, "errors": ["first", "second"], "path": "/v7/tests"},
            Problem(500, None, None, ("first", "second")),
            "HTTP 500: first: second",
        ),
        (500, {"message": "Boom"}, Problem(500, None, "Boom"), "HTTP 500: Boom"),
        (400, {"title": ["x"], "detail": {}, "errors": {"a": 1}}, Problem(400), "HTTP 400"),
        (400, {"title": 5, "errors": [5, [6]]}, Problem(400, "5", None, ("5",)), "HTTP 400: 5"),
        (502, [1, 2], Problem(502), "HTTP 502"),
        (502, "text", Problem(502), "HTTP 502"),
    ],
)
def test_every_shape_of_a_refusal_is_read(status: int, body: Any, expected: Problem, line: str) -> None:
    problem = read_problem(status, json.dumps(body).encode())
    assert problem == expected
    assert str(problem) == line


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>Bad gateway</html>", b"{", b"\xff\xfe", b"[" * 100_000, b"9" * 5_000],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_json_says_its_status_alone(body: bytes) -> None:
    assert read_problem(503, body) == Problem(503)


def test_a_page_of_words_is_read_and_what_is_larger_is_not() -> None:
    page = b'{"title": "No"}'.ljust(2**20)
    assert read_problem(400, page) == Problem(400, "No")
    assert read_problem(400, page + b" ") == Problem(400)


@pytest.mark.parametrize("said", ["x" * 300, "x" * 301, "x" * 302])
def test_words_are_cut_where_they_are_too_long_and_not_before(said: str) -> None:
    cut = said if len(said) == 300 else "x" * 299 + "…"
    assert read_problem(400, json.dumps({"title": said}).encode()).title == cut


def test_hostile_words_are_cleaned_and_cut_short() -> None:
    hostile = "\x1b]52;c;eA==\x07\u202e\ud800" + "x" * 5_000
    body = {"title": hostile, "detail": hostile, "errors": [{"field": hostile, "message": hostile}] * 50}
    problem = read_problem(400, json.dumps(body).encode())
    said = str(problem)
    assert clean(said) == said
    assert len(problem.title or "") == len(problem.detail or "") == 300
    assert len(problem.fields) == 10
    assert len(said) < 2_000


@pytest.mark.parametrize(
    ("status", "kind", "sentence", "next_step"),
    [
        (300, Rejected, "Could not open it: HTTP 300", "Redirects"),
        (399, Rejected, "Could not open it: HTTP 399", "Redirects"),
        (400, Rejected, "Could not open it: HTTP 400", "values"),
        (401, NotLoggedIn, "The token is not accepted: HTTP 401", "TE_TOKEN"),
        (403, Refused, "Could not open it: HTTP 403", "permission"),
        (404, NotFound, "Could not open it: HTTP 404", "id"),
        (406, Rejected, "Could not open it: HTTP 406", "values"),
        (408, ServerFailed, "Could not open it: HTTP 408", "later"),
        (425, ServerFailed, "Could not open it: HTTP 425", "later"),
        (499, Rejected, "Could not open it: HTTP 499", "values"),
        (500, ServerFailed, "Could not open it: HTTP 500", "later"),
        (503, ServerFailed, "Could not open it: HTTP 503", "later"),
    ],
)
def test_a_status_becomes_an_error_that_says_what_to_do(
    status: int, kind: type[SourceError], sentence: str, next_step: str
) -> None:
    error = read_failure("open it", status, b"")
    assert type(error) is kind
    assert (error.sentence, error.problem.status) == (sentence, status)
    assert next_step in error.next_step
    assert str(error) == f"{sentence}. {error.next_step}"


@settings(max_examples=100, derandomize=True, deadline=None, database=None)
@given(
    st.binary(max_size=50)
    | st.recursive(
        st.none() | st.text() | st.integers(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["title", "detail", "errors", "field", "message", "error"]), inner
            )
        ),
        max_leaves=10,
    ).map(lambda value: json.dumps(value).encode())
)
def test_no_body_can_break_the_error(body: bytes) -> None:
    str(read_failure("open it", 400, body)).encode()

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from te_tui.actions.privacy import privacy_of, privacy_trouble
from te_tui.actions.windows import last
from te_tui.models.request import SavedTestRequest
from te_tui.models.saved_test import SavedTest

WINDOW = last(timedelta(hours=6), datetime(2026, 11, 11, 3, 12, 40, tzinfo=UTC))


def saved(*, event: bool | None, link: str | None) -> SavedTest:
    return SavedTest("vfeyq", "Evidence", event, 0, 3600, link)


APP, SHARE = "https://app.thousandeyes.com/view", "https://x.share.thousandeyes.com/view"


@pytest.mark.parametrize(
    ("event", "link", "privacy"),
    [
        (True, APP, "private"),
        (True, None, "private"),
        (False, SHARE, "public"),
        (False, None, "public"),
        (None, SHARE, "public"),
        (None, APP, None),
        (None, None, None),
        (True, SHARE, None),
    ],
)
def test_who_can_see_a_test_snapshot_is_what_the_answer_says(
    event: bool | None, link: str | None, privacy: str | None
) -> None:
    assert privacy_of(saved(event=event, link=link)) == privacy


def test_an_answer_that_is_not_what_was_asked_for_is_trouble() -> None:
    private = SavedTestRequest("7", "x", WINDOW.start, WINDOW.end, public=False)
    public = replace(private, public=True)
    assert privacy_trouble(private, saved(event=True, link=APP)) is None
    assert privacy_trouble(public, saved(event=False, link=SHARE)) is None
    assert "the answer says public: anyone with the link" in str(
        privacy_trouble(private, saved(event=False, link=SHARE))
    )
    assert "only the account group" in str(privacy_trouble(public, saved(event=True, link=APP)))
    assert "does not say" in str(privacy_trouble(private, saved(event=None, link=None)))

"""Long tests begin before the others, in every process."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import pytest_collection_modifyitems


@pytest.mark.parametrize("short", [0, 1, 2, 40])
@pytest.mark.parametrize("long", [0, 1, 5, 7])
def test_every_test_is_dealt_once_however_few_there_are(long: int, short: int) -> None:
    every: list[Any] = [
        SimpleNamespace(get_closest_marker=lambda _name, is_long=number < long: is_long or None)
        for number in range(long + short)
    ]
    items = list(every)
    config: Any = SimpleNamespace(workerinput={"workercount": 4})
    pytest_collection_modifyitems(config, items)
    assert len(items) == len(every)
    assert {id(one) for one in items} == {id(one) for one in every}

"""Keys of one's own: any action by its id; what cannot be had is told in one sentence."""

from __future__ import annotations

import pytest

from te_tui.keys.keymap import AS_DELIVERED, WrongKeys, key_map
from te_tui.keys.table import BY_ID, KEYS, TOPICS


def test_an_action_has_the_keys_that_the_settings_give_it_and_all_others_their_own() -> None:
    own = key_map({"snapshots.filter": ("ctrl+e", "F3")})
    assert own.keys_of(BY_ID["snapshots.filter"]) == ("ctrl+e", "f3")
    assert own.keys_of(BY_ID["snapshots.sort"]) == AS_DELIVERED.keys_of(BY_ID["snapshots.sort"]) == ("s",)


def test_two_actions_may_exchange_their_keys() -> None:
    own = key_map({"snapshots.sort": ("f",), "snapshots.radar": ("s",)})
    assert own.keys_of(BY_ID["snapshots.radar"]) == ("s",)


def test_two_that_give_way_to_each_other_may_both_get_another_key() -> None:
    assert key_map({"chart.earlier": ("b",), "table.left": ("b",)}).own["table.left"] == ("b",)


def test_the_same_key_on_different_screens_is_no_clash() -> None:
    assert key_map({"snapshots.radar": ("x",), "timeline.why": ("x",)})


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (
            {"snapshots.filtre": ("x",)},
            'no action is called "snapshots.filtre"; the nearest is snapshots.filter',
        ),
        (
            {"snapshots.filter": ("d",)},
            "d would be both snapshots.delete .* and snapshots.filter .* screen .list.",
        ),
        ({"chart.earlier": ("escape",)}, "escape would be both go.up .* and chart.earlier"),
        ({"snapshots.sort": ("ctrl+c",)}, "both app.quit"),
        ({"snapshots.sort": ("x",), "snapshots.radar": ("x",)}, "x would be both"),
        ({"snapshots.filter": ("alt+x",)}, 'snapshots.filter: no key is called "alt.x"'),
        ({"snapshots.filter": ()}, "snapshots.filter needs a key"),
        ({"confirm.yes": ("y", "enter")}, "confirm.yes .Yes. cannot be enter"),
        ({"delete.run": ("enter",), "delete.typed": ("f5",)}, "delete.run .Delete. cannot be enter"),
        ({"confirm.yes": ("return",)}, "confirm.yes .Yes. cannot be enter"),
        ({"confirm.yes": ("n",)}, "n would be both dialog.no .No. and confirm.yes"),
        ({"delete.run": ("n",)}, "n would be both dialog.no .No. and delete.run"),
    ],
)
def test_what_cannot_be_had_is_told_in_one_sentence(
    wanted: dict[str, tuple[str, ...]], sentence: str
) -> None:
    with pytest.raises(WrongKeys, match=sentence):
        key_map(wanted)


def test_ids_are_unique_and_every_key_has_words_and_a_topic() -> None:
    assert len(BY_ID) == len(KEYS)
    assert all(key.name and key.does and key.topic in TOPICS and key.places for key in KEYS)

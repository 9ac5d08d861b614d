import pytest

from te_tui.actions.subjects import Subject, named, narrowed, of_dashboards, of_tests
from te_tui.actions.windows import NotAllowed
from te_tui.models.dashboard import Dashboard, NetworkTest
from te_tui.sources.errors import NotFound

CHOICES = of_dashboards(
    [
        Dashboard("d3", "WAN", "Branches"),
        Dashboard("d1", "BGP"),
        Dashboard("d2", "bgp"),
        Dashboard(None, "Lost"),
        Dashboard("d4", None),
    ]
)


def test_dashboards_come_by_title_without_those_that_have_no_id() -> None:
    assert [subject.subject_id for subject in CHOICES] == ["d1", "d2", "d4", "d3"]
    assert CHOICES[2].title == "d4"


def test_private_snapshots_of_tests_are_no_tests() -> None:
    tests = [NetworkTest("7", "Checkout", "bgp", True, False), NetworkTest("8", "Checkout", saved_event=True)]
    assert of_tests(tests) == (Subject("test", "7", "Checkout", "bgp"),)


@pytest.mark.parametrize(("words", "ids"), [("", 4), ("BGP", 2), ("bran wan", 1), ("d4", 1), ("x", 0)])
def test_words_narrow_the_choice(words: str, ids: int) -> None:
    assert len(narrowed(CHOICES, words)) == ids


def test_titles_with_a_word_that_begins_like_the_text_come_before_those_with_it_inside_a_word() -> None:
    titles = ("A: branches", "Change review", "Checkout", "WAN: branches", "The cheap (Checkout)")
    found = narrowed((Subject("dashboard", title, title) for title in titles), "che")
    expected = ["Checkout", "The cheap (Checkout)", "A: branches", "WAN: branches"]
    assert [one.title for one in found] == expected


def test_one_is_found_by_its_id_or_by_its_title() -> None:
    assert named(CHOICES, "dashboard", "d2").title == "bgp"
    assert named(CHOICES, "dashboard", " wan ").subject_id == "d3"


def test_a_title_that_several_have_lists_them_with_their_ids() -> None:
    with pytest.raises(NotAllowed, match=r"2 dashboards are called BGP; .*: BGP \(d1\), bgp \(d2\)"):
        named(CHOICES, "dashboard", "BGP")


def test_one_is_found_by_a_part_of_its_title_that_no_other_has() -> None:
    many = (Subject("dashboard", "1", "Checkout overview"), Subject("dashboard", "2", "Checkout, EMEA"))
    assert named(many, "dashboard", "overview CHECK").subject_id == "1"
    with pytest.raises(NotAllowed, match=r"2 dashboards have checkout in their title; .*\(1\).*\(2\)"):
        named(many, "dashboard", "checkout")


def test_what_nothing_is_called_lists_what_is_alike() -> None:
    with pytest.raises(NotFound) as alike:
        named(CHOICES, "dashboard", "branches")
    assert alike.value.next_step == "It has: WAN (d3)."
    with pytest.raises(NotFound, match="It has no tests"):
        named((), "test", "x")
    many = tuple(Subject("test", str(n), f"Test {n}") for n in range(9))
    with pytest.raises(NotFound, match="and 4 more"):
        named(many, "test", "y")


@pytest.mark.parametrize(("number", "more"), [(5, ""), (6, ", and 1 more"), (1_006, ", and 1,001 more")])
def test_five_are_told_and_how_many_more_there_are(number: int, more: str) -> None:
    many = tuple(Subject("test", str(n), f"Test {n}") for n in range(number))
    with pytest.raises(NotFound) as refused:
        named(many, "test", "y")
    assert refused.value.next_step == (
        f"It has: Test 0 (0), Test 1 (1), Test 2 (2), Test 3 (3), Test 4 (4){more}."
    )


@pytest.mark.parametrize("wanted", ["", "  "])
def test_no_words_name_nothing(wanted: str) -> None:
    with pytest.raises(NotFound):
        named((Subject("test", "1", "Checkout"),), "test", wanted)

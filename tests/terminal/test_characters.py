import pytest

from te_tui.terminal.characters import only_ascii


@pytest.mark.parametrize(
    "environment",
    [
        {}, {"LANG": ""}, {"LANG": "C.UTF-8"}, {"LANG": "de_DE.UTF-8"}, {"LANG": "C", "LC_ALL": "C.UTF-8"},
        {"LC_CTYPE": "UTF-8"}, {"LC_CTYPE": "C.UTF-8"}, {"LANG": "C", "LC_CTYPE": "en_US.UTF-8"},
    ],
)  # fmt: skip
def test_unicode_is_drawn_unless_the_locale_says_otherwise(environment: dict[str, str]) -> None:
    assert not only_ascii(environment, "utf-8")


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"}, {"LANG": "POSIX"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"},
        {"LC_CTYPE": "C"},
        # What Python makes of LANG=C before anybody can look.
        {"LANG": "C", "LC_CTYPE": "C.UTF-8"},
    ],
)  # fmt: skip
def test_a_locale_without_unicode_gets_ascii(environment: dict[str, str]) -> None:
    assert only_ascii(environment, "utf-8")


@pytest.mark.parametrize("encoding", ["iso8859-1", "ascii", "cp437", "no such encoding"])
def test_an_encoding_that_lacks_the_glyphs_gets_ascii(encoding: str) -> None:
    assert only_ascii({"LANG": "de_DE"}, encoding)

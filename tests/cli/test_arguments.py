from pathlib import Path

import pytest

from te_tui import __version__
from te_tui.cli.account.target import archive_of, snapshot_id_of
from te_tui.cli.exits import WrongUsage
from te_tui.cli.parser import parse_arguments
from te_tui.cli.words import COMMANDS
from te_tui.sources.vendors import vendor_named
from tests.cli.conftest import Run

VENDOR = vendor_named()
ID = "d28bb71f-5a47-4783-8f12-d4b115e61b0c"
BASE = "https://api.thousandeyes.com"
COMMON = {"--help", "--version", "--profile", "--aid", "--read-only", "--no-color", "--quiet", "--debug"}
OWN = {
    "explore": {"TARGET", "--plain"},
    "demo": {
        "TARGET", "--plain", "--serve", "--port", "--snapshots", "--page-size", "--latency", "--seed",
        "--now", "--rate-limit", "--fault", "--log", "--settle",
    },
    "groups": {"--json", "--csv"},
    "ls": {
        "--all-groups", "--everywhere", "--wide", "--filter", "--sort", "--limit", "--json", "--csv",
        "expires<7d",
    },
    "show": {"ID", "WIDGET", "--width", "--plain", "--json"},
    "data": {"ID", "WIDGET", "--json", "--csv"},
    "timeline": {"TARGET", "--plain", "--json"},
    "compare": {"TARGET", "--align", "--all", "--plain", "--json"},
    "trend": {"TARGET", "--dashboard", "--widget", "--plain", "--json"},
    "expiring": {"--within", "--wide", "--all-groups", "--json", "--csv"},
    "extend": {"ID", "--by", "--until", "--undo", "--dry-run", "--yes", "--resume", "--json"},
    "rm": {"ID", "--no-archive", "--dry-run", "--yes", "--resume", "--json"},
    "prune": {"--filter", "--all-groups", "--no-archive", "--dry-run", "--yes", "--resume", "--json"},
    "archive": {"ID", "--output", "--json"},
    "verify": {"ARCHIVE|FOLDER", "--json"},
    "create": {
        "--dashboard", "--name", "--last", "--from", "--to", "--expires", "--anonymize", "--time-zone",
        "--wait", "--no-wait", "--dry-run", "--json",
    },
    "create-test-snapshot": {
        "--test", "--name", "--window", "--end", "--private", "--public", "--dry-run", "--json",
    },
    "login": {"--base-url", "--read-only", "--store"},
    "logout": set(),
    "profiles": {"--json"},
    "status": {"--json"},
    "completion": {"bash|zsh|fish"},
    "man": set(),
    "keys": {"--json", "--plain"},
}  # fmt: skip


def test_every_command_is_tested_here() -> None:
    assert set(OWN) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_names_all_its_options(te_tui: Run, command: str) -> None:
    shown = te_tui(command, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(f"usage: te-tui {command} ")
    assert COMMON | OWN[command] <= set(shown.out.replace(",", " ").split())


@pytest.mark.parametrize(
    ("line", "next_step"),
    [
        ("xyz", "If it is an id: te-tui explore xyz"),
        ("grups --json", "The nearest command is groups"),
        ("--aid 1234 create-test-snapshots", "The nearest command is create-test-snapshot"),
    ],
)
def test_a_word_that_is_neither_command_nor_id_is_told_so_with_the_next_step(
    te_tui: Run, line: str, next_step: str
) -> None:
    shown = te_tui(*line.split())
    assert (shown.code, shown.out) == (2, "")
    assert "Unknown command or id " in shown.err
    assert next_step in shown.err


@pytest.mark.parametrize("command", [(), ("explore",), ("demo",)])
@pytest.mark.parametrize("target", [ID, "a.tesnap", "https://app.thousandeyes.com/x"])
def test_what_may_be_a_target_is_taken_for_one(command: tuple[str, ...], target: str) -> None:
    assert parse_arguments([*command, target]).target == target


@pytest.mark.parametrize("command", ["explore", "demo", "--"])
def test_a_word_that_is_named_as_a_target_is_taken_for_one(command: str) -> None:
    assert parse_arguments([command, "xyz"]).target == "xyz"


@pytest.mark.parametrize("argv", [("--help",), ("-h",), ("--aid", "1234", "--help")])
def test_help_without_a_command_lists_the_commands_and_the_exit_codes(
    te_tui: Run, argv: tuple[str, ...]
) -> None:
    shown = te_tui(*argv)
    assert shown.code == 0
    for word in (*COMMANDS, "130 interrupted", "TE_TOKEN", "TE_BASE_URL", "NO_COLOR"):
        assert word in shown.out


@pytest.mark.parametrize("argv", [("--version",), ("ls", "--version"), ("--version", "ls")])
def test_version_is_one_line(te_tui: Run, argv: tuple[str, ...]) -> None:
    shown = te_tui(*argv)
    assert (shown.code, shown.out, shown.err) == (0, f"te-tui {__version__}\n", "")


@pytest.mark.parametrize(
    "argv",
    [
        ["ls", "--profile", "x", "--quiet", "--json"],
        ["--profile", "x", "ls", "--quiet", "--json"],
        ["--quiet", "--profile=x", "ls", "--json"],
    ],
)
def test_options_may_stand_before_the_command(argv: list[str]) -> None:
    read = parse_arguments(argv)
    assert (read.command, read.profile, read.quiet, read.json) == ("ls", "x", True, True)


@pytest.mark.parametrize(
    ("argv", "target", "aid"),
    [
        ([], None, None),
        (["--aid", "1234"], None, "1234"),
        ([ID], ID, None),
        ([ID, "--aid", "1234"], ID, "1234"),
        (["--aid", "1234", ID], ID, "1234"),
        (["--aid", "ls"], None, "ls"),
        (["--", "ls"], "ls", None),
    ],
)
def test_without_a_command_the_explorer_opens(argv: list[str], target: str | None, aid: str | None) -> None:
    read = parse_arguments(argv)
    assert (read.command, read.target, read.aid) == ("explore", target, aid)


@pytest.mark.parametrize("argv", [["--filter", "-shared:yes"], ["--filter=-shared:yes"]])
def test_a_filter_may_begin_with_a_hyphen(argv: list[str]) -> None:
    assert parse_arguments(["ls", *argv, "--json"]).filter == "-shared:yes"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--nope",), "--nope"),
        ((ID, "two"), "two"),
        (("ls", "--nope"), "--nope"),
        (("ls", "--js"), "--js"),
        (("ls", "--json", "--csv"), "not allowed with"),
        (("ls", "--limit", "many"), "--limit: 'many' is not a whole number"),
        (("ls", "--limit", "-1"), "--limit"),
        (("ls", "--sort", "colour"), "'colour' (choose from"),
        (("ls", "--filter"), "--filter: expected one argument"),
        (("ls", "--filter", "--json"), "--filter: expected one argument"),
        (("ls", "--aid", ""), "--aid"),
        (("ls", "--aid", "1\x1b[2J"), "--aid"),
        (("show",), "ID"),
        (("show", ID, "--width", "5"), "--width: '5' is not a whole number from 20 to 1000"),
        (("extend", ID, "--by", "30"), "--by: '30' is not a length of time such as 30d"),
        (("extend", ID, "--by", "0d"), "--by"),
        (("extend", ID, "--by", "7h"), "--by"),
        (("extend", ID, "--until", "soon"), "--until: 'soon' is neither a day such as 2027-01-31 nor max"),
        (("extend", ID, "--by", "7d", "--until", "max"), "not allowed with"),
        (("expiring", "--within", "week"), "--within"),
        (("demo", "--fault", "fire"), "--fault: unknown fault 'fire'"),
        (("demo", "--fault", "500:2"), "--fault: the probability"),
        (("demo", "--fault", "500@v7"), "--fault: the path"),
        (("demo", "--now", "yesterday"), "--now: 'yesterday' is not a date"),
        (("demo", "--now", "0001-01-01"), "--now: it goes from 1980"),
        (("demo", "--port", "65536"), "--port: it goes from 0 to 65535"),
        (("demo", "--page-size", "0"), "--page-size: 0 is too few"),
        (("demo", "--latency", "-5"), "--latency"),
        (("login", "--store", "file"), "is not repeated here"),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_and_where_help_is(
    te_tui: Run, argv: tuple[str, ...], said: str
) -> None:
    answer = te_tui(*argv)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("te-tui: ")
    assert answer.err.count("\n") == 1
    assert answer.err.rstrip("\n").isprintable()
    assert said in answer.err
    assert answer.err.endswith(" --help.\n")


@pytest.mark.parametrize(
    "target",
    [
        ID,
        f" {ID} ",
        f"https://app.thousandeyes.com/dashboard/?snapshotId={ID}",
        f"https://app.thousandeyes.com/dashboard/?reportSnapshotId={ID}",
        f"https://app.thousandeyes.com/dashboard/?x=1&reportSnapshotId={ID}&y=2#z",
        f"https://api.thousandeyes.com/v7/dashboard-snapshots/{ID}?aid=1234",
        f"https://api.thousandeyes.com/v7/dashboard-snapshots/{ID}/widgets/unpmg",
    ],
)
def test_an_address_names_the_same_snapshot_as_its_id(target: str) -> None:
    assert snapshot_id_of(target, VENDOR, BASE) == ID


def test_an_id_in_an_address_may_be_percent_encoded() -> None:
    assert (
        snapshot_id_of(
            "https://api.thousandeyes.com/v7/dashboard-snapshots/a%2Fb%20c",
            VENDOR,
            VENDOR.default_address or "",
        )
        == "a/b c"
    )
    assert snapshot_id_of("https://app.thousandeyes.com/?snapshotId=a%2Fb", VENDOR, BASE) == "a/b"


@pytest.mark.parametrize("target", ["", " ", "a\x1b[2J", "a\udcff", "https://[", "https://user:secret@host/"])
def test_what_names_no_snapshot_is_wrong_usage_and_is_not_repeated(target: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        snapshot_id_of(target, VENDOR, BASE)
    assert "secret" not in str(wrong.value)
    assert str(wrong.value).isprintable()


@pytest.mark.parametrize("name", ["notes.txt", "sub/notes"])
def test_a_file_that_is_no_archive_is_said_to_be_none(te_tui: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    for command in (("show",), ("data",), ("rm", "--yes")):
        answer = te_tui(*command, str(path))
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == f"te-tui: {path} is not a te-tui archive (.tesnap).\n"


@pytest.mark.parametrize("hidden", ["%1b%5d52;c;AAAA%07", "%E2%80%AEabc", "%0a", "%00"])
def test_an_address_cannot_smuggle_in_what_a_terminal_obeys(hidden: str) -> None:
    for address in (
        f"https://app.example.com/?snapshotId={hidden}",
        f"https://x.example.com/v7/dashboard-snapshots/{hidden}",
    ):
        with pytest.raises(WrongUsage):
            snapshot_id_of(address, VENDOR, BASE)


@pytest.mark.parametrize("target", ["x.tesnap", "/a/b c/X.TESNAP", "../x.tesnap", "~/x.tesnap"])
def test_a_file_is_told_by_how_its_name_ends(target: str) -> None:
    assert archive_of(target) == Path(target)


@pytest.mark.parametrize("target", [ID, "", "x.tesnap.zip", "tesnap", f"https://host/{ID}.tesnap", ".tesnap"])
def test_everything_else_is_no_file(target: str) -> None:
    assert archive_of(target) is None

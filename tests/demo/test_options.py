import re
import subprocess
import sys

import pytest

from te_tui.demo import Fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("500", Fault("500", 1.0, "")),
        ("drop:0.25", Fault("drop", 0.25, "")),
        ("slow@/v7/dashboards", Fault("slow", 1.0, "/v7/dashboards")),
        ("500:0.1@/v7/dashboard-snapshots", Fault("500", 0.1, "/v7/dashboard-snapshots")),
    ],
)
def test_a_fault_reads_its_kind_probability_and_path(text: str, fault: Fault) -> None:
    assert Fault.parse(text) == fault


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("418", "unknown fault '418': choose one of 429, 500"),
        ("", "unknown fault ''"),
        ("500:often", "must be a number from 0 to 1, not 'often'"),
        ("500:1.5", "must be a number from 0 to 1, not '1.5'"),
        ("500:nan", "must be a number from 0 to 1, not 'nan'"),
        ("500@v7", "must start with /"),
    ],
)
def test_a_wrong_fault_is_refused_in_a_sentence(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        Fault.parse(text)


def test_the_package_imports_without_its_extra_dependencies() -> None:
    code = "import sys, te_tui.demo; sys.exit('starlette' in sys.modules or 'uvicorn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

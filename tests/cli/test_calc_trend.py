"""kamen calc trend from outside: two regular buyers, one who grows, errors."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

KAMEN = os.environ["KAMEN"]


def kamen(*arguments, table):
    return subprocess.run([KAMEN, "calc", "trend", *arguments, "-"], input=table.encode(), capture_output=True, check=False)


def sales(growth):
    """Alfa 300 a month, growing by so much a year; Beta 100; three years."""
    rows = ["holder,period,value"]
    for month in range(36):
        period = f"{2022 + month // 12}-{month % 12 + 1:02d}"
        rows += [f"Alfa,{period},{300 + growth * (month // 12)}", f"Beta,{period},100"]
    return "\n".join(rows) + "\n"


def answer(*arguments, table):
    run = kamen("--json", *arguments, table=table)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_regular__buyers_leave_nothing_to_chance():
    got = answer("--top", "1", table=sales(0))
    assert (got["holders"], got["periods"], got["slope_periods"]) == (2, 36, 36), got
    for member in ("hhi", "hhi_level", "hhi_lower", "hhi_upper"):
        assert abs(got[member] - 0.625) < 1e-9, got
    assert abs(got["top_share"] - 0.75) < 1e-12 and abs(got["hhi_slope"]) < 1e-12, got


def test_growth__is_a_slope():
    got = answer("--season", "4", table=sales(100))
    # 0.625, then (16 + 1)/25, then (25 + 1)/36: half of the difference of the last and the first
    assert abs(got["hhi_slope"] - (26 / 36 - 0.625) / 2) < 1e-12, got
    assert 0 < got["hhi_slope_lower"] < got["hhi_slope"] < got["hhi_slope_upper"], got
    assert got["periods"] == 12


def test_text__says_the_same():
    run = kamen(table=sales(100))
    assert run.returncode == 0 and b"without chance" in run.stdout and b"95 % from" in run.stdout, run


def test_errors__say_what_and_the_way_out():
    few = "holder,period,value\nAlfa,2024-01,5\nBeta,2024-01,6\n"
    for arguments, table, words in (
        ((), few, b"4 periods and two holders"),
        (("--season", "5"), few, b"--season does not know '5'"),
        (("--top", "0"), few, b"--top does not know '0'"),
        ((), "holder,period,value\nAlfa,soon,5\n", b"line 2"),
    ):
        run = kamen(*arguments, table=table)
        assert words in run.stderr and run.returncode != 0, run


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

"""kamen calc changepoint from outside: a move that is seen, one that is not there, errors."""

import datetime
import json
import os
import random
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

KAMEN = os.environ["KAMEN"]
START = datetime.date(2023, 1, 2)
MOVED = START + datetime.timedelta(days=500)


def kamen(*arguments, table):
    return subprocess.run([KAMEN, "calc", "changepoint", *arguments, "-"], input=table.encode(), capture_output=True, check=False)


def documents(is_central):
    """Three units over two years and a half, a document every four days each; a third of them holds the category."""
    draw = random.Random(7)
    rows = ["day,unit,lines"]
    waiting = 0
    for number in range(230):
        day = START + datetime.timedelta(days=4 * number)
        for unit in ("Alfa", "Beta", "Gama"):
            lines = draw.choice([0, 0, 1])
            if is_central and day >= MOVED:
                if unit != "Alfa":
                    waiting += lines
                    lines = 0
                else:
                    lines += waiting
                    waiting = 0
            rows.append(f"{day},{unit},{lines}")
    return "\n".join(rows) + "\n"


def test_central__is_found_with_its_centre_and_day():
    run = kamen("--json", table=documents(True))
    assert run.returncode == 0, run.stderr
    got = json.loads(run.stdout)
    assert got["is_found"] is True and got["centre"] == "Alfa", got
    assert got["confidence"] > 0.99 and got["log10_evidence"] > 5, got
    off = datetime.date.fromisoformat(got["since"]) - MOVED
    assert abs(off.days) <= 21, off
    assert got["since_from"] <= got["since"] <= got["since_to"]
    beta = next(unit for unit in got["units"] if unit["unit"] == "Beta")
    assert beta["after"] <= 2 < 20 < beta["before"] and beta["of_documents"] + beta["of_documents_after"] == 230, beta


def test_steady__is_not_found():
    run = kamen("--json", table=documents(False))
    assert run.returncode == 0, run.stderr
    got = json.loads(run.stdout)
    assert got["is_found"] is False and got["confidence"] < 0.2, got
    assert "buying moved to one unit" in kamen(table=documents(False)).stdout.decode()


def test_errors__name_what_is_wrong():
    for table, words in (
        ("day,unit\n2024-01-01,a\n", "day,unit,lines"),
        ("day,unit,lines\n2024-01-01,a,1\n2024-03-01,a,1\n", "two units must have bought"),
        ("day,unit,lines\n2024-01-01,a,1\n2024-03-01,b,-1\n", "line 3: lines below 0"),
        ("day,unit,lines\n2024-01-01,a,1\nyesterday,b,1\n", "line 3"),
    ):
        run = kamen(table=table)
        assert run.returncode != 0 and run.stdout == b"", table
        assert words in run.stderr.decode(), (words, run.stderr)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

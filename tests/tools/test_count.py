#!/usr/bin/env python3
"""Holds tools/count-tests against logs of programs that passed, failed, crashed, and said nothing."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

ROOT = Path(__file__).resolve().parents[2]


def ran(stdout, status=0, result="OK", command="prog"):
    """One row of Meson's log."""
    return {"name": "suite / prog", "stdout": stdout, "stderr": "", "result": result, "returncode": status, "command": [command]}


def count(*rows, protocols=None):
    """Count a log of these programs; returns (exit status, last line)."""
    with tempfile.TemporaryDirectory() as build:
        for folder in ("meson-logs", "meson-info"):
            (Path(build) / folder).mkdir()
        known = [{"cmd": [command], "protocol": protocol} for command, protocol in (protocols or {}).items()]
        (Path(build) / "meson-info" / "intro-tests.json").write_text(json.dumps(known), encoding="utf-8")
        log = Path(build) / "meson-logs" / "testlog.json"
        log.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        done = subprocess.run([sys.executable, str(ROOT / "tools" / "count-tests"), str(log)], capture_output=True, text=True, check=False)
    assert done.stderr == "", done.stderr
    return done.returncode, done.stdout.splitlines()[-1]


def test_points__are_counted_over_programs():
    assert count(ran("1..2\nok 1 a\nok 2 b\n"), ran("ok 1 /c\n1..1\n")) == (0, "3 passed, 0 failed")


def test_failed_point__is_a_failure():
    assert count(ran("1..2\nok 1 a\nnot ok 2 b\n", 1, "FAIL")) == (1, "1 passed, 1 failed")


def test_skipped_point__is_counted_apart():
    assert count(ran("1..2\nok 1 a\nok 2 b # SKIP no data\n")) == (0, "1 passed, 0 failed, 1 skipped")


def test_nothing_passed__is_a_failure():
    assert count(ran("1..1\nok 1 a # SKIP no data\n")) == (1, "0 passed, 0 failed, 1 skipped")


def test_crash__is_a_failure():
    assert count(ran("1..3\nok 1 a\n", -11, "FAIL")) == (1, "1 passed, 1 failed")


def test_bail_out__is_one_failure():
    assert count(ran("1..3\nok 1 a\nBail out! assertion\n", -6, "ERROR")) == (1, "1 passed, 1 failed")


def test_failed_assertion_that_bails_out__is_told():
    assert count(ran("1..3\nok 1 a\nnot ok b - assertion failed\nBail out!\n", -6, "ERROR"))[0] == 1


def test_silence__is_a_failure():
    assert count(ran(""), ran("1..1\nok 1 a\n")) == (1, "1 passed, 1 failed")


def test_missing_plan__is_a_failure():
    assert count(ran("ok 1 a\n")) == (1, "1 passed, 1 failed")


def test_exit_status_after_the_last_point__is_a_failure():
    assert count(ran("1..1\nok 1 a\n", 1, "FAIL")) == (1, "1 passed, 1 failed")


def test_timeout__is_a_failure():
    assert count(ran("1..2\nok 1 a\n", -15, "TIMEOUT")) == (1, "1 passed, 1 failed")


def test_subtests__are_not_counted_again():
    assert count(ran("1..1\n    ok 1 inner\n    not ok 2 inner\nok 1 a\n")) == (0, "1 passed, 0 failed")


def test_program_without_tap__is_one_point():
    assert count(ran("hello\n", command="x"), protocols={"x": "exitcode"}) == (0, "1 passed, 0 failed")


def test_missing_log__is_a_failure():
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "count-tests"), "no-such.json"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "0 passed, 1 failed")


if __name__ == "__main__":
    sys.exit(tap.run(dict(globals())))

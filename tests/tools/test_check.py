#!/usr/bin/env python3
"""Holds tools/check against its examples: every bad place is found by exactly its rule, every good file passes."""

import subprocess
import sys
from pathlib import Path

import tap

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "tools" / "check.d"


def check(*arguments):
    """Run the checker; returns (exit status, [(path:line, rule)])."""
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "check"), *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.stderr == "", done.stderr
    rows = [line.split(": ", 2) for line in done.stdout.splitlines()]
    assert all(len(row) == 3 for row in rows), done.stdout
    return done.returncode, [(where, rule) for where, rule, _ in rows]


def rules():
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "check"), "--list"], capture_output=True, text=True, check=True)
    return {line.split()[0] for line in done.stdout.splitlines()}


def folders(kind):
    return sorted(path for path in (EXAMPLES / kind).iterdir() if path.is_dir())


def bad_example_is_found(folder):
    def test():
        status, found = check("--root", folder)
        expected = (folder / "expected").read_text(encoding="utf-8").split()
        assert status == 1, status
        assert sorted(where for where, _ in found) == sorted(expected), found
        assert {rule for _, rule in found} == {folder.name}, found

    return test


def good_example_passes(folder):
    def test():
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert files, "no example"
        assert check("--root", folder) == (0, [])

    return test


def allowed(name):
    return check("--root", EXAMPLES / "allow", "--allow", EXAMPLES / "allow" / name)


def test_rules__each_has_a_bad_and_a_good_example():
    assert rules() == {path.name for path in folders("bad")} == {path.name for path in folders("good")}


def test_one_file__is_checked_alone():
    status, found = check("--root", EXAMPLES / "bad" / "goto", EXAMPLES / "bad" / "goto" / "src" / "sales" / "jumps.c")
    assert (status, found) == (1, [("src/sales/jumps.c:6", "goto")])


def test_allow_list__covers_a_named_function():
    assert allowed("reasoned") == (0, [])


def test_allow_list__covers_a_whole_file():
    assert allowed("whole-file") == (0, [])


def test_allow_list__wants_a_reason():
    assert allowed("no-reason") == (1, [("src/sales/jumps.c:6", "goto"), ("no-reason:1", "allow-list")])


def test_allow_list__names_entries_that_no_longer_help():
    assert allowed("stale") == (1, [("stale:2", "allow-list")])


def add_example_tests(namespace):
    """One point for each example folder, named after it."""
    for folder in folders("bad"):
        namespace[f"test_bad__{folder.name}_is_found"] = bad_example_is_found(folder)
    for folder in folders("good"):
        namespace[f"test_good__{folder.name}_passes"] = good_example_passes(folder)


if __name__ == "__main__":
    add_example_tests(globals())
    sys.exit(tap.run(dict(globals())))

#!/usr/bin/env python3
"""Holds tools/make-man against a program that speaks as kamen does."""

import subprocess
import sys
import tempfile
from pathlib import Path

import tap

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """#!/bin/sh
if [ "$1" = --help ]; then
    printf 'Kamen.\\n\\nUsage: kamen VERB [OPTION...]\\n\\n  calc        compute on a small table\\n\\nMore.\\n'
else
    printf 'Usage:\\n  kamen calc [OPTION…] NAME - compute\\n\\nHelp Options:\\n  -h, --help   Show help options\\n\\n'
    printf 'Application Options:\\n  --json       print JSON\\n\\nReads a table:\\n.hidden line\\n\\n  kamen calc hhi a.csv\\n'
fi
"""


def page():
    """The manual page of the program above."""
    with tempfile.TemporaryDirectory() as folder:
        program, out = Path(folder) / "kamen", Path(folder) / "kamen.1"
        program.write_text(PROGRAM, encoding="utf-8")
        program.chmod(0o755)
        frame = ROOT / "docs" / "man" / "frame.1"
        subprocess.run([sys.executable, str(ROOT / "tools" / "make-man"), str(program), str(frame), str(out), "9.8.7"], check=True)
        return out.read_text(encoding="utf-8")


def test_page__names_version_and_verbs():
    assert 'Kamen 9.8.7' in page() and ".SS kamen calc\nCompute on a small table." in page()


def test_page__lists_our_options_and_not_glibs():
    assert ".B \\-\\-json\nprint JSON" in page() and "Show help options" not in page()


def test_page__keeps_examples_as_typed():
    assert ".nf\n.RS 4\nkamen calc hhi a.csv\n" in page()


def test_page__hides_lines_that_look_like_requests():
    assert "\n\\&.hidden line" in page()


if __name__ == "__main__":
    sys.exit(tap.run(dict(globals())))

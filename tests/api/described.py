"""What the tests of the API's description share: where they are, and that their tools are here."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
for folder in ("tools", "support"):
    sys.path.insert(0, str(HERE.parent / folder))

import tap  # noqa: E402  (the paths come first)
from description import can_judge  # noqa: E402

MISSING = "tests/api/setup has not installed the tools of these tests"


def need_tools():
    if not can_judge():
        raise tap.Skip(MISSING)

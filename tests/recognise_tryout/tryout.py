"""Prints TAP for a catalogue of files: one point for each. `python3 tryout.py CATALOGUE [WORD...]` tries those with a word in their name."""

import importlib
import sys
import tempfile

sys.dont_write_bytecode = True

from check import judge  # noqa: E402  (no byte code may be written before it)


def main(module, wanted):
    cases = [case for case in importlib.import_module(module).everything() if not wanted or any(w in case.name for w in wanted)]
    failed = 0
    print(f"1..{len(cases)}")
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(cases, 1):
            wrong = judge(case, folder)
            failed += bool(wrong)
            for text in wrong:
                print(f"# {text}")
            print(f"{'not ok' if wrong else 'ok'} {number} {case.name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

"""Prints TAP for tests written in Python: one point for each function named test_*."""

import traceback


class Skip(Exception):
    """Raised by a test that cannot run here; the text says why."""


def run(namespace):
    """Run every test of a module, in order of definition; returns the exit status."""
    tests = [(name, test) for name, test in namespace.items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except Exception:  # a broken test is a failed point, not the end of the others
            failed += 1
            print("".join(f"# {line}\n" for line in traceback.format_exc().splitlines()), end="")
            print(f"not ok {number} {name}", flush=True)
    return 1 if failed else 0

#!/usr/bin/env python3
"""Holds ./dev against machines of other kinds: its package manager, its user and its compilers are played by small scripts."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

ROOT = Path(__file__).resolve().parents[2]
# All that ./dev needs before it has installed anything.
SHELL_TOOLS = ("bash", "dirname", "cat", "mktemp", "rm", "env")


def run_dev(*arguments, scripts=None):
    """Run ./dev where only these scripts exist; returns (status, stdout, stderr, what was called)."""
    with tempfile.TemporaryDirectory() as folder:
        here, log = Path(folder), Path(folder) / "called"
        for tool in SHELL_TOOLS:
            (here / tool).symlink_to(shutil.which(tool))
        for name, body in (scripts or {}).items():
            (here / name).write_text(f'#!{shutil.which("bash")}\necho "{name} $*" >>"{log}"\n{body}\n', encoding="utf-8")
            (here / name).chmod(0o755)
        env = {"PATH": folder, "HOME": folder, "TMPDIR": folder, "NO_COLOR": "1", "KAMEN_DATA": os.environ.get("KAMEN_DATA", "")}
        done = subprocess.run([str(here / "bash"), str(ROOT / "dev"), *arguments], env=env, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, check=False)
        return done.returncode, done.stdout, done.stderr, log.read_text(encoding="utf-8") if log.exists() else ""


def debian(**more):
    """A Debian where every package but meson is installed, and none can be."""
    return {"dpkg-query": 'for last; do :; done; [ "$last" = meson ] && exit 1; printf "installed"', "apt-get": '[ "$1" = update ]', **more}


def test_help__names_every_verb():
    status, out, _, _ = run_dev("help")
    missing = [verb for verb in "run test build bench fuzz lint format crash clean".split() if f"\n  {verb}" not in out]
    assert (status, missing) == (0, []), missing


def test_unknown_verb__fails_and_helps():
    status, _, err, _ = run_dev("biuld")
    assert status == 1 and "there is no verb 'biuld'" in err and "run" in err


def test_neither_root_nor_sudo__says_what_to_install():
    status, _, err, called = run_dev("build", scripts=debian(id="echo 1000"))
    assert status == 1 and "apt-get install meson" in err, err
    assert "apt-get" not in called, called


def test_root__installs_only_what_is_missing():
    _, _, _, called = run_dev("build", scripts=debian(id="echo 0"))
    installs = [line for line in called.splitlines() if line.startswith("apt-get install")]
    assert installs and all(line.endswith(" meson") for line in installs), called


def test_user_with_sudo__installs_by_it():
    _, _, _, called = run_dev("build", scripts=debian(id="echo 1000", sudo='"$@"'))
    assert "sudo env DEBIAN_FRONTEND=noninteractive apt-get install" in called, called


def test_failed_install__fetches_the_lists_and_tries_once_more():
    status, _, err, called = run_dev("build", scripts=debian(id="echo 0"))
    verbs = [line.split()[1] for line in called.splitlines() if line.startswith("apt-get")]
    assert verbs[-3:] == ["install", "update", "install"], verbs
    assert status == 1 and "could not install: meson" in err, err


def test_test__asks_for_its_packages_before_it_configures():
    """A folder configured without the library that writes workbooks would leave the tests of spreadsheets out."""
    lacking = 'for last; do :; done; [ "$last" = libxlsxwriter-dev ] && exit 1; printf "installed"'
    status, _, err, called = run_dev("test", scripts=debian(id="echo 0", meson="exit 1", **{"dpkg-query": lacking}))
    assert status == 1 and "could not install: libxlsxwriter-dev" in err, err
    assert not [line for line in called.splitlines() if line.startswith("meson")], called


if __name__ == "__main__":
    sys.exit(tap.run(dict(globals())))

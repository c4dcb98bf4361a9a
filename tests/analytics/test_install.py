"""libkamen as others see it: installed into an empty prefix, found by pkg-config, compiled against by C and C++."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

BUILD = Path(os.environ["KAMEN_BUILD_ROOT"])
HEADERS = Path(os.environ["KAMEN_SOURCE_ROOT"]) / "include" / "kamen"
MESON = shlex.split(os.environ["KAMEN_MESON"])
PROGRAM = r"""
#include <stdio.h>
#include <kamen/kamen.h>

int main(void)
{
    const double share[] = { 30, 30, 20, 20 };
    double descending[4];
    KamConcentration c;
    KamWhale w;
    KamCalcStatus status = kam_concentration_summary(share, 4, descending, &c);

    if (status != KAM_CALC_OK || kam_whale_summary(share, 4, descending, &w) != KAM_CALC_OK)
        return 1;
    printf("%.2f %d %s\n", c.hhi, (int)c.count_for_80, kam_calc_status_text(status));
    return 0;
}
"""


def run(*command, env=None):
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def install(prefix):
    """Headers, library and kamen.pc are what meson tags 'devel'; nothing else is installed."""
    run(*MESON, "install", "-C", str(BUILD), "--no-rebuild", "--destdir", str(prefix), "--tags", "devel")


def flags(root):
    """GSL comes from the machine, so the prefix is moved instead of the root of everything."""
    found = next(root.rglob("kamen.pc"))
    prefix = next(line.split("=", 1)[1] for line in found.read_text().splitlines() if line.startswith("prefix="))
    env = {**os.environ, "PKG_CONFIG_PATH": str(found.parent)}
    return shlex.split(run("pkg-config", f"--define-variable=prefix={root}{prefix}", "--cflags", "--libs", "kamen", env=env))


def compile_and_run(compiler, suffix):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        source = root / f"example.{suffix}"
        source.write_text(PROGRAM)
        install(root / "prefix")
        program = str(root / "example")
        run(*compiler, "-Wall", "-Werror", str(source), "-o", program, *flags(root / "prefix"))
        assert run(program) == "0.26 3 done\n"


def test_c_program__compiles_with_pkg_config():
    compile_and_run(shlex.split(os.environ["KAMEN_CC"]), "c")


def test_cpp_program__compiles_with_pkg_config():
    compiler = shutil.which("c++")
    if compiler is None or "-fsanitize" in os.environ["KAMEN_CC"]:
        print("# no C++ compiler that matches the library: skipped")
        return
    compile_and_run([compiler], "cpp")


def test_installed_files__are_only_the_library():
    with tempfile.TemporaryDirectory() as folder:
        install(folder)
        names = sorted(path.name for path in Path(folder).rglob("*") if path.is_file())
    headers = sorted(path.name for path in HEADERS.glob("*.h"))
    assert [name for name in names if name.endswith(".h")] == headers, names
    assert "kamen.pc" in names and "libkamen.a" in names, names
    assert "kamen" not in names, names


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

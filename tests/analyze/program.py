"""The program as the tests of the analyses see it: KAMEN is its path, databases live in a folder of their own."""

import json
import math
import os
import subprocess
import tempfile
from pathlib import Path

KAMEN = os.environ["KAMEN"]
FOLDER = tempfile.TemporaryDirectory(prefix="kamen-analyze-")
PLAIN = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80", "NO_COLOR": "1"}
PLAIN.pop("KAMEN_DB", None)
made = {}


def run(*arguments, status=0, env=None):
    done = subprocess.run([KAMEN, *map(str, arguments)], capture_output=True, text=True, check=False, env=env or PLAIN)
    assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
    return done


def database(name, content):
    """A database with the content of one file, made once."""
    if name not in made:
        made[name] = str(Path(FOLDER.name) / f"{name}.db")
        source = content
        if isinstance(content, str):
            source = Path(FOLDER.name) / f"{name}.csv"
            source.write_text(content, encoding="utf-8")
        run("import", "--db", made[name], source)
    return made[name]


def analyse(name, *arguments, db):
    return json.loads(run("analyze", name, "--json", "--db", db, *arguments).stdout)


def close(value, expected, tolerance):
    assert math.isclose(value, expected, rel_tol=0, abs_tol=tolerance), (value, expected)


def amount(money):
    return float(money["amount"])

"""Kills `kamen import` at random moments and looks at what is left: all of the batch or nothing of it, and nothing wrong.

test_crash.py sqlite|postgres. KAMEN_CRASH_MOMENTS: how many kills (default 50; 8 under KAMEN_SANITIZED).
KAMEN_CRASH_SEED repeats a run: it is printed at the start.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KAMEN = os.environ["KAMEN"]
KIND = sys.argv[1]
SANITIZED = "KAMEN_SANITIZED" in os.environ
MOMENTS = int(os.environ.get("KAMEN_CRASH_MOMENTS", "8" if SANITIZED else "50"))
SEED = int(os.environ.get("KAMEN_CRASH_SEED", random.SystemRandom().randrange(2**32)))
LINES = 6_000 if SANITIZED else 40_000 if KIND == "sqlite" else 10_000
HEADER = "document,position,date,account_number,account_name,product_number,product_name,quantity,net\n"


def write_files(folder):
    """Three files: a few lines that are there before, many that are killed while coming, and corrections of both."""
    first, many, corrections = ([HEADER] for _ in range(3))
    for i in range(LINES):
        row = "F{},{},2024-{:02}-{:02},{},Kupac {},A{},Vijak {},{},{}.{:02}\n".format(
            i // 6, i % 6 + 1, i // 6 % 12 + 1, i // 72 % 28 + 1, i // 6 % 997, i // 6 % 997, i % 499, i % 499, i % 9 + 1, i % 1000, i % 100
        )
        (first if i < 600 else many).append(row)
        if i % 40 == 0:
            corrections.append(row.replace(f",A{i % 499},", f",B{i % 499},"))
    for name, rows in (("first.csv", first), ("many.csv", many), ("corrections.csv", corrections)):
        (folder / name).write_text("".join(rows))


class Database:
    """A fresh database; its export shows its content whole."""

    count = 0

    def __init__(self, folder):
        Database.count += 1
        self.folder = folder
        if KIND == "sqlite":
            self.uri = str(folder / f"{Database.count}.db")
        else:
            schema = f"crash_{os.getpid()}_{Database.count}"
            server = os.environ["KAMEN_TEST_PG"]
            subprocess.run(["psql", "-q", server, "-c", f"CREATE SCHEMA {schema}"], check=True, env=self.environment())
            self.uri = f"{server}&options=-csearch_path%3D{schema}"

    @staticmethod
    def environment():
        return {**os.environ, "PGOPTIONS": "--client-min-messages=warning"}

    def kamen(self, *arguments):
        run = subprocess.run([KAMEN, *arguments, "--db", self.uri], cwd=self.folder, capture_output=True, text=True, check=False)
        assert run.returncode == 0, (arguments, run.returncode, run.stdout, run.stderr)
        return run.stdout

    def start(self, *arguments):
        return subprocess.Popen(
            [KAMEN, *arguments, "--db", self.uri], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def content(self):
        """All lines, with accounts and articles by name, once the check says that everything derived agrees with them."""
        self.kamen("check")
        return sorted(self.kamen("export", "lines").splitlines())

    def drop(self):
        if KIND == "sqlite":
            for path in self.folder.glob(f"{Database.count}.db*"):
                path.unlink()
        else:
            schema = self.uri.rsplit("%3D", 1)[1]
            subprocess.run(["psql", "-q", os.environ["KAMEN_TEST_PG"], "-c", f"DROP SCHEMA {schema} CASCADE"], check=True, env=self.environment())


def kill_at(process, seconds):
    """Kill after that time; FALSE when the import was quicker."""
    try:
        process.wait(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def left_behind():
    return [path.name for path in Path(os.environ["TMPDIR"]).iterdir()]


def crash_once(folder, job, before_files, expected, longest, dice):
    """One import killed at one moment; returns whether it was killed and whether its batch was there."""
    database = Database(folder)
    try:
        for name in before_files:
            database.kamen("import", name)
        before = expected["before"]
        killed = kill_at(database.start("import", job), dice.uniform(0, longest))
        if KIND == "sqlite" and not Path(database.uri).exists():
            return killed, False
        # A kill may even come before the schema: then there is nothing to look at, and the next import makes it.
        if before_files or subprocess.run([KAMEN, "check", "--db", database.uri], capture_output=True, check=False).returncode == 0:
            content = database.content()
            assert content in (before, expected["after"]), "neither the old state nor the new"
            done = content == expected["after"] and content != before
        else:
            done = False
        assert killed or done
        database.kamen("import", job)
        assert database.content() == expected["after"], "importing again does not complete it"
        assert not left_behind(), left_behind()
        return killed, done
    finally:
        database.drop()


def expect(folder, job, before_files):
    """The states before and after an import that is left in peace, and how long it takes."""
    database = Database(folder)
    for name in before_files:
        database.kamen("import", name)
    if not before_files:
        database.kamen("init")
    before = database.content()
    start = time.monotonic()
    database.kamen("import", job)
    seconds = time.monotonic() - start
    after = database.content()
    database.drop()
    return {"before": before, "after": after}, seconds


def test_story(number, name, folder, job, before_files, moments, dice):
    expected, seconds = expect(folder, job, before_files)
    killed = done = 0
    for _ in range(moments):
        one_killed, one_done = crash_once(folder, job, before_files, expected, seconds * 1.1, dice)
        killed += one_killed
        done += one_done
    print(f"# {name}: {moments} moments over {seconds * 1.1:.2f} s, {killed} killed, {done} had their batch already")
    print(f"ok {number} {name}", flush=True)
    return killed


def main():
    if KIND == "postgres" and not os.environ.get("KAMEN_TEST_PG"):
        print("1..0 # SKIP PostgreSQL is not installed (Debian: postgresql), so imports into it are not killed")
        return 0
    dice = random.Random(SEED)
    stories = [
        ("first_import", "many.csv", []),
        ("second_import", "many.csv", ["first.csv"]),
        ("corrections", "corrections.csv", ["first.csv", "many.csv"]),
    ]
    print(f"1..{len(stories)}\n# KAMEN_CRASH_SEED={SEED} KAMEN_CRASH_MOMENTS={MOMENTS} on {KIND}", flush=True)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="kamen-crash-") as name:
        folder = Path(name)
        (folder / "tmp").mkdir()
        os.environ["TMPDIR"] = str(folder / "tmp")
        write_files(folder)
        for number, (story, job, before_files) in enumerate(stories, 1):
            moments = MOMENTS // 3 + (1 if number <= MOMENTS % 3 else 0)
            try:
                test_story(number, story, folder, job, before_files, moments, dice)
            except AssertionError as error:
                failed += 1
                print("".join(f"# {line}\n" for line in str(error)[:2000].splitlines()), end="")
                print(f"not ok {number} {story}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

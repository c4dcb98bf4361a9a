"""Runs from outside: kept, listed, shown, done again, forgotten. test_runs.py sqlite|postgres."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)
from program import FOLDER, KAMEN, PLAIN, run  # noqa: E402

KIND = sys.argv.pop(1)
SERVER = os.environ.get("KAMEN_TEST_PG")
HEADER = "document,date,account_number,account_name,product_number,product_name,category,quantity,net,cost\n"
FIRST = HEADER + "1,2024-01-10,100,Alfa,N1,Nail,Iron,10,200,150\n2,2024-02-01,20,Beta,P1,Plank,Wood,15,300,360\n"
SECOND = HEADER + "3,2024-03-10,100,Alfa,N1,Nail,Iron,10,210,150\n"
made = []


def file(name, text):
    path = Path(FOLDER.name) / name
    path.write_text(text, encoding="utf-8")
    return path


def sql(statement):
    subprocess.run(["psql", "-q", SERVER, "-c", statement], check=True, env={**os.environ, "PGOPTIONS": "--client-min-messages=warning"})


def database():
    """A database of its own for each test, with the first file in it."""
    made.append(f"runs_{os.getpid()}_{len(made)}")
    if KIND == "sqlite":
        uri = str(Path(FOLDER.name) / f"{made[-1]}.db")
    else:
        sql(f"CREATE SCHEMA {made[-1]}")
        uri = f"{SERVER}&options=-csearch_path%3D{made[-1]}"
    run("import", "--db", uri, file("first.csv", FIRST))
    return uri


def analyse(db, *words, status=0):
    return run("analyze", *words, "--db", db, status=status)


def runs(db):
    return json.loads(analyse(db, "runs", "--json").stdout)


def test_answer__is_kept_with_what_was_asked():
    db = database()
    analyse(db, "concentration", "--by", "category", "--points", "--limit", "1")
    analyse(db, "behaviour", "--until", "2024-02-28", "--csv")
    newest, oldest = runs(db)
    assert (newest["run"], newest["analysis"]) == ("2", "behaviour")
    assert json.loads(newest["parameters"]) == {"until": "2024-02-28"}
    assert (oldest["run"], oldest["analysis"], oldest["data_version"], oldest["seed"]) == ("1", "concentration", 1, 0)
    assert json.loads(oldest["parameters"]) == {"by": "category", "depth": 0, "points": True}
    assert oldest["program"] in run("version").stdout
    assert len(oldest["result_hash"]) == 64


def test_answer__names_its_run():
    db = database()
    answer = json.loads(analyse(db, "behaviour", "--json").stdout)
    assert answer["run"] == "1"
    kept = json.loads(analyse(db, "show", "1").stdout)
    assert "run" not in kept
    answer.pop("run")
    assert kept == answer


def test_no_keep__keeps_nothing():
    db = database()
    assert "run" not in json.loads(analyse(db, "behaviour", "--json", "--no-keep").stdout)
    assert runs(db) == []
    assert "No analysis" in analyse(db, "runs").stdout


def test_again__same_data_same_bits():
    db = database()
    first = json.loads(analyse(db, "concentration", "--by=product", "--points", "--json").stdout)
    done = analyse(db, "again", "1", "--json")
    assert "run 1 gives the same answer" in done.stderr
    assert json.loads(done.stdout) == first
    assert len(runs(db)) == 1, "doing it again is no new run"


def test_again__changed_data_is_told():
    db = database()
    analyse(db, "behaviour")
    before = analyse(db, "show", "1").stdout
    run("import", "--db", db, file("second.csv", SECOND))
    assert "version 1 then, 2 now" in analyse(db, "again", "1").stderr
    assert analyse(db, "show", "1").stdout == before


def tamper(db, change):
    if KIND == "sqlite":
        import sqlite3

        with sqlite3.connect(db) as connection:
            connection.execute(change)
    else:
        sql(f"SET search_path = {made[-1]}; {change}")


def test_again__another_answer_on_the_same_data_fails():
    db = database()
    analyse(db, "behaviour")
    tamper(db, "UPDATE analysis_run SET result_hash = '00'")
    assert "gives another answer on the same data" in analyse(db, "again", "1", status=1).stderr
    assert "is damaged" in analyse(db, "show", "1", status=1).stderr


def test_show__damaged_answer_is_refused():
    db = database()
    analyse(db, "behaviour")
    nonsense = "CAST('nonsense' AS BLOB)" if KIND == "sqlite" else "'nonsense'::bytea"
    tamper(db, f"UPDATE analysis_run SET result = {nonsense}")
    assert "is damaged" in analyse(db, "show", "1", status=1).stderr


def test_forget__takes_one_out():
    db = database()
    analyse(db, "behaviour")
    analyse(db, "concentration")
    analyse(db, "runs", "--forget", "1")
    assert [r["run"] for r in runs(db)] == ["2"]
    assert "no run 1" in analyse(db, "runs", "--forget", "1", status=1).stderr
    assert "no run 1" in analyse(db, "show", "1", status=1).stderr
    assert "no run 1" in analyse(db, "again", "1", status=1).stderr


def test_unwritable__answers_and_says_so():
    db = database()
    if KIND == "postgres":
        # As a server that is read only says it.
        done = analyse(f"{db}%20-cdefault_transaction_read_only%3Don", "behaviour", "--json")
    else:
        held = subprocess.Popen([KAMEN, "import", "--db", db, "/dev/stdin"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=PLAIN)
        try:
            lock = Path(f"{db}-lock")
            while not lock.exists():
                assert held.poll() is None
            done = analyse(db, "behaviour", "--json")
        finally:
            held.kill()
            held.communicate()
    assert "the run is not kept" in done.stderr
    assert "run" not in json.loads(done.stdout)


def test_wrong_use__names_the_word():
    db = database()
    assert "'x'" in analyse(db, "show", "x", status=2).stderr
    assert "'0'" in analyse(db, "runs", "--forget", "0", status=2).stderr
    assert "name one run" in analyse(db, "again", status=2).stderr
    assert "'3'" in analyse(db, "runs", "3", status=2).stderr


if KIND == "postgres" and not SERVER:
    print("1..0 # SKIP PostgreSQL is not installed (Debian: postgresql), so runs are not kept in it")
    sys.exit(0)
status = tap.run(globals())
if KIND == "postgres":
    for schema in made:
        sql(f"DROP SCHEMA {schema} CASCADE")
sys.exit(status)

"""Settings: file, environment, flags, what is shown, and that the page of settings is the table's."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "support"))

import tap  # noqa: E402  (the paths come first)
from server import KAMEN, Server  # noqa: E402


def kamen(*arguments, status=0, **environment):
    plain = {name: value for name, value in os.environ.items() if not name.startswith("KAMEN_")}
    run = subprocess.run([KAMEN, *arguments], env={**plain, **environment}, capture_output=True, text=True, check=False)
    assert run.returncode == status, (arguments, run.returncode, run.stdout, run.stderr)
    return run.stdout if status == 0 else run.stderr


def show(*arguments, **environment):
    return {row["name"]: row for row in json.loads(kamen("config", "show", "--json", *arguments, **environment))}


def config_file(text):
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"kamen-config-{os.getpid()}"
    path.write_text(text)
    return str(path)


def test_value__comes_from_the_nearest_place():
    path = config_file("# all\n\nworkers = 3\nmax-connections=30\n  worker-queue  =  7  \n")
    try:
        settings = show("--config", path, "--workers", "5", KAMEN_WORKERS="4", KAMEN_WORKER_QUEUE="8")
        assert (settings["workers"]["value"], settings["workers"]["from"]) == ("5", "flag")
        assert (settings["worker-queue"]["value"], settings["worker-queue"]["from"]) == ("8", "environment")
        assert (settings["max-connections"]["value"], settings["max-connections"]["from"]) == ("30", "file")
        assert (settings["threads"]["value"], settings["threads"]["from"]) == ("0", "default")
        assert show(KAMEN_CONFIG=path)["workers"]["from"] == "file"
        assert "max-connections " in kamen("config", "show", "--config", path)
    finally:
        os.unlink(path)


def test_secrets__are_never_shown():
    environment = {
        "KAMEN_TLS_KEY_PASSWORD": "geheim-8231",
        "KAMEN_DB": "postgresql://kamen:geheim-8231@db.firma.rs/kamen?sslpassword=geheim-8231&x=1",
    }
    for text in (kamen("config", "show", **environment), kamen("config", "show", "--json", **environment)):
        assert "geheim" not in text, text
        assert "postgresql://kamen:********@db.firma.rs/kamen?sslpassword=********&x=1" in text, text


def test_check__names_the_fault():
    cases = [
        ("worker = 1\n", "line 1: no setting 'worker'; the nearest is 'workers'"),
        ("workers = 1\nworkers 2\n", "line 2: expected 'name = value'"),
        ("workers = 0\n", "line 1: '0' is no whole number from 1 to 64"),
        ("behind-proxy = maybe\n", "'maybe' is neither true nor false"),
        ("log-level = loud\n", "log-level: 'loud' is none of debug, info, warning, error"),
        ("tls-key = key.pem\n", "TLS needs both"),
        ("public-url = kamen.firma.rs\n", "begins neither with https://"),
    ]
    for text, expected in cases:
        path = config_file(text)
        try:
            message = kamen("config", "check", "--config", path, status=1)
            assert expected in message, (text, message)
        finally:
            os.unlink(path)
    assert kamen("config", "check") == "the settings are good\n"
    assert "'kamen config show'" in kamen("config", status=2)


def test_environment__takes_a_slip_for_one_and_leaves_others_alone():
    assert "the nearest is 'max-upload'" in kamen("config", "check", status=1, KAMEN_MAX_UPLAOD="5000000")
    kamen("config", "check", KAMEN_JOBS="2", KAMEN_TEST_PG="x", KAMEN_SOURCE_ROOT="/")


def test_serve__refuses_what_cannot_be():
    with Server(start=False, admin=False) as server:
        for flag, status, expected in (
            ("--listen=nowhere", 2, "'nowhere' is no address to listen at"),
            ("--listen=127.0.0.1:99999", 2, "is no address"),
            ("--listen=::1:8080", 2, "[::1]:8080"),
            ("--db=missing.db", 1, "no database 'missing.db'"),
            ("--tls-certificate=missing.pem", 1, "TLS needs both"),
            ("--log-file=missing/log", 1, "cannot open the log"),
        ):
            run = subprocess.run([KAMEN, "serve", flag], cwd=server.folder, env=server._environment(), capture_output=True, text=True, check=False)
            assert run.returncode == status and expected in run.stderr, (flag, run.returncode, run.stderr)
        server.start()
        taken = subprocess.run([KAMEN, "serve", "--listen=127.0.0.1:0"], cwd=server.folder, env=server._environment(), capture_output=True, text=True,
                               check=False)
        assert taken.returncode == 1 and "is being written by process" in taken.stderr, taken.stderr


def test_page__is_the_table():
    page = (ROOT.parent / "docs" / "configuration.md").read_text()
    table = page.partition("<!-- settings -->\n")[2].partition("<!-- end of settings -->")[0]
    assert table == kamen("config", "page"), "docs/configuration.md: put what 'kamen config page' prints between its marks"


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

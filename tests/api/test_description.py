"""kamen openapi: the description is valid, whole, and of use to the makers of clients."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from described import HERE, MISSING, tap  # noqa: E402  (the path comes first)
from server import KAMEN, Server  # noqa: E402

METHODS = {"get", "post", "patch", "put", "delete"}


def describe(*options):
    return subprocess.run([KAMEN, "openapi", *options], capture_output=True, text=True, check=True).stdout


def operations(document):
    return [(path, method, operation) for path, methods in document["paths"].items() for method, operation in methods.items()]


def test_verb__prints_the_same_on_one_line_or_many():
    spread, compact = describe(), describe("--compact")
    assert compact.count("\n") == 1 and spread.count("\n") > 100
    assert json.loads(spread) == json.loads(compact)


def test_verb__takes_no_arguments():
    run = subprocess.run([KAMEN, "openapi", "more"], capture_output=True, text=True, check=False)
    assert run.returncode == 2 and "'more'" in run.stderr, run


def test_server__answers_the_same_to_anybody():
    with Server() as server:
        answer = server.get("/api/v1/openapi.json")
        assert answer.status == 200 and answer.json == json.loads(describe())
        again = server.get("/api/v1/openapi.json", {"If-None-Match": answer.headers["ETag"]})
        assert again.status == 304 and again.body == b""
        assert server.get("/api/v1/openapi.json", {"If-None-Match": '"other"'}).status == 200


def test_document__is_valid():
    if not (HERE / "venv" / "ready").exists():
        raise tap.Skip(MISSING)
    from openapi_spec_validator import OpenAPIV31SpecValidator

    faults = list(OpenAPIV31SpecValidator(json.loads(describe())).iter_errors())
    assert not faults, [fault.message for fault in faults]


def test_operations__say_who_may_and_what_they_answer():
    document = json.loads(describe())
    found = operations(document)
    assert found
    ids = [operation["operationId"] for _, _, operation in found]
    assert len(set(ids)) == len(ids)
    for path, method, operation in found:
        assert method in METHODS and operation["summary"] and operation["tags"], (path, method)
        statuses = set(operation["responses"])
        public = operation["x-permission"] == "public"
        assert public == (operation.get("security") == []), (path, method)
        assert public or {"401", "403"} <= statuses, (path, method, statuses)
        assert {"400", "500", "503"} <= statuses, (path, method, statuses)
        assert any(status.startswith("2") for status in statuses), (path, method, statuses)
        assert ("{" in path) <= ("404" in statuses), (path, method, statuses)
        assert ("requestBody" in operation) <= ("413" in statuses), (path, method, statuses)


def test_types__are_made_without_a_warning():
    tools = HERE / "typescript" / "node_modules"
    if not (tools / "ready").exists():
        raise tap.Skip(MISSING)
    with tempfile.TemporaryDirectory(prefix="kamen-types-") as folder:
        source, types = Path(folder) / "openapi.json", Path(folder) / "kamen.d.ts"
        source.write_text(describe(), encoding="utf-8")
        made = subprocess.run([tools / ".bin" / "openapi-typescript", source, "-o", types], capture_output=True, text=True, check=False)
        said = made.stdout + made.stderr
        assert made.returncode == 0 and "warn" not in said.lower() and "⚠" not in said, said
        checked = subprocess.run([tools / ".bin" / "tsc", "--noEmit", "--strict", types], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

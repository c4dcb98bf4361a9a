"""Every route of the description is visited, and every answer on the way is held against it."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from described import HERE, tap  # noqa: E402  (the path comes first)
from visits import ELSEWHERE, VISITS, end_of_job, visit_extras  # noqa: E402
from server import kinds  # noqa: E402
from world import SPECIAL, World  # noqa: E402


def some_change(world, name):
    """A change that the type accepts and that differs from what was made: a text field gets another text."""
    fields = world.description.document["components"]["schemas"][name + "_patch"]["properties"]
    read = world.types()[name]["properties"]
    for field in fields:
        if read[field]["x-kamen-kind"] == "text" and "currency" not in field and (name, field) not in SPECIAL:
            return {field: world.value_of(name, field, [name] * 200)}
    return {}


def bring_back(world, name, path, file):
    """What the export gave is known when it comes back."""
    answer = world.post(f"{path}/import", file, headers={"Content-Type": "text/csv"}, filename="list.csv")
    assert answer.status == 202, (name, answer)
    job = end_of_job(world, answer.json["id"])
    lines = job["result"]["summary"]["lines"]
    assert job["result"]["batch"] is None and lines["equal"] == lines["read"] > 0, (name, job)


def walk_type(world, name):
    """All that can be done with one record of a type."""
    path, who = world.path_of(name), world.who_writes(name)
    record = world.make(name, [name] * 100)
    one = f"{path}/{record['id']}"
    change = some_change(world, name)
    assert world.get(path, who).status == 200
    assert world.get(path, {**who, "Prefer": "count=exact"}, limit=1).json["total"] >= 1
    assert world.get(path, who, nonsense="eq.1").status == 400
    exported = world.get(f"{path}/export")
    assert exported.status == 200, name
    # Accounts and products have an importer of their own, which visits.py visits.
    if f"{path}/import" in world.description.document["paths"] and name not in ("account", "product"):
        bring_back(world, name, path, exported.body)
    read = world.get(one, who)
    assert read.status == 200 and read.headers["ETag"] == '"1"', read
    assert world.get(one, {**who, "If-None-Match": '"1"'}).status == 304
    assert world.patch(one, change, headers=who).status == 428
    assert world.patch(one, {"nonsense": 1}, headers=who, etag='"1"').status == 422
    patched = world.patch(one, change, headers=who, etag='"1"')
    assert patched.status == 200, (name, change, patched)
    if change:
        assert world.patch(one, change, headers=who, etag='"1"').status == 412
    bulk = world.post(f"{path}/bulk", {"ids": [record["id"]], "changes": change}, headers=who)
    assert bulk.status == 200 and bulk.json == {"changed": 1}, (name, bulk)
    assert world.get(f"{one}/history", who).json["items"], name
    if f"{path}/{{id}}/comments" in world.description.document["paths"]:
        visit_extras(world, path, record)
    etag = world.get(one, who).headers["ETag"]
    deleted = world.delete(one, headers=who, etag=etag)
    assert deleted.status == 204, (name, deleted)
    assert world.get(one, who).status == 404
    restored = world.post(f"{one}/restore", headers=who)
    assert restored.status == 200, (name, restored)
    assert world.post(path, [], headers=who).status == 422
    assert world.post(path, b"{", headers={**who, "Content-Type": "application/json"}).status == 400
    assert world.post(path, b"{}", headers={**who, "Content-Type": "text/plain"}).status == 415


def test_records__do_all_that_is_described():
    for kind in kinds():
        with World(kind) as world:
            for name in world.types():
                walk_type(world, name)


def visited_elsewhere(path):
    """Whether a test of its own visits a path: it stands in the table, and the file speaks of its last word."""
    words = [word for word in path.split("/") if not word.startswith("{")]
    for beginning, file in ELSEWHERE.items():
        if path.startswith(beginning):
            return words[-1] in (HERE.parent.parent / file).read_text(encoding="utf-8")
    return False


def test_routes__are_all_visited():
    with World() as world:
        for name in world.types():
            walk_type(world, name)
        for route, visit in VISITS.items():
            answer = visit(world)
            assert 200 <= answer.status < 300, (route, answer)
        succeeded = {f"{method} {path}" for method, path, status in world.description.visited if status < 300}
        described = {f"{method} {path}": path for method, path, _ in world.description.operations()}
        left_out = [route for route, path in described.items() if route not in succeeded and not visited_elsewhere(path)]
        assert not left_out, f"no test visits {left_out}: give each a row in tests/api/visits.py"
        unknown = [route for route in VISITS if route not in described]
        assert not unknown, f"tests/api/visits.py names routes that are not there: {unknown}"


def test_routes__ask_who_it_is():
    with World() as world:
        for method, path, operation in world.description.operations():
            target = path.replace("{", "").replace("}", "")
            answer = world.request(method, target, headers=world.nobody())
            public = operation["x-permission"] == "public"
            assert (answer.status == 401) != public, (method, path, answer)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

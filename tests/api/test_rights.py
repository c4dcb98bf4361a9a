"""Every route, every role, every relation to an account, every class of fields: what the server does is what the design says, and nothing
leaks by lists, counts, filters, orders, search, exports or the words of an error."""

import csv
import io
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402  (the paths come first)
from rights_world import CLASSES, FORMED, PERMISSIONS, ROLES, SYSTEM, World  # noqa: E402
from server import Server, kinds  # noqa: E402

worlds = {}


def each_world():
    """One firm on each database, made once for all tests."""
    for kind in kinds():
        if kind not in worlds:
            worlds[kind] = World(Server(kind, start=False))
        yield worlds[kind]


def as_role(world, role):
    world.server.token = world.tokens[role]
    return world.server


def each_record(world):
    for name, known in world.records.items():
        for relation, record in known.items():
            yield name, relation, record


def is_seen(world, role, name, relation):
    return world.may(role, "get", f"/api/v1/{world.plural(name)}/{{id}}") and world.sees(role, relation)


def test_description__names_permissions_that_the_design_knows():
    known = set().union(*PERMISSIONS.values())
    for world in each_world():
        for path, methods in world.description["paths"].items():
            for method, operation in methods.items():
                assert operation["x-permission"] in known, (method, path, operation["x-permission"])


def test_record__is_there_for_whom_it_is_meant_with_what_they_may_read():
    for world in each_world():
        for role in ROLES:
            for name, relation, record in each_record(world):
                answer = as_role(world, role).get(f"/api/v1/{world.plural(name)}/{record}")
                if not world.may(role, "get", f"/api/v1/{world.plural(name)}/{{id}}"):
                    assert answer.status == 403, (role, name, relation, answer)
                elif not world.sees(role, relation):
                    assert answer.status == 404, (role, name, relation, answer)
                else:
                    assert answer.status == 200, (role, name, relation, answer)
                    assert set(answer.json) - SYSTEM == world.readable(role, name), (role, name, set(answer.json) ^ world.readable(role, name))


def test_missing_and_unseen__are_the_same_answer():
    for world in each_world():
        unseen, missing = (as_role(world, "kam").get(f"/api/v1/accounts/{record}") for record in (world.accounts["other"], 4711))
        assert unseen.status == missing.status == 404
        assert unseen.json["detail"].replace(world.accounts["other"], "4711") == missing.json["detail"], (unseen, missing)


def listed(world, name, **query):
    """Ids of a list, page by page."""
    found, cursor = [], None
    while True:
        page = world.server.get(f"/api/v1/{world.plural(name)}", limit=3, cursor=cursor, **query)
        assert page.status == 200, (name, page)
        found += [item["id"] for item in page.json["items"]]
        cursor = page.json.get("next")
        if not cursor:
            return found


def test_list__holds_what_is_seen_and_counts_no_more():
    for world in each_world():
        for role in ROLES:
            server = as_role(world, role)
            for name, known in world.records.items():
                if not world.may(role, "get", f"/api/v1/{world.plural(name)}"):
                    assert server.get(f"/api/v1/{world.plural(name)}").status == 403, (role, name)
                    continue
                expected = {record for relation, record in known.items() if world.sees(role, relation)}
                found = listed(world, name)
                assert len(found) == len(set(found)), (role, name, "twice")
                assert set(found) & set(known.values()) == expected, (role, name)
                counted = server.get(f"/api/v1/{world.plural(name)}", {"Prefer": "count=exact"}, limit=1).json
                assert counted["total"] == len(found), (role, name, counted, len(found))


def refusal(world, name, **query):
    answer = world.server.get(f"/api/v1/{world.plural(name)}", **query)
    assert answer.status == 400, (name, query, answer)
    return str(answer.json["errors"])


def test_denied_field__is_unknown_to_filters_orders_and_selections():
    for world in each_world():
        for role in ROLES:
            as_role(world, role)
            for name in world.types:
                if not world.may(role, "get", f"/api/v1/{world.plural(name)}"):
                    continue
                for field in set(world.fields(name)) - world.readable(role, name):
                    if world.fields(name)[field]["x-field-class"] in CLASSES[role]:
                        continue  # private: readable in one's own rows; the next test is about the others
                    for query in ({"": "is.null"}, {"order": ""}, {"select": ""}):
                        ((key, value),) = query.items()
                        asked = [{word: value} if key == "" else {key: word} for word in (field, "x" * len(field))]
                        texts = [refusal(world, name, **each) for each in asked]
                        hidden = [re.sub(r"; the nearest is .[^']*.", "", text).replace("\"", "'") for text in texts]
                        assert hidden[0].replace(field, "@") == hidden[1].replace("x" * len(field), "@"), (role, name, texts)


def test_private_field__of_others_is_not_found_out_by_filters():
    for world in each_world():
        for name in world.types:
            for field, schema in world.fields(name).items():
                if schema["x-field-class"] != "private":
                    continue
                for condition in ("ilike.*e*", "not.is.null", "neq.x"):
                    answer = as_role(world, "kam").get(f"/api/v1/{world.plural(name)}", **{field: condition})
                    found = {item["id"] for item in answer.json["items"]} if answer.status == 200 else set()
                    assert answer.status in (200, 400) and not found & set(world.records[name].values()), (name, field, condition, answer)


def writable_body(world, role, name, record_class):
    """A change of one field of a class, which the type has; None when it has none that a client may set."""
    allowed = world.schemas[f"{name}_patch"]["properties"]
    for field, schema in world.fields(name).items():
        if schema["x-field-class"] == record_class and field in allowed and schema["x-kamen-kind"] == "text" and field not in FORMED:
            world.count += 1
            return {field: f"{world.count} {field}"[: schema.get("maxLength", 60)]}
        if schema["x-field-class"] == record_class and field in allowed and schema["x-kamen-kind"] == "long_text":
            world.count += 1
            return {field: f"{world.count} {field}"}
    return None


def expected_status(world, role, name, relation, access):
    if not world.may(role, "patch", f"/api/v1/{world.plural(name)}/{{id}}"):
        return 403
    if not world.sees(role, relation):
        return 404
    return 200 if access == "write" else 422


def try_change(world, role, name, relation, record, record_class):
    body = writable_body(world, role, name, record_class)
    if body is None:
        return
    path = f"/api/v1/{world.plural(name)}/{record}"
    etag = as_role(world, "director").get(path).headers["ETag"]
    answer = as_role(world, role).patch(path, body, etag=etag)
    access = CLASSES[role].get(record_class)
    if record_class == "private" and role != "director":
        access = None  # the director made all records; nobody else changes what was written for oneself
    expected = expected_status(world, role, name, relation, access)
    assert answer.status == expected, (role, name, relation, record_class, body, answer)


def test_change__follows_role_relation_and_class():
    for world in each_world():
        for role in ROLES:
            for name, relation, record in each_record(world):
                if name in ("user", "deputy"):
                    continue
                for record_class in ("public", "commercial", "margin", "strategy", "political", "personal", "private"):
                    try_change(world, role, name, relation, record, record_class)


def test_create__in_an_account_out_of_sight_is_refused_as_if_it_were_missing():
    for world in each_world():
        for role in ("kam", "member"):
            for name in world.types:
                create = world.schemas[f"{name}_create"]
                if name == "account" or "account_id" not in create.get("required", []) or not world.may(role, "post", f"/api/v1/{world.plural(name)}"):
                    continue
                body = {field: value for field, value in world.body(name, "other").items()
                        if field in create["required"] or world.fields(name)[field]["x-field-class"] == "public"}
                details = []
                for account in (world.accounts["other"], "4711"):
                    answer = as_role(world, role).post(f"/api/v1/{world.plural(name)}", {**body, "account_id": account})
                    assert answer.status == 422, (role, name, answer)
                    details.append(str([fault for fault in answer.json["errors"] if fault["pointer"] == "/account_id"]).replace(account, "@"))
                assert details[0] == details[1] and "no_such_record" in details[0], details


def test_search__finds_what_is_seen():
    for world in each_world():
        for role in ROLES:
            server = as_role(world, role)
            for relation in ("own", "team", "other"):
                answer = server.get("/api/v1/search", q=relation)
                if not world.may(role, "get", "/api/v1/search"):
                    assert answer.status == 403, (role, answer)
                    continue
                assert answer.status == 200, (role, answer)
                for item in answer.json["items"]:
                    for seen_relation, record in world.records.get(item["type"], {}).items():
                        assert item["id"] != record or is_seen(world, role, item["type"], seen_relation), (role, item)


def test_export__holds_the_rows_and_columns_of_the_list():
    for world in each_world():
        for role in ROLES:
            for name in ("account", "contact"):
                path = f"/api/v1/{world.plural(name)}/export"
                if path not in world.description["paths"]:
                    continue
                answer = as_role(world, role).get(path, format="csv")
                if not world.may(role, "get", path):
                    assert answer.status == 403, (role, name, answer)
                    continue
                assert answer.status == 200, (role, name, answer)
                header, *rows = csv.reader(io.StringIO(answer.body.decode("utf-8-sig")))
                assert len(rows) == len(listed(world, name)), (role, name, len(rows))
                for field in set(world.fields(name)) - world.readable(role, name):
                    label = world.fields(name)[field]["x-kamen-label"]["en"]
                    # A column of private values may stand there for one's own rows; these are all the director's.
                    is_private = world.fields(name)[field]["x-field-class"] == "private"
                    assert label not in header or (is_private and not any(row[header.index(label)] for row in rows)), (role, name, label)


def test_below_an_unseen_record__nothing_is_there():
    for world in each_world():
        for role in ("kam", "member"):
            for path, methods in world.description["paths"].items():
                parts = path.split("/")
                if "get" not in methods or len(parts) < 6 or parts[4] != "{id}" or path.count("{") != 1 or parts[3] != "accounts":
                    continue
                answer = as_role(world, role).get(path.replace("{id}", world.accounts["other"]))
                expected = (404,) if world.may(role, "get", path) else (403,)
                assert answer.status in (*expected, 400), (role, path, answer)
                assert "other name" not in answer.body.decode("utf-8", "replace"), (role, path, answer)


def test_route__asks_for_a_credential_and_for_its_permission():
    for world in each_world():
        for path, methods in world.description["paths"].items():
            for method, operation in methods.items():
                place = path.replace("{id}", "4711").replace("{name}", "concentration").replace("{plural}", "accounts")
                body = {} if "requestBody" in operation else None
                world.server.token = None
                answer = world.server.request(method.upper(), place, body)
                if operation["x-permission"] != "public":
                    assert answer.status == 401, (method, path, answer)
                for role in ROLES:
                    if operation["x-permission"] in PERMISSIONS[role]:
                        continue
                    answer = as_role(world, role).request(method.upper(), place, body, {"If-Match": '"1"'})
                    assert answer.status == 403, (role, method, path, answer)


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "test_"
    list(each_world())
    status = tap.run({name: value for name, value in globals().items() if name.startswith("test_") and chosen in name})
    for world in worlds.values():
        world.server.close()
    sys.exit(status)

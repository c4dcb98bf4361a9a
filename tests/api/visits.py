"""A visit of each route that is not derived from a record type: a request that succeeds. A new route needs a row in VISITS."""

import json
import re

LINES = b"""document,position,date,account_number,account_name,product_number,product_name,quantity,net,currency
R-1,1,2026-01-05,100,Metal Promet,P-1,Vijak,2,100.00,RSD
R-1,2,2026-01-05,100,Metal Promet,P-2,Navrtka,bad,50.00,RSD
"""


def end_of_job(world, job):
    """Follow a job until it ends; its last state."""
    events = world.get(f"/api/v1/jobs/{job}/events").body.decode()
    last = [line for line in events.splitlines() if line.startswith("data: ")][-1]
    return json.loads(last.removeprefix("data: "))


def import_lines(world):
    """An import that has ended; its job."""
    answer = world.post("/api/v1/imports", LINES, headers={"Content-Type": "application/octet-stream"})
    assert answer.status == 202, answer
    return end_of_job(world, answer.json["id"])


def batch_of(world):
    import_lines(world)
    return world.get("/api/v1/imports").json["items"][0]["batch"]


def visit_description(world):
    return world.get("/api/v1/openapi.json")


def visit_imports(world):
    import_lines(world)
    return world.get("/api/v1/imports")


def visit_new_import(world):
    return world.post("/api/v1/imports", LINES, headers={"Content-Type": "application/octet-stream"})


def keep_file(world):
    """A file that waits to be imported."""
    return world.post("/api/v1/import_files", LINES, headers={"Content-Type": "application/octet-stream"}, filename="lines.csv")


def visit_file(method, path=""):
    return lambda world: getattr(world, method)(f"/api/v1/import_files/{keep_file(world).json['id']}{path}")


def visit_files(world):
    keep_file(world)
    return world.get("/api/v1/import_files")


def visit_new_profile(world, name="shop"):
    return world.post("/api/v1/import_profiles", {"name": name, "file": keep_file(world).json["id"]})


def visit_profiles(world):
    visit_new_profile(world)
    return world.get("/api/v1/import_profiles")


def visit_rename_profile(world):
    visit_new_profile(world, "old")
    return world.patch("/api/v1/import_profiles/old", {"name": "new"})


def visit_delete_profile(world):
    visit_new_profile(world, "gone")
    return world.delete("/api/v1/import_profiles/gone")


def visit_list(plural):
    return lambda world: world.post(f"/api/v1/{plural}/import", b"number,name\nL-1,Nov\n", headers={"Content-Type": "text/csv"})


def visit_undo(world):
    return world.post(f"/api/v1/imports/{batch_of(world)}/undo")


def visit_rejects(world):
    return world.get(f"/api/v1/imports/{batch_of(world)}/rejects")


def visit_backup(world):
    return world.post("/api/v1/backups", headers=world.admin())


def visit_search(world):
    return world.get("/api/v1/search", q="metal")


def visit_shared_views(world):
    return world.get("/api/v1/views/shared")


def visit_jobs(world):
    return world.get("/api/v1/jobs")


def visit_job(world):
    return world.get(f"/api/v1/jobs/{import_lines(world)['id']}")


def visit_events(world):
    return world.get(f"/api/v1/jobs/{import_lines(world)['id']}/events")


def visit_job_rejects(world):
    return world.get(f"/api/v1/jobs/{import_lines(world)['id']}/rejects")


def visit_cancel(world):
    """The first job is long, so that the second still waits when it is told to stop; when it was quicker, try again."""
    many = LINES + b"".join(b"R-%d,1,2026-01-05,100,Metal Promet,P-1,Vijak,2,100.00,RSD\n" % i for i in range(2, 50000))
    answer = None
    for _ in range(20):
        first = world.post("/api/v1/imports", many, headers={"Content-Type": "application/octet-stream"}).json["id"]
        second = visit_new_import(world).json["id"]
        answer = world.post(f"/api/v1/jobs/{second}/cancel")
        end_of_job(world, first)
        end_of_job(world, second)
        if answer.status == 202:
            break
    return answer


def visit_delete_job(world):
    many = LINES + b"".join(b"R-%d,1,2026-01-05,100,Metal Promet,P-1,Vijak,2,100.00,RSD\n" % i for i in range(2, 50000))
    answer = None
    for _ in range(20):
        first = world.post("/api/v1/imports", many, headers={"Content-Type": "application/octet-stream"}).json["id"]
        answer = world.delete(f"/api/v1/jobs/{first}")
        end_of_job(world, first)
        if answer.status == 202:
            break
    return answer


def visit_extras(world, path, record):
    """Comments, attachments, tags, watchers and the timeline of one record, each asked for by somebody who may."""
    def ask(method, rest, body=None, headers=None, last=None, **query):
        described = world.description.document["paths"][f"{path}/{{id}}{rest}"][method.lower()]
        admin = described["x-permission"].startswith(("people", "settings"))
        target = f"{path}/{record['id']}" + re.sub(r"\{[^}]+\}", str(last), rest)
        answer = world.request(method, target, body, {**(world.admin() if admin else {}), **(headers or {})}, **query)
        assert 200 <= answer.status < 300, (method, target, answer)
        return answer

    tag = world.post("/api/v1/tags", {"name": f"Oznaka {record['id']}"}, headers=world.who_writes("tag")).json["id"]
    comment = ask("POST", "/comments", {"body": "Zvati u petak"})
    changed = ask("PATCH", "/comments/{comment_id}", {"body": "Zvati sutra"}, {"If-Match": comment.headers["ETag"]}, comment.json["id"])
    file = ask("POST", "/attachments", b"Zapisnik", {"Content-Type": "application/octet-stream"}, name="zapisnik.txt").json["id"]
    ask("PUT", "/tags/{tag_id}", last=tag)
    ask("PUT", "/watchers/me")
    for rest in ("/comments", "/attachments", "/tags", "/watchers", "/timeline"):
        ask("GET", rest)
    ask("GET", "/attachments/{attachment_id}/content", last=file)
    ask("DELETE", "/attachments/{attachment_id}", last=file)
    ask("DELETE", "/comments/{comment_id}", None, {"If-Match": changed.headers["ETag"]}, comment.json["id"])
    ask("DELETE", "/tags/{tag_id}", last=tag)
    ask("DELETE", "/watchers/me")


def two_of(world, name):
    """The ids of two new records."""
    return [world.make(name, [name] * n)["id"] for n in (300, 301)]


def visits_of_merge(name, plural):
    """Rows of a type whose records can be merged."""
    def preview(world):
        one, other = two_of(world, name)
        return world.get(f"/api/v1/{plural}/{one}/merge", other_id=other)

    def merge(world):
        one, other = two_of(world, name)
        return world.post(f"/api/v1/{plural}/{one}/merge", {"other_id": other})

    return {
        f"GET /api/v1/{plural}/{{id}}/merge": preview,
        f"POST /api/v1/{plural}/{{id}}/merge": merge,
        f"GET /api/v1/{plural}/merges": lambda world: (merge(world), world.get(f"/api/v1/{plural}/merges"))[1],
        f"GET /api/v1/{plural}/duplicates": lambda world: world.get(f"/api/v1/{plural}/duplicates"),
        f"POST /api/v1/{plural}/duplicates/dismiss": lambda world: world.post(f"/api/v1/{plural}/duplicates/dismiss", {"ids": two_of(world, name)}),
        "POST /api/v1/merges/{id}/undo": lambda world: world.post(f"/api/v1/merges/{merge(world).json['id']}/undo"),
    }


def visit_analysis_job(world):
    lines = LINES.splitlines()[0] + b"".join(b"\nV-%d,1,2026-01-%02d,%d,Kupac %d,P-1,Vijak,2,100.00,RSD" % (i, i, 500 + i, i) for i in range(1, 20))
    end_of_job(world, world.post("/api/v1/imports", lines, headers={"Content-Type": "application/octet-stream"}).json["id"])
    answer = world.post("/api/v1/analysis/concentration", headers={"Prefer": "respond-async"})
    assert answer.status == 202 and end_of_job(world, answer.json["id"])["result"]["run"], answer
    return answer


VISITS = {
    "POST /api/v1/analysis/concentration": visit_analysis_job,
    **visits_of_merge("account", "accounts"),
    **visits_of_merge("contact", "contacts"),
    "POST /api/v1/markdown": lambda world: world.post("/api/v1/markdown", {"text": "**a**"}),
    "GET /api/v1/search": visit_search,
    "GET /api/v1/views/shared": visit_shared_views,
    "GET /api/v1/openapi.json": visit_description,
    "POST /api/v1/import_files": keep_file,
    "GET /api/v1/import_files": visit_files,
    "GET /api/v1/import_files/{id}": visit_file("get"),
    "GET /api/v1/import_files/{id}/preview": visit_file("get", "/preview"),
    "DELETE /api/v1/import_files/{id}": visit_file("delete"),
    "GET /api/v1/import_profiles": visit_profiles,
    "POST /api/v1/import_profiles": visit_new_profile,
    "PATCH /api/v1/import_profiles/{name}": visit_rename_profile,
    "DELETE /api/v1/import_profiles/{name}": visit_delete_profile,
    "GET /api/v1/imports": visit_imports,
    "POST /api/v1/imports": visit_new_import,
    "POST /api/v1/imports/{batch}/undo": visit_undo,
    "GET /api/v1/imports/{batch}/rejects": visit_rejects,
    "POST /api/v1/accounts/import": visit_list("accounts"),
    "POST /api/v1/products/import": visit_list("products"),
    "POST /api/v1/backups": visit_backup,
    "GET /api/v1/jobs": visit_jobs,
    "GET /api/v1/jobs/{id}": visit_job,
    "GET /api/v1/jobs/{id}/events": visit_events,
    "GET /api/v1/jobs/{id}/rejects": visit_job_rejects,
    "POST /api/v1/jobs/{id}/cancel": visit_cancel,
    "DELETE /api/v1/jobs/{id}": visit_delete_job,
}

# What needs more around it than this world has: the beginning of the path, and the test that has it and visits each of them.
ELSEWHERE = {
    "/api/v1/sign-in/oidc": "tests/oidc/test_sign_in.py",
    "/api/v1/users/{id}/identity": "tests/oidc/test_sign_in.py",
    **{f"/api/v1/{path}": "tests/api/test_administration.py"
       for path in ("about", "audit", "backups", "calendars/{id}/fill", "charges", "company", "rates", "roles", "users/sign-ins", "welcome")},
    "/api/v1/demo": "tests/server/test_jobs.py",
    "/api/v1/session": "tests/api/test_people.py",
    "/api/v1/tokens": "tests/api/test_people.py",
    "/api/v1/me/": "tests/api/test_people.py",
    "/api/v1/links/": "tests/api/test_people.py",
    "/api/v1/users/{id}/": "tests/api/test_people.py",
    "/api/v1/access": "tests/api/test_people.py",
    "/api/v1/analysis/selection/weights": "tests/api/test_selection.py",
    "/api/v1/analysis/selection/export": "tests/api/test_selection.py",
    "/api/v1/analysis": "tests/api/test_analyses.py",
    "/api/v1/accounts/{id}/analysis": "tests/api/test_analyses.py",
    "/api/v1/sales/accounts": "tests/api/test_figures.py",
    "/api/v1/sales/accounts/export": "tests/api/test_figures.py",
    "/api/v1/sales/overview": "tests/api/test_figures.py",
    "/api/v1/accounts/{id}/agreements": "tests/api/test_agreements.py",
    "/api/v1/accounts/{id}/figures": "tests/api/test_figures.py",
    "/api/v1/groups": "tests/api/test_groups.py",
    "/api/v1/programme": "tests/api/test_programme.py",
    "/api/v1/sales/unassigned": "tests/api/test_assignments.py",
    "/api/v1/sales/assignments": "tests/api/test_assignments.py",
    "/api/v1/sales": "tests/api/test_sales.py",
    "/api/v1/accounts/{id}/sales": "tests/api/test_sales.py",
}

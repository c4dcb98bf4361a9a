"""The page as the program serves it: which paths are its own, how long what is kept, what a browser may do with it."""

import gzip
import os
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import Server  # noqa: E402

PAGE = Path(os.environ["KAMEN_SOURCE_ROOT"]) / "tests" / "server" / "page"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = "/assets/index-0a1b2c3d.js"
NONCE = re.compile(rb"nonce-([a-z0-9]{22,})'")


def directives(answer):
    """The content security policy of an answer, by directive."""
    parts = (part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: "".join(rest) for name, *rest in parts}


def test_document__answers_at_every_place_of_the_page():
    with Server(admin=False) as server:
        for path in ("/", "/index.html", "/accounts", "/accounts/17?tab=sales&period=2025", "/prijava/", "/nalozi/Đorđe"):
            answer = server.get(path.replace("Đ", "%C4%90").replace("đ", "%C4%91"), HTML)
            assert answer.status == 200 and answer.headers["Content-Type"] == "text/html; charset=utf-8", (path, answer)
            assert b"A page for tests" in answer.body and answer.headers["Cache-Control"] == "no-cache", (path, answer)
        assert server.get("/").status == 200


def test_document__is_for_readers_of_html_only():
    with Server(admin=False) as server:
        for path, headers in (("/accounts", {}), ("/accounts", {"Accept": "application/json"}), ("/accounts/17.csv", HTML),
                              ("/api", HTML), ("/api/v1/nowhere", HTML), ("/metrics", HTML)):
            answer = server.get(path, headers)
            assert answer.status == 404 and answer.json["request_id"], (path, headers, answer)
        assert server.get("/healthz", HTML).json == {"status": "ok"}


def test_document__comes_with_a_strict_policy_and_a_nonce_of_its_own():
    with Server(admin=False) as server:
        seen = set()
        for _ in range(3):
            answer = server.get("/", HTML)
            policy = directives(answer)
            nonce = NONCE.search(policy["style-src-elem"].encode())[1]
            assert answer.body.count(nonce) == 2 and b"__KAMEN" not in answer.body, answer
            seen.add(nonce)
        assert len(seen) == 3, seen
        assert policy["default-src"] == policy["script-src"] == policy["connect-src"] == policy["font-src"] == "'self'"
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert policy["form-action"] == "'self'" and policy["img-src"] == "'self' data: blob:"
        assert policy["style-src-attr"] == "'unsafe-inline'" and "unsafe" not in policy["style-src-elem"]


def test_document__is_never_answered_by_not_modified():
    with Server(admin=False) as server:
        answer = server.get("/", {**HTML, "If-None-Match": "*"})
        assert answer.status == 200 and "ETag" not in answer.headers


def test_document__comes_whoever_asks():
    with Server(admin=False) as server:
        assert server.get("/", {**HTML, "Cookie": "kamen=of-a-session-that-is-over"}).status == 200
        assert server.get("/", {**HTML, "Authorization": "Bearer nothing"}).status == 200


def test_answers__have_the_headers_of_all_answers():
    with Server(admin=False) as server:
        for path in ("/", SCRIPT, "/favicon.ico", "/assets/nowhere.js"):
            headers = server.get(path, HTML).headers
            assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer", path
            assert headers["X-Frame-Options"] == "DENY" and headers["X-Request-Id"], path
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin", path
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path


def test_asset__is_kept_for_good_under_its_type():
    types = {"index-0a1b2c3d.js": "text/javascript; charset=utf-8", "index-0a1b2c3d.css": "text/css; charset=utf-8",
             "mark-11aa22bb.svg": "image/svg+xml", "face-33cc44dd.woff2": "font/woff2", "names-55ee66ff.json": "application/json",
             "dot-77aa88bb.png": "image/png"}
    with Server(admin=False) as server:
        assert set(types) == {path.name for path in (PAGE / "assets").iterdir() if path.suffix != ".br"}
        for name, type_ in types.items():
            answer = server.get(f"/assets/{name}")
            assert answer.status == 200 and answer.body == (PAGE / "assets" / name).read_bytes(), (name, answer)
            assert answer.headers["Content-Type"] == type_, name
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", name


def test_asset__is_not_sent_twice():
    with Server(admin=False) as server:
        etag = server.get(SCRIPT).headers["ETag"]
        again = server.get(SCRIPT, {"If-None-Match": f'"other", {etag.removeprefix("W/")}'})
        assert again.status == 304 and again.body == b"" and again.headers["ETag"] == etag
        assert again.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert server.get(SCRIPT, {"If-None-Match": '"other"'}).status == 200


def test_asset__comes_packed_to_who_can_unpack():
    whole = (PAGE / SCRIPT[1:]).read_bytes()
    with Server(admin=False) as server:
        smallest = server.get(SCRIPT, {"Accept-Encoding": "gzip, deflate, br"})
        assert smallest.headers["Content-Encoding"] == "br" and smallest.body == (PAGE / f"{SCRIPT[1:]}.br").read_bytes()
        packed = server.get(SCRIPT, {"Accept-Encoding": "br;q=0, gzip"})
        assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed.body) == whole
        assert len(packed.body) < len(whole) and packed.headers["Vary"] == "Accept-Encoding"
        plain = server.get(SCRIPT, {"Accept-Encoding": "gzip;q=0"})
        assert "Content-Encoding" not in plain.headers and plain.body == whole and plain.headers["Vary"] == "Accept-Encoding"
        small = server.get("/assets/index-0a1b2c3d.css", {"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in small.headers


def test_script__may_be_a_worker_of_the_page():
    with Server(admin=False) as server:
        assert directives(server.get(SCRIPT))["default-src"] == "'self'"
        assert "sandbox" in directives(server.get("/assets/mark-11aa22bb.svg"))


def test_other_files__are_asked_for_each_time():
    types = {"/favicon.ico": "image/x-icon", "/site.webmanifest": "application/manifest+json"}
    with Server(admin=False) as server:
        for path, type_ in types.items():
            answer = server.get(path)
            assert answer.status == 200 and answer.headers["Content-Type"] == type_ and answer.headers["Cache-Control"] == "no-cache"
            assert server.get(path, {"If-None-Match": answer.headers["ETag"]}).status == 304


def test_head__answers_like_get_without_the_body():
    with Server(admin=False) as server:
        for path in ("/", "/accounts", SCRIPT, "/favicon.ico"):
            head, whole = server.request("HEAD", path, headers=HTML), server.get(path, HTML)
            assert head.status == 200 and head.body == b"" and head.headers["Content-Length"] == str(len(whole.body)), path
            assert head.headers["Content-Type"] == whole.headers["Content-Type"], path


def test_missing_file__is_a_problem_and_not_the_page():
    with Server(admin=False) as server:
        for path in ("/assets/index-ffffffff.js", "/assets/", "/assets/index-0a1b2c3d", f"{SCRIPT}.br", "/robots.txt"):
            answer = server.get(path, HTML)
            assert answer.status == 404 and answer.headers["Content-Type"] == "application/problem+json", (path, answer)
            assert answer.headers["Cache-Control"] == "no-store" and "ETag" not in answer.headers, path


def test_table__is_the_only_thing_that_is_looked_into():
    with Server(admin=False) as server:
        secret = server.write("secret.js", "nobody's business")
        for path in ("/assets/../secret.js", "/assets/..%2fsecret.js", "/assets/%2e%2e/secret.js", f"/assets/{secret}", "/secret.js",
                     "/assets/..\\secret.js", "/assets/index-0a1b2c3d.js%00.css", "/assets//index-0a1b2c3d.js"):
            answer = server.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            assert answer.split(b" ", 2)[1] in (b"400", b"404") and b"nobody's business" not in answer, (path, answer)


def test_changes__are_refused():
    with Server(admin=False) as server:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            for path in ("/", "/accounts", SCRIPT):
                answer = server.request(method, path, headers=HTML)
                assert answer.status == 405 and answer.headers["Allow"] == "GET, HEAD", (method, path, answer)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

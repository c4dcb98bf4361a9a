"""kamen serve: from start to stop, what every answer has, and the probes."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import Server, kinds  # noqa: E402


def test_serve__says_when_it_is_ready_and_stops_when_asked():
    for kind in kinds():
        with Server(kind, admin=False) as server:
            assert server.get("/healthz").json == {"status": "ok"}
            answer = server.get("/readyz")
            while answer.status == 503:
                assert answer.json["title"] and "figures" in answer.json["detail"], answer
                answer = server.get("/readyz")
            assert answer.json == {"status": "ok"}
            assert server.stop() == 0
            events = [line["event"] for line in server.log()]
            # Other threads write their own lines when they are done, perhaps after "stopping": a request, the figures.
            course = [event for event in events if event in ("ready", "stopping", "stopped")]
            assert course == ["ready", "stopping", "stopped"] and events[-1] == "stopped", events


def test_answers__have_their_headers():
    with Server(admin=False) as server:
        for path, status in (("/healthz", 200), ("/nowhere", 404), ("/a%2fb", 400)):
            answer = server.get(path)
            assert answer.status == status, answer
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            assert "Strict-Transport-Security" not in answer.headers
            if status >= 400:
                assert answer.headers["Content-Type"] == "application/problem+json"
                assert answer.json["request_id"] == answer.headers["X-Request-Id"]


def test_request_id__of_the_client_is_kept_when_it_is_harmless():
    with Server(admin=False) as server:
        assert server.get("/healthz", {"X-Request-Id": "mail-4711.a"}).headers["X-Request-Id"] == "mail-4711.a"
        for bad in ("short", "x" * 65, 'quote"quote', "with space"):
            made = server.get("/healthz", {"X-Request-Id": bad}).headers["X-Request-Id"]
            assert made != bad and len(made) == 16, made


def test_head__answers_like_get_without_the_body():
    with Server(admin=False) as server:
        answer = server.request("HEAD", "/healthz")
        assert answer.status == 200 and answer.body == b""
        assert answer.headers["Content-Length"] == str(len(server.get("/healthz").body))


def test_method__that_nothing_takes_is_refused():
    with Server(admin=False) as server:
        answer = server.request("TRACE", "/healthz")
        assert answer.status == 405 and "GET" in answer.headers["Allow"]


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

"""The log and the metrics: what they say, and what they must never say."""

import json
import signal
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import PASSWORD, Server  # noqa: E402

SECRETS = {"query": "upit-8847", "cookie": "kolac-3391", "bearer": "kamen_nosilac-5520", "body": "telo-7716", "header": "zaglavlje-1205", "path": "staza-6604"}


def requests(server):
    return [line for line in server.log() if isinstance(line, dict) and line["event"] == "request"]


def test_request__is_one_line_with_these_members():
    with Server(role="director", admin=False) as server:
        answer = server.post("/api/v1/products", {"name": "Roba"}, {"X-Request-Id": "posta-0001"})
        product = answer.json["id"]
        server.get(f"/api/v1/products/{product}", select="name")
        server.stop()
        # Each is written when its answer has left, on its own thread: their order in the log is nobody's promise.
        shown, created = sorted(requests(server), key=lambda line: line["method"])
        assert set(created) == {"time", "level", "event", "request_id", "method", "route", "status", "duration_ms", "bytes_in", "bytes_out", "remote",
                                "user_id"}, created
        assert (created["request_id"], created["method"], created["route"], created["status"]) == ("posta-0001", "POST", "/api/v1/products", 201)
        assert created["bytes_in"] == len('{"name": "Roba"}') and created["bytes_out"] == len(answer.body) and created["remote"] == "127.0.0.1"
        assert shown["route"] == "/api/v1/products/{id}" and shown["user_id"] == created["user_id"]
        assert product not in json.dumps(shown)


def test_secrets__are_in_no_line():
    with Server(role="director", log_level="debug") as server:
        token = server.token
        server.get("/api/v1/products", name=f"eq.{SECRETS['query']}")
        server.get(f"/nowhere/{SECRETS['path']}", secret=SECRETS["query"])
        server.post("/api/v1/products", {"name": SECRETS["body"], "nobody": SECRETS["body"]})
        server.post("/api/v1/sessions", {"email": "ana@firma.rs", "password": PASSWORD})
        server.post("/api/v1/sessions", {"email": "ana@firma.rs", "password": SECRETS["body"] + PASSWORD})
        server.token = None
        server.get("/api/v1/products", {"Authorization": f"Bearer {SECRETS['bearer']}"})
        server.get("/api/v1/products", {"Cookie": f"kamen={SECRETS['cookie']}"})
        server.get("/healthz", {"X-Secret": SECRETS["header"], "X-Request-Id": SECRETS["header"] + "!"})
        server.raw(f"GET /{SECRETS['path']} HTTP/1.1\r\nHost: {SECRETS['header']}\r\n{SECRETS['header']}\r\n\r\n".encode())
        server.raw(f"{SECRETS['path']} {SECRETS['query']}\r\n\r\n".encode())
        server.stop()
        log = (server.folder / "log").read_text()
        assert len(requests(server)) >= 8
        for name, secret in {**SECRETS, "token": token, "password": PASSWORD}.items():
            assert secret not in log, (name, [line for line in log.splitlines() if secret in line])


def test_file__is_opened_anew_on_sighup():
    with Server(log_file="kamen.log", admin=False) as server:
        server.get("/healthz")
        path = server.folder / "kamen.log"
        assert path.stat().st_mode & 0o777 == 0o600
        # A line is written when its answer has left, which the client may see first.
        while "/healthz" not in path.read_text():
            pass
        path.rename(server.folder / "kamen.log.1")
        server.process.send_signal(signal.SIGHUP)
        while not path.exists() or "/readyz" not in path.read_text():
            server.get("/readyz")
        server.stop()
        assert "/healthz" not in path.read_text()
        assert "/healthz" in (server.folder / "kamen.log.1").read_text()


def test_level__leaves_requests_out():
    with Server(log_level="error", admin=False) as server:
        server.get("/healthz")
        server.stop()
        assert server.log() == []


def test_metrics__count_what_happened():
    with Server(role="director", metrics_listen="127.0.0.1:0", admin=False) as server:
        before = server.metrics()
        for _ in range(3):
            server.get("/healthz")
        server.get("/nowhere")
        server.post("/api/v1/products", {"name": "Roba"})
        server.get("/healthz", connection=server.connect())
        # The answer is counted when it has left, which the client may see first.
        while (now := server.metrics())["kamen_request_duration_seconds_count"] < 6:
            pass
        assert now['kamen_requests_total{method="GET",route="/healthz",status="200"}'] == 4
        assert now['kamen_requests_total{method="none",route="none",status="404"}'] == 1
        assert now['kamen_requests_total{method="POST",route="/api/v1/products",status="201"}'] == 1
        assert now['kamen_request_duration_seconds_bucket{le="+Inf"}'] == now["kamen_request_duration_seconds_count"] == 6
        assert now["kamen_writer_changes_total"] > before["kamen_writer_changes_total"]
        assert now["kamen_jobs_running"] == now["kamen_jobs_queued"] == now["kamen_writer_queue"] == 0
        assert now["process_open_fds"] > 5 and now["process_resident_memory_bytes"] > 1 << 20 and now["kamen_connections"] >= 1
        assert server.get("/metrics").status == 404


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

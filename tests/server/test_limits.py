"""What clients cannot do: too large, too slow, too many, broken, ambiguous."""

import gzip
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import Server  # noqa: E402

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


def status_of(answer):
    return int(answer.split(b" ", 2)[1]) if answer else None


def read_to_end(client):
    """All that comes until the server closes."""
    pieces = []
    with suppress(ConnectionError):
        while piece := client.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


def test_head__that_is_too_large():
    with Server(max_header=4096, admin=False) as server:
        one, many = b"X-Long: " + b"a" * 5000, b"\r\n".join(b"X-%d: " % i + b"a" * 100 for i in range(45))
        for head, status in ((b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + one, 431), (b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + many, 431),
                             (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x", 414),
                             (b"GET /api/v1/accounts?q=" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x", 414)):
            answer = server.raw(head + b"\r\n\r\n")
            assert status_of(answer) == status and b"application/problem+json" in answer and b"max-header" in answer, answer
        # What is longer than anything that is kept of a request gets the answer of the library below.
        assert status_of(server.raw(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 40000 + b"\r\n\r\n")) == 431
        # And what just fits is served.
        assert status_of(server.raw(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 4000 + b"\r\n\r\n")) == 200
        assert server.get("/healthz").status == 200


def test_body__where_none_is_taken():
    with Server(admin=False) as server:
        answer = server.raw(b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
        assert status_of(answer) == 413 and b"problem+json" in answer, answer
        # One that nobody would wait for is refused before it is sent.
        answer = server.raw(b"POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999\r\n\r\n")
        assert status_of(answer) == 413 and b"Connection: close" in answer, answer
        # The body of a refused request is not taken for the next request.
        head = b"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(HEALTH)
        answer = server.raw(head + HEALTH + HEALTH)
        assert answer.count(b"HTTP/1.1 404") == 1 and answer.count(b"HTTP/1.1 200") == 1, answer


def test_body__in_pieces_of_unknown_number():
    with Server(admin=False) as server:
        head = b"POST /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        assert status_of(server.raw(head + b"5\r\nhello\r\n0\r\n\r\n")) == 405
        with server.socket() as client:
            client.sendall(head)
            with suppress(ConnectionError):
                for _ in range(64):
                    client.sendall(b"100000\r\n" + b"a" * 0x100000 + b"\r\n")
                raise AssertionError("an endless body was taken")


def test_length__said_twice_is_refused():
    with Server(admin=False) as server:
        for extra in (b"Content-Length: 5\r\nContent-Length: 6\r\n", b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"):
            answer = server.raw(b"POST /api/v1/jobs/1/cancel HTTP/1.1\r\nHost: x\r\n" + extra + b"\r\nhello")
            assert status_of(answer) == 400, answer
            assert answer.count(b"HTTP/1.1") == 1, answer


def test_broken__requests_do_no_harm():
    broken = [
        b"\r\n\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /healthz\r\n\r\n",
        b"GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n",
        b"G\x00T /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost x\r\n\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /healthz?a=%ZZ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nXYZ\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        bytes(range(256)) * 8,
    ]
    with Server(admin=False) as server:
        for request in broken:
            answer = server.raw(request)
            assert status_of(answer) is None or 400 <= status_of(answer) <= 505 or b'"ok"' not in answer, (request, answer)
            assert server.get("/healthz").status == 200


def test_pipeline__is_answered_in_order():
    with Server(admin=False) as server:
        answer = server.raw(HEALTH + b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n" + HEALTH)
        assert [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]] == [200, 404, 200]


def test_http_1_0__is_spoken():
    with Server(admin=False) as server:
        answer = server.raw(b"GET /healthz HTTP/1.0\r\n\r\n")
        assert status_of(answer) == 200 and b"Connection: close" in answer and answer.endswith(b'{"status":"ok"}')


def test_connections__are_limited_from_one_address():
    with Server(max_connections_per_address=4, threads=2, admin=False) as server, ExitStack() as clients:
        opened = [clients.enter_context(server.socket()) for _ in range(4)]
        for client in opened:
            client.sendall(HEALTH)
            assert client.recv(65536).startswith(b"HTTP/1.1 200")
        with server.socket() as one_more:
            with suppress(ConnectionError):
                one_more.sendall(HEALTH)
                assert read_to_end(one_more) == b""
        opened[0].sendall(HEALTH)
        assert opened[0].recv(65536).startswith(b"HTTP/1.1 200")


def test_slow_clients__are_cut_off():
    with Server(header_timeout=1, idle_timeout=1, body_timeout=1, admin=False) as server:
        with server.socket() as silent, server.socket() as half_head, server.socket() as half_body, server.socket() as idle:
            half_head.sendall(b"GET /healthz HT")
            half_body.sendall(b"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
            idle.sendall(HEALTH)
            for client in (silent, half_head, half_body):
                assert b"200" not in read_to_end(client)[:12]
            assert read_to_end(idle).startswith(b"HTTP/1.1 200")


def test_drip__a_byte_now_and_then_keeps_no_place():
    with Server(header_timeout=1, idle_timeout=30, admin=False) as server, server.socket() as client:
        client.settimeout(0.1)
        client.sendall(b"GET /healthz HTTP/1.1\r\nX-Drip: ")
        with suppress(ConnectionError):
            while True:
                try:
                    if client.recv(1) == b"":
                        break
                except TimeoutError:
                    client.sendall(b"a")
        server.stop()
        assert any(line.get("event") == "slow_clients_cut_off" for line in server.log() if isinstance(line, dict))


def test_paths__are_read_in_one_way_only():
    with Server(admin=False) as server:
        for path in ("/healthz/../healthz", "/./healthz", "//healthz", "/api%2fv1", "/%2e%2e/etc", "/a%5cb", "/%c3%28", "/%0a", "/a%"):
            answer = server.raw(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert status_of(answer) == 400, (path, answer)
        assert status_of(server.raw(b"GET http://x/%68ealthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) == 200


def test_gzip__only_for_large_answers_and_who_wants_it():
    with Server(admin=False) as server:
        plain = server.get("/api/v1/openapi.json")
        small = server.get("/api/v1/openapi.json", {"Accept-Encoding": "br, gzip;q=0.5"})
        assert small.headers["Content-Encoding"] == "gzip" and small.headers["Vary"] == "Accept-Encoding"
        assert len(small.body) < len(plain.body) / 3
        assert gzip.decompress(small.body) == plain.body
        for refused in ("gzip;q=0", "gzipped", "identity"):
            assert "Content-Encoding" not in server.get("/api/v1/openapi.json", {"Accept-Encoding": refused}).headers
        assert "Content-Encoding" not in server.get("/healthz", {"Accept-Encoding": "gzip"}).headers


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

"""The end of the server, asked for or not: what was answered is there, once."""

import csv
import http.client
import io
import os
import sys
import threading
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import Server, kinds  # noqa: E402

CLIENTS = 8


class Load:
    """Clients that create products as fast as they are answered; each notes what was answered 201, and all that it asked for."""

    def __init__(self, server, enough):
        self.server = server
        self.name = os.urandom(4).hex()
        self.enough = enough
        self.reached = threading.Event()
        self.lock = threading.Lock()
        self.acknowledged = []
        self.asked = []
        self.refused = []
        self.threads = [threading.Thread(target=self.run, args=(number,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def run(self, number):
        connection = self.server.connect()
        for count in range(100000):
            name = f"Roba {self.name}-{number}-{count}"
            try:
                self.asked.append(name)
                answer = self.server.request("POST", "/api/v1/products", {"name": name}, connection=connection)
            except (OSError, http.client.HTTPException):
                break
            if answer.status == 503:
                self.refused.append(answer)
                break
            assert answer.status == 201, answer
            with self.lock:
                self.acknowledged.append(name)
                if len(self.acknowledged) >= self.enough:
                    self.reached.set()
        connection.close()

    def join(self):
        for thread in self.threads:
            thread.join()


def names(server):
    """Names of all products, while no server holds the database."""
    return [row["product_name"] for row in csv.DictReader(io.StringIO(server.kamen("export", "products").lstrip("\ufeff")))]


def check(server, load, before):
    found = names(server)
    assert len(found) == len(set(found)), "a product is there twice"
    assert set(load.acknowledged) <= set(found), sorted(set(load.acknowledged) - set(found))
    assert set(found) <= before | set(load.asked)
    return set(found)


def test_stop__under_load_keeps_what_was_answered():
    for kind in kinds():
        with Server(kind, role="director", admin=False) as server:
            load = Load(server, 200)
            load.reached.wait()
            assert server.stop() == 0
            load.join()
            assert len(load.acknowledged) >= 200
            check(server, load, set())


def test_kill__under_load_keeps_what_was_answered():
    for kind in kinds():
        with Server(kind, role="director", admin=False) as server:
            before = set()
            for _ in range(4):
                load = Load(server, 60)
                load.reached.wait()
                server.kill()
                load.join()
                before = check(server, load, before)
                server.start()
            server.stop()
            assert '"clean": true' in server.kamen("check", "--json")


def test_stop__refuses_what_comes_and_finishes_what_runs():
    with Server(role="director", admin=False) as server:
        with server.socket() as client:
            body = b'{"name":"Poslednja"}'
            # "Continue" is said once the head has been taken: from then on the request counts as running.
            client.sendall(b"POST /api/v1/products HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\n"
                           b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % (server.token.encode(), len(body)))
            assert client.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
            client.sendall(body[:5])
            kept = server.connect()
            server.request("GET", "/healthz", connection=kept)
            server.process.terminate()
            while not any(isinstance(line, dict) and line.get("event") == "stopping" for line in server.log()):
                pass
            while (answer := server.request("GET", "/healthz", connection=kept)).status == 200:
                pass
            assert answer.status == 503 and answer.headers["Retry-After"] and answer.headers["Connection"] == "close", answer
            client.sendall(body[5:])
            reply = client.recv(65536)
            assert reply.startswith(b"HTTP/1.1 201"), reply
            assert b"Connection: close" in reply, reply
        assert server.process.wait() == 0
        assert names(server) == ["Poslednja"]


def test_stop__leaves_jobs_to_the_next_server():
    header = "document,position,date,account_number,account_name,product_number,product_name,quantity,net,currency\n"
    rows = "".join(f"D{i},1,2025-{i % 12 + 1:02d}-05,A{i % 50},Kupac {i % 50},P{i % 9},Roba {i % 9},1,{i % 97 + 1}.50,RSD\n" for i in range(60000))
    with Server(role="director", admin=False) as server:
        path = server.post("/api/v1/imports", (header + rows).encode(), {"Content-Type": "text/csv"}).headers["Location"]
        connection = server.connect()
        connection.request("GET", path + "/events", headers={"Authorization": f"Bearer {server.token}"})
        stream = connection.getresponse()
        assert stream.status == 200
        assert server.stop() == 0
        stream.read()
        connection.close()
        server.start()
        assert b'"state":"done"' in server.get(path + "/events").body
        assert server.get("/api/v1/imports").json["items"][0]["lines"] == 60000


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

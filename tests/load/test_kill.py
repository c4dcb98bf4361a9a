"""The server is killed under load, again and again: every change that was acknowledged is there, and none twice."""

import http.client
import os
import random
import sys
import threading
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from server import Server, kinds  # noqa: E402

CLIENTS = 8
KILLS = 3 if os.environ.get("KAMEN_SANITIZED") else 50


class Client(threading.Thread):
    """Makes accounts, each with a key of its own, until the server is gone; asks again for what got no answer."""

    def __init__(self, server, name, open_requests):
        super().__init__()
        self.server, self.name_stem, self.open = server, name, dict(open_requests)
        self.made, self.count = {}, 0
        self.enough, self.failure = threading.Event(), None

    def send(self, key, connection):
        answer = self.server.request("POST", "/api/v1/accounts", {"name": key}, {"Idempotency-Key": key.replace(" ", "-")}, connection=connection)
        assert answer.status == 201, answer
        self.made[key] = answer.json["id"]
        self.open.pop(key, None)
        if len(self.made) >= 3:
            self.enough.set()

    def run(self):
        connection = self.server.connect()
        try:
            for key in list(self.open):
                self.send(key, connection)
            while True:
                key = f"{self.name_stem} {self.count}"
                self.count += 1
                self.open[key] = True
                self.send(key, connection)
        except (OSError, http.client.HTTPException):
            pass  # killed in the middle: that is what is tried
        except Exception as failure:  # told on the thread of the test
            self.failure = failure
        finally:
            self.enough.set()
            connection.close()


def round_of_clients(server, number, leftovers, chosen):
    clients = [Client(server, f"Udar {number} {i}", leftovers[i]) for i in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in chosen.sample(clients, 1 + chosen.randrange(CLIENTS)):
        client.enough.wait()
    server.kill()
    for client in clients:
        client.join()
        if client.failure:
            raise client.failure
    return clients


def names_of(server):
    """Every account's name and id, page by page."""
    names, path = [], "/api/v1/accounts?select=id,name&limit=500"
    while path:
        page = server.get(path).json
        names += [(item["name"], item["id"]) for item in page["items"]]
        path = f"/api/v1/accounts?select=id,name&limit=500&cursor={page['next']}" if page["next"] else None
    return names


def kill_repeatedly(server, kind):
    """Accounts that were acknowledged, by name, over all lives of the server."""
    chosen, made, leftovers = random.Random(kind), {}, [{} for _ in range(CLIENTS)]
    for number in range(KILLS):
        server.start()
        clients = round_of_clients(server, number, leftovers, chosen)
        leftovers = [client.open for client in clients]
        for client in clients:
            made.update(client.made)
    return made


def test_kill__loses_nothing_acknowledged_and_makes_nothing_twice():
    for kind in kinds():
        with Server(kind, role="director", start=False) as server:
            made = kill_repeatedly(server, kind)
            server.start()
            names = names_of(server)
            assert len(names) == len({name for name, _ in names}), "an account was made twice"
            found = dict(names)
            lost = [key for key, account in made.items() if found.get(key) != account]
            assert made and not lost, (len(made), len(lost), lost[:5])
            assert server.stop() == 0
            server.kamen("check")


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

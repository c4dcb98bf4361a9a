"""Other verbs beside a running server: they write in turns, whatever the server does meanwhile, and however they end."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import KAMEN, Server, kinds  # noqa: E402

HEADER = "document,position,date,account_number,account_name,product_number,product_name,quantity,net,currency\n"


def lines(n):
    return HEADER + "".join(f"F{i // 5},{i % 5},2024-01-{1 + i % 28:02},K{i % 50},Kupac {i % 50} doo,A{i % 90},Artikal {i % 90},1,10.00,RSD\n" for i in range(n))


class Writer(threading.Thread):
    """Makes accounts until it is told to stop."""

    def __init__(self, server):
        super().__init__()
        self.server, self.over, self.made, self.failure = server, threading.Event(), [], None

    def run(self):
        while not self.over.is_set():
            answer = self.server.post("/api/v1/accounts", {"name": f"Pisac {len(self.made)}"})
            if answer.status != 201:
                self.failure = answer
                return
            self.made.append(answer.json["id"])


def test_verbs__write_beside_a_server():
    for kind in kinds():
        with Server(kind, role="director") as server:
            server.write("word", "planina-reka-oblak-3\n")
            server.kamen("user", "add", "--email", "iva@firma.rs", "--role", "analyst", "--password-file", str(server.folder / "word"))
            assert [user["email"] for user in server.get("/api/v1/users", email="eq.iva@firma.rs").json["items"]] == ["iva@firma.rs"]
            server.kamen("import", server.write("sales.csv", lines(20)))
            assert server.get("/api/v1/sales/sums", group_by="account").json["total"]["lines"] == 20
            assert server.post("/api/v1/accounts", {"name": "Posle"}).status == 201


def test_import__beside_a_server_that_writes_loses_nothing():
    for kind in kinds():
        with Server(kind, role="director") as server:
            file, writer = server.write("sales.csv", lines(20000)), Writer(server)
            writer.start()
            for _ in range(3):
                server.kamen("import", file)
                server.kamen("import", "--undo", server.kamen("import", "--list").splitlines()[-1].split()[0])
            server.kamen("import", file)
            writer.over.set()
            writer.join()
            assert writer.failure is None, writer.failure
            found = {item["id"] for item in pages(server)}
            assert writer.made and set(writer.made) <= found, (len(writer.made), len(found))
            assert server.get("/api/v1/sales/sums", group_by="month").json["total"]["lines"] == 20000
            assert server.stop() == 0
            server.kamen("check")


def pages(server):
    cursor = None
    while True:
        page = server.get("/api/v1/accounts", select="id", limit=500, cursor=cursor).json
        yield from page["items"]
        cursor = page["next"]
        if cursor is None:
            return


def test_killed_verb__gives_its_turn_back():
    with Server(role="director") as server:
        file = server.write("sales.csv", lines(200000))
        verb = subprocess.Popen([KAMEN, "import", file], cwd=server.folder, env=server._environment(), stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)
        lock = Path(server.database.uri + "-lock")
        while verb.poll() is None and holder(lock) != verb.pid:
            pass
        verb.send_signal(signal.SIGKILL)
        verb.wait()
        assert server.post("/api/v1/accounts", {"name": "Posle"}).status == 201
        assert server.stop() == 0
        server.kamen("check")


def holder(lock):
    try:
        return int(lock.read_text(encoding="ascii") or 0)
    except (FileNotFoundError, ValueError):
        return 0


def test_readers__are_served_while_another_writes():
    with Server(role="director") as server:
        file = server.write("sales.csv", lines(200000))
        verb = subprocess.Popen([KAMEN, "import", file], cwd=server.folder, env=server._environment(), stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)
        served = 0
        while verb.poll() is None:
            assert server.get("/api/v1/accounts", limit=1).status == 200
            served += 1
        assert verb.returncode == 0 and served > 0


def test_place_to_ask__goes_with_the_server_and_survives_a_kill():
    with Server(role="director") as server:
        place = Path(server.database.uri + "-pen")
        assert place.stat().st_mode & 0o777 == 0o600
        server.kill()
        assert place.exists()
        server.kamen("user", "list")
        server.write("word", "planina-reka-oblak-3\n")
        server.kamen("user", "add", "--email", "a@firma.rs", "--role", "kam", "--password-file", str(server.folder / "word"))
        server.start()
        server.kamen("user", "add", "--email", "b@firma.rs", "--role", "kam", "--password-file", str(server.folder / "word"))
        assert server.stop() == 0
        assert not place.exists()


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

"""Workers of one kind never hold up what another kind does: a page is answered and people sign in while all workers for long work are busy."""

import os
import sys
import threading
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import ADMIN, PASSWORD, Server, kinds  # noqa: E402

SALES = b"document,date,account_number,account_name,product_number,product_name,quantity,net,currency\nF1,2025-03-01,1,Alfa,A,Vijak,1,10.00,EUR\n"


class Gate:
    """A kept file that cannot be opened until the gate is: whoever reads it waits."""

    def __init__(self, path):
        self._path, self._aside, self._way_in = path, path.with_suffix(".aside"), path.with_suffix(".way")
        path.rename(self._aside)
        os.mkfifo(path)
        os.link(path, self._way_in)

    def open(self):
        self._aside.rename(self._path)
        with open(self._way_in, "wb") as way_in:
            way_in.write(SALES)


def begin_previews(server, file, n):
    """Ask for it n times at once; threads that end with the answers."""
    path = f"/api/v1/import_files/{file}/preview"
    threads = [threading.Thread(target=server.get, args=(path,)) for _ in range(n)]
    for thread in threads:
        thread.start()
    return threads


def check_others_are_answered(server):
    for path in ("/api/v1/sales/overview", "/api/v1/sales/accounts", "/api/v1/sales/sums?group_by=account", "/api/v1/accounts/duplicates"):
        assert server.get(path).status == 200, path
    token, server.token = server.token, None
    assert server.post("/api/v1/session", {"email": ADMIN, "password": PASSWORD}).status == 200
    server.token = token


def test_pages_and_sign_ins__do_not_wait_for_long_work():
    for kind in kinds():
        with Server(kind, role="director", workers=1, files="kept", metrics_listen="127.0.0.1:0") as server:
            file = server.post("/api/v1/import_files", SALES, {"Content-Type": "application/octet-stream"}, filename="sales.csv").json["id"]
            gate = Gate(next(path for path in (server.folder / "kept").rglob("*") if path.is_file()))
            previews = begin_previews(server, file, 2)
            # One waits in the queue: the other has the worker.
            while server.metrics()["kamen_worker_queue"] != 1:
                pass
            try:
                check_others_are_answered(server)
                assert server.metrics()["kamen_worker_queue"] == 1
            finally:
                gate.open()
                for preview in previews:
                    preview.join()


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

#!/usr/bin/env python3
"""Minutes of load and abuse on a server of its own, on loopback: readers and writers as fast as they can, clients that send a byte a
second, bodies beyond every limit, requests that are none. Memory and descriptors must stay level, and whoever behaves is answered.

Usage: soak.py [SECONDS]      (600; it ends by itself)
"""

import os
import random
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
os.environ.setdefault("KAMEN", str(Path(__file__).resolve().parents[2] / "build" / "kamen"))

from server import Server  # noqa: E402  (the path comes first)

SAMPLES = 30
SLOW_CLIENTS, ACCOUNTS = 20, 2000
# Level: the last third may hold this much more than the middle one. Caches are warm by then.
GROWTH, SLACK_MB, SLACK_DESCRIPTORS = 1.05, 4, 40


class Watch:
    """Memory and descriptors of the server, sampled."""

    def __init__(self, pid):
        self.folder, self.memory_mb, self.descriptors = Path(f"/proc/{pid}"), [], []

    def sample(self):
        status = (self.folder / "status").read_text(encoding="utf-8")
        self.memory_mb.append(int(status.split("VmRSS:")[1].split()[0]) / 1024)
        self.descriptors.append(len(os.listdir(self.folder / "fd")))

    def thirds(self, values):
        third = len(values) // 3
        return max(values[third: 2 * third]), max(values[2 * third:])


class Client(threading.Thread):
    """Does something again and again until it is told to stop; counts how often. Being cut off is what an abuser deserves, and a failure
    for others."""

    def __init__(self, act, over, is_abuser):
        super().__init__(daemon=True)
        self.act, self.over, self.is_abuser, self.done, self.failures = act, over, is_abuser, 0, []

    def run(self):
        while not self.over.is_set():
            try:
                self.act()
                self.done += 1
            except Exception as failure:
                if not self.is_abuser or not isinstance(failure, OSError):
                    self.failures.append(failure)
                    return
                self.done += 1


def slow_client(server, over):
    with server.socket() as client:
        client.settimeout(5)
        for byte in b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: yes\r\n\r\n":
            client.sendall(bytes([byte]))
            if over.wait(1):
                return


def oversize_body(server):
    with server.socket() as client:
        client.settimeout(5)
        client.sendall(b"POST /api/v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                       + server.token.encode() + b"\r\nContent-Length: 999999999\r\n\r\n")
        piece = b"[" * 65536
        for _ in range(64):
            client.sendall(piece)


def broken_request(server, chosen):
    garbage = chosen.choice([chosen.randbytes(300), b"GET / HTTP/9.9\r\n\r\n", b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\n\r\n",
                             b"POST /api/v1/accounts HTTP/1.1\r\nContent-Length: -5\r\n\r\n", b"GET /api/v1/accounts?or=" + b"(" * 5000,
                             b"GET /healthz HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(2000)) + b"\r\n"])
    with server.socket() as client:
        client.settimeout(2)
        client.sendall(garbage)
        client.shutdown(socket.SHUT_WR)
        while client.recv(65536):
            pass


def well_behaved_writer(server, accounts, chosen):
    path = f"/api/v1/accounts/{chosen.choice(accounts)}"
    seen = server.get(path)
    assert seen.status == 200, seen
    answer = server.patch(path, {"payment_days": chosen.randrange(90)}, etag=seen.headers["ETag"])
    assert answer.status in (200, 412), answer


def readers(server, accounts, seconds):
    """wrk reads what people read; it ends by itself."""
    words = ("promet", "metal", "gradnja")
    paths = [f"/api/v1/accounts/{i}" for i in accounts[:50]] + ["/api/v1/accounts?limit=50&order=name"] + [f"/api/v1/search?q={word}" for word in words]
    script = server.write("soak.lua", "local paths = {%s}\nlocal n = 0\nrequest = function() n = n + 1 return wrk.format('GET', "
                          "paths[n %% #paths + 1]) end\n" % ",".join(f'"{path}"' for path in paths))
    return subprocess.Popen(["wrk", "-t1", "-c32", f"-d{seconds}s", "-s", script, "-H", f"Authorization: Bearer {server.token}", server.url],
                            stdout=subprocess.PIPE, text=True)


def soak(server, seconds):
    over, chosen = threading.Event(), random.Random(7)
    accounts = [server.post("/api/v1/accounts?force=true", {"name": f"{word} {i}"}).json["id"]
                for i in range(ACCOUNTS // 3) for word in ("Promet", "Metal", "Gradnja")]
    abusers = [Client(lambda: slow_client(server, over), over, True) for _ in range(SLOW_CLIENTS)]
    abusers += [Client(lambda: oversize_body(server), over, True), Client(lambda: broken_request(server, chosen), over, True)]
    writers = [Client(lambda seed=seed: well_behaved_writer(server, accounts, random.Random(seed + time.monotonic_ns())), over, False)
               for seed in range(4)]
    load, watch = readers(server, accounts, seconds), Watch(server.process.pid)
    for thread in abusers + writers:
        thread.start()
    for _ in range(SAMPLES):
        time.sleep(seconds / SAMPLES)
        watch.sample()
    over.set()
    for thread in abusers + writers:
        thread.join()
    print(load.communicate()[0])
    return watch, abusers, writers


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with Server(role="director", max_connections=200, max_connections_per_address=0) as server:
        watch, abusers, writers = soak(server, seconds)
        memory, descriptors = watch.thirds(watch.memory_mb), watch.thirds(watch.descriptors)
        print(f"{sum(thread.done for thread in abusers)} abuses, {sum(thread.done for thread in writers)} changes")
        print("memory in MB: " + " ".join(f"{value:.0f}" for value in watch.memory_mb))
        print(f"memory: {memory[0]:.1f} MB at most in the middle, {memory[1]:.1f} MB at the end; descriptors: {descriptors[0]}, {descriptors[1]}")
        failures = [failure for thread in abusers + writers for failure in thread.failures]
        level = memory[1] <= memory[0] * GROWTH + SLACK_MB and descriptors[1] <= descriptors[0] + SLACK_DESCRIPTORS
        alive = server.get("/readyz").status == 200 and server.stop() == 0
    for failure in failures[:5]:
        print(f"soak: failed: {failure!r}", file=sys.stderr)
    if failures or not level or not alive:
        sys.exit("soak: the server did not stay level")
    print("level to the end")


if __name__ == "__main__":
    main()

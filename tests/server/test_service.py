"""As a service: what the service manager is told, and how much of the machine the unit may reach."""

import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "support"))

import tap  # noqa: E402  (the paths come first)
from server import Server  # noqa: E402

UNIT = ROOT.parent / "packaging" / "systemd" / "kamen.service"


def test_manager__is_told_ready_alive_and_stopping():
    with tempfile.TemporaryDirectory(prefix="kamen-notify-") as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(folder + "/notify")
        environment = {"NOTIFY_SOCKET": folder + "/notify", "WATCHDOG_USEC": "200000"}
        with Server(environment=environment, admin=False) as server:
            assert manager.recv(100) == b"READY=1"
            assert manager.recv(100) == b"WATCHDOG=1"
            assert manager.recv(100) == b"WATCHDOG=1"
            server.process.terminate()
            while (state := manager.recv(100)) == b"WATCHDOG=1":
                pass
            assert state == b"STOPPING=1"
            assert server.process.wait() == 0


def test_manager__behind_an_abstract_name_or_absent():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(b"\0kamen-notify-%d" % id(manager))
        name = "@" + manager.getsockname()[1:].decode()
        with Server(environment={"NOTIFY_SOCKET": name}, admin=False):
            assert manager.recv(100) == b"READY=1"
    with Server(environment={"NOTIFY_SOCKET": "/nowhere/notify", "WATCHDOG_USEC": "soon"}, admin=False) as server:
        assert server.get("/healthz").status == 200


def test_unit__reaches_little():
    if not shutil.which("systemd-analyze"):
        raise tap.Skip("no systemd-analyze here")
    run = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)], capture_output=True, text=True, check=False)
    found = re.search(r"Overall exposure level for kamen.service: ([\d.]+)", run.stdout)
    if not found:
        raise tap.Skip(f"systemd-analyze says nothing: {run.stderr.strip()}")
    assert float(found[1]) <= 1.5, run.stdout


def test_unit__says_what_the_program_does():
    text = UNIT.read_text()
    assert "Type=notify" in text and re.search(r"^WatchdogSec=\d+$", text, re.M)
    # It waits longer for the end than the server does by itself.
    settings = (ROOT.parent / "docs" / "configuration.md").read_text()
    stop = int(re.search(r"`stop-timeout` \| `KAMEN_STOP_TIMEOUT` \| `(\d+)`", settings)[1])
    assert int(re.search(r"^TimeoutStopSec=(\d+)$", text, re.M)[1]) > stop


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

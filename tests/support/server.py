"""A server of its own for a test: a new database with an administrator, `kamen serve` on a free port, JSON in and out."""

import http.client
import json
import os
import re
import socket
import ssl
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlencode

from description import Description, can_judge

KAMEN = os.environ["KAMEN"]
ADMIN = "ana@firma.rs"
PASSWORD = "korenje-trava-most-7"


class Answer:
    """Status, headers (any case) and body of an answer."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"<{self.status} {self.body[:400]!r}>"


class Database:
    """An empty place: a SQLite file, or a schema of its own in the PostgreSQL server that KAMEN_TEST_PG names."""

    def __init__(self, kind, folder):
        self.kind = kind
        self.uri = str(Path(folder) / "kamen.db")
        if kind == "postgres":
            schema = "server_" + os.urandom(6).hex()
            base = os.environ["KAMEN_TEST_PG"]
            subprocess.run(["psql", "-q", "-d", base, "-c", f"CREATE SCHEMA {schema}"], check=True, capture_output=True)
            self._drop = ["psql", "-q", "-d", base, "-c", f"DROP SCHEMA {schema} CASCADE"]
            option = quote(f"-csearch_path={schema}", safe="")
            self.uri = f"{base}{'&' if '?' in base else '?'}options={option}"

    def remove(self):
        if self.kind == "postgres":
            subprocess.run(self._drop, check=False, capture_output=True)


def kinds():
    """The databases that tests run on here."""
    return ["sqlite", "postgres"] if os.environ.get("KAMEN_TEST_PG") else ["sqlite"]


class Server:
    """
    with Server(role="director") as server:
        answer = server.get("/api/v1/accounts", limit=10)

    `settings` become flags of `kamen serve`: Server(worker_queue=1, log_level="debug"). What the server writes to its log
    is in `server.log()`. With `token` set, it is sent as a bearer's. A database that was
    prepared before is given as `database`, and stays; `folder` holds everything else. With `role`, requests bear the token of a
    new user of that role ("admin": of the administrator); without, nobody is signed in. `admin=False` makes no
    administrator, which is quicker.
    """

    def __init__(self, kind="sqlite", database=None, environment=None, start=True, role=None, admin=True, **settings):
        self._folder = tempfile.TemporaryDirectory(prefix="kamen-server-")
        self.folder = Path(self._folder.name)
        self._own_database = database is None
        self.database = database or Database(kind, self.folder)
        self.settings = settings
        self.environment = environment or {}
        self.token = None
        # Every answer of the API is held against its description, where the tools for that are installed.
        self.description = Description.of_program(KAMEN) if can_judge() else None
        self.process = None
        self.url = None
        self.tls = None
        if self._own_database:
            administrator = ["--admin", ADMIN, "--password-file", self.write("password", PASSWORD + "\n")]
            self.kamen("init", *(administrator if admin or role == "admin" else []))
        if role:
            self.make_token(ADMIN if role == "admin" else self.add_user(role, password=False))
        if start:
            self.start()

    def __enter__(self):
        return self

    def __exit__(self, fault, *_):
        # A server that ends in order is looked at by the sanitizers, too.
        status = self.stop() if fault is None and self.process is not None and self.process.poll() is None else 0
        ended = [line for line in self.log() if isinstance(line, str)] if status else []
        self.close()
        assert status == 0, (status, ended[:40])

    def close(self):
        self.kill()
        if self._own_database:
            self.database.remove()
        self._folder.cleanup()

    def write(self, name, text):
        """A file in the folder; its path."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def _environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KAMEN_") or name == "KAMEN_TEST_PG"}
        return {**kept, "KAMEN_DB": self.database.uri, **self.environment}

    def kamen(self, *arguments, status=0):
        """Run another verb on the same database; its standard output."""
        run = subprocess.run([KAMEN, *arguments], cwd=self.folder, env=self._environment(), capture_output=True, text=True, check=False)
        assert run.returncode == status, (arguments, run.returncode, run.stdout, run.stderr)
        return run.stdout

    # --- life ---

    def start(self):
        """Start the server and wait until it says that it is ready."""
        settings = {"listen": "127.0.0.1:0", **self.settings}
        flags = [f"--{name.replace('_', '-')}={value}" for name, value in settings.items()]
        self._log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen([KAMEN, "serve", *flags], cwd=self.folder, env=self._environment(), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=self._log, text=True)
        line = self.process.stdout.readline()
        found = re.match(r"kamen serve: ready at (https?)://(.*):(\d+) after ([\d.]+) ms$", line)
        assert found, (line, self.log())
        self.url = f"{found[1]}://{found[2]}:{found[3]}"
        self.host, self.port, self.ready_ms = found[2], int(found[3]), float(found[4])
        self.metrics_port = None
        if self.settings.get("metrics_listen"):
            self.metrics_port = int(re.search(r":(\d+)/metrics", self.process.stdout.readline())[1])
        if found[1] == "https":
            self.tls = ssl.create_default_context(cafile=self.settings["tls_certificate"])
            self.tls.check_hostname = False
        self._local = threading.local()

    def stop(self):
        """Ask it to stop and wait for the end; the exit status."""
        self.process.terminate()
        status = self.process.wait()
        self._after_end()
        return status

    def kill(self):
        """End it in the middle of everything."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self._after_end()

    def _after_end(self):
        self.process.stdout.close()
        self._log.close()
        self.process = None

    def log(self):
        """All lines of the log so far, as objects; what is no JSON as text."""
        lines = (self.folder / "log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) if line.startswith("{") else line for line in lines]

    # --- requests ---

    def connect(self):
        """A connection of its own."""
        if self.tls:
            return http.client.HTTPSConnection(self.host, self.port, context=self.tls)
        return http.client.HTTPConnection(self.host, self.port)

    def metrics(self):
        """What /metrics says, by name with labels."""
        connection = http.client.HTTPConnection(self.host, self.metrics_port)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))}

    def socket(self):
        """A bare socket, for requests that no library would send."""
        return socket.create_connection((self.host, self.port))

    def request(self, method, path, body=None, headers=None, connection=None, **query):
        """
        One request on this thread's connection. A body of bytes goes as it is, anything else as JSON; `query` is encoded
        and appended, with None left out.
        """
        query = {name: value for name, value in query.items() if value is not None}
        if query:
            path += ("&" if "?" in path else "?") + urlencode(query)
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        answer = self._send(connection, method, path, body, headers)
        if self.description is not None and path.startswith("/api/"):
            self.description.check(method, path, answer)
        return answer

    def _send(self, connection, method, path, body, headers):
        reused = connection is None and getattr(self._local, "connection", None) is not None
        if connection is None:
            connection = self._local.connection = getattr(self._local, "connection", None) or self.connect()
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        except (http.client.RemoteDisconnected, ConnectionError):
            connection.close()
            # A kept connection may have been closed since the last request; a new one tells the truth.
            if not reused or method not in ("GET", "HEAD"):
                raise
            self._local.connection = None
            return self._send(None, method, path, body, headers)

    def get(self, path, headers=None, **query):
        return self.request("GET", path, headers=headers, **query)

    def post(self, path, body=None, headers=None, **query):
        return self.request("POST", path, body, headers, **query)

    def patch(self, path, body=None, headers=None, etag=None, **query):
        return self.request("PATCH", path, body, {**(headers or {}), **({"If-Match": etag} if etag else {})}, **query)

    def put(self, path, body=None, headers=None, **query):
        return self.request("PUT", path, body, headers, **query)

    def delete(self, path, headers=None, etag=None, **query):
        return self.request("DELETE", path, None, {**(headers or {}), **({"If-Match": etag} if etag else {})}, **query)

    def raw(self, data):
        """Send bytes on a connection of their own; everything that comes back until the server closes."""
        with self.socket() as client:
            with suppress(OSError):
                client.sendall(data)
                client.shutdown(socket.SHUT_WR)
            pieces = []
            with suppress(ConnectionError):
                while piece := client.recv(65536):
                    pieces.append(piece)
            return b"".join(pieces)

    def add_user(self, role, email=None, password=True):
        """
        A person of a role; the e-mail address. While no server holds the database. They sign in with PASSWORD, or only by
        tokens: that saves the quarter of a second that a good hash of a password takes.
        """
        email = email or f"{role}@firma.rs"
        given = ["--password-file", self.write("password", PASSWORD + "\n")] if password else []
        self.kamen("user", "add", "--email", email, "--role", role, *given)
        return email

    def make_token(self, user=ADMIN, scopes="*"):
        """A token of a user by the command line, while no server holds the database; sent with all requests from now on."""
        self.token = json.loads(self.kamen("token", "create", "--user", user, "--scopes", scopes, "--json"))["token"]
        return self.token

"""TLS without a proxy."""

import shutil
import ssl
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import KAMEN, Server  # noqa: E402

FOLDER = tempfile.TemporaryDirectory(prefix="kamen-tls-")


def certificate(name):
    """(certificate, key) of 127.0.0.1."""
    if not shutil.which("openssl"):
        raise tap.Skip("no openssl to make a certificate with")
    chain, key = f"{FOLDER.name}/{name}.pem", f"{FOLDER.name}/{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", chain], check=True, capture_output=True)
    return chain, key


def test_tls__is_spoken_with_hsts():
    chain, key = certificate("one")
    with Server(role="director", tls_certificate=chain, tls_key=key, admin=False) as server:
        assert server.url.startswith("https://")
        answer = server.get("/healthz")
        assert answer.status == 200 and answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert server.post("/api/v1/products", {"name": "Roba"}).status == 201
        connection = server.connect()
        connection.connect()
        assert connection.sock.version() in ("TLSv1.2", "TLSv1.3")
        connection.close()
        assert b"200 OK" not in server.raw(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")


def test_tls__of_yesterday_is_refused():
    chain, key = certificate("one")
    with Server(tls_certificate=chain, tls_key=key, admin=False) as server:
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        old.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        with server.socket() as client:
            try:
                old.wrap_socket(client)
            except (ssl.SSLError, OSError):
                return
            raise AssertionError("TLS 1.1 was spoken")


def test_tls__needs_files_that_belong_together():
    chain, _ = certificate("one")
    _, other = certificate("two")
    with Server(start=False, admin=False) as server:
        for key in (other, chain, f"{FOLDER.name}/missing"):
            run = subprocess.run([KAMEN, "serve", "--listen=127.0.0.1:0", f"--tls-certificate={chain}", f"--tls-key={key}"], cwd=server.folder,
                                 env=server._environment(), capture_output=True, text=True, check=False)
            assert run.returncode == 1 and run.stdout == "" and run.stderr, (key, run)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

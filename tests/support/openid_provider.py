#!/usr/bin/env python3
"""An OpenID provider on loopback for tests: discovery, keys that rotate, codes with PKCE, and ways to misbehave.

Usage: openid_provider.py        prints its address and runs until its standard input ends

It knows the client CLIENT with SECRET and lets everybody in as the person of /control. GET /control?mode=MODE&email=...
chooses what it does from now on and answers with what it has counted; ?rotate=1 gives it a new key, ?reset=1
begins the counting anew.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

CLIENT, SECRET = "kamen-test", "s3cret/+ &"
REDIRECT_PATH = "/api/v1/sign-in/oidc/callback"
HUGE = 1 << 20


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def encode_json(value):
    return encode(json.dumps(value).encode())


def openssl(*words, data=None):
    return subprocess.run(["openssl", *words], input=data, capture_output=True, check=True).stdout


class Key:
    """A private key in a file, and its public half as a JSON Web Key."""

    def __init__(self, folder, kind, key_id):
        self.kind, self.id = kind, key_id
        self.path = os.path.join(folder, key_id + ".pem")
        ways = {"RSA": ("RSA", "rsa_keygen_bits:2048"), "EC": ("EC", "ec_paramgen_curve:P-256")}[kind]
        openssl("genpkey", "-algorithm", ways[0], "-pkeyopt", ways[1], "-out", self.path)
        self.public_pem = openssl("pkey", "-in", self.path, "-pubout")

    def jwk(self):
        common = {"kty": self.kind, "kid": self.id, "use": "sig"}
        if self.kind == "EC":
            point = openssl("pkey", "-in", self.path, "-pubout", "-outform", "DER")[-64:]
            return {**common, "crv": "P-256", "x": encode(point[:32]), "y": encode(point[32:])}
        modulus = openssl("rsa", "-in", self.path, "-noout", "-modulus").decode().strip().split("=")[1]
        return {**common, "n": encode(bytes.fromhex(modulus)), "e": "AQAB"}

    def sign(self, text, algorithm):
        words = ["dgst", "-sha256", "-sign", self.path]
        if algorithm == "PS256":
            words += ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"]
        signature = openssl(*words, data=text.encode())
        return self.side_by_side(signature) if algorithm == "ES256" else signature

    @staticmethod
    def side_by_side(der):
        """The two numbers of an ASN.1 SEQUENCE, 32 bytes each."""
        numbers, at = [], 2
        for _ in range(2):
            length = der[at + 1]
            numbers.append(int.from_bytes(der[at + 2:at + 2 + length], "big").to_bytes(32, "big"))
            at += 2 + length
        return b"".join(numbers)


class Provider:
    """What it knows; the handler below only speaks HTTP."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="kamen-oidc-")
        self.lock, self.over = threading.Lock(), threading.Event()
        self.keys = [Key(self.folder, "RSA", "first"), Key(self.folder, "EC", "curve")]
        self.stranger = None
        self.mode, self.person = "good", {"sub": "248289761001", "email": "Ana@example.org", "email_verified": True, "name": "Ana"}
        self.codes, self.counts = {}, {"discovery": 0, "keys": 0, "token": 0}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"provider": self}))
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def stop(self):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def control(self, mode="good", rotate=False, reset=False, **person):
        with self.lock:
            self.mode = mode
            self.person.update(person)
            if reset:
                self.counts = dict.fromkeys(self.counts, 0)
            if rotate:
                self.keys[0] = Key(self.folder, "RSA", secrets.token_hex(4))
            return dict(self.counts)

    def description(self):
        self.counts["discovery"] += 1
        described = {
            "issuer": self.issuer + ("/other" if self.mode == "discovery-issuer" else ""),
            "authorization_endpoint": self.issuer + "/authorize", "token_endpoint": self.issuer + "/token",
            "jwks_uri": self.issuer + "/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "code_challenge_methods_supported": ["plain"] if self.mode == "no-pkce" else ["S256"],
            "id_token_signing_alg_values_supported": ["RS256", "PS256", "ES256"],
        }
        if self.mode == "bare-http":
            described["token_endpoint"] = "http://login.example.org/token"
        if self.mode == "secret-in-form":
            described["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
        return described

    def key_set(self):
        self.counts["keys"] += 1
        says = {"alg": "PS256"} if self.mode == "named-algorithm" else {}
        return {"keys": [{"kty": "oct", "kid": "shared", "k": "AAAA"}] + [{**key.jwk(), **says} for key in self.keys]}

    def authorize(self, query):
        """The code for a browser that has signed in, or None: the request is not one of our client's."""
        wanted = {"response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256"}
        if any(query.get(name) != value for name, value in wanted.items()) or not query.get("redirect_uri", "").endswith(REDIRECT_PATH):
            return None
        if "openid" not in query.get("scope", "").split() or any(len(query.get(name, "")) < 22 for name in ("state", "nonce", "code_challenge")):
            return None
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return code

    def knows(self, authorization, form):
        if self.mode == "secret-in-form":
            return authorization is None and (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        scheme, _, value = (authorization or "").partition(" ")
        user, _, password = base64.b64decode(value).decode().partition(":")
        return scheme == "Basic" and (unquote(user), unquote(password)) == (CLIENT, SECRET) and "client_secret" not in form

    def exchange(self, authorization, form):
        """Status and answer of the token endpoint; a code is good once."""
        self.counts["token"] += 1
        if not self.knows(authorization, form):
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code"), None)
        challenge = encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or form.get("grant_type") != "authorization_code" or form.get("redirect_uri") != asked["redirect_uri"] \
                or challenge != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])}

    def claims(self, nonce):
        now = time.time()
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": int(now), "exp": int(now) + 300, "nonce": nonce, **self.person}
        changes = {
            "wrong-issuer": {"iss": self.issuer + "/other"}, "wrong-audience": {"aud": "another"},
            "several-audiences": {"aud": [CLIENT, "another"]}, "several-with-party": {"aud": [CLIENT, "another"], "azp": CLIENT},
            "other-party": {"azp": "another"}, "wrong-nonce": {"nonce": encode(bytes(32))}, "no-nonce": {"nonce": None},
            "expired": {"iat": int(now) - 60, "exp": int(now) - 420}, "just-expired": {"exp": now - 100.5}, "no-exp": {"exp": None},
            "future": {"iat": int(now) + 180}, "old": {"iat": int(now) - 600}, "no-subject": {"sub": ""}, "not-yet": {"nbf": int(now) + 180},
            "number-subject": {"sub": 7}, "text-exp": {"exp": "tomorrow"}, "second-proof": {"amr": ["pwd", "mfa"]},
        }.get(self.mode, {})
        claims.update(changes)
        return {name: value for name, value in claims.items() if value is not None}

    def id_token(self, nonce):
        rsa, curve = self.keys
        key, algorithm, header = rsa, {"ps256": "PS256", "es256": "ES256"}.get(self.mode, "RS256"), {}
        if self.mode == "es256":
            key = curve
        if self.mode in ("unknown-key", "stolen-name"):
            self.stranger = self.stranger or Key(self.folder, "RSA", "stranger")
            key = self.stranger
        if self.mode == "stolen-name":
            header["kid"] = rsa.id
        if self.mode == "none":
            return f"{encode_json({'alg': 'none', 'kid': rsa.id})}.{encode_json(self.claims(nonce))}."
        if self.mode == "none-signed":
            header["alg"] = "none"
        if self.mode == "crit":
            header["crit"] = ["exp"]
        if self.mode == "shared-secret":
            text = f"{encode_json({'alg': 'HS256', 'kid': rsa.id})}.{encode_json(self.claims(nonce))}"
            return f"{text}.{encode(hmac.new(rsa.public_pem, text.encode(), 'sha256').digest())}"
        if self.mode == "other-kind":
            header["kid"] = curve.id
        payload = encode_json(self.claims(nonce))
        if self.mode == "twice":
            payload = encode(json.dumps(self.claims(nonce)).replace('{', '{"nonce": "x", ', 1).encode())
        text = f"{encode_json({'alg': algorithm, 'kid': key.id, 'typ': 'JWT', **header})}.{payload}"
        signature = key.sign(text, algorithm)
        if self.mode == "changed":
            text = f"{text.split('.')[0]}.{encode_json({**self.claims(nonce), 'email': 'mira@example.org'})}"
        if self.mode == "cut":
            signature = signature[:-1]
        return f"{text}.{encode(signature)}"


class Handler(BaseHTTPRequestHandler):
    provider = None

    def log_message(self, *_):
        pass

    def answer(self, status, value, headers=()):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers:
            self.send_header(name, text)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def do_GET(self):
        provider, url = self.provider, urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/.well-known/openid-configuration":
            self.answer(200, provider.description() if provider.mode != "no-json" else b"<html>")
        elif url.path == "/keys":
            self.answer(200, {"keys": []} if provider.mode == "no-keys" else provider.key_set())
        elif url.path == "/authorize":
            self.send_back(query)
        elif url.path == "/control":
            query["email_verified"] = query.get("email_verified", "true") == "true"
            query["rotate"], query["reset"] = "rotate" in query, "reset" in query
            self.answer(200, provider.control(**query))
        else:
            self.answer(404, {})

    def send_back(self, query):
        provider = self.provider
        code = provider.authorize(query)
        if code is None:
            self.answer(400, {"error": "invalid_request"})
            return
        back = {"state": query["state"], "iss": provider.issuer, "code": code}
        if provider.mode == "denied":
            back = {"state": query["state"], "error": "access_denied"}
        if provider.mode == "mixed-up":
            back["iss"] = "https://attacker.example.org"
        self.answer(302, b"", [("Location", f"{query['redirect_uri']}?{urlencode(back)}")])

    def pour(self):
        """An answer that does not say how long it is, and goes on until the other side has had enough."""
        self.send_response(200)
        self.end_headers()
        try:
            while not self.provider.over.is_set():
                self.wfile.write(b" " * 65536)
        except OSError:
            pass

    def do_POST(self):
        provider = self.provider
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if provider.mode == "slow":
            provider.over.wait()
        elif provider.mode == "huge":
            self.answer(200, b" " * HUGE)
        elif provider.mode == "endless":
            self.pour()
        elif provider.mode == "elsewhere":
            self.answer(307, b"", [("Location", provider.issuer + "/token2")])
        elif provider.mode == "broken":
            self.answer(503, {})
        else:
            self.answer(*provider.exchange(self.headers.get("Authorization"), form))


def main():
    with Provider() as provider:
        print(provider.issuer, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()

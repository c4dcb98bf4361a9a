"""Signing in through an identity provider, from the browser's side: cookies, redirects, whom it lets in."""

import http.client
import json
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from openid_provider import CLIENT, SECRET, Provider  # noqa: E402
from server import ADMIN, Server, kinds  # noqa: E402

PUBLIC = "https://kamen.example.org"
BEGIN, RETURN = "/api/v1/sign-in/oidc", "/api/v1/sign-in/oidc/callback"
PROVIDER = Provider()


@contextmanager
def server_with_provider(kind="sqlite", **settings):
    """A server whose people may sign in through the provider, who vouches for the administrator until told otherwise."""
    PROVIDER.control(email=ADMIN.upper(), email_verified=True, sub="1", name="Ana")
    with Server(kind, start=False, oidc_issuer=PROVIDER.issuer, oidc_client_id=CLIENT, public_url=PUBLIC, **settings) as server:
        server.settings["oidc_client_secret_file"] = server.write("secret", SECRET + "\n")
        server.admin_token, server.token = server.make_token(), None
        server.start()
        yield server


def cookies_of(answer):
    """name -> (value, what else the header says)."""
    found = {}
    for header in answer.headers.get_all("Set-Cookie") or []:
        name, value, rest = re.match(r"([^=]+)=([^;]*); (.*)", header).groups()
        found[name] = (value, rest)
    return found


def at_provider(location):
    """What the provider does with the browser: path and query that it sends it back to."""
    url = urlsplit(location)
    connection = http.client.HTTPConnection(url.hostname, url.port)
    connection.request("GET", f"{url.path}?{url.query}")
    response = connection.getresponse()
    response.read()
    connection.close()
    assert response.status == 302, response.status
    back = response.headers["Location"]
    assert back.startswith(PUBLIC + RETURN + "?"), back
    return back[len(PUBLIC):]


def begin(server):
    """Begin a sign-in: the cookie's header, and where the provider sends the browser back to."""
    answer = server.get(BEGIN)
    assert answer.status == 302 and answer.body == b"", answer
    value, rest = cookies_of(answer)["__Host-kamen-oidc"]
    assert rest == "Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure", rest
    return {"Cookie": f"other=1; __Host-kamen-oidc={value}"}, at_provider(answer.headers["Location"])


def sign_in(server):
    cookie, back = begin(server)
    return server.get(back, cookie)


def people(server):
    """Everybody, by e-mail address."""
    return {one["email"]: one for one in json.loads(server.kamen("user", "list", "--json"))}


def open_as(server, answer, email):
    """What the session of an answer is answered when it asks for a person."""
    value, rest = cookies_of(answer)["__Host-kamen"]
    assert rest == "Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure", rest
    return server.get(f"/api/v1/users/{people(server)[email]['id']}", {"Cookie": f"__Host-kamen={value}"})


def test_sign_in__opens_a_session():
    for kind in kinds():
        with server_with_provider(kind) as server:
            assert server.get(f"/api/v1/users/{people(server)[ADMIN]['id']}").status == 401
            assert server.get("/api/v1/welcome").json["has_identity_provider"]
            answer = sign_in(server)
            assert answer.status == 302 and answer.headers["Location"] == "/", answer
            assert cookies_of(answer)["__Host-kamen-oidc"] == ("", "Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure")
            assert open_as(server, answer, ADMIN).json["email"] == ADMIN
            # The second time the provider's own name for her is enough: the address may change.
            PROVIDER.control(email="ana.novak@firma.rs")
            assert open_as(server, sign_in(server), ADMIN).json["email"] == ADMIN
            assert "s3cret" not in str(server.log())


def test_sign_in__is_refused_without_a_session():
    with server_with_provider() as server:
        cookie, back = begin(server)
        for headers in ({}, {"Cookie": "__Host-kamen-oidc=x"}, begin(server)[0]):
            answer = server.get(back, headers)
            assert answer.status == 403 and "begin it again" in answer.json["detail"], answer
            assert cookies_of(answer) == {}
        assert server.get(back + "&session_state=x&scope=openid", cookie).status == 302
        assert server.get(back, cookie).status == 403, "a code is good once"
        assert server.get(RETURN).status == 403


def test_sign_in__finds_people_by_verified_address_only():
    with server_with_provider() as server:
        for person, says in (({"email_verified": False}, "no verified"), ({"email": "nobody@firma.rs"}, "nobody@firma.rs")):
            PROVIDER.control(**{"email": ADMIN, "email_verified": True, **person})
            answer = sign_in(server)
            assert answer.status == 403 and says in answer.json["detail"], answer


def test_sign_in__address_given_to_another_opens_nothing():
    with server_with_provider() as server:
        assert sign_in(server).status == 302
        PROVIDER.control(sub="2")
        answer = sign_in(server)
        assert answer.status == 403 and "called otherwise" in answer.json["detail"], answer
        path = f"/api/v1/users/{people(server)[ADMIN]['id']}/identity"
        admin_token = {"Authorization": f"Bearer {server.admin_token}"}
        assert server.delete(path, admin_token).status == 204
        assert server.delete(path, admin_token).status == 404
        assert open_as(server, sign_in(server), ADMIN).status == 200


def test_sign_in__new_people_come_only_with_a_role():
    for kind in kinds():
        with server_with_provider(kind, oidc_role_of_new="director") as server:
            PROVIDER.control(sub="new", email="Vera@firma.rs", name="Vera Ilić")
            assert sign_in(server).status == 302
            made = open_as(server, sign_in(server), "vera@firma.rs").json
            assert made["role"] == "director" and made["name"] == "Vera Ilić", made
            assert len(people(server)) == 2


def test_sign_in__misbehaving_provider_opens_nothing():
    with server_with_provider() as server:
        for mode, status in (("shared-secret", 403), ("none", 403), ("wrong-nonce", 403), ("expired", 403), ("huge", 413), ("broken", 503)):
            PROVIDER.control(mode)
            answer = sign_in(server)
            assert answer.status == status and cookies_of(answer) == {}, (mode, answer)


def test_sign_in__that_is_refused_shows_the_page_to_a_browser():
    html = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

    def sent(server, headers, back):
        answer = server.get(back, {**headers, **html})
        assert answer.status == 302 and answer.body == b"" and cookies_of(answer) == {}, answer
        return answer.headers["Location"]

    with server_with_provider() as server:
        assert sent(server, {}, begin(server)[1]) == "/?refused=again"
        for person, word in (({"email_verified": False}, "unverified"), ({"email": "nobody@firma.rs"}, "unknown")):
            PROVIDER.control(**{"email": ADMIN, "email_verified": True, **person})
            assert sent(server, *begin(server)) == f"/?refused={word}"
        # The line of a request is written behind its answer.
        while not any(isinstance(line, dict) and "nobody@firma.rs" in str(line.get("failure")) for line in server.log()):
            pass
        PROVIDER.control("broken")
        assert sent(server, *begin(server)) == "/?refused=provider"
        PROVIDER.control(email="petar@firma.rs", email_verified=True, sub="7")
        token = {"Authorization": f"Bearer {server.admin_token}"}
        server.post("/api/v1/users", {"name": "Petar", "email": "petar@firma.rs", "role": "none"}, token)
        assert sent(server, *begin(server)) == "/?refused=off"
        seen = [sent(server, {}, RETURN) for _ in range(25)]
        assert seen[0] == "/?refused=again" and seen[-1] == "/?refused=wait", seen


def test_sign_in__that_is_not_set_up_is_not_found():
    with Server() as server:
        for path in (BEGIN, RETURN):
            answer = server.get(path)
            assert answer.status == 404 and "password" in answer.json["detail"], answer


def test_settings__that_do_not_fit_stop_the_start():
    with Server(start=False) as server:
        said = server.kamen("serve", "--oidc-issuer=http://login.firma.rs", status=1)
        assert said == ""
        server.kamen("serve", f"--oidc-issuer={PROVIDER.issuer}", status=1)
        server.kamen("serve", f"--oidc-issuer={PROVIDER.issuer}", "--oidc-client-id=x", status=1)


if __name__ == "__main__":
    try:
        sys.exit(tap.run(globals()))
    finally:
        PROVIDER.stop()

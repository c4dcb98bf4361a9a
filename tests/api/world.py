"""A server with an administrator and a director, and records made from what the description says of their fields."""

import itertools
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from described import need_tools  # noqa: E402  (the path comes first)
from server import ADMIN, Server  # noqa: E402

DIRECTOR = "dragan@firma.rs"
# Texts that a field accepts, by its kind; a choice takes its first word.
VALUES = {
    "text": "Metal", "long_text": "Napomena", "integer": 1, "decimal": "1.5", "percent": "12.5", "date": "2026-11-26",
    "money": {"amount": "10.00", "currency": "RSD"}, "instant": "2026-11-26T09:30:00Z", "boolean": True, "email": "ana@metal.rs",
    "phone": "+381 11 123 456", "url": "https://metal.rs", "country": "RS", "colour": "#1a2b3c", "tax_number": "100000024",
    "company_number": "07000006", "references": [],
}
# Texts that only some words are right for.
SPECIAL = {("view", "type"): "account", ("view", "query"): "kind=eq.customer"}


class World(Server):
    """
    Requests are the director's, who has all business data; `admin()` gives the headers of the administrator. Both tokens are
    made by the command line before the server starts.
    """

    def __init__(self, kind="sqlite", **settings):
        need_tools()
        self.numbers = itertools.count(1)
        super().__init__(kind, start=False, **settings)
        self.add_director()
        self.start()

    def add_director(self):
        password = self.write("director-password", "korenje-trava-most-8\n")
        self.kamen("user", "add", "--email", DIRECTOR, "--role", "director", "--password-file", password)
        self.admin_token = self.make_token(ADMIN)
        self.make_token(DIRECTOR)

    def admin(self, **headers):
        return {"Authorization": f"Bearer {self.admin_token}", **headers}

    def nobody(self, **headers):
        """Headers that open nothing."""
        return {"Authorization": "Bearer kamen_nothing", **headers}

    # --- records ---

    def types(self):
        """Record types by name: their schemas of reading."""
        return {name: schema for name, schema in self.description.document["components"]["schemas"].items() if "x-kamen-plural" in schema}

    def who_writes(self, name):
        """Headers of somebody who may write this type."""
        path = self.path_of(name)
        permission = self.description.document["paths"][path]["post"]["x-permission"]
        return self.admin() if permission.startswith(("people", "settings")) else {}

    def path_of(self, name):
        return "/api/v1/" + self.types()[name]["x-kamen-plural"]

    def value_of(self, name, field, made):
        """Something that the field accepts; what it refers to is made first."""
        schema = self.types()[name]["properties"][field]
        kind = schema["x-kamen-kind"]
        if (name, field) in SPECIAL:
            return SPECIAL[name, field]
        if kind == "choice":
            return next(word for word in schema["enum"] if word is not None)
        if kind == "reference":
            to = schema["x-kamen-to"]
            return self.make("account" if to == "*" else to, made)["id"]
        if "currency" in field:
            return "RSD"
        if "x-kamen-hint" in schema:
            return f"erp{next(self.numbers)}"
        return VALUES[kind] + f" {next(self.numbers)}" if kind == "text" else VALUES[kind]

    def body_of(self, name, made):
        """A body with every field that is required."""
        schema = self.description.document["components"]["schemas"][name + "_create"]
        return {field: self.value_of(name, field, made) for field in schema["required"]}

    def make(self, name, made):
        """A new record of a type; `made` numbers them, so that unique texts differ."""
        body = self.body_of(name, made)
        made.append(name)
        described = self.description.document["paths"][self.path_of(name)]["post"]["parameters"]
        # Where records that look alike are asked about, these are others on purpose.
        query = {"force": "true"} if any(parameter["name"] == "force" for parameter in described) else {}
        answer = self.post(self.path_of(name), body, headers=self.who_writes(name), **query)
        assert answer.status == 201, (name, body, answer)
        return answer.json

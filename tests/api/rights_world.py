"""A firm for the test of rights: people of every role, accounts in every relation to them, and records of every type in each of them, made
from the API's own description."""

import json

ROLES = ("admin", "director", "kam", "member", "analyst", "executive")
RELATIONS = ("own", "group", "team", "deputised", "other")

# Who sees accounts in which relation, who may read and change which class of fields, who may do what: written down here a second time, from
# the design, and compared with what the server does.
SEES = {"admin": (), "director": RELATIONS, "kam": ("own", "group", "team", "deputised"), "member": ("team",), "analyst": RELATIONS,
        "executive": RELATIONS}
CLASSES = {
    "admin": {"public": "write", "personal": "write"},
    "director": {"public": "write", "commercial": "write", "margin": "write", "strategy": "write", "political": "write", "personal": "write",
                 "private": "write"},
    "kam": {"public": "write", "commercial": "write", "strategy": "write", "political": "write", "personal": "write", "private": "write"},
    "member": {"public": "write", "commercial": "read", "strategy": "read", "personal": "write"},
    "analyst": {"public": "write", "commercial": "write", "margin": "write", "strategy": "write", "personal": "read"},
    "executive": {"public": "read", "commercial": "read", "margin": "read", "strategy": "read"},
}
EVERYBODY = {"public", "self", "people_read"}
READS = {"business_read", "analyse", "export"}
PERMISSIONS = {
    "admin": EVERYBODY | {"people_write", "settings_read", "settings_write", "audit_read", "operate"},
    "director": EVERYBODY | READS | {"business_write", "master_write", "merge", "import", "settings_read", "audit_read"},
    "kam": EVERYBODY | READS | {"business_write"},
    "member": EVERYBODY | {"business_read", "business_write"},
    "analyst": EVERYBODY | READS | {"business_write", "master_write", "merge", "import", "settings_read"},
    "executive": EVERYBODY | READS,
}
SYSTEM = {"id", "version", "created_at", "created_by", "updated_at", "updated_by"}
VALUES = {"decimal": "2.5", "percent": "12.5", "money": {"amount": "12.50", "currency": "RSD"}, "instant": "2026-11-20T09:30:00Z",
          "boolean": True, "long_text": "Beleška", "country": "RS", "colour": "#336699", "url": "https://firma.rs", "integer": 1}


# What belongs to a person, here to the director who makes everything.
PERSONAL = ("view",)
# Texts that have a form.
FORMED = {"currency": "RSD", "language": "sr", "languages": "sr, en", "system": "erpN", "query": "order=name", "type": "account", "code": "wordN"}


class World:
    """The firm: `people` by name, `accounts` by relation, `records[type][relation]`, tokens by role."""

    def __init__(self, server):
        self.server, self.count = server, 0
        self.description = json.loads(server.kamen("openapi"))
        self.schemas = self.description["components"]["schemas"]
        self.types = {name: schema for name, schema in self.schemas.items() if "x-kamen-plural" in schema}
        self.tokens, self.people, self.accounts, self.records = {}, {}, {}, {}
        self._add_people()
        server.start()
        server.token = self.tokens["director"]
        self._find_people()
        self._add_accounts()
        for name in self.types:
            if name not in ("account", "user", "deputy", "account_team"):
                self.records[name] = {relation: self.make(name, relation) for relation in self._relations_of(name)}
        self.records["account"] = dict(self.accounts)

    # --- people ---

    def _add_people(self):
        """Before the server starts, by the command line."""
        password = self.server.write("word", "planina-reka-oblak-3\n")
        for name in (*ROLES, "kam2", "kam3"):
            self.server.kamen("user", "add", "--email", f"{name}@prava.rs", "--role", name.rstrip("23"), "--password-file", password)
            self.tokens[name] = json.loads(self.server.kamen("token", "create", "--user", f"{name}@prava.rs", "--scopes", "*", "--json"))["token"]

    def _find_people(self):
        for user in self.server.get("/api/v1/users", limit=500).json["items"]:
            if user.get("email", "").endswith("@prava.rs"):
                self.people[user["email"].split("@")[0]] = user["id"]

    # --- records ---

    def plural(self, name):
        return self.types[name]["x-kamen-plural"]

    def fields(self, name):
        return {field: schema for field, schema in self.types[name]["properties"].items() if "x-kamen-kind" in schema}

    def is_bound(self, name):
        """Whether records of the type belong to an account."""
        return name == "account" or "account_id" in self.fields(name)

    def _relations_of(self, name):
        return RELATIONS if self.is_bound(name) else ("mine",) if name in PERSONAL else ("none",)

    def post(self, name, body):
        """A record, even where one like it is there."""
        path = f"/api/v1/{self.plural(name)}"
        can_be_forced = any(each["name"] == "force" for each in self.description["paths"][path]["post"].get("parameters", []))
        answer = self.server.post(path, body, force="true" if can_be_forced else None)
        assert answer.status == 201, (name, body, answer)
        return answer.json

    def _add_accounts(self):
        def account(relation, **more):
            return self.post("account", {**self.body("account", relation), **more})["id"]

        people = self.people
        head = account("head", kind="head", owner_id=people["kam"])
        self.accounts = {"own": account("own", owner_id=people["kam"]), "group": account("group", owner_id=people["kam2"], parent_id=head),
                         "team": account("team", owner_id=people["kam2"]), "deputised": account("deputised", owner_id=people["kam3"]),
                         "other": account("other", owner_id=people["kam2"])}
        self.head = head
        self.records["account_team"] = {}
        for person in ("kam", "member"):
            row = self.post("account_team", {"account_id": self.accounts["team"], "user_id": people[person],
                                             **self._choices("account_team"), "from_day": "2020-01-01"})
            self.records["account_team"]["team"] = row["id"]
        self.server.token = self.tokens["admin"]
        days = [field for field in self.fields("deputy") if field.endswith("_day")]
        self.post("deputy", {"user_id": people["kam3"], "deputy_id": people["kam"],
                             **dict(zip(sorted(days), ("2020-01-01", "2099-12-31")))})
        self.server.token = self.tokens["director"]

    def _choices(self, name):
        return {field: self.schemas[f"{name}_create"]["properties"][field]["enum"][0] for field, schema in self.fields(name).items()
                if schema["x-kamen-kind"] == "choice" and field in self.schemas[f"{name}_create"]["required"]}

    def make(self, name, relation):
        return self.post(name, self.body(name, relation))["id"]

    def body(self, name, relation):
        """Every field that a client may set, filled, but references that need not be there and states."""
        allowed, required = self.schemas[f"{name}_create"]["properties"], self.schemas[f"{name}_create"].get("required", [])
        state = self.types[name].get("x-kamen-state")
        asked = {field: schema for field, schema in self.fields(name).items()
                 if field in allowed and field != state
                 and (field in required or field == "account_id" or schema["x-kamen-kind"] not in ("reference", "references", "file"))}
        accounts = [field for field, schema in asked.items() if schema.get("x-kamen-to") == "account"]
        return {field: self.head if field in accounts[1:] else self.value(name, field, schema, relation) for field, schema in asked.items()}

    def value(self, name, field, schema, relation):
        """A second account of a record is another one: the head."""
        self.count += 1
        kind = schema["x-kamen-kind"]
        if kind == "reference":
            return self.reference(schema["x-kamen-to"], relation)
        if (name, field) == ("group_membership", "kind"):
            return "franchise"  # whoever owns a company has it in their group, which would change who sees it
        if kind == "choice":
            return [word for word in self.schemas[f"{name}_create"]["properties"][field]["enum"] if word is not None][0]
        if kind == "date":
            return "2098-12-31" if field.startswith(("to", "until", "valid_to", "left", "sold", "ends")) or field.endswith("_to") else "2026-01-15"
        if kind == "email":
            return f"{name}.{self.count}@prava.rs"
        if kind == "phone":
            return f"+381 11 {self.count:07}"
        if kind == "tax_number":
            return str(100000000 + self.count)
        if kind == "company_number":
            return str(10000000 + self.count)
        if kind == "text":
            return self.text(field, relation)[: schema.get("maxLength", 60)]
        return VALUES[kind]

    def text(self, field, relation):
        """Most texts are free; a few have a form."""
        return FORMED[field].replace("N", str(self.count)) if field in FORMED else f"{relation} {field} {self.count}"

    def reference(self, to, relation):
        if to == "account":
            return self.accounts[relation]
        if to == "user":
            return self.people["kam2"]
        known = self.records.setdefault(to, {})
        key = relation if self.is_bound(to) else "none"
        if key not in known:
            known[key] = self.make(to, relation)
        return known[key]

    # --- what is expected ---

    def permission(self, method, path):
        return self.description["paths"][path][method]["x-permission"]

    def may(self, role, method, path):
        return self.permission(method, path) in PERMISSIONS[role]

    def sees(self, role, relation):
        return relation == "none" or relation in SEES[role] or (relation == "mine" and role == "director")

    def readable(self, role, name):
        """Fields of a record that the director made: private ones are for their author and directors."""
        return {field for field, schema in self.fields(name).items() if schema["x-field-class"] in CLASSES[role]
                and (schema["x-field-class"] != "private" or role == "director")}

"""The API's description as a judge: each answer is held against it, and what was visited is remembered."""

import functools
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

# What tests/api/setup installed, for whichever Python runs the tests.
sys.path.extend(str(folder) for folder in (Path(__file__).resolve().parent.parent / "api" / "venv" / "lib").glob("python3*/site-packages"))

try:
    from jsonschema import Draft202012Validator, FormatChecker
except ImportError:
    Draft202012Validator = None


def can_judge():
    """Whether the tools are here."""
    return Draft202012Validator is not None


# What the server answers by itself, before it knows the route: too slow, too large, too many, forms of HTTP that it does not speak.
OF_THE_SERVER = {408, 411, 413, 414, 417, 429, 431, 501, 503, 505}


@functools.lru_cache(maxsize=None)
def document_of(program):
    return json.loads(subprocess.run([program, "openapi"], capture_output=True, text=True, check=True).stdout)


class Description:
    """The document, and what was seen of it."""

    @classmethod
    def of_program(cls, program):
        return cls(document_of(program))

    def __init__(self, document):
        self.document = document
        self.visited = set()  # (method, path with {words}, status)
        self._validators = {}
        self._paths = [(re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path) + "$"), path) for path in document["paths"]]
        # A literal word comes before a {word}.
        self._paths.sort(key=lambda pair: pair[1].count("{"))

    def operations(self):
        """All (method, path, operation)."""
        return [(method.upper(), path, operation) for path, operations in self.document["paths"].items()
                for method, operation in operations.items()]

    def find(self, method, target):
        """The described path of a request and its operation; None for what is not described."""
        path = urlsplit(target).path
        for pattern, template in self._paths:
            operation = self.document["paths"][template].get(method.lower())
            if operation is not None and pattern.match(path):
                return template, operation
        return None, None

    def check(self, method, target, answer):
        """Hold one answer against the description; what is outside it is an AssertionError."""
        template, operation = self.find(method, target)
        if answer.status in OF_THE_SERVER or method == "HEAD":
            return
        if operation is None:
            assert answer.status in (400, 404, 405), (method, target, "answers, but is not described", answer)
            return
        described = operation["responses"].get(str(answer.status))
        assert described is not None, (method, target, "answers a status that is not described", answer)
        self.visited.add((method, template, answer.status))
        self._check_content(method, target, described.get("content"), answer)
        for name in described.get("headers", {}):
            if name == "ETag":
                assert answer.headers.get(name), (method, target, "lacks the header", name)

    def _check_content(self, method, target, content, answer):
        if not answer.body:
            return
        assert content is not None, (method, target, "has a body that is not described", answer)
        media_type = answer.headers["Content-Type"].split(";")[0]
        if "*/*" in content:
            return
        assert media_type in content, (method, target, "answers a media type that is not described", media_type)
        schema = content[media_type].get("schema")
        if schema is not None and media_type.endswith("json") and "Content-Encoding" not in answer.headers:
            faults = [f"{fault.json_path}: {fault.message}" for fault in self._validator(schema).iter_errors(answer.json)]
            assert not faults, (method, target, faults[:5], answer)

    def _validator(self, schema):
        key = id(schema)
        if key not in self._validators:
            # References inside the document are found because the schema is checked as a part of it.
            whole = {**schema, "components": self.document["components"]}
            self._validators[key] = Draft202012Validator(whole, format_checker=FormatChecker(["date", "email", "uuid"]))
        return self._validators[key]

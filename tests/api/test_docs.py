"""docs/api.md: each request of the page is sent, and answered as the page says."""

import json
import re
import sys
from pathlib import Path
from urllib.parse import quote

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from described import HERE, tap  # noqa: E402  (the path comes first)
from world import World  # noqa: E402

PAGE = HERE.parent.parent / "docs" / "api.md"


def blocks():
    """Pairs of request and answer, each as (first line, headers, body)."""
    found = re.findall(r"^```http\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    parsed = []
    for text in found:
        head, _, body = text.partition("\n\n")
        first, *lines = head.strip().split("\n")
        parsed.append((first, dict(line.split(": ", 1) for line in lines), body.strip()))
    return list(zip(parsed[::2], parsed[1::2]))


class Names:
    """Ids of the page, and those that they stand for in this run."""

    def __init__(self):
        self.real = {}

    def translate(self, text):
        for written, real in self.real.items():
            text = text.replace(written, real)
        return text

    def compare(self, written, real, where="$"):
        """Whether an answer holds all that the page shows of it; ids are learned on the way."""
        if isinstance(written, dict):
            for name, value in written.items():
                assert name in real, (where, name, real)
                self.compare(value, real[name], f"{where}.{name}")
        elif isinstance(written, list):
            assert len(written) <= len(real), (where, written, real)
            for i, value in enumerate(written):
                self.compare(value, self.partner(value, real, i), f"{where}[{i}]")
        elif isinstance(written, str) and re.fullmatch(r"\d{15,}", written) and written not in self.real:
            self.real[written] = real
        else:
            wanted = self.translate(written) if isinstance(written, str) else written
            assert wanted == real, (where, wanted, real)

    @staticmethod
    def partner(value, real, i):
        """Faults are found by their pointer, whatever their order; everything else by its place."""
        if isinstance(value, dict) and "pointer" in value:
            return next(item for item in real if item["pointer"] == value["pointer"])
        return real[i]


def send(world, names, request):
    first, headers, body = request
    method, target = names.translate(first).split(" ", 1)
    headers = {name: names.translate(value) for name, value in headers.items()}
    return world.request(method, quote(target, safe="/?=&.,()%"), names.translate(body).encode() if body else None, headers)


def test_page__says_what_the_server_does():
    pairs = blocks()
    assert len(pairs) > 10
    with World() as world:
        names = Names()
        for request, (status, headers, body) in pairs:
            answer = send(world, names, request)
            assert answer.status == int(status), (request, answer)
            if body:
                names.compare(json.loads(body), answer.json)
            for name, value in headers.items():
                assert answer.headers[name] == names.translate(value), (request, name, answer.headers[name])


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

"""What the tests of the program share: running a verb, an empty folder, sales files, the public data."""

import json
import os
import subprocess
import tempfile
from decimal import Decimal
from pathlib import Path

KAMEN = os.environ["KAMEN"]
ROOT = Path(os.environ.get("KAMEN_SOURCE_ROOT", Path(__file__).resolve().parent.parent.parent))
HEADER = "document,position,date,account_number,account_name,product_number,product_name,quantity,net,currency\n"


class Folder:
    """A folder of its own with a database in it; verbs run inside it, without what the environment says."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="kamen-cli-")
        self.path = Path(self._folder.name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def write(self, name, text):
        (self.path / name).write_text(text, encoding="utf-8")
        return name

    def run(self, *arguments):
        environment = {name: value for name, value in os.environ.items() if name != "KAMEN_DB"}
        return subprocess.run([KAMEN, *arguments], cwd=self.path, env=environment, capture_output=True, text=True, check=False)

    def kamen(self, *arguments, status=0):
        """Run a verb that must end with this status; its standard output."""
        run = self.run(*arguments)
        assert run.returncode == status, (arguments, run.returncode, run.stdout, run.stderr)
        return run.stdout

    def refusal(self, *arguments, status):
        """Run a verb that must fail; its message, which is all that it may print."""
        run = self.run(*arguments)
        assert run.returncode == status, (arguments, run.returncode, run.stdout, run.stderr)
        assert run.stdout == "", run.stdout
        assert run.stderr.count("\n") >= 1 and run.stderr.startswith(f"kamen {arguments[0]}: "), run.stderr
        return run.stderr

    def refusal_after_output(self, *arguments):
        """Run a verb that does a part and then fails; its message."""
        run = self.run(*arguments)
        assert run.returncode == 1, (arguments, run.returncode, run.stdout, run.stderr)
        return run.stderr

    def figures(self, *arguments, status=0):
        return json.loads(self.kamen(*arguments, "--json", status=status))


def data(name):
    """Path of a public data file, or None when the data is not here."""
    path = Path(os.environ.get("KAMEN_DATA", ROOT.parent / "shared" / "data")) / name
    return path.resolve() if path.exists() else None


def cents(value):
    return Decimal(value).quantize(Decimal("0.01"))

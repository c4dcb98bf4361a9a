#!/usr/bin/env python3
"""Holds tools/build-page against a small page, where npm and the program are played by scripts."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

ROOT = Path(__file__).resolve().parents[2]
# Installs, generates and builds as the real one would, as far as build-page can see, and writes down what it was asked.
NPM = """#!/bin/sh
echo "$*" >>../called
case "$*" in
ci*) [ ! -f ../offline ] || { echo 'npm error code ECONNREFUSED' ; exit 1; }
     mkdir -p node_modules && cp package-lock.json node_modules/.package-lock.json ;;
*generate) mkdir -p src/api/generated && "$KAMEN" openapi >src/api/generated/schema.d.ts ;;
*build) [ ! -f src/broken.ts ] || { echo 'broken.ts: no' ; exit 1; }
     rm -rf dist && mkdir -p dist && cp src/api/generated/schema.d.ts dist/index.html ;;
esac
"""


class House:
    """A house with a page of one file; `make()` runs build-page in it and returns what npm was asked meanwhile."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory()
        self.root = Path(self._folder.name)
        self.write("web/package.json", "{}")
        self.write("web/src/main.ts", "export {}")
        self.lock("1.0.0")
        self.schema("one")
        self.script("bin/npm", NPM)
        (self.root / "tools").mkdir()
        shutil.copy(ROOT / "tools" / "build-page", self.root / "tools" / "build-page")

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def script(self, path, text):
        self.write(path, text)
        (self.root / path).chmod(0o755)

    def lock(self, version):
        packages = {"": {}, "node_modules/react": {"version": version}, "node_modules/mac-only": {"version": "1.0.0", "optional": True}}
        self.write("web/package-lock.json", json.dumps({"packages": packages}))

    def schema(self, text):
        self.script("kamen", f"#!/bin/sh\necho {text}\n")

    def run(self, *arguments):
        environment = {**os.environ, "PATH": f"{self.root / 'bin'}:{os.environ['PATH']}"}
        return subprocess.run([sys.executable, "tools/build-page", *arguments, "kamen"], cwd=self.root, env=environment,
                              capture_output=True, text=True, check=False)

    def make(self, status=0):
        called = self.root / "called"
        called.unlink(missing_ok=True)
        if self.run("--needed").returncode == 1:
            return []
        done = self.run()
        assert done.returncode == status, done
        self.said = done.stderr
        return [line.split()[-1] if line.startswith("run") else "ci" for line in called.read_text().splitlines()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()


def test_page__is_made_once():
    with House() as house:
        assert house.make() == ["ci", "generate", "build"]
        assert house.make() == []


def test_page__is_made_again_when_its_sources_or_the_api_changed():
    with House() as house:
        house.make()
        house.write("web/src/main.ts", "export const one = 1")
        assert house.make() == ["generate", "build"]
        house.schema("two")
        assert house.make() == ["generate", "build"]
        assert (house.root / "web/dist/index.html").read_text() == "two\n"


def test_page__is_not_made_again_for_its_tests():
    with House() as house:
        house.make()
        house.write("web/src/main.test.ts", "it('is')")
        house.write("web/README.md", "How it is made.")
        assert house.make() == []


def test_packages__are_fetched_when_the_lock_file_changed():
    with House() as house:
        house.make()
        house.lock("1.0.1")
        assert house.make() == ["ci", "generate", "build"]


def test_packages__of_other_machines_are_not_missed():
    with House() as house:
        house.make()
        installed = house.root / "web/node_modules/.package-lock.json"
        packages = json.loads(installed.read_text())["packages"]
        del packages["node_modules/mac-only"]
        installed.write_text(json.dumps({"packages": packages}))
        house.write("web/src/main.ts", "export const two = 2")
        assert house.make() == ["generate", "build"]


def test_page__that_came_with_an_archive_needs_no_node():
    with House() as house:
        house.make()
        shutil.rmtree(house.root / "web/node_modules")
        assert house.make() == []


def test_registry__out_of_reach_has_a_status_of_its_own():
    with House() as house:
        house.write("offline", "")
        assert house.make(status=3) == ["ci"]
        assert "cannot be reached" in house.said and "ECONNREFUSED" not in house.said


def test_failure__shows_what_was_said():
    with House() as house:
        house.make()
        house.write("web/src/broken.ts", "no")
        house.make(status=1)
        assert "broken.ts: no" in house.said and "vite failed" in house.said


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

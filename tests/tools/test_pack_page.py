#!/usr/bin/env python3
"""Holds tools/pack-page against small pages: what gets into the pack, and when its files are written."""

import gzip
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r'    \{ "(.*?)", "(.*?)", "W/\\"[0-9a-f]+\\"", \{ (.*?) \} \},')
LONG = b"let line = 'the same once more';\n" * 100


class Pack:
    """A page of given files, packed into a folder of its own."""

    def __init__(self, files):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.page = self.folder / "dist"
        self.bytes, self.table = self.folder / "page.bin", self.folder / "page.c"
        (self.folder / "absent.html").write_text("not built")
        for path, data in files.items():
            self.write(path, data)
        self.run = self.pack()

    def write(self, path, data):
        target = self.page / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def pack(self):
        command = [sys.executable, str(ROOT / "tools" / "pack-page"), self.page, self.folder / "absent.html", self.bytes, self.table]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def rows(self):
        """Path to (media type, bytes, bytes with gzip, bytes with brotli)."""
        blob, found = self.bytes.read_bytes(), {}
        for path, type_, places in ROW.findall(self.table.read_text()):
            codings = [(int(at), int(length)) for at, length in re.findall(r"(\d+), (\d+)", places)]
            found[path] = (type_, *(blob[at:at + length] for at, length in codings))
        return found

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()


def test_pack__holds_the_page_ordered_by_path():
    with Pack({"index.html": b"<p>", "assets/b-1.js": LONG, "assets/a-1.css": b"p {}", "assets-1.txt": b"x", "Z.png": b"P"}) as pack:
        rows = pack.rows()
        assert list(rows) == ["/Z.png", "/assets-1.txt", "/assets/a-1.css", "/assets/b-1.js", "/index.html"], rows
        assert rows["/assets/b-1.js"][0] == "text/javascript; charset=utf-8" and rows["/assets/b-1.js"][1] == LONG
        assert f"kam_n_page_files = {len(rows)};" in pack.table.read_text()


def test_pack__keeps_a_packed_form_where_it_is_smaller():
    noise = bytes((i * i * 7919 >> 5) % 251 for i in range(200))
    with Pack({"index.html": b"<p>" * 1000, "a.js": LONG, "small.js": b"1", "noise.png": noise * 2}) as pack:
        rows = pack.rows()
        assert gzip.decompress(rows["/a.js"][2]) == LONG and len(rows["/a.js"][2]) < len(LONG)
        assert rows["/small.js"][2] == rows["/noise.png"][2] == rows["/index.html"][2] == b""


def test_pack__takes_the_form_that_lies_beside():
    files = {"index.html": b"<p>" * 1000, "a.js": LONG, "a.js.br": b"smaller", "b.js": LONG, "b.js.br": LONG + b"larger", "index.html.br": b"p"}
    with Pack(files) as pack:
        rows = pack.rows()
        assert list(rows) == ["/a.js", "/b.js", "/index.html"], rows
        assert [row[3] for row in rows.values()] == [b"smaller", b"", b""], rows


def test_pack__leaves_out_what_is_not_for_readers():
    with Pack({"index.html": b"<p>", ".stamp": b"1", "a.js.map": b"{}", ".git/config.txt": b""}) as pack:
        assert list(pack.rows()) == ["/index.html"]


def test_pack__without_a_page_says_so():
    for files in ({}, {"assets/a-1.js": b"1"}):
        with Pack(files) as pack:
            assert pack.rows() == {"/index.html": ("text/html; charset=utf-8", b"not built", b"", b"")}


def test_pack__is_written_only_when_the_page_changed():
    with Pack({"index.html": b"<p>"}) as pack:
        before = (pack.table.stat().st_mtime_ns, pack.bytes.stat().st_mtime_ns)
        pack.pack()
        assert (pack.table.stat().st_mtime_ns, pack.bytes.stat().st_mtime_ns) == before
        pack.write("index.html", b"<b>")
        pack.pack()
        assert pack.rows()["/index.html"][1] == b"<b>"


def test_pack__is_made_again_when_half_of_it_is_missing():
    with Pack({"index.html": b"<p>"}) as pack:
        pack.bytes.unlink()
        pack.pack()
        assert pack.rows()["/index.html"][1] == b"<p>"


def test_pack__refuses_what_it_cannot_name():
    for path, word in (("font.ttf2", "media type"), ('a"b.js', "unfit name"), ("slika-č.png", "unfit name")):
        with Pack({"index.html": b"<p>", path: b"1"}) as pack:
            assert pack.run.returncode != 0 and word in pack.run.stderr and not pack.table.exists(), (path, pack.run)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

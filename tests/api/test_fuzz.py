"""A public fuzzer, driven by the description, finds no failure of the server and no answer outside the description.

KAMEN_API_EXAMPLES asks for more examples of each route than the few that fit into a test run.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from described import HERE, tap  # noqa: E402  (the path comes first)

from server import kinds  # noqa: E402
from world import World  # noqa: E402

# The routes of records are derived from one template: some types stand for all of them, unless a long run is asked for.
SOME = "^/api/v1/(accounts|price_list_items|tasks|(?!(contact|site|outside|user|deput|product|price|interaction|account_)[a-z_]*(/|$)))"

CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
          "response_schema_conformance")


def fuzz(world, token, phases, examples):
    some = [] if "KAMEN_API_EXAMPLES" in os.environ else ["--include-path-regex", SOME]
    program = HERE / "venv" / "bin" / "schemathesis"
    return subprocess.run(
        [program, "run", f"{world.url}/api/v1/openapi.json", "--header", f"Authorization: Bearer {token}", "--checks", ",".join(CHECKS),
         "--phases", phases, "--max-examples", str(examples), "--seed", "1", "--continue-on-failure", "--warnings", "off", *some],
        cwd=world.folder, env={**os.environ, "NO_COLOR": "1"},
        capture_output=True, text=True, check=False)


def test_fuzzer__finds_nothing():
    examples = int(os.environ.get("KAMEN_API_EXAMPLES", "1"))
    for kind in kinds():
        with World(kind) as world:
            run = fuzz(world, world.token, "coverage,fuzzing" if kind == "sqlite" else "fuzzing", examples)
            assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
            failures = [line for line in world.log() if isinstance(line, dict) and line.get("status", 0) >= 500]
            assert not failures, failures[:3]
            assert world.stop() == 0


if __name__ == "__main__":
    sys.exit(tap.run(globals()))

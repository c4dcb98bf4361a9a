"""The rules. Each is a generator over one file; the table at the end says which files it looks at."""

import os
import posixpath
import re
from pathlib import Path

from . import items, tokens
from .finding import Finding

MAX_FUNCTION_LINES = 150
MAX_FILE_LINES = 900
MAX_LINE_COLUMNS = 140

# Ranks of the layers: a file includes its own folder and lower ranks. Equal ranks do not know each other.
RANKS = {"base": 0, "store": 1, "record": 2, "domain": 3, "sales": 3, "service": 4, "demo": 3, "api": 5, "cli": 5, "server": 6}
# libkamen stands beside the ranks: it includes nothing of them, and these do not know it.
BELOW_ANALYTICS = {"base", "store", "record"}

SQL_TEXT = re.compile(
    r"""\s*(?:SELECT\s|INSERT\s|UPDATE\s|DELETE\s|CREATE\s|ALTER\s+TABLE|DROP\s+(?:TABLE|INDEX)|SAVEPOINT\s|PRAGMA\s|COPY\s|WITH\s+\w+\s+AS\s*\()
      | (?i:\s*(?:select\s.*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(?:unique\s+)?(?:table|index|view)\s))""",
    re.VERBOSE | re.DOTALL,
)
PRINTERS = {
    "g_strdup_printf", "g_strdup_vprintf", "g_string_printf", "g_string_append_printf", "g_string_vprintf", "g_snprintf", "snprintf",
    "sprintf", "vsnprintf", "asprintf", "g_strconcat", "sqlite3_mprintf", "sqlite3_snprintf", "g_string_append_vprintf",
}
SLEEPERS = {"sleep", "usleep", "nanosleep", "g_usleep", "clock_nanosleep"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|HACK)\b")  # not XXX: it is the currency code for "none"


class Source:
    """One file, read once: text, lines, tokens, items."""

    def __init__(self, root, file):
        self.path = file.relative_to(root).as_posix()
        self.suffix = file.suffix
        self.text = file.read_text(encoding="utf-8", errors="replace")
        self.tokens = tokens.tokenize(self.text) if self.is_c else []
        self.code = tokens.code_of(self.tokens)
        self.items = items.items_of(self.code)

    @property
    def is_c(self):
        return self.suffix in (".c", ".h")

    @property
    def layer(self):
        parts = self.path.split("/")
        if parts[0] == "src" and len(parts) > 2:
            return parts[1]
        return {"include": "analytics", "demo": "demo"}.get(parts[0], "")

    def finding(self, line, rule, says, name=""):
        return Finding(self.path, line, rule, name, says)

    def functions(self):
        return [item for item in self.items if item.kind == items.FUNCTION]


# --- layers ----------------------------------------------------------------------------------------------------------

INCLUDE = re.compile(r'#\s*include\s*([<"])([^>"]+)[>"]')


def check_upward_include(source):
    """includes go down: base < store < record < domain, sales < service < api, cli < server; analytics alone"""
    layer = source.layer
    for token in source.tokens:
        match = INCLUDE.match(token.text) if token.kind == tokens.DIRECTIVE else None
        if not match or not layer:
            continue
        says = wrong_include(layer, match[1] == "<", included_layer(source.path, match[2]), match[2])
        if says:
            yield source.finding(token.line, "upward-include", says)


def included_layer(path, included):
    """The layer that an include names: by its folder below src/, or relative to the including file."""
    first = included.split("/")[0]
    if first in RANKS or first in ("analytics", "kamen"):
        return "analytics" if first == "kamen" else first
    if included.startswith("."):
        parts = posixpath.normpath(posixpath.join(posixpath.dirname(path), included)).split("/")
        return parts[1] if parts[0] == "src" and len(parts) > 2 else ""
    return ""


def wrong_include(layer, is_system, other, included):
    """What is wrong with an include, or None."""
    if layer == "analytics":
        if other not in ("", "analytics") or included.split("/")[0] in ("glib.h", "glib", "gio"):
            return f"libkamen stands alone, but includes '{included}'; pass what it needs as arrays and numbers"
        return None
    if other == "analytics":
        return f"'{layer}' lies beside libkamen and may not know '{included}'; call it from sales or higher" if layer in BELOW_ANALYTICS else None
    if other == "" or other == layer or layer not in RANKS:
        return None
    if RANKS[other] >= RANKS[layer] and not (layer, other) == ("cli", "demo"):
        return f"'{layer}' may not know '{other}', which is not below it; move the code down, or pass a function in"
    return None


# --- SQL -------------------------------------------------------------------------------------------------------------


def string_runs(code):
    """Adjacent string literals as the compiler joins them: (first token, joined text, index of the first)."""
    at = 0
    while at < len(code):
        if code[at].kind != tokens.STRING:
            at += 1
            continue
        start, text = at, ""
        while at < len(code) and code[at].kind == tokens.STRING:
            text += tokens.literal(code[at])
            at += 1
        yield code[start], text.replace("\\n", "\n"), start


def check_sql_outside(source):
    """SQL stands in sql/ and src/store only"""
    if source.layer in ("store", "") or source.path.startswith("tests/"):
        return
    for token, text, _ in string_runs(source.code):
        if SQL_TEXT.match(text):
            yield source.finding(token.line, "sql-outside", "SQL outside of sql/ and src/store; name the statement in sql/queries and take it by kam_sql()")


def check_sql_printf(source):
    """values are bound, never printed into SQL"""
    code = source.code
    for at, token in enumerate(code):
        if token.text not in PRINTERS or at + 1 >= len(code) or code[at + 1].text != "(":
            continue
        arguments = code[at + 1:items.close_of(code, at + 1)]
        if any(SQL_TEXT.match(text) for _, text, _ in string_runs(arguments)):
            yield source.finding(token.line, "sql-printf", f"{token.text}() makes SQL text; write $1 and bind the value", function_at(source, token))


def function_at(source, token):
    """Name of the function that a token stands in."""
    for item in source.functions():
        if item.tokens[0].line <= token.line <= item.tokens[-1].last_line:
            return item.name
    return ""


# --- functions and files ---------------------------------------------------------------------------------------------


def check_long_function(source):
    """no function over 150 lines"""
    for item in source.functions():
        first = next((token for token in item.tokens if token.text == item.name), item.tokens[0])
        lines = item.tokens[-1].last_line - first.line + 1
        if lines > MAX_FUNCTION_LINES:
            yield source.finding(first.line, "long-function", f"{item.name}() has {lines} lines, {MAX_FUNCTION_LINES} at most; give its parts names", item.name)


def check_goto(source):
    """no goto"""
    for token in source.code:
        if token.kind == tokens.WORD and token.text == "goto":
            yield source.finding(token.line, "goto", "goto; return early, and let g_autoptr clean up", function_at(source, token))


def check_long_file(source):
    """no file over 900 lines"""
    lines = source.text.count("\n")
    if lines > MAX_FILE_LINES:
        yield source.finding(lines, "long-file", f"{lines} lines, {MAX_FILE_LINES} at most; split it where its first comment needs the word 'and'")


def check_opening_comment(source):
    """each file opens with what it owns"""
    lines = source.text.splitlines()
    if lines and lines[0].startswith("#!"):
        lines = lines[1:]
    first = next((line for line in lines if line.strip()), "")
    if source.text.strip() and not first.startswith(opening_marks(source)):
        yield source.finding(1, "opening-comment", "the file does not open with a comment; say in one to five lines what it owns and what it leaves to others")


def opening_marks(source):
    if source.is_c:
        return ("/*",)
    return ("--",) if source.suffix == ".sql" else ("#", '"""')


def check_unfinished(source):
    """nothing is left for later in comments"""
    for token in source.tokens:
        if token.kind == tokens.COMMENT and (match := UNFINISHED.search(token.text)):
            line = token.line + token.text[:match.start()].count("\n")
            yield source.finding(line, "unfinished", f"the comment says {match[1]}; finish it, or say what is so and why")


def check_sleep_in_test(source):
    """tests wait for events, never for a time"""
    if not source.path.startswith("tests/"):
        return
    for token, following in zip(source.code, source.code[1:]):
        if token.text in SLEEPERS and following.text == "(":
            yield source.finding(token.line, "sleep-in-test", f"{token.text}(); wait for the event instead", function_at(source, token))


# --- the page --------------------------------------------------------------------------------------------------------

WEB_SLEEP = re.compile(r"\bwaitForTimeout\(|\bsetTimeout\(\s*(?:resolve|done|\(\)\s*=>\s*resolve)\b")


def check_long_line(source):
    """no line of the page's code over 140 columns"""
    for number, line in enumerate(source.text.splitlines(), 1):
        if len(line) > MAX_LINE_COLUMNS:
            yield source.finding(number, "long-line", f"{len(line)} columns, {MAX_LINE_COLUMNS} at most; give a part of it a name")


def check_unfinished_page(source):
    """nothing is left for later in the page's code"""
    for number, line in enumerate(source.text.splitlines(), 1):
        if match := UNFINISHED.search(line):
            yield source.finding(number, "unfinished-page", f"the line says {match[1]}; finish it, or say what is so and why")


def check_sleep_in_story(source):
    """tests of the page wait for events, never for a time"""
    if not source.path.startswith("tests/") and ".test." not in source.path:
        return
    for number, line in enumerate(source.text.splitlines(), 1):
        if WEB_SLEEP.search(line):
            yield source.finding(number, "sleep-in-story", "a pause of a fixed time; wait for what should appear instead")


# --- variables -------------------------------------------------------------------------------------------------------


def check_mutable_global(source):
    """no variable outlives its function unless it is const"""
    for item in source.items:
        if item.kind == items.VARIABLE and item.tokens[0].text != "extern" and not is_const(item.tokens):
            yield mutable(source, item.tokens[0].line, item.name)
        if item.kind == items.FUNCTION:
            for declaration in static_locals(item.body):
                if not is_const(declaration):
                    yield mutable(source, declaration[0].line, items.variable_name(items.flat(declaration)))


def mutable(source, line, name):
    return source.finding(line, "mutable-global", f"'{name}' can change and outlives its function; make it const, or hand it in as an argument", name)


def static_locals(body):
    """Declarations with `static` inside a function."""
    at = 0
    while at < len(body):
        if body[at].text == "static" and body[at].kind == tokens.WORD:
            end = at
            while end < len(body) - 1 and body[end].text != ";":
                end = items.close_of(body, end) + 1 if body[end].text in items.OPEN else end + 1
            yield body[at:end + 1]
            at = end
        at += 1


def is_const(declaration):
    """Whether the variable itself, not only what it points to, is const."""
    head = declaration[:items.texts(declaration).index("=")] if "=" in items.texts(declaration) else declaration
    if items.is_function_pointer(head):
        words = items.texts(head[:items.texts(head).index(")") + 1])
    else:
        words = items.texts(items.flat(head))
    if "*" in words:
        words = words[len(words) - words[::-1].index("*"):]
    return "const" in words


# --- headers ---------------------------------------------------------------------------------------------------------

# What these do follows from the rules on names; they need no sentence of their own.
SELF_EXPLAINING = ("_free", "_clear", "_unref", "_ref", "_quark", "_size")


def check_docstring(source):
    """each public function is described where it is declared; one comment may open a run of declarations"""
    if source.suffix != ".h":
        return
    own = source.path.startswith("include/")
    ends = {token.last_line for token in source.tokens if token.kind == tokens.COMMENT}
    code_lines = {line for token in source.code for line in range(token.line, token.last_line + 1)}
    for item in source.items:
        if item.kind != items.PROTOTYPE or explains_itself(item):
            continue
        if not is_described(source, item, ends, code_lines, own):
            yield source.finding(item.tokens[0].line, "docstring", f"{item.name}() has no docstring; say what it does, what fails and who frees what", item.name)


def explains_itself(item):
    words = items.texts(item.tokens)
    is_plain_new = item.name.endswith("_new") and words[-4:] == ["(", "void", ")", ";"]
    return is_plain_new or item.name.endswith(SELF_EXPLAINING) or items.is_macro_name(item.name)


def is_described(source, item, ends, code_lines, own):
    """A comment right above, behind it on its last line, or (inside the house) above the unbroken run of declarations it stands in."""
    first, last = item.tokens[0].line, item.tokens[-1].last_line
    if first - 1 in ends and first - 1 not in code_lines:
        return True
    if own:
        return False
    if any(token.kind == tokens.COMMENT and token.line in range(first, last + 1) for token in source.tokens):
        return True
    line = first - 1
    while line in code_lines:
        line -= 1
    return line in ends


# --- the table -------------------------------------------------------------------------------------------------------

C_RULES = (
    check_upward_include, check_sql_outside, check_sql_printf, check_long_function, check_goto, check_mutable_global, check_docstring,
    check_unfinished, check_sleep_in_test,
)
TEXT_RULES = (check_long_file, check_opening_comment)
# A component's name says what it owns, so its file may begin with the code.
WEB_RULES = (check_long_file, check_long_line, check_unfinished_page, check_sleep_in_story)
# Tests keep their fixtures as they like; the rest of the rules holds for them too.
NOT_FOR_TESTS = (check_mutable_global, check_docstring)

RULES = {rule.__name__.removeprefix("check_").replace("_", "-"): rule.__doc__ for rule in C_RULES + TEXT_RULES + WEB_RULES}

FOLDERS = ("src", "include", "demo", "tests", "bench", "tools", "sql", "web")
WEB_SUFFIXES = (".ts", ".tsx", ".js", ".mjs", ".css")
SUFFIXES = (".c", ".h", ".py", ".sql", ".sh", *WEB_SUFFIXES)
# What others wrote, what programs made, and examples of what is wrong; these folders are not even entered.
LEFT_OUT = {
    "tools/check.d", "demo/out", "bench/out", "bench/peers/venv", "bench/peers/venv-lifetimes", "tests/fuzz/corpus", "tests/api/venv", "web/dist",
    "web/src/api/generated",
}
LEFT_OUT_ANYWHERE = {"__pycache__", "node_modules"}


def files_of(root):
    """Every file of the house that some rule looks at, in order."""
    return [file for folder in FOLDERS for file in sorted(files_below(root, root / folder))]


def files_below(root, top):
    for folder, folders, names in os.walk(top):
        here = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if name not in LEFT_OUT_ANYWHERE and (here / name).as_posix() not in LEFT_OUT]
        yield from (file for file in (Path(folder) / name for name in names) if is_ours(file))


def is_ours(file):
    return file.suffix in SUFFIXES or (file.suffix == "" and has_script_line(file))


def has_script_line(file: Path):
    with open(file, "rb") as stream:
        return stream.read(2) == b"#!"


def check_file(root, file):
    """All findings in one file, by line."""
    source = Source(root, file)
    is_test = source.path.startswith("tests/")
    rules = WEB_RULES if source.suffix in WEB_SUFFIXES else TEXT_RULES + (C_RULES if source.is_c else ())
    found = [finding for rule in rules if not (is_test and rule in NOT_FOR_TESTS) for finding in rule(source)]
    return sorted(found, key=lambda finding: (finding.line, finding.rule))

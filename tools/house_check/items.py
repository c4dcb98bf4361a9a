"""What stands at file level in C: functions, prototypes, variables. GLib's macros without a semicolon are stepped over."""

from dataclasses import dataclass

from .tokens import SIGN, WORD

OPEN = {"(": ")", "[": "]", "{": "}"}
FUNCTION, PROTOTYPE, VARIABLE, OTHER = "function prototype variable other".split()


@dataclass(frozen=True)
class Item:
    kind: str
    name: str
    tokens: tuple # all of it
    body: tuple   # a function's inside, without its braces


def close_of(tokens, at):
    """Index of the bracket that closes the one at `at`; the last index when none does."""
    depth = 0
    for index in range(at, len(tokens)):
        if tokens[index].kind == SIGN:
            if tokens[index].text in OPEN:
                depth += 1
            elif tokens[index].text in OPEN.values():
                depth -= 1
                if depth == 0:
                    return index
    return len(tokens) - 1


def flat(tokens):
    """Only what stands outside of all brackets; each bracket pair stays as its two signs."""
    out, at = [], 0
    while at < len(tokens):
        out.append(tokens[at])
        if tokens[at].kind == SIGN and tokens[at].text in OPEN:
            at = close_of(tokens, at)
            out.append(tokens[at])
        at += 1
    return out


def texts(tokens):
    return [token.text for token in tokens]


def is_macro_name(text):
    return text.isupper() or (text.upper() == text and any(c.isalpha() for c in text))


def is_lone_macro(code, at):
    """A macro's name alone on its line, where a declaration might begin."""
    if code[at].kind != WORD or not is_macro_name(code[at].text):
        return False
    return at + 1 == len(code) or code[at + 1].line > code[at].line and code[at + 1].kind == WORD


def items_of(code):
    """The items of a file, from its tokens without comments and directives."""
    items, at = [], 0
    while at < len(code):
        end, kind = item_end(code, at)
        if kind != "nothing":
            items.append(make_item(code[at:end], kind))
        at = end
    return items


def item_end(code, start):
    """Where the item that begins at `start` ends, and whether it is a function, a macro call or something that a semicolon ends."""
    first = code[start]
    if first.text in (";", "}"):
        return start + 1, "nothing"
    if first.text == "extern" and texts(code[start + 1:start + 3])[1:] == ["{"]:
        return start + 3, "nothing"  # extern "C" {
    if first.kind == WORD and is_macro_name(first.text) and texts(code[start + 1:start + 2]) == ["("]:
        close = close_of(code, start + 1)
        following = code[close + 1].text if close + 1 < len(code) else ";"
        if following not in ("{", ";", "=", ",", "["):
            return close + 1, "nothing"  # G_DEFINE_...(...) without a semicolon
    if is_lone_macro(code, start):
        return start + 1, "nothing"  # KAM_BEGIN_DECLS
    at = start
    while at < len(code):
        text = code[at].text if code[at].kind == SIGN else ""
        if text == ";":
            return at + 1, "plain"
        if text == "{" and is_function_body(code, start, at):
            return close_of(code, at) + 1, FUNCTION
        at = close_of(code, at) + 1 if text in OPEN else at + 1
    return len(code), "plain"


def is_function_body(code, start, brace):
    """A '{' opens a function when the item so far ends in a parameter list, attributes aside, and assigns nothing."""
    before = flat(code[start:brace])
    if any(token.text == "=" for token in before):
        return False
    while before and before[-1].kind == WORD and is_macro_name(before[-1].text):
        before = before[:-1]  # G_GNUC_PURE and the like
    return bool(before) and before[-1].text == ")"


def make_item(tokens, kind):
    if kind == FUNCTION:
        brace = next(i for i, token in enumerate(tokens) if token.text == "{" and is_function_body(tokens, 0, i))
        return Item(FUNCTION, function_name(tokens[:brace]), tuple(tokens), tuple(tokens[brace + 1:-1]))
    return plain_item(tokens)


def function_name(head):
    """The word before the first parameter list that is not an attribute's."""
    outside = flat(head)
    for before, sign in zip(outside, outside[1:]):
        if sign.text == "(" and before.kind == WORD and not is_macro_name(before.text) and before.text != "__attribute__":
            return before.text
    return outside[0].text if outside else ""


def plain_item(tokens):
    while tokens and tokens[0].text == "__extension__":
        tokens = tokens[1:]
    outside = flat(tokens)
    words = texts(outside)
    name = next((token.text for token in reversed(outside) if token.kind == WORD), "")
    if not words or words[0] in ("typedef", "_Static_assert", "static_assert") or words == [";"]:
        return Item(OTHER, name, tuple(tokens), ())
    declared = words[:words.index("=")] if "=" in words else words
    if "(" in declared and "=" not in words and not is_function_pointer(tokens):
        return Item(PROTOTYPE, function_name(tokens), tuple(tokens), ())
    if is_bare_type(words):
        return Item(OTHER, name, tuple(tokens), ())
    return Item(VARIABLE, variable_name(outside), tuple(tokens), ())


def is_function_pointer(tokens):
    """`type (*name)(...)`: the first bracket holds a star first."""
    for at, token in enumerate(tokens[:-1]):
        if token.text == "(":
            return tokens[at + 1].text == "*"
    return False


def is_bare_type(words):
    """`struct X { ... };`, `enum { ... };`, `struct X;` and macro calls with a semicolon declare no variable."""
    if words[0] in ("struct", "union", "enum"):
        return words[-3:] == ["{", "}", ";"] or (len(words) == 3 and words[2] == ";")
    return len(words) < 3


def variable_name(outside):
    """The word before '=', '[' or ';'."""
    for before, sign in zip(outside, outside[1:]):
        if sign.text in ("=", "[", ";") and before.kind == WORD:
            return before.text
    return next((token.text for token in outside if token.kind == WORD), "")

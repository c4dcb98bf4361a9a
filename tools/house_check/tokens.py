"""C text as tokens. Knows comments, literals and preprocessor lines; knows nothing of types or of any rule."""

import re
from dataclasses import dataclass

COMMENT, STRING, CHAR, WORD, NUMBER, SIGN, DIRECTIVE = "comment string char word number sign directive".split()

TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//(?:[^\n\\]|\\.)*)
      | (?P<string>(?:u8|[uUL])?"(?:[^"\\\n]|\\.)*")
      | (?P<char>[uUL]?'(?:[^'\\\n]|\\.)*')
      | (?P<word>[A-Za-z_]\w*)
      | (?P<number>\.?\d(?:[eEpP][+-]|[\w.'])*)
      | (?P<space>(?:\s|\\\n)+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
# A directive ends at a line end that no backslash hides; a block comment inside may run over lines.
DIRECTIVE_LINE = re.compile(r"\#(?:\\\r?\n|/\*.*?\*/|//[^\n]*|[^\n\\/]|\\(?!\n)|/(?![*/]))*", re.DOTALL)


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    line: int      # where it begins
    last_line: int # where it ends


def tokenize(text):
    """All tokens in order, comments included; white space is dropped."""
    tokens, at, line, fresh = [], 0, 1, True
    while at < len(text):
        match = DIRECTIVE_LINE.match(text, at) if fresh and text[at] == "#" else TOKEN.match(text, at)
        kind = match.lastgroup or DIRECTIVE
        body = match.group()
        after = line + body.count("\n")
        if kind != "space":
            tokens.append(Token(kind, body, line, after))
        # A '#' opens a directive only when nothing but space and comments stands before it on its line.
        if "\n" in body and kind == "space":
            fresh = True
        elif kind not in ("space", COMMENT):
            fresh = False
        at, line = match.end(), after
    return tokens


def code_of(tokens):
    """Without comments and directives."""
    return [token for token in tokens if token.kind not in (COMMENT, DIRECTIVE)]


def literal(token):
    """What stands between the quotes of a string token, escapes left as written."""
    return token.text[token.text.index('"') + 1:-1]

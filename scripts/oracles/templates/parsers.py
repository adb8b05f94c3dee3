"""Template texts, one JSON line each, put to Jinja's and Django's own parsers.

A line is `{"language": "jinja" | "django", "text": …}`. The answer says what the parser objects to, or null, and holds
the page with every template tag blanked out as that parser's own lexer tells tags from text.
"""

import json
import sys

import django.template.base
import jinja2
from django.conf import settings
from django.template import Engine

settings.configure(USE_I18N=True)
django.setup()

JINJA = jinja2.Environment(
    extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n"], keep_trailing_newline=True
)
DJANGO = Engine(
    builtins=["django.templatetags.i18n", "django.templatetags.static", "django.templatetags.tz"],
    libraries={
        name: f"django.templatetags.{name}" for name in ("cache", "i18n", "l10n", "static", "tz")
    },
)


def read_jinja(text):
    JINJA.parse(text)
    parts, inside = [], None
    for _, kind, value in JINJA.lex(text):
        if kind in ("block_begin", "variable_begin", "comment_begin", "raw_begin", "raw_end"):
            inside = kind
        if inside is None:
            parts.append(value)
        else:
            parts.append("x" * len(value) if inside == "variable_begin" else " " * len(value))
        if kind in ("block_end", "variable_end", "comment_end", "raw_begin", "raw_end"):
            inside = None
    return "".join(parts)


def read_django(text):
    DJANGO.from_string(text)
    token_type = django.template.base.TokenType
    parts = []
    for token in django.template.base.DebugLexer(text).tokenize():
        length = token.position[1] - token.position[0]
        if token.token_type == token_type.TEXT:
            parts.append(token.contents)
        else:
            parts.append(("x" if token.token_type == token_type.VAR else " ") * length)
    return "".join(parts)


for line in sys.stdin:
    asked = json.loads(line)
    try:
        page = (read_jinja if asked["language"] == "jinja" else read_django)(asked["text"])
        answer = {"fault": None, "page": page}
    except Exception as error:  # whatever a parser raises is its objection
        answer = {"fault": f"{type(error).__name__}: {error}", "page": None}
    print(json.dumps(answer), flush=True)

"""Reads a test module from standard input and writes what its tests expect as JSON: texts before and after.

A test whose texts are not literals (diffs of a command, checks of helpers) is written with `pairs: []`, so that it is
counted as well. Nothing of the module is run.
"""

import ast
import json
import sys
import textwrap

# What is called on a text and gives the text afterwards.
FILTERS = {"fix_code", "filter_code", "filter_unused_variable", "filter_from_import"}


def value_of(node, names):
    """Value of an expression of literals; raises ValueError for any other."""
    if isinstance(node, ast.Name):
        if node.id in names:
            return names[node.id]
        raise ValueError(node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return value_of(node.left, names) + value_of(node.right, names)
    if isinstance(node, (ast.List, ast.Tuple)):
        return [value_of(element, names) for element in node.elts]
    return ast.literal_eval(node)


def called(node):
    """The last name of what a call calls."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)


def calls_in(node, wanted):
    return [one for one in ast.walk(node) if isinstance(one, ast.Call) and called(one) in wanted]


def text_of(value):
    return "".join(value) if isinstance(value, list) else value


def pairs_of_call(call, names):
    """Pairs that one call of an assertion stands for."""
    name = called(call)
    if name == "assertCodemod":
        before, after = (value_of(one, names) for one in call.args[:2])
        return [{"before": dedented(before), "after": dedented(after)}]
    if name == "assert_fix":
        before, after = (text_of(value_of(one, names)) for one in call.args[:2])
        return [{"before": before, "after": after}]
    if name == "assertEqual" and len(call.args) == 2:
        for expected, actual in (call.args, call.args[::-1]):
            found = calls_in(actual, FILTERS)
            if len(found) == 1 and found[0].args and not calls_in(expected, FILTERS):
                before = text_of(value_of(found[0].args[0], names))
                pair = {"before": before, "after": text_of(value_of(expected, names))}
                if called(found[0]) == "filter_unused_variable":
                    pair["fragment"] = True
                return [pair]
        if isinstance(call.args[0], ast.Name) and call.args[0].id == "imports" and "imports code" in names:
            unused = call.args[1]
            listed = [] if isinstance(unused, ast.Call) else [value_of(one, names) for one in unused.elts]
            return [{"before": names["imports code"], "unused": sorted(listed)}]
    return []


def dedented(text):
    """A fixture's text without the indentation of the test around it, ended by a newline."""
    lines = text[1:] if text.startswith("\n") else text
    return textwrap.dedent(lines).rstrip() + "\n"


def pairs_of_test(test):
    pairs, names = [], {}
    for decorator in test.decorator_list:
        for provided in calls_in(decorator, {"data_provider"}):
            try:
                rows = value_of(provided.args[0], names)
            except ValueError:
                continue
            for row in rows:
                if len(row) >= 2 and all(isinstance(one, str) for one in row[:2]):
                    pairs.append({"before": dedented(row[0]), "after": dedented(row[1])})
    for statement in ast.walk(test):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            names.pop(name, None)
            gathered = calls_in(statement.value, {"gather_imports"})
            try:
                if gathered:
                    names["imports code"] = dedented(value_of(gathered[0].args[0], names))
                else:
                    names[name] = value_of(statement.value, names)
            except ValueError:
                pass
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            try:
                pairs.extend(pairs_of_call(statement.value, names))
            except (ValueError, TypeError):
                pass
    if not pairs and isinstance(names.get("before"), str) and isinstance(names.get("after"), str):
        pairs.append({"before": dedented(names["before"]), "after": dedented(names["after"])})
    return [pair for pair in pairs if isinstance(pair["before"], str)]


def main():
    module = ast.parse(sys.stdin.read())
    tests = [
        one
        for one in ast.walk(module)
        if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and one.name.startswith("test")
    ]
    tests.sort(key=lambda one: one.lineno)
    json.dump([{"test": one.name, "pairs": pairs_of_test(one)} for one in tests], sys.stdout)


main()

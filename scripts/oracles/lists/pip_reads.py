"""What pip makes of requirements files: JSON on standard input holds their texts, JSON on standard output their lines.

Each line is its number, its text, its kind and what the kind tells; a requirement ends with what `packaging` reads in it.
"""

import json
import logging
import re
import sys

from pip._internal.models.link import Link
from pip._internal.req import constructors, req_file

try:
    from packaging.requirements import InvalidRequirement, Requirement
except ImportError:
    from pip._vendor.packaging.requirements import InvalidRequirement, Requirement

logging.disable(logging.CRITICAL)
parse = req_file.get_line_parser(None)


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def tree(markers):
    """A marker as nested lists: what `or` joins, each of what `and` joins, each a comparison or a tree."""
    groups = [[]]
    for one in markers:
        if one == "or":
            groups.append([])
        elif isinstance(one, list):
            groups[-1].append(tree(one))
        elif one != "and":
            groups[-1].append([one[0].serialize(), one[1].serialize(), one[2].serialize()])
    joined = [group[0] if len(group) == 1 else ["and", *group] for group in groups]
    return joined[0] if len(joined) == 1 else ["or", *joined]


def specification(text):
    """What is asked for by name; None for addresses, paths, archives and what packaging refuses."""
    words = text.split(";")[0].strip()
    if "@" not in words and constructors.is_archive_file(words):
        return None
    try:
        # A variable that is not set stands for some version.
        one = Requirement(re.sub(r"\$\{[A-Z0-9_]+\}", "0", text))
    except InvalidRequirement:
        return None
    return {
        "name": canonical(one.name),
        "extras": sorted({canonical(extra) for extra in one.extras}),
        "specifier": sorted(str(part) for part in one.specifier),
        "url": one.url,
        "marker": tree(one.marker._markers) if one.marker else None,
    }


def named(text):
    """The name that pip finds in an address."""
    try:
        # Behind the name may stand extras, and once a version.
        match = re.match(r"[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?", Link(text).egg_fragment or "", re.ASCII)
        return canonical(match[0]) if match else None
    except Exception:
        return None


def read(text):
    lines = []
    for number, line in req_file.preprocess(text.removeprefix("\ufeff")):
        try:
            args, options = parse(line)
        except req_file.OptionParsingError:
            lines.append([number, line, "other"])
            continue
        one = req_file.ParsedLine("requirements.txt", number, args, options, False)
        if one.is_requirement:
            requirement = one.requirement.strip()
            hashes = (options.hashes if args else {}) or {}
            told = specification(requirement)
            name = told["name"] if told else named(requirement) if "://" in requirement else None
            lines.append([number, line, "requirement", requirement, one.is_editable, hashes, told, name])
        else:
            lines.append(
                [
                    *[number, line, "options", options.requirements or [], options.constraints or []],
                    *[options.index_url, options.extra_index_urls or [], options.find_links or []],
                    *[bool(options.no_index), bool(options.pre)],
                ]
            )
    return lines


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)

"""What Python's packaging and importlib make of an environment.

Reads from standard input the roots as texts and what `pip inspect` printed; prints the names that the roots reach, and
the bytes of each distribution on disk.
"""

import json
import os
import sys
from importlib.metadata import distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def main():
    asked = json.load(sys.stdin)
    inspected = asked["inspected"]
    metadata = {canonicalize_name(one["metadata"]["name"]): one["metadata"] for one in inspected["installed"]}
    print(json.dumps({
        "reached": sorted(walk(asked["roots"], metadata, inspected["environment"])),
        "bytes": {canonicalize_name(one.metadata["Name"]): size(one) for one in distributions(path=asked["sites"])},
    }))


def walk(roots, metadata, environment):
    done = set()
    pending = [Requirement(text) for text in roots]
    while pending:
        requirement = pending.pop()
        name = canonicalize_name(requirement.name)
        if name not in metadata:
            continue
        for extra in ["", *map(canonicalize_name, requirement.extras)]:
            if (name, extra) in done:
                continue
            done.add((name, extra))
            for text in metadata[name].get("requires_dist", []):
                need = Requirement(text)
                if need.marker is None or need.marker.evaluate({**environment, "extra": extra}):
                    pending.append(need)
    return {name for name, _ in done}


def size(distribution):
    """Bytes of the recorded files and of what was compiled of them; a file that several record counts for each."""
    recorded = {os.path.normpath(path.locate()) for path in distribution.files or []}
    for folder in {os.path.dirname(path) for path in recorded if path.endswith(".py")}:
        cache = os.path.join(folder, "__pycache__")
        for name in os.listdir(cache) if os.path.isdir(cache) else []:
            if os.path.join(folder, name.split(".")[0] + ".py") in recorded:
                recorded.add(os.path.join(cache, name))
    return sum(os.lstat(path).st_size for path in recorded if os.path.lexists(path))


main()

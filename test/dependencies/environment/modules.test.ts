import { describe, expect, it } from "vitest";
import { modulesOf } from "../../../src/dependencies/environment/modules.js";

describe("modules of recorded files", () => {
  it.each([
    ["a package, its parts not", ["flask/__init__.py", "flask/json/__init__.py", "flask/app.py"], ["flask"]],
    ["a single file", ["six.py", "__pycache__/six.cpython-311.pyc"], ["six"]],
    [
      "compiled modules",
      ["_cffi_backend.cpython-311-x86_64-linux-gnu.so", "_win.pyd", "fast.abi3.so"],
      ["_cffi_backend", "_win", "fast"],
    ],
    ["several", ["yaml/__init__.py", "_yaml/__init__.py"], ["_yaml", "yaml"]],
    [
      "parts of a namespace",
      ["google/protobuf/__init__.py", "google/_upb/_message.abi3.so"],
      ["google._upb._message", "google.protobuf"],
    ],
    [
      "no libraries, data or metadata",
      [
        "numpy.libs/libgfortran.so",
        "a-1.dist-info/top.py",
        "x.data/purelib/y.py",
        "../../../bin/z.py",
        "nvidia/cudnn/lib/libcudnn.so.9",
      ],
      [],
    ],
  ])("%s", (_name, paths, expected) => expect(modulesOf(paths)).toEqual(expected));
});

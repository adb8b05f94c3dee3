import { describe, expect, it } from "vitest";
import { WheelChoice } from "../../../src/dependencies/wheels/choice.js";
import { ALPINE, DEBIAN_12 } from "../../../src/dependencies/wheels/platform.js";

const debian = new WheelChoice(DEBIAN_12);
const alpine = new WheelChoice(ALPINE);
const own = (name: string) => name;

describe("the choice of a wheel", () => {
  it("prefers the interpreter's own wheel to the stable interface, and that to pure Python", () => {
    const wheels = [
      "bcrypt-4.2.0-py3-none-any.whl",
      "bcrypt-4.2.0-cp37-abi3-manylinux_2_28_x86_64.whl",
      "bcrypt-4.2.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
      "bcrypt-4.2.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    ];
    expect(debian.best(wheels, own)).toBe(wheels[2]);
    expect(debian.best(wheels.slice(0, 2), own)).toBe(wheels[1]);
    expect(debian.best(wheels.slice(0, 1), own)).toBe(wheels[0]);
  });

  it("prefers the newer C library that is there, and takes none that is not", () => {
    const wheels = [
      "torch-2.7.1-cp311-cp311-manylinux_2_28_x86_64.whl",
      "torch-2.7.1-cp311-cp311-manylinux_2_39_x86_64.whl",
      "torch-2.7.1-cp311-cp311-manylinux2014_x86_64.whl",
    ];
    expect(debian.best(wheels, own)).toBe(wheels[0]);
    expect(debian.best(wheels.slice(1, 2), own)).toBeUndefined();
  });

  it("prefers the higher build of one tag", () => {
    const wheels = ["tool-1.0-py3-none-any.whl", "tool-1.0-2-py3-none-any.whl", "tool-1.0-10b-py3-none-any.whl"];
    expect(debian.best(wheels, own)).toBe(wheels[2]);
  });

  it("does not take a wheel of glibc on Alpine, nor one for Windows, macOS, another machine or free threads", () => {
    const wheels = [
      "numpy-2.3.1-cp311-cp311-manylinux_2_28_x86_64.whl",
      "numpy-2.3.1-cp311-cp311-win_amd64.whl",
      "numpy-2.3.1-cp311-cp311-macosx_11_0_arm64.whl",
      "numpy-2.3.1-cp311-cp311-musllinux_1_2_aarch64.whl",
      "numpy-2.3.1-cp313-cp313t-musllinux_1_2_x86_64.whl",
    ];
    expect(alpine.best(wheels, own)).toBeUndefined();
    const musl = "numpy-2.3.1-cp311-cp311-musllinux_1_2_x86_64.whl";
    expect(alpine.best([...wheels, musl], own)).toBe(musl);
  });

  it("passes over files that are no wheels", () => {
    expect(debian.best(["numpy-2.3.1.tar.gz", "numpy-2.3.1.whl"], own)).toBeUndefined();
  });
});

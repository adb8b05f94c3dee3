import { fileURLToPath } from "node:url";
import { storeEnvironment } from "../../scripts/object-store.mjs";
import { pythonEnvironment } from "../../scripts/python-environment.mjs";

const requirements = fileURLToPath(new URL("../python-requirements.txt", import.meta.url));

/**
 * Runs once before all tests: names the interpreter that has what python-requirements.txt pins in `UNPICK_TEST_PYTHON`, and
 * that of the store of objects in `UNPICK_TEST_STORE`. Nothing else in the tests uses the network.
 */
export default function setup(): void {
  process.env.UNPICK_TEST_PYTHON ??= pythonEnvironment(requirements);
  process.env.UNPICK_TEST_STORE ??= storeEnvironment();
}

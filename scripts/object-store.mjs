// A store that speaks S3, on loopback, for tests and `npm run bench:offload`: moto's server, in a process of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { pythonEnvironment } from "./python-environment.mjs";

const requirements = fileURLToPath(new URL("../test/storage/requirements.txt", import.meta.url));

/** It ends when its input does, so none is left behind whatever happens to who started it. */
const SERVER = `
import logging, sys
from moto.server import ThreadedMotoServer
logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
server.stop()
`;

/** Makes the environment of the store unless it is there; this alone uses the network. */
export function storeEnvironment() {
  return pythonEnvironment(requirements);
}

/**
 * Starts a store.
 * @param {string} [python] interpreter of its environment
 * @returns {Promise<{ endpoint: string, environment: Record<string, string>, close(): Promise<void> }>} its address, and the
 *   variables with credentials that it accepts
 */
export async function startStore(python = storeEnvironment()) {
  const child = spawn(python, ["-c", SERVER], { stdio: ["pipe", "pipe", "inherit"] });
  const [data] = await once(child.stdout, "data");
  return {
    endpoint: `http://127.0.0.1:${String(data).trim()}`,
    environment: {
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: "us-east-1",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
    async close() {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
}

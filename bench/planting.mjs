// Weaves an invented feature into clean applications, removes it again and compares: `npm run planting -- --runs 200`.
import { parseArgs } from "node:util";
import { openRemoval } from "./planting/removal.mjs";
import { runPlanting } from "./planting/run.mjs";
import { plantWeb } from "./planting/web/plant.mjs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    app: { type: "string" },
    shape: { type: "string", multiple: true },
    web: { type: "boolean", default: false },
    show: { type: "boolean", default: false },
  },
});
const remove = await openRemoval(new URL("../dist/", import.meta.url));
const { table, failed } = await runPlanting({
  remove,
  runs: Number(values.runs),
  seed: Number(values.seed),
  app: values.app,
  only: values.shape,
  report: console.log,
  show: values.show,
  write: values.web ? plantWeb : undefined,
});
console.log(table);
process.exitCode = failed > 0 ? 1 : 0;

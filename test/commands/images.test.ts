import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import type { ScanImage } from "../../src/report/image-document.js";
import type { ScanDocument } from "../../src/report/scan-document.js";
import { schemaFaults } from "../report/schema.js";
import { git, makeFolder, makeRepository, removeFolders, run, writeFiles } from "./support.js";

vi.setConfig({ testTimeout: 60_000 });
afterAll(removeFolders);

async function imagesOf(folder: string): Promise<ScanImage[]> {
  const document = JSON.parse((await run(folder, ["scan", "--json"])).output) as ScanDocument;
  expect(schemaFaults("scan", document)).toEqual([]);
  return document.ledgers.images;
}

const bytes = (number: number) => Buffer.alloc(number, "x");
const DOCKERFILE = `FROM python:3.11-slim AS builder
COPY requirements.txt /
RUN pip install \\
    -r /requirements.txt
FROM python:3.11-slim
COPY --from=builder /opt/venv /opt/venv
COPY --chown=1000 requirements.txt *.cfg ./
ADD https://example.org/model.bin /models/
COPY $CONF /etc/
COPY . .
`;

/** An application with all that should not be in an image. */
function application(files: Record<string, string> = {}): string {
  const folder = makeRepository({
    Dockerfile: DOCKERFILE,
    ".gitignore": "venv/\n.env\n",
    "requirements.txt": bytes(30),
    "setup.cfg": bytes(12),
    "app/main.py": bytes(100),
    "users.db": bytes(5000),
    ...files,
  });
  writeFiles(folder, {
    "venv/pyvenv.cfg": "version = 3.11.2\n",
    "venv/lib/a.py": bytes(9000),
    "venv/lib/node_modules/b.js": bytes(1000),
    ".env": "KEY=1\n",
    "app/__pycache__/main.pyc": bytes(50),
  });
  return folder;
}

test("without a .dockerignore what git leaves out enters the image all the same", async () => {
  const [image] = await imagesOf(application());
  const tracked = DOCKERFILE.length + 11 + 30 + 12 + 100 + 5000;
  expect(image).toMatchObject({ dockerfile: "Dockerfile", context: ".", contextFrom: null, ignoreFile: null });
  expect(image!.clone).toEqual({ files: 6, bytes: tracked });
  const history = image!.unwanted.find(({ path }) => path === ".git/")!;
  expect(history).toMatchObject({ class: "history", inClone: false, line: 10 });
  expect(image!.tree).toEqual({ files: 12, bytes: tracked + 17 + 9000 + 1000 + 6 + 50 + history.bytes });
  expect(image!.unwanted.filter((one) => one !== history)).toEqual([
    { path: "venv/", class: "environment", files: 3, bytes: 10017, inClone: false, line: 10 },
    { path: "users.db", class: "database", files: 1, bytes: 5000, inClone: true, line: 10 },
    { path: "**/__pycache__/", class: "bytecode", files: 1, bytes: 50, inClone: false, line: 10 },
    { path: ".env", class: "secrets", files: 1, bytes: 6, inClone: false, line: 10 },
  ]);
});

test("layers are measured where the context has them, and are not known where only a build can tell", async () => {
  const [image] = await imagesOf(application());
  expect(image!.layers.map(({ line, inImage, fromClone, unknown }) => [line, inImage, fromClone, unknown])).toEqual([
    [1, false, null, "base image: not known before it is pulled"],
    [2, false, 30, ""],
    [3, false, null, "not known before a build"],
    [5, true, null, "base image: not known before it is pulled"],
    [6, true, null, "from builder: not known before a build"],
    [7, true, 42, ""],
    [8, true, null, "from the network: not known before a build"],
    [9, true, null, "names a variable: not known before a build"],
    [10, true, image!.clone.bytes, ""],
  ]);
});

test("a .dockerignore counts as Docker reads it: venv at the top, not *.db below it", async () => {
  const folder = application({
    ".dockerignore": ".git\n/venv/\n.env\n*.db\n**/__pycache__\n",
    "data/old.db": "x".repeat(70),
  });
  const [image] = await imagesOf(folder);
  expect(image!.ignoreFile).toBe(".dockerignore");
  expect(image!.unwanted.map(({ path }) => path)).toEqual(["data/old.db"]);
  expect(image!.tree).toEqual(image!.clone);
});

test("a compose file names the context, and a Dockerfile's own ignore file comes before the common one", async () => {
  const folder = makeRepository({
    "deploy/compose.yaml":
      "services:\n  web:\n    build:\n      context: ../web\n      dockerfile: docker/app.Dockerfile\n",
    "web/docker/app.Dockerfile": "FROM scratch\nCOPY src /src\n",
    "web/docker/app.Dockerfile.dockerignore": "src/b.txt\n",
    "web/.dockerignore": "*\n",
    "web/src/a.txt": bytes(5),
    "web/src/b.txt": bytes(7),
    "src/a.txt": bytes(1000),
    "tools/Dockerfile": "FROM scratch\nCOPY src/a.txt /\n",
  });
  const images = await imagesOf(folder);
  expect(images.map(({ dockerfile, context, contextFrom }) => [dockerfile, context, contextFrom])).toEqual([
    ["tools/Dockerfile", ".", null],
    ["web/docker/app.Dockerfile", "web", "deploy/compose.yaml"],
  ]);
  expect(images.map(({ layers }) => layers.map(({ fromClone }) => fromClone))).toEqual([[1000], [5]]);
});

test("the report says why an ignored environment is in it, in a bare repository there is only the clone", async () => {
  const folder = application();
  const { output } = await run(folder, ["scan"]);
  expect(output).toContain("Image of Dockerfile  on paper, nothing was built");
  expect(output).toContain("no clone and no deploy from git has them");
  expect(output).toContain("a .dockerignore, which is missing");
  const bare = join(makeFolder(), "bare.git");
  git(folder, "clone", "--quiet", "--bare", folder, bare);
  const [image] = await imagesOf(bare);
  expect(image!.tree).toBeNull();
  expect(image!.unwanted.map(({ path }) => path)).toEqual(["users.db"]);
});

import { describe, expect, it } from "vitest";
import { edgesOf } from "../../scripts/oracles/deps/tree.mjs";

describe("uv's tree", () => {
  it("says what needs what, however deep, each once", () => {
    const text = `Using Python 3.11.7 environment at: venv
celery v5.4.0
├── click v8.2.0
└── kombu[redis] v5.4.2
    ├── amqp v5.3.1
    │   └── vine v5.1.0
    └── vine v5.1.0
flask v3.1.0
└── click v8.2.0
uvloop v0.21.0
`;
    expect(edgesOf(text)).toEqual([
      "amqp -> vine",
      "celery -> click",
      "celery -> kombu",
      "flask -> click",
      "kombu -> amqp",
      "kombu -> vine",
    ]);
  });

  it("has none where nothing is installed", () => expect(edgesOf("")).toEqual([]));
});

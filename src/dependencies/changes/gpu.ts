import type { Declared } from "../lists/model.js";

/** A place that asks for a graphics processor. */
export interface GpuDemand {
  path: string;
  /** One-based. */
  line: number;
  /** What stands there, shortened. */
  text: string;
}

/** `"cuda"` or `"cuda:0"` where it is the whole value: not one side of a choice such as `"cuda" if … else "cpu"`. */
const DEVICE = String.raw`\\?["']cuda(?::\d+)?\\?["']\s*(?=[),\]}]|$|\\n)`;
const IN_CODE = new RegExp(
  String.raw`\.cuda\(|\bdevice(?:_map)?\s*=\s*${DEVICE}|\b(?:device|to|set_default_device)\(\s*${DEVICE}|["']device["']\s*:\s*${DEVICE}|^\s*(?:import|from)\s+triton\b`,
  "m",
);
/** The line asks first, and copes without. */
const ASKS_FIRST = /is_available\(/;
/** Images and container settings: NVIDIA's base images and runtime, `gpus:` and reserved devices, `nvidia.com/gpu`. */
const IN_SETTINGS =
  /^\s*FROM\s+(?:--\S+\s+)*\S*nvidia\/|^\s*image:\s*["']?\S*nvidia\/|runtime:\s*["']?nvidia|^\s*gpus:|driver:\s*["']?nvidia|capabilities:.*\bgpu\b|nvidia\.com\/gpu|--gpus\b|--runtime[= ]nvidia/im;

/** Distributions that are of no use without a graphics processor of NVIDIA, or bring builds for one. */
const FOR_GPU =
  /^(?:xformers|vllm|flash-attn|bitsandbytes|deepspeed|tensorrt.*|auto-gptq|autoawq|onnxruntime-gpu|faiss-gpu.*|cupy.*|cudf.*|cuml.*|nvidia-dali.*|apex|torch-tensorrt|cuda-python|pycuda)$/;

/**
 * Places of a program that ask for a graphics processor, one for each file.
 *
 * @param texts code, Dockerfiles and settings by path
 */
export function gpuDemands(texts: ReadonlyMap<string, string>): GpuDemand[] {
  const found: GpuDemand[] = [];
  for (const [path, text] of texts) {
    const pattern = /\.(?:py|ipynb)$/.test(path) ? IN_CODE : IN_SETTINGS;
    if (!pattern.test(text)) continue;
    const lines = text.split(/\r\n|\n|\r/);
    const index = lines.findIndex((line) => !/^\s*#/.test(line) && !ASKS_FIRST.test(line) && pattern.test(line));
    if (index >= 0) found.push({ path, line: index + 1, text: lines[index]!.trim().slice(0, 80) });
  }
  return found;
}

/** A requirement that asks for a graphics processor by itself. */
export function gpuRequirement(requirements: readonly Declared[]): Declared | undefined {
  return requirements.find(
    ({ name, specification: { extras } }) =>
      FOR_GPU.test(name) || extras.some((extra) => /^(?:and-)?cuda\d*(?:-pip|-local)?$/.test(extra)),
  );
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** SHA-256 of a file, in hexadecimal digits. */
export async function fileChecksum(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** SHA-256 of what a stream gives, in hexadecimal digits. */
export async function streamChecksum(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest("hex");
}

/**
 * The checksum that S3 keeps of an object that came in parts: that of the parts' checksums, with their number
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html, "composite checksums").
 *
 * @param partBytes of each part but the last
 */
export async function compositeChecksum(file: string, partBytes: number): Promise<string> {
  const handle = await open(file);
  const whole = createHash("sha256");
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  let parts = 0;
  try {
    for (let at = 0; ; ) {
      const part = createHash("sha256");
      let left = partBytes;
      while (left > 0) {
        const { bytesRead } = await handle.read(buffer, 0, Math.min(left, buffer.length), at);
        if (bytesRead === 0) break;
        part.update(buffer.subarray(0, bytesRead));
        at += bytesRead;
        left -= bytesRead;
      }
      if (left === partBytes) break;
      whole.update(part.digest());
      parts++;
      if (left > 0) break;
    }
  } finally {
    await handle.close();
  }
  return `${whole.digest("base64")}-${parts}`;
}

/** Puts a line into a file of lines, at a random line that is no comment and does not follow one. */
function addLine(canvas, path, line, isLike) {
  const text = canvas.text(path);
  if (text === undefined) return false;
  const lines = text.split("\n");
  const at = lines.flatMap((one, index) => (isLike.test(one) && !lines[index - 1]?.startsWith("#") ? [index] : []));
  if (at.length === 0) return false;
  lines.splice(canvas.random.pick(at), 0, ...(canvas.random.chance(0.2) ? [`# ${canvas.vendor.title}`, line] : [line]));
  canvas.files.set(path, lines.join("\n"));
  return true;
}

export const words = {
  requirement: (canvas) =>
    addLine(
      canvas,
      "requirements.txt",
      `${canvas.vendor.kebab}${canvas.random.pick(["==1.4.2", ">=2,<3", "", "[async]==3.0"])}`,
      /^[\w-]+/,
    ),
  "variable of an example file": (canvas) => {
    const path = [".env.example", ".env"].find((one) => canvas.files.has(one));
    return (
      path !== undefined &&
      addLine(
        canvas,
        path,
        `${canvas.vendor.upper}_${canvas.noun().toUpperCase()}=${canvas.random.pick(["", "1", "http://localhost:9000"])}`,
        /^\w+=/,
      )
    );
  },
};

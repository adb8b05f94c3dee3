import { bring, plantImport } from "../bring.mjs";
import { topLevel } from "./definitions.mjs";

/** Adds a line behind or before one like it. */
function beside(canvas, paths, pattern, write, suits = () => true) {
  for (const found of canvas.matches(
    paths,
    pattern,
    (line, match, lines) => suits(line, match) && !lines[lines.indexOf(line) - 1]?.comment,
  )) {
    const written = write(found);
    const line =
      written &&
      canvas.lines(found.path).find((one) => one.text === found.line.text && one.indent === found.line.indent);
    if (!line) continue;
    canvas.insert(found.path, canvas.random.chance(0.5) ? line.end : line.start, `${line.indent}${written}\n`);
    return true;
  }
  return false;
}

export const frameworks = {
  route: (canvas) => {
    const { vendor, random } = canvas;
    const found = canvas.match(canvas.sources(), /^@(router|app|\w+_bp)\.(get|post|route)\(/, (line) => !line.parent);
    const place = found && topLevel(canvas, [found.path]);
    if (!place) return false;
    const flask = found.match[2] === "route";
    const name = random.pick([`${vendor.snake}_${canvas.noun()}`, vendor.snake]);
    return canvas.state(
      place,
      [
        `@${found.match[1]}.${flask ? "route" : random.pick(["get", "post"])}("/${vendor.kebab}/${canvas.noun()}")`,
        `def ${name}():`,
        `    return {"${canvas.noun()}": "${vendor.title}"}`,
      ],
      { blanks: 2, dress: false },
    );
  },

  "router and its registration": (canvas) => {
    const { vendor } = canvas;
    const flask = canvas.match(canvas.sources(), /^app\.register_blueprint\((\w+)\)$/);
    const fast = canvas.match(canvas.sources(), /^app\.include_router\((\w+)\)$/);
    const found = flask ?? fast;
    if (!found) return false;
    const stem = `${vendor.snake}_routes`;
    const local = flask ? `${vendor.snake}_bp` : "more_router";
    const source = flask
      ? `from flask import Blueprint, jsonify\n\n${local} = Blueprint("${vendor.snake}", __name__)\n\n\n@${local}.route("/${vendor.kebab}")\ndef overview():\n    return jsonify({"ok": True})\n`
      : `from fastapi import APIRouter\n\n${local} = APIRouter(prefix="/${vendor.kebab}")\n\n\n@${local}.get("/state")\ndef state():\n    return {"ok": True}\n`;
    const folder = flask ? "blueprints" : "notes/routers";
    if (canvas.files.has(`${folder}/${stem}.py`)) return false;
    if (!plantImport(canvas, found.path, `from ${folder.replaceAll("/", ".")}.${stem} import ${local}`, false))
      return false;
    canvas.create(`${folder}/${stem}.py`, source);
    return beside(
      canvas,
      [found.path],
      /^app\.(register_blueprint|include_router)\(\w+\)$/,
      ({ match }) =>
        `app.${match[1]}(${local}${canvas.random.pick(["", `, prefix="/${vendor.kebab}"`]).replace("prefix", flask ? "url_prefix" : "prefix")})`,
    );
  },

  "dependency of a route": (canvas) => {
    const { vendor } = canvas;
    const found = canvas.match(canvas.sources(), /^(async )?def \w+\(\n( +)[\s\S]*Depends\([\s\S]*,\n\)/);
    if (!found) return false;
    const name = bring(canvas, found.path, "function");
    const line = name && canvas.lines(found.path).find((one) => one.text === found.line.text);
    if (!line) return false;
    const indent = found.match[2];
    const parameter = canvas.random.pick([vendor.snake, `${canvas.noun()}_client`]);
    canvas.insert(
      found.path,
      line.start + line.text.lastIndexOf("\n)") + 1,
      `${indent}${parameter}: str = Depends(${name}),\n`,
    );
    if (canvas.random.chance(0.5)) {
      const place = canvas.place([found.path], (one) => one.head?.text.startsWith(found.line.text.split("\n")[0]));
      if (place) canvas.state(place, [`print(${parameter})`]);
    }
    return true;
  },

  "address of a view": (canvas) => {
    const { vendor } = canvas;
    const noun = canvas.noun();
    const own = canvas.match(canvas.sources(/urls\.py$/), /^urlpatterns = \[/);
    const views = own && `${own.path.slice(0, own.path.lastIndexOf("/"))}/views.py`;
    if (!own || !canvas.files.has(views)) return false;
    const isModule = /import views$/m.test(canvas.text(own.path));
    if (!isModule) return false;
    const place = topLevel(canvas, [views]);
    if (!place) return false;
    canvas.state(
      place,
      [`def ${vendor.snake}_${noun}(request):`, `    return render(request, "${vendor.snake}.html")`],
      { blanks: 2 },
    );
    canvas.create(
      `templates/${vendor.snake}.html`,
      `{% extends "base.html" %}\n{% block content %}<p>${vendor.title}</p>{% endblock %}\n`,
    );
    const lines = canvas.text(own.path).split("\n");
    const rows = lines.flatMap((line, index) => (/^ {4}path\(/.test(line) ? [index] : []));
    lines.splice(
      canvas.random.pick(rows),
      0,
      `    path("${vendor.kebab}/${noun}/", views.${vendor.snake}_${noun}, name="${vendor.snake}-${noun}"),`,
    );
    canvas.files.set(own.path, lines.join("\n"));
    return true;
  },

  "option of the command line": (canvas) => {
    const { vendor, random } = canvas;
    return beside(
      canvas,
      canvas.sources(),
      /^(\w+)\.add_argument\("--[\w-]+".*\)$/,
      ({ match }) =>
        `${match[1]}.add_argument("--${vendor.kebab}${random.pick(["", "-url"])}", ${random.pick(['action="store_true"', "default=None", 'help="where it listens"'])})`,
    );
  },

  task: (canvas) => {
    const { vendor } = canvas;
    const found = canvas.match(canvas.sources(), /^@shared_task\b/);
    const place = found && topLevel(canvas, [found.path]);
    if (!place) return false;
    return canvas.state(
      place,
      [
        "@shared_task",
        `def ${vendor.snake}_${canvas.noun()}():`,
        `    """Sends what is new to ${vendor.title}."""`,
        "    return 0",
      ],
      { blanks: 2, dress: false },
    );
  },

  "receiver of a signal": (canvas) => {
    const { vendor } = canvas;
    const found = canvas.match(canvas.sources(), /^@receiver\((\w+), sender=(\w+)\)$/);
    const place = found && topLevel(canvas, [found.path]);
    if (!place) return false;
    return canvas.state(
      place,
      [
        found.line.text,
        `def ${vendor.snake}_${canvas.noun()}(sender, instance, **kwargs):`,
        `    logger.info("%s changed", instance)`,
      ],
      { blanks: 2, dress: false },
    );
  },

  "handler of errors": (canvas) => {
    const { vendor } = canvas;
    const path = canvas.sources().find((one) => /^@app\.exception_handler/m.test(canvas.text(one)));
    const name = path && bring(canvas, path, "error");
    const place = name && topLevel(canvas, [path]);
    if (!place) return false;
    return canvas.state(
      place,
      [
        `@app.exception_handler(${name})`,
        `async def on_${vendor.snake}(request: Request, error: ${name}) -> JSONResponse:`,
        '    return JSONResponse({"detail": str(error)}, status_code=502)',
      ],
      { blanks: 2, dress: false },
    );
  },
};

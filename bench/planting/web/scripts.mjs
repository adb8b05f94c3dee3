const capital = (word) => word[0].toUpperCase() + word.slice(1);
const lower = (word) => word[0].toLowerCase() + word.slice(1);

/** Scripts of the pages: browser globals, and modules behind one of them. */
export function scripts(weaver, { names, thing }) {
  const { vendor, random } = weaver;
  const { snake, pascal, title } = vendor;
  const known = (shape, write, separator = "") =>
    weaver.among(
      names.map((name) => write(name, capital(name))),
      weaver.if(shape, write(snake, title)),
      separator,
    );
  const files = {};
  const renderers = [
    `function showState(target, data) {
  target.textContent = data.state;
}
`,
    `function showError(target, error) {
  target.textContent = error.message;
}
`,
  ];
  const renderer = `function drawQueue(target, list) {
  for (const entry of list) {
    const row = document.createElement('p');
    row.textContent = entry.title;
    target.append(row);
  }
}
`;
  const fetches = names.map(
    (name) => `function load${capital(name)}() {
  const target = document.getElementById('${name}-result');
  fetch('/${name}/status')
    .then((answer) => answer.json())
    .then((data) => showState(target, data))
    .catch((error) => showError(target, error));
}
`,
  );
  const fetchOwn = `function load${pascal}() {
  const target = document.getElementById('${snake}-result');
  fetch('/${snake}/${thing}s')
    .then((answer) => answer.json())
    .then((list) => drawQueue(target, list))
    .catch((error) => showError(target, error));
}
`;
  const blocks = (items, shape, extra) => weaver.among(items, weaver.if(shape, weaver.noted("//", extra)), "\n");
  const comma = random.chance(0.5);
  const labels = `const labels = {\n${known("object entry", (name, label) => `  ${name}: '${label}'`, ",\n")}${comma ? "," : ""}\n};\n`;
  const operands = weaver.among(
    names.map((name) => `kind === '${name}'`),
    weaver.if("operand", `kind === '${snake}'`),
    " || ",
  );
  const [one, two] = names;
  const ternary = `kind === '${one}'\n    ? 'red'\n    : ${weaver.put("ternary arm", `kind === '${snake}'\n    ? 'teal'\n    : `)}kind === '${two}'\n    ? 'green'\n    : 'grey'`;
  const lookups = weaver.among(
    names.map((name) => `  document.getElementById('${name}-pane').hidden = true;\n`),
    weaver.if("lookup", `  document.getElementById('${snake}-pane').hidden = true;\n`),
  );
  const listener = `document.getElementById('${snake}-key').addEventListener('input', (event) => {
  event.target.value = event.target.value.trim();
});
`;
  const members = weaver.among(
    names.map((name) => `'${name}'`),
    weaver.if("member of a set", `'${snake}'`),
    ", ",
  );
  files["static/js/dashboard.js"] = `${labels}
const quick = new Set([${members}]);

${blocks(renderers, "fetch and renderer", renderer)}
${blocks(fetches, "fetch and renderer", fetchOwn)}
function limitOf(kind) {
  switch (kind) {
${known("switch case", (name) => `    case '${name}':\n      return ${name.length};\n`)}    default:
      return 0;
  }
}

function colourOf(kind) {
  return ${ternary};
}

function needsKey(kind) {
  return ${operands};
}

function hideAll() {
${lookups}}

function describe(kind) {
  if (!quick.has(kind) || !needsKey(kind)) return '';
  return labels[kind] + colourOf(kind) + limitOf(kind);
}

document.addEventListener('DOMContentLoaded', () => {
  hideAll();
  document.title = describe('${one}');
${weaver.among(
  names.map((name) => `  load${capital(name)}();\n`),
  weaver.if("fetch and renderer", `  load${pascal}();\n`),
)}});
`;
  const handlers = [
    `function clearAll() {
  for (const pane of document.querySelectorAll('.pane')) pane.textContent = '';
}
`,
  ];
  const handler = `function refreshQueue(scope) {
  document.title = scope;
}
`;
  if (weaver.has("button of all cards"))
    handlers.push("function showDetails(button) {\n  button.parentElement.classList.toggle('open');\n}\n");
  const hide = "function hideQueue(scope) {\n  document.body.dataset.hidden = scope;\n}\n";
  const shown = weaver.put("button of a card", `\n${hide}`);
  files["static/js/handlers.js"] =
    `${blocks(handlers, "handler function", handler)}${shown}${weaver.put("listener", `\n${listener}`)}`;
  const part = (name, label) =>
    `export function open${label}(page) {\n  page.dataset.${lower(label)} = '${name}';\n}\n`;
  for (const name of names) files[`static/js/parts/${name}.js`] = part(name, capital(name));
  if (weaver.has("imported module")) files[`static/js/parts/${snake}.js`] = { woven: part(snake, pascal) };
  const opened = (write) =>
    weaver.among(
      names.map((name) => write(name, capital(name))),
      weaver.if("imported module", write(snake, pascal)),
    );
  files["static/js/panel.js"] = `${opened((name, label) => `import { open${label} } from './parts/${name}.js';\n`)}
export function openAll(page) {
${opened((_, label) => `  open${label}(page);\n`)}}

openAll(document.body);
`;
  if (weaver.has("module"))
    files[`static/js/${snake}.js`] = {
      woven: `// ${title}\nconst ${lower(pascal)}Pause = 40;\n\nfunction start${pascal}() {\n  setTimeout(start${pascal}, ${lower(pascal)}Pause);\n}\n\nstart${pascal}();\n`,
    };
  else if (weaver.has("script tag"))
    files[`static/js/${snake}.js`] = { woven: `document.body.dataset.${lower(pascal)} = 'on';\n` };
  return files;
}

/** Style sheet of the pages. */
export function styles(weaver, { names }) {
  const { vendor } = weaver;
  const { snake } = vendor;
  const of = (shape, items, extra, separator = "\n") =>
    weaver.among(items, weaver.if(shape, weaver.noted("/*", extra, " */")), separator);
  const variables = weaver.among(
    names.map((name, index) => `  --${name}-colour: #${index}a${index}b${index}c;\n`),
    weaver.if("custom property", `  --${snake}-colour: #4a7;\n`),
  );
  const animation = weaver.has("animation") ? "  animation: glow 2s infinite;\n" : "";
  const colour = weaver.has("custom property") ? `var(--${snake}-colour)` : "#4a7";
  const rules = names.map((name) => `#${name}-pane {\n  color: var(--${name}-colour);\n}\n`);
  const group = weaver.among(
    names.map((name) => `.${name}-card`),
    weaver.if("selector in a group", `.${snake}-card`),
    ",\n",
  );
  return {
    "static/css/main.css": `:root {
${variables}}

.tab,
.pane {
  padding: 4px;
}

${of("rule", rules, `#${snake}-pane {\n  color: ${colour};\n${animation}}\n`)}
${group} {
  margin: 8px;
}

${weaver.among(
  [
    ".card {\n  border: 1px solid;\n  animation: fade 1s;\n}\n",
    "@keyframes fade {\n  from {\n    opacity: 0;\n  }\n}\n",
  ],
  weaver.if("animation", "@keyframes glow {\n  to {\n    opacity: 0.5;\n  }\n}\n"),
  "\n",
)}
@media (max-width: 600px) {
${weaver.among(
  names.map((name) => `  .${name}-card {\n    margin: 2px;\n  }\n`),
  weaver.if("rule in a media query", `  .${snake}-card {\n    margin: 0;\n  }\n`),
  "\n",
)}}
`,
  };
}

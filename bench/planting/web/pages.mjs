const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Pages, their parts, scripts that they load. */
export function pages(weaver, { framework, names, thing }) {
  const { vendor, random } = weaver;
  const { snake, title } = vendor;
  const django = framework === "django";
  const load = django ? "{% load static %}\n" : "";
  const file = (path) =>
    django
      ? `{% static '${path}' %}`
      : framework === "flask"
        ? `{{ url_for('static', filename='${path}') }}`
        : `{{ url_for('static', path='${path}') }}`;
  const all = (shape, write, separator = "") =>
    weaver.among(
      names.map((name) => write(name, capital(name))),
      weaver.if(shape, weaver.noted("<!--", write(snake, title), " -->")),
      separator,
    );
  const files = {};
  const scripts = ["dashboard.js", "handlers.js"];
  const loaded = weaver.among(
    scripts.map((one) => `  <script src="${file(`js/${one}`)}"></script>\n`),
    weaver.if("script tag", `  <script src="${file(`js/${snake}.js`)}"></script>\n`),
  );
  files["templates/base.html"] = `${load}<!doctype html>
<html lang="en">
<head>
  <title>{% block title %}Desk{% endblock %}</title>
  <link rel="stylesheet" href="${file("css/main.css")}">
</head>
<body>
  <nav>
    <ul class="menu">
      <li><a href="/">Home</a></li>
${all("menu item", (name, label) => `      <li><a href="#${name}-section">${label}</a></li>\n`)}    </ul>
  </nav>
  {% block content %}{% endblock %}
${loaded}  <script type="module" src="${file("js/panel.js")}"></script>
</body>
</html>
`;
  const active = (name) => (name === names[0] ? " active" : "");
  const macro = django
    ? (name, label) => `{% include "parts/field.html" with name="${name}_token" label="${label} token" %}`
    : (name, label) => `{{ field("${name}_token", "${label} token") }}`;
  const partial = weaver.put("own partial", `  {% include "parts/${snake}_notice.html" %}\n`);
  if (weaver.has("own partial"))
    files[`templates/parts/${snake}_notice.html`] = {
      woven: `<aside class="notice">\n  <p>New here: ${title}.</p>\n</aside>\n`,
    };
  const cardButton = (act, label) => `\n      <button type="button" onclick="${act}">${label}</button>`;
  // Without a class of its own a card is known by its title and by buttons that all cards have.
  const plain =
    weaver.has("button of all cards") &&
    !["button of a card", "selector in a group", "rule in a media query"].some((one) => weaver.has(one)) &&
    random.chance(0.5);
  const cards = (name, label) => {
    const own = name === snake;
    const waiting = own && weaver.has("context variable") ? "\n      <p>{{ waiting|length }} waiting</p>" : "";
    const act = weaver.has("button of all cards") ? cardButton("showDetails(this)", "Details") : "";
    const alone = own && weaver.has("button of a card") ? cardButton("hideQueue('all')", "Hide") : "";
    return `    <div class="card${plain ? "" : ` ${name}-card`}">
      <h3>${label}</h3>
      <p>Sends each ${thing} at once.</p>${waiting}${act}${alone}
    </div>
`;
  };
  const button = weaver.has("handler function")
    ? `    <button type="button" onclick="refreshQueue('all')">Refresh</button>\n`
    : "";
  files["templates/dashboard.html"] = `{% extends "base.html" %}
${django ? "" : `{% from "parts/macros.html" import field %}\n`}{% block content %}
<main>
  <h1>{{ recent }}</h1>
${partial}  <div class="tabs">
${all("tab and pane", (name, label) => `    <button class="tab${active(name)}" data-target="${name}-pane">${label}</button>\n`)}  </div>
${all("tab and pane", (name, label) => `  <div class="pane${active(name)}" id="${name}-pane">\n    <h2>${label}</h2>\n    <div id="${name}-result"></div>\n${name === snake ? button : ""}  </div>\n`)}
  <section class="cards">
${all("card", cards)}  </section>
  <table>
    <tr><th>Service</th><th>Limit</th></tr>
${all("table row", (_, label) => `    <tr><td>${label}</td><td>{{ limit }}</td></tr>\n`)}  </table>
  <button type="button" onclick="clearAll()">Clear</button>
</main>
{% endblock %}
`;
  const group = (name, label) =>
    `    <div class="group">
      <label for="${name}-key">${label} key</label>
      <input id="${name}-key" name="${name}_key" aria-describedby="${name}-hint">
      <small id="${name}-hint">Found in the account.</small>
    </div>
`;
  const arms = weaver.chain(
    names.map((name) => `if provider == '${name}' %}\n  <p>Answers come within a day.</p>\n  `),
    weaver.if("template arm", `if provider == '${snake}' %}\n  <p>Answers come at once.</p>\n  `),
    "",
    "{% el",
  );
  const tail = random.chance(0.5) ? "{% else %}\n  <p>Nothing is chosen.</p>\n  " : "";
  files["templates/settings.html"] = `{% extends "base.html" %}
{% block content %}
<form method="post">
  <select name="provider">
${all("option", (name, label) => `    <option value="${name}">${label}</option>\n`)}  </select>
  {% ${arms}${tail}{% endif %}
  <div class="groups">
${all("form group", group)}  </div>
${weaver.among(
  names.map((name) => `  ${macro(name, capital(name))}\n`),
  weaver.if("macro call", `  ${macro(snake, title)}\n`),
)}  <button>Save</button>
</form>
{% endblock %}
`.replace("{% block", django ? "{% block" : '{% from "parts/macros.html" import field %}\n{% block');
  if (django) files["templates/parts/field.html"] = `<label>{{ label }} <input name="{{ name }}"></label>\n`;
  else
    files["templates/parts/macros.html"] =
      `{% macro field(name, label) %}\n<label>{{ label }} <input name="{{ name }}"></label>\n{% endmacro %}\n`;
  if (!django) files["templates/dashboard.html"] = files["templates/dashboard.html"].replace(/\{% from .*\n/, "");
  return files;
}

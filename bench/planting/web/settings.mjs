const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Example variables, services, build files and the workflow. */
export function settings(weaver, { names, framework }) {
  const { vendor, random } = weaver;
  const { snake, kebab, upper, title } = vendor;
  const heading = weaver.has("key with heading");
  const block = (key, label) => `# ${label}\n${key}_URL=http://localhost:80\n`;
  const example = weaver.among(
    names.map((name) => block(name.toUpperCase(), capital(name))),
    heading ? block(upper, title) : undefined,
    "\n",
  );
  const plain = weaver.among(["LOG_LEVEL=info\n", "WORKERS=2\n"], weaver.if("key", `${upper}_REGION=eu\n`));
  const volume = weaver.has("service with volume");
  const service = weaver.has("service") || volume;
  const image = (name, more = "") => `  ${name}:\n    image: registry.example.org/${name}:1\n${more}`;
  const start = { flask: "gunicorn app:create_app", fastapi: "uvicorn main:app", django: "gunicorn web.wsgi" }[
    framework
  ];
  const gap = random.chance(0.5) ? "\n" : "";
  const services = weaver.among(
    [image("db", "    volumes:\n      - db_data:/var/lib/data\n"), image("cache")],
    service ? weaver.noted("#", image(kebab, volume ? `    volumes:\n      - ${snake}_data:/data\n` : "")) : undefined,
    gap,
  );
  const compose = `services:
  web:
    build: .
    depends_on:
${weaver.among(["      - db\n", "      - cache\n"], service ? `      - ${kebab}\n` : undefined)}    environment:
${weaver.among(
  names.map((name) => `      ${name.toUpperCase()}_URL: http://${name}.example.org\n`),
  weaver.if("variable of the application", `      ${upper}_URL: http://${service ? kebab : "localhost"}:9000\n`),
)}${gap}${services}
volumes:
${weaver.among(["  db_data:\n"], volume ? `  ${snake}_data:\n` : undefined)}`;
  const rules = [`run:\n\t${start}\n`, "check:\n\tpython -m pytest\n"];
  const rule = `pull-${kebab}:\n\tdocker pull registry.example.org/${kebab}:1\n`;
  const phony = weaver.among(["run", "check"], weaver.if("make rule", `pull-${kebab}`), " ");
  const docker = `FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
${weaver.among(["ENV WORKERS=2\n", "ENV LOG_LEVEL=info\n"], weaver.if("docker line", `ENV ${upper}_URL=http://localhost:9000\n`))}COPY . .
CMD ["python", "-m", "http.server"]
`;
  const steps = [
    "      - uses: actions/checkout@v4\n",
    "      - run: pip install -r requirements.txt\n",
    "      - name: Tests\n        run: python -m pytest\n",
  ];
  const workflow = `name: check
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    env:
${weaver.among(
  ["      LOG_LEVEL: debug\n", "      WORKERS: 1\n"],
  weaver.if("workflow variable", `      ${upper}_URL: http://localhost:9000\n`),
)}    steps:
${weaver.among(steps, weaver.if("workflow step", `      - name: Start ${title}\n        run: docker run -d registry.example.org/${kebab}:1\n`))}`;
  return {
    ".env.example": `${plain}\n${example}`,
    "docker-compose.yml": compose,
    Makefile: `.PHONY: ${phony}\n\n${weaver.among(rules, weaver.if("make rule", rule), "\n")}`,
    Dockerfile: docker,
    ".github/workflows/check.yml": workflow,
  };
}

/** What people read. */
export function documents(weaver, { names, thing }) {
  const { vendor } = weaver;
  const { title, kebab, upper } = vendor;
  const labels = names.map(capital);
  const section = (label, key) => `## ${label}\n\nSet \`${key}_URL\` to the address of the account.\n`;
  const list = weaver.among(labels.slice(0, -1), weaver.if("name in a list", title), ", ");
  return {
    "README.md": `# Desk

Sends each ${thing} with ${list} or ${labels.at(-1)}.

${weaver.among(
  labels.map((label) => `- [${label}](#${label.toLowerCase()})\n`),
  weaver.if("section", `- [${title}](#${title.toLowerCase().replaceAll(" ", "-")})\n`),
)}
| Service | Variable |
| --- | --- |
${weaver.among(
  labels.map((label) => `| ${label} | \`${label.toUpperCase()}_URL\` |\n`),
  weaver.if("docs row", `| ${title} | \`${upper}_URL\` |\n`),
)}
${weaver.among(
  labels.map((label) => section(label, label.toUpperCase())),
  weaver.if("section", section(title, upper)),
  "\n",
)}
## What it does

${weaver.among(
  ["- Keeps what was sent\n", "- Shows what is waiting\n"],
  weaver.if("bullet", `- ${title}: sends from ${kebab} accounts\n`),
)}`,
  };
}

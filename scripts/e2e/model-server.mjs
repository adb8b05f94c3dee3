// A model server on this machine that speaks what the chatbot asks of Ollama, and always gives the same answer.
import { createServer } from "node:http";

/**
 * @param {string} answer what it says to every prompt
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function startModelServer(answer) {
  const models = ["llama3.1:8b", "qwen2.5:7b"];
  const server = createServer(async (request, response) => {
    const send = (status, value) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    const body = await textOf(request);
    if (request.url === "/api/tags") send(200, { models: models.map((model) => ({ name: model, model })) });
    else if (request.url === "/api/generate") send(200, { response: answer, done: true });
    else if (request.url === "/api/pull") {
      const { model } = JSON.parse(body);
      if (model && !models.includes(model)) models.push(model);
      send(model ? 200 : 400, model ? { status: "success" } : { error: "no name" });
    } else send(404, { error: "not found" });
  });
  // The application is told to reach other machines through this server: it refuses.
  server.on("connect", (_request, socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
  await new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", done);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

async function textOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

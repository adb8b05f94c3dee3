/** What is known of a vendor beforehand. Data only: a preset may do nothing that `unpick.yaml` cannot say. */
export interface Preset {
  /** As it is written in prose: `Ollama`, `OpenAI`. */
  display: string;
  /** Spellings besides the preset's own name. */
  names?: readonly string[];
  /** Importable modules. */
  modules?: readonly string[];
  /** Packages of any index (PyPI, npm). */
  packages?: readonly string[];
  /** Environment variables, or globs over them. */
  environment?: readonly string[];
  /** Container images. */
  images?: readonly string[];
  /** Ports, hosts and models: they count only beside a mention. */
  weak?: readonly string[];
}

const PRESETS: Readonly<Record<string, Preset>> = {
  ollama: {
    display: "Ollama",
    modules: ["ollama", "langchain_ollama", "llama_index.llms.ollama", "llama_index.embeddings.ollama"],
    packages: [
      "ollama",
      "langchain-ollama",
      "llama-index-llms-ollama",
      "llama-index-embeddings-ollama",
      "@langchain/ollama",
      "ollama-ai-provider",
    ],
    environment: ["OLLAMA_*"],
    images: ["ollama/ollama"],
    weak: [
      "11434",
      "llama3",
      "llama3:8b",
      "llama3.1",
      "llama3.1:8b",
      "llama3.2",
      "llama3.2:3b",
      "llama3.3",
      "mistral:7b",
      "qwen2.5:7b",
      "qwen3:8b",
      "deepseek-r1:8b",
      "gemma2:9b",
      "gemma3:4b",
      "phi3:mini",
      "codellama:7b",
      "nomic-embed-text",
      "mxbai-embed-large",
    ],
  },
  openai: {
    display: "OpenAI",
    modules: ["openai", "langchain_openai", "llama_index.llms.openai"],
    packages: ["openai", "langchain-openai", "llama-index-llms-openai", "@langchain/openai", "@ai-sdk/openai"],
    environment: ["OPENAI_*"],
    weak: ["api.openai.com", "gpt-3.5-turbo", "gpt-4", "gpt-4o", "gpt-4o-mini", "text-embedding-3-small"],
  },
  anthropic: {
    display: "Anthropic",
    modules: ["anthropic", "langchain_anthropic"],
    packages: ["anthropic", "langchain-anthropic", "@anthropic-ai/sdk", "@ai-sdk/anthropic"],
    environment: ["ANTHROPIC_*"],
    weak: ["api.anthropic.com"],
  },
  gemini: {
    display: "Gemini",
    modules: ["google.generativeai", "google.genai", "langchain_google_genai"],
    packages: ["google-generativeai", "google-genai", "langchain-google-genai", "@google/generative-ai"],
    environment: ["GEMINI_*"],
    weak: ["generativelanguage.googleapis.com"],
  },
  groq: {
    display: "Groq",
    modules: ["groq", "langchain_groq"],
    packages: ["groq", "langchain-groq", "groq-sdk"],
    environment: ["GROQ_*"],
    weak: ["api.groq.com"],
  },
  sentry: {
    display: "Sentry",
    modules: ["sentry_sdk", "raven"],
    packages: ["sentry-sdk", "raven", "@sentry/browser", "@sentry/node", "@sentry/react", "@sentry/vue"],
    environment: ["SENTRY_*"],
    images: ["getsentry/sentry"],
    weak: ["ingest.sentry.io"],
  },
};

/** How vendors without a preset write themselves, for text that a successor's name goes into. */
const DISPLAY_FORMS: Readonly<Record<string, string>> = {
  "azure-openai": "Azure OpenAI",
  cohere: "Cohere",
  deepseek: "DeepSeek",
  github: "GitHub",
  gitlab: "GitLab",
  huggingface: "Hugging Face",
  litellm: "LiteLLM",
  llamacpp: "llama.cpp",
  lmstudio: "LM Studio",
  mailgun: "Mailgun",
  mistral: "Mistral",
  mongodb: "MongoDB",
  mysql: "MySQL",
  openrouter: "OpenRouter",
  paypal: "PayPal",
  postgresql: "PostgreSQL",
  posthog: "PostHog",
  rabbitmq: "RabbitMQ",
  sendgrid: "SendGrid",
  sqlite: "SQLite",
  vllm: "vLLM",
  xai: "xAI",
};

/** The preset of a name, in any case. */
export function presetOf(name: string): Preset | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(PRESETS, key) ? PRESETS[key] : undefined;
}

/** Names of all presets, sorted. */
export function presetNames(): string[] {
  return Object.keys(PRESETS).sort();
}

/** How a vendor is written in prose, if that is known. */
export function displayForm(name: string): string | undefined {
  const key = name.toLowerCase();
  return presetOf(key)?.display ?? (Object.hasOwn(DISPLAY_FORMS, key) ? DISPLAY_FORMS[key] : undefined);
}

/** Where a secret is made invalid and a new one made. The text names places of the maker's pages, never an address with a key. */
const ROTATION: Record<string, string> = {
  aws: "AWS IAM, the user's security credentials: make a new access key, deploy it, deactivate the old one, then delete it",
  gcp: "Google Cloud, IAM, service accounts, keys: add a key, deploy it, delete the old one",
  "google api key":
    "Google Cloud, APIs and services, credentials: make a new key with restrictions, delete the old one",
  "google oauth":
    "Google Cloud, APIs and services, credentials: add a client secret, then disable and delete the old one",
  npm: "npm: npm token revoke, then a new granular token",
  slack: "Slack, the app's OAuth page: revoke and reinstall; for a webhook, remove it and add a new one",
  openai: "OpenAI, API keys: revoke, make a new one for this project",
  anthropic: "Anthropic console, API keys: disable, make a new one",
  groq: "Groq console, API keys: delete, make a new one",
  huggingface: "Hugging Face, settings, access tokens: invalidate and refresh",
  linear: "Linear, settings, API: revoke, make a new one",
  notion: "Notion, integrations: refresh the secret",
  "private key":
    "make a new key pair, replace the public key or certificate wherever it is trusted, revoke the old one",
  sendgrid: "SendGrid, settings, API keys: delete, make a new one",
  shopify: "Shopify, the app's API credentials: rotate",
  github: "GitHub, settings, developer settings, tokens: delete, make a fine-grained one",
  gitlab: "GitLab, access tokens: rotate",
  grafana: "Grafana, service accounts: delete the token, add a new one",
  "1password": "1Password, developer, service accounts: rotate the token",
  "database address": "the database: ALTER USER … a new password, deploy it; look who else uses that user",
  "password in an address": "the service behind the address: set a new password, deploy it",
  "hashicorp-vault": "Vault: vault token revoke, issue a new one",
  vercel: "Vercel, account, tokens: delete, make a new one",
  databricks: "Databricks, user settings, access tokens: revoke, make a new one",
  docker: "Docker Hub, account, personal access tokens: delete, make a new one",
  figma: "Figma, settings, personal access tokens: revoke, make a new one",
  stripe: "Stripe, developers, API keys: roll; for whsec_ the webhook's signing secret: roll",
  pypi: "PyPI, account, API tokens: remove; use trusted publishing, or a token for one project",
  telegram: "Telegram, @BotFather: /revoke",
  discord: "Discord, the channel's integrations: delete the webhook, make a new one",
  twilio: "Twilio console, API keys: delete, make a new one",
  mailgun: "Mailgun, API security: delete, make a new one",
  mailchimp: "Mailchimp, account, API keys: revoke, make a new one",
  digitalocean: "DigitalOcean, API, tokens: regenerate",
  sentry: "Sentry, settings, auth tokens: revoke, make a new one",
  "azure storage": "Azure, the storage account's access keys: rotate key 2, move to it, then rotate key 1",
  "age key": "make a new age key, encrypt again for it; what was encrypted for the old one counts as read",
  "environment file": "every value in it that opens something, one by one, in the place that gave it",
  "key file": "what the file opens: make a new key or certificate, revoke the old one",
  "default secret": "read it from the environment without a default; deployments that never set it need a new value",
};

/** What to do about a secret that others may have read. */
export function rotationOf(rule: string): string {
  return ROTATION[rule] ?? "the service that gave it: make it invalid there, make a new one";
}

/** A place that a fact was read from. */
export interface Place {
  path: string;
  /** One-based. */
  line: number;
}

/** The object that a server of applications calls. */
export interface EntryPoint {
  /** Module and object as servers take them: `app:app`, `shop.wsgi:application`, `app:create_app()`. */
  target: string;
  interface: "wsgi" | "asgi";
  /** The framework whose call makes it. */
  framework: "flask" | "django" | "fastapi" | "starlette" | "quart";
  /** It is made by a call without arguments each time it is asked for. */
  isFactory: boolean;
  place: Place;
}

/** A page that answers GET without a person, so that something may ask whether the application lives. */
export interface HealthRoute {
  path: string;
  place: Place;
  /** It was made to be asked (`/health`, `/ping`); others merely answer. */
  isMeant: boolean;
}

/** A version of Python, `3.11`, with the line that says so. */
export interface PythonVersion {
  version: string;
  place?: Place;
  /** Why this one, in words. */
  reason: string;
}

/** What keeps more than one process from serving the same data. */
export interface SingleWriter {
  /** What it is, in words: `SQLite file users.db`, `Chroma store in chroma_db/`. */
  what: string;
  place: Place;
}

/** A variable of the environment that the code reads. */
export interface EnvironmentKey {
  name: string;
  /** Its value must not be shown: a key, a password, an address with one inside. */
  isSecret: boolean;
  /** Why it counts as secret or not, in words. */
  evidence: string;
  /** The value that the code falls back to, if it is a literal; never of a secret. */
  fallback?: string;
  /** The code ends without it: `os.environ["KEY"]`. */
  isRequired: boolean;
  /** Where it is read; at least one. */
  places: Place[];
}

/** What is known of the application from its files; whatever is missing could not be found, and `notes` say what was looked for. */
export interface Application {
  entry?: EntryPoint;
  python: PythonVersion;
  health?: HealthRoute;
  /** Port that the code, a Procfile or an image names; 8000 otherwise. */
  port: number;
  singleWriters: SingleWriter[];
  /** Lists that production installs, in the order of installation. */
  requirements: string[];
  /** Lists for tests alone. */
  testRequirements: string[];
  /** Folders that the application writes to. */
  writable: { path: string; place: Place }[];
  notes: string[];
}

import { callbacks } from "./callbacks.js";
import { cases } from "./cases.js";
import { celery } from "./celery.js";
import { classViews } from "./class-views.js";
import { click } from "./click.js";
import { django } from "./django.js";
import { djangoUrls } from "./django-urls.js";
import { fastapi } from "./fastapi.js";
import { flask } from "./flask.js";
import { messages } from "./messages.js";
import { mock } from "./mock.js";
import { pytest } from "./pytest.js";
import { registeredViews } from "./registered-views.js";
import { settings } from "./settings.js";
import { sqlalchemy } from "./sqlalchemy.js";
import { standardLibrary } from "./standard-library.js";
import { strings } from "./strings.js";
import { templates } from "./templates.js";
import type { Framework } from "./view.js";

/** What is known beyond the language: each table stands in a file of its own. */
export const frameworks: readonly Framework[] = [
  standardLibrary,
  callbacks,
  strings,
  flask,
  classViews,
  registeredViews,
  fastapi,
  django,
  djangoUrls,
  settings,
  sqlalchemy,
  celery,
  click,
  pytest,
  cases,
  mock,
  templates,
  messages,
];

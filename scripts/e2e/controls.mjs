// The controls of a page: what can be clicked or chosen. These functions run in the page.

/**
 * Every control in the order of the page.
 * @returns {{ key: string, usable: boolean, option: boolean, link: string | null,
 *   elsewhere: boolean }[]} `key` names it among those of the
 *   page; `usable` if it can be seen and is not disabled; `link` is the path of a link on this site,
 *   `elsewhere` a link to another one
 */
export function controlsOfPage() {
  const selector =
    "a[href], button, summary, select > option, select > optgroup > option, input[type=submit], input[type=button], " +
    "input[type=reset], input[type=image], input[type=checkbox], input[type=radio], [onclick], [role=button], " +
    "[role=tab], [role=menuitem], [role=option]";
  const words = (text) => text.replaceAll(/\s+/g, " ").trim().slice(0, 60);
  const name = (element) => {
    if (element.id) return `#${element.id}`;
    const field = element.getAttribute("name");
    return field ? `[name=${field}]` : "";
  };
  for (const old of document.querySelectorAll("[data-e2e-key]")) delete old.dataset.e2eKey;
  const seen = new Map();
  return [...document.querySelectorAll(selector)].map((element) => {
    const option = element.localName === "option";
    const shown = option ? element.closest("select") : element;
    const base = option
      ? `select${name(shown)} = ${element.value}`
      : `${element.localName}${name(element)} "${words(element.textContent || element.value || "")}"`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    const key = count === 1 ? base : `${base} (${count})`;
    element.dataset.e2eKey = key;
    const url = element.localName === "a" ? new URL(element.href, location.href) : null;
    return {
      key,
      option,
      usable: shown.checkVisibility({ visibilityProperty: true }) && !shown.matches(":disabled"),
      link: url && url.origin === location.origin ? url.pathname + url.search : null,
      elsewhere: url !== null && url.origin !== location.origin,
    };
  });
}

/** Fields that can be seen and are empty, each marked, with the kind of its content. */
export function emptyFields() {
  for (const old of document.querySelectorAll("[data-e2e-field]")) delete old.dataset.e2eField;
  const fields = document.querySelectorAll("input:not([type=hidden]), textarea");
  return [...fields]
    .filter((field) => !field.value && !field.matches(":disabled, [readonly], [type=checkbox], [type=radio]"))
    .filter((field) => field.checkVisibility({ visibilityProperty: true }))
    .map((field, index) => {
      field.dataset.e2eField = String(index);
      return { field: String(index), type: field.type };
    });
}

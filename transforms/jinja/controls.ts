import type { Draft } from "./draft.js";

/** Attributes that make an element act by themselves, whatever else its handlers do: of Bootstrap, htmx and HTML. */
const ACTS =
  /^(?:data-(?:bs-)?(?:toggle|dismiss|slide|slide-to)|hx-(?:get|post|put|patch|delete)|popovertarget|commandfor|formaction|form)$/i;

/** A page that begins or fills a whole document: nothing around it can be a form. */
const WHOLE = /<(?:html|body)\b|\{%-?\s*extends\b|<%inherit\b/i;

/**
 * Tells controls that act without their handlers from those that do nothing more once a handler is gone: a button
 * without a type sends a form only if there is one around it (HTML standard, "submit button").
 * @param root of the page's drafts; traits are set in place
 */
export function markControls(text: string, root: Draft): void {
  const isWhole = WHOLE.test(text);
  const visit = (node: Draft, inForm: boolean): void => {
    if (node.kind === "element") {
      const attributes = node.children.filter((one) => one.kind === "attribute");
      if (attributes.some(({ name }) => ACTS.test(name ?? ""))) addSubmit(node);
      else if (isWhole && !inForm && node.name === "button" && !attributes.some(({ name }) => name === "type"))
        node.traits = node.traits.filter((trait) => trait !== "submit");
    }
    for (const child of node.children) visit(child, inForm || node.name === "form");
  };
  visit(root, false);
}

function addSubmit(node: Draft): void {
  if (!node.traits.includes("submit")) node.traits.push("submit");
}

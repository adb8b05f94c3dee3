import type { Target } from "../../src/engine/model.js";
import { addTrait, contentOf, type Draft, define, refer, settingOf } from "./draft.js";

/** Keys that may be left out when nothing is left in them. */
const optional = new Set(
  "env envFrom volumes volumeMounts initContainers annotations labels matchLabels imagePullSecrets resources images literals configMapGenerator secretGenerator patches components".split(
    " ",
  ),
);
/** Groups that lead to another object by the name in them. */
const references = /^(secretKeyRef|configMapKeyRef|secretRef|configMapRef|service|serviceRef|scaleTargetRef)$/;
/** Keys whose value is the name of another object. */
const names = /^(secretName|claimName|serviceName|serviceAccountName)$/;

/**
 * Adds what Kubernetes knows, in files of one or several objects: an object is what it is called, others lead to it by its
 * name, a container is what its image is. Gives false for other files.
 */
export function decorateKubernetes(root: Draft, target: Target): boolean {
  const documents = root.children[0]!.children.filter((one) => one.kind === "settings");
  const objects = documents.filter((one) => settingOf(one, "kind") && settingOf(one, "metadata"));
  const isOverlay = documents.some((one) => settingOf(one, "resources") && !settingOf(one, "metadata"));
  if (objects.length === 0 && !isOverlay) return false;
  for (const document of objects) {
    const metadata = settingOf(document, "metadata")!;
    const name = settingOf(contentOf(metadata), "name");
    const value = contentOf(name)?.value;
    if (!name || typeof value !== "string") continue;
    define(document, `object:${value}`);
    if (!target.matches(value)) continue;
    // Its own name is what it is, whatever it is made of.
    contentOf(name)!.value = target.name;
    addTrait(name, "identity");
    addTrait(metadata, "identity");
  }
  for (const document of documents) decorate(document, undefined, target);
  return true;
}

/** @param around the keys on the way from the record of a list; undefined outside of lists */
function decorate(container: Draft, around: readonly Draft[] | undefined, target: Target): void {
  for (const child of container.children) {
    if (child.kind === "settings" || child.kind === "list") decorate(child, [], target);
    if (child.kind !== "setting") continue;
    const value = contentOf(child);
    const path = around && [...around, child];
    if (optional.has(child.name!)) addTrait(child, "optional");
    if (child.name === "image" && isImageOf(target, value)) addTrait(child, "identity");
    if (names.test(child.name!)) leadsTo(value, path);
    if (references.test(child.name!) && value?.kind === "settings") {
      const name = settingOf(value, "name");
      if (name) leadsTo(contentOf(name), path && [...path, name]);
    }
    if (value?.kind === "settings") decorate(value, path, target);
    else if (value?.kind === "list") decorate(value, [], target);
  }
}

/** A place that leads to an object: the variable, volume or path that it is all there is to goes with the object. */
function leadsTo(value: Draft | undefined, path: readonly Draft[] | undefined): void {
  if (typeof value?.value !== "string") return;
  refer(value, `object:${value.value}`);
  for (const setting of path ?? []) addTrait(setting, "identity");
}

/** True if an image is the target's: by its name, not merely by its tag. */
function isImageOf(target: Target, value: Draft | undefined): boolean {
  if (typeof value?.value !== "string") return false;
  return target.matches(value.value.replace(/@.*$/, "").replace(/:[^/]*$/, ""));
}

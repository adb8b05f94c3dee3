/** A node of a parse tree in the form of ESTree. */
interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

/** Types and signatures whose parameters and result `typescript-estree` calls `params` and `returnType`. */
const signatures =
  /^TS(?:FunctionType|ConstructorType|CallSignatureDeclaration|ConstructSignatureDeclaration|MethodSignature|DeclareFunction)$/;

/**
 * Gives Babel's tree of TypeScript the names of fields that `typescript-estree` has, which the scope analyser of
 * `typescript-eslint` reads. Only what tells names and scopes is translated.
 */
export function asTypeScriptTree(root: object): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) {
      open.push(...value);
      continue;
    }
    if (!isNode(value)) continue;
    translate(value);
    for (const key in value) {
      if (key !== "loc" && key !== "range" && key !== "extra" && key !== "errors") open.push(value[key]);
    }
  }
}

function translate(node: Node): void {
  if (isNode(node.typeParameters) && node.typeParameters.type === "TSTypeParameterInstantiation")
    move(node, "typeParameters", "typeArguments");
  move(node, "superTypeParameters", "superTypeArguments");
  if (signatures.test(node.type)) {
    move(node, "parameters", "params");
    move(node, "typeAnnotation", "returnType");
  }
  if (node.type === "TSExpressionWithTypeArguments") node.type = "TSInterfaceHeritage";
  else if (node.type === "TSTypeParameter") named(node, "name");
  else if (node.type === "TSMappedType" && isNode(node.typeParameter)) {
    const { name, constraint, start } = node.typeParameter;
    delete node.typeParameter;
    node.constraint = constraint;
    named(node, "key", name, start);
  } else if (node.type === "TSEnumDeclaration" && !node.body) {
    node.body = { type: "TSEnumBody", members: node.members, start: node.start, end: node.end };
  }
}

function move(node: Node, from: string, to: string): void {
  if (node[from] === undefined || node[to] !== undefined) return;
  node[to] = node[from];
  delete node[from];
}

/** Babel gives the name of a type parameter as text, the analyser wants an identifier. */
function named(node: Node, field: string, name: unknown = node[field], start = node.start): void {
  if (typeof name !== "string") return;
  node[field] = { type: "Identifier", name, start, end: start + name.length, range: [start, start + name.length] };
}

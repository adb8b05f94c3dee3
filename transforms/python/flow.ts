import type { Region } from "../../src/engine/region.js";
import { bindsInExpression, importedName } from "./bindings.js";
import { bound, copy, flagsOf, join, lost, type State, unbound } from "./flow-state.js";
import type { Liveness } from "./liveness.js";
import type { Binding, Scope } from "./scopes.js";
import type { RegionTree } from "./tree.js";

/** What a scope's names are at each place where they are read, and when the scope is left. */
export interface FlowResult {
  reads: Map<number, number>;
  end: State;
}

/** Finds the binding that a name region means. */
export type BindingOf = (name: Region) => Binding | undefined;

/**
 * Follows the paths through one scope and notes for every read of its names whether they are bound there.
 * Exceptions may come from any statement of a try.
 */
export class Flow {
  private readonly tree: RegionTree;
  private readonly scope: Scope;
  private readonly live: Liveness | undefined;
  private readonly bindingOf: BindingOf;
  private readonly reads = new Map<number, number>();
  /** States that handlers of the open tries may start from. */
  private readonly raising: State[] = [];
  private readonly loops: { breaks: State; continues: State }[] = [];
  private returns: State;
  private recording = true;

  /** @param live absent: the file as it is at base */
  constructor(tree: RegionTree, scope: Scope, bindingOf: BindingOf, live?: Liveness) {
    this.tree = tree;
    this.scope = scope;
    this.bindingOf = bindingOf;
    this.live = live;
  }

  run(): FlowResult {
    const start: State = new Map();
    for (const binding of this.scope.names.values())
      if (binding.definitions.some((one) => one.by === "parameter" && !this.isDead(this.tree.at(one.region))))
        start.set(binding.name, bound);
    const body = this.tree.first(this.scope.region, "body");
    const end = body?.kind === "suite" ? this.suite(body, start) : start;
    return { reads: this.reads, end: join(end, this.returns) };
  }

  private isDead(region: Region | undefined): boolean {
    return this.live?.isDead(region) ?? false;
  }

  private suite(region: Region | undefined, start: State): State {
    let state = copy(start);
    if (!region) return state;
    for (const id of this.tree.children(region.id)) {
      const statement = this.tree.at(id);
      if (statement.kind === "comment" || statement.kind === "docstring") continue;
      this.mayRaise(state);
      state = this.isDead(statement) ? this.loses(statement, state) : this.statement(statement, state);
      if (!state) break;
    }
    this.mayRaise(state);
    return state;
  }

  private mayRaise(state: State): void {
    if (this.raising.length > 0) this.raising[this.raising.length - 1] = join(this.raising.at(-1), state);
  }

  /** What a statement that goes would have bound on every path is lost, unless it had a value before. */
  private loses(statement: Region, state: State): State {
    if (!state || !this.live) return state;
    const base = new Flow(this.tree, this.scope, this.bindingOf);
    base.recording = false;
    base.loops.push({ breaks: undefined, continues: undefined });
    const after = base.statement(statement, copy(state));
    const result = new Map(state);
    for (const [name, flags] of after ?? []) {
      const before = flagsOf(state, name);
      if ((flags & unbound) === 0 && (before & unbound) !== 0) result.set(name, before | lost);
    }
    return result;
  }

  private statement(region: Region, state: State): State {
    if (!state) return undefined;
    const { tree } = this;
    const first = (slot: Region["slot"]) => tree.first(region.id, slot);
    switch (region.kind) {
      case "assignment":
        this.evaluate(first("annotation"), state);
        this.evaluate(first("value"), state);
        for (const target of tree.inSlot(region.id, "target")) {
          if (target.kind !== "name") this.evaluate(target, state);
          else if (region.operator !== undefined) this.read(target, state);
          if (target.kind === "name" && (first("value") || region.operator !== undefined)) this.bind(target, state);
        }
        return state;
      case "import":
        for (const item of tree.inSlot(region.id, "item"))
          this.bindName(item, importedName(this.tree, region, item), state, this.isDead(item));
        return state;
      case "function":
      case "class":
        for (const id of tree.children(region.id)) {
          const child = tree.at(id);
          if (child.slot === "parameter") {
            this.evaluate(tree.first(id, "default"), state);
            this.evaluate(tree.first(id, "annotation"), state);
          } else if (child.slot !== "body") this.evaluate(child, state);
          else if (region.kind === "class") state = this.suite(child, state) ?? state;
        }
        this.bindName(region, region.name ?? "", state, false);
        return state;
      case "exit":
        return this.exit(region, state);
      case "branch":
        return this.branch(region, state);
      case "loop":
        return this.loop(region, state);
      case "with":
        for (const item of tree.inSlot(region.id, "item")) {
          if (this.isDead(item)) continue;
          this.evaluate(tree.first(item.id, "value"), state);
          for (const target of tree.inSlot(item.id, "target")) this.bind(target, state);
        }
        return this.withBody(region, state);
      case "try":
        return this.tryStatement(region, state);
      case "switch":
        return this.switchStatement(region, state);
      case "statement":
        for (const id of tree.children(region.id)) {
          if (region.name === "global" || region.name === "nonlocal") continue;
          this.evaluate(tree.at(id), state);
          if (region.name === "del" && tree.at(id).kind === "name" && !this.isDead(tree.at(id)))
            this.unbind(tree.at(id), state);
        }
        return state;
      default:
        this.evaluate(region, state);
        return this.terminates(region) ? undefined : state;
    }
  }

  private terminates(region: Region): boolean {
    const value = this.tree.first(region.id, "value");
    return value?.kind === "call" && (value.traits?.includes("terminates") ?? false);
  }

  private exit(region: Region, state: State): State {
    for (const value of this.tree.inSlot(region.id, "value")) this.evaluate(value, state);
    const inner = this.loops.at(-1);
    if (region.name === "yield") return state;
    if (region.name === "return") this.returns = join(this.returns, state);
    else if (region.name === "break" && inner) inner.breaks = join(inner.breaks, state);
    else if (region.name === "continue" && inner) inner.continues = join(inner.continues, state);
    return undefined;
  }

  private branch(region: Region, state: State): State {
    let open = copy(state);
    let out: State;
    for (const arm of this.tree.inSlot(region.id, "arm")) {
      if (this.isDead(arm)) continue;
      const test = this.tree.first(arm.id, "test");
      if (open) this.evaluate(test, open);
      out = join(out, this.suite(this.tree.first(arm.id, "body"), open));
      if (!test || this.live?.always(arm)) open = undefined;
    }
    return join(out, open);
  }

  private loop(region: Region, start: State): State {
    const { tree } = this;
    const test = tree.first(region.id, "test");
    if (start) this.evaluate(tree.first(region.id, "iterable"), start);
    const frame: { breaks: State; continues: State } = { breaks: undefined, continues: undefined };
    this.loops.push(frame);
    let head = copy(start);
    // Flags only grow, so two more rounds see whatever the first one bound.
    for (let round = 0; round < 3; round++) {
      const inside = copy(head);
      if (inside) this.evaluate(test, inside);
      if (inside) for (const target of tree.inSlot(region.id, "target")) this.bind(target, inside);
      const end = this.suite(tree.first(region.id, "body"), inside);
      head = join(head, join(end, frame.continues));
    }
    this.loops.pop();
    const endless = test?.kind === "literal" && test.value !== false && test.value !== null && test.value !== 0;
    const after = endless ? undefined : this.suite(tree.first(region.id, "else"), head);
    return join(after, frame.breaks);
  }

  private withBody(region: Region, state: State): State {
    const after = this.suite(this.tree.first(region.id, "body"), state);
    const swallows = this.tree
      .inSlot(region.id, "item")
      .some((item) => /suppress|raises/.test(this.tree.first(item.id, "value")?.name ?? ""));
    return swallows ? join(after, state) : after;
  }

  private tryStatement(region: Region, state: State): State {
    const { tree } = this;
    this.raising.push(undefined);
    const bodyEnd = this.suite(tree.first(region.id, "body"), state);
    const raised = join(this.raising.pop(), state);
    let out = this.suite(tree.first(region.id, "else"), bodyEnd);
    let anywhere = join(raised, out);
    for (const handler of tree.inSlot(region.id, "handler")) {
      if (this.isDead(handler)) continue;
      const start = copy(raised);
      if (!start) continue;
      for (const type of tree.inSlot(handler.id, "type")) this.evaluate(type, start);
      const aliases = tree.inSlot(handler.id, "target");
      for (const alias of aliases) this.bind(alias, start);
      const end = this.suite(tree.first(handler.id, "body"), start);
      for (const alias of aliases) if (end) this.unbind(alias, end);
      anywhere = join(anywhere, join(start, end));
      out = join(out, end);
    }
    const last = tree.first(region.id, "finally");
    if (!last) return out;
    this.suite(last, anywhere);
    return out && this.suite(last, out);
  }

  private switchStatement(region: Region, state: State): State {
    const { tree } = this;
    if (state) this.evaluate(tree.first(region.id, "subject"), state);
    let open = copy(state);
    let out: State;
    for (const one of tree.inSlot(region.id, "case")) {
      if (this.isDead(one) || !open) continue;
      const inside = copy(open);
      let irrefutable = true;
      for (const id of tree.children(one.id)) {
        const child = tree.at(id);
        if (child.slot === "pattern") irrefutable = false;
        if (child.slot === "test") irrefutable = false;
        if (child.slot === "body" || !inside) continue;
        if (child.slot === "target") this.bind(child, inside);
        else this.evaluate(child, inside);
      }
      out = join(out, this.suite(tree.first(one.id, "body"), inside));
      if (irrefutable) open = undefined;
    }
    return join(out, open);
  }

  /** Reads of an expression in text order; a walrus binds, a lambda runs later. */
  private evaluate(region: Region | undefined, state: State): void {
    if (!region || !state || this.isDead(region)) return;
    if (region.kind === "lambda") {
      for (const parameter of this.tree.inSlot(region.id, "parameter"))
        this.evaluate(this.tree.first(parameter.id, "default"), state);
      return;
    }
    if (region.kind === "name") {
      if (region.slot !== "target") this.read(region, state);
      else if (bindsInExpression(this.tree, region)) this.bind(region, state);
      return;
    }
    const children = [...this.tree.children(region.id)].map((id) => this.tree.at(id));
    // `x := f()` reads before it binds; a conditional tests first.
    if (region.kind === "expression" && region.name === ":=") children.reverse();
    if (region.kind === "conditional") children.sort((a, b) => Number(b.slot === "test") - Number(a.slot === "test"));
    if (region.kind === "comprehension")
      children.sort((a, b) => Number(a.slot === "element") - Number(b.slot === "element"));
    for (const child of children) this.evaluate(child, state);
  }

  private read(name: Region, state: State): void {
    if (!state || !this.recording) return;
    const binding = this.bindingOf(name);
    if (binding?.scope !== this.scope) return;
    this.reads.set(name.id, (this.reads.get(name.id) ?? 0) | flagsOf(state, binding.name));
  }

  private bind(name: Region, state: State): void {
    if (name.kind === "name") this.bindName(name, name.name ?? "", state, this.isDead(name));
    else this.evaluate(name, state);
  }

  private bindName(region: Region, name: string, state: State, gone: boolean): void {
    const binding = this.bindingOf(region);
    if (!state || binding?.scope !== this.scope || binding.name !== name) return;
    if (!gone) state.set(name, bound);
    else if ((flagsOf(state, name) & unbound) !== 0) state.set(name, flagsOf(state, name) | lost);
  }

  private unbind(name: Region, state: State): void {
    if (state && this.bindingOf(name)?.scope === this.scope) state.set(name.name ?? "", unbound);
  }
}

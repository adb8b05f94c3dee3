import type { Framework } from "./view.js";

/** Celery and schedulers: functions that a worker or a clock calls, tasks that are sent by name. */
export const celery: Framework = {
  name: "celery",
  inspect(view) {
    for (const region of view.functions) {
      for (const decorator of view.tree.inSlot(region.id, "decorator")) {
        const name = decorator.name ?? "";
        if (!/(^|\.)(shared_task|task|periodic_task|scheduled_job|job|on_after_configure\.connect|actor)$/.test(name))
          continue;
        view.trait(region, "framework");
        view.trait(decorator, "framework");
        const call = view.tree.first(decorator.id, "value");
        const given = call?.kind === "call" ? view.string(view.tree.keyword(call.id, "name")) : undefined;
        if (given !== undefined) view.define(`task:${given}`, region);
      }
    }
    for (const call of view.calls) {
      if (/^celery\.(canvas\.)?(chain|group)$/.test(view.callee(call) ?? "")) view.trait(call, "gathers");
      if (!/(^|\.)(send_task|signature)$/.test(call.name ?? "")) continue;
      const [first] = view.tree.positional(call.id);
      const task = view.string(first);
      if (task !== undefined && first) view.refer(`task:${task}`, view.tree.bare(first));
    }
  },
};

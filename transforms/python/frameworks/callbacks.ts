import type { Region } from "../../../src/engine/region.js";
import type { Framework, View } from "./view.js";

/** Calls that are there to have a function run: which argument that function is, by name or place. */
const runners: readonly (readonly [callee: RegExp, place: number | string])[] = [
  [/(^|\.)(Thread|Process)$/, "target"],
  [/(^|\.)Timer$/, "function"],
  [/(^|\.)(Timer|run_in_executor|call_later|call_at|add_event_handler|add_exception_handler|add_api_route)$/, 1],
  [/(^|\.)(register_error_handler|subscribe|add_listener)$|^signal\.signal$/, 1],
  [/(^|\.)(create_task|ensure_future|add_task|submit|start_soon|spawn|call_soon|call_soon_threadsafe)$/, 0],
  [/(^|\.)(to_thread|run_in_threadpool|add_job|add_done_callback|connect|add_middleware|add_command)$/, 0],
  [/(^|\.)add_url_rule$/, "view_func"],
  [/^(atexit\.register|functools\.(partial|reduce)|map|filter)$/, 0],
];

/** Threads, tasks, timers, signals: without the function that they run there is nothing to call them for. */
export const callbacks: Framework = {
  name: "callbacks",
  inspect(view) {
    for (const call of view.calls) {
      const name = view.callee(call) ?? call.name ?? "";
      for (const [callee, place] of runners)
        if (callee.test(name)) view.trait(runnerArgument(view, call, place), "vital");
    }
  },
};

function runnerArgument(view: View, call: Region, place: number | string): Region | undefined {
  const { tree } = view;
  if (typeof place === "string") return tree.inSlot(call.id, "argument").find((one) => one.name === place);
  const value = tree.positional(call.id)[place];
  return value && tree.parent(value);
}

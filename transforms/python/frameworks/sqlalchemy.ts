import type { Framework } from "./view.js";

/** SQLAlchemy: assignments in models that are stored columns. */
export const sqlalchemy: Framework = {
  name: "sqlalchemy",
  inspect(view) {
    for (const call of view.calls) {
      const name = view.callee(call) ?? call.name ?? "";
      if (/(^|\.)filter_by$/.test(name)) view.trait(call, "selects");
      if (!/(^|\.)(Column|mapped_column|relationship|backref)$/.test(name) || name.startsWith("local:")) continue;
      const statement = view.tree.parent(call);
      const inClass = statement && view.tree.parent(view.tree.parent(statement) ?? statement)?.kind === "class";
      if (statement?.kind === "assignment" && inClass && /(Column|mapped_column)$/.test(name))
        view.trait(statement, "column");
      view.trait(call, "pure");
    }
  },
};

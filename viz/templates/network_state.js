/* What is shown: view, unit, focus, filters, search and language, kept in the address. */
const START = Object.freeze({ view: "all", unit: "", focus: "", off: Object.freeze([]), q: "", lang: "" });
const VIEWS = ["all", "agencies", "around"];
let state = START;

/** Reads an address; whatever it does not know it leaves out. */
function readState(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (key) => given.get(key) || "";
  const view = VIEWS.includes(text("view")) ? text("view") : START.view;
  const unit = things.get(idOf(text("unit")));
  const known = unit && isUnit(unit) ? unit.id : "";
  return {
    view: view === "around" && !known ? "all" : view,
    unit: view === "around" ? known : "",
    focus: idOf(text("focus")),
    off: unique(text("off").split(",")).filter((part) => KINDS.includes(part) || ROLES.includes(part)),
    q: text("q").slice(0, 100),
    lang: text("lang") in WORDS && Object.hasOwn(WORDS, text("lang")) ? text("lang") : "",
  };
}

function address(of) {
  const given = new URLSearchParams();
  if (of.view !== START.view) given.set("view", of.view);
  for (const name of ["unit", "focus"]) if (of[name]) given.set(name, keyOf(of[name]));
  for (const name of ["q", "lang"]) if (of[name]) given.set(name, of[name]);
  if (of.off.length) given.set("off", of.off.join(","));
  return `#${given}`;
}

/** Changes the state and the address; `apply` shows it. Steps of typing replace the entry in the history. */
function go(change, { replace = false } = {}) {
  const next = { ...state, ...change };
  if (next.view !== "around") next.unit = "";
  const to = address(next);
  if (to !== address(state)) {
    try {
      history[replace ? "replaceState" : "pushState"](null, "", to);
    } catch {
      location.hash = to; // some browsers keep scripts of local files from the history
    }
  }
  apply(next);
}

/* Finding a unit by any of its names, a task by its words or number, a section by its heading. */
const find = document.getElementById("find");
const found = document.getElementById("found");
const MOST = 40;
let results = [];
let active = -1;

const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\u200b]+/g, "");
const INDEX = [...things.values()].map((thing) => ({
  thing,
  names: (isUnit(thing) ? [thing.short, thing.name, ...thing.names, thing.english || ""] : thing.type === "task" ? [String(thing.number)] : [thing.heading]).filter(Boolean),
  text: thing.type === "task" ? plain(thing.quote) : "",
}));

/** 0 the same, 1 begins with it, 2 holds it, 3 a task's words hold it; with the name that matched. */
function match(entry, query) {
  const name = (test) => entry.names.find((one) => test(plain(one)));
  const same = name((one) => one === query);
  if (same !== undefined) return [0, same];
  if (entry.thing.type === "task") return entry.text.includes(query) ? [3, ""] : null;
  const begins = name((one) => one.startsWith(query));
  if (begins !== undefined) return [1, begins];
  const holds = name((one) => one.includes(query));
  return holds !== undefined ? [2, holds] : null;
}

function search(q) {
  const query = plain(q).replace(/^(任务|第|task)(?=\d)/, "").replace(/^(\d+)[项号条]$/, "$1");
  if (!query) return [];
  const hits = INDEX.map((entry) => [entry.thing, match(entry, query)]).filter(([, hit]) => hit);
  hits.sort((one, other) => one[1][0] - other[1][0] || ofThing(other[0].id).length * isUnit(other[0]) - ofThing(one[0].id).length * isUnit(one[0]));
  return hits.slice(0, MOST).map(([thing, [, name]]) => ({ thing, name, query }));
}

function under({ thing, name, query }) {
  if (thing.type !== "task") return name && name !== nameOf(thing) ? name : kindName(thing.type);
  const chars = Array.from(thing.quote);
  const at = Math.max(0, Array.from(thing.quote.slice(0, Math.max(0, thing.quote.toLowerCase().indexOf(query)))).length - 8);
  return `${at ? "…" : ""}${chars.slice(at, at + 40).join("")}${at + 40 < chars.length ? "…" : ""}`;
}

function showFound(open) {
  results = open ? search(state.q) : [];
  active = -1;
  const items = results.map((result, i) => element("li", { id: `found-${i}`, role: "option", "aria-selected": "false", mousedown: (event) => { event.preventDefault(); choose(i); } },
    nameElement(result.thing), element("small", {}, source(under(result)))));
  const none = open && state.q && !results.length;
  found.replaceChildren(...(none ? [element("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, words("nothingFound"))] : items));
  found.hidden = !results.length && !none;
  find.setAttribute("aria-expanded", String(!found.hidden));
  find.removeAttribute("aria-activedescendant");
  if (open && state.q) announce(words("announceFound", { n: results.length }));
}

function activate(i) {
  active = results.length ? (i + results.length) % results.length : -1;
  [...found.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
  if (active < 0) return;
  find.setAttribute("aria-activedescendant", `found-${active}`);
  found.children[active].scrollIntoView({ block: "nearest" });
}

function choose(i) {
  const result = results[i];
  if (!result) return;
  const { id } = result.thing;
  const absent = !drawn.nodes.has(id);
  showFound(false);
  go({ focus: id, off: state.off.filter((part) => part !== result.thing.type), ...(absent ? { view: "all" } : {}) });
  bring(id);
  stage.focus({ preventScroll: true });
}

find.addEventListener("input", () => {
  go({ q: find.value }, { replace: true });
  showFound(true);
});
find.addEventListener("focus", () => { if (find.value && find.matches(":focus-visible") && found.hidden && !state.focus) showFound(true); });
find.addEventListener("blur", () => showFound(false));
find.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (found.hidden) showFound(true);
    activate(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
  } else if (event.key === "Enter") choose(Math.max(0, active));
  else if (event.key === "Escape" && !found.hidden) {
    showFound(false);
    event.stopPropagation();
  } else return;
  event.preventDefault();
});

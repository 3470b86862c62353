/* The legend, which filters: kinds of nodes and roles, each with its sign and number. */
const legend = document.getElementById("legend");
const narrow = matchMedia("(max-width: 860px)");

/** On a narrow screen the legend folds away, so that the picture and its details stay together. */
function foldLegend() {
  document.getElementById("filters").open = !narrow.matches;
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function sign(part) {
  const shapes = {
    agency: () => [svg("rect", { class: "swatch agency", x: 3, y: 3, width: 30, height: 14, rx: 4 })],
    collective: () => [svg("rect", { class: "swatch collective", x: 3, y: 3, width: 30, height: 14, rx: 4 })],
    task: () => [svg("circle", { class: "swatch task", cx: 18, cy: 10, r: 8 })],
    section: () => [svg("rect", { class: "swatch section", x: 3, y: 3, width: 30, height: 14 })],
    lead: () => [svg("path", { class: "swatch lead end", d: "M35 10 L26 5.5 V14.5 Z" })],
    support: () => [svg("circle", { class: "swatch support end", cx: 32, cy: 10, r: 3 })],
    responsible: () => [svg("path", { class: "swatch responsible end", d: "M35 10 L30 6 L25 10 L30 14 Z" })],
  };
  const line = ROLES.includes(part) ? [svg("path", { class: `swatch ${part}`, d: "M1 10 H28" })] : [];
  return svg("svg", { width: 36, height: 20, viewBox: "0 0 36 20", "aria-hidden": "true" }, ...line, ...shapes[part]());
}

function count(part) {
  if (ROLES.includes(part)) return assignments.filter((a) => a.role === part).length;
  return [...things.values()].filter((thing) => thing.type === part).length;
}

function showLegend() {
  const parts = state.view === "agencies" ? ["agency", "collective"] : state.view === "around" ? ["agency", "collective", "task"] : KINDS;
  const box = (part) => {
    const input = element("input", { type: "checkbox", name: part, checked: !state.off.includes(part), change: toggle });
    const name = ROLES.includes(part) ? roleName(part) : kindName(part);
    return element("label", {}, input, sign(part), name, element("span", { class: "count" }, String(count(part))));
  };
  const kept = legend.contains(document.activeElement) ? document.activeElement.name : "";
  const ring = state.view === "agencies" && linkedPairs(state.off).size < sharedClauses(state.off).size;
  const note = words(state.view === "agencies" ? "pairsNote" : "rolesNote") + (ring ? ` · ${words("ringNote", { n: DATA.facts.allPairs })}` : "");
  legend.replaceChildren(
    element("fieldset", {}, element("legend", {}, words("kinds")), ...parts.map(box)),
    element("fieldset", {}, element("legend", {}, words("roles")), ...ROLES.map(box), element("p", { class: "note" }, note)),
  );
  if (kept) legend.querySelector(`[name=${kept}]`)?.focus();
}

function toggle(event) {
  const part = event.target.name;
  go({ off: event.target.checked ? state.off.filter((one) => one !== part) : [...state.off, part] }, { replace: true });
  announce(words("announceView", { view: words(VIEW_NAMES[state.view]), n: visibleNodes().length }));
}

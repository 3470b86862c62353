/* The page as a whole: shows a state, and turns what is clicked and typed into states. */
const VIEW_NAMES = { all: "viewAll", agencies: "viewAgencies", around: "viewAround" };
const live = document.getElementById("live");

function announce(...parts) {
  live.replaceChildren(...parts.map((part) => (part instanceof Node ? part : String(part))));
}

/** Shows a state. The one place where the page changes. */
function apply(next) {
  const before = state;
  state = Object.freeze({ ...next, off: Object.freeze([...next.off]) });
  const spoken = state.lang || DATA.language;
  const turned = spoken !== language;
  language = spoken;
  if (turned || before === START) translatePage();
  if (document.activeElement !== find) find.value = state.q;
  if (turned || before === START || before.view !== state.view) showTitle();
  for (const e of document.querySelectorAll("[data-view]")) e.setAttribute("aria-pressed", String(e.dataset.view === state.view));
  if (before !== START && address({ ...before, q: "" }) === address({ ...state, q: "" })) return; // only the search has changed
  draw(state);
  if (turned || before === START || before.view !== state.view || before.off !== next.off) showLegend();
  showPanel();
  if (before !== START && before.focus !== state.focus) announceFocus();
}

function showTitle() {
  const several = DATA.facts.notices.length > 1;
  const first = DATA.facts.notices[0];
  document.getElementById("title").firstElementChild.textContent = several ? words("several", { n: DATA.facts.notices.length }) : first.title || first.label;
  const counts = [[words("units"), DATA.facts.units.length], [words("tasks"), DATA.facts.tasks.length], [words("assignments"), assignments.length]];
  document.getElementById("subtitle").replaceChildren(
    ...(several || !first.number ? [] : [source(first.number), " · "]), counts.map(([name, n]) => `${name} ${n}`).join(" · "),
  );
}

function announceFocus() {
  const thing = things.get(state.focus);
  const pair = pairOf(state.focus);
  if (pair) announce(...phrase("pairTitle", { a: nameElement(pair[0]), b: nameElement(pair[1]) }));
  else if (!thing) announce(words("announceNone"));
  else announce(...phrase("announceNode", { kind: kindName(thing.type), name: nameElement(thing), n: neighbours(thing.id).size }));
}

function clearFocus() {
  if (!state.focus) return;
  go({ focus: "" });
  stage.focus({ preventScroll: true });
}

function showView(view) {
  if (view !== "around") {
    go({ view });
  } else {
    const focused = things.get(state.focus);
    const busiest = [...things.values()].filter(isUnit).sort((one, other) => one.collective - other.collective || ofThing(other.id).length - ofThing(one.id).length)[0];
    const unit = focused && isUnit(focused) ? focused : state.unit ? things.get(state.unit) : busiest;
    if (unit) go({ view, unit: unit.id, focus: unit.id });
  }
  announce(words("announceView", { view: words(VIEW_NAMES[state.view]), n: visibleNodes().length }));
}

for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => showView(button.dataset.view));
for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => go({ lang: button.dataset.language }));
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => ({ in: () => zoom(1.3), out: () => zoom(1 / 1.3), fit: () => fit() })[button.dataset.zoom]());
}
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  find.focus();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") clearFocus(); });
const readdress = () => { if (address(readState(location.hash)) !== address(state)) apply(readState(location.hash)); };
addEventListener("popstate", readdress);
addEventListener("hashchange", readdress);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readPalette();
  drawn.looks.clear();
  draw(state);
});

narrow.addEventListener("change", foldLegend);

foldLegend();
readPalette();
apply(readState(location.hash));
if (state.q && !state.focus) showFound(true);
network.once("afterDrawing", () => {
  performance.mark("zhengtu-stable");
  document.documentElement.dataset.ready = "true";
});
network.redraw();

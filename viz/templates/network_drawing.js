/* The picture: what is drawn, moved to and walked through. */
const stage = document.getElementById("picture");
const hint = document.getElementById("hint");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network = null;
let drawn = { key: "", nodes: new Map(), edges: new Map(), looks: new Map() };
let touched = false;

/** Draws a state; only what differs from the picture before is handed to vis-network. */
function draw(of) {
  const key = [of.view, of.unit, language, of.view === "agencies" ? of.off.filter((part) => ROLES.includes(part)) : ""].join("/");
  const stays = drawn.key.split("/").slice(0, 3).join("/") === key.split("/").slice(0, 3).join("/");
  if (drawn.key !== key) {
    const made = scene(of);
    drawn = { key, nodes: new Map(made.nodes.map((n) => [n.id, n])), edges: new Map(made.edges.map((e) => [e.id, e])), looks: new Map() };
  }
  const fresh = drawn.looks.size === 0;
  const { nodes, edges } = looks(of);
  if (!fresh) {
    nodeSet.update(nodes);
    edgeSet.update(edges);
  } else {
    edgeSet.clear();
    nodeSet.clear();
    nodeSet.add(nodes.map((look) => ({ ...drawn.nodes.get(look.id), ...look })));
    edgeSet.add(edges.map((look) => ({ ...drawn.edges.get(look.id), ...look })));
  }
  if (!network) start();
  if (fresh && !stays) fit(true);
  document.getElementById("empty").hidden = visibleNodes().length > 0;
}

/** The looks that differ from those drawn. */
function looks(of) {
  const off = new Set(of.off);
  const hiddenNode = (node) => off.has(node.group) && node.id !== of.unit;
  const hiddenEdge = (edge) => off.has(edge.kind) || hiddenNode(drawn.nodes.get(edge.from)) || hiddenNode(drawn.nodes.get(edge.to));
  const edges = [...drawn.edges.values()].map((edge) => [edge, hiddenEdge(edge)]);
  const lit = highlight(of, edges.filter(([, hidden]) => !hidden).map(([edge]) => edge));
  const mode = (id) => (!lit ? "plain" : lit.focus.has(id) ? "focus" : lit.near.has(id) ? "near" : "dim");
  const changed = (item, hidden) => {
    const look = `${mode(item.id)}${hidden}`;
    return drawn.looks.get(item.id) !== look && drawn.looks.set(item.id, look);
  };
  return {
    nodes: [...drawn.nodes.values()].filter((n) => changed(n, hiddenNode(n))).map((n) => nodeLook(n, mode(n.id), hiddenNode(n))),
    edges: edges.filter(([e, hidden]) => changed(e, hidden)).map(([e, hidden]) => edgeLook(e, mode(e.id), hidden)),
  };
}

/** The focus, and what is near it; null where nothing on the picture has the focus. */
function highlight(of, edges) {
  const pair = pairOf(of.focus);
  const focus = new Set(pair ? [of.focus, pair[0].id, pair[1].id] : [of.focus]);
  if (of.view === "around" && of.focus === of.unit) return null;
  if (pair ? !pair.every((unit) => drawn.nodes.has(unit.id)) : !drawn.nodes.has(of.focus)) return null;
  const near = new Set();
  if (pair) {
    const tasks = new Set((sharedClauses(of.off).get(of.focus) || []).map((clause) => clause.split("/")[0]));
    for (const edge of edges) if (tasks.has(edge.to) && focus.has(edge.from)) near.add(edge.id).add(edge.to);
    return { focus, near };
  }
  const own = new Set([of.focus, ...(things.get(of.focus).tasks || [])]);
  for (const edge of edges) {
    if (own.has(edge.from) || own.has(edge.to)) near.add(edge.id).add(edge.from).add(edge.to);
  }
  return { focus, near };
}

function start() {
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, DATA.network.options);
  stage.firstElementChild.removeAttribute("tabindex"); // the picture itself takes the keyboard
  network.on("click", ({ pointer }) => {
    const node = network.getNodeAt(pointer.DOM);
    const edge = node ? null : network.getEdgeAt(pointer.DOM);
    if (node) go({ focus: node });
    else if (edge && pairOf(edge)) go({ focus: edge });
    else if (edge) go({ focus: drawn.edges.get(edge).to });
    else if (state.focus) go({ focus: "" });
  });
  network.on("doubleClick", ({ pointer }) => {
    const node = network.getNodeAt(pointer.DOM);
    if (node && isUnit(things.get(node))) go({ view: "around", unit: node, focus: node });
  });
  for (const event of ["zoom", "dragStart"]) network.on(event, () => { touched = true; hint.hidden = true; });
  network.on("hoverNode", ({ node, pointer }) => showHint(hintOf(node), pointer.DOM));
  network.on("hoverEdge", ({ edge, pointer }) => { if (pairOf(edge)) showHint(words("sharedCount", { n: drawn.edges.get(edge).clauses }), pointer.DOM); });
  for (const event of ["blurNode", "blurEdge"]) network.on(event, () => { hint.hidden = true; stage.style.cursor = ""; });
  addEventListener("resize", () => { if (!touched) requestAnimationFrame(() => fit(true)); });
}

function hintOf(id) {
  const thing = things.get(id);
  const text = Array.from(thing.text || "");
  if (thing.type === "task") return `${nameOf(thing)}  ${text.slice(0, 60).join("")}${text.length > 60 ? "…" : ""}`;
  return isUnit(thing) ? `${thing.name}${language === "en" && thing.english ? ` · ${thing.english}` : ""}` : thing.heading;
}

function showHint(text, { x, y }) {
  hint.textContent = text;
  hint.hidden = false;
  stage.style.cursor = "pointer";
  hint.style.left = `${Math.max(8, Math.min(x + 14, stage.clientWidth - hint.offsetWidth - 8))}px`;
  hint.style.top = `${y + 18 + hint.offsetHeight > stage.clientHeight ? y - hint.offsetHeight - 10 : y + 18}px`;
}

const visible = (item) => (drawn.looks.get(item.id) || "true").endsWith("false");
const visibleNodes = () => [...drawn.nodes.values()].filter(visible);

function neighbours(id) {
  return new Set([...drawn.edges.values()].filter((edge) => visible(edge) && (edge.from === id || edge.to === id)).map((edge) => (edge.from === id ? edge.to : edge.from)));
}

const READABLE = 0.6;

/** The least scale for a picture to begin with: on a phone one that fingers can use, elsewhere one with all labels. */
function leastScale(shown) {
  if (stage.clientWidth < 600) return READABLE;
  return DATA.network.options.nodes.scaling.label.drawThreshold / Math.min(...new Set(shown.map((n) => n.font.size)));
}

/** Shows all of the picture; where it could not be `readable` so, as much as can be read, around the busiest unit. */
function fit(readable = false) {
  const shown = visibleNodes();
  if (!shown.length) return;
  const edge = (side, sign) => shown.map((n) => n[side] + sign * extent(n)[side]).reduce((a, b) => (sign < 0 ? Math.min(a, b) : Math.max(a, b)));
  const [left, right, top, bottom] = [edge("x", -1), edge("x", 1), edge("y", -1), edge("y", 1)];
  const keys = stage.clientWidth > 600 ? 44 : 0;
  const scale = Math.min((stage.clientWidth - 24) / (right - left), (stage.clientHeight - 24 - keys) / (bottom - top), 1.3);
  const small = readable && scale < leastScale(shown);
  const middle = small ? drawn.nodes.get(state.focus) || drawn.nodes.get(state.unit) || busiest(shown) : { x: (left + right) / 2, y: (top + bottom) / 2 };
  const used = small ? READABLE : scale;
  const inside = (at, low, high, half) => (high - low < 2 * half ? (low + high) / 2 : Math.max(low + half, Math.min(high - half, at)));
  const half = { x: (stage.clientWidth / 2 - 12) / used, y: (stage.clientHeight / 2 - 12) / used };
  const centre = small ? { x: inside(middle.x, left, right, half.x), y: inside(middle.y, top, bottom, half.y) } : { x: middle.x, y: middle.y + keys / 2 / used };
  network.moveTo({ position: centre, scale: used, animation: false });
  touched = false;
}

function busiest(shown) {
  return shown.reduce((best, n) => (n.group === "agency" && ofThing(n.id).length > (best.group === "agency" ? ofThing(best.id).length : 0) ? n : best));
}

function zoom(factor) {
  touched = true;
  network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), animation: !calm.matches && { duration: 150, easingFunction: "easeOutQuad" } });
}

/** Moves the picture only where a node would be out of sight or too small to read. */
function bring(id) {
  const node = drawn.nodes.get(id);
  if (!node) return;
  const at = network.canvasToDOM({ x: node.x, y: node.y });
  const inside = at.x > 60 && at.y > 30 && at.x < stage.clientWidth - 60 && at.y < stage.clientHeight - 50;
  const scale = Math.max(network.getScale(), 0.45);
  if (inside && scale === network.getScale()) return;
  touched = true;
  network.moveTo({ position: { x: node.x, y: node.y }, scale, animation: !calm.matches && { duration: 250, easingFunction: "easeInOutQuad" } });
}

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The node to go to with an arrow key: a neighbour in that direction, else the nearest node there. */
function nextNode(key) {
  const shown = visibleNodes();
  const here = drawn.nodes.get(state.focus) || drawn.nodes.get(state.focus.split("~")[0]);
  if (!here || !shown.includes(here)) {
    const centre = network.getViewPosition();
    const gap = (n) => (n.x - centre.x) ** 2 + (n.y - centre.y) ** 2;
    return shown.reduce((best, n) => (!best || gap(n) < gap(best) ? n : best), null);
  }
  const [dx, dy] = WAYS[key];
  const beside = neighbours(here.id);
  const cost = (n) => {
    const along = (n.x - here.x) * dx + (n.y - here.y) * dy;
    const aside = Math.abs((n.x - here.x) * dy) + Math.abs((n.y - here.y) * dx);
    if (n === here || along <= 0 || aside > along * 1.8) return Infinity;
    return (along + aside * 1.5) * (beside.has(n.id) ? 0.4 : 1);
  };
  return shown.reduce((best, n) => (cost(n) < (best ? cost(best) : Infinity) ? n : best), null);
}

stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in WAYS) {
    const next = nextNode(event.key);
    if (next) {
      go({ focus: next.id }, { replace: true });
      bring(next.id);
    }
  } else if (event.key === "Enter") {
    if (state.focus) focusPanel();
  } else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
});

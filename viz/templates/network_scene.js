/* Which nodes and edges a view has, where they stand, and how they look. */
const BASE = new Map(DATA.network.nodes.map((node) => [node.id, node]));
let palette = {};

/** Colours come from the style sheet, so that the picture, the legend and the panel always agree. */
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const names = ["lead", "support", "responsible", "section-edge", "quiet", "ring", "dim", "dim-line", "dim-ink", "dim-edge", "face"];
  for (const kind of KINDS) names.push(kind, `${kind}-line`, `${kind}-ink`);
  palette = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function scene(of) {
  if (of.view === "agencies") return agenciesScene(of);
  if (of.view === "around") return aroundScene(of.unit);
  return {
    nodes: DATA.network.nodes.map((node) => placed(node.id, DATA.places[language].all[node.id])),
    edges: DATA.network.edges.map((edge) => ({ ...edge })),
  };
}

function placed(id, [x, y]) {
  const { shape, group, font } = BASE.get(id);
  return { id, x, y, shape, group, font, label: DATA.labels[language][id] };
}

function agenciesScene(of) {
  const places = DATA.places[language].agencies;
  const edges = [];
  const shared = sharedClauses(of.off);
  for (const id of linkedPairs(of.off)) {
    const [from, to] = id.split("~");
    edges.push({ id, from, to, kind: "pair", clauses: shared.get(id).length });
  }
  edges.sort((one, other) => one.clauses - other.clauses);
  return { nodes: Object.entries(places).map(([id, place]) => placed(id, place)), edges };
}

const ROW = 40;
const TASKS = 255;
const UNITS = 520;

/** One unit, its tasks in a column beside it, and beyond them the units it works with; on both sides where that reads better. */
function aroundScene(unit) {
  const own = new Map();
  for (const a of ofThing(unit)) if (!own.has(a.task) || ROLES.indexOf(a.role) < ROLES.indexOf(own.get(a.task))) own.set(a.task, a.role);
  const tasks = [...own.keys()].sort((a, b) => ROLES.indexOf(own.get(a)) - ROLES.indexOf(own.get(b)) || byId(a, b));
  const columns = [columnsOf(unit, [[], tasks]), columnsOf(unit, [tasks.slice(0, tasks.length / 2), tasks.slice(tasks.length / 2)])];
  const size = ({ width, height }) => Math.min(stage.clientWidth / width, stage.clientHeight / height);
  const { nodes } = size(columns[1]) > size(columns[0]) * 1.15 ? columns[1] : columns[0];
  const here = new Set(nodes.map((node) => node.id));
  return { nodes, edges: DATA.network.edges.filter((edge) => here.has(edge.from) && here.has(edge.to)).map((edge) => ({ ...edge })) };
}

/** Tasks to the left and right of a unit, with each partner on the side that has more of the tasks it shares. */
function columnsOf(unit, sides) {
  const sideOf = new Map(sides.flatMap((tasks, i) => tasks.map((task) => [task, i])));
  const ties = new Map();
  for (const task of sideOf.keys()) {
    for (const other of unique(ofThing(task).map((a) => a.unit))) if (other !== unit) into(ties, other, task);
  }
  const partners = [[], []];
  for (const [id, tasks] of ties) {
    const right = tasks.filter((task) => sideOf.get(task)).length;
    partners[right * 2 >= tasks.length ? 1 : 0].push(placed(id, [0, 0]));
  }
  const room = (node) => extent(node).y * 2 + 10;
  const height = Math.max(...[0, 1].map((i) => Math.max(sides[i].length * ROW, partners[i].reduce((sum, node) => sum + room(node), 0))));
  const nodes = [placed(unit, [0, 0])];
  for (const i of [0, 1]) {
    const sign = i ? 1 : -1;
    const step = Math.min(height / sides[i].length, ROW * 4);
    const at = new Map(sides[i].map((task, n) => [task, Math.round((n - (sides[i].length - 1) / 2) * step)]));
    for (const [task, y] of at) nodes.push({ ...placed(task, [sign * TASKS, y]), shape: "box", label: taskLabel(task), font: { size: 13 } });
    for (const node of partners[i]) {
      const near = ties.get(node.id).filter((task) => at.has(task));
      node.y = near.reduce((sum, task) => sum + at.get(task), 0) / near.length;
    }
    nodes.push(...column(partners[i], sign * UNITS, room));
  }
  return { nodes, width: (sides[0].length ? 2 : 1) * UNITS + 160, height };
}

/** A column of nodes near the heights they would like, none over another. */
function column(nodes, x, room) {
  nodes.sort((one, other) => one.y - other.y || byId(one.id, other.id));
  const wanted = nodes.reduce((sum, node) => sum + node.y, 0);
  nodes.forEach((node, i) => { if (i) node.y = Math.max(node.y, nodes[i - 1].y + (room(node) + room(nodes[i - 1])) / 2); });
  const shift = nodes.length ? (wanted - nodes.reduce((sum, node) => sum + node.y, 0)) / nodes.length : 0;
  return nodes.map((node) => ({ ...node, x, y: Math.round(node.y + shift) }));
}

/** Half of the room that a node takes. */
function extent({ label, font, shape }) {
  const lines = label.split("\n");
  const ems = (line) => Array.from(line).reduce((sum, c) => sum + (c > "\u2e7f" ? 1 : 0.6), 0);
  return shape === "circle" ? { x: 16, y: 16 } : { x: Math.max(...lines.map(ems)) * font.size * 0.5 + 10, y: lines.length * font.size * 0.5 + 8 };
}

function taskLabel(id) {
  const chars = Array.from(things.get(id).text.replace(/\p{C}+/gu, " "));
  return `${DATA.labels[language][id]}  ${chars.slice(0, 13).join("")}${chars.length > 13 ? "…" : ""}`;
}

/** How a node looks: plain, the focus, near it, or dimmed. */
function nodeLook(node, mode, hidden) {
  const dim = mode === "dim";
  const focus = mode === "focus";
  const line = focus ? palette.ring : dim ? palette["dim-line"] : palette[`${node.group}-line`];
  return {
    id: node.id, hidden,
    color: { background: dim ? palette.dim : palette[node.group], border: line },
    font: { ...node.font, face: palette.face, color: dim ? palette["dim-ink"] : palette[`${node.group}-ink`] },
    borderWidth: focus ? 3 : node.group === "section" ? 0.5 : 1.2,
    shapeProperties: { borderRadius: node.group === "section" ? 2 : 6, borderDashes: node.group === "collective" && !focus ? [5, 3] : false },
  };
}

const LINES = {
  lead: { width: 2.2, dashes: false, end: "arrow", size: 0.55 },
  support: { width: 1.3, dashes: [6, 5], end: "circle", size: 0.35 },
  responsible: { width: 2.4, dashes: [11, 4, 2, 4], end: "diamond", size: 0.6 },
  section: { width: 1, dashes: false },
};

/** Lines are thinner where there are very many. */
const thin = () => (drawn.edges.size > 1500 ? 0.6 : 1);

function edgeLook(edge, mode, hidden) {
  const line = LINES[edge.kind] || { width: Math.min(9, 0.6 + edge.clauses * 0.8), dashes: false };
  const plain = { section: palette["section-edge"], pair: palette[edge.clauses > 1 ? "quiet" : "section-edge"] }[edge.kind] || palette[edge.kind];
  const color = mode === "dim" ? palette["dim-edge"] : mode === "focus" && edge.kind === "pair" ? palette.ring : plain;
  return {
    id: edge.id, hidden, width: line.width * thin() + (mode === "near" || mode === "focus" ? 0.8 : 0), dashes: line.dashes,
    color: { color, highlight: color, hover: color, inherit: false },
    arrows: line.end ? { to: { enabled: mode !== "dim", type: line.end, scaleFactor: line.size } } : { to: { enabled: false } },
  };
}

/* The facts of the page, and what follows from them. */
const DATA = JSON.parse(document.getElementById("data").textContent);
const ROLES = ["lead", "responsible", "support"];
const KINDS = ["agency", "collective", "task", "section"];

const things = new Map();
const assignmentsOf = new Map();
const clauses = new Map();

function into(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

for (const unit of DATA.facts.units) things.set(unit.id, { ...unit, type: unit.collective ? "collective" : "agency" });
for (const task of DATA.facts.tasks) things.set(task.id, { ...task, type: "task" });
for (const section of DATA.facts.sections) things.set(section.id, { ...section, type: "section", tasks: [], sections: [] });
for (const task of DATA.facts.tasks) if (task.section) things.get(task.section).tasks.push(task.id);
for (const section of DATA.facts.sections) if (section.parent) things.get(section.parent).sections.push(section.id);
const assignments = DATA.facts.assignments.map(([task, clause, unit, role, written, start, end]) => ({ task, clause, unit, role, written, start, end }));
for (const a of assignments) {
  into(assignmentsOf, a.task, a);
  into(assignmentsOf, a.unit, a);
  into(clauses, `${a.task}/${a.clause}`, a);
}

const byKey = new Map([...things.values()].map((thing) => [thing.key, thing.id]));

/** What stands in an address for an id, of a thing or of a pair: keys stay the same when the graph is built anew. */
const keyOf = (id) => id.split("~").map((part) => things.get(part).key).join("~");

/** The id for what stands in an address; nothing where the page does not have it. */
function idOf(key) {
  const ids = key.split("~", 3).map((part) => byKey.get(part));
  if (!ids.every(Boolean)) return "";
  const id = ids.sort(byId).join("~");
  return things.has(id) || pairOf(id) ? id : "";
}

const ofThing = (id) => assignmentsOf.get(id) || [];
const isUnit = (thing) => thing.type === "agency" || thing.type === "collective";
const roleName = (role) => DATA.facts.terms.roles[role][language];
const kindName = (kind) => DATA.facts.terms.kinds[kind][language];
const notice = (thing) => DATA.facts.notices[thing.notice];
const unique = (list) => [...new Set(list)];

/** What a thing is called in a list. */
function nameOf(thing) {
  if (thing.type === "task") return words("task", { n: thing.number }) + (DATA.facts.notices.length > 1 ? ` · ${notice(thing).label}` : "");
  if (thing.type === "section") return thing.heading;
  return language === "en" && thing.english ? thing.english : thing.short;
}

/** The same for the page: marked as Chinese where it is. */
function nameElement(thing) {
  const own = thing.type === "task" || (isUnit(thing) && language === "en" && thing.english);
  return own ? element("bdi", {}, nameOf(thing)) : source(nameOf(thing));
}

/** How many clauses a list of assignments stands in, as the table of bottlenecks counts them. */
const clauseCount = (list) => new Set(list.map((a) => `${a.task}/${a.clause}`)).size;

const pairsKept = { roles: null, pairs: null, linked: null };

/** Pairs of units that share clauses, by id (u1~u2), without the roles in `off`; kept until other roles are asked for. */
function sharedClauses(off) {
  return pairsOf(off).pairs;
}

/** Those of them that are drawn as lines. */
function linkedPairs(off) {
  return pairsOf(off).linked;
}

function pairsOf(off) {
  const roles = ROLES.filter((role) => !off.includes(role));
  if (pairsKept.roles === roles.join()) return pairsKept;
  const pairs = new Map();
  const drawn = new Set();
  for (const [clause, all] of clauses) {
    const units = unique(all.filter((a) => roles.includes(a.role)).map((a) => a.unit)).sort(byId);
    for (let i = 0; i < units.length; i += 1) {
      for (let j = i + 1; j < units.length; j += 1) {
        into(pairs, `${units[i]}~${units[j]}`, clause);
        if (linked(i, j, units.length)) drawn.add(`${units[i]}~${units[j]}`);
      }
    }
  }
  return Object.assign(pairsKept, { roles: roles.join(), pairs, linked: drawn });
}

/** Whether a line links two of a clause's units, by their places among them; `_linked` in network_data.py says why. */
function linked(i, j, count) {
  return count <= DATA.facts.allPairs || j - i === 1 || j - i === count - 1;
}

function byId(one, other) {
  return Number(one.slice(1)) - Number(other.slice(1));
}

/** The two units of a pair's id; null where it is none. */
function pairOf(id) {
  const parts = id.split("~");
  const both = parts.length === 2 ? parts.map((part) => things.get(part)) : [];
  return both.length === 2 && both.every((thing) => thing && isUnit(thing)) && byId(parts[0], parts[1]) < 0 ? both : null;
}

/** Where an assignment's written name stands in its task's quote, in code points; null where it stands elsewhere. */
function within(task, chars, a) {
  const from = a.start - task.start;
  const to = a.end - task.start;
  return from >= 0 && to <= chars.length && from < to && chars.slice(from, to).join("") === a.written ? { from, to, role: a.role } : null;
}

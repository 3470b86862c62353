/* The details of what has the focus: a task, a unit, a section, a pair; else an overview. */
const panel = document.getElementById("panel");
const LONG = 200;

function showPanel() {
  const thing = things.get(state.focus);
  const pair = pairOf(state.focus);
  const made = pair ? pairPanel(state.focus, pair) : !thing ? overview() : thing.type === "task" ? taskPanel(thing) : thing.type === "section" ? sectionPanel(thing) : unitPanel(thing);
  panel.replaceChildren(...made.filter((part) => part !== null));
  panel.scrollTop = 0;
}

function focusPanel() {
  const head = panel.querySelector("h2");
  if (head) head.focus();
}

const over = (...parts) => element("p", { class: "over" }, ...parts.flatMap((part, i) => (i ? [" · ", part] : [part])));
const head = (...parts) => element("h2", { tabindex: "-1" }, ...parts);
const below = (text, count = null) => element("h3", {}, text, count === null ? null : element("span", { class: "count" }, String(count)));
const link = (id) => ({ type: "button", click: () => pick(id) });

function pick(id) {
  go({ focus: id });
  bring(id);
  focusPanel();
}

function figures(pairs) {
  return element("dl", { class: "figures" }, ...pairs.map(([name, n]) => element("div", {}, element("dt", {}, name), element("dd", {}, String(n)))));
}

/** A list of buttons; what is beyond `LONG` is left to the search. */
function rows(items, row) {
  const list = element("ul", { class: "rows" }, ...items.slice(0, LONG).map((item) => element("li", {}, row(item))));
  return items.length > LONG ? element("div", {}, list, element("p", { class: "fine" }, words("more", { n: items.length - LONG }))) : list;
}

function taskRow(task, where = null) {
  const text = where || element("span", { class: "what clip" }, source(task.text));
  return element("button", link(task.id), element("span", { class: "number" }, DATA.labels[language][task.id]), text);
}

function unitRow(unit, tally, id = unit.id) {
  const button = element("button", link(id), element("span", { class: "what" }, nameElement(unit)), element("span"), element("span", { class: "tally" }, tally));
  return button;
}

/** Clauses by role, and the number of tasks that they belong to. */
function loadOf(list) {
  const roles = ROLES.map((role) => [roleName(role), clauseCount(list.filter((a) => a.role === role))]).filter(([, n]) => n);
  return [...roles, [words("tasks"), unique(list.map((a) => a.task)).length]];
}

function loadRow([unit, list]) {
  const button = unitRow(unit, loadOf(list).map(([name, n]) => `${name} ${n}`).join(" · "));
  button.classList.add("load");
  return button;
}

const byLoad = (one, other) => clauseCount(other[1]) - clauseCount(one[1]);

function unitChips(list) {
  return ROLES.flatMap((role) => {
    const units = unique(list.filter((a) => a.role === role).map((a) => a.unit));
    const chip = (id) => element("li", {}, element("button", { ...link(id), class: role, title: things.get(id).name }, nameElement(things.get(id))));
    return units.length ? [below(words("unitsOf", { role: roleName(role) }), units.length), element("ul", { class: "chips" }, ...units.map(chip))] : [];
  });
}

function clearButton() {
  return element("button", { type: "button", click: clearFocus }, words("clear"));
}

function wholeButton() {
  return state.view === "all" ? null : element("button", { type: "button", click: () => { go({ view: "all" }); bring(state.focus); } }, words("backToAll"));
}

function taskPanel(task) {
  const list = ofThing(task.id);
  const chars = Array.from(task.quote);
  const outside = list.filter((a) => !within(task, chars, a));
  const section = things.get(task.section);
  return [
    over(source(notice(task).label), ...(section ? [source(section.heading)] : [])),
    head(words("task", { n: task.number })),
    ...(list.length ? unitChips(list) : [element("p", { class: "fine" }, words("noUnits"))]),
    below(words("words")),
    quote(task, chars),
    element("p", { class: "fine" }, words("place", { a: task.start + 1, b: task.start + chars.length })),
    ...(outside.length ? [below(words("elsewhere")), element("ul", {}, ...outside.map((a) => element("li", {},
      element("mark", { class: a.role }, source(a.written)), ` ${roleName(a.role)} · ${words("place", { a: a.start + 1, b: a.end })}`)))] : []),
    ...(section ? [below(words("inSection")), element("div", { class: "rows" }, element("button", link(section.id), element("span", { class: "what" }, source(section.heading))))] : []),
    element("div", { class: "actions" }, wholeButton(), clearButton()),
  ];
}

/** The notice's words, clause by clause, with the names that they give to units marked by role. */
function quote(task, chars) {
  const ends = task.clauses.length ? task.clauses : [[1, chars.length]];
  let from = 0;
  const parts = ends.map(([number, end]) => {
    const part = element("p", {}, ends.length > 1 ? element("span", { class: "clause" }, words("clause", { n: number })) : null,
      element("span", { class: "words", lang: "zh-CN" }, marked(task, chars, from, end)));
    from = end;
    return part;
  });
  return element("blockquote", { class: "quote" }, ...parts);
}

function marked(task, chars, from, end, list = ofThing(task.id)) {
  const text = element("bdi", {});
  const found = list.map((a) => within(task, chars, a)).filter((m) => m && m.from >= from && m.to <= end).sort((a, b) => a.from - b.from);
  let at = from;
  for (const mark of found) {
    if (mark.from < at) continue;
    text.append(chars.slice(at, mark.from).join(""), element("mark", { class: mark.role, title: roleName(mark.role) }, chars.slice(mark.from, mark.to).join("")));
    at = mark.to;
  }
  text.append(chars.slice(at, end).join(""));
  return text;
}

/** A unit's written name with a few words before and after it. */
function inContext(task, a) {
  const chars = Array.from(task.quote);
  const at = within(task, chars, a);
  if (!at) return element("span", { class: "where" }, element("mark", { class: a.role }, source(a.written)), ` · ${words("place", { a: a.start + 1, b: a.end })}`);
  const from = Math.max(0, at.from - 18);
  const to = Math.min(chars.length, at.to + 12);
  return element("span", { class: "where", lang: "zh-CN" }, from ? "…" : "", marked(task, chars, from, to, [a]), to < chars.length ? "…" : "");
}

function unitPanel(unit) {
  const list = ofThing(unit.id);
  const kind = unit.kind === null ? kindName(unit.type) : DATA.facts.terms.unitKinds[unit.kind][language];
  const names = unit.names.filter((name) => name !== unit.short);
  return [
    over(kind),
    head(source(unit.name)),
    unit.english ? element("p", { class: "english", lang: "en" }, unit.english) : null,
    figures(loadOf(list).map(([name, n], i, all) => [i < all.length - 1 ? words("clausesOf", { role: name }) : name, n])),
    element("div", { class: "actions" },
      state.view === "around" && state.unit === unit.id ? null
        : element("button", { type: "button", class: "main", click: () => go({ view: "around", unit: unit.id, focus: unit.id }) }, words("around")),
      wholeButton(), clearButton()),
    unit.names.length ? element("details", {}, element("summary", {}, words("otherNames", { n: unit.names.length })),
      element("ul", { class: "names" }, ...[...(unit.short === unit.name ? [] : [unit.short]), ...names].map((name) => element("li", {}, source(name))))) : null,
    ...ROLES.flatMap((role) => {
      const mine = list.filter((a) => a.role === role);
      return mine.length ? [below(words("clausesOf", { role: roleName(role) }), clauseCount(mine)), rows(mine, (a) => {
        const task = things.get(a.task);
        const button = taskRow(task);
        if (task.clauses.length > 1) button.append(element("span", { class: "where" }, words("clause", { n: a.clause })));
        button.append(inContext(task, a));
        return button;
      })] : [];
    }),
    ...partners(unit),
  ];
}

function partners(unit) {
  const all = [...sharedClauses(state.off)].filter(([id]) => id.split("~").includes(unit.id));
  all.sort((one, other) => other[1].length - one[1].length);
  return all.length ? [below(words("together"), all.length), rows(all, ([id, shared]) => {
    const other = id.split("~").find((part) => part !== unit.id);
    return unitRow(things.get(other), words("sharedCount", { n: shared.length }), id);
  })] : [];
}

function sectionPanel(section) {
  const nested = new Set([section.id]); // a graph may say that a section lies in itself
  for (const id of nested) things.get(id).sections.forEach((sub) => nested.add(sub));
  const inside = unique([...nested].flatMap((id) => things.get(id).tasks)).sort(byId);
  const list = inside.flatMap(ofThing);
  const units = unique(list.map((a) => a.unit)).map((id) => [things.get(id), list.filter((a) => a.unit === id)]);
  units.sort(byLoad);
  return [
    over(source(notice(section).label), kindName("section")),
    head(source(section.heading)),
    figures([[words("tasks"), inside.length], [words("units"), units.length]]),
    element("div", { class: "actions" }, wholeButton(), clearButton()),
    ...(section.sections.length ? [below(words("subsections")), rows(section.sections, (id) => element("button", link(id), element("span", { class: "what" }, source(things.get(id).heading))))] : []),
    below(words("tasksHere"), inside.length), rows(inside, (id) => taskRow(things.get(id))),
    below(words("unitsHere"), units.length), rows(units, loadRow),
  ];
}

function pairPanel(id, [one, other]) {
  const shared = sharedClauses(state.off).get(id) || [];
  return [
    over(words("shared"), words("sharedCount", { n: shared.length })),
    head(nameElement(one), " — ", nameElement(other)),
    element("div", { class: "actions" }, ...[one, other].map((unit) => element("button", link(unit.id), nameElement(unit))), wholeButton(), clearButton()),
    below(words("shared"), shared.length),
    rows(shared, (key) => {
      const list = clauses.get(key).filter((a) => a.unit === one.id || a.unit === other.id);
      const task = things.get(list[0].task);
      const button = taskRow(task);
      for (const a of list) button.append(element("span", { class: "where" }, `${roleName(a.role)} · `, element("mark", { class: a.role }, source(a.written))));
      return button;
    }),
  ];
}

function overview() {
  const units = [...things.values()].filter(isUnit).map((unit) => [unit, ofThing(unit.id)]);
  units.sort(byLoad);
  const pairs = state.view === "agencies" ? [...sharedClauses(state.off)].sort((one, other) => other[1].length - one[1].length) : [];
  const several = DATA.facts.notices.length > 1;
  return [
    head(words(state.view === "agencies" ? "overviewAgencies" : "overview")),
    figures([...(several ? [[words("notices"), DATA.facts.notices.length]] : []), [words("units"), units.length], [words("tasks"), DATA.facts.tasks.length], [words("sections"), DATA.facts.sections.length], [words("assignments"), assignments.length]]),
    ...(several ? [below(words("notices")), element("ul", {}, ...DATA.facts.notices.slice(0, LONG).map((n) => element("li", {}, source(n.number ? `${n.number} ${n.title}` : n.label))))] : []),
    ...(state.view === "agencies" ? [below(words("pairs"), pairs.length), rows(pairs, ([id, shared]) => {
      const [one, other] = pairOf(id);
      return element("button", link(id), element("span", { class: "what" }, nameElement(one), " — ", nameElement(other)), element("span"), element("span", { class: "tally" }, words("sharedCount", { n: shared.length })));
    })] : []),
    below(words("unitsByClauses"), units.length), rows(units, loadRow),
    below(words("sections"), DATA.facts.sections.length), rows(DATA.facts.sections, (s) => element("button", link(s.id), element("span", { class: "what" }, source(s.heading)), element("span"), element("span", { class: "tally" }, `${words("tasks")} ${things.get(s.id).tasks.length}`))),
  ];
}

/* What the page says, in both languages; {name} is filled in. */
const WORDS = {
  zh: {
    skip: "跳到搜索", language: "语言", tools: "视图、搜索与图例", views: "视图",
    viewAll: "全部", viewAgencies: "单位之间", viewAround: "单位周边",
    find: "搜索", findHint: "单位名称、任务文字或编号", found: "搜索结果", nothingFound: "没有找到",
    stage: "关系图", picture: "任务分工关系图", zoom: "缩放", zoomIn: "放大", zoomOut: "缩小", fit: "全图",
    keys: "点选节点看详情；方向键移动，Enter 看详情，Esc 取消",
    emptyPicture: "没有可显示的内容；请在图例中勾选",
    panel: "详情", foot: "由政图生成，离线可用，不访问任何网络。",
    filters: "图例与筛选", overview: "概览", overviewAgencies: "谁和谁共事",
    kinds: "节点", roles: "角色", rolesNote: "连线从单位指向任务", pairsNote: "连线越粗，共同承担的条款越多",
    ringNote: "超过 {n} 个单位的条款，连线只连成一圈；详情列出全部",
    task: "任务 {n}", section: "章节", unit: "单位", notice: "公文", clause: "第 {n} 条款",
    otherNames: "其他名称（{n}）", around: "查看单位周边", backToAll: "在全图中查看", clear: "取消选择",
    clausesOf: "{role}条款", unitsOf: "{role}单位", words: "公文原文", elsewhere: "在任务文字之外写明的单位",
    place: "原文第 {a} 至 {b} 字", together: "共同承担条款的单位", noUnits: "没有写明单位", inSection: "所属章节",
    tasks: "任务", units: "单位", sections: "章节", notices: "公文", assignments: "分工",
    tasksHere: "本章节的任务", unitsHere: "本章节的单位", subsections: "下级章节",
    unitsByClauses: "单位（按条款数）", pairs: "共同承担条款最多的单位", shared: "共同承担的条款", sharedCount: "{n} 个条款",
    pairTitle: "{a} 与 {b}", several: "{n} 份公文的任务分工", more: "另有 {n} 项，请用搜索",
    announceNode: "{kind}：{name}，相连 {n} 个", announceNone: "已取消选择", announceView: "{view}，{n} 个节点",
    announceFound: "{n} 个结果",
  },
  en: {
    skip: "Skip to search", language: "Language", tools: "Views, search and legend", views: "Views",
    viewAll: "All", viewAgencies: "Agencies", viewAround: "Around one",
    find: "Search", findHint: "Unit, task words or number", found: "Results", nothingFound: "Nothing found",
    stage: "Network", picture: "Network of units and tasks", zoom: "Zoom", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Fit",
    keys: "Click a node for details; arrow keys move, Enter reads, Esc clears",
    emptyPicture: "Nothing to show; tick something in the legend",
    panel: "Details", foot: "Made by Zhengtu. Works offline and never goes online.",
    filters: "Legend and filters", overview: "Overview", overviewAgencies: "Who works with whom",
    kinds: "Nodes", roles: "Roles", rolesNote: "Lines run from a unit to its task", pairsNote: "The wider a line, the more clauses are shared",
    ringNote: "A clause of more than {n} units is drawn as a ring; the details list all pairs",
    task: "Task {n}", section: "section", unit: "unit", notice: "notice", clause: "Clause {n}",
    otherNames: "Other names ({n})", around: "Show its surroundings", backToAll: "Show in the whole", clear: "Clear",
    clausesOf: "Clauses: {role}", unitsOf: "Units: {role}", words: "The notice’s words", elsewhere: "Units stated outside the task’s words",
    place: "Characters {a} to {b} of the notice", together: "Units it shares clauses with", noUnits: "No unit is named", inSection: "Section",
    tasks: "tasks", units: "units", sections: "sections", notices: "notices", assignments: "assignments",
    tasksHere: "Tasks of this section", unitsHere: "Units of this section", subsections: "Subsections",
    unitsByClauses: "Units (by clauses)", pairs: "Units that share most clauses", shared: "Shared clauses", sharedCount: "Clauses: {n}",
    pairTitle: "{a} and {b}", several: "Assignments of {n} notices", more: "{n} more; use the search",
    announceNode: "{kind}: {name}, connected to {n}", announceNone: "Selection cleared", announceView: "{view}, nodes: {n}",
    announceFound: "Results: {n}",
  },
};
let language = "zh";

/** Words in parts, with values (texts, numbers or elements) where they belong. */
function phrase(key, values) {
  return WORDS[language][key].split(/(\{\w+\})/).map((part) => (part.startsWith("{") ? values[part.slice(1, -1)] : part));
}

function words(key, values = {}) {
  return phrase(key, values).join("");
}

/** Puts the words of the present language wherever the page asks for them. */
function translatePage() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const e of document.querySelectorAll("[data-words]")) e.textContent = words(e.dataset.words);
  for (const e of document.querySelectorAll("[data-label]")) e.setAttribute("aria-label", words(e.dataset.label));
  for (const e of document.querySelectorAll("[data-placeholder]")) e.placeholder = words(e.dataset.placeholder);
  for (const e of document.querySelectorAll("[data-language]")) e.setAttribute("aria-pressed", String(e.dataset.language === language));
}

/** An element; what a notice says only ever becomes a text node. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A name or words of a notice: Chinese, and shut off from the writing direction around it. */
function source(text) {
  return element("bdi", { lang: "zh-CN" }, text);
}

"use strict";
// What a mark was read as, and the row that corrects it. Offsets are counted in code points, as in the graph.
(() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const columns = Object.keys(DATA.columns);
  const text = $("text");
  const kept = [];
  // Kinds of rows that name a unit, and that say what a notice or a heading should read.
  const UNIT = new Set(["assignment", "issuer"]);
  const SHOULD_BE = new Set(["title", "document_number", "issued", "heading"]);
  const ONLY = { heading: ["change"], open_list: ["add", "remove"] };
  let cells = null;
  let opened = null;

  const chinese = () => document.documentElement.lang !== "en";
  const label = (column) => (chinese() ? DATA.columns[column] : column);
  const word = (column, value) => (chinese() && DATA.words[column]?.[value]) || value;
  const name = (kind) => DATA.kinds[kind][chinese() ? "zh" : "en"];
  const said = (key) => $("words").content.querySelector(`[data-word="${key}"] .${chinese() ? "zh" : "en"}`).textContent;

  function element(tag, content, attributes = {}) {
    const made = document.createElement(tag);
    if (content !== undefined) made.textContent = content;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** A cell that no spreadsheet takes for a formula. */
  const guarded = (cell) => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const plain = (cell) => cell.replace(/[\t\r\n]+/g, " ");

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  };

  /** The row as it stands: the cells of what is shown, and what the form says. */
  function current() {
    const row = { ...cells, action: $("action").value, text_sha256: DATA.digest };
    if (!$("kind-label").hidden) row.kind = $("kind").value;
    if (!$("role-label").hidden && row.kind === "assignment") row.role = $("role").value;
    if (row.kind !== "assignment") delete row.role;
    if (UNIT.has(row.kind) && $("unit").value.trim() !== (cells.unit ?? "")) {
      row.unit = $("unit").value.trim();
      delete row.scope;
    }
    if (SHOULD_BE.has(row.kind) && $("should-be").value.trim()) row.should_be = $("should-be").value.trim();
    if (row.action === "remove") for (const column of columns) if (!["action", "kind", "task", "clause", "number", "start", "end", "words", "text_sha256", ...(row.kind === "target" ? ["indicator"] : [])].includes(column)) delete row[column];
    if ($("by").value.trim()) Object.assign(row, { by: $("by").value.trim(), date: today() });
    return row;
  }

  const listed = (row) => columns.map((column) => guarded(word(column, row[column] ?? "")));
  const asCsv = (rows) => rows.map((row) => row.map(quoted).join(",")).join("\r\n");
  const heads = () => columns.map(label);

  function showRow() {
    $("row").value = asCsv([listed(current())]);
    $("said").textContent = "";
  }

  function options(select, column, values, chosen) {
    select.replaceChildren(...values.map((value) => element("option", word(column, value), { value })));
    select.value = chosen;
  }

  function open() {
    $("panel").hidden = false;
    document.querySelector(".work").classList.add("open");
  }

  function close() {
    $("panel").hidden = true;
    document.querySelector(".work").classList.remove("open");
    for (const on of text.querySelectorAll(".on")) on.classList.remove("on");
    const back = opened;
    opened = null;
    cells = null;
    back?.focus();
  }

  function facts(mark) {
    const list = element("dl");
    for (const column of columns) {
      const value = mark.cells[column];
      if (!value || ["kind", "start", "end"].includes(column)) continue;
      list.append(element("dt", label(column)), element("dd", word(column, value)));
    }
    list.append(element("dt", `${label("start")}–${label("end")}`), element("dd", `${mark.cells.start}–${mark.cells.end}`));
    const box = element("section");
    box.append(element("h3", name(mark.kind)), list);
    if (mark.person !== undefined) box.append(element("p", `${said("corrected")}${mark.person ? ": " + mark.person : ""}`));
    const [start, end] = [Number(mark.cells.start), Number(mark.cells.end)];
    for (const [from, to, code, detail] of DATA.doubts)
      if (from < end && start < to && to - from < 400) {
        const told = DATA.notes[code]?.[chinese() ? "zh" : "en"];
        box.append(element("p", [told, detail[chinese() ? "zh" : "en"]].filter(Boolean).join(": ")));
      }
    return box;
  }

  /** Shows the marks of a stretch of the text; the first of them is the one to correct. */
  function show(stretch) {
    const numbers = stretch.dataset.m.split(" ").map(Number);
    for (const on of text.querySelectorAll(".on")) on.classList.remove("on");
    const first = numbers[0];
    for (const part of text.querySelectorAll(`[data-m~="${first}"]`)) part.classList.add("on");
    opened = stretch;
    pick(numbers, first);
    open();
    stretch.scrollIntoView({ block: "nearest" });
  }

  function pick(numbers, chosen) {
    const mark = DATA.marks[chosen];
    cells = mark.cells;
    $("facts").replaceChildren(...numbers.map((n) => {
      const box = facts(DATA.marks[n]);
      if (numbers.length > 1) {
        const choose = element("input", undefined, { type: "radio", name: "which", "aria-label": name(DATA.marks[n].kind) });
        choose.checked = n === chosen;
        choose.addEventListener("change", () => { cells = DATA.marks[n].cells; form(DATA.marks[n]); showRow(); });
        box.querySelector("h3").prepend(choose, " ");
      }
      return box;
    }));
    form(mark);
    showRow();
  }

  function form(mark) {
    const unread = mark.kind === "unread";
    options($("action"), "action", unread ? ["remove"] : ["change", "remove"], unread ? "remove" : "change");
    $("kind-label").hidden = true;
    fields(mark.cells.kind);
    $("unit").value = mark.cells.unit ?? "";
    if (mark.cells.kind === "assignment") options($("role"), "role", ["lead", "support", "responsible"], mark.cells.role);
  }

  /** Shows the fields that a kind of row has. */
  function fields(kind) {
    $("role-label").hidden = kind !== "assignment";
    $("unit-label").hidden = !UNIT.has(kind);
    $("should-be-label").hidden = !SHOULD_BE.has(kind);
  }

  /** What a row about selected words can do: change what the notice says of itself, add anything else. */
  function actions(kind) {
    if (ONLY[kind]) return ONLY[kind];
    return SHOULD_BE.has(kind) || kind === "issuer" ? ["change", "add", "remove"] : ["add"];
  }

  // ── words that the reader selects

  const length = (words) => Array.from(words).length;

  /** Where a point of the page stands in the text, in code points; nothing outside the text. */
  function offset(node, at) {
    const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".line");
    if (!line || !text.contains(line)) return null;
    const range = document.createRange();
    range.selectNodeContents(line);
    range.setEnd(node, at);
    return Number(line.dataset.at) + length(range.toString());
  }

  function selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (start === null || end === null || end <= start || end - start > 2000) return;
    const words = range.toString().replace(/[\s\ufffd]+/g, "");
    if (!words) return;
    cells = { start: String(start), end: String(end), words };
    for (const on of text.querySelectorAll(".on")) on.classList.remove("on");
    opened = null;
    const list = element("dl");
    for (const column of ["words", "start", "end"]) list.append(element("dt", label(column)), element("dd", cells[column]));
    $("facts").replaceChildren(list);
    options($("action"), "action", ["add"], "add");
    const kinds = ["assignment", "citation", "target", "deadline", "clause", "task", "open_list", "heading", "title", "document_number", "issuer", "issued"];
    options($("kind"), "kind", kinds, "assignment");
    options($("role"), "role", ["lead", "support", "responsible"], "responsible");
    $("kind-label").hidden = false;
    fields("assignment");
    $("unit").value = $("should-be").value = "";
    showRow();
    open();
  }

  // ── copying and keeping

  async function copy(content) {
    try {
      await navigator.clipboard.writeText(content);
    } catch {
      // A page from a file may not write to the clipboard: let the reader's own command do it.
      const box = element("textarea", content);
      $("panel").append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
    $("said").textContent = said("copied");
  }

  function showKept() {
    $("kept").hidden = kept.length === 0;
    $("rows").replaceChildren(...kept.map((row, n) => {
      const item = element("li", `${word("action", row.action)} ${word("kind", row.kind)} ${row.words.slice(0, 40)} `);
      const drop = element("button", said("drop"), { type: "button" });
      drop.addEventListener("click", () => { kept.splice(n, 1); showKept(); });
      item.append(drop);
      return item;
    }));
  }

  function save() {
    const content = `\ufeff${asCsv([heads(), ...kept.map(listed)])}\r\n`;
    const address = URL.createObjectURL(new Blob([content], { type: "text/csv" }));
    const link = element("a", undefined, { href: address, download: `${DATA.file}.corrections.csv` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  $("copy").addEventListener("click", () => copy(listed(current()).map(plain).join("\t")));
  $("copy-csv").addEventListener("click", () => copy(asCsv([listed(current())])));
  $("keep").addEventListener("click", () => { kept.push(current()); showKept(); });
  $("save").addEventListener("click", save);
  $("close").addEventListener("click", close);
  $("kind").addEventListener("change", () => {
    const can = actions($("kind").value);
    options($("action"), "action", can, can[0]);
    fields($("kind").value);
    showRow();
  });
  for (const id of ["action", "role"]) $(id).addEventListener("change", showRow);
  for (const id of ["by", "unit", "should-be"]) $(id).addEventListener("input", () => cells && showRow());
  text.addEventListener("click", (event) => {
    const stretch = event.target.closest(".m");
    if (stretch && getSelection().isCollapsed) show(stretch);
  });
  text.addEventListener("pointerup", () => setTimeout(selected));
  document.addEventListener("keyup", (event) => { if (event.shiftKey) selected(); });
  text.addEventListener("mouseover", (event) => {
    const stretch = event.target.closest(".m");
    if (!stretch || stretch.title) return;
    const mark = DATA.marks[Number(stretch.dataset.m.split(" ")[0])];
    const told = ["unit", "document", "indicator", "deadline"].map((c) => mark.cells[c]).filter(Boolean);
    stretch.title = [name(mark.kind), ...told].join(" · ");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !$("panel").hidden) close();
    const stretch = event.target.closest?.("#text .m");
    if (stretch && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      show(stretch);
    }
  });
  const follow = () => {
    const anchor = location.hash && $(location.hash.slice(1));
    const stretch = anchor?.nextElementSibling?.closest(".m") || anchor?.parentElement?.querySelector(`[data-m~="${location.hash.slice(2)}"]`);
    if (stretch && location.hash.startsWith("#m")) {
      stretch.focus();
      show(stretch);
    }
  };
  addEventListener("hashchange", follow);
  // On paper nobody can open a list.
  const closed = [];
  addEventListener("beforeprint", () => {
    for (const list of document.querySelectorAll("details:not([open])")) {
      list.open = true;
      closed.push(list);
    }
  });
  addEventListener("afterprint", () => { for (const list of closed.splice(0)) list.open = false; });
  new MutationObserver(() => {
    for (const titled of text.querySelectorAll(".m[title]")) titled.removeAttribute("title");
    showKept();
    if (opened) show(opened);
    else if (cells) showRow();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  follow();
})();

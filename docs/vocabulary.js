"use strict";
// One language at a time, and a filter. Nothing is kept: a page opened again starts in the browser's language.
const root = document.documentElement;
root.classList.add("one");
root.lang = navigator.language.startsWith("zh") ? "zh-CN" : "en";
document.addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("language");
  const field = document.getElementById("filter");
  const found = document.getElementById("found");
  const contents = document.querySelector(".contents");
  const terms = [...document.querySelectorAll("main [data-term]")];
  const links = new Map([...document.querySelectorAll("nav [data-term]")].map((e) => [e.dataset.term, e]));
  const words = new Map(terms.map((e) => [e, e.textContent.toLowerCase()]));
  const told = () => {
    const shown = terms.filter((e) => !e.closest("[hidden]")).length;
    const text = root.lang === "en" ? `${shown} of ${terms.length} terms` : `${terms.length} 个术语中的 ${shown} 个`;
    found.textContent = field.value.trim() ? text : "";
  };
  const filter = () => {
    const wanted = field.value.trim().toLowerCase();
    for (const e of terms) {
      e.hidden = !words.get(e).includes(wanted);
      const link = links.get(e.dataset.term);
      if (link) link.hidden = e.hidden;
    }
    for (const e of document.querySelectorAll(".group")) e.hidden = !e.querySelector("article:not([hidden])");
    for (const e of document.querySelectorAll("main > section")) {
      e.hidden = wanted !== "" && !e.querySelector("[data-term]:not([hidden])");
    }
    told();
  };
  const reveal = () => {
    const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!aim || !aim.closest("[hidden]")) return;
    field.value = "";
    filter();
    aim.scrollIntoView();
  };
  button.hidden = false;
  field.parentElement.hidden = false;
  if (matchMedia("(max-width: 60rem)").matches) contents.open = false;
  button.addEventListener("click", () => {
    root.lang = root.lang === "en" ? "zh-CN" : "en";
    told();
  });
  field.addEventListener("input", filter);
  addEventListener("hashchange", reveal);
});

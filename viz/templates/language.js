"use strict";
// The switch between Chinese and English; the choice is kept in the address.
(() => {
  const button = document.getElementById("language");
  const show = (language) => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = document.body.dataset[language === "zh" ? "titleZh" : "titleEn"];
  };
  const address = new URL(location.href);
  const wanted = address.searchParams.get("lang");
  if (wanted === "zh" || wanted === "en") show(wanted);
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = document.documentElement.lang === "en" ? "zh" : "en";
    show(next);
    address.searchParams.set("lang", next);
    address.hash = location.hash;
    try {
      history.replaceState(null, "", address);
    } catch {
      location.replace(address); // some browsers keep scripts of local files from the history
    }
  });
})();

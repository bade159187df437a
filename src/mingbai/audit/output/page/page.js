"use strict";
(function () {
  const root = document.documentElement;
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const remember = (key, value) => { try { localStorage.setItem("mingbai-" + key, value); } catch (_) { /* a file may have no store */ } };
  const recall = (key) => { try { return localStorage.getItem("mingbai-" + key); } catch (_) { return null; } };

  all(".tools, .pick").forEach((part) => { part.hidden = false; });

  // language
  const speak = (language) => {
    root.dataset.lang = language;
    root.lang = language === "en" ? "en" : "zh-CN";
    all("option[data-zh]").forEach((option) => { option.textContent = option.dataset[language]; });
  };
  const asked = recall("lang");
  if (asked === "zh" || asked === "en") speak(asked);
  document.getElementById("lang").addEventListener("click", () => {
    const next = root.dataset.lang === "en" ? "zh" : "en";
    speak(next);
    remember("lang", next);
  });

  // light and dark
  const themes = ["auto", "light", "dark"];
  const paint = (theme) => { root.dataset.theme = themes.includes(theme) ? theme : "auto"; };
  paint(recall("theme"));
  document.getElementById("theme").addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
    paint(next);
    remember("theme", next);
  });

  // filter: severities are done by style alone; the check here
  const pick = document.getElementById("check");
  const filter = () => {
    const check = pick ? pick.value : "";
    all(".f").forEach((card) => { card.classList.toggle("off", check !== "" && card.dataset.check !== check); });
    all(".found, .pair").forEach((list) => {
      const none = list.querySelector(".none");
      if (none) none.hidden = all(".f", list).some((card) => getComputedStyle(card).display !== "none");
    });
  };
  if (pick) pick.addEventListener("change", filter);
  all(".filter input").forEach((box) => box.addEventListener("change", filter));

  // places
  const open = (element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };
  const goto = () => {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (_) { return; }
    if (!target) return;
    open(target);
    target.scrollIntoView({ block: target.classList.contains("report") ? "start" : "center" });
    if (target.classList.contains("f")) target.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", goto);
  if (location.hash) goto();

  // keys
  const cards = () => all(".f").filter((card) => getComputedStyle(card).display !== "none");
  let current = null;
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".f");
    if (!card) return;
    if (current) current.removeAttribute("aria-current");
    current = card;
    card.setAttribute("aria-current", "true");
  });
  const step = (by) => {
    const list = cards();
    if (!list.length) return;
    const at = list.indexOf(current);
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))];
    open(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const keys = document.getElementById("keys");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "b" && current) { open(current); current.focus(); current.scrollIntoView({ block: "center" }); }
    else if (event.key === "?") { keys.open = !keys.open; if (keys.open) keys.querySelector("summary").focus(); }
    else if (event.key === "Escape") keys.open = false;
    else if (event.key === "Enter" && event.target.classList.contains("f")) {
      const link = event.target.querySelector(".go a");
      if (link) link.click();
    } else return;
    event.preventDefault();
  });

  // paper shows everything
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = all("main details:not([open])");
    closed.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => { closed.forEach((part) => { part.open = false; }); });
})();

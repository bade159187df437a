/* What keys and typing add to the pages. Every page does its work without this file. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const english = document.documentElement.lang.startsWith("en");

  // Lists: an element with data-list holds the rows that j and k walk through and Enter opens.
  const rows = () => all("[data-list] > tr, [data-list] > li").filter((row) => !row.hidden && row.getClientRects().length);
  const here = () => $("[data-list] > .here");
  function step(by) {
    const found = rows();
    if (!found.length) return;
    const at = found.indexOf(here());
    const next = found[at < 0 ? (by > 0 ? 0 : found.length - 1) : Math.min(Math.max(at + by, 0), found.length - 1)];
    here()?.classList.remove("here");
    next.classList.add("here");
    next.scrollIntoView({ block: "nearest" });
    $("a[href]", next)?.focus({ preventScroll: true });
  }

  const typing = (where) => where.closest("input, textarea, select, [contenteditable]") !== null;

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const where = event.target;
    if (event.key === "Escape" && where.matches("[data-filters]") && where.value) {
      where.value = "";
      filter(where);
      return;
    }
    if (event.key === "Enter" && where.matches("[data-filters]")) {
      event.preventDefault();
      const left = [...(document.getElementById(where.dataset.filters)?.children ?? [])].find((row) => !row.hidden);
      if (where.value && left) $("a[href]", left)?.click();
      return;
    }
    if (typing(where)) return;
    if (event.key === "/") {
      const box = $("[data-search]") || $("[data-filters], [data-sieve]");
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    } else if (event.key === "f") {
      const box = $("[data-filters], [data-sieve]");
      if (box) {
        event.preventDefault();
        box.focus();
      }
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "Enter" && here() && !where.closest("a, button, summary")) {
      $("a[href]", here())?.click();
    } else if (event.key === "?") {
      $("#keys")?.showModal?.();
    }
  });

  // Filtering by typing: every word must stand in a row; the rows left are counted aloud.
  function filter(box) {
    const list = document.getElementById(box.dataset.filters);
    if (!list) return;
    const words = box.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of list.children) {
      const text = row.textContent.normalize("NFKC").toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    const told = $(`[data-filtered="${CSS.escape(box.dataset.filters)}"]`);
    if (told) told.textContent = words.length ? (english ? `${left} of ${list.children.length}` : `${left} 项，共 ${list.children.length} 项`) : "";
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-filters]")) filter(event.target);
    if (event.target.matches("[data-weekday]")) weekday(event.target);
  });

  // A day that is entered is said back with its weekday.
  function weekday(box) {
    const told = $(`[data-echo="${CSS.escape(box.id)}"]`);
    if (!told) return;
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(box.value);
    const day = found && new Date(Date.UTC(+found[1], found[2] - 1, +found[3]));
    if (!day) told.textContent = "";
    else if (english) told.textContent = day.toLocaleDateString("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "long", year: "numeric" });
    else told.textContent = `${+found[1]}年${+found[2]}月${+found[3]}日（周${"日一二三四五六"[day.getUTCDay()]}）`;
  }

  // What was shown of an act's consequence no longer holds once its form is changed.
  document.addEventListener("input", (event) => {
    if (event.target.closest("[data-act]")) $("#consequence")?.replaceChildren();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "consequence") return;
    // What was wrong before is put right once a consequence is shown.
    for (const told of all(".error-summary, [data-act] .errorlist")) told.remove();
    for (const field of all("[data-act] .field-wrong")) field.classList.remove("field-wrong");
    for (const box of all("[data-act] [aria-invalid]")) box.removeAttribute("aria-invalid");
    event.target.scrollIntoView({ block: "nearest" });
  });

  // What goes wrong in place is tried once more as a page of its own, which says what happened and what was kept.
  for (const failed of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failed, (event) => {
      const form = event.target.closest("form[data-act]");
      if (form && event.target === form) HTMLFormElement.prototype.submit.call(form);
    });
  }

  // A letter that is shown before it is kept is as high as it is.
  document.addEventListener("load", (event) => {
    const paper = event.target;
    if (paper.matches?.("iframe.paper")) paper.style.height = `${paper.contentDocument.documentElement.scrollHeight + 4}px`;
  }, true);

  // A form goes once. Coming back by the browser's own way makes it usable again; a button that gives a file out leaves the page.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("hx-post") || event.submitter?.hasAttribute("data-file")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  const again = (root) => {
    for (const form of root.matches?.("form") ? [root] : all("form", root)) delete form.dataset.sent;
    for (const button of all("[aria-busy]", root)) button.removeAttribute("aria-busy");
  };
  window.addEventListener("pageshow", () => again(document));
  document.addEventListener("htmx:afterRequest", (event) => again(event.target));

  // Slips of articles stand under their chip where the browser cannot place them itself.
  if (!CSS.supports("position-area", "bottom")) {
    document.addEventListener("toggle", (event) => {
      const slip = event.target;
      if (!slip.matches?.(".slip") || event.newState !== "open") return;
      const chip = $(`[popovertarget="${CSS.escape(slip.id)}"]`).getBoundingClientRect();
      const box = slip.getBoundingClientRect();
      slip.style.margin = "0";
      slip.style.inset = "auto";
      slip.style.left = `${Math.max(8, Math.min(chip.left, innerWidth - box.width - 8))}px`;
      slip.style.top = `${chip.bottom + box.height + 8 > innerHeight ? Math.max(8, chip.top - box.height - 6) : chip.bottom + 6}px`;
    }, true);
  }

  // What went wrong is read first.
  const wrong = () => $("[data-focus]:not([data-specimen] *)")?.focus();
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target === document.body) wrong();
  });
  wrong();
})();

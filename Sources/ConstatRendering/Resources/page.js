"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const ids = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const popover = document.getElementById("popover");
  const body = popover && popover.querySelector(".popover-body");
  const narrow = matchMedia("(max-width: 760px)");
  let leaving = 0;
  let anchor = null;

  // -- Which words belong to which claim
  const words = all("[data-t], [data-s], [data-e]");
  const rows = all("tbody tr");
  const sites = all(".site");
  const owned = new Map();
  for (const element of words) {
    for (const name of ["t", "s", "e"]) {
      for (const id of ids(element, name)) {
        if (!owned.has(id)) owned.set(id, []);
        owned.get(id).push([element, name]);
      }
    }
  }

  function clear() {
    for (const element of all(".lit, .on")) {
      element.classList.remove("lit", "on");
      element.style.removeProperty("--on");
      element.style.removeProperty("--on-strong");
    }
  }

  /** Lights the words, rows and map points of some claims. */
  function light(claims) {
    clear();
    for (const id of claims) {
      const row = rows.find((row) => row.dataset.claim === id);
      const tint = row ? getComputedStyle(row).getPropertyValue("--t") : "";
      for (const [element, name] of owned.get(id) || []) {
        element.classList.add(name === "e" ? "on" : "lit");
        if (tint) element.style.setProperty(name === "e" ? "--on" : "--on-strong", tint);
      }
      if (row) row.classList.add("lit");
    }
    for (const site of sites) {
      site.classList.toggle("lit", ids(site, "claims").some((id) => claims.includes(id)));
    }
  }

  // -- Cards
  function show(element, claims) {
    clearTimeout(leaving);
    if (element === anchor) return;
    anchor = element;
    light(claims);
    body.replaceChildren();
    for (const id of claims) {
      const card = document.getElementById(id + "-card");
      if (!card) continue;
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      body.append(copy);
    }
    popover.hidden = false;
    body.scrollTop = 0;
    place(element);
  }

  /** Under the word, or above it where there is more room; narrow screens have the card at their foot. */
  function place(element) {
    if (narrow.matches) {
      popover.style.removeProperty("left");
      popover.style.removeProperty("top");
      return;
    }
    const box = element.getClientRects()[0] || element.getBoundingClientRect();
    const height = popover.offsetHeight;
    const width = popover.offsetWidth;
    const below = box.bottom + 8;
    const fitsBelow = below + height < innerHeight || box.top < height + 8;
    // Beside the map, not over it.
    const report = element.closest(".report").getBoundingClientRect();
    const limit = Math.max(report.right, Math.min(report.left + width, document.documentElement.clientWidth - 12));
    const left = Math.max(12, Math.min(box.left - 8, limit - width));
    popover.style.left = scrollX + left + "px";
    popover.style.top = scrollY + (fitsBelow ? below : box.top - height - 8) + "px";
  }

  function hide() {
    clearTimeout(leaving);
    anchor = null;
    clear();
    if (popover) popover.hidden = true;
  }
  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 220);
  }

  for (const element of words) {
    const claims = ids(element, "t").length ? ids(element, "t") : ids(element, "s");
    if (!claims.length) continue;
    element.addEventListener("mouseenter", () => show(element, claims));
    element.addEventListener("mouseleave", hideSoon);
    element.addEventListener("focus", () => show(element, claims));
    element.addEventListener("blur", hideSoon);
    element.addEventListener("click", () => show(element, claims));
  }
  if (popover) {
    popover.addEventListener("mouseenter", () => clearTimeout(leaving));
    popover.addEventListener("mouseleave", hideSoon);
    popover.querySelector(".close").addEventListener("click", hide);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  // -- From table and map to the words
  function lead(claims) {
    const first = claims.map((id) => document.getElementById(id)).find(Boolean);
    if (!first) return;
    hide();
    first.scrollIntoView({ block: "center" });
    const word = first.matches("mark") ? first : first.nextElementSibling;
    if (word && word.focus) word.focus({ preventScroll: true });
    light(claims);
  }
  for (const row of rows) {
    row.addEventListener("mouseenter", () => { if (popover.hidden) light([row.dataset.claim]); });
    row.addEventListener("mouseleave", () => { if (popover.hidden) clear(); });
    row.addEventListener("click", (event) => {
      if (getSelection().toString()) return;
      event.preventDefault();
      lead([row.dataset.claim]);
    });
  }
  for (const site of sites) {
    const claims = ids(site, "claims");
    site.addEventListener("mouseenter", () => { if (popover.hidden) light(claims); });
    site.addEventListener("mouseleave", () => { if (popover.hidden) clear(); });
    site.addEventListener("focus", () => light(claims));
    site.addEventListener("blur", clear);
    site.addEventListener("click", () => lead(claims));
    site.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      lead(claims);
    });
  }

  // -- Sorting
  const table = document.querySelector("table");
  if (!table) return;
  const tbody = table.querySelector("tbody");
  const headers = all("th", table);
  const collator = new Intl.Collator("fr", { numeric: true });
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.textContent;
  };
  headers.forEach((header, column) => {
    header.querySelector("button").addEventListener("click", () => {
      const descending = header.getAttribute("aria-sort") === "ascending";
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const isNumber = header.dataset.kind === "number";
      const sorted = rows.slice().sort((left, right) => {
        const [a, b] = [value(left, column), value(right, column)];
        const order = isNumber ? Number(a) - Number(b) : collator.compare(a, b);
        // What a claim does not say comes last either way.
        if ((a === "" || a === "-1") !== (b === "" || b === "-1")) return a === "" || a === "-1" ? 1 : -1;
        return descending ? -order : order;
      });
      tbody.append(...sorted);
    });
  });

  // -- Filters
  const form = document.querySelector(".controls");
  const filter = document.getElementById("type-filter");
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  function apply() {
    const wanted = folded(search.value.trim());
    let count = 0;
    for (const row of rows) {
      const fits = (!filter.value || row.dataset.type === filter.value) && folded(row.textContent).includes(wanted);
      row.hidden = !fits;
      if (fits) count += 1;
    }
    const parts = shown.dataset.phrase.split("%");
    shown.textContent = parts[0] + count + parts[1] + rows.length + (parts[2] || "");
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  filter.addEventListener("change", apply);
  search.addEventListener("input", apply);
  apply();
})();

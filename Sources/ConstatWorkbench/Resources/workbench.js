// Keys and forms that every page of the workbench shares. Without it, links and buttons do the same.
"use strict";
(() => {
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const places = { q: "/queue", m: "/map", e: "/events", l: "/ledgers", d: "/documents", s: "/" };
  let isGoing = false;

  /** What a form or upload of our own sends along, so that the server knows its own pages. */
  window.constat = {
    formToken: document.querySelector("meta[name=form-token]").content,
    /** Posts to the server; `body` is URLSearchParams or bytes. */
    post: (path, body) => fetch(path, {
      method: "POST", body, headers: { "X-Constat-Token": window.constat.formToken }, credentials: "same-origin",
    }),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (isGoing) {
      isGoing = false;
      if (places[event.key]) { event.preventDefault(); location.assign(places[event.key]); }
      return;
    }
    if (event.key === "g") {
      isGoing = true;
      setTimeout(() => { isGoing = false; }, 1500);
    } else if (event.key === "?") {
      event.preventDefault();
      document.getElementById("keys").showModal();
    } else {
      // A button or link that names its key.
      const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]:not([disabled])`);
      if (target && target.offsetParent !== null) { event.preventDefault(); target.click(); }
    }
  });
})();

// The reader: words and cards light each other, and keys go from claim to claim.
"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const tokens = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const narrow = matchMedia("(max-width: 760px)");
  const cards = all(".card[data-claim]");
  const cardOf = new Map(cards.map((card) => [card.dataset.claim, card]));
  /** Elements by what they are to a claim: "t c1", "e c1", "s c1.where". */
  const words = new Map();
  for (const element of all(".report [data-t], .report [data-s], .report [data-e]")) {
    for (const kind of ["t", "s", "e"]) {
      for (const token of tokens(element, kind)) {
        const key = kind + " " + token;
        if (!words.has(key)) words.set(key, []);
        words.get(key).push(element);
      }
    }
  }
  const slots = ["who", "where", "when", "amount", "source"];
  let current = null;

  // -- A link to a claim that stands on another page of a long report
  const meant = decodeURIComponent(location.hash.slice(1));
  const asked = new URLSearchParams(location.search).get("claim");
  if (/^[cr]\d+$/.test(meant) && !cardOf.has(meant) && asked !== meant) {
    location.replace("?claim=" + encodeURIComponent(meant) + location.hash);
    return;
  }

  // -- Light
  function clear() {
    for (const element of all(".lit, .on")) {
      element.classList.remove("lit", "on");
      element.style.removeProperty("--on");
      element.style.removeProperty("--on-strong");
    }
  }

  function paint(key, name, tint) {
    for (const element of words.get(key) || []) {
      element.classList.add(name);
      element.style.setProperty(name === "on" ? "--on" : "--on-strong", tint);
    }
  }

  /** Lights a claim's words and card; with a slot, the words and the line of that slot alone. */
  function light(claim, slot) {
    const card = cardOf.get(claim);
    if (!card) return;
    const tint = getComputedStyle(card).getPropertyValue("--t");
    card.classList.add("on");
    paint("e " + claim, "on", tint);
    for (const one of slot ? [slot] : slots) paint("s " + claim + "." + one, "lit", tint);
    if (!slot) paint("t " + claim, "lit", tint);
    if (slot) fieldOf(card, slot)?.classList.add("lit");
  }

  const fieldOf = (card, slot) => card.querySelector(`.field[data-slot="${CSS.escape(card.dataset.claim + "." + slot)}"]`);

  /** The claims of words, with the slot that they fill; what the words do most for comes first. */
  function meanings(element) {
    const triggers = tokens(element, "t").map((claim) => [claim]);
    return triggers.length ? triggers : tokens(element, "s").map((token) => token.split("."));
  }

  function lightAll(pairs) {
    clear();
    for (const [claim, slot] of pairs) light(claim, slot);
  }

  function rest() {
    clear();
    if (current) light(current.dataset.claim);
  }

  // -- The claim that is looked at
  function choose(card, from) {
    if (current) current.classList.remove("current", "sheet");
    current = card;
    current.classList.add("current");
    current.classList.toggle("sheet", narrow.matches && from === "words");
    if (!current.querySelector(".close-card")) addClose(current);
    if (from !== "card") bringIntoPane(current);
    rest();
  }

  /** Scrolls the cards beside the text and nothing else. */
  function bringIntoPane(card) {
    const pane = card.closest(".beside");
    const [box, frame] = [card.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (box.top < frame.top || box.bottom > frame.bottom) pane.scrollTop += box.top - frame.top - 8;
  }

  function addClose(card) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close-card";
    button.textContent = "×";
    button.setAttribute("aria-label", card.closest("[data-close]").dataset.close);
    button.addEventListener("click", leave);
    card.append(button);
  }

  function leave() {
    if (!current) return;
    current.classList.remove("current", "sheet");
    current = null;
    clear();
  }

  /** The words that carry a claim; the anchor itself may stand before them. */
  function trigger(claim) {
    const first = document.getElementById(claim);
    return first && (first.matches("mark") ? first : (words.get("t " + claim) || [])[0]);
  }

  function show(card) {
    const element = trigger(card.dataset.claim);
    if (element) {
      element.scrollIntoView({ block: narrow.matches ? "start" : "center" });
      element.focus({ preventScroll: true });
    }
    choose(card, "words");
  }

  // -- From words to cards
  for (const element of new Set(Array.from(words.values()).flat())) {
    const pairs = meanings(element);
    if (!pairs.length) continue;
    element.addEventListener("mouseenter", () => lightAll(pairs));
    element.addEventListener("mouseleave", rest);
    element.addEventListener("focus", () => choose(cardOf.get(pairs[0][0]), "words"));
    element.addEventListener("click", () => {
      if (!getSelection().toString()) choose(cardOf.get(pairs[0][0]), "words");
    });
  }

  // -- From cards to words
  for (const card of cards) {
    const claim = card.dataset.claim;
    card.addEventListener("mouseenter", () => lightAll([[claim]]));
    card.addEventListener("mouseleave", rest);
    card.addEventListener("click", (event) => {
      if (!event.target.closest("a, button") && !getSelection().toString()) choose(card, "card");
    });
    for (const field of all(".field", card)) {
      const slot = field.dataset.slot.split(".")[1];
      field.addEventListener("mouseenter", () => lightAll([[claim, slot]]));
      field.addEventListener("mouseleave", () => lightAll([[claim]]));
      field.addEventListener("focusin", () => lightAll([[claim, slot]]));
      field.addEventListener("focusout", rest);
    }
    for (const link of all(".said", card)) {
      link.addEventListener("click", (event) => {
        const found = (words.get("s " + claim + "." + link.dataset.slot) || [])[0];
        if (!found) return;
        event.preventDefault();
        choose(card, "card");
        found.scrollIntoView({ block: "center" });
        lightAll([[claim, link.dataset.slot]]);
      });
    }
    for (const link of all(".jump", card)) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        history.replaceState(null, "", link.href);
        show(card);
      });
    }
  }

  // -- Keys
  function step(by) {
    const index = cards.indexOf(current) + by;
    if (current === null && by < 0) return;
    if (cards[index]) return show(cards[index]);
    document.querySelector(`.pager a[rel=${by > 0 ? "next" : "prev"}]`)?.click();
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") leave();
    else if (event.key === "Enter" && current && !event.target.closest("a, button, summary")) {
      current.querySelector(".check").click();
    } else if (event.key === " " && event.target.matches("mark")) event.target.click();
    else return;
    event.preventDefault();
  });

  const first = cardOf.get(meant) || cardOf.get(asked);
  if (first) show(first);
})();

// Rows, names and places of a claim's form, and the keys that lead into it. Without it, the form does the same.
"use strict";
(() => {
  const typing = (element) => element.closest("input, textarea, select") !== null;

  // Correct: opens the form and goes to its first field. Escape comes back, so that keys work again.
  const details = document.getElementById("correct");
  if (details && details.tagName === "DETAILS") {
    details.addEventListener("toggle", () => {
      if (!details.open) return;
      details.scrollIntoView({ block: "nearest" });
      details.querySelector("select, input:not([type=hidden])").focus();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
  });

  // Rows.
  const button = (row, label) => {
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "small remove";
    remove.textContent = "×";
    remove.title = label;
    remove.setAttribute("aria-label", label);
    remove.addEventListener("click", () => row.remove());
    return remove;
  };
  for (const group of document.querySelectorAll("[data-group]")) {
    const add = group.querySelector("[data-add]");
    const label = group.dataset.remove;
    const rows = () => [...group.querySelectorAll(".row")];
    const blank = rows().at(-1).cloneNode(true);
    let next = Number(blank.dataset.row.split(".")[1]) + 1;
    for (const row of rows()) row.append(button(row, label));
    // The blank row is for readers without a script; here a button makes one where the group has any.
    if (rows().length > 1) rows().at(-1).remove();
    add.hidden = false;
    add.addEventListener("click", () => {
      const row = blank.cloneNode(true);
      const name = `${group.dataset.group}.${next}`;
      for (const field of row.querySelectorAll("[name]")) field.name = field.name.replace(/^[a-z]+\.\d+/, name);
      next += 1;
      row.append(button(row, label));
      add.before(row);
      row.querySelector("select, input").focus();
    });
  }

  // Answers that come late are not shown over later ones.
  const asking = (delay, ask) => {
    let timer = 0;
    let turn = 0;
    return (value) => {
      clearTimeout(timer);
      const own = ++turn;
      timer = setTimeout(async () => {
        const answer = await ask(value);
        if (own === turn) answer();
      }, delay);
    };
  };
  const get = async (path, name) => {
    const reply = await fetch(`${path}?q=${encodeURIComponent(name)}`, { credentials: "same-origin" });
    return reply.ok ? reply.json() : null;
  };

  // Actors of the register.
  const known = document.getElementById("known-actors");
  const actors = asking(120, async (name) => {
    const found = await get("/actors", name);
    return () => {
      if (!found) return;
      known.replaceChildren(...found.map((actor) => {
        const option = document.createElement("option");
        option.value = actor.name;
        option.label = actor.id;
        return option;
      }));
    };
  });

  // Places of the gazetteer.
  const candidates = document.querySelector(".candidates");
  const field = (form, name) => form.elements.namedItem(name);
  const choice = (place) => {
    const label = document.createElement("label");
    label.className = "choice";
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = "place.pick";
    radio.value = place.id;
    Object.assign(radio.dataset, {
      name: place.name, latitude: place.lat, longitude: place.lon, radius: place.radius_km,
    });
    const words = document.createElement("span");
    const name = document.createElement("bdi");
    name.textContent = place.name;
    const facts = document.createElement("span");
    facts.className = "hint";
    facts.textContent = [place.country, `${place.lat} ${place.lon}`].filter(Boolean).join(" · ");
    words.append(name, " ", facts);
    label.append(radio, " ", words);
    return label;
  };
  const places = asking(200, async (name) => {
    const found = name ? await get("/places", name) : { candidates: [] };
    return () => {
      if (!found) return;
      const [typed] = candidates.children;
      typed.querySelector("input").checked = true;
      candidates.replaceChildren(typed, ...found.candidates.map(choice));
    };
  });
  document.addEventListener("input", (event) => {
    const target = event.target;
    if (target.dataset.search && target.value.length > 1) actors(target.value);
    if (target.dataset.places) places(target.value);
  });
  const tell = (form) => {
    const number = (name) => (field(form, name).value.trim() === "" ? null : Number(field(form, name).value.replace(",", ".")));
    document.dispatchEvent(new CustomEvent("constat:place", {
      detail: { latitude: number("place.latitude"), longitude: number("place.longitude"), radiusKm: number("place.radius") },
    }));
  };
  document.addEventListener("change", (event) => {
    const target = event.target;
    if (target.name === "place.pick" && target.value) {
      field(target.form, "place.name").value = target.dataset.name;
      field(target.form, "place.latitude").value = target.dataset.latitude;
      field(target.form, "place.longitude").value = target.dataset.longitude;
      field(target.form, "place.radius").value = target.dataset.radius;
    }
    // Whoever types a point means the point, and no candidate.
    if (/^place\.(latitude|longitude|radius)$/.test(target.name)) {
      candidates.querySelector("input").checked = true;
    }
    if (target.name && target.name.startsWith("place.")) tell(target.form);
  });
})();

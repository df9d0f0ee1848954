// The map: outlines, names, events and control on canvases; a slider over the days. Everything comes from this server.
"use strict";
(() => {
  const element = document.getElementById("map");
  if (!element) return;
  const form = document.getElementById("map-form");
  const words = pairs(element.dataset.words);
  const countries = pairs(element.dataset.countries);
  const dayMs = 86400000;
  const language = document.documentElement.lang;
  const dayNames = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const dayWords = (day) => dayNames.format(new Date(day * dayMs));
  const numberWords = (value) => value.toLocaleString(language);
  const isoDay = (day) => new Date(day * dayMs).toISOString().slice(0, 10);
  const fill = (phrase, value) => phrase.replace("%", value);

  function pairs(text) {
    return Object.fromEntries(text.split("|").map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }));
  }

  // MARK: Colours, from the page's style, so that light and dark are said in one place

  let style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const holderColour = (number, isContested) => colour(number < 0 ? "party-other" : `party-${number}`);

  // MARK: The map

  const map = L.map(element, {
    preferCanvas: true, zoomControl: false, attributionControl: false, worldCopyJump: true, minZoom: 2, maxZoom: 12,
    zoomSnap: 0.5, zoomDelta: 1, wheelPxPerZoomLevel: 90, maxBounds: [[-85, -540], [85, 540]], keyboardPanDelta: 120,
  });
  L.control.zoom({ position: "topright", zoomInTitle: words["zoom.in"], zoomOutTitle: words["zoom.out"] }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  const panes = ["land", "areas", "control", "events", "names"];
  panes.forEach((name, index) => { map.createPane(name).style.zIndex = 210 + 10 * index; });
  for (const name of ["land", "areas", "names"]) map.getPane(name).style.pointerEvents = "none";
  // One canvas for what is pointed at: canvases over each other would hide each other's clicks.
  const canvases = {
    land: L.canvas({ pane: "land", padding: 0.4 }), areas: L.canvas({ pane: "areas", padding: 0.3 }),
    marks: L.canvas({ pane: "events", padding: 0.3, tolerance: 3 }),
  };
  const fitControl = L.control({ position: "topright" });
  fitControl.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    const link = L.DomUtil.create("a", "map-fit", bar);
    link.href = "#";
    link.title = words.fit;
    link.setAttribute("role", "button");
    link.setAttribute("aria-label", words.fit);
    link.textContent = "⤢";
    L.DomEvent.on(link, "click", (event) => { L.DomEvent.stop(event); fit(); });
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  fitControl.addTo(map);

  /** A square standing on its corner: control, where circles are events. */
  L.Canvas.include({
    _updateDiamond(layer) {
      if (!this._drawing || layer._empty()) return;
      const { x, y } = layer._point;
      const r = Math.max(layer._radius, 1);
      const context = this._ctx;
      const path = (size) => {
        context.beginPath();
        context.moveTo(x, y - size);
        context.lineTo(x + size, y);
        context.lineTo(x, y + size);
        context.lineTo(x - size, y);
        context.closePath();
      };
      if (layer.options.isContested) {
        path(r + 4);
        this._fillStroke(context, { options: Object.assign(Object.create(layer.options), { fill: false, _dashArray: [2, 2] }) });
      }
      path(r);
      this._fillStroke(context, layer);
    },
  });
  /** Beside its place, so that an event there does not hide it. */
  const Diamond = L.CircleMarker.extend({
    _project() {
      L.CircleMarker.prototype._project.call(this);
      this._point = this._point.add([-11, -11]);
      this._updateBounds();
    },
    _updatePath() { this._renderer._updateDiamond(this); },
  });

  // MARK: Land

  let outlines = null;
  const land = L.layerGroup().addTo(map);

  function drawLand() {
    land.clearLayers();
    if (!outlines) return;
    const look = {
      renderer: canvases.land, interactive: false, color: colour("border"), weight: 1, fillColor: colour("land"),
      fillOpacity: 1, smoothFactor: 0.8, fillRule: "evenodd", lineJoin: "round",
    };
    for (const turn of [-360, 0, 360]) {
      for (const { rings } of Object.values(outlines)) {
        land.addLayer(L.polygon(rings.map((ring) => unpack(ring, turn)), look));
      }
    }
  }

  function unpack(ring, turn) {
    const points = [];
    let x = 0;
    let y = 0;
    for (let index = 0; index < ring.length; index += 2) {
      x += ring[index];
      y += ring[index + 1];
      points.push([y / 1000, x / 1000 + turn]);
    }
    return points;
  }

  // MARK: Names

  const tiles = new Map();
  const Names = L.Layer.extend({
    onAdd(onto) {
      this._canvas = L.DomUtil.create("canvas", "leaflet-layer", onto.getPane("names"));
      onto.on("moveend zoomend resize viewreset", this.draw, this);
      onto.on("zoomstart", () => { this._canvas.hidden = true; });
      this.draw();
    },
    /** Where something happened, then countries, then towns, the largest first; a name that would cover another is left out. */
    draw() {
      const size = map.getSize();
      const scale = window.devicePixelRatio || 1;
      const canvas = this._canvas;
      L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
      canvas.hidden = false;
      canvas.width = size.x * scale;
      canvas.height = size.y * scale;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      const context = canvas.getContext("2d");
      context.scale(scale, scale);
      context.lineJoin = "round";
      const taken = [];
      drawSites(context, size, taken);
      if (outlines && map.getZoom() < 8) drawCountries(context, size, taken);
      drawTowns(context, size, taken);
    },
  });

  /** Whether there was room; `margin` is left free around it, in pixels. */
  function write(context, text, x, y, font, ink, taken, { align = "left", spacing = "0px", margin = 3 } = {}) {
    context.font = font;
    context.letterSpacing = spacing;
    const width = context.measureText(text).width;
    const height = 13;
    const left = align === "center" ? x - width / 2 : x;
    const box = [left - margin, y - height - margin, left + width + margin, y + margin + 1];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return false;
    taken.push(box);
    context.textAlign = align;
    context.strokeStyle = colour("halo");
    context.lineWidth = 3;
    context.strokeText(text, x, y);
    context.fillStyle = ink;
    context.fillText(text, x, y);
    return true;
  }

  const face = 'system-ui, "Noto Sans", "DejaVu Sans", sans-serif';

  /** The places of the deadliest events. */
  function drawSites(context, size, taken) {
    const seen = new Set();
    for (const { site, mark } of [...marks.values()]) {
      if (seen.has(site) || isCoarse(site)) continue;
      seen.add(site);
      if (seen.size > 40) break;
      const point = map.latLngToContainerPoint(mark.getLatLng());
      if (point.x < 0 || point.y < 0 || point.x > size.x || point.y > size.y) continue;
      write(context, site[3], point.x + mark.getRadius() + 4, point.y + 4, `650 12.5px ${face}`, colour("ink"), taken);
    }
  }

  function drawCountries(context, size, taken) {
    const pixels = 256 * 2 ** map.getZoom() / 360;
    for (const [code, country] of Object.entries(outlines)) {
      const name = countries[code];
      if (!name || country.size * pixels < name.length * 7) continue;
      const point = map.latLngToContainerPoint([country.at[1], country.at[0]]);
      if (point.x < -50 || point.y < 0 || point.x > size.x + 50 || point.y > size.y) continue;
      write(context, name.toUpperCase(), point.x, point.y, `600 11px ${face}`, colour("soft"), taken, { align: "center", spacing: "1.5px" });
    }
  }

  function drawTowns(context, size, taken) {
    const zoom = Math.min(11, Math.max(0, Math.round(map.getZoom())));
    const bounds = map.getBounds();
    const parts = 2 ** zoom;
    const column = (longitude) => Math.floor((longitude + 180) / 360 * parts);
    const row = (latitude) => Math.min(parts - 1, Math.max(0, Math.floor((90 - latitude) / 180 * parts)));
    const limit = map.getZoom() < 4 ? 12 : map.getZoom() < 6 ? 26 : 40;
    const visible = [];
    for (let y = row(bounds.getNorth()); y <= row(bounds.getSouth()); y += 1) {
      for (let x = column(bounds.getWest()); x <= column(bounds.getEast()); x += 1) {
        const turn = Math.floor(x / parts);
        const towns = tile(zoom, x - turn * parts, y);
        for (const town of towns.slice(0, limit)) visible.push([...town, turn * 360]);
      }
    }
    visible.sort((a, b) => b[3] - a[3]);
    const named = new Set(data ? data.sites.map((site) => site[3]) : []);
    for (const [name, latitude, longitude, rank, turn] of visible) {
      if (map.getZoom() < 4.5 && rank < 2) continue;
      const point = map.latLngToContainerPoint([latitude, longitude + turn]);
      if (point.x < 0 || point.y < 0 || point.x > size.x || point.y > size.y) continue;
      if (named.has(name)) continue;
      const font = rank === 3 ? `650 13px ${face}` : rank === 2 ? `550 12px ${face}` : `12px ${face}`;
      // Villages only where there is much room.
      const margin = [24, 12, 5, 3][rank];
      if (!write(context, name, point.x + 6, point.y + 4, font, colour("ink"), taken, { margin })) continue;
      context.beginPath();
      context.arc(point.x, point.y, rank === 3 ? 2.4 : 1.6, 0, 2 * Math.PI);
      context.fill();
    }
  }

  /** The towns of a part of the map; none until they are there. */
  function tile(zoom, column, row) {
    const key = `${zoom}/${column}/${row}`;
    if (!tiles.has(key)) {
      if (tiles.size > 400) tiles.clear();
      tiles.set(key, []);
      fetch(`${element.dataset.towns}/${key}`).then((answer) => answer.json()).then((towns) => {
        tiles.set(key, towns);
        redrawNames();
      }, () => tiles.delete(key));
    }
    return tiles.get(key);
  }

  const names = new Names();
  let namesWait = null;
  function redrawNames() {
    if (!namesWait) namesWait = requestAnimationFrame(() => { namesWait = null; names.draw(); });
  }

  // MARK: Events and control

  let data = null;
  let marks = new Map();
  const drawn = L.layerGroup().addTo(map);
  const areas = L.layerGroup().addTo(map);
  const lit = L.layerGroup().addTo(map);
  const popup = L.popup({ maxWidth: 320, minWidth: 200, className: "map-popup", autoPanPadding: [20, 20] });

  /** Events of one point share a mark: the first of them is the largest. */
  function bySite() {
    const sites = data.sites.map(() => []);
    for (const event of data.events) sites[event[1]].push(event);
    return sites;
  }

  const dead = (event) => event[7] ?? event[6] ?? event[8] ?? 0;
  const isCoarse = (site) => site[2] > 120;

  function drawMarks() {
    drawn.clearLayers();
    areas.clearLayers();
    lit.clearLayers();
    marks = new Map();
    const sites = bySite();
    drawAreas();
    for (const interval of data.control) drawControl(interval);
    // The large ones first, so that the small ones lie over them.
    const order = sites.map((events, number) => [number, events.reduce((sum, event) => sum + dead(event), 0)]);
    order.sort((a, b) => b[1] - a[1]);
    for (const [number, toll] of order) drawSite(data.sites[number], sites[number], toll);
    names.draw();
  }

  function drawAreas() {
    // A region is no circle, and many circles over each other say nothing.
    const uncertain = data.sites.filter((site) => site[2] >= 1 && !isCoarse(site));
    for (const site of uncertain.slice(0, 600)) areas.addLayer(area(site, { weight: 0.8, opacity: 0.5, fillOpacity: 0.05 }));
  }

  function area(site, look) {
    return L.circle([site[0], site[1]], {
      radius: site[2] * 1000, renderer: canvases.areas, interactive: false, color: colour("ink"), fillColor: colour("ink"),
      ...look,
    });
  }

  function drawSite(site, events, toll) {
    const family = data.types[events[0][2]][0];
    const paint = colour(family);
    const mark = L.circleMarker([site[0], site[1]], {
      renderer: canvases.marks, radius: Math.min(22, 4.5 + Math.sqrt(toll) * 1.1), color: isCoarse(site) ? paint : colour("halo"),
      weight: isCoarse(site) ? 2 : 1.2, fillColor: paint, fillOpacity: isCoarse(site) ? 0.06 : 0.78,
    });
    mark.on("mouseover", () => light(site, events));
    mark.on("mouseout", unlight);
    mark.on("click", () => {
      if (events.length === 1) location.assign(`/events/${encodeURIComponent(events[0][0])}`);
      else open(mark.getLatLng(), siteCard(site, events));
    });
    mark.bindTooltip(() => siteTooltip(site, events), { direction: "top", offset: [0, -6] });
    drawn.addLayer(mark);
    for (const event of events) marks.set(event[0], { site, events, mark });
  }

  function drawControl(interval) {
    const [latitude, longitude, place, holder, number, isContested] = interval;
    const mark = new Diamond([latitude, longitude], {
      renderer: canvases.marks, radius: 6, color: holderColour(number), weight: 1.5, fillColor: holderColour(number),
      fillOpacity: isContested ? 0.25 : 0.9, isContested,
    });
    mark.bindTooltip(() => controlWords(interval), { direction: "top", offset: [-11, -17] });
    mark.on("click", () => location.assign(`/ledgers?place=${encodeURIComponent(place)}#control`));
    drawn.addLayer(mark);
  }

  // MARK: Words beside marks; text is only ever set as text

  function line(className, text) {
    const part = document.createElement("span");
    part.className = className;
    part.dir = "auto";
    part.textContent = text;
    return part;
  }

  function eventWords(event) {
    const parts = [data.types[event[2]][1]];
    parts.push(event[4] === event[5] ? dayWords(event[4]) : `${dayWords(event[4])} – ${dayWords(event[5])}`);
    const toll = tollWords(event);
    if (toll) parts.push(fill(words.dead, toll));
    return parts.join(" · ");
  }

  /** "19 (14–64)", as the list has it; nothing where nobody tells. */
  function tollWords(event) {
    const [low, best, high] = event.slice(6);
    const range = low != null && high != null ? (low === high ? numberWords(low) : `${numberWords(low)}–${numberWords(high)}`)
      : low != null ? `≥ ${numberWords(low)}` : high != null ? `≤ ${numberWords(high)}` : null;
    if (best == null) return range;
    return range == null || range === numberWords(best) ? numberWords(best) : `${numberWords(best)} (${range})`;
  }

  function siteTooltip(site, events) {
    const box = document.createElement("div");
    const radius = site[2] >= 1 ? ` ${fill(words.within, numberWords(Math.round(site[2])))}` : "";
    box.append(line("map-where", site[3] + radius));
    if (events.length > 1) box.append(line("map-what", fill(words.events, numberWords(events.length))));
    for (const event of events.slice(0, 3)) box.append(line("map-what", eventWords(event)));
    return box;
  }

  function siteCard(site, events) {
    const box = document.createElement("div");
    box.append(line("map-where", site[3]));
    const list = document.createElement("ul");
    for (const event of events.slice(0, 30)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/events/${encodeURIComponent(event[0])}`;
      link.textContent = eventWords(event);
      item.append(link);
      list.append(item);
    }
    box.append(list);
    if (events.length > 30) box.append(line("map-what", fill(words.more, numberWords(events.length - 30))));
    return box;
  }

  function controlWords([, , place, holder, , isContested, since, told]) {
    const box = document.createElement("div");
    box.append(line("map-where", place), line("map-what", holder + (isContested ? ` · ${words.contested}` : "")));
    if (since != null) box.append(line("map-what", fill(words.since, dayWords(since))));
    if (told != null) box.append(line("map-what", fill(words.told, dayWords(told))));
    return box;
  }

  function open(at, content) {
    popup.setLatLng(at).setContent(content).openOn(map);
  }

  // MARK: List and map in step

  const list = document.getElementById("map-list");
  const items = (id) => document.querySelectorAll(`[data-event="${CSS.escape(id)}"]`);

  function light(site, events) {
    unlight();
    if (site[2] >= 1) lit.addLayer(area(site, { weight: 1.5, opacity: 0.9, fillOpacity: 0.1 }));
    lit.addLayer(L.circleMarker([site[0], site[1]], {
      renderer: canvases.areas, interactive: false, radius: 26, color: colour("focus"), weight: 2.5, fill: false,
    }));
    for (const event of events) for (const item of items(event[0])) item.classList.add("lit");
    const first = events.length && list.querySelector(".lit");
    if (first && !list.matches(":hover, :focus-within")) first.scrollIntoView({ block: "nearest" });
  }

  function unlight() {
    lit.clearLayers();
    for (const item of document.querySelectorAll("[data-event].lit")) item.classList.remove("lit");
  }

  function fromItem(event) {
    const item = event.target.closest("[data-event]");
    const found = item && marks.get(item.dataset.event);
    unlight();
    if (!found) return;
    light(found.site, found.events);
    const at = [found.site[0], found.site[1]];
    if (event.type === "focusin" && !map.getBounds().contains(at)) map.panTo(at);
  }
  for (const type of ["mouseover", "focusin"]) list.addEventListener(type, fromItem);
  for (const type of ["mouseleave", "focusout"]) list.addEventListener(type, unlight);

  // MARK: Days and filters

  const range = document.getElementById("map-range");
  const day = form.elements.on;
  const windowField = form.elements.window;
  const summary = document.getElementById("map-summary");
  let request = null;
  let wait = null;
  let isFirst = true;

  function query() {
    const fields = new URLSearchParams();
    for (const name of ["on", "window", "type", "party", "source", "grade"]) {
      const value = form.elements[name].value;
      if (value) fields.set(name, value);
    }
    if (!form.querySelector("[name=control][type=checkbox]").checked) fields.set("control", "no");
    return fields;
  }

  /** The address says what is seen: it can be sent. */
  function keepAddress() {
    const fields = query();
    if (!isFirst) {
      const centre = map.getCenter();
      fields.set("at", `${centre.lat.toFixed(3)},${centre.lng.toFixed(3)},${map.getZoom()}`);
    }
    history.replaceState(null, "", `/map?${fields}`);
  }

  async function refresh() {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`/map/data?${query()}`, { signal: request.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      data = await answer.json();
    } catch (error) {
      if (error.name === "AbortError") return;
      stop();
      summary.textContent = words.failed;
      return;
    }
    // Parts of the page that the server has made, with every text in them escaped.
    for (const part of ["summary", "list", "apart", "timeline"]) document.getElementById(`map-${part}`).innerHTML = data[part];
    document.getElementById("map-legend-control").innerHTML = data.legend;
    showDay();
    drawMarks();
    if (isFirst) begin();
    keepAddress();
  }

  function later() {
    clearTimeout(wait);
    wait = setTimeout(refresh, 90);
  }

  const dayNumber = () => Math.round(Date.parse(`${day.value}T00:00:00Z`) / dayMs);

  function showDay() {
    const number = dayNumber();
    if (Number.isNaN(number)) return;
    range.value = String(number);
    range.setAttribute("aria-valuetext", dayWords(number));
  }

  function setDay(number) {
    day.value = isoDay(number);
    showDay();
    later();
  }

  /** A seventh of the window, a day at least. */
  const step = () => Math.max(1, Math.round((Number(windowField.value) || 365) / 7));
  function move(steps) {
    const number = Math.min(Number(range.max), Math.max(Number(range.min), dayNumber() + steps * step()));
    setDay(number);
    return number < Number(range.max);
  }

  const play = document.getElementById("map-play");
  let playing = null;
  function stop() {
    clearInterval(playing);
    playing = null;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "▶";
    play.setAttribute("aria-label", words.play);
  }
  play.addEventListener("click", () => {
    if (playing) { stop(); return; }
    if (dayNumber() >= Number(range.max)) setDay(Number(range.min));
    play.setAttribute("aria-pressed", "true");
    play.textContent = "❚❚";
    play.setAttribute("aria-label", words.pause);
    playing = setInterval(() => { if (!move(1)) stop(); }, 700);
  });
  document.getElementById("map-back").addEventListener("click", () => move(-1));
  document.getElementById("map-forward").addEventListener("click", () => move(1));
  range.addEventListener("input", () => setDay(Number(range.value)));
  form.addEventListener("change", (event) => { if (event.target !== range) later(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); refresh(); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, #map, dialog")) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      move(event.key === "ArrowLeft" ? -1 : 1);
    }
  });

  // MARK: Beginning

  /** Where nine in ten events of these days lie. */
  function fit() {
    const points = (data?.sites ?? []).filter((site) => !isCoarse(site));
    const sites = points.length ? points : data?.sites ?? [];
    if (!sites.length) { map.setView([15, 20], 3); return; }
    const middle = (values) => {
      const sorted = values.sort((a, b) => a - b);
      const cut = Math.floor(sorted.length / 20);
      return [sorted[cut], sorted[sorted.length - 1 - cut]];
    };
    const [south, north] = middle(sites.map((site) => site[0]));
    const [west, east] = middle(sites.map((site) => site[1]));
    map.fitBounds([[south, west], [north, east]], {
      // Not behind the legend.
      paddingTopLeft: [legend.open && map.getSize().x > 700 ? legend.offsetWidth + 30 : 40, 40], paddingBottomRight: [60, 40],
      maxZoom: 7, animate: !isFirst,
    });
  }

  function begin() {
    const [latitude, longitude, zoom] = (new URLSearchParams(location.search).get("at") ?? "").split(",").map(Number);
    if ([latitude, longitude, zoom].every(Number.isFinite)) map.setView([Math.max(-85, Math.min(85, latitude)), longitude], zoom);
    else fit();
    isFirst = false;
    map.on("moveend", keepAddress);
  }

  function repaint() {
    style = getComputedStyle(element);
    drawLand();
    if (data) drawMarks();
    names.draw();
  }

  const legend = document.querySelector(".map-legend");
  if (matchMedia("(max-width: 1100px)").matches) legend.open = false;
  for (const hidden of form.querySelectorAll(".script")) hidden.hidden = false;
  document.body.classList.add("scripted");
  showDay();
  map.setView([15, 20], 3);
  map.addLayer(names);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  refresh();
  fetch(element.dataset.outlines).then((answer) => answer.json()).then((shapes) => {
    outlines = shapes;
    drawLand();
    names.draw();
  });
})();

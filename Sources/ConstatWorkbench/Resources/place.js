// The map of a claim's form: shows the place with its radius; a click sets the point. The numbers beside it do the same.
"use strict";
(() => {
  const element = document.querySelector(".place-map");
  if (!element || !window.L) return;
  const form = element.closest("form");
  const field = (name) => form.elements.namedItem(`place.${name}`);
  const number = (name) => {
    const text = field(name).value.trim().replace(",", ".");
    return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
  };
  let map = null;
  let marks = null;

  /** Degrees from the outlines' thousandths, each a step from the one before. */
  const unpack = (ring) => {
    const points = [];
    let x = 0;
    let y = 0;
    for (let index = 0; index < ring.length; index += 2) {
      x += ring[index];
      y += ring[index + 1];
      points.push([y / 1000, x / 1000]);
    }
    return points;
  };

  const show = (moves) => {
    if (!map) return;
    marks.clearLayers();
    const [latitude, longitude] = [number("latitude"), number("longitude")];
    if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return;
    const colour = getComputedStyle(element).getPropertyValue("--focus").trim();
    const point = [latitude, longitude];
    const radius = Math.max(0, number("radius") ?? 0);
    L.circle(point, { radius: radius * 1000, color: colour, weight: 1, dashArray: "3 3", fillOpacity: 0.1, interactive: false })
      .addTo(marks);
    L.circleMarker(point, { radius: 5, color: colour, fillOpacity: 1, interactive: false }).addTo(marks);
    if (moves) map.setView(point, radius > 60 ? 5 : 7);
  };

  const open = async () => {
    if (map || element.offsetParent === null) return;
    element.hidden = false;
    const style = getComputedStyle(element);
    map = L.map(element, {
      preferCanvas: true, attributionControl: false, minZoom: 1, maxZoom: 11, center: [15, 15], zoom: 2, keyboard: false,
    });
    marks = L.layerGroup();
    map.on("click", ({ latlng }) => {
      const { lat, lng } = latlng.wrap();
      field("latitude").value = lat.toFixed(4);
      field("longitude").value = lng.toFixed(4);
      if (field("radius").value.trim() === "") field("radius").value = "10";
      form.querySelector("[name='place.pick']").checked = true;
      show(false);
    });
    const answer = await fetch(element.dataset.outlines);
    const look = {
      color: style.getPropertyValue("--border").trim(), fillColor: style.getPropertyValue("--land").trim(), weight: 1,
      fillOpacity: 1, interactive: false,
    };
    for (const { rings } of Object.values(await answer.json())) L.polygon(rings.map(unpack), look).addTo(map);
    marks.addTo(map);
    show(true);
  };

  element.hidden = false;
  if (element.offsetParent === null) {
    element.closest("details").addEventListener("toggle", open);
  } else {
    open();
  }
  document.addEventListener("constat:place", () => show(true));
})();

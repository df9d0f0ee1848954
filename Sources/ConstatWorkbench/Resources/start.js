// Start: files that are dropped or chosen go to the server one after the other, and each answer is shown as it comes.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  if (byId("loading")) setTimeout(() => location.reload(), 1000);

  const form = byId("upload");
  if (!form) return;
  const [progress, results, summary, stop] = ["progress", "results", "summary", "stop"].map(byId);
  const bar = progress.querySelector("progress");
  const endings = /\.(txt|md|html?|jsonl)$/i;
  const queue = [];
  let counts = null;
  let isStopped = false;
  form.hidden = false;

  /** Words with names like %added filled in. */
  const filled = (words, values) => words.replace(/%([a-z]+)/g, (whole, name) => values[name] ?? whole);

  // -- What is handed in
  /** Everything that a dropped folder holds, as far down as it goes. */
  async function filesIn(entry) {
    if (entry.isFile) return [{ file: await new Promise((done, failed) => entry.file(done, failed)), isChosen: false }];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      // Browsers hand over some hundred at a time.
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const inner of some) found.push(...await filesIn(inner));
    }
  }

  async function dropped(items) {
    const entries = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile()).filter(Boolean);
    const files = [];
    for (const entry of entries) {
      if (entry instanceof File) files.push({ file: entry, isChosen: true });
      else if (entry.isFile) files.push({ file: (await filesIn(entry))[0].file, isChosen: true });
      else files.push(...await filesIn(entry));
    }
    give(files);
  }

  /** Of folders the kinds that are read; what somebody chose by name is tried whatever it is called. */
  function give(files) {
    const wanted = files.filter(({ file, isChosen }) => isChosen || (endings.test(file.name) && !file.name.startsWith(".")));
    // Those of a folder come in any order.
    if (wanted.some(({ isChosen }) => !isChosen)) wanted.sort((a, b) => (a.file.name < b.file.name ? -1 : a.file.name > b.file.name ? 1 : 0));
    const facts = new URLSearchParams(new FormData(form));
    queue.push(...wanted.map(({ file }) => ({ name: file.name, body: file, facts })));
    start(files.filter((one) => !wanted.includes(one)).map(({ file }) => file.name));
  }

  // -- Sending
  async function start(passed) {
    const isRunning = counts !== null;
    counts ??= { added: 0, read: 0, known: 0, withdrawn: 0, refused: 0, passed: 0, done: 0, names: [] };
    counts.passed += passed.length;
    counts.names.push(...passed);
    if (isRunning) return;
    isStopped = false;
    summary.textContent = "";
    progress.hidden = false;
    while (queue.length && !isStopped) {
      tell();
      await send(queue.shift());
      counts.done += 1;
    }
    finish();
  }

  function tell() {
    bar.max = counts.done + queue.length;
    bar.value = counts.done;
    byId("counted").textContent = filled(form.dataset.of, { a: counts.done + 1, b: counts.done + queue.length });
  }

  async function send({ name, body, facts, isOpened }) {
    const line = results.appendChild(document.createElement("li"));
    const shown = document.createElement("bdi");
    shown.textContent = name;
    line.append(shown, " ", form.dataset.waiting);
    if (body.size > Number(form.dataset.limit)) return refuse(line, shown, form.dataset.large);
    const query = new URLSearchParams(facts);
    if (name) query.set("name", name);
    try {
      const reply = await window.constat.post("/documents?" + query, body);
      if (!reply.ok) return refuse(line, shown, await reason(reply));
      const reports = await reply.json();
      for (const report of reports) counts[report.outcome] += 1;
      // Markup of the server's own, in which all text of reports is escaped.
      line.outerHTML = reports.map((report) => report.line).join("");
      const link = results.lastElementChild.querySelector("a");
      if (isOpened && reports.length === 1 && link) location.assign(link.href);
    } catch {
      refuse(line, shown, form.dataset.failed);
    }
  }

  /** What the server's page says, in its own words. */
  async function reason(reply) {
    if (reply.status === 413) return form.dataset.large;
    if (reply.status === 403) return form.dataset.token;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    return page.querySelector(".refusal .words")?.textContent ?? String(reply.status);
  }

  function refuse(line, name, words) {
    counts.refused += 1;
    line.className = "o-refused";
    line.replaceChildren(name, " ", words);
  }

  function finish() {
    queue.length = 0;
    progress.hidden = true;
    const words = isStopped ? form.dataset.stopped : form.dataset.summary;
    summary.textContent = filled(words, { ...counts, added: counts.added + counts.read, refused: counts.refused + counts.withdrawn });
    if (counts.names.length) {
      const line = results.appendChild(document.createElement("li"));
      line.textContent = form.dataset.passed + " " + counts.names.slice(0, 20).join(", ") + (counts.names.length > 20 ? " …" : "");
    }
    counts = null;
    refresh();
  }

  /** The counts beside it, as they are now. */
  async function refresh() {
    const reply = await fetch("/").catch(() => null);
    if (!reply?.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    document.querySelector(".stock").replaceWith(page.querySelector(".stock"));
    if (!page.querySelector(".sample")) document.querySelector(".sample")?.remove();
  }

  stop.addEventListener("click", () => { isStopped = true; });
  for (const id of ["files", "folder"]) {
    byId(id).addEventListener("change", (event) => {
      give(Array.from(event.target.files, (file) => ({ file, isChosen: id === "files" })));
      event.target.value = "";
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());

  const drop = byId("drop");
  let depth = 0;
  const mark = (by) => { depth += by; drop.classList.toggle("over", depth > 0); };
  document.addEventListener("dragenter", (event) => { event.preventDefault(); mark(1); });
  document.addEventListener("dragleave", () => mark(-1));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(-depth);
    dropped(Array.from(event.dataTransfer.items).filter((item) => item.kind === "file"));
  });

  // A pasted text takes the same way, so that it may be as long as a file; then it is opened.
  const paste = byId("paste");
  paste.addEventListener("submit", (event) => {
    event.preventDefault();
    const facts = new URLSearchParams(new FormData(paste));
    const name = (facts.get("name") || "").replace(/[/\\]/g, "-");
    const body = new Blob([facts.get("text")], { type: "application/octet-stream" });
    for (const key of ["text", "name", "form_token"]) facts.delete(key);
    queue.push({ name, body, facts, isOpened: true });
    start([]);
    paste.reset();
    summary.scrollIntoView({ block: "center" });
  });
})();

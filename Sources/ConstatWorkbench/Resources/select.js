// In a report: words that are selected become a link that adds a claim with them.
//
// The report, or a part of it, stands in one element, `[data-report]`, whose text content is the document's text in order
// from the scalar `data-start` on; what is not of the text (numbers, buttons) stands in elements with `data-aside`.
// `data-add` is the address of the form, and `data-add-label` what the link says. Offsets count Unicode scalars from the
// start of the text.
"use strict";
(() => {
  const report = document.querySelector("[data-report]");
  if (!report) return;
  const link = document.createElement("a");
  link.className = "button primary select-add";
  link.dataset.key = "+";
  link.textContent = report.dataset.addLabel;
  link.hidden = true;
  document.body.append(link);
  const first = Number(report.dataset.start);

  /** How many scalars of the report stand before a boundary of a range. */
  const offset = (node, position) => {
    const walker = document.createTreeWalker(report, NodeFilter.SHOW_TEXT, (text) => (
      text.parentElement.closest("[data-aside]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    const boundary = document.createRange();
    boundary.setStart(node, position);
    boundary.collapse(true);
    let scalars = 0;
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (text === node) return scalars + [...text.data.slice(0, position)].length;
      // Texts that begin behind the boundary are not counted.
      if (boundary.comparePoint(text, 0) > 0) return scalars;
      scalars += [...text.data].length;
    }
    return scalars;
  };

  const show = () => {
    const selection = getSelection();
    const range = selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
    const isOurs = range && !range.collapsed && report.contains(range.commonAncestorContainer);
    if (!isOurs || selection.toString().trim() === "") { link.hidden = true; return; }
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start >= end) { link.hidden = true; return; }
    link.href = `${report.dataset.add}?start=${first + start}&end=${first + end}`;
    const box = range.getBoundingClientRect();
    link.hidden = false;
    link.style.top = `${scrollY + box.bottom + 6}px`;
    link.style.left = `${Math.max(8, Math.min(scrollX + box.left, scrollX + innerWidth - link.offsetWidth - 8))}px`;
  };
  document.addEventListener("selectionchange", show);
})();

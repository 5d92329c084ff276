"use strict";
(() => {
  const number = (text) => parseFloat(text.replaceAll(",", ""));

  /** Compares cells; in a numeric column, other text sorts last in both directions. */
  const compare = (kind, sign) => (a, b) => {
    if (kind === "text") return sign * a.localeCompare(b, "en", { numeric: true });
    const [x, y] = [number(a), number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? Number.isNaN(x) - Number.isNaN(y) : sign * (x - y);
  };

  const sort = (table, header) => {
    const column = header.cellIndex;
    const descending = header.getAttribute("aria-sort") === "ascending";
    const inOrder = compare(header.dataset.sort, descending ? -1 : 1);
    const text = (row) => row.cells[column].textContent.trim();
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const body = table.tBodies[0];
    body.append(...[...body.rows].sort((a, b) => inOrder(text(a), text(b))));
  };

  for (const header of document.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sort(header.closest("table"), header));
    header.append(button);
  }

  for (const choice of document.querySelectorAll(".choice")) {
    const blocks = [...choice.children];
    if (blocks.length < 2) continue;
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.append(new Option("all", ""));
    blocks.forEach((block, i) => select.append(new Option(block.dataset.name, String(i))));
    select.addEventListener("change", () => {
      blocks.forEach((block, i) => {
        block.hidden = select.value !== "" && select.value !== String(i);
      });
    });
    label.append(choice.dataset.label, select);
    choice.prepend(label);
  }
})();

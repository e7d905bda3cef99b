// A posyandu day by keyboard: Enter goes down the column, Shift+Enter up.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    const input = event.target.closest("[data-grid] input:not([type=hidden])");
    if (!input || event.key !== "Enter") return;
    const cell = input.closest("[data-column]");
    if (!cell) return;
    event.preventDefault();
    const column = [
      ...cell.closest("[data-grid]").querySelectorAll(`[data-column="${cell.dataset.column}"]`),
    ];
    const next = column[column.indexOf(cell) + (event.shiftKey ? -1 : 1)];
    const target = next?.querySelector("input:checked, input:not([type=hidden])");
    if (!target) return;
    target.focus();
    target.select?.();
  });
})();

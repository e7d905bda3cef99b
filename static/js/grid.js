// A posyandu sheet by keyboard and thumb; every sheet saves without this script too.
(() => {
  "use strict";

  const FIELDS = "input:not([type=hidden]), select";
  const changed = new WeakSet();

  const focus = (field) => {
    field?.focus();
    field?.select?.();
  };

  const changedNow = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  // Enter goes down the column, on a copied paper to the next box; Shift+Enter back.
  const next = (grid, field, back) => {
    const cell = field.closest("[data-column]");
    const scope = grid.dataset.grid === "right" ? FIELDS : `[data-column="${cell.dataset.column}"] :is(${FIELDS})`;
    const fields = [...grid.querySelectorAll(scope)];
    return fields[fields.indexOf(field) + (back ? -1 : 1)];
  };

  const turn = (select) => {
    select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
    changedNow(select);
  };

  document.addEventListener("keydown", (event) => {
    const grid = event.target.closest("[data-grid]");
    if (!grid || !event.target.matches(FIELDS)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      focus(next(grid, event.target, event.shiftKey));
    } else if (event.target.matches("[data-tick]") && "vxVX".includes(event.key)) {
      event.preventDefault();
      event.target.value = event.key.toLowerCase();
      changedNow(event.target);
    }
  });

  // One touch: blank, Ya, Tidak, and blank again.
  document.addEventListener("mousedown", (event) => {
    const select = event.target.closest("[data-grid] select[data-tick]");
    if (!select || event.button !== 0) return;
    event.preventDefault();
    select.focus();
    turn(select);
  });

  // A tick on a copied paper is one letter: the next box has the pen at once.
  document.addEventListener("input", (event) => {
    const grid = event.target.closest("[data-grid]");
    if (!grid) return;
    changed.add(event.target.closest("tr"));
    const isTick = event.target.matches("[data-mark]") && /^[vx√]$/i.test(event.target.value);
    if (isTick && grid.dataset.grid === "right") focus(next(grid, event.target, false));
  });

  document.addEventListener("focusout", (event) => {
    const row = event.target.closest("[data-grid='right'] tr");
    if (!row || row.contains(event.relatedTarget) || !changed.has(row)) return;
    changed.delete(row);
    row.dispatchEvent(new Event("rowleft"));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    const field = button?.closest("tr").querySelector(`[name="${button.dataset.fill}"]`);
    if (!field) return;
    field.value = button.dataset.value;
    field.focus();
    changedNow(field);
  });

  // How many are done follows every row.
  const count = () => {
    const rows = document.querySelectorAll("[data-row]").length;
    const done = document.querySelectorAll("[data-done]").length;
    const line = document.getElementById("kemajuan");
    if (!line || !rows) return;
    line.querySelector("strong").textContent = done;
    let fill = line.querySelector(".strip-fill");
    if (!fill) {
      fill = line.querySelector(".strip-ground").cloneNode();
      fill.setAttribute("class", "strip-fill");
      line.querySelector("svg").append(fill);
    }
    fill.setAttribute("width", Math.round((1000 * done) / rows));
  };
  const reveal = () => document.querySelectorAll("[data-fill]").forEach((one) => (one.hidden = false));
  document.addEventListener("htmx:afterSettle", () => {
    count();
    reveal();
  });
  reveal();
})();

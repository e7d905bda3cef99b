// Small comforts; every page works without them.
(() => {
  "use strict";

  const open = () => document.querySelectorAll("details.switch[open]");

  document.addEventListener("click", (event) => {
    open().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // Paper has no "one tap away": every table of numbers is printed.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("main details:not([open])")];
    closed.forEach((part) => (part.open = true));
  });
  window.addEventListener("afterprint", () => {
    closed.forEach((part) => (part.open = false));
  });

  document.querySelectorAll("[data-print]").forEach((button) => (button.hidden = false));
})();

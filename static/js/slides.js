// The keys of the presentation; its links do the same without a script.
(() => {
  "use strict";

  const KEYS = {
    ArrowRight: "next",
    PageDown: "next",
    ArrowLeft: "prev",
    PageUp: "prev",
    Home: "first",
    End: "last",
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const link = KEYS[event.key] && document.querySelector(`a[rel="${KEYS[event.key]}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();

// One press saves once, and nothing typed is left behind by accident.
(() => {
  "use strict";

  const PATIENCE_MS = 30000; // a lost signal must not leave a dead button
  const changed = new Set();
  let waiting = 0; // one page sends one form at a time

  const buttons = (form) => form.querySelectorAll("button:not([type=button])");

  const release = (form) => {
    delete form.dataset.sending;
    buttons(form).forEach((button) => button.removeAttribute("aria-disabled"));
  };

  // Still on this page, and not back on it: the answer has not come.
  const giveUp = (form) => {
    if (!form.dataset.sending) return;
    release(form);
    document.dispatchEvent(new CustomEvent("kpm:unanswered"));
  };

  const hold = (form) => {
    form.dataset.sending = "1";
    buttons(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    clearTimeout(waiting);
    waiting = setTimeout(() => giveUp(form), PATIENCE_MS);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    changed.delete(form);
    if (!form.hasAttribute("data-download")) hold(form);
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(release);
  });

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.hasAttribute("data-guard")) changed.add(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form");
    const isLogin = new URL(event.detail.xhr.responseURL || "/", location.href).pathname === "/masuk/";
    const isSaved = event.detail.successful && !isLogin && !event.detail.elt.hasAttribute("data-asks");
    if (isSaved && form) changed.delete(form);
  });
  window.addEventListener("beforeunload", (event) => {
    const isTyping = [...changed].some((form) => form.isConnected);
    if (isTyping) event.preventDefault();
  });

  // The list of mistakes is read first, by eye and by ear.
  const focusErrors = (root) => root.querySelector?.(".error-summary")?.focus();
  focusErrors(document);
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.detail.target));

  // A link in that list leads to the field itself, ready to type.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    if (!link) return;
    const field = document.getElementById(link.hash.slice(1));
    const input = field?.querySelector("input:checked, input:not([type=hidden]), select, textarea");
    if (!input) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    input.focus({ preventScroll: true });
  });
})();

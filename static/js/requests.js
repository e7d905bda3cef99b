// What htmx sends and what a person sees when it does not arrive.
(() => {
  "use strict";

  const cookie = (name) =>
    document.cookie
      .split("; ")
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1);

  document.addEventListener("htmx:configRequest", (event) => {
    const token = cookie("csrftoken");
    if (token && event.detail.verb !== "get") {
      event.detail.headers["X-CSRFToken"] = token;
    }
  });

  // A page in the background asks for nothing: the signal and the battery are the KPM's.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const isPoll = event.detail.elt.hasAttribute("data-poll");
    if (isPoll && (document.hidden || !navigator.onLine)) event.preventDefault();
  });

  const say = (text) => {
    const notice = document.getElementById("koneksi");
    notice.textContent = text;
    notice.hidden = !text;
  };
  const lost = "Tidak ada sinyal. Isian di layar ini tetap ada; simpan lagi setelah tersambung.";

  window.addEventListener("offline", () => say(lost));
  window.addEventListener("online", () => say(""));
  document.addEventListener("htmx:afterOnLoad", () => say(""));
  document.addEventListener("htmx:sendError", () => say(lost));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.elt.hasAttribute("data-poll")) return;
    say("Belum tersimpan. Muat ulang halaman ini, lalu coba sekali lagi.");
  });
})();

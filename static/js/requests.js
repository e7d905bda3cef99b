// What htmx sends and what a person sees when it does not arrive.
(() => {
  "use strict";

  let isLoggedOut = false;

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
    const isIdle = document.hidden || !navigator.onLine || isLoggedOut;
    if (isPoll && isIdle) event.preventDefault();
  });

  // A login that ran out must not appear inside a figure.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    const answered = new URL(xhr.responseURL, location.href).pathname;
    if (answered === new URL(requestConfig.path, location.href).pathname) return;
    if (answered === "/masuk/") {
      event.detail.shouldSwap = false;
      isLoggedOut = true;
      say("Anda perlu masuk lagi: muat ulang halaman ini. Yang bertanda tersimpan tetap aman.");
    }
  });

  const say = (text) => {
    const notice = document.getElementById("koneksi");
    notice.textContent = text;
    notice.hidden = !text;
  };
  const lost = "Tidak ada sinyal. Isian di layar ini tetap ada; simpan lagi setelah tersambung.";

  window.addEventListener("offline", () => say(lost));
  window.addEventListener("online", () => say(""));
  document.addEventListener("htmx:afterOnLoad", () => isLoggedOut || say(""));
  document.addEventListener("htmx:sendError", () => say(lost));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.elt.hasAttribute("data-poll")) return;
    say("Belum tersimpan. Muat ulang halaman ini, lalu coba sekali lagi.");
  });
})();

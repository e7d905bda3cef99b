// What htmx sends and what a person sees when it does not arrive.
(() => {
  "use strict";

  let isLoggedOut = false;

  const cookie = (name) =>
    document.cookie
      .split("; ")
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1);

  // The newest token, for that of a form is old once a login beside it renewed it.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = cookie("csrftoken");
    if (token && event.detail.verb !== "get") {
      event.detail.parameters.csrfmiddlewaretoken = token;
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
    if (answered === new URL(requestConfig.path, location.href).pathname) {
      isLoggedOut = false;
      return;
    }
    if (answered === "/masuk/") {
      event.detail.shouldSwap = false;
      isLoggedOut = true;
      say("Anda perlu masuk lagi; isian di layar ini tetap ada. Sesudah masuk, kembali ke sini dan simpan lagi. ", "Buka halaman masuk");
    }
  });

  // The login opens beside this page, so that what is typed here stays.
  const say = (text, login = "") => {
    const notice = document.getElementById("koneksi");
    notice.textContent = text;
    notice.hidden = !text;
    if (!login) return;
    const link = document.createElement("a");
    Object.assign(link, { href: "/masuk/", target: "_blank", textContent: login });
    notice.append(link);
  };
  const lost = "Tidak ada sinyal. Isian di layar ini tetap ada; simpan lagi setelah tersambung.";
  const slow = "Jawaban belum datang, sinyal lemah. Isian di layar ini tetap ada. Anda boleh menunggu, atau menekan tombolnya sekali lagi: tidak akan tercatat dua kali.";

  // Before a form leaves the page: its token is the newest (a login in another window
  // renews it), and where the browser knows of no signal the server answers at all.
  // Without a signal a KPM on this very computer is reached all the same.
  const reached = new WeakSet();
  const sendIfReached = async (form, button) => {
    try {
      await fetch("/favicon.ico", { method: "HEAD", cache: "no-store" });
    } catch {
      say(lost);
      return;
    }
    reached.add(form);
    form.requestSubmit(button);
  };
  const beforeSending = (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    const token = cookie("csrftoken");
    const field = form.querySelector("[name=csrfmiddlewaretoken]");
    if (token && field) field.value = token;
    if (navigator.onLine || reached.delete(form)) return;
    event.preventDefault();
    event.stopPropagation();
    sendIfReached(form, event.submitter);
  };
  document.addEventListener("submit", beforeSending, true);

  window.addEventListener("offline", () => say(lost));
  window.addEventListener("online", () => say(""));
  document.addEventListener("htmx:afterOnLoad", () => isLoggedOut || say(""));
  document.addEventListener("htmx:sendError", () => say(lost));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.elt.hasAttribute("data-poll")) return;
    say("Belum tersimpan. Muat ulang halaman ini, lalu coba sekali lagi.");
  });

  // A form on its way without an answer: pressing again is safe, each row has its uuid.
  document.addEventListener("kpm:unanswered", () => say(slow));

  // Where a page does not come at all, our own words instead of the browser's.
  const keepWords = () =>
    navigator.serviceWorker?.register("/sinyal.js", { updateViaCache: "all" }).catch(() => {});
  window.addEventListener("load", keepWords);
})();

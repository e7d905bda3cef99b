// A service worker that speaks only where the network gives no answer. It keeps its own
// three pages and what they look like; never a page of the village, never what was typed.
// The server writes VERSION on top: with new words in those pages it is a new worker.
"use strict";

const KEPT = `tanpa-sinyal-${VERSION}`;
const PAGES = {
  opened: "/tanpa-sinyal/", // a page that did not come
  typed: "/tanpa-sinyal/isian/", // a form that can be sent once more from here
  lost: "/tanpa-sinyal/berkas/", // files or a password, which are never carried
};
const MARK = "?tanpa-sinyal"; // on what those pages load, and on nothing else
const PART = /(?:href|src)="(\/static\/[^"?]+)\?tanpa-sinyal"/g;

const keepPage = async (cache, address) => {
  const page = await fetch(address, { credentials: "omit", cache: "reload" });
  if (!page.ok) throw new Error(`${address}: ${page.status}`);
  const text = await page.clone().text();
  await cache.put(address, page);
  return [...text.matchAll(PART)].map(([, part]) => part);
};

// What they load came with the first page already: nothing of it is loaded twice.
const prepare = async () => {
  const cache = await caches.open(KEPT);
  const found = await Promise.all(Object.values(PAGES).map((one) => keepPage(cache, one)));
  const parts = [...new Set(found.flat())];
  await Promise.all(parts.map(async (part) => cache.put(part + MARK, await fetch(part))));
  await self.skipWaiting();
};

const takeOver = async () => {
  const old = (await caches.keys()).filter((name) => name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
};

const escaped = (text) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const hidden = ([name, value]) =>
  `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`;

// Only to be filled in, in the memory of this one page.
const fill = (text, address, fields) =>
  text
    .replaceAll("/alamat-tadi/", () => escaped(address.split("#")[0]))
    .replace("<!-- isian -->", () => fields.map(hidden).join(""));

const speak = async (kind, address, fields = []) => {
  const page = await caches.match(PAGES[kind], { ignoreVary: true });
  if (!page) return Response.error();
  const headers = { "Cache-Control": "no-store" };
  for (const name of ["Content-Type", "Content-Security-Policy"]) {
    headers[name] = page.headers.get(name);
  }
  return new Response(fill(await page.text(), address, fields), { status: 503, headers });
};

const isSecret = ([name]) => name.includes("password");

const explain = async (request, copy) => {
  const before = request.referrer || "/";
  if (request.method === "GET") return speak("opened", request.url);
  if (!copy) return speak("lost", before);
  const fields = [...new URLSearchParams(await copy.text())];
  if (fields.some(isSecret)) return speak("lost", before);
  return speak("typed", request.url, fields);
};

const isPlainForm = ({ method, headers }) =>
  method === "POST" &&
  headers.get("Content-Type")?.startsWith("application/x-www-form-urlencoded");

const answer = async (event) => {
  const { request } = event;
  const copy = isPlainForm(request) ? request.clone() : null;
  try {
    return (await event.preloadResponse) || (await fetch(request));
  } catch {
    return explain(request, copy);
  }
};

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(answer(event));
  else if (request.url.endsWith(MARK)) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});

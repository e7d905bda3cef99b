// The minutes: saved at every pause, kept on this device without a signal, merged with
// what others type. Without this script the page has an ordinary button.
(() => {
  "use strict";

  const PAUSE_MS = 1200;
  const LOOK_MS = 4000; // how soon the others' words appear here
  const UNTITLED = "Pembahasan";
  const LOST = "Belum tersimpan, sinyal hilang. Tulisan Anda tetap ada di perangkat ini dan dikirim setelah tersambung.";
  const LOGIN = "Belum tersimpan: Anda perlu masuk lagi. Tulisan Anda tetap ada di perangkat ini; masuk, lalu buka halaman ini.";

  const form = document.querySelector("[data-minutes]");
  if (!form || form.querySelector("[name=bentrok]")) return;
  const holder = form.querySelector("[data-parts]");
  const line = form.querySelector("[data-state]");
  const baseField = form.querySelector("[name=dasar]");
  const undecided = new Set();
  let isBusy = false;
  let isClosed = false; // the meeting no longer changes
  let isDirty = false;
  let timer = 0;

  // --- a text is parts: title, lines, blank line; the server reads it the same way ---

  const clean = (text) => text.split("\n").map((one) => one.trim()).filter(Boolean).join("\n");
  const compose = (parts) =>
    [...parts].filter(([, text]) => text).map(([title, text]) => `${title}\n${text}`).join("\n\n");
  const parse = (text) =>
    new Map(text.split("\n\n").filter(Boolean).map((block) => {
      const [title, ...lines] = block.split("\n");
      return [title, lines.join("\n")];
    }));
  let base = parse(baseField.value.replaceAll("\r", ""));

  const sections = () => [...holder.querySelectorAll("[data-part]")];
  const titleField = (section) => section.querySelector("[name=judul]");
  const area = (section) => section.querySelector("[name=isi]");
  const titleOf = (section) => titleField(section).value.trim().replace(/\s+/g, " ") || UNTITLED;
  const find = (title) => sections().find((one) => titleOf(one) === title && titleField(one).value.trim());
  const said = () => {
    const parts = new Map();
    sections().forEach((section) => {
      const text = clean(area(section).value);
      if (!text) return;
      const title = titleOf(section);
      parts.set(title, parts.has(title) ? `${parts.get(title)}\n${text}` : text);
    });
    return parts;
  };

  const say = (kind, text) => {
    line.hidden = false;
    line.dataset.kind = kind;
    if (line.textContent !== text) line.textContent = text;
  };

  // --- what is not saved yet stays on this device ---

  const keep = () => {
    try {
      const draft = { base: compose(base), mine: compose(said()) };
      localStorage.setItem(form.dataset.key, JSON.stringify(draft));
    } catch { /* a browser without a store still saves by itself */ }
  };
  const forget = () => {
    try { localStorage.removeItem(form.dataset.key); } catch { /* as above */ }
  };
  const kept = () => {
    try { return JSON.parse(localStorage.getItem(form.dataset.key)); } catch { return null; }
  };

  // --- the sections on the page ---

  const add = (title, text) => {
    const last = sections().at(-1);
    const one = last.cloneNode(true);
    const number = sections().length + 1;
    one.querySelectorAll(".minutes-saved").forEach((box) => box.remove());
    [["judul", title], ["isi", text]].forEach(([name, value]) => {
      const field = one.querySelector(`[name=${name}]`);
      const label = one.querySelector(`label[for="${field.id}"]`);
      field.id = label.htmlFor = `${name}-${number}`;
      field.value = value;
      if (name === "isi") label.textContent = `Isi ${title || "bagian baru"}`;
    });
    one.querySelector("legend").textContent = `Bagian ${number}`;
    const isBlank = !title && !text;
    if (isBlank) last.after(one);
    else {
      one.querySelector(".form-label").textContent = `Bagian ${number}`;
      last.before(one);
    }
    return one;
  };

  // New words from elsewhere must not move the pen of who is typing.
  const put = (field, text) => {
    const { value, selectionStart } = field;
    const isHere = document.activeElement === field;
    field.value = text;
    if (!isHere) return;
    const isSame = value.slice(0, selectionStart) === text.slice(0, selectionStart);
    const pen = isSame ? selectionStart : Math.max(0, selectionStart + text.length - value.length);
    field.setSelectionRange(pen, pen);
  };

  const ask = ({ title, saved, both }) => {
    const section = find(title);
    base.set(title, saved);
    undecided.add(title);
    section.classList.add("minutes-clash");
    const box = document.createElement("div");
    box.className = "minutes-saved";
    const words = document.createElement("p");
    words.textContent = "Notulis lain mengubah baris yang sama. Yang tersimpan:";
    const theirs = document.createElement("p");
    theirs.textContent = saved;
    const tools = document.createElement("p");
    tools.className = "tools";
    const choices = [["Pakai keduanya", both], ["Pakai yang tersimpan", saved], ["Pakai tulisan saya", null]];
    choices.forEach(([label, text]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-outline-primary";
      button.textContent = label;
      button.addEventListener("click", () => {
        if (text !== null) area(section).value = text;
        box.remove();
        section.classList.remove("minutes-clash");
        undecided.delete(title);
        area(section).focus();
        changed();
      });
      tools.append(button);
    });
    box.append(words, theirs, tools);
    section.append(box);
  };

  const apply = (answer, sent) => {
    const clashing = new Set(answer.clashes.map((one) => one.title));
    const saved = new Map(answer.parts.map((one) => [one.title, one.text]));
    const titles = new Set([...saved.keys(), ...base.keys(), ...sent.keys()]);
    titles.forEach((title) => {
      if (clashing.has(title)) return;
      const section = find(title);
      const theirs = saved.get(title) ?? "";
      const now = section ? clean(area(section).value) : "";
      const then = sent.get(title) ?? "";
      if (!section && theirs && !then) add(title, theirs);
      else if (section && now === then && now !== theirs) put(area(section), theirs);
      base.set(title, now === then || !section ? theirs : then);
    });
    answer.clashes.forEach(ask);
  };

  // --- saving ---

  const cookie = () => document.cookie.split("; ").find((one) => one.startsWith("csrftoken="))?.slice(10);

  const post = (parts, more = {}) => {
    const body = new FormData();
    body.append("dasar", compose(base));
    parts.forEach((text, title) => {
      body.append("judul", title);
      body.append("isi", text);
    });
    const token = cookie() ?? form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    return fetch(location.pathname, { method: "POST", headers, body, ...more });
  };

  const heard = async (response, sent) => {
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    if (!isJson) throw response.redirected || response.status === 403 ? LOGIN : LOST;
    const answer = await response.json();
    if (answer.refusal) {
      isClosed = response.status === 409;
      throw `Belum tersimpan. ${answer.refusal}`;
    }
    const isLook = compose(sent) === compose(base);
    apply(answer, sent);
    isDirty = compose(said()) !== compose(base) && !undecided.size;
    if (undecided.size) say("wait", `Pilih dahulu tulisan pada bagian ${[...undecided].join(", ")}.`);
    else if (!isLook || line.dataset.kind !== "kept") say("kept", `Tersimpan ${answer.at}`);
    if (isDirty || undecided.size) keep();
    else forget();
  };

  const save = async () => {
    clearTimeout(timer);
    if (isBusy || isClosed || undecided.size) return false;
    isBusy = true;
    const sent = said();
    try {
      await heard(await post(sent), sent);
      return !isDirty && !undecided.size;
    } catch (trouble) {
      if (isDirty) say("lost", typeof trouble === "string" ? trouble : LOST);
      return false;
    } finally {
      isBusy = false;
      if (isDirty && navigator.onLine) later();
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  };

  const changed = () => {
    isDirty = true;
    keep();
    if (undecided.size) return;
    if (line.dataset.kind !== "lost") say("wait", "Belum tersimpan …");
    later();
  };

  form.addEventListener("input", changed);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await save()) location.assign(document.querySelector(".back a").href);
  });
  const button = form.querySelector("[data-add-part]");
  button.hidden = false;
  button.addEventListener("click", () => titleField(add("", "")).focus());
  window.addEventListener("online", save);
  setInterval(() => {
    if (!document.hidden && navigator.onLine && !isDirty) save();
  }, LOOK_MS);
  window.addEventListener("pagehide", () => {
    if (isDirty && !undecided.size && !isClosed) post(said(), { keepalive: true }).catch(() => {});
  });

  // What an earlier visit could not send.
  const draft = kept();
  if (draft && draft.mine !== compose(base)) {
    base = parse(draft.base);
    const mine = parse(draft.mine);
    sections().forEach((section) => {
      const title = titleOf(section);
      if (titleField(section).value.trim()) area(section).value = mine.get(title) ?? "";
    });
    mine.forEach((text, title) => find(title) || add(title, text));
    say("wait", "Tulisan yang belum terkirim ditemukan di perangkat ini.");
    changed();
  } else forget();
})();

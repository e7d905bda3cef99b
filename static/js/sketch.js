// Peta sosial: houses are dragged, tapped or moved by the arrow keys; each is saved by
// itself. Without this script a form with column and row does the same.
(() => {
  "use strict";

  const page = document.querySelector("[data-sketch]");
  const sheet = page?.querySelector("[data-sheet]");
  if (!sheet) return;

  const frame = page.querySelector("[data-frame]");
  const zoom = page.querySelector("[data-zoom]");
  zoom.hidden = false;
  zoom.addEventListener("click", () => {
    const isLarge = frame.classList.toggle("is-large");
    zoom.setAttribute("aria-pressed", String(isLarge));
    zoom.textContent = isLarge ? "Perkecil" : "Perbesar";
    frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
    frame.scrollTop = (frame.scrollHeight - frame.clientHeight) / 2;
  });

  const undoButton = page.querySelector("[data-undo]");
  if (!undoButton) return; // whoever only reads

  const STEP = 50; // units, half a square; with Shift a fifth of that
  const REST_MS = 400; // an arrow key held down is saved when it rests
  const WIDTH = Number(sheet.dataset.width);
  const HEIGHT = Number(sheet.dataset.height);
  const tray = page.querySelector("[data-tray]");
  const list = page.querySelector("[data-tray-list]");
  const status = page.querySelector("[data-status]");
  const retryButton = page.querySelector("[data-retry]");
  const done = []; // what "Batalkan geseran" takes back, newest last
  let picked = null;

  const number = (text) => (text === "" ? null : Number(text));
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

  // --- points: one per house or facility ---

  const points = [...page.querySelectorAll("[data-point]")].map((row) => ({
    row,
    name: row.dataset.name,
    url: row.dataset.url,
    version: row.dataset.version,
    x: number(row.dataset.x),
    y: number(row.dataset.y),
    saved: null, // where the server has it
    isSaving: false,
    isWaiting: false,
    mark: sheet.querySelector(`[data-mark="${row.dataset.point}"]`),
    said: row.querySelector("[data-said]"),
    button: row.querySelector("[data-pick]"),
    chip: null,
  }));
  const pointOf = (element) => points.find((one) => one.mark === element);

  const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
  const isPlaced = (point) => point.x !== null;
  const where = (point) => (isPlaced(point) ? { x: point.x, y: point.y } : null);

  const draw = (point) => {
    if (isPlaced(point)) {
      point.mark.setAttribute("transform", `translate(${point.x} ${point.y})`);
      point.mark.removeAttribute("display");
    } else {
      point.mark.setAttribute("display", "none");
    }
    if (point.chip) point.chip.parentElement.hidden = isPlaced(point);
    tray.hidden = points.every(isPlaced);
  };

  const put = (point, place) => {
    point.x = place && within(place.x, WIDTH);
    point.y = place && within(place.y, HEIGHT);
    draw(point);
  };

  const say = (text) => (status.textContent = text);
  const tell = (point, text, isWrong = false) => {
    point.said.textContent = text;
    point.said.classList.toggle("is-wrong", isWrong);
    say(`${point.name}: ${text}`);
    retryButton.hidden = !points.some((one) => one.isWaiting);
  };

  const pick = (point) => {
    picked = point;
    points.forEach((one) => {
      const isPicked = one === point;
      one.mark.classList.toggle("is-picked", isPicked);
      one.button?.setAttribute("aria-pressed", String(isPicked));
      one.chip?.setAttribute("aria-pressed", String(isPicked));
    });
    if (!point) return;
    say(`${point.name} dipilih. Seret, ketuk lembar, atau pakai tombol panah.`);
  };

  // --- saving ---

  const send = async (point) => {
    const place = where(point);
    const fields = place ? { ...place, version: point.version } : { lepas: "1" };
    const answer = await fetch(point.url, {
      method: "POST",
      headers: { "X-CSRFToken": token(), Accept: "application/json" },
      body: new URLSearchParams(fields),
    });
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error("no JSON");
    return [answer.status, await answer.json()];
  };

  const accept = (point, status, told) => {
    if (status === 409) put(point, told);
    if (status === 200 || status === 409) {
      point.version = told.version ?? "";
      point.saved = where(point);
    } else {
      put(point, point.saved);
    }
    const number = point.row.querySelector("[data-number]");
    const label = point.mark.querySelector("[data-label]");
    if (label && "label" in told) {
      label.textContent = told.label;
      number.textContent = `${told.label} · `;
    } else if (label && status === 200) {
      number.textContent = "";
    }
    tell(point, told.square ? `kotak ${told.square}, ${told.said}` : told.said, status !== 200);
  };

  const save = async (point) => {
    if (point.isSaving) {
      point.isWaiting = true;
      return;
    }
    point.isSaving = true;
    point.isWaiting = false;
    tell(point, "menyimpan …");
    const sent = JSON.stringify(where(point));
    try {
      const [status, told] = await send(point);
      const hasMoved = JSON.stringify(where(point)) !== sent;
      if (hasMoved && status === 200) {
        point.version = told.version ?? "";
        point.isWaiting = true;
      } else {
        accept(point, status, told);
      }
    } catch {
      point.isSaving = false;
      point.isWaiting = true;
      tell(point, "belum tersimpan: tidak ada sinyal, atau Anda perlu masuk lagi", true);
      return;
    }
    point.isSaving = false;
    if (point.isWaiting) save(point);
  };

  const retry = () => points.filter((one) => one.isWaiting && !one.isSaving).forEach(save);
  retryButton.addEventListener("click", retry);
  window.addEventListener("online", retry);
  window.addEventListener("beforeunload", (event) => {
    if (points.some((one) => one.isWaiting || one.isSaving)) event.preventDefault();
  });

  const remember = (point, from) => {
    done.push({ point, from });
    undoButton.hidden = false;
  };

  undoButton.addEventListener("click", () => {
    const last = done.pop();
    undoButton.hidden = !done.length;
    if (!last) return;
    put(last.point, last.from);
    pick(last.point);
    save(last.point);
  });

  // --- pointer: finger, pen, mouse ---

  const placeOf = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY);
    return at.matrixTransform(sheet.getScreenCTM().inverse());
  };
  const isOnSheet = (event) => {
    const box = sheet.parentElement.getBoundingClientRect();
    const across = event.clientX >= box.left && event.clientX <= box.right;
    return across && event.clientY >= box.top && event.clientY <= box.bottom;
  };

  let drag = null; // {point, from, hasMoved, x, y}

  const begin = (event, point, holder) => {
    if (event.button) return;
    pick(point);
    drag = { point, from: where(point), hasMoved: false, x: event.clientX, y: event.clientY };
    holder.setPointerCapture(event.pointerId);
  };

  const move = (event) => {
    if (!drag) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
    if (!drag.hasMoved && far < 4) return;
    drag.hasMoved = true;
    drag.point.mark.classList.add("is-dragged");
    const isThere = drag.from || isOnSheet(event);
    put(drag.point, isThere ? placeOf(event) : null);
  };

  const end = (event) => {
    if (!drag) return;
    const { point, from, hasMoved } = drag;
    drag = null;
    point.mark.classList.remove("is-dragged");
    sheet.append(point.mark); // above its neighbours; not before, a finger would lose it
    if (event.type === "pointercancel") {
      put(point, from);
    } else if (hasMoved && isPlaced(point)) {
      remember(point, from);
      save(point);
    }
  };

  const listen = (holder) => {
    holder.addEventListener("pointermove", move);
    holder.addEventListener("pointerup", end);
    holder.addEventListener("pointercancel", end);
  };

  sheet.addEventListener("pointerdown", (event) => {
    const point = pointOf(event.target.closest("[data-mark]"));
    if (point) begin(event, point, point.mark);
  });

  // Only this keeps a finger on a mark from scrolling: a browser heeds touch-action on
  // the whole sheet alone, and the page must still be scrolled over the blank parts.
  const hold = (event) => event.target.closest("[data-mark]") && event.preventDefault();
  sheet.addEventListener("touchstart", hold, { passive: false });

  // A tap on the blank sheet puts there what was picked.
  sheet.addEventListener("click", (event) => {
    if (!picked || event.target.closest("[data-mark]")) return;
    const from = where(picked);
    put(picked, placeOf(event));
    remember(picked, from);
    save(picked);
  });

  // --- keyboard ---

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let resting = null; // {point, from, timer}

  const rest = () => {
    if (!resting) return;
    clearTimeout(resting.timer);
    const { point, from } = resting;
    resting = null;
    remember(point, from);
    save(point);
  };

  const onKey = (event, point) => {
    const way = ARROWS[event.key];
    if (!way || picked !== point) return;
    event.preventDefault();
    point.button.focus({ preventScroll: true }); // the chip goes as soon as it is placed
    if (resting?.point !== point) rest();
    resting ??= { point, from: where(point), timer: 0 };
    const step = event.shiftKey ? STEP / 5 : STEP;
    const at = where(point) ?? { x: WIDTH / 2, y: HEIGHT / 2 };
    put(point, { x: at.x + way[0] * step, y: at.y + way[1] * step });
    sheet.append(point.mark);
    clearTimeout(resting.timer);
    resting.timer = setTimeout(rest, REST_MS);
  };

  // --- the page with its script ---

  const chipFor = (point) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.setAttribute("aria-pressed", "false");
    chip.append(point.row.querySelector("svg").cloneNode(true), point.name);
    const item = document.createElement("li");
    item.append(chip);
    list.append(item);
    return chip;
  };

  page.dataset.editable = "";
  points.forEach((point) => {
    point.saved = where(point);
    point.chip = chipFor(point);
    point.button.hidden = false;
    point.row.querySelector("[data-by-square]").hidden = true;
    [point.chip, point.button].forEach((button) => {
      button.addEventListener("click", () => {
        pick(point);
        frame.scrollIntoView({ block: "nearest" });
      });
      button.addEventListener("keydown", (event) => onKey(event, point));
      button.addEventListener("blur", rest);
    });
    point.chip.addEventListener("pointerdown", (event) => begin(event, point, point.chip));
    listen(point.chip);
    listen(point.mark);
    draw(point);
  });

})();

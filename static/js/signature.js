// A signature drawn with a finger; without this script the typed name is enough.
(() => {
  "use strict";

  const part = document.querySelector("[data-signature]");
  if (!part) return;
  const form = part.closest("form");
  const canvas = part.querySelector("canvas");
  const field = form.elements.drawing;
  const pen = canvas.getContext("2d");
  let isDrawn = false;

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  };

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    pen.lineWidth = 6;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#12233f";
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...place(event));
    pen.stroke();
    isDrawn = true;
  });
  part.querySelector("[data-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    isDrawn = false;
    field.value = "";
  });
  form.addEventListener("submit", () => {
    const isOnScreen = form.elements.manner.value === "layar";
    field.value = isDrawn && isOnScreen ? canvas.toDataURL("image/png") : "";
  });

  // Each way of signing shows its own part.
  const scan = document.getElementById("div_id_scan");
  const show = () => {
    const isInk = form.elements.manner.value === "basah";
    part.hidden = isInk;
    scan.hidden = !isInk;
  };
  form.addEventListener("change", show);
  show();
})();

// The slider of the uji anggaran; without this script the number and its button do it.
(() => {
  "use strict";

  const form = document.querySelector("[data-afford]");
  if (!form) return;
  const slide = form.querySelector("[data-slide]");
  const range = slide.querySelector("input");
  const number = form.querySelector("[name=rupiah]");
  const dotted = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ".");

  const tell = () => range.setAttribute("aria-valuetext", `Rp${dotted(range.value)}`);
  const ask = () => form.dispatchEvent(new Event("kirim"));

  slide.hidden = false;
  tell();
  range.addEventListener("input", () => {
    number.value = dotted(range.value);
    tell();
    ask();
  });
  number.addEventListener("change", () => {
    const typed = number.value.replace(/\D/g, "");
    if (!typed || /[-,]/.test(number.value)) return;
    range.value = typed;
    tell();
    ask();
  });
})();

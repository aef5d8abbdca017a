// Pressing on the picture fills the list above it; without this file, and by keyboard, the list is chosen from.
function watch(map) {
  const list = document.getElementById(map.dataset.bodyMap);
  const shapes = [...map.querySelectorAll("[data-region]")];

  function show() {
    for (const shape of shapes) shape.classList.toggle("rh-body-map__chosen", shape.dataset.region === list.value);
  }

  map.addEventListener("click", (event) => {
    const shape = event.target.closest("[data-region]");
    if (!shape) return;
    list.value = shape.dataset.region;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  });
  list.addEventListener("change", show);
  map.classList.add("rh-body-map--to-choose");
  show();
}

document.querySelectorAll("[data-body-map]").forEach(watch);

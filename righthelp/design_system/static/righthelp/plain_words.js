// Shows help with words under a box as somebody stops typing; without this file it shows when the page comes back.
const WAIT = 1000;

// what is already there stays as it is, so that a screen reader hears only what is new
function show(help, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const [list, next] = [help.querySelector("ul"), fresh.content.querySelector("ul")];
  if (!list || !next) {
    if (list || next) help.replaceChildren(fresh.content);
    return;
  }
  const said = new Map([...list.children].map((item) => [item.textContent, item]));
  const items = [...next.children].map((item) => said.get(item.textContent) ?? item);
  [...list.children].filter((item) => !items.includes(item)).forEach((item) => item.remove());
  items.forEach((item, place) => {
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
}

function watch(box) {
  const help = document.getElementById(`${box.id}-plain-words`);
  const token = box.form?.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  let timer = 0;
  let asked = 0;

  async function ask() {
    const number = asked;
    const body = new FormData();
    body.append("text", box.value);
    body.append("csrfmiddlewaretoken", token);
    // a session that ended answers with the way to the sign-in page, which is no help with words
    const answer = await fetch(box.dataset.plainWords, { method: "POST", body, redirect: "error" }).catch(() => null);
    const html = answer?.ok ? await answer.text() : null;
    if (html !== null && number === asked) show(help, html);
  }

  box.addEventListener("input", () => {
    window.clearTimeout(timer);
    asked += 1;
    if (box.value.trim()) timer = window.setTimeout(ask, WAIT);
    else show(help, "");
  });
}

document.querySelectorAll("textarea[data-plain-words]").forEach(watch);

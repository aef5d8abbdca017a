// Lets the browser make or use a passkey, then sends the form it belongs to.
"use strict";
(() => {
  const waysToAsk = {
    "sign-in": async (form) => {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error("no passkey request");
      return webauthnJSON.get((await answer.json()).request_options);
    },
    use: (form) => webauthnJSON.get(JSON.parse(form.dataset.options).request_options),
    create: (form) => {
      const options = JSON.parse(form.dataset.options).creation_options;
      const alone = form.elements.passwordless.checked;
      const wanted = options.publicKey.authenticatorSelection;
      wanted.residentKey = alone ? "required" : "discouraged";
      wanted.requireResidentKey = alone;
      if (alone) wanted.userVerification = "required";
      return webauthnJSON.create(options);
    },
  };

  const send = async (event) => {
    event.preventDefault();
    const form = event.target;
    const error = form.querySelector("[data-passkey-error]");
    error.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await waysToAsk[form.dataset.passkey](form));
      form.submit();
    } catch {
      error.hidden = false;
    }
  };

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", send);
    form.hidden = false;
  }
})();

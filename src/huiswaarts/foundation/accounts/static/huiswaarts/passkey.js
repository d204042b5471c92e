// Passkeys: the browser's part. Forms say what they want with data-passkey; the server's question
// stands in a block of data, or is fetched when someone signs in without a name.
(function () {
  "use strict";

  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  }

  function text(buffer) {
    const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function listed(credentials) {
    return (credentials || []).map((one) => Object.assign({}, one, { id: bytes(one.id) }));
  }

  async function create(question) {
    const asked = Object.assign({}, question.creation_options.publicKey);
    asked.challenge = bytes(asked.challenge);
    asked.user = Object.assign({}, asked.user, { id: bytes(asked.user.id) });
    asked.excludeCredentials = listed(asked.excludeCredentials);
    asked.authenticatorSelection = Object.assign({}, asked.authenticatorSelection, {
      residentKey: "required", requireResidentKey: true, userVerification: "required",
    });
    return navigator.credentials.create({ publicKey: asked });
  }

  async function get(question) {
    const asked = Object.assign({}, question.request_options.publicKey);
    asked.challenge = bytes(asked.challenge);
    asked.allowCredentials = listed(asked.allowCredentials);
    return navigator.credentials.get({ publicKey: asked });
  }

  async function login(question, form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no question");
    return get(await answer.json());
  }

  function told(credential) {
    const response = { clientDataJSON: text(credential.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment || undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: response,
    });
  }

  const ways = { create: create, get: get, login: login };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      const data = document.getElementById("passkey-data");
      const error = form.querySelector("[data-passkey-error]");
      if (error) error.hidden = true;
      try {
        const question = data ? JSON.parse(data.textContent) : {};
        const credential = await ways[form.dataset.passkey](question, form);
        form.elements.credential.value = told(credential);
        form.submit();
      } catch (problem) {
        if (error) error.hidden = false;
      }
    });
  }
})();

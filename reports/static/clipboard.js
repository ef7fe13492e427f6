// Copying: a link to what one sees, a quote with its reference.

// Where the browser keeps the clipboard from a page on disk, the old command; where that fails too, a field to copy from.
async function copyText(text, button) {
  const isCopied = await navigator.clipboard?.writeText(text).then(() => true, () => false) || copyFromField(text);
  if (isCopied) return say(button, data.words.copied);
  document.querySelector(".copy-field")?.remove();
  const label = element("label", data.words.copy_by_hand, { class: "copy-field" });
  const field = fieldOf(text);
  field.setAttribute("rows", 4);
  label.append(field);
  button.after(label);
  field.addEventListener("keydown", (event) => { if (event.key === "Escape") { label.remove(); button.focus(); } });
  field.select();
}

function fieldOf(text) {
  const field = element("textarea", undefined, { readonly: "", dir: "auto" });
  field.value = text;
  return field;
}

function copyFromField(text) {
  const before = document.activeElement;
  const field = fieldOf(text);
  field.className = "sr";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  before?.focus({ preventScroll: true });
  return isCopied;
}

// A word in the button's place for a moment, and to those who listen.
function say(button, text) {
  announce(text);
  if (button.dataset.said) return;
  button.dataset.said = text;
  setTimeout(() => delete button.dataset.said, 1500);
}

const linkTool = (place) => tool(data.words.copy_link, "", (button) => {
  copyText(location.href.split("#")[0] + fragmentOf(place, filter), button);
});

// “Words” (session · date · language · source and place). Consultation, Underheard run
const reference = (text, provenance) => fill(data.words.reference, { text: text.trim(), provenance, name: data.run.name, run: data.run.id });

function quoteTool(text, provenance) {
  return tool(data.words.copy, shortened(text, 60), (button) => copyText(reference(text, provenance), button));
}

for (const quote of document.querySelectorAll("figure.quote")) {
  const source = quote.querySelector("figcaption");
  const parts = [...source.querySelectorAll("bdi")].map((part) => part.textContent);
  source.append(" ", quoteTool(quote.querySelector("blockquote").textContent, parts.join(" · ")));
}

// What deciding on topics, marking quotes and the tray have in common.
const phrase = (name, values = {}) => fill(before.words[name], values);
const themeLabels = new Map(before.themes);
const dayStyle = data.interface === "en" ? "en-GB" : data.interface; // day before month, as the report has it
const apart = (words) => `\u2068${words}\u2069`; // whichever way they are written

function openDialog(dialog) {
  dialog.showModal();
  dialog.querySelector("h2").focus();
}
for (const button of document.querySelectorAll("dialog [data-close]")) button.addEventListener("click", () => button.closest("dialog").close());

function whoDecided(decision) {
  if (!decision?.by) return "";
  const day = decision.date ? new Date(`${decision.date}T12:00`).toLocaleDateString(dayStyle, { dateStyle: "long" }) : "";
  return day ? phrase("signed", { by: decision.by, date: day }) : phrase("signedBy", { by: decision.by });
}

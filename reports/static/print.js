// Paper cannot be clicked: print with every panel open, then put them back; the consultation's name heads each page.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((panel) => { panel.open = true; });
});
addEventListener("afterprint", () => closed.forEach((panel) => { panel.open = false; }));

// As a string of CSS in which every character but letters and digits is written by its code.
const cssString = (text) => `"${text.replace(/[^\p{L}\p{N}]/gu, (letter) => `\\${letter.codePointAt(0).toString(16)} `)}"`;
const margin = (place, text) => `@${place} { content: ${cssString(text)}; font: 8pt sans-serif; }`;
const sheet = document.styleSheets[0];
sheet.insertRule(`@media print { @page { ${margin("top-left", data.run.name)} ${margin("bottom-left", `Underheard, ${data.run.id}`)} } }`, sheet.cssRules.length);
sheet.insertRule("@media print { @page :first { @top-left { content: none; } } }", sheet.cssRules.length);

// What the other scripts share: elements made without HTML, words filled in, colours, file names.
const number = new Intl.NumberFormat(data.interface);
document.documentElement.classList.add("has-script");

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// A withheld statement is told in the report's language.
const languageOf = (row) => (rows.withheld[row] === 1 ? data.interface : data.languages[rows.language[row]][0]);

// A small button; `what` tells ears which of many like it this is.
function tool(text, what, act) {
  const made = element("button", text, { type: "button", class: "tool" });
  if (what) made.append(element("span", ` ${what}`, { class: "sr", dir: "auto" }));
  made.addEventListener("click", () => act(made));
  return made;
}

function tools(...buttons) {
  const made = element("div", undefined, { class: "tools" });
  made.append(...buttons);
  return made;
}

// One polite voice for what buttons did.
const herald = element("p", undefined, { class: "sr", role: "status" });
document.body.append(herald);
function announce(text) {
  herald.textContent = "";
  setTimeout(() => { herald.textContent = text; }, 50); // the same text twice is said twice
}

// Paper and files are light whatever the screen is: the first rule of our style sheet holds the light colours.
const lightColours = [...document.styleSheets[0].cssRules].find((rule) => rule.selectorText === ":root").style;
const screenColours = getComputedStyle(document.documentElement);
const colour = (name, isLight = false) => (isLight ? lightColours : screenColours).getPropertyValue(name).trim();

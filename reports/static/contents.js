// The contents bar says where one is: the last section whose top has passed a third of the window.
const contents = document.querySelector(".contents");
const stops = [...contents.querySelectorAll("a")].map((link) => [link, document.querySelector(link.hash)]).filter(([, section]) => section);

function markPlace() {
  const line = innerHeight / 3;
  const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const passed = stops.filter(([, section]) => section.getBoundingClientRect().top <= line);
  const [here] = isAtEnd ? stops.at(-1) : passed.at(-1) ?? stops[0];
  if (here.hasAttribute("aria-current")) return;
  stops.forEach(([link]) => link.removeAttribute("aria-current"));
  here.setAttribute("aria-current", "location");
  // On a phone the bar scrolls sideways by itself; the page must not.
  if (contents.scrollWidth > contents.clientWidth) contents.scrollLeft = here.offsetLeft - contents.clientWidth / 3;
}

let isWaiting = false;
addEventListener("scroll", () => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => { isWaiting = false; markPlace(); });
}, { passive: true });
addEventListener("resize", markPlace);
markPlace();

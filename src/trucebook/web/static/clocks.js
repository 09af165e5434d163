// The clocks as sliders, and the account as a switch, for browsers that run scripts. Whatever is
// asked is asked by the form of the page, so that without this the same can be had by its button.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const FIXED = [".top", ".clocks", "main", "footer"];
let asked = 0;
let shown = page_of(location);

/** An address without the place within its page. */
function page_of(address) {
  return address.pathname + address.search;
}

/** A day, counted from the first of a slider, as the date input writes it. */
function iso(first, number) {
  const day = new Date(`${first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + number);
  return day.toISOString().slice(0, 10);
}

/** The same day in words. */
function said(day) {
  const [year, month, number] = day.split("-").map(Number);
  return `${number} ${MONTHS[month - 1]} ${year}`;
}

function show(slider) {
  const day = iso(slider.dataset.first, Number(slider.value));
  const marked = slider.dataset.days.split(" ").includes(slider.value);
  const words = marked ? `${said(day)}, ${slider.dataset.marked}` : said(day);
  slider.setAttribute("aria-valuetext", words);
  slider.closest(".slider").querySelector(".at").textContent = words;
  return day;
}

/** The page that the form asks for, put in the place of this one. */
async function look(form, focus) {
  const number = ++asked;
  const query = new URLSearchParams(new FormData(form));
  const address = `${form.getAttribute("action")}?${query}`;
  document.querySelector("main").setAttribute("aria-busy", "true");
  await put(address, number, focus, true);
}

async function put(address, number, focus, isNew) {
  let page;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (FIXED.some((part) => !page.querySelector(part))) throw new Error("another page");
  } catch {
    location.assign(address);
    return;
  }
  if (number !== asked) return; // somebody has moved on
  const open = [...document.querySelectorAll(".clocks details")].map((each) => each.open);
  for (const part of FIXED) document.querySelector(part).replaceWith(page.querySelector(part));
  document.querySelectorAll(".clocks details").forEach((each, at) => (each.open = open[at] ?? false));
  document.title = page.title;
  if (isNew) history.pushState(null, "", address);
  shown = page_of(location);
  begin();
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  const moved = document.querySelectorAll(".moved li").length;
  document.getElementById("told").textContent =
    moved === 1 ? "1 commitment stands otherwise." : `${moved} commitments stand otherwise.`;
}

function begin() {
  const form = document.querySelector(".clocks form");
  if (!form) return;
  for (const slider of form.querySelectorAll("input[type=range]")) {
    slider.closest(".slider").hidden = false;
    slider.addEventListener("input", () => show(slider));
    slider.addEventListener("change", () => {
      document.getElementById(slider.dataset.of).value = show(slider);
      look(form, slider.id);
    });
  }
  form.querySelector("select").addEventListener("change", (event) => look(form, event.target.id));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look(form, event.submitter?.id);
  });
}

addEventListener("popstate", () => {
  if (page_of(location) === shown) return; // a link within the page: whoever follows it stays here
  put(location.href, ++asked, null, false);
});
begin();

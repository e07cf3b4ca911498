// What pages gain from a script: jobs that change while one looks, and charts to hover over.

function told(progress, words) {
  return Object.entries(progress)
    .filter(([, value]) => value !== null && typeof value !== "object")
    .map(([name, value]) => `${words[name] ?? name}: ${typeof value === "number" ? +value.toPrecision(6) : value}`)
    .join(" · ");
}

function show(place, state) {
  const shown = document.createElement("span");
  shown.className = `state s-${state}`;
  shown.textContent = state;
  place.replaceChildren(shown);
}

// An open stream would keep the page out of the browser's cache for going back; who comes back sees it anew.
function untilLeft(source) {
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
}

function watchJob(live) {
  const source = new EventSource(`/api/v1/jobs/${live.dataset.live}/events`);
  const changed = () => { source.close(); location.reload(); };
  source.addEventListener("state", (event) => {
    const { state } = JSON.parse(event.data);
    if (state) show(live.querySelector("[data-state]"), state);
  });
  source.addEventListener("progress", (event) => {
    const place = live.querySelector("[data-progress]");
    place.textContent = told(JSON.parse(event.data).progress ?? {}, JSON.parse(place.dataset.words));
  });
  source.addEventListener("end", changed);
  source.addEventListener("reset", changed);
  // What a form leads to is not to be cut off by a reload.
  addEventListener("submit", () => source.close());
  untilLeft(source);
}

// Rows that have changed, as the server writes them; the one that has the focus keeps it.
async function renewRows() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const row of document.querySelectorAll("tr[data-job]")) {
    const fresh = page.querySelector(`tr[data-job="${row.dataset.job}"]`);
    if (fresh && !row.contains(document.activeElement) && fresh.innerHTML !== row.innerHTML) row.replaceWith(fresh);
  }
}

function watchList() {
  const source = new EventSource("/api/v1/events");
  let waiting = 0;
  const change = () => {
    waiting ||= setTimeout(() => { waiting = 0; renewRows(); }, 1000);
  };
  for (const name of ["state", "end", "reset"]) source.addEventListener(name, change);
  untilLeft(source);
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function draw(place) {
  const chart = JSON.parse(place.dataset.chart), colour = colours(), ink = colour("ink");
  const symbols = { ring: "circle-open", up: "arrow-up", down: "arrow-down" };
  const lines = chart.lines.map((line) => ({
    x: line.x, y: line.y, name: line.label, mode: "lines", hoverinfo: "x+y+name",
    line: { color: colour(`series-${line.colour % 8}`), dash: line.dash || "solid", width: 2 },
  }));
  const dots = chart.dots.length === 0 ? [] : [{
    x: chart.dots.map((dot) => dot.x), y: chart.dots.map((dot) => dot.y),
    text: chart.dots.map((dot) => dot.text), customdata: chart.dots.map((dot) => dot.href),
    mode: "markers", hovertemplate: "%{text}<extra></extra>",
    marker: {
      size: 10, symbol: chart.dots.map((dot) => symbols[dot.mark]),
      color: chart.dots.map((dot) => colour(`series-${dot.colour % 8}`)),
    },
  }];
  const axis = (title, name) => ({
    title: { text: title }, color: ink, gridcolor: colour("line"), zerolinecolor: colour("edge"),
    type: chart.logarithmic.includes(name) ? "log" : "linear", automargin: true,
  });
  const layout = {
    xaxis: axis(chart.x, "x"), yaxis: axis(chart.y, "y"), showlegend: false, height: 380,
    margin: { l: 55, r: 12, t: 12, b: 45 }, font: { family: "system-ui, sans-serif", size: 13, color: ink },
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    hoverlabel: { bgcolor: colour("card"), font: { color: ink } },
  };
  const drawn = place.querySelector(".drawn") ?? document.createElement("div");
  if (!drawn.isConnected) {
    drawn.className = "drawn";
    place.append(drawn);
  }
  window.Plotly.react(drawn, [...lines, ...dots], layout, { displayModeBar: false, responsive: true }).then(() => {
    place.querySelector(".chart").setAttribute("hidden", "");
    drawn.removeAllListeners?.("plotly_click");
    drawn.on("plotly_click", ({ points }) => {
      if (points[0]?.customdata) location.assign(points[0].customdata);
    });
  });
}

// A graph is wider than the page, and begins in its middle.
for (const wide of document.querySelectorAll(".paper-white")) wide.scrollLeft = (wide.scrollWidth - wide.clientWidth) / 2;
const live = document.querySelector("[data-live]");
if (live) watchJob(live);
if (document.querySelector("tr[data-job] :is(.s-waiting, .s-running)")) watchList();
// Plotly is large, and the server has drawn the charts already: it comes once the page is there.
const plots = [...document.querySelectorAll("[data-chart]")];
const redraw = () => plots.forEach((place) => draw(place));
if (plots.length > 0) {
  addEventListener("load", () => {
    const script = document.createElement("script");
    script.src = plots[0].dataset.plotly;
    script.addEventListener("load", () => {
      redraw();
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    });
    document.head.append(script);
  });
}

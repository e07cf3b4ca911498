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

const POLL = 2000, PATIENCE = 10000, PLACES = 2;
const pause = (time) => new Promise((then) => setTimeout(then, time));
// Aborted where there is nothing more to follow, or nobody to follow it.
const over = new AbortController();

function seen() {
  return new Promise((then) => {
    if (document.hidden) document.addEventListener("visibilitychange", () => then(), { once: true });
    else then();
  });
}

// The text at an address; null where it cannot be had now.
async function ask(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

// Listens until nobody sees the page, or there is nothing more to follow; false where no stream is to be had.
function listen(open) {
  return new Promise((then) => {
    const source = open(), ended = new AbortController();
    const close = (had) => { source.close(); ended.abort(); then(had); };
    const patience = setTimeout(() => { if (source.readyState !== EventSource.OPEN) close(false); }, PATIENCE);
    ended.signal.addEventListener("abort", () => clearTimeout(patience));
    source.addEventListener("error", () => { if (source.readyState === EventSource.CLOSED) close(false); });
    document.addEventListener("visibilitychange", () => close(true), { signal: ended.signal });
    over.signal.addEventListener("abort", () => close(true), { signal: ended.signal });
  });
}

// A browser has six connections to a server over HTTP/1.1, for all its tabs together, and a stream takes one as long
// as it is open: with six streams no page of the service would load any more. So two tabs have streams at a time, and
// only while they are seen. The others look again every two seconds, and so do all where there are no locks (which
// browsers offer over HTTPS and on the machine itself).
async function listenInPlace(open) {
  for (let place = 0; place < PLACES; place++) {
    const had = await navigator.locks?.request(`certify stream ${place}`, { ifAvailable: true },
      (lock) => (lock ? listen(open) : undefined));
    if (had !== undefined) return had;
  }
  return false;
}

async function follow(open, look) {
  // An open stream would keep the page out of the browser's cache for going back; who comes back sees it anew.
  addEventListener("pagehide", () => over.abort());
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
  for (;;) {
    await seen();
    if (over.signal.aborted) return;
    if (await listenInPlace(open)) continue;
    await look();
    await pause(POLL);
  }
}

function watchJob(live) {
  const job = `/api/v1/jobs/${live.dataset.live}`;
  const changed = () => {
    if (over.signal.aborted) return;
    over.abort();
    location.reload();
  };
  const tell = ({ state, progress }) => {
    if (state) show(live.querySelector("[data-state]"), state);
    if (!progress) return;
    const place = live.querySelector("[data-progress]");
    place.textContent = told(progress, JSON.parse(place.dataset.words));
  };
  const open = () => {
    const source = new EventSource(`${job}/events`);
    for (const name of ["state", "progress"]) source.addEventListener(name, ({ data }) => tell(JSON.parse(data)));
    for (const name of ["end", "reset"]) source.addEventListener(name, changed);
    return source;
  };
  const look = async () => {
    const text = await ask(job);
    if (text === null) return;
    const found = JSON.parse(text);
    if (["waiting", "running"].includes(found.state)) tell(found);
    else changed();
  };
  // What a form leads to is not to be cut off by a reload.
  addEventListener("submit", () => over.abort());
  follow(open, look);
}

function unfinished() {
  return [...document.querySelectorAll("tr[data-job]")].filter((row) => row.querySelector(".s-waiting, .s-running"));
}

// Rows of jobs that have changed get the cells that the server writes now; the link in a row, which may have the focus,
// stays. The list is asked for by numbers: a job that has ended may be on this page of it no more.
async function renewRows() {
  let rows = unfinished();
  while (rows.length > 0) {
    const text = await ask(`/jobs?before=${Number(rows[0].dataset.job) + 1}`);
    if (text === null) return false;
    const page = new DOMParser().parseFromString(text, "text/html");
    const found = new Map([...page.querySelectorAll("tr[data-job]")].map((row) => [row.dataset.job, [...row.cells]]));
    for (const row of rows) {
      const cells = [...row.cells];
      found.get(row.dataset.job)?.forEach((cell, i) => {
        if (cell.innerHTML !== cells[i].innerHTML) cells[i].replaceWith(cell);
      });
    }
    const least = Math.min(...[...found.keys()].map(Number), Number(rows[0].dataset.job));
    rows = rows.filter((row) => Number(row.dataset.job) < least);
  }
  if (unfinished().length === 0) over.abort();
  return true;
}

function watchList(table) {
  let { since } = table.dataset, wanted = false, renewing = false;
  // One after the other, so that none brings back what a later one has changed; again where one failed.
  const renew = async () => {
    wanted = true;
    if (renewing) return;
    renewing = true;
    while (wanted && !over.signal.aborted) {
      await pause(1000);
      wanted = false;
      if (await renewRows()) continue;
      wanted = true;
      await pause(POLL);
    }
    renewing = false;
  };
  const open = () => {
    // What has happened since the server wrote the page comes first.
    const source = new EventSource(`/api/v1/events?after=${since}`);
    for (const name of ["state", "end", "reset"]) source.addEventListener(name, (event) => {
      since = event.lastEventId || since;
      renew();
    });
    return source;
  };
  follow(open, renewRows);
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
const list = document.querySelector("[data-since]");
if (list && unfinished().length > 0) watchList(list);
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

"use strict";
// Everything that is shown comes from the JSON in the page; text is only ever set as text, never as markup.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const id = (name) => document.getElementById(name);
  const svg = id("map"), NS = "http://www.w3.org/2000/svg";
  const sheet = { w: +svg.dataset.width, h: +svg.dataset.height };
  const claims = data.claims.map(([document, day, quote, speaker, camp, family, seen, what, notes, grade, cites, supports, id]) =>
    ({ document, day, quote, speaker, camp, family, seen, what, notes, grade, cites, supports, id }));
  const spots = data.spots.map(([name, kind, points, radius, where, how, all, outline, look], number) =>
    ({ name, kind, points, radius, where, how, all, outline, look, number, claims: [], tier: "" }));
  const QUOTES = 100;  // as many of a place are laid out at a time: a capital has thousands
  const state = { day: Math.max(0, data.days.length - 1), window: 7, chosen: null, view: null, find: "",
    off: new Set() };

  function make(name, attributes, parent, text) {
    const made = document.createElement(name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  }

  function draw(name, attributes, parent) {
    const made = document.createElementNS(NS, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    parent.append(made);
    return made;
  }

  // What a place rests on among the claims that are shown: the strongest that any one proposition has.
  function tierOf(found) {
    const groups = new Map();
    for (const n of found)
      for (const key of ["c" + n, ...claims[n].supports])
        groups.has(key) ? groups.get(key).push(claims[n]) : groups.set(key, [claims[n]]);
    const reached = new Set();
    for (const group of groups.values()) {
      if (group.some((c) => c.seen)) reached.add("seen");
      else if (new Set(group.map((c) => c.camp).filter((c) => c >= 0)).size > 1) reached.add("both");
      else reached.add(new Set(group.map((c) => c.family)).size > 1 ? "several" : "single");
    }
    return data.tiers.find((t) => reached.has(t));
  }

  // The first day of the window, as a number of the list of days: a window is of calendar days.
  function firstDay() {
    if (!state.window || !data.days.length) return 0;
    const until = Date.parse(data.days[state.day][0]), first = until - (state.window - 1) * 86400000;
    let n = state.day;
    while (n > 0 && Date.parse(data.days[n - 1][0]) >= first) n -= 1;
    return n;
  }

  function glyph(spot, parent) {
    if (spot.kind === "settlement") {
      const shape = id("shape-" + spot.tier).content.querySelector("svg > *");
      parent.append(document.importNode(shape, true));
    } else if (spot.kind === "area") draw("circle", { r: 4, class: "handle" }, parent);
    else draw("path", { class: "line", d: "M-7 4L7 -4" }, parent);
  }

  const layers = { settlement: id("rings"), area: id("areas"), line: id("lines") };

  function choose(spot, focus) {
    state.chosen = spot;
    state.quotes = QUOTES;
    for (const one of spots) mark(one);
    const told = id("told");
    told.hidden = !spot;
    id("list").hidden = Boolean(spot);
    if (spot) {
      tell(spot, told);
      if (focus) told.querySelector("button").focus({ preventScroll: true });
      if (matchMedia("(max-width: 48rem)").matches) told.scrollIntoView({ block: "start" });
      else document.querySelector("aside").scrollTop = 0;
    }
  }

  function mark(spot) {
    for (const drawn of [spot.mark, spot.path]) if (drawn) drawn.classList.toggle("chosen", spot === state.chosen);
  }

  function tell(spot, told) {
    told.replaceChildren();
    make("button", { type: "button" }, told, "‹ all places").addEventListener("click", () => {
      choose(null);
      const from = id("places").querySelector(`[data-number="${spot.number}"]`);
      (from || id("find")).focus();
    });
    make("h2", {}, told, spot.name);
    if (spot.where) make("p", {}, told, spot.where);
    make("p", {}, told, spot.how);
    if (!spot.claims.length) make("p", {}, told, "No claim of it on the days shown.");
    let day = -1;
    const newest = spot.claims.map((n) => claims[n]).sort((a, b) => b.day - a.day);
    for (const claim of newest.slice(0, state.quotes)) {
      if (claim.day !== day) make("h3", {}, told, data.days[claim.day][1]);
      day = claim.day;
      quote(claim, make("article", {}, told));
    }
    if (newest.length > state.quotes)
      make("button", { type: "button" }, told, `${newest.length - state.quotes} older ones`).addEventListener("click", () => {
        const from = state.quotes;
        state.quotes += QUOTES;
        tell(spot, told);
        told.querySelectorAll("article")[from].querySelector("a, code").scrollIntoView({ block: "center" });
      });
  }

  function quote(claim, article) {
    const [publisher, title, url, file] = data.documents[claim.document];
    make("blockquote", {}, article, claim.quote);
    const source = claim.speaker === publisher || !publisher ? claim.speaker : `${claim.speaker}, in ${publisher}`;
    make("p", {}, article, `${source}${title ? `, “${title}”` : ""}`);
    const links = make("p", {}, article);
    for (const address of [url, ...claim.cites]) if (/^https?:/i.test(address)) {
      make("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, links, address);
      links.append(" ");
    }
    if (!links.childNodes.length) links.textContent = `File: ${file}`;
    const facts = make("p", {}, article, `${claim.what}; ${claim.notes}. Credibility ${claim.grade}. Claim `);
    make("code", {}, facts, claim.id);
  }

  // Which claims of each place are shown, what it rests on, and its mark, ring, line or extent.
  function update() {
    const first = firstDay();
    const counts = Object.fromEntries(data.tiers.map((t) => [t, 0]));
    const drawn = new Set();
    for (const spot of spots) {
      spot.claims = spot.all.filter((n) => claims[n].day >= first && claims[n].day <= state.day);
      spot.tier = spot.claims.length ? tierOf(spot.claims) : "";
      if (spot.tier && spot.kind === "settlement") counts[spot.tier] += 1;
      spot.shown = Boolean(spot.tier) && !state.off.has(spot.kind === "settlement" ? spot.tier : spot.kind + "s");
      if (spot.shown && spot.kind === "area") drawn.add(spot.name);
    }
    for (const spot of [...spots].sort((a, b) => rank(a) - rank(b))) show(spot);
    for (const text of id("captions").children) text.toggleAttribute("hidden", drawn.has(text.textContent));
    for (const n of document.querySelectorAll(".n")) n.textContent = counts[n.dataset.tier];
    id("date").textContent = data.days.length ? data.days[state.day][1] : "";
    id("before").disabled = state.day === 0;
    id("after").disabled = state.day >= data.days.length - 1;
    if (state.chosen) tell(state.chosen, id("told"));
    list();
    place();
  }

  function show(spot) {
    for (const drawn of [spot.mark, spot.path]) if (drawn) drawn.remove();
    spot.mark = spot.path = null;
    if (!spot.shown) return;
    const [[x, y]] = spot.points;
    if (spot.kind === "line") {
      spot.path = draw("path", { class: spot.look ? `line ${spot.look}` : "line", d: spot.outline }, layers.line);
      spot.path.addEventListener("click", () => choose(spot));
      titled(spot, spot.path);
    } else {
      const ring = spot.kind === "area" ? "extent" : "ring";
      if (spot.kind === "area" || !state.off.has("rings"))
        spot.path = spot.outline ? draw("path", { class: ring, d: spot.outline }, layers[spot.kind])
          : draw("circle", { class: ring, cx: x, cy: y, r: spot.radius }, layers[spot.kind]);
      spot.mark = draw("g", { class: "mark" }, id("marks"));
      draw("circle", { class: "hit", r: 11 }, spot.mark);
      glyph(spot, spot.mark);
      spot.mark.addEventListener("click", () => choose(spot));
      titled(spot, spot.mark);
    }
    mark(spot);
  }

  function titled(spot, drawn) {
    const title = document.createElementNS(NS, "title");
    title.textContent = `${spot.name}: ${spot.claims.length} claim${spot.claims.length === 1 ? "" : "s"}`;
    drawn.prepend(title);
  }

  // The strongest tier is drawn last, and so on top.
  const rank = (spot) => (spot.kind === "settlement" ? data.tiers.length - data.tiers.indexOf(spot.tier) : 0);

  function list() {
    const wanted = state.find.trim().toLocaleLowerCase();
    const found = spots.filter((s) => s.shown && (!wanted || s.name.toLocaleLowerCase().includes(wanted)))
      .sort((a, b) => b.claims.length - a.claims.length || a.name.localeCompare(b.name));
    const total = new Set(found.flatMap((s) => s.claims)).size;
    const some = found.length > 300 ? "; the first 300 are listed" : "";
    id("count").textContent = `${found.length} places, ${total} claims on the days shown${some}.`;
    const rows = found.slice(0, 300).map((spot) => {
      const item = make("li", {}), button = make("button", { type: "button", "data-number": spot.number }, item);
      glyph(spot, draw("svg", { viewBox: "-9 -9 18 18", "aria-hidden": "true" }, button));
      button.append(spot.name);
      make("span", { class: "n" }, button, spot.claims.length);
      button.addEventListener("click", () => { choose(spot, true); bring(spot); });
      return item;
    });
    id("places").replaceChildren(...rows);
  }

  // The view: x and y are the point of the drawing in the window's upper left corner, k pixels to a unit.
  function place() {
    const { x, y, k } = state.view, box = svg.getBoundingClientRect();
    id("world").setAttribute("transform", `scale(${k}) translate(${-x} ${-y})`);
    const at = (element, px, py) => element.setAttribute("transform", `translate(${((px - x) * k).toFixed(1)} ${((py - y) * k).toFixed(1)})`);
    for (const text of id("captions").children) at(text, +text.dataset.x, +text.dataset.y);
    for (const spot of spots) if (spot.mark) at(spot.mark, ...spot.points[0]);
    scaleBar(box, k);
    clearTimeout(state.labels);
    state.labels = setTimeout(label, 60);
  }

  function scaleBar(box, k) {
    const perKm = data.unitsPerKm * k, wanted = Math.min(140, box.width / 4) / perKm;
    const km = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].filter((n) => n <= wanted).pop() || 1;
    const [path, text] = id("scale").children;
    id("scale").setAttribute("transform", `translate(14 ${box.height - 14})`);
    path.setAttribute("d", `M0 -4V0H${km * perKm}V-4`);
    text.setAttribute("x", km * perKm / 2);
    text.setAttribute("y", -6);
    text.textContent = `${km} km`;
  }

  // Names where there is room, the places with the strongest reports and the most claims first.
  function label() {
    const { x, y, k } = state.view, box = svg.getBoundingClientRect(), taken = [], made = [];
    const inside = spots.filter((s) => s.mark).map((s) => ({ s, px: (s.points[0][0] - x) * k, py: (s.points[0][1] - y) * k }))
      .filter(({ px, py }) => px > 0 && py > 0 && px < box.width && py < box.height);
    taken.push([0, box.height - 34, 160, box.height], [box.width - 48, 0, box.width, 130]);  // the scale, the buttons
    for (const { px, py } of inside) taken.push([px - 5, py - 5, px + 5, py + 5]);
    inside.sort((a, b) => rank(b.s) - rank(a.s) || b.s.claims.length - a.s.claims.length);
    for (const { s, px, py } of inside.slice(0, 400)) {
      const width = s.name.length * 6.6;
      for (const [dx, dy, anchor, left] of [[9, 4, "start", 9], [-9, 4, "end", -9 - width], [0, -10, "middle", -width / 2], [0, 19, "middle", -width / 2]]) {
        const own = [px + left, py + dy - 10, px + left + width, py + dy + 3];
        if (own[0] < 0 || own[2] > box.width || taken.some((t) => own[0] < t[2] && t[0] < own[2] && own[1] < t[3] && t[1] < own[3])) continue;
        taken.push(own);
        const text = document.createElementNS(NS, "text");
        text.setAttribute("class", "name");
        text.setAttribute("text-anchor", anchor);
        text.setAttribute("x", px + dx);
        text.setAttribute("y", py + dy);
        text.textContent = s.name;
        made.push(text);
        break;
      }
    }
    id("labels").replaceChildren(...made);
  }

  function zoom(factor, px, py) {
    const box = svg.getBoundingClientRect(), view = state.view;
    const cx = px === undefined ? box.width / 2 : px, cy = py === undefined ? box.height / 2 : py;
    const least = 0.5 * Math.min(box.width / sheet.w, box.height / sheet.h), most = 60 / data.unitsPerKm;
    const k = Math.min(most, Math.max(least, view.k * factor));
    view.x += cx / view.k - cx / k;
    view.y += cy / view.k - cy / k;
    view.k = k;
    place();
  }

  function pan(px, py) {
    state.view.x = Math.min(sheet.w, Math.max(-sheet.w / 2, state.view.x - px / state.view.k));
    state.view.y = Math.min(sheet.h, Math.max(-sheet.h / 2, state.view.y - py / state.view.k));
    place();
  }

  // Bring a place into sight, nearer where the map is far out.
  function bring(spot) {
    const box = svg.getBoundingClientRect();
    const middle = (n) => (Math.min(...spot.points.map((p) => p[n])) + Math.max(...spot.points.map((p) => p[n]))) / 2;
    const k = Math.max(state.view.k, spot.kind === "area" ? 0 : 4 / data.unitsPerKm);
    state.view = { x: middle(0) - box.width / 2 / k, y: middle(1) - box.height / 2 / k, k };
    place();
  }

  // The box of the settlements shown, less a twentieth on each edge so that one far strike does not shrink the front.
  function fit() {
    const box = svg.getBoundingClientRect(), shown = spots.filter((s) => s.shown && s.kind === "settlement");
    const edges = (n, size) => {
      const all = shown.map((s) => s.points[0][n]).sort((a, b) => a - b), cut = Math.floor(all.length / 20);
      return all.length < 3 ? [0, size] : [all[cut], all[all.length - 1 - cut]];
    };
    const [left, right] = edges(0, sheet.w), [top, bottom] = edges(1, sheet.h), margin = 12 * data.unitsPerKm;
    // Names and rings at the edge need room too, whatever the scale.
    const room = (pixels) => Math.max(0.6 * pixels, pixels - 120);
    const k = Math.min(room(box.width) / (right - left + 2 * margin), room(box.height) / (bottom - top + 2 * margin));
    state.view = { x: (left + right) / 2 - box.width / 2 / k, y: (top + bottom) / 2 - box.height / 2 / k, k };
    place();
  }

  const pointers = new Map();
  function at(event) {
    const box = svg.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  svg.addEventListener("pointerdown", (event) => { pointers.set(event.pointerId, at(event)); state.moved = false; });
  svg.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    // A finger that shakes is no drag; from then on the map holds the pointer, and a click chooses nothing.
    if (!state.moved && pointers.size === 1 && Math.hypot(now[0] - before[0], now[1] - before[1]) < 4) return;
    if (!state.moved) svg.setPointerCapture(event.pointerId);
    state.moved = true;
    if (pointers.size === 2) {
      const other = [...pointers].find(([key]) => key !== event.pointerId)[1];
      const apart = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]);
      zoom(apart(now) / Math.max(1, apart(before)), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else pan(now[0] - before[0], now[1] - before[1]);
    pointers.set(event.pointerId, now);
  });
  for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, (event) => pointers.delete(event.pointerId));
  svg.addEventListener("click", (event) => { if (state.moved) event.stopPropagation(); }, true);
  svg.addEventListener("wheel", (event) => { event.preventDefault(); zoom(Math.exp(-event.deltaY / (event.deltaMode ? 30 : 400)), ...at(event)); }, { passive: false });
  svg.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (moves[event.key]) pan(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && state.chosen) id("told").querySelector("button").click(); });

  function step(by) {
    state.day = Math.min(data.days.length - 1, Math.max(0, state.day + by));
    id("day").value = state.day;
    update();
  }
  id("day").max = Math.max(0, data.days.length - 1);
  id("day").value = state.day;
  id("day").addEventListener("input", (event) => { state.day = +event.target.value; update(); });
  id("before").addEventListener("click", () => step(-1));
  id("after").addEventListener("click", () => step(1));
  id("window").addEventListener("change", (event) => { state.window = +event.target.value; update(); });
  id("find").addEventListener("input", (event) => { state.find = event.target.value; list(); });
  for (const box of document.querySelectorAll(".legend input"))
    box.addEventListener("change", () => { state.off[box.checked ? "delete" : "add"](box.value); update(); });
  id("in").addEventListener("click", () => zoom(1.5));
  id("out").addEventListener("click", () => zoom(1 / 1.5));
  id("fit").addEventListener("click", fit);
  addEventListener("resize", place);

  // A link may say what to show: map.html#day=2023-01-24&window=30&place=Soledar
  const asked = new URLSearchParams(location.hash.slice(1));
  const day = data.days.findIndex(([iso]) => iso === asked.get("day"));
  if (day >= 0) id("day").value = state.day = day;
  if ([...id("window").options].some((o) => o.value === asked.get("window"))) id("window").value = asked.get("window");
  state.window = +id("window").value;
  state.view = { x: 0, y: 0, k: 1 };
  update();
  fit();
  const first = spots.find((s) => s.shown && s.name === asked.get("place"));
  if (first) { choose(first); bring(first); }
})();

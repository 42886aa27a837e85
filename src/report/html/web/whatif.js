// What if: inputs that the reader moves. The program's own engine answers each change with the report, part by part: what is
// looked at by aicost, at once, the others by aicostSecond, in a thread of its own. Where the page has no engine there is no panel.
//
//   const panel = aicostWhatIf(given, head, first)   given: { file, text, options } of the profile whose report stands in <main>
//   panel.close()
//
// first: what its controls begin with, as `aicost report` writes it into the page; without it the engine is asked. The engine is
// made when the page has come to rest, or when the panel is first touched.
//
// head: what stands in the address before the state, as "profile=hobbyist"; in a report nothing.
"use strict";
const aicostWhatIf = (given, head, first) => {
  const { make, tell, copy, enliven, main, written, ends, short } = aicostPage;
  const made = [...main.querySelectorAll("td code")].map(one => one.textContent).findLast(one => one.startsWith("aicost report")) ?? "aicost report";
  const listening = new AbortController();  // until the panel is closed
  const most = 6, quiet = 150;  // sliders at first; ms without a change after which a slider rests

  // ---- the words of a question ----

  const reports = new Set(["--title", "--levels", "--metric", "--swing", "--vary", "--uncertain", "--draws", "--seed"]);
  const pairs = [];  // [option, value] of the command line that made the page
  for (let i = 0; i < given.options.length; ++i) {
    const name = given.options[i], value = given.options[i + 1];
    pairs.push(value === undefined || value.startsWith("--") ? [name] : [name, given.options[++i]]);
  }
  let inputs = new Map();  // path -> what the engine says of it, as the page was written
  let now = new Map();     // the same after the changes
  let sets = new Map();    // path -> value, as it was typed
  // A flag whose input is moved gives way; the other inputs that it had set stay as they were.
  const setting = changes => {
    const all = new Map(), gone = new Set();
    for (const path of changes.keys()) {
      const [, flag] = /^command line, (--.+)$/.exec(inputs.get(path)?.from ?? "") ?? [];
      if (flag && flag !== "--use") gone.add(flag);
    }
    for (const one of inputs.values())
      if (gone.has(/^command line, (--.+)$/.exec(one.from ?? "")?.[1])) all.set(one.path, String(one.value));
    for (const [path, value] of changes) all.set(path, value);
    return { kept: pairs.filter(([name]) => !gone.has(name)), all };
  };
  const words = (changes, whole) => {
    const { kept, all } = setting(changes);
    return [...kept.filter(([name]) => whole || !reports.has(name)).flat(), ...[...all].flatMap(([path, value]) => ["--set", path + "=" + value])];
  };
  const askOf = async (engine, command, ...options) => {
    const answer = await engine.ask(command, options, { name: given.file, text: given.text });
    if (listening.signal.aborted) await new Promise(() => {});  // nobody waits for it any more
    if (!answer.ok) throw new Error(answer.text.trim().replace(/^error: /gm, ""));
    return answer.text;
  };
  const ask = (...question) => askOf(aicost, ...question);            // at once
  const askBeside = (...question) => askOf(aicostSecond, ...question);  // while the hand goes on moving
  // The engine, and every input, of which the page carries those alone that its controls begin with.
  let known = null;
  const knowAll = () => {
    const learn = async () => {
      const { inputs: every } = JSON.parse(await ask("inputs", ...words(new Map(), false), "--plain"));
      const more = every.filter(one => !inputs.has(one.path));
      for (const one of more) inputs.set(one.path, one);
      list(more);
      aicostSecond.ready().catch(() => {});
    };
    known ??= learn().catch(error => {
      known = null;
      throw error;
    });
    return known;
  };

  // ---- numbers ----

  const percent = unit => /^share|^per /.test(unit);
  const text = (value, unit) => percent(unit) ? String(Number((value * 100).toPrecision(6))) + "%" : Math.abs(value) >= 1e6 ? short(value) : String(Number(value.toPrecision(6)));
  const unitOf = one => one.unit.replace("currency", currency).replace(/^share$|^share\/|^per /, match => ({ "share/": "a ", "per ": "a " })[match] ?? "");
  // For people: $0.154/kWh, 820K tokens/day, 25%.
  const withUnit = (one, value) => {
    const size = Math.abs(value), plain = one.unit.startsWith("currency") && !one.unit.startsWith("currency/USD");
    const number = size < 1e-6 ? "0" : percent(one.unit) ? text(Number(value.toPrecision(4)), one.unit) : size >= 1e5 ? short(size) : String(Number(size.toPrecision(4)));
    const sign = value < 0 && !percent(one.unit) ? "-" : "";
    return plain ? sign + currency + number + one.unit.slice("currency".length) : (sign + number + " " + unitOf(one)).trim();
  };
  const read = typed => {
    const [, number, sign] = /^([-+]?[\d_]*\.?\d*(?:e[-+]?\d+)?)\s*([%kmbt]?)$/i.exec(typed.trim().replace(/^\$|,(?=\d{3})/g, "")) ?? [];
    return number ? Number(number.replaceAll("_", "")) * ({ "%": 0.01, k: 1e3, m: 1e6, b: 1e9, t: 1e12 }[sign?.toLowerCase()] ?? 1) : NaN;
  };
  const steps = 1000;
  const place = (one, value) => {
    const at = one.scale === "log" ? Math.log(value / one.low) / Math.log(one.high / one.low) : (value - one.low) / (one.high - one.low);
    return Math.min(1, Math.max(0, at || 0));
  };
  const valueAt = (one, at) => {
    const value = one.scale === "log" ? one.low * (one.high / one.low) ** at : one.low + (one.high - one.low) * at;
    if (one.whole) return Math.round(value);
    return Math.min(one.high, Math.max(one.low, Number(value.toPrecision(3))));
  };
  let currency = "$";

  // ---- the panel ----

  const panel = make("section", { id: "what-if", "aria-labelledby": "what-if-name" });
  const verdict = make("p", { class: "answer" }), said = make("p", { class: "said", role: "status" });
  const fault = make("p", { class: "fault", role: "alert", hidden: "" });
  const rows = make("div", { class: "inputs" }), pinned = make("div", { class: "pinned", hidden: "" });
  const search = make("input", { id: "what-if-search", list: "what-if-all", autocomplete: "off", spellcheck: "false" });
  const all = make("datalist", { id: "what-if-all" });
  const list = some => all.append(...some.map(one => make("option", { value: one.path }, one.meaning)));
  const button = (words, act) => {
    const one = make("button", { type: "button" }, words);
    one.addEventListener("click", act);
    return one;
  };

  const shown = new Map();  // path -> its row
  const addRow = path => {
    if (shown.has(path)) return shown.get(path);
    const one = inputs.get(path), id = "move-" + shown.size;
    const slider = make("input", { type: "range", id, min: 0, max: steps, step: 1, "aria-describedby": id + "-about" });
    const field = make("input", { type: "text", inputmode: "decimal", "aria-label": path + ", exact value", autocomplete: "off", spellcheck: "false" });
    const about = make("p", { class: "about", id: id + "-about" });
    const curve = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of Object.entries({ class: "curve", viewBox: "0 0 1000 60", preserveAspectRatio: "none", "aria-hidden": "true" })) curve.setAttribute(key, value);
    const label = make("label", { for: id });
    path.split(/(?<=[._])/).forEach((part, i) => label.append(...(i ? [make("wbr", {})] : []), part));
    const back = button("\u21ba", () => change(path, null, true));
    back.title = "Back to " + withUnit(one, one.value);
    back.setAttribute("aria-label", path + " " + back.title.toLowerCase());
    const row = { path, slider, field, about, curve, back, element: make("div", { class: "input" }, label, make("p", { class: "meaning" }, one.meaning),
      make("div", { class: "move" }, slider, field, make("span", { class: "unit" }, unitOf(one)), back, curve), about) };
    slider.addEventListener("input", () => {
      const value = valueAt(one, slider.valueAsNumber / steps);
      change(path, Math.abs(slider.valueAsNumber - place(one, one.value) * steps) < 0.5 ? null : String(value), false);
    });
    slider.addEventListener("keydown", event => {
      const step = { ArrowLeft: -10, ArrowDown: -10, ArrowRight: 10, ArrowUp: 10, PageDown: -100, PageUp: 100 }[event.key];
      if (!step) return;
      event.preventDefault();
      const before = slider.valueAsNumber;
      let next = before + step;
      // a whole number moves by one at least
      while (one.whole && next > 0 && next < steps && valueAt(one, next / steps) === valueAt(one, before / steps)) next += Math.sign(step);
      slider.value = next;
      slider.dispatchEvent(new Event("input"));
    });
    field.addEventListener("change", () => change(path, field.value.trim() === "" ? null : field.value.trim(), true));
    shown.set(path, row);
    rows.append(row.element);
    return row;
  };

  const changeOf = (path, value) => {
    const one = inputs.get(path), size = read(value);
    return withUnit(one, one.value) + " \u2192 " + (Number.isFinite(size) ? withUnit(one, size) : value);
  };
  const valueOf = path => sets.has(path) ? read(sets.get(path)) : inputs.get(path).value;
  const drawRow = (row, typing) => {
    const one = inputs.get(row.path), value = valueOf(row.path), told = now.get(row.path) ?? one;
    row.back.disabled = !sets.has(row.path);
    row.element.classList.toggle("moved", sets.has(row.path));
    if (Number.isFinite(value)) {
      if (document.activeElement !== row.slider || !typing) row.slider.value = Math.round(place(one, value) * steps);
      row.slider.setAttribute("aria-valuetext", withUnit(one, value));
    }
    if (document.activeElement !== row.field || !typing) row.field.value = sets.has(row.path) && !percent(one.unit) ? sets.get(row.path) : text(value, one.unit);
    const flip = told.flips_at == null ? told.curve ? "the winner stays, whatever its value" : "" : "flips at " + withUnit(one, told.flips_at) + (told.then ? ": then " + told.then : "");
    const source = [one.source, one.as_of].filter(Boolean).join(", ");
    row.about.replaceChildren(
      make("span", {}, withUnit(one, one.low).replace(" " + unitOf(one), "") + " to " + withUnit(one, one.high)),
      ...(flip ? [make("strong", {}, flip)] : []),
      make("span", {}, (one.from || "") + (source ? ": " + source : "")));
    drawCurve(row.curve, one, told, value);
  };
  const drawCurve = (svg, one, told, value) => {
    const points = told.curve ?? [];
    svg.toggleAttribute("hidden", points.length < 2);
    svg.replaceChildren();
    if (points.length < 2) return;
    const margins = points.map(point => point[1]), low = Math.min(0, ...margins), high = Math.max(0, ...margins);
    const x = at => (1000 * place(one, at)).toFixed(1), y = margin => (56 - 52 * (margin - low) / ((high - low) || 1)).toFixed(1);
    const draw = (name, attributes) => {
      const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, at] of Object.entries(attributes)) shape.setAttribute(key, at);
      svg.append(shape);
    };
    draw("line", { class: "axis", x1: 0, x2: 1000, y1: y(0), y2: y(0) });
    draw("polyline", { class: "line s0", points: points.map(([at, margin]) => x(at) + "," + y(margin)).join(" ") });
    if (told.flips_at != null) draw("line", { class: "flip", x1: x(told.flips_at), x2: x(told.flips_at), y1: 0, y2: 60 });
    draw("line", { class: "at", x1: x(value), x2: x(value), y1: 0, y2: 60 });
  };

  // ---- the page follows ----

  const childrenOf = html => {
    const holder = make("template", {});
    holder.innerHTML = html;
    return [...holder.content.children];
  };
  let sources = null;  // of the parts as they are shown
  const parts = () => [...main.children].filter(part => part !== panel);
  const onScreen = part => { const box = part.getBoundingClientRect(); return box.bottom > -200 && box.top < innerHeight + 200; };
  const replace = (old, fresh) => {
    const open = [...old.querySelectorAll("details")].map(one => one.open);
    fresh.querySelectorAll("details").forEach((one, i) => { if (open[i] !== undefined) one.open = open[i]; });
    const stops = "a,button,input,summary,[tabindex]", focused = old.contains(document.activeElement) ? [...old.querySelectorAll(stops)].indexOf(document.activeElement) : -1;
    ends.get(old)?.();
    ends.delete(old);
    fresh.style.containIntrinsicBlockSize = "auto " + old.getBoundingClientRect().height + "px";  // until it is laid out
    old.replaceWith(fresh);
    ends.set(fresh, enliven(fresh, old));
    if (focused >= 0) fresh.querySelectorAll(stops)[focused]?.focus({ preventScroll: true });
  };
  const knowSources = () => { sources ??= new Map(childrenOf(written).map((part, i) => [i, part.outerHTML])); };
  // What is changed by `act` moves nothing that is looked at.
  const steady = act => {
    const old = parts(), anchor = onScreen(panel) ? panel : old.find(part => part.getBoundingClientRect().bottom > 0) ?? panel, place = old.indexOf(anchor);
    const top = anchor.getBoundingClientRect().top;
    act();
    const kept = anchor === panel ? panel : parts()[place], moved = kept ? kept.getBoundingClientRect().top - top : 0;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  };
  // What is not seen follows when there is time.
  const unseen = new Map();  // place -> the part that is to stand there, and its source
  let later = 0, finish = () => {}, painted = Promise.resolve();  // painted: all that is not seen, too
  const put = (place, part, source, now) => {
    unseen.delete(place);
    if (sources.get(place) === source) return;
    const old = parts()[place];
    if (!old) main.append(part), ends.set(part, enliven(part));
    else if (now || onScreen(old)) replace(old, part);
    else {
      unseen.set(place, [part, source]);
      if (unseen.size === 1) {
        painted = new Promise(done => { finish = done; });
        later = requestIdleCallback(putNext, { timeout: 400 });
      }
      return;
    }
    sources.set(place, source);
  };
  const putNext = () => {
    for (const [place, [part, source]] of unseen) {
      put(place, part, source, true);
      later = requestIdleCallback(putNext, { timeout: 400 });
      return;
    }
    finish();
  };
  // A whole report.
  const paint = html => {
    knowSources();
    const fresh = childrenOf(html);
    steady(() => {
      fresh.forEach((part, place) => put(place, part, part.outerHTML, place === 0));
      parts().slice(fresh.length).forEach(part => { ends.get(part)?.(); part.remove(); });
    });
  };

  // A part of it, of which `html` has the sections, and of the others the headings alone. How sure the answer is stands beside
  // the answer, too.
  const sections = { answer: [0], breakeven: [1], sensitivity: [2], map: [3], risk: [4], sources: [5, 6, 7, 8] };
  const places = name => {
    const all = parts(), found = all.filter(part => part.matches("section"));
    return sections[name].map(i => all.indexOf(found[i])).filter(place => place >= 0);
  };
  const certainty = () => main.querySelector(".lead > [data-of=risk]");
  const paintPart = (name, html) => {
    knowSources();
    const fresh = childrenOf(html), lead = fresh[0], told = lead.querySelector("[data-of=risk]");
    if (name === "answer") {
      lead.querySelector("h1").textContent = document.title;
      lead.querySelector("h1").after(make("p", { class: "changed" }, "Changed: " + [...sets].map(([path, value]) => path + " " + changeOf(path, value)).join("; ")));
    }
    // the engine knows the profile by its file alone
    for (const place of places(name))
      for (const code of fresh[place].querySelectorAll("td > code")) if (code.textContent.startsWith("aicost report")) code.textContent = command();
    steady(() => {
      for (const place of places(name)) put(place, fresh[place], fresh[place].outerHTML, name === "answer");
      if (name === "answer") {
        const before = certainty();
        if (before) lead.querySelector(".answer").after("\n", before);
        put(0, lead, Symbol("another each time"), true);
      } else if (name === "risk") {
        certainty()?.remove();
        if (told) main.querySelector(".lead > .answer").after("\n", told);
        sources.set(0, "");
      }
    });
  };
  // Until a part has followed it is seen that it has not.
  const partsOf = name => name === "look" ? [rows] : [...places(name).filter(place => !unseen.has(place)).map(place => parts()[place]), ...(name === "risk" ? [certainty()] : [])];
  const stale = (name, is) => {
    for (const part of partsOf(name)) if (is) part?.setAttribute("aria-busy", "true"); else part?.removeAttribute("aria-busy");
  };

  // ---- changes ----

  let past = [], moving = false, gesture = null, busy = false, again = false, settled = 0;
  const same = (a, b) => a.size === b.size && [...a].every(([path, value]) => b.get(path) === value);
  const change = (path, value, rests) => {
    const before = new Map(sets);
    if (value === null) sets.delete(path); else sets.set(path, value);
    if (same(before, sets)) return;
    if (gesture !== path) past.push(before);  // a slider on its way is one change
    gesture = path;
    moving = !rests;
    drawRow(addRow(path), true);
    follow();
  };
  const go = changes => {
    sets = new Map(changes);
    for (const path of sets.keys()) addRow(path);
    for (const row of shown.values()) drawRow(row, false);
    return follow();
  };
  const sayFault = words => { fault.textContent = words; fault.hidden = !words; };
  const sayVerdict = () => {
    verdict.textContent = main.querySelector(".lead .answer")?.textContent ?? "";
    undo.disabled = past.length === 0;
    reset.disabled = sets.size === 0;
  };
  // Verdict, cards and what the options cost follow at once. The rest is asked beside, part by part, what is seen first; what takes
  // long waits until the slider rests.
  const studies = ["breakeven", "look", "sensitivity", "map", "sources", "risk"], dear = 120;  // ms
  let version = 0;
  const at = new Map(studies.map(name => [name, 0]));  // the version of the state that each shows
  const took = new Map();
  const follow = async () => {
    again = true;
    ++version;
    document.documentElement.dataset.state = "moving";
    if (busy) return;
    busy = true;
    let ok = true;
    while (again) {
      again = false;
      ok = await answer();
    }
    busy = false;
    if (ok) study();
    clearTimeout(settled);
    settled = setTimeout(settle, quiet, ok);
  };
  const answer = async () => {
    try {
      await knowAll();
      if (sets.size === 0) {  // as it was written
        paint(written);
        now = inputs;
        for (const name of studies) follows(name, version);
      } else {
        paintPart("answer", await ask("answer", ...words(sets, true), "--part", "answer"));
        for (const name of studies) stale(name, true);
      }
      sayFault("");
      sayVerdict();
      return true;
    } catch (error) {
      sayFault(error.message);
      return false;
    }
  };
  const follows = (name, of) => {
    at.set(name, of);
    stale(name, of !== version);
  };
  const nextStudy = () => {
    const seen = name => name === "look" ? onScreen(panel) : places(name).some(place => onScreen(parts()[place]));
    return studies.filter(name => at.get(name) !== version && !(moving && took.get(name) > dear))
      .sort((a, b) => seen(b) - seen(a) || at.get(a) - at.get(b))[0];
  };
  const studyAll = async () => {
    for (let name; (name = nextStudy()) !== undefined;) {
      const of = version, began = performance.now();
      try {
        const told = name === "look" ? await look() : await askBeside("answer", ...words(sets, true), "--part", name);
        took.set(name, performance.now() - began);
        if (at.get(name) > of) continue;  // the page as it was written stands there meanwhile
        if (name === "look") shown.forEach(row => drawRow(row, true));
        else paintPart(name, told);
      } catch (error) {
        sayFault(error.message);
      }
      follows(name, of);
    }
  };
  let studying = null;
  const study = () => studying ??= studyAll().finally(() => { studying = null; });
  const settle = async ok => {
    moving = false;
    gesture = null;
    if (busy) return;
    const of = version;
    if (ok) {
      said.textContent = verdict.textContent;
      write();
      await Promise.all([study(), showPinned()]);
      if (of !== version) return;
    }
    for (const row of shown.values()) drawRow(row, true);
    await painted;
    if (of === version) document.documentElement.dataset.state = (sets.size ? "changed" : "written") + (ok ? "" : ", with a fault");
  };
  // The flips and curves of what is shown, with the others as they are now.
  const look = async () => {
    const on = [...shown.keys()].flatMap(path => {
      const one = inputs.get(path);
      return one.low < one.high ? ["--on", path + "=" + one.low + ".." + one.high + (one.scale === "log" ? ":log:33" : ":33")] : ["--on", path];
    });
    try {
      const of = version, data = JSON.parse(await askBeside("inputs", ...words(sets, false), ...on));
      if (sets.size || of === version) now = new Map(data.inputs.map(one => [one.path, one]));
    } catch {
      now = new Map();  // as the page was written
    }
  };

  // ---- the state in the address ----

  const encode = word => encodeURIComponent(word).replaceAll("%2F", "/").replaceAll("%25", "%25");
  const before = "#" + (head && head + "&") + "set=";
  const write = () => {
    const state = [...sets].map(([path, value]) => encode(path) + "=" + encode(value)).join("&");
    const hash = state ? before + state : head || location.hash.startsWith(before) ? "#" + head : location.hash;
    if (hash !== location.hash && (hash !== "#" || location.hash)) history.replaceState(null, "", hash);
  };
  const stateIn = hash => new Map(hash.slice(before.length).split("&").filter(Boolean).map(word => {
    const [path, ...value] = word.split("=");
    return [decodeURIComponent(path), decodeURIComponent(value.join("="))];
  }));
  const open = async () => {
    if (!location.hash.startsWith(before)) return;
    let wrong = "";
    try {
      await knowAll();
      const state = stateIn(location.hash), unknown = [...state.keys()].find(path => !inputs.has(path));
      if (same(state, sets)) {
        if (document.documentElement.dataset.state === "opening") document.documentElement.dataset.state = "written";
        return;
      }
      if (unknown !== undefined) wrong = "'" + unknown + "' is not an input of this page";
      else await ask("compare", ...words(state, false), "--format", "json");
      if (!wrong) return await go(state);
    } catch (error) {
      wrong = error.message;
    }
    await go(new Map());
    sayFault("The link does not fit this page, which stands as it was written: " + wrong);
  };

  // ---- two states side by side ----

  let pin = null;
  const showPinned = async () => {
    pinned.hidden = pin === null;
    if (pin === null) return;
    const a = setting(pin), b = setting(sets), left = new Map(a.all), right = new Map(b.all);
    const head = make("div", { class: "tools" }, make("strong", {}, "Pinned: " + (pin.size ? [...pin].map(([path, value]) => path + " = " + value).join(", ") : "as written")),
      button("Go back to it", () => { past.push(new Map(sets)); go(pin); }), button("Unpin", () => { pin = null; showPinned(); pinIt.focus(); }));
    if (same(left, right)) {
      pinned.replaceChildren(head, make("p", {}, "Change an input: here stands what it changes against the pinned state."));
      return;
    }
    // flags that only one side has given up are stated for the other
    const common = a.kept.filter(one => b.kept.includes(one));
    for (const one of inputs.values()) {
      const flag = /^command line, (--.+)$/.exec(one.from ?? "")?.[1];
      const dropped = flag && flag !== "--use" && !common.some(([name]) => name === flag);
      for (const side of [left, right]) if ((dropped || left.has(one.path) || right.has(one.path)) && !side.has(one.path)) side.set(one.path, String(one.value));
    }
    const options = [...common.filter(([name]) => !reports.has(name) && name !== "--set").flat(), ...[...left].flatMap(([path, value]) => ["--set", path + "=" + value]),
      ...[...right].flatMap(([path, value]) => ["--vs-set", path + "=" + value])];
    try {
      const [lead, ...rest] = childrenOf(await askBeside("diff", ...options, "--format", "html"));
      const answer = lead.querySelector(".answer"), tables = [lead, ...rest].flatMap(part => [...part.querySelectorAll(".scroll, p:not([class])")]).filter(one => one.matches(".scroll"));
      pinned.replaceChildren(head, ...(answer ? [answer] : []), ...tables);
      tables.forEach((one, i) => one.setAttribute("aria-label", i ? "Results that differ" : "Inputs that differ"));
      enliven(pinned);
    } catch (error) {
      pinned.replaceChildren(head, make("p", { class: "fault" }, error.message));
    }
  };

  // ---- what can be done with a state ----

  const quoted = word => /^[\w./:,%+@=-]+$/.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'";
  const command = () => {
    const { kept, all } = setting(sets), [, file] = /^aicost report((?: '[^']*'| [^-]\S*| -(?= |$))?)/.exec(made) ?? ["", ""];
    return ["aicost report" + file, ...kept.flat().map(quoted), ...[...all].flatMap(([path, value]) => ["--set", quoted(path + "=" + value)])].join(" ");
  };
  const copyCommand = async () => {
    try {
      if (sets.size) await knowAll();
      tell(await copy(command()) ? "Copied: " + command() : "The browser does not let this page copy.");
    } catch (error) {
      sayFault(error.message);
    }
  };
  const save = async () => {
    try {
      await knowAll();
      const address = URL.createObjectURL(new Blob([await ask("saved", ...words(sets, false))], { type: "application/json" }));
      const link = make("a", { href: address, download: document.getElementById("save").download });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    } catch (error) {
      sayFault(error.message);
    }
  };
  const undo = button("Undo", () => { const last = past.pop(); if (last) go(last); });
  const reset = button("Reset", () => { past.push(new Map(sets)); go(new Map()); });
  const pinIt = button("Pin this state", () => { pin = new Map(sets); showPinned(); });
  const add = async () => {
    const path = search.value.trim();
    if (!path) return;
    try {
      await knowAll();
    } catch (error) {
      return sayFault(error.message);
    }
    if (!inputs.has(path)) {
      const near = [...inputs.keys()].filter(one => one.includes(path));
      if (near.length !== 1) return sayFault("'" + path + "' is not an input of this page" + (near.length ? "; " + near.slice(0, 3).join(", ") + " are." : "."));
      search.value = near[0];
      return add();
    }
    sayFault("");
    const row = addRow(path);
    search.value = "";
    drawRow(row, false);
    row.slider.focus();
    look().then(() => drawRow(row, true));
  };
  search.addEventListener("keydown", event => { if (event.key === "Enter") add(); });

  // ---- at the beginning ----

  const begin = async () => {
    const data = first ?? JSON.parse(await ask("inputs", ...words(sets, false)));
    currency = { USD: "$", EUR: "\u20ac", GBP: "\u00a3" }[data.currency] ?? data.currency;
    inputs = new Map(data.inputs.map(one => [one.path, one]));
    now = inputs;
    const moves = data.inputs.filter(one => one.curve);
    list(data.inputs);
    if (!first) known = Promise.resolve();
    panel.append(
      make("h2", { id: "what-if-name" }, "What if"),
      make("p", {}, "Move an input: the whole page follows. It is computed here, and nothing leaves this page."),
      verdict, said, fault, rows,
      make("p", { class: "tools" }, make("label", { for: "what-if-search" }, "Another input "), search, all, button("Add", add)),
      make("div", { class: "tools", role: "group", "aria-label": "What to do with this state" }, undo, reset, pinIt, button("Save this profile", save),
        button("Copy the link", async () => tell(await copy(location.href) ? "The link is copied." : "The browser does not let this page copy.")),
        button("Copy as command", copyCommand)),
      pinned);
    moves.slice(0, most).forEach(one => addRow(one.path));
    shown.forEach(row => drawRow(row, false));
    document.documentElement.style.overflowAnchor = "none";
    main.querySelector(".lead").after(panel);
    sayVerdict();
    // a contents' link would take the place of the state
    main.addEventListener("click", event => {
      const link = event.target.closest("nav a[href^='#']");
      if (!link || sets.size === 0) return;
      event.preventDefault();
      document.querySelector(link.getAttribute("href"))?.scrollIntoView();
    }, { signal: listening.signal });
    addEventListener("hashchange", open, { signal: listening.signal });
    document.documentElement.dataset.state = location.hash.startsWith(before) && location.hash !== before ? "opening" : "written";
    if (first) {
      const touched = () => { knowAll().catch(() => {}); };
      for (const kind of ["pointerdown", "focusin", "pointerenter"]) panel.addEventListener(kind, touched, { once: true });
      requestIdleCallback(() => knowAll().catch(fail), { timeout: 2000 });
    }
    await open();
  };
  const close = () => {
    listening.abort();
    clearTimeout(settled);
    cancelIdleCallback(later);
    unseen.clear();
    ends.get(panel)?.();
    panel.remove();
  };
  const fail = error => {  // the page stands without it
    console.info("aicost: " + error.message);
    close();
  };
  begin().catch(fail);
  return { close };
};

{
  const carried = document.getElementById("profile");
  if (typeof aicost !== "undefined" && carried && !document.getElementById("calculator")) aicostWhatIf(JSON.parse(carried.textContent), "", aicostPage.carried("inputs"));
}

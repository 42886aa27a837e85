// The calculator: which profile the page shows. An example, a file, or what `aicost start` makes of five questions; as a report
// with its inputs to move (aicostWhatIf), or with every cloud model for its work (`aicost rank`). All answers are the engine's.
//
// The address keeps it: #profile=hobbyist, #start=tokens-per-day:2M,cloud:openai/gpt-5,…,owned (the flags of `aicost start`), or
// #file=NAME; then &view=rank, and &set=… of what was moved.
"use strict";
(async () => {
  if (typeof aicost === "undefined") return;
  const { main } = aicostPage;
  const by = id => document.getElementById(id);
  const fault = by("calculator-fault"), said = by("calculator-said"), chosen = by("chosen"), own = by("own"), form = by("start"), example = by("example");
  const texts = new Map(JSON.parse(by("profiles").textContent).profiles.map(({ name, text }) => [name, text]));
  const opened = new Map();  // files, by their names in the address
  const shownRows = "30";  // of the ranking

  const ask = async (command, options, profile) => {
    const answer = await aicostSecond.ask(command, options, { name: profile.file, text: profile.text });
    if (!answer.ok) throw new Error(answer.text.trim().replace(/^error: /gm, ""));
    return answer.text;
  };

  // ---- words of the address ----

  const encode = word => encodeURIComponent(word).replaceAll("%2F", "/");
  const headOf = (kind, value, ranked) => kind + "=" + value + (ranked ? "&view=rank" : "");
  const stateIn = hash => {
    const [, kind, value, view, set] = /^#(profile|start|file)=([^&]*)(&view=rank)?(?:&set=(.*))?$/.exec(hash) ?? [];
    return kind && { kind, value, ranked: Boolean(view), set: set ?? "" };
  };
  const setsIn = set => set.split("&").filter(Boolean).flatMap(word => ["--set", word.split("=").map(decodeURIComponent).join("=")]);
  const flagsIn = value => value.split(",").filter(Boolean).map(word => {
    const [name, ...rest] = word.split(":");
    return rest.length ? [name, decodeURIComponent(rest.join(":"))] : [name];
  });
  const words = flags => flags.flatMap(([name, ...value]) => ["--" + name, ...value]);

  // ---- what is shown ----

  let now = { kind: "profile", value: [...texts.keys()][0], ranked: false, notes: [] };
  Object.assign(now, { file: now.value, text: texts.get(now.value) });
  let panel = null, turn = 0;
  const sayFault = words => { fault.textContent = words; fault.hidden = !words; };

  // Puts a profile in the place of the one that is shown; false: it has faults, which are said by `complain`.
  const show = async (next, set, complain) => {
    const mine = ++turn, head = headOf(next.kind, next.value, next.ranked);
    said.textContent = "Working it out.";
    main.setAttribute("aria-busy", "true");
    try {
      const profile = next.text === undefined ? { ...next, ...await started(next.value) } : next;
      const html = profile.ranked ? await ask("rank", [...setsIn(set), "--top", shownRows, "--format", "html"], profile)
        : await ask("report", ["--format", "html"], profile);
      if (mine !== turn) return false;
      panel?.close();
      panel = null;
      aicostPage.show(html);
      now = profile;
      sayFault("");
      const hash = "#" + head + (set && "&set=" + set);
      if (hash !== location.hash) history.pushState(null, "", hash);
      dress();
      said.textContent = main.querySelector(".answer")?.textContent ?? "";
      return true;
    } catch (error) {
      if (mine === turn) {
        said.textContent = "";
        complain(error.message);
      }
      return false;
    } finally {
      if (mine === turn) main.removeAttribute("aria-busy");
    }
  };
  // All about the report that says what it is of.
  const dress = () => {
    example.value = now.kind === "profile" ? now.value : "";
    by("show-report").setAttribute("aria-pressed", String(!now.ranked));
    by("show-rank").setAttribute("aria-pressed", String(now.ranked));
    chosen.hidden = now.notes.length === 0;
    chosen.replaceChildren(...now.notes.map(note => aicostPage.make("li", {}, note)));
    const save = by("save");
    save.download = now.file.replace(/^.*[/\\]/, "").replace(/(\.json)?$/, ".json");
    save.href = "data:application/json;charset=utf-8," + encodeURIComponent(now.text);
    document.documentElement.dataset.shows = headOf(now.kind, now.value, now.ranked);
    document.documentElement.dataset.state = now.ranked ? "written" : "opening";
    if (!now.ranked) panel = aicostWhatIf({ file: now.file, text: now.text, options: [] }, headOf(now.kind, now.value, false),
      now.kind === "profile" && now.value === [...texts.keys()][0] ? aicostPage.carried("inputs") : undefined);
  };

  // ---- an example, a file ----

  const exampleNamed = name => {
    if (!texts.has(name)) throw new Error("'" + name + "' is not an example; " + [...texts.keys()].join(", ") + " are");
    return { kind: "profile", value: name, file: name, text: texts.get(name), notes: [] };
  };
  example.addEventListener("change", () => show({ ...exampleNamed(example.value), ranked: now.ranked }, "", sayFault));
  by("open").addEventListener("change", async event => {
    const [file] = event.target.files;
    if (!file) return;
    const one = { kind: "file", value: encode(file.name), file: file.name, text: await file.text(), notes: [] };
    if (await show({ ...one, ranked: now.ranked }, "", sayFault)) opened.set(one.value, one);
    event.target.value = "";  // the same once more, when it has been corrected
  });
  const view = ranked => { if (ranked !== now.ranked) show({ ...now, ranked }, stateIn(location.hash)?.set ?? "", sayFault); };
  by("show-report").addEventListener("click", () => view(false));
  by("show-rank").addEventListener("click", () => view(true));

  // ---- the five questions ----

  const volumes = [...form.elements["volume-of"].options].map(one => one.value);
  const fieldOf = flag => by("start-" + (volumes.includes(flag) ? "volume" : flag));
  const needed = { volume: "How much?", cloud: "Which model?", gpu: "Which one? none finds the cheapest.", region: "Where?" };
  const started = async value => {
    const { file, profile, notes } = JSON.parse(await ask("started", words(flagsIn(value)), { file: "", text: "" }));
    return { file, text: profile, notes };
  };
  const mark = (field, words) => {
    by(field.id + "-fault")?.replaceChildren(words);
    field.toggleAttribute("aria-invalid", false);
    if (words) field.setAttribute("aria-invalid", "true");
  };
  const unmark = () => {
    for (const field of form.querySelectorAll("[aria-invalid]")) mark(field, "");
    sayFault("");
  };
  // "--cloud: …" stands at the field of that flag.
  const complain = message => {
    let first = null;
    for (const line of message.split("\n")) {
      const [, flag, words] = /^--([a-z-]+)(?: none)?: (.*)$/.exec(line) ?? [], field = flag && fieldOf(flag);
      if (!field || !by(field.id + "-fault")) {
        sayFault(line);
        continue;
      }
      mark(field, words);
      first ??= field;
    }
    if (first) {
      own.open = true;
      first.closest("details").open = true;
      first.focus();
    }
  };
  const flagsOfForm = () => {
    const flags = [], field = name => form.elements[name].value.trim();
    flags.push([field("volume-of"), field("volume")]);
    for (const name of ["requests-per-user-hour", "cloud", "use", "gpu", "gpus", "gpu-price", "model", "region", "months"])
      if (field(name)) flags.push([name, field(name)]);
    for (const name of ["owned", "data-stays-on-premises"]) if (form.elements[name].checked) flags.push([name]);
    return flags;
  };
  const fill = flags => {
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = false;
      else if (field.type === "text") field.value = "";
    }
    for (const [name, value] of flags) {
      const field = fieldOf(name);
      if (!field) continue;
      if (volumes.includes(name)) form.elements["volume-of"].value = name;
      if (field.type === "checkbox") field.checked = true;
      else field.value = value ?? "";
    }
    whose();
  };
  const whose = () => { by("start-requests-per-user-hour").closest(".ask").hidden = form.elements["volume-of"].value !== "users"; };
  form.elements["volume-of"].addEventListener("change", () => {
    if (form.elements["volume-of"].value !== "users") form.elements["requests-per-user-hour"].value = "";
    whose();
  });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    unmark();
    const missing = Object.keys(needed).filter(name => !form.elements[name].value.trim());
    for (const name of missing) mark(by("start-" + name), needed[name]);
    if (missing.length) return by("start-" + missing[0]).focus();
    const value = flagsOfForm().map(([name, ...rest]) => [name, ...rest.map(encode)].join(":")).join(",");
    if (!await show({ kind: "start", value, ranked: now.ranked, notes: [] }, "", complain)) return;
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
    by("calculator").lastElementChild.querySelector("#show-report").closest(".tools").scrollIntoView();
  });

  // ---- links ----

  const unfit = why => sayFault("The link does not fit this page: " + why);
  const open = async () => {
    const state = stateIn(location.hash);
    if (!state) return false;
    if (state.kind === now.kind && state.value === now.value && state.ranked === now.ranked && document.documentElement.dataset.shows) return true;
    try {
      if (state.kind === "file" && !opened.has(state.value)) throw new Error("it is of a file, " + decodeURIComponent(state.value) + ", which is to be opened here first");
      if (state.kind === "start") fill(flagsIn(state.value));
      const next = state.kind === "file" ? opened.get(state.value) : state.kind === "profile" ? exampleNamed(decodeURIComponent(state.value)) : { kind: "start", value: state.value, notes: [] };
      return await show({ ...next, ranked: state.ranked }, state.set, unfit);
    } catch (error) {
      unfit(error.message);
      return false;
    }
  };
  // a contents' link would take the place of the state
  main.addEventListener("click", event => {
    const link = event.target.closest("nav a[href^='#']");
    if (!link) return;
    event.preventDefault();
    document.querySelector(link.getAttribute("href"))?.scrollIntoView();
  });
  addEventListener("hashchange", open);
  by("controls").hidden = false;
  whose();
  if (!await open()) dress();
})();

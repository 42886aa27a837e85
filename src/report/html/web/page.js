// Makes a page answer: values of its pictures at the pointer or by the arrow keys, lines to switch off, zoom, a
// logarithmic axis; tables that are copied. All numbers come from the tables; nothing is computed here.
"use strict";
const aicostPage = (() => {
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const dashes = [[], [9, 5], [2.5, 4], [12, 4, 2.5, 4], [5, 3], [16, 5], [8, 3, 2, 3, 2, 3], [1.5, 2.5]];
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const short = value => {
    const size = Math.abs(value);
    if (size >= 1e15) return value.toExponential(2);
    for (const [step, sign] of [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]])
      if (size >= step) return Number((value / step).toPrecision(4)) + sign;
    return String(Number(value.toPrecision(4)));
  };
  const plain = value => Math.abs(value) >= 1e15 ? value.toExponential(2) : value.toLocaleString("en-US", { maximumSignificantDigits: 6 });
  const tick = (value, unit, sign) => {
    if (value == null) return "";
    if (unit === "tokens") return short(value);
    if (unit === "percent") return plain(Number((value * 100).toPrecision(6))) + "%";
    if (unit === "money") return (value < 0 ? "-" : "") + sign + (Math.abs(value) >= 1e6 ? short(Math.abs(value)) : plain(Math.abs(value)));
    return plain(value);
  };

  // The numbers of a chart: texts as they are shown, and values.
  const read = figure => {
    const rows = [...figure.querySelectorAll(".numbers tr")].map(row => [...row.cells].map(cell => {
      const data = cell.querySelector("data");
      return { text: cell.textContent.trim(), value: data ? Number(data.value) : null };
    }));
    return { head: rows[0], rows: rows.slice(1) };
  };
  const sentence = (numbers, row) => {
    const cells = numbers.rows[row];
    return numbers.head[0].text + " " + cells[0].text + ": " +
      cells.slice(1).map((cell, i) => cell.text && numbers.head[i + 1].text + " " + cell.text).filter(Boolean).join(" \u00b7 ");
  };

  // Says to those who do not see it, and to those who do, what has come of something.
  const status = make("p", { class: "status", role: "status" });
  document.body.append(status);
  let forget = 0;
  const tell = words => {
    status.textContent = words;
    clearTimeout(forget);
    forget = setTimeout(() => { status.textContent = ""; }, 6000);
  };

  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {  // where the browser has no clipboard for pages of files
      const area = make("textarea", { class: "aside", "aria-hidden": "true", tabindex: "-1" });
      area.value = text;
      document.body.append(area);
      const focused = document.activeElement;
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      focused?.focus();
      if (!done) return false;
    }
    return true;
  };

  // RFC 4180, numbers in full; a quote before what a spreadsheet would take for a formula.
  const csvOf = table => [...table.rows].map(row => [...row.cells].map(cell => {
    const data = cell.querySelector("data");
    if (data) return data.value;
    if (cell.classList.contains("empty")) return "";
    const text = cell.textContent.trim(), safe = /^[=+@\t\r-]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  }).join(",")).join("\r\n") + "\r\n";

  // A table can be copied, and says so where it goes on beside what is seen.
  const enlivenTable = scroll => {
    const table = scroll.querySelector("table");
    if (!table) return () => {};
    const button = make("button", { type: "button" }, "Copy as CSV");
    button.addEventListener("click", async () => {
      const rows = table.rows.length - table.tHead.rows.length;
      tell(await copy(csvOf(table)) ? "Copied: " + rows + (rows === 1 ? " row." : " rows.") : "The browser does not let this page copy.");
    });
    const more = make("span", { class: "more", hidden: "" }, "Scrolls sideways \u2194");
    scroll.after(make("div", { class: "tools" }, button, more));
    const look = () => { more.hidden = scroll.scrollWidth <= scroll.clientWidth + 1; };
    const seen = new ResizeObserver(look);  // looks first when the page is laid out
    seen.observe(scroll);
    return () => seen.disconnect();
  };

  // for the head of each sheet of paper
  const nameSheets = () => document.documentElement.style.setProperty("--head", JSON.stringify(document.title));
  nameSheets();

  // `live`: the library draws it at once, and not only when it is nearly seen.
  const enlivenChart = (figure, live) => {
    const kind = figure.dataset.kind, name = figure.querySelector("figcaption").textContent;
    const plot = figure.querySelector(".plot"), picture = plot.querySelector(".picture");
    let known = null;
    const numbers = () => known ??= read(figure);
    const readout = make("output", { class: "readout", "aria-live": "polite", "data-hint": "Point at the chart, or use the arrow keys on it, to read its values." });
    plot.after(readout);
    if (figure.dataset.yLabel) plot.before(make("p", { class: "upright", "aria-hidden": "true" }, figure.dataset.yLabel));
    plot.tabIndex = 0;
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-roledescription", "chart");
    plot.setAttribute("aria-label", name + ". The arrow keys read its values.");
    const say = text => { if (readout.textContent !== text) readout.textContent = text; };
    const inside = event => {
      const box = picture.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top, width: box.width };
    };
    let chart = null;  // the library's
    const hidden = new Set();

    // names in the legend switch their lines and bars
    const buttons = [...figure.querySelectorAll(".legend li")].map((item, i) => {
      const button = make("button", { type: "button", "aria-pressed": "true" }, ...item.childNodes);
      item.append(button);
      button.addEventListener("click", () => {
        const on = hidden.delete(i);
        if (!on) hidden.add(i);
        button.setAttribute("aria-pressed", String(on));
        for (const shape of picture.querySelectorAll(".k" + i)) shape.classList.toggle("off", !on);
        if (chart && kind === "lines") chart.setSeries(i + 1, { show: on });
      });
      return button;
    });
    if (kind === "histogram") buttons.forEach(button => button.replaceWith(...button.childNodes));

    // a place to go: by pointer, or by keys
    const step = (event, now, count, more) => {
      const moves = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
      const next = event.key === "Home" ? 0 : event.key === "End" ? count - 1 : event.key in moves ? Math.min(count - 1, Math.max(0, now + moves[event.key])) : null;
      if (next == null) return more ? more(event) : undefined;
      event.preventDefault();
      return next;
    };

    if (kind === "rows") {
      const groups = [...picture.querySelectorAll(".row")];
      let at = -1;
      const go = row => {
        groups.forEach((group, i) => group.classList.toggle("at", i === row));
        at = row;
        say(row < 0 ? "" : sentence(numbers(), row));
      };
      groups.forEach((group, row) => group.addEventListener("pointerenter", () => go(row)));
      plot.addEventListener("pointerleave", () => go(-1));
      plot.addEventListener("keydown", event => {
        const turned = { ArrowUp: "ArrowLeft", ArrowDown: "ArrowRight" }[event.key];
        const next = step(turned ? { key: turned, preventDefault: () => event.preventDefault() } : event, at, groups.length);
        if (next != null) go(next);
      });
    } else if (kind === "map") {
      const left = Number(figure.dataset.left), top = Number(figure.dataset.top), field = Number(figure.dataset.field);
      const sides = () => [numbers().rows.length, numbers().head.length - 1];  // the first row stands at the top
      const box = make("div", { class: "box", hidden: "" });
      plot.append(box);
      let at = null;
      const go = (row, column) => {
        const across = sides()[1], { head, rows } = numbers(), [downName, acrossName] = head[0].text.split(" \\ ");
        at = [row, column];
        const width = picture.getBoundingClientRect().width, each = width * (1 - left) / across;
        Object.assign(box.style, { left: width * left + each * column + "px", width: each + "px", top: top + field * row + "px", height: field + "px" });
        box.hidden = false;
        say(downName + " " + rows[row][0].text + " \u00b7 " + acrossName + " " + head[column + 1].text + ": " + rows[row][column + 1].text);
      };
      const leave = () => { box.hidden = true; say(""); };
      plot.addEventListener("pointermove", event => {
        const [down, across] = sides();
        const place = inside(event), column = Math.floor((place.x / place.width - left) / (1 - left) * across), row = Math.floor((place.y - top) / field);
        if (row >= 0 && row < down && column >= 0 && column < across) go(row, column); else leave();
      });
      plot.addEventListener("pointerleave", leave);
      plot.addEventListener("keydown", event => {
        const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
        if (!moves) return;
        event.preventDefault();
        const [down, across] = sides();
        const [row, column] = at || [Math.floor(down / 2), Math.floor(across / 2)];
        go(Math.min(down - 1, Math.max(0, row + (at ? moves[0] : 0))), Math.min(across - 1, Math.max(0, column + (at ? moves[1] : 0))));
      });
    } else {
      const { x: xUnit, y: yUnit, sign, xLabel } = figure.dataset, pens = (figure.dataset.pens ?? "").split(",").map(Number);
      const bars = kind === "histogram";
      const cursor = make("div", { class: "cursor", hidden: "" });
      plot.append(cursor);
      let at = -1, shown = [];  // the rows that the library was given
      const rows = () => numbers().rows;
      const words = row => bars
        ? rows()[row][0].text + " to " + rows()[row][1].text + ": " + rows()[row][2].text + " of the draws"
        : sentence(numbers(), row);
      const low = () => rows()[0][0].value, high = () => rows().at(-1)[bars ? 1 : 0].value;
      const go = row => {
        at = row;
        say(row < 0 ? "" : words(row));
        if (chart) return;
        cursor.hidden = row < 0;
        if (row >= 0) Object.assign(cursor.style, { left: 100 * (rows()[row][0].value - low()) / ((high() - low()) || 1) + "%", top: "34px", height: "250px" });
      };
      plot.addEventListener("pointermove", event => {
        if (chart) return;
        const place = inside(event), x = low() + (high() - low()) * place.x / place.width;
        let best = 0;
        rows().forEach((row, i) => {
          if (bars ? row[0].value <= x : Math.abs(row[0].value - x) < Math.abs(rows()[best][0].value - x)) best = i;
        });
        go(best);
      });
      plot.addEventListener("pointerleave", () => go(-1));
      plot.addEventListener("keydown", event => {
        const next = step(event, at, rows().length);
        if (next == null) return;
        if (chart) {
          const place = shown.indexOf(next);
          if (place < 0) return;
          chart.setCursor({ left: chart.valToPos(chart.data[0][place], "x"), top: -10 }, false);
        }
        go(next);
      });
      if (typeof uPlot === "undefined") return () => {};

      // the library draws the same numbers
      let log = false;
      const draw = () => {
        const zoom = chart && chart.zoomed;
        if (chart) chart.destroy();
        plot.querySelector(".uplot")?.remove();
        const columns = bars ? [0, 2] : numbers().head.map((_, i) => i), high = rows().at(-1)[bars ? 1 : 0].value;
        shown = rows().map((_, i) => i).filter(i => !log || rows()[i][0].value > 0);
        const data = columns.map(column => shown.map(i => rows()[i][column].value));
        const all = data.slice(1).flat().filter(value => value != null);
        const logY = log && Math.min(...all) > 0;
        const axis = (unit, more) => ({
          stroke: () => color("--soft"), font: "12.5px system-ui, sans-serif", grid: { stroke: () => color("--grid"), width: 1 }, ticks: { show: false },
          values: (_, splits) => splits.map(value => tick(value, unit, sign)), ...more });
        chart = new uPlot({
          width: Math.max(200, plot.clientWidth), height: 326,
          scales: {
            x: { time: false, distr: log ? 3 : 1, range: bars ? (_, from, to) => [from, to >= data[0].at(-1) ? high : to] : undefined },
            y: { distr: logY ? 3 : 1, range: logY ? undefined : (_, from, to) => { const r = uPlot.rangeNum(Math.min(0, from), Math.max(0, to), 0.05, true); return [from >= 0 ? 0 : r[0], r[1]]; } },
          },
          axes: [axis(xUnit, { label: xLabel, labelSize: 20, labelFont: "12.5px system-ui, sans-serif", size: 30, space: 70, incrs: xUnit === "months" ? [0.25, 0.5, 1, 2, 3, 6, 12, 24, 60, 120] : undefined }), axis(yUnit, { space: 45, size: (_, values) => 14 + 7.2 * Math.max(3, ...(values || []).map(value => String(value ?? "").length)) })],
          series: [{}, ...data.slice(1).map((_, i) => bars
            ? { stroke: () => color("--paper"), fill: () => color("--s0"), width: 0.5, paths: uPlot.paths.bars({ size: [1, Infinity], align: 1 }), points: { show: false } }
            : { label: numbers().head[i + 1].text, stroke: () => color("--s" + pens[i] % 8), width: 2.4, dash: dashes[pens[i] % 8], spanGaps: true, pxAlign: 0, points: { show: false }, show: !hidden.has(i) })],
          legend: { show: false },
          cursor: { y: false, drag: { x: true, y: false, setScale: true }, points: { size: 8 } },
          hooks: {
            setCursor: [u => { if (u.cursor.idx != null && u.cursor.left >= 0) { const row = shown[u.cursor.idx]; if (row !== at) go(row); } }],
            draw: [u => marks(u)],
          },
        }, data, plot);
        if (zoom) chart.setScale("x", zoom);
      };
      const places = [...figure.querySelectorAll(".marks data")].map(data => Number(data.value));
      const placeNames = [...figure.querySelectorAll(".marks li")].map(item => item.textContent.split(":")[0]);
      const dots = [...picture.querySelectorAll(".mark")].map(dot => ({ x: parseFloat(dot.getAttribute("cx")) / 100, y: Number(dot.dataset.value) }));
      const marks = u => {
        const draw = u.ctx, ratio = devicePixelRatio;
        draw.save();
        draw.beginPath();
        draw.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
        draw.clip();
        if (bars) {
          draw.strokeStyle = color("--ink");
          draw.lineWidth = 1.5 * ratio;
          draw.setLineDash([5 * ratio, 4 * ratio]);
          for (const value of places) {
            const x = u.valToPos(value, "x", true);
            draw.beginPath();
            draw.moveTo(x, u.bbox.top);
            draw.lineTo(x, u.bbox.top + u.bbox.height);
            draw.stroke();
          }
          draw.setLineDash([]);
          draw.font = 12.5 * ratio + "px system-ui, sans-serif";
          draw.textAlign = "left";
          draw.lineWidth = 4 * ratio;
          draw.strokeStyle = color("--paper");
          draw.fillStyle = color("--ink");
          places.forEach((value, i) => {
            const x = u.valToPos(value, "x", true) + 5 * ratio, y = u.bbox.top + 12 * ratio;
            draw.strokeText(placeNames[i], x, y);
            draw.fillText(placeNames[i], x, y);
          });
        }
        draw.fillStyle = color("--ink");
        draw.strokeStyle = color("--paper");
        draw.lineWidth = 2 * ratio;
        for (const dot of dots) {
          const x = low() + (high() - low()) * dot.x;
          if (log && x <= 0) continue;
          draw.beginPath();
          draw.arc(u.valToPos(x, "x", true), u.valToPos(dot.y, "y", true), 5 * ratio, 0, 2 * Math.PI);
          draw.fill();
          draw.stroke();
        }
        draw.restore();
      };
      const begin = () => {
        near.disconnect();
        if (chart) return;
        draw();
        plot.classList.add("live");
      };
      const near = new IntersectionObserver(all => { if (all.some(one => one.isIntersecting)) begin(); }, { rootMargin: "300px" });
      if (live) begin();
      else near.observe(figure);
      plot.addEventListener("focus", begin);
      const zoomTo = (from, to) => chart.setScale("x", { min: from, max: to });
      const zoomBy = times => {
        const { min, max } = chart.scales.x, first = chart.data[0][0], last = bars ? high() : chart.data[0].at(-1);
        const middle = at >= 0 ? rows()[at][0].value : log ? Math.sqrt(min * max) : (min + max) / 2;
        if (log) zoomTo(Math.max(first, middle * (min / middle) ** times), Math.min(last, middle * (max / middle) ** times));
        else zoomTo(Math.max(first, middle - (middle - min) * times), Math.min(last, middle + (max - middle) * times));
      };
      const tools = make("div", { class: "tools", role: "group", "aria-label": name });
      const tool = (words, act, attributes = {}) => {
        const button = make("button", { type: "button", ...attributes }, words);
        button.addEventListener("click", () => {
          begin();
          act(button);
        });
        tools.append(button);
      };
      tool("Zoom in", () => zoomBy(0.5));
      tool("Zoom out", () => zoomBy(2));
      tool("Show all", () => draw());
      if (xUnit === "tokens" && !bars) {
        tool("Logarithmic", button => {
          log = !log;
          button.setAttribute("aria-pressed", String(log));
          draw();
        }, { "aria-pressed": "false" });
      }
      figure.querySelector("figcaption").after(tools);
      const size = new ResizeObserver(() => { const width = plot.clientWidth; if (chart && width >= 200 && Math.abs(width - chart.width) > 1) chart.setSize({ width, height: 326 }); });
      size.observe(plot);
      const recolor = () => chart?.redraw(false), dark = matchMedia("(prefers-color-scheme: dark)");
      dark.addEventListener("change", recolor);
      return () => {
        size.disconnect();
        near.disconnect();
        dark.removeEventListener("change", recolor);
        chart?.destroy();
      };
    }
    return () => {};
  };

  // What is far from being seen is laid out when there is time for it.
  const unlaid = [];
  const layOut = () => {
    unlaid.shift().classList.add("laid");
    if (unlaid.length) requestIdleCallback(layOut, { timeout: 500 });
  };

  // Gives life to all below a place; what is returned takes it away again. `before`: the place that it replaces, whose charts
  // go on as they were.
  const enliven = (place, before) => {
    const live = new Set([...before?.querySelectorAll(".plot.live") ?? []].map(plot => plot.closest("figure").id));
    const ends = [...place.querySelectorAll(".scroll")].map(enlivenTable).concat([...place.querySelectorAll("figure.chart")].map(figure => enlivenChart(figure, live.has(figure.id))));
    if (place.matches("main > section") && unlaid.push(place) === 1) requestIdleCallback(layOut, { timeout: 500 });
    return () => ends.forEach(end => end());
  };

  // What the page carries as JSON; undefined where it does not.
  const carried = id => {
    const held = document.getElementById(id);
    return held ? JSON.parse(held.textContent) : undefined;
  };

  const main = document.getElementById("content"), ends = new Map();
  const page = { make, tell, copy, enliven, main, written: main.innerHTML, ends, short, carried };
  const begin = () => { for (const part of main.children) ends.set(part, enliven(part)); };
  // Another document takes the place of what stands in <main>.
  page.show = html => {
    for (const end of ends.values()) end();
    ends.clear();
    main.innerHTML = page.written = html;
    document.title = main.querySelector("h1").textContent;
    nameSheets();
    begin();
  };
  begin();
  return page;
})();

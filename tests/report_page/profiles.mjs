// Profiles that strain a page.
const api = (input, output) => ({ kind: "api", input_per_mtok: input, output_per_mtok: output });

// One option alone.
export const single = {
  name: "single", description: "one API, nothing to compare it with", workload: { tokens_per_day: 1e6 }, usage_levels: [{ name: "Now", tokens_per_day: 1e6 }],
  options: { only: api(1, 4) },
};

// Eight options, 600 months, long names, amounts from tiny to huge.
export const extreme = {
  name: "extreme", description: "eight options with names as long as names get in a company that numbers its data centres, over fifty years",
  horizon_months: 600, workload: { tokens_per_day: 3e9, growth_per_month: 0.01 },
  usage_levels: [{ name: "Hardly anything at all, to see that long names of levels wrap", tokens_per_day: 10 }, { name: "All", tokens_per_day: 1e12 }],
  options: {
    a_very_long_name_of_an_option_that_does_not_wrap_at_any_space_64: { kind: "owned", hardware: { gpu: { unit_price: 2.5e9, quantity: 400 } }, monthly_costs: { power: 1e7 } },
    next_to_nothing: { kind: "owned", hardware: { gpu: { unit_price: 1 } }, depreciation_per_year: 0, monthly_costs: { power: 0.01 } },
    tiny: api(0.0000001, 0.0000002), c: api(1, 2), d: api(3, 9), e: api(0.1, 0.3), f: api(10, 50), g: api(1e6, 2e6),
  },
};

// Ranges of its own for the map, and uncertainty of its own.
export const planned = {
  name: "planned", workload: { tokens_per_day: 2e6 }, usage_levels: [{ name: "Now", tokens_per_day: 2e6 }],
  sweep: { vary: { "workload.tokens_per_day": "1M..4M:7", "local.hardware.gpu.unit_price": "500..2500:5" } },
  uncertainty: { "workload.tokens_per_day": "uniform(1M, 3M)", "cloud.price_per_mtok": "pert(1, 2, 3)" },
  sensitivity: { "cloud.price_per_mtok": [1, 4] },
  options: { local: { kind: "owned", hardware: { gpu: { unit_price: 1200 } }, monthly_costs: { electricity: 30 } }, cloud: { kind: "api", price_per_mtok: 2 } },
};

// Markup wherever a profile takes words.
const markup = "</script></style><script>alert(1)</script><b onclick='alert(2)'>\"&amp;'";
export const hostile = {
  name: markup, description: markup + " `code <i>` https://example.com/?a=1&b=2\" onmouseover=\"alert(3)",
  sources: { "local": { source: "javascript:alert(4) http://example.com/<script>alert(5)</script>", as_of: "2026-01-01" } },
  workload: { tokens_per_day: 2e6 }, usage_levels: [{ name: markup, tokens_per_day: 1e6 }],
  options: { local: { kind: "owned", hardware: { gpu: { unit_price: 1200 } }, monthly_costs: { electricity: 30 }, capabilities: [markup] }, cloud: { kind: "api", price_per_mtok: 2 } },
};

// Six options with long names, in euros, some of them barred; with machines that serve nothing nobody wins.
export const six = serves => ({
  description: "Sechs Wege, ein Sprachmodell für die Kundenbetreuung zu betreiben", currency: "EUR", horizon_months: 36,
  requirements: { data_stays_on_premises: true }, workload: { tokens_per_day: "40M", growth_per_month: "3%" },
  options: {
    eigener_rechner_im_keller_mit_zwei_karten_und_notstrom: { kind: "owned", units: 1,
      hardware: { pc: { unit_price: 9000 }, gpu: { unit_price: 2600, quantity: 2 } }, electricity: { price_per_kwh: 0.35, load_watts: 1100, idle_watts: 150 },
      serving: { input_tokens_per_second: 60 * serves, output_tokens_per_second: 9 * serves } },
    kleiner_rechner: { kind: "owned", units: 1, hardware: { pc: { unit_price: 2000 } }, electricity: { price_per_kwh: 0.35, load_watts: 300, idle_watts: 50 },
      serving: { input_tokens_per_second: 200, output_tokens_per_second: 20 } },
    gemietet: { kind: "rented", price_per_hour: 2.2, units: 1, serving: { input_tokens_per_second: 9000, output_tokens_per_second: 1500 } },
    api_gross: { kind: "api", input_per_mtok: 2.5, output_per_mtok: 10 },
    api_klein: { kind: "api", input_per_mtok: 0.3, output_per_mtok: 1.2 },
    beides: { kind: "hybrid", local: "kleiner_rechner", cloud: "api_klein", overflow: true },
  },
});

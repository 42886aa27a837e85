// Options that several commands share.
#include <algorithm>

#include "cli/command.hpp"
#include "cli/path_word.hpp"
#include "cli/price_age.hpp"
#include "cli/use_flag.hpp"

namespace aicost {

namespace {

void set(Arguments& arguments, const std::string& value) {
    arguments.overrides.push_back(parse_override(value, "--set"));
}

// A short form: `pattern` as in override.hpp. For an input of an option, OPTION=VALUE names the option.
Override short_override(const char* flag, std::string pattern, std::string value) {
    const auto equals = value.find('=');
    if (equals != std::string::npos && equals > 0 && pattern[0] == '*') {
        pattern = "=" + value.substr(0, equals) + pattern.substr(pattern.find('.'));
        value.erase(0, equals + 1);
    }
    return {std::move(pattern), value, flag};
}

template <const char* const& Flag, const char* const& Pattern>
void short_form(Arguments& arguments, const std::string& value) {
    arguments.overrides.push_back(short_override(Flag, Pattern, value));
}

#define AICOST_SHORT_FORM(name, flag, pattern)      \
    constexpr const char* name##_flag = flag;       \
    constexpr const char* name##_pattern = pattern; \
    constexpr auto take_##name = short_form<name##_flag, name##_pattern>

AICOST_SHORT_FORM(tokens_per_day, "--tokens-per-day", "workload.tokens_per_day");
AICOST_SHORT_FORM(tokens_per_month, "--tokens-per-month", "workload.tokens_per_month");
AICOST_SHORT_FORM(requests_per_day, "--requests-per-day", "workload.requests_per_day");
AICOST_SHORT_FORM(months, "--months", "horizon_months");
AICOST_SHORT_FORM(discount_rate, "--discount-rate", "discount_rate");
AICOST_SHORT_FORM(gpu_price, "--gpu-price", "*.hardware.gpu.unit_price");
AICOST_SHORT_FORM(host_price, "--host-price", "*.hardware.host.unit_price");
AICOST_SHORT_FORM(host_watts, "--host-watts", "*.electricity.load_watts");
AICOST_SHORT_FORM(electricity, "--electricity", "**.electricity.price_per_kwh");
AICOST_SHORT_FORM(electricity_monthly, "--electricity-monthly", "*.monthly_costs.electricity");
AICOST_SHORT_FORM(price_per_1k, "--price-per-1k", "*.price_per_1k");
AICOST_SHORT_FORM(price_per_mtok, "--price-per-mtok", "*.price_per_mtok");

AICOST_SHORT_FORM(gpus, "--gpus", "*.serving.gpus");
AICOST_SHORT_FORM(model, "--model", "*.serving.model");
AICOST_SHORT_FORM(quantization, "--quantization", "*.serving.quantization");

AICOST_SHORT_FORM(output_share, "--output-share", "workload.output_share");
AICOST_SHORT_FORM(input_tokens, "--input-tokens", "workload.input_tokens_per_request");
AICOST_SHORT_FORM(output_tokens, "--output-tokens", "workload.output_tokens_per_request");

#undef AICOST_SHORT_FORM

// A catalogue id on the command line replaces whatever it fills in, even what the profile states.
struct IdFlag {
    const char* flag;
    const char* pattern;
    std::vector<std::string> gives_way;
};
const IdFlag& id_flag(std::string_view flag) {
    static const IdFlag all[] = {
        {"--gpu",
         "*.serving.gpu",
         {"hardware.gpu.unit_price", "serving.input_tokens_per_second", "serving.output_tokens_per_second",
          "electricity.load_watts", "electricity.idle_watts", "model_memory"}},
        {"--cloud",
         "*.model",
         {"price_per_mtok", "price_per_1k", "input_per_mtok", "output_per_mtok", "cache_read_per_mtok",
          "cache_write_per_mtok", "cache_write_1h_per_mtok", "batch_discount", "long_context", "price_steps",
          "price_by_hour", "fee_per_request"}},
        {"--region", "**.electricity.region", {"electricity.price_per_kwh", "electricity.grams_co2_per_kwh"}},
    };
    return *std::find_if(std::begin(all), std::end(all), [&](const IdFlag& one) { return one.flag == flag; });
}

void set_id(Arguments& arguments, const IdFlag& of, std::string id) {
    arguments.overrides.push_back(short_override(of.flag, of.pattern, std::move(id)));
    arguments.overrides.back().gives_way = of.gives_way;
}

void take_gpu(Arguments& arguments, const std::string& id) { set_id(arguments, id_flag("--gpu"), id); }
void take_cloud(Arguments& arguments, const std::string& id) { set_id(arguments, id_flag("--cloud"), id); }
void take_region(Arguments& arguments, const std::string& id) { set_id(arguments, id_flag("--region"), id); }

// Stated values override what an id fills in, whatever the order: ids are applied first, GPUs before all others.
// The host comes last: it adds to the others, and is dropped with an owned card.
int rank_of(const Override& change) {
    if (is_of_use(change)) return -1;
    if (change.flag == "--gpu") return 0;
    if (change.flag == "--host-price" || change.flag == "--host-watts") return 3;
    return change.gives_way.empty() ? 2 : 1;
}

void take_owned(Arguments& arguments, const std::string&) {
    arguments.overrides.push_back({"*.hardware.*.unit_price", "0", "--owned"});
}

constexpr OptionRow profile_rows[] = {
    {"-p,--profile", "NAME|FILE|-", "a built-in profile, a file, or stdin [article]",
     [](Arguments& a, const std::string& value) {
         a.profile = value;
         a.profile_flag = true;
     }},
    {"--tokens-per-day", "N", "volume: 500K, 2M, …", take_tokens_per_day},
    {"--tokens-per-month", "N", "the same by the month", take_tokens_per_month},
    {"--requests-per-day", "N", "the same in requests, where their size is known", take_requests_per_day},
    {"--monthly-bill", "MONEY", "the volume at which the cloud option costs that in its first month",
     into<&Arguments::monthly_bill>},
    {"--use", "NAME",
     "what for: chat, coding-agent, rag, batch, …: sizes, mix and hours (`aicost catalog uses`)", take_use},
    {"--output-share", "N", "share of the tokens that is output: 25%", take_output_share},
    {"--input-tokens", "N", "prompt of a request, in tokens", take_input_tokens},
    {"--output-tokens", "N", "answer of a request, in tokens", take_output_tokens},
    {"--months", "N", "horizon", take_months},
    {"--gpu-price", "N", "price of the hardware item `gpu`", take_gpu_price, true},
    {"--host-price", "N", "price of the computer around the cards", take_host_price, true},
    {"--host-watts", "N", "what that computer draws, besides the cards", take_host_watts, true},
    {"--owned", "", "the machine is there already: its price is 0", take_owned},
    {"--electricity", "N", "price of a kWh, where the profile has watts", take_electricity},
    {"--electricity-monthly", "N", "electricity a month, where the profile has it flat",
     take_electricity_monthly, true},
    {"--price-per-1k", "N", "one API price per 1,000 tokens", take_price_per_1k, true},
    {"--price-per-mtok", "N", "one API price per million tokens", take_price_per_mtok, true},
    {"--gpu", "ID", "the machine's GPU, from the catalogue: price, watts, rates", take_gpu, true},
    {"--gpus", "N", "GPUs in one machine", take_gpus, true},
    {"--model", "ID", "the open-weight model that the machine serves", take_model, true},
    {"--quantization", "ID", "format of its weights [q4_k_m]", take_quantization, true},
    {"--cloud", "ID", "the cloud model, from the catalogue: prices", take_cloud, true},
    {"--region", "ID", "price and carbon of electricity, where the profile has watts: us-ca, de, …",
     take_region},
    {"--discount-rate", "N", "per year: 10%", take_discount_rate},
    {"--max-price-age", "DAYS", "warn of catalogue prices that are older [180d]",
     [](Arguments& a, const std::string& value) { a.max_price_age = parse_price_age(value); }},
    {"--as-of", "DATE", "the day to count from, or today [the newest in the catalogue]",
     [](Arguments& a, const std::string& value) { a.as_of = parse_day(value, "--as-of"); }},
    {"--strict", "", "old prices are an error", into<&Arguments::strict>},
    {"--set", "PATH=VALUE", "any input of the profile (`aicost profile params`)", set, true},
};

constexpr OptionRow output_rows[] = {
    {"-f,--format", "FORMAT", "table, json, csv, markdown or html [table]", into<&Arguments::format>},
    {"-o,--output", "FILE", "write there, whole or not at all; its ending is the format",
     into<&Arguments::output>},
    {"--no-chart", "", "no charts", into<&Arguments::no_chart>},
    {"--brief", "", "the answer and its table alone: no charts, no notes", into<&Arguments::brief>},
    {"--ascii", "", "draw with ASCII alone", into<&Arguments::ascii>},
    {"--color", "auto|always|never", "colours [auto: on a terminal, unless NO_COLOR is set]",
     [](Arguments& a, const std::string& value) {
         if (value != "auto" && value != "always" && value != "never") {
             fail("--color: '" + value + "' is not one of auto, always, never");
         }
         a.color = value;
     }},
    {"--csv-safe", "", "csv: a ' before each text that a spreadsheet would take for a formula",
     into<&Arguments::csv_safe>},
    {"-q,--quiet", "", "no warnings", into<&Arguments::quiet>},
};

// One, or several with commas between them.
void take_get(Arguments& a, const std::string& value) {
    for (std::size_t from = 0; from <= value.size();) {
        const std::size_t comma = std::min(value.find(',', from), value.size());
        a.get.push_back(value.substr(from, comma - from));
        from = comma + 1;
    }
}

constexpr OptionRow get_rows[] = {
    {"--get", "METRIC", "print that number or word alone: local.total, winner, …", take_get, true}};
constexpr OptionRow value_rows[] = {
    {"--get", "NAME", "print that value of json alone: local.wins, growth.per_month, …", take_get, true}};

constexpr const Command* all_commands[] = {
    &start_command,   &compare_command, &rank_command,        &breakeven_command, &size_command,
    &advise_command,  &sweep_command,   &sensitivity_command, &risk_command,      &check_command,
    &explain_command, &diff_command,    &catalog_command,     &usage_command,     &measure_command,
    &profile_command, &report_command,  &completion_command,  &licenses_command};

}  // namespace

const std::span<const OptionRow> profile_options = profile_rows;
const std::span<const OptionRow> output_options = output_rows;
const std::span<const OptionRow> get_option = get_rows;
const std::span<const OptionRow> value_option = value_rows;

Override parse_override(const std::string& text, const std::string& flag) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
        fail(flag + ": '" + text + "' is not PATH=VALUE; for example " + flag + " cloud.price_per_mtok=3");
    }
    return {written_path(text.substr(0, equals)), written_value(text, equals), flag};
}

Override word_override(const std::string& path, const std::string& value) {
    const auto dot = path.find('.');
    if (dot != path.npos) {
        for (const char* flag : {"--gpu", "--cloud", "--region"}) {
            const IdFlag& of = id_flag(flag);
            const std::string pattern = of.pattern;
            if (pattern.substr(pattern.find('.')) == path.substr(dot))
                return {"=" + path, value, of.flag == std::string_view("--gpu") ? "--gpu" : "--vary", 0,
                        of.gives_way};
        }
    }
    return {path, value, "--vary"};
}

void put_ids_first(std::vector<Override>& overrides) {
    std::stable_sort(overrides.begin(), overrides.end(),
                     [](const Override& a, const Override& b) { return rank_of(a) < rank_of(b); });
    let_stated_mix_win(overrides);
}

std::span<const Command* const> commands() { return all_commands; }

const Command* find_command(std::string_view name) {
    for (const Command* command : all_commands) {
        if (command->name == name) return command;
    }
    return nullptr;
}

}  // namespace aicost

#include "cli/unknown_word.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "catalogue/names.hpp"
#include "cli/program.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

// Without the dashes, which would make all options look alike.
std::vector<std::string> long_names(const Command& command) {
    std::vector<std::string> names{"help"};
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) names.push_back(long_name(row).substr(2));
    }
    return names;
}

// Common wrong names of options.
struct OtherName {
    std::string_view typed, option, whole = {};  // `whole`: with its value
};
constexpr OtherName other_names[] = {
    {"years", "months", "--months 24"},
    {"year", "months", "--months 24"},
    {"horizon", "months"},
    {"json", "format", "--format json"},
    {"csv", "format", "--format csv"},
    {"html", "format", "--format html"},
    {"xlsx", "format", "-o FILE.xlsx"},
    {"markdown", "format", "--format markdown"},
    {"md", "format", "--format markdown"},
    {"table", "format", "--format table"},
    {"out", "output"},
    {"file", "profile"},
    {"input", "profile"},
    {"config", "profile"},
    {"country", "region"},
    {"location", "region"},
    {"state", "region"},
    {"budget", "monthly-bill"},
    {"spend", "monthly-bill"},
    {"bill", "monthly-bill"},
    {"volume", "tokens-per-day"},
    {"usage", "tokens-per-day"},
    {"requests", "requests-per-day"},
    {"kwh", "electricity"},
    {"kwh-price", "electricity"},
    {"power-price", "electricity"},
    {"power", "electricity"},
    {"power-cost", "electricity"},
    {"card", "gpu"},
    {"hardware", "gpu"},
    {"machine", "gpu"},
    {"api", "cloud"},
    {"cloud-model", "cloud"},
    {"cloud-price", "price-per-mtok"},
    {"api-price", "price-per-mtok"},
    {"quant", "quantization"},
    {"samples", "draws"},
    {"iterations", "draws"},
    {"runs", "draws"},
    {"n", "draws"},
    {"n", "top"},
    {"limit", "top"},
    {"plain", "ascii"},
    {"no-color", "color", "--color never"},
    {"no-colour", "color", "--color never"},
    {"silent", "quiet"},
    {"short", "brief"},
    {"discount", "discount-rate"},
    {"metric", "get"},
    {"currency", "set", "--set currency=EUR"},
    {"wacc", "discount-rate"},
    {"interest", "discount-rate"},
    {"depreciation", "set", "--set OPTION.hardware.gpu.lifetime_months=36"},
    {"lifetime", "set", "--set OPTION.hardware.gpu.lifetime_months=36"},
    {"resale", "set", "--set OPTION.salvage_share=20%"},
    {"growth", "set", "--set workload.growth_per_month=2%"},
    {"roi", "get", "--get OPTION.irr"},
    {"irr", "get", "--get OPTION.irr"},
    {"npv", "get", "--get OPTION.npv"},
    {"tco", "get", "--get OPTION.total"},
    {"payback", "get", "--get OPTION.break_even_month"},
    {"winner", "get", "--get winner"},
    {"at", "levels"},
    {"level", "levels"},
    {"solve", "on"},
    {"for", "on"},
    {"param", "vary"},
    {"parameter", "vary"},
    {"range", "vary"},
    {"over", "vary"},
    {"grid", "vary"},
    {"filter", "where"},
    {"sort-by", "by"},
    {"sort", "by"},
    {"order-by", "by"},
    {"best", "top"},
    {"cheapest", "top"},
    {"first", "top"},
    {"head", "top"},
    {"provider", "only"},
    {"providers", "only"},
    {"vendor", "only"},
    {"filter", "only"},
    {"context", "min-context"},
    {"context-length", "min-context"},
    {"ctx", "min-context"},
    {"context", "input-tokens"},
    {"ctx", "input-tokens"},
    {"prompt-tokens", "input-tokens"},
    {"completion-tokens", "output-tokens"},
    {"open-source", "open"},
    {"open-weights", "open"},
    {"rps", "requests-per-day"},
    {"qps", "requests-per-day"},
    {"requests-per-second", "requests-per-day"},
    {"requests-per-hour", "requests-per-day"},
    {"requests-per-month", "set", "--set workload.requests_per_month=N"},
    {"latency", "max-first-token"},
    {"ttft", "max-first-token"},
    {"max-latency", "max-first-token"},
    {"max-ttft", "max-first-token"},
    {"tokens-per-second", "min-speed"},
    {"tps", "min-speed"},
    {"throughput", "min-speed"},
    {"batch-size", "concurrency"},
    {"vram", "gpu"},
    {"memory", "gpu"},
    {"mac", "gpu"},
    {"cards", "gpus"},
    {"count", "gpus"},
    {"backend", "engine"},
    {"runtime", "engine"},
    {"private", "data-stays-on-premises"},
    {"privacy", "data-stays-on-premises"},
    {"on-prem", "data-stays-on-premises"},
    {"on-premises", "data-stays-on-premises"},
    {"local-only", "data-stays-on-premises"},
    {"gdpr", "data-stays-on-premises"},
    {"assertion", "assert"},
    {"expect", "assert"},
    {"test", "assert"},
    {"max-total", "assert", "--assert 'OPTION.total <= 2000'"},
    {"range", "uncertain"},
    {"seeds", "seed"},
    {"percent", "swing"},
    {"delta", "swing"},
    {"verbose", "items"},
    {"details", "items"},
    {"breakdown", "items"},
    {"monthly-cost", "monthly"},
    {"annual", "yearly"},
    {"workload", "use"},
};

// Options that contain the word as a part of their name: "--price" in --gpu-price and --price-per-mtok.
std::vector<std::string> with_word(const std::vector<std::string>& names, const std::string& word) {
    constexpr std::size_t max = 4;
    std::vector<std::string> found;
    for (const std::string& name : names) {
        const std::string framed = "-" + name + "-";
        if (word.size() > 2 && found.size() < max && framed.find("-" + word + "-") != std::string::npos)
            found.push_back("--" + name);
    }
    return found;
}

constexpr std::pair<std::string_view, std::string_view> other_commands[] = {
    {"gpu", "catalog gpus"},
    {"model", "catalog models"},
    {"prices", "catalog models"},
    {"price", "catalog show ID"},
    {"providers", "catalog hosts"},
    {"search", "catalog show ID"},
    {"update", "catalog import FILE"},
    {"cost", "compare"},
    {"costs", "compare"},
    {"tco", "compare"},
    {"total", "compare"},
    {"savings", "compare"},
    {"roi", "compare --get OPTION.irr"},
    {"payback", "breakeven"},
    {"forecast", "usage"},
    {"logs", "usage"},
    {"benchmark", "measure"},
    {"bench", "measure"},
    {"calc", "compare"},
    {"calculate", "compare"},
    {"estimate", "compare"},
    {"run", "compare"},
    {"simulate", "risk"},
    {"montecarlo", "risk"},
    {"monte-carlo", "risk"},
    {"tornado", "sensitivity"},
    {"test", "check"},
    {"assert", "check"},
    {"budget", "check"},
    {"recommend", "advise"},
    {"advice", "advise"},
    {"fit", "size"},
    {"sizing", "size"},
    {"hardware", "size"},
    {"cheapest", "rank"},
    {"solve", "breakeven --on PATH"},
    {"grid", "sweep"},
    {"config", "profile show NAME"},
    {"html", "report -o FILE"},
    {"pdf", "report -o FILE"},
    {"license", "licenses"},
};

// A word in the place of a command, and what was meant.
std::string meant_by(const std::string& word) {
    for (const auto& [typed, command] : other_commands) {
        if (word == typed) return "`aicost " + std::string(command) + "`";
    }
    for (const std::string_view list : {"models", "gpus", "open-models", "quantizations", "formats", "hosts",
                                        "throughput", "electricity", "uses", "import"}) {
        if (word == list) return "`aicost catalog " + word + "`";
    }
    for (const std::string_view verb : {"validate", "schema", "params", "new"}) {
        if (word == verb) return "`aicost profile " + word + "`";
    }
    if (word == "list") return "`aicost profile list` or `aicost catalog models`";
    if (word == "show") return "`aicost profile show NAME` or `aicost catalog show ID`";
    if (word == "version") return "`aicost --version`";
    if (word == "init" || word == "setup" || word == "wizard") return "`aicost start`";
    if (word == "export") return "`aicost report -o FILE`";
    if (word.ends_with(".json") || built_in_profile(word)) return "`aicost compare " + word + "`";
    return {};
}

}  // namespace

std::string meant_by_word(const std::string& word) {
    if (const auto equals = word.find('='); equals != std::string::npos) {
        const bool several = word.find(',', equals) != word.npos || word.find("..", equals) != word.npos;
        return (several ? "`aicost sweep --vary " : "--set ") + word + (several ? "`" : "");
    }
    for (const std::string_view ending : {".html", ".csv", ".xlsx", ".md"}) {
        if (word.ends_with(ending)) return "-o " + word;
    }
    const auto has = [&](const auto& entries) {
        return std::any_of(entries.begin(), entries.end(),
                           [&](const auto& entry) { return entry.fact.id == word; });
    };
    if (has(catalogue().gpus())) return "--gpu " + word;
    if (has(catalogue().open_models())) return "--model " + word;
    return ModelNames(catalogue().cloud_models()).find(word).entry != nullptr ? "--cloud " + word : "";
}

std::string long_name(const OptionRow& row) { return std::string(row.names.substr(row.names.find("--"))); }

bool has_option(const Command& command, const std::string& name) {
    const auto names = long_names(command);
    return name.size() > 2 && std::find(names.begin(), names.end(), name.substr(2)) != names.end();
}

void unknown_option(const Command& command, const std::string& word) {
    const std::string name = word.substr(0, word.find('=', 1));
    const std::string problem =
        "'" + name + "' is not an option of `aicost " + std::string(command.name) + "`; ";
    const std::string bare = name.substr(std::min(name.find_first_not_of('-'), name.size()));
    const std::vector<std::string> own = long_names(command);
    for (const OtherName& other : other_names) {
        if (other.typed != bare || std::find(own.begin(), own.end(), other.option) == own.end()) continue;
        fail(problem + "did you mean '" +
             (other.whole.empty() ? "--" + std::string(other.option) : std::string(other.whole)) + "'?");
    }
    // prefer `compare` among the commands that have it
    const Command* with_it = nullptr;
    for (const Command* other : commands()) {
        if (has_option(*other, name) && (with_it == nullptr || other->name == "compare")) with_it = other;
    }
    if (with_it != nullptr) fail(problem + "`aicost " + std::string(with_it->name) + "` has it");
    if (const auto several = with_word(own, bare); several.size() > 1)
        fail(problem + "did you mean " + alternatives(several) + "?");
    const auto close = nearest(bare, own, 1);
    fail(problem + (close.empty() ? "`aicost " + std::string(command.name) + " --help` lists them"
                                  : "did you mean '--" + close.front() + "'?"));
}

void unknown_command(const std::string& word) {
    if (const std::string meant = meant_by(word); !meant.empty())
        fail("'" + word + "' is not a command; did you mean " + meant + "?");
    std::vector<std::string> names;
    for (const Command* command : commands()) names.emplace_back(command->name);
    const auto close = nearest(word, names, 1);
    fail("'" + word + "' is not a command; " +
         (close.empty() ? std::string("`aicost --help` lists them")
                        : "did you mean " + alternatives(close) + "?"));
}

}  // namespace aicost

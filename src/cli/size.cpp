#include <algorithm>

#include "aicost/evaluate.hpp"
#include "aicost/request.hpp"
#include "aicost/sizing.hpp"
#include "catalogue/engine_name.hpp"
#include "cli/machine_arguments.hpp"
#include "cli/price_age.hpp"
#include "cli/program.hpp"
#include "cli/size_profile.hpp"
#include "cli/terminal.hpp"
#include "cli/use_flag.hpp"
#include "report/format/formats.hpp"
#include "report/view/size_view.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

struct SizeArguments {
    std::string engine, concurrency, top, users, requests_per_user_hour;
    std::string max_machines, max_first_token, min_speed;
};

constexpr OptionRow size_rows[] = {
    {"--engine", "NAME", "llama.cpp, ollama, mlx, vllm, tensorrt-llm or sglang [llama.cpp]",
     into<&SizeArguments::engine>},
    {"--concurrency", "N", "requests decoded together at most [1; servers 64]",
     into<&SizeArguments::concurrency>},
    {"--top", "N|all", "show so many of those that serve [10]; csv and json have all",
     into<&SizeArguments::top>},
    {"--users", "N", "people who use it, in place of the profile's volume", into<&SizeArguments::users>},
    {"--requests-per-user-hour", "R",
     "with --users: of each in an hour of work [what is usual for the --use]",
     into<&SizeArguments::requests_per_user_hour>},
    {"--max-machines", "N", "leave out what needs more machines", into<&SizeArguments::max_machines>},
    {"--max-first-token", "SECONDS",
     "as many machines as answer by then in the busiest hour, where any number does",
     into<&SizeArguments::max_first_token>},
    {"--min-speed", "N", "as many machines as give a request N tokens/s in the busiest hour",
     into<&SizeArguments::min_speed>},
    {"--write-profile", "FILE", "write a profile with the machine that is best, for `compare FILE`",
     into<&Arguments::write_profile>},
};
constexpr std::span<const OptionRow> size_own_options = size_rows;

constexpr Bounds machine_counts{1.0, 1e6, false, true};

// 2, 2s or 500ms
std::optional<double> stated_seconds(const std::string& flag, std::string text) {
    double of_a_second = 1.0;
    if (text.ends_with("ms") && text.size() > 2) {
        of_a_second = 1e-3;
        text.resize(text.size() - 2);
    } else if (text.ends_with('s') && text.size() > 1) {
        text.pop_back();
    }
    const auto number = stated_number(flag, text, bounds::positive);
    return number ? std::optional(*number * of_a_second) : std::nullopt;
}

SizingQuestion question_of(const Profile& profile, const MachineArguments& asked,
                           const Arguments& arguments) {
    SizingQuestion question = sizing_question(profile, asked);
    const auto& own = arguments.own.of<SizeArguments>();
    if (!own.engine.empty()) {
        question.engine = engine_named(own.engine);
        if (!engine_traits(question.engine))
            fail("--engine: '" + own.engine +
                 "' is not an engine that is known; llama.cpp, ollama, mlx, vllm, tensorrt-llm or sglang");
    }
    if (const auto limit = stated_number("--concurrency", own.concurrency, machine_counts))
        question.max_concurrency = static_cast<int>(*limit);
    question.max_machines = stated_number("--max-machines", own.max_machines, machine_counts);
    if (const auto limit = stated_seconds("--max-first-token", own.max_first_token))
        question.first_token = seconds(*limit);
    if (const auto limit = stated_number("--min-speed", own.min_speed, bounds::positive))
        question.min_speed = tokens_per_second(*limit);
    return question;
}

// Requests per user and hour, if not stated: what is usual for the use.
double usual_requests(const Arguments& arguments) {
    for (const auto& [name, value] : arguments.typed) {
        if (name != "--use") continue;
        const Use use = named_use(value);
        if (use.requests_per_user_hour) return *use.requests_per_user_hour;
        fail("--users: how much do they ask? --requests-per-user-hour R says so; " + use.fact.id +
             " has no usual number");
    }
    fail("--users: how much do they ask? --requests-per-user-hour R says so, or --use NAME what is usual");
}

// So many people with so many requests per working hour each, all in the load shape's busiest hour. Replaces the
// profile's volume.
void take_users(const Arguments& arguments, Workload& work) {
    const auto& own = arguments.own.of<SizeArguments>();
    const auto users = stated_number("--users", own.users, bounds::positive);
    auto each = stated_number("--requests-per-user-hour", own.requests_per_user_hour, bounds::positive);
    if (users && !each) each = usual_requests(arguments);
    if (!users && !each) return;
    if (!users) fail("--requests-per-user-hour: of how many? --users N says so");
    const RequestSize request = request_size(work);
    if (!work.conversation) {
        work.input_tokens_per_request = request.input;
        work.output_tokens_per_request = request.output;
    }
    const double requests = requests_of_users(*users, *each, work.load_shape);
    set_tokens_per_day(work, (request.input + request.output) * requests);
}

// What the machines are compared with: the profile's cheapest API.
std::optional<SizeView::Api> cheapest_api(Scenario scenario) {
    std::erase_if(scenario.options, [](const auto& one) { return !std::holds_alternative<Api>(one.value); });
    scenario.baseline.clear();
    if (scenario.options.empty()) return std::nullopt;
    const Comparison comparison = evaluate(scenario);
    std::optional<SizeView::Api> best;
    for (std::size_t i = 0; i < scenario.options.size(); ++i) {
        const OptionResult& one = comparison.options[i];
        if (!one.can_win() || (best && best->npv <= one.npv)) continue;
        best = SizeView::Api{one.id, std::get<Api>(scenario.options[i].value).model, one.total, one.npv};
    }
    return best;
}

// "best", "best.FIGURE" or "ID.FIGURE".
Cell figure(const SizeView& view, const std::string& name) {
    const Sizing& sizing = view.sizing;
    if (name == "best") {
        return sizing.machines.empty() ? empty_cell("none") : text_cell(sizing.machines[0].id);
    }
    std::vector<std::string> names{"best"};
    const auto dot = name.find('.');
    const std::string id = name.substr(0, dot);
    const std::string key = dot == std::string::npos ? "" : name.substr(dot + 1);
    const auto known = std::find_if(machine_figures().begin(), machine_figures().end(),
                                    [&](const MachineFigure& one) { return one.key == key; });
    for (std::size_t i = 0; i < sizing.machines.size(); ++i) {
        const Machine& machine = sizing.machines[i];
        const bool rented = machine.rented && id == machine.gpu.fact.id + "-rented";
        if (machine.id != id && !rented && (i > 0 || id != "best")) continue;
        if (known != machine_figures().end()) return known->cell(machine_row(view, i));
    }
    for (const Unfit& unfit : sizing.unfit) {
        if (unfit.gpu.fact.id != id) continue;
        if (key == "why") return text_cell(unfit_text(unfit));
        if (key == "gpus_needed" && unfit.gpus_needed) return number_cell(*unfit.gpus_needed, Unit::count);
        if (known != machine_figures().end()) return empty_cell("cannot serve");
    }
    if (id == "best" && sizing.machines.empty() && known != machine_figures().end())
        return empty_cell("none");
    for (const MachineFigure& one : machine_figures()) names.push_back("best." + std::string(one.key));
    for (const Machine& machine : sizing.machines) {
        for (const MachineFigure& one : machine_figures())
            names.push_back(machine.id + "." + std::string(one.key));
    }
    const auto close = nearest(name, names, 3);
    fail("--get: '" + name + "' is not a figure of `aicost size`; " +
         (close.empty() ? std::string("best, best.total, rtx-4090.machines, …")
                        : "did you mean " + alternatives(close) + "?"));
}

MetricValue asked_figure(const std::string& name, const SizeView& view) {
    return value_in(figure(view, name));
}

// Writes the profile of the best machine, of those named if any were. Returns the messages about it.
std::string write_sized(const SizeView& view, const MachineArguments& asked, bool by_users,
                        const std::string& file) {
    if (view.sizing.machines.empty()) fail("--write-profile: no machine serves this: there is none to write");
    std::size_t index = 0;
    for (std::size_t i = view.sizing.machines.size(); i-- > 0;) {
        if (view.is_asked(view.sizing.machines[i].gpu)) index = i;
    }
    const std::string stem = file.substr(file.find_last_of('/') + 1);
    const MachineBase base = machine_base(view.profile, asked);
    const bool hired = view.sizing.machines[index].rented && !base.rented_id.empty();
    const SizedProfile sized{view,
                             index,
                             stem.substr(0, stem.find('.')),
                             hired ? base.rented_id : base.bought_id,
                             asked.gpu_price.has_value(),
                             !asked.electricity && !view.electricity.id.empty(),
                             by_users};
    write_output(file, profile_of_size(sized));
    return "wrote " + file + ": " + machine_name(view.sizing.machines[index]) +
           " and the profile's APIs; next: aicost compare " + file;
}

Outcome run_size(const Arguments& arguments) {
    Arguments rest = arguments;
    MachineArguments asked = take_machine_arguments(rest.overrides);
    asked.any_model = true;
    Profile profile = load(rest);
    say_rate(profile);
    take_users(arguments, profile.scenario.workload);
    SizingQuestion question = question_of(profile, asked, arguments);
    std::vector<Gpu> cards = catalogue().gpus();
    std::vector<Gpu> named = named_gpus(cards, asked.gpus_named);
    state_gpu_price(asked, cards, named, question);
    // several, or a pattern: only these are ranked; a single one is ranked among all
    if (named.size() > 1) question.only = ids_of(named);
    const Sizing sizing = size_machines(question, cards, catalogue().measured_points(),
                                        catalogue().quantizations(), catalogue().format_support());
    const SizeView view{profile,
                        question,
                        sizing,
                        std::move(named),
                        rows_to_show(arguments.own.of<SizeArguments>().top, machine_counts),
                        machine_base(profile, asked).electricity,
                        cheapest_api(profile.scenario)};
    std::string wrote;
    if (!arguments.write_profile.empty())
        wrote = write_sized(view, asked, !arguments.own.of<SizeArguments>().users.empty(),
                            arguments.write_profile);
    Outcome outcome;
    outcome.warnings = profile.warnings;
    if (!arguments.get.empty())
        outcome.text =
            values_text(arguments.get, [&](const std::string& name) { return asked_figure(name, view); });
    else
        outcome.document = size_view(view, part_read_by(arguments.format));
    if (outcome.document && !wrote.empty() && part_read_by(arguments.format) == Part::words) {
        auto& blocks = outcome.document->blocks;
        // --brief leaves it, too
        const std::size_t at = arguments.brief ? *outcome.document->answer : blocks.size();
        blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(at), Paragraph{wrote, false});
        ++*outcome.document->answer;
    }
    return outcome;
}

const std::span<const OptionRow> size_options[] = {profile_options, size_own_options, get_option,
                                                   output_options};
constexpr Example size_examples[] = {
    {"aicost size --model llama-3.3-70b --gpu rtx-4090", "does a 70B model fit that card, and on how many?"},
    {"aicost size --model gpt-oss-120b --engine vllm --tokens-per-day 50M --top 5",
     "the five cheapest machines for fifty million tokens a day"},
    {"aicost size --model qwen3-32b --gpu rtx-5090 --write-profile my.json",
     "that machine as a profile: `aicost compare my.json` goes on"},
};

}  // namespace

const Command size_command = {"size",
                              profile_word,
                              "which machines serve a model and a workload, at what cost; the cheapest first",
                              "Works out whether an open-weight model fits, on how many of which GPU, how "
                              "busy they are and how long the "
                              "first token takes; prices every GPU of the catalogue, bought and rented, with "
                              "the profile's other costs, "
                              "and ranks them. Those that cannot serve say why.",
                              size_options,
                              size_examples,
                              0,
                              1,
                              run_size,
                              "table",
                              "--gpu"};

}  // namespace aicost

#include "cli/start_profile.hpp"

#include <cmath>
#include <cstdint>
#include <filesystem>

#include "aicost/advice.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/request.hpp"
#include "aicost/sizing.hpp"
#include "catalogue/names.hpp"
#include "cli/machine_arguments.hpp"
#include "cli/monthly_bill.hpp"
#include "cli/use_flag.hpp"
#include "json/json_text.hpp"
#include "json/json_writer.hpp"
#include "report/number.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr const char* usual_model = "gpt-oss-20b";
constexpr const char* usual_bits = "q4_k_m";

double number_of(const std::string& flag, const std::string& value, const Bounds& bounds) {
    return *stated_number(flag, value, bounds);
}

// The id of the cloud model; a name with a region is kept.
struct CloudReply {
    std::string id;
    CloudModel model;
};
CloudReply cloud_reply(const std::string& name) {
    const std::vector<CloudModel> some = catalogue().cloud_models_for(name);
    const NameAnswer answer = ModelNames(some).find(name);
    if (answer.entry != nullptr) return {answer.region.empty() ? answer.entry->fact.id : name, *answer.entry};
    const bool several = !answer.candidates.empty();
    fail("--cloud: '" + name + "' " +
         (several ? "fits several entries of the catalogue; " : "is not in the catalogue; ") +
         model_advice(answer, name, several ? some : catalogue().cloud_models()));
}

OpenModel open_reply(const std::string& name) {
    return catalogue_entry(catalogue().open_models(), name, "--model", "open-models");
}
Gpu gpu_reply(const std::string& name) { return catalogue_entry(catalogue().gpus(), name, "--gpu", "gpus"); }
std::string region_reply(const std::string& name) {
    return catalogue_entry(catalogue().electricity_regions(), name, "--region", "electricity").fact.id;
}

// A count as people write it: without a point if it is whole.
Json amount(double value) {
    constexpr double exact = 9e15;
    if (value == std::floor(value) && std::abs(value) < exact) return static_cast<std::int64_t>(value);
    return value;
}

class ProfileWriter {
public:
    ProfileWriter(std::string file, const Replies& replies)
        : file_(std::move(file)), replies_(replies), use_(named_use(replies.at("--use"))) {}

    StartProfile profile() {
        const CloudReply cloud = cloud_reply(replies_.at("--cloud"));
        root_["name"] = std::filesystem::path(file_).stem().string();
        root_["description"] = cloud.id + " against " + machine_of_reply() + ", for " + use_.fact.id;
        if (has("--months"))
            root_["horizon_months"] =
                amount(number_of("--months", replies_.at("--months"), {1.0, 600.0, false, true}));
        root_["sources"]["workload"] = {
            {"source", "--use " + use_.fact.id + ": " + use_.fact.source + "; " + use_.shape_source},
            {"as_of", use_.fact.as_of}};
        workload();
        root_["options"]["cloud"] = {{"kind", "api"}, {"model", cloud.id}};
        volume(cloud.id);
        if (yes("--data-stays-on-premises")) root_["requirements"]["data_stays_on_premises"] = true;
        const std::string gpu = replies_.at("--gpu");
        if (gpu == "none") {
            if (yes("--owned")) fail("--owned: of which machine? --gpu names it");
            cheapest_machine(cloud.model);
        } else {
            named_machine(gpu_reply(gpu), cloud.model);
        }
        return {load(text(), std::vector<Override>{}), notes_};
    }

private:
    [[nodiscard]] bool has(const char* flag) const { return replies_.count(flag) > 0; }
    [[nodiscard]] bool yes(const char* flag) const { return has(flag) && replies_.at(flag) == "yes"; }
    [[nodiscard]] ProfileText text() const { return {file_, json_file(root_)}; }

    [[nodiscard]] std::string machine_of_reply() const {
        const std::string& gpu = replies_.at("--gpu");
        if (gpu == "none") return "a machine yet to be bought";
        return gpu_reply(gpu).fact.id + (yes("--owned") ? ", which is there already" : "");
    }

    void workload() {
        Json& work = root_["workload"];
        for (const UseInput& input : use_inputs(use_)) {
            const auto value = parse_value(input.value);
            if (value && *value == 0.0) continue;
            const std::string key = input.path.substr(input.path.find('.') + 1);
            if (value)
                work[key] = amount(*value);
            else
                work[key] = input.value;
        }
        notes_.push_back(use_.fact.id + ": requests of " + plain_text(use_.input_tokens_per_request) + " + " +
                         plain_text(use_.output_tokens_per_request) + " tokens (" + use_.fact.source + ", " +
                         use_.fact.as_of + "); " + use_.shape_source);
    }

    void volume(const std::string& cloud) {
        Json& work = root_["workload"];
        if (has("--tokens-per-day"))
            work["tokens_per_day"] =
                amount(number_of("--tokens-per-day", replies_.at("--tokens-per-day"), bounds::positive));
        if (has("--tokens-per-month"))
            work["tokens_per_month"] =
                amount(number_of("--tokens-per-month", replies_.at("--tokens-per-month"), bounds::positive));
        if (has("--users")) {
            const auto each = has("--requests-per-user-hour")
                                  ? number_of("--requests-per-user-hour",
                                              replies_.at("--requests-per-user-hour"), bounds::positive)
                                  : use_.requests_per_user_hour.value_or(0.0);
            if (!(each > 0.0))
                fail("--users: how much do they ask? --requests-per-user-hour R says so; " + use_.fact.id +
                     " has no usual number");
            const double users = number_of("--users", replies_.at("--users"), bounds::positive);
            LoadShape shape;
            shape.kind = use_.load_shape == "flat"             ? LoadShape::Kind::flat
                         : use_.load_shape == "business_hours" ? LoadShape::Kind::business_hours
                                                               : LoadShape::Kind::diurnal;
            work["requests_per_day"] = amount(requests_of_users(users, each, shape));
            const std::string how =
                plain_text(users) + " users, " + plain_text(each) + " requests in an hour of work each";
            root_["sources"]["workload.requests_per_day"]["source"] = how;
            notes_.push_back(how);
        }
        if (!has("--monthly-bill")) return;
        Arguments bill;
        bill.monthly_bill = replies_.at("--monthly-bill");
        work["tokens_per_day"] = amount(*parse_value(volume_of_bill(text(), bill).value));
        root_["sources"]["workload.tokens_per_day"]["source"] =
            "a bill of $" + bill.monthly_bill + " a month at " + cloud;
    }

    Json& machine(const Gpu& gpu, int gpus, const OpenModel& model) {
        Json& local = root_["options"]["local"];
        local = {{"kind", "owned"}, {"hardware", {{"gpu", Json::object()}}}};
        local["serving"] = {{"gpu", gpu.fact.id}, {"model", model.fact.id}};
        if (gpus > 1) local["serving"]["gpus"] = gpus;
        local["electricity"]["region"] = region_reply(replies_.at("--region"));
        return local;
    }

    void named_machine(const Gpu& gpu, const CloudModel& cloud) {
        const int gpus =
            has("--gpus")
                ? static_cast<int>(number_of("--gpus", replies_.at("--gpus"), {1.0, 1024.0, false, true}))
                : 1;
        const auto put = [&](const OpenModel& model) {
            Json& local = machine(gpu, gpus, model);
            if (yes("--owned")) local["hardware"]["gpu"]["unit_price"] = 0;
            if (has("--gpu-price"))
                local["hardware"]["gpu"]["unit_price"] =
                    amount(number_of("--gpu-price", replies_.at("--gpu-price"), bounds::amount));
        };
        if (!yes("--owned") && !has("--gpu-price") && !gpu.price)
            fail("--gpu: no price of " + gpu.fact.id +
                 " is known; --gpu-price N states it, --owned is one that is there");
        if (has("--model")) return put(open_reply(replies_.at("--model")));
        for (const OpenModel& model : models_for(gpu, gpus, cloud)) {
            put(model);
            if (!load_profile(text(), {}, catalogue()).value) continue;
            notes_.push_back(model.fact.id + " runs at home: " +
                             (model.fact.id == cloud.open_model ? "the cloud model's own weights"
                                                                : "the largest that fits " + gpu.fact.id) +
                             "; --model names another");
            return;
        }
        fail("--gpu: no open model of the catalogue is known to run on " + gpu.fact.id +
             "; --model names one");
    }

    // Prefers the cloud model's own weights.
    std::vector<OpenModel> models_for(const Gpu& gpu, int gpus, const CloudModel& cloud) const {
        ThroughputSetup setup;
        setup.gpu = gpu;
        setup.gpus = gpus;
        const double bits = find_entry(catalogue().quantizations(), usual_bits).value().bits_per_weight;
        std::vector<OpenModel> all =
            models_to_start_with(catalogue().open_models(), bits, estimate_throughput(setup).usable_gib,
                                 use_.input_tokens_per_request + use_.output_tokens_per_request);
        if (auto own = find_entry(catalogue().open_models(), cloud.open_model);
            own && !cloud.open_model.empty())
            all.insert(all.begin(), *own);
        return all;
    }

    void cheapest_machine(const CloudModel& cloud) {
        const auto own = find_entry(catalogue().open_models(), cloud.open_model);
        const bool same = own && has_shape(*own) && !cloud.open_model.empty();
        const OpenModel model = has("--model") ? open_reply(replies_.at("--model"))
                                : same         ? *own
                                               : open_reply(usual_model);
        MachineArguments asked;
        asked.model = model.fact.id;
        asked.region = replies_.at("--region");
        const Profile so_far = load(text(), std::vector<Override>{});
        SizingQuestion question = sizing_question(so_far, asked);
        question.scenario.requirements.data_stays_on_premises = true;  // only owned machines
        const Sizing sizing = size_machines(question, catalogue().gpus(), catalogue().measured_points(),
                                            catalogue().quantizations(), catalogue().format_support());
        if (sizing.machines.empty())
            fail("--gpu none: no machine of the catalogue serves " + model.fact.id +
                 " at this volume; --model names another, `aicost size` says why");
        const Machine& best = sizing.machines.front();
        Json& local = machine(best.gpu, best.gpus, model);
        local["units"] = "auto";
        if (best.host) {
            local["hardware"]["computer"]["unit_price"] = amount(best.host->price.dollars());
            root_["sources"]["local.hardware.computer"] = {{"source", best.host->price_source},
                                                           {"as_of", best.host->price_as_of}};
        }
        notes_.push_back(best.gpu.fact.id + " with " + model.fact.id +
                         ": the cheapest machine of the catalogue that serves " +
                         (has("--model") ? "it"
                          : same         ? "the cloud model's own weights"
                                         : "the usual small model") +
                         "; --gpu and --model name others");
    }

    std::string file_;
    const Replies& replies_;
    Use use_;
    Json root_ = Json::object();
    std::vector<std::string> notes_;
};

}  // namespace

void check_reply(const std::string& flag, const std::string& value) {
    if (flag == "--cloud") static_cast<void>(cloud_reply(value));
    if (flag == "--use") static_cast<void>(named_use(value));
    if (flag == "--gpu" && value != "none") static_cast<void>(gpu_reply(value));
    if (flag == "--region") static_cast<void>(region_reply(value));
    for (const char* volume : volume_flags) {
        if (flag == volume) static_cast<void>(number_of(flag, value, bounds::positive));
    }
}

StartProfile start_profile(const std::string& file, const Replies& replies) {
    return ProfileWriter(file, replies).profile();
}

}  // namespace aicost

#include "aicost/sizing.hpp"

#include <algorithm>
#include <map>

#include "aicost/profile.hpp"
#include "engine/scenarios.hpp"

namespace sizing_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

// 16 GiB, of which 15.6 can be used; 500 GB/s; 50 TFLOPS. One request at a time draws 119 W of its 200.
Gpu card(double price = 1000, double gib = 16) {
    Gpu gpu;
    gpu.fact.id = "card";
    gpu.kind = "card";
    gpu.memory_kind = "gddr";
    gpu.memory_gib = gib;
    gpu.bandwidth_gb_s = 500;
    gpu.fp16_tflops = 50;
    gpu.load_watts = watts(200);
    gpu.idle_watts = watts(20);
    gpu.price = Usd(money(price));
    return gpu;
}

// 10·10^9 parameters: at 8 bits 10^10 bytes; no KV cache to speak of.
SizingQuestion question(double tokens_per_day = 1e6) {
    SizingQuestion asked;
    asked.scenario.horizon_months = 12;
    asked.scenario.workload.tokens_per_day = tokens(tokens_per_day);
    asked.scenario.workload.input_tokens_per_request = tokens(1000);
    asked.scenario.workload.output_tokens_per_request = tokens(100);
    asked.bought.electricity.emplace();
    asked.bought.electricity->price_per_kwh = per_kwh(0.5);
    asked.model.fact.id = "model";
    asked.model.params_b = asked.model.active_params_b = 10;
    asked.format.fact.id = "eight";
    asked.format.bits_per_weight = 8;
    asked.model.kv_elements_per_token = 0;
    return asked;
}

// Of one card with that model.
ThroughputEstimate card_rates() {
    const SizingQuestion asked = question();
    return estimate_throughput(
        {card(), 1, asked.model, asked.format, "llama.cpp", {}, tokens(1000), tokens(100)});
}

Sizing size(const SizingQuestion& asked, const std::vector<Gpu>& gpus) {
    return size_machines(asked, gpus, {}, {asked.format});
}

}  // namespace

TEST_CASE("one machine, worked by hand") {
    const Sizing sizing = size(question(), {card()});
    REQUIRE(sizing.machines.size() == 1);
    const Machine& machine = sizing.machines[0];
    CHECK(machine.id == "card");
    CHECK(machine.gpus == 1);
    CHECK(sizing.weights_gib == near(1e10 / (1024.0 * 1024 * 1024)));
    const double prefill = card_rates().prefill->value(), decode = card_rates().decode->value();
    CHECK(machine.rates.prefill->value() == near(prefill));
    CHECK(machine.rates.decode->value() == near(decode));
    CHECK(machine.first_token->value() * 3600 == near(1000.0 / prefill));
    CHECK(machine.speed.value() == near(decode));
    // output share 100/1100: busy seconds = 10^6·(10/11/prefill + 1/11/decode)
    const double busy_hours = 1e6 * (10.0 / 11 / prefill + 1.0 / 11 / decode) / 3600;
    CHECK(machine.busy == near(busy_hours / 24));
    const double kwh = 12 * 30 * (0.119 * busy_hours + 0.02 * (24 - busy_hours));
    CHECK(sizing.comparison.options[0].total.value() == near(1000 + 0.5 * kwh));
    CHECK(sizing.comparison.options[0].units == 1);
}

TEST_CASE("what is too large for one card is put on as many as hold it") {
    SizingQuestion asked = question();
    asked.model.params_b = asked.model.active_params_b = 35;  // 32.6 GiB: three of 15.6
    const Sizing sizing = size(asked, {card()});
    REQUIRE(sizing.machines.size() == 1);
    CHECK(sizing.machines[0].gpus == 3);
    CHECK(gpus_to_hold(asked, card()) == 3);
    CHECK(sizing.comparison.options[0].upfront == money(3000));

    asked.gpus = 2;
    const Sizing two = size(asked, {card()});
    CHECK(two.machines.empty());
    REQUIRE(two.unfit.size() == 1);
    CHECK(two.unfit[0].why == Unfit::Why::does_not_fit);
    CHECK(two.unfit[0].gpus_needed == 3);
    CHECK(two.unfit[0].got == near(2 * 15.6));

    asked.gpus = {};
    Gpu computer = card();
    computer.kind = "computer";
    const Sizing whole = size(asked, {computer});
    REQUIRE(whole.unfit.size() == 1);
    CHECK_FALSE(whole.unfit[0].gpus_needed);
}

TEST_CASE("servers that split tensors have GPUs in powers of two") {
    SizingQuestion asked = question();
    asked.model.params_b = asked.model.active_params_b = 30;
    asked.engine = "vllm";
    const Sizing sizing = size(asked, {card()});
    REQUIRE(sizing.machines.size() == 1);
    CHECK((sizing.machines[0].gpus == 4 || sizing.machines[0].gpus == 8));
}

TEST_CASE("as many machines as the busiest month needs") {
    const Sizing sizing = size(question(60e6), {card()});
    const double prefill = card_rates().prefill->value(), decode = card_rates().decode->value();
    const double busy = 60e6 * (10.0 / 11 / prefill + 1.0 / 11 / decode) / 3600 / 24;
    CHECK(sizing.comparison.options[0].units == std::ceil(busy / 0.8));
    CHECK(sizing.machines[0].busy == near(busy / std::ceil(busy / 0.8)));
}

TEST_CASE("each limit leaves machines out, and says by how much") {
    using Why = Unfit::Why;
    const auto fault = [](const SizingQuestion& asked, const Gpu& gpu) {
        const Sizing sizing = size(asked, {gpu});
        REQUIRE(sizing.machines.empty());
        REQUIRE(sizing.unfit.size() == 1);
        return sizing.unfit[0];
    };
    SizingQuestion asked = question(60e6);
    asked.max_machines = 1;
    CHECK(fault(asked, card()).why == Why::too_many_machines);
    CHECK(fault(asked, card()).needed >= 2);
    asked = question();
    asked.first_token = seconds(0.1);
    CHECK(fault(asked, card()).why == Why::first_token_late);
    CHECK(fault(asked, card()).got == Approx(1000.0 / card_rates().prefill->value()));  // nobody waits
    asked = question();
    asked.min_speed = tokens_per_second(100);
    CHECK(fault(asked, card()).why == Why::too_slow);
    CHECK(fault(asked, card()).got == near(card_rates().decode->value()));
    asked = question();
    Gpu unknown = card();
    unknown.fp16_tflops.reset();
    CHECK(fault(asked, unknown).why == Why::no_compute);
    Gpu unpriced = card();
    unpriced.price.reset();
    CHECK(fault(asked, unpriced).why == Why::no_price);
    unpriced.rent_per_hour = Usd(per_hour(0.5));
    asked.scenario.requirements.data_stays_on_premises = true;
    CHECK(fault(asked, unpriced).why == Why::barred);
    asked.scenario.requirements.data_stays_on_premises = false;
    const Sizing rented = size(asked, {unpriced});
    REQUIRE(rented.machines.size() == 1);
    CHECK(rented.machines[0].id == "card");
    CHECK(rented.comparison.options[0].total == money(0.5 * 24 * 30 * 12));
    asked.gpus = 2;
    Gpu computer = card();
    computer.kind = "computer";
    CHECK(fault(asked, computer).why == Why::not_several);
}

namespace {

double first_token_of(const Sizing& sizing) {
    const Machine& one = sizing.machines.at(0);
    return (*one.first_token + one.wait.value_or(Duration())).value() * 3600;
}
double speed_at(const Sizing& sizing) { return sizing.machines.at(0).speed.value(); }
SizingQuestion with_fewer(SizingQuestion asked, double machines) {
    asked.first_token.reset();
    asked.min_speed.reset();
    asked.bought.machines.min_units = machines - 1;
    return asked;
}

}  // namespace

TEST_CASE("as many machines as keep to a limit, and not one more") {
    int tried = 0;
    for (const char* engine : {"llama.cpp", "vllm"}) {
        for (const double volume : {5e6, 60e6, 400e6, 2e9}) {
            CAPTURE(engine, volume);
            SizingQuestion asked = question(volume);
            asked.engine = engine;
            asked.gpus = 1;
            const Sizing plain = size(asked, {card()});
            const double reading = plain.machines[0].first_token->value() * 3600;
            CHECK(plain.machines[0].for_load == plain.comparison.options[0].units);
            if (first_token_of(plain) < reading * 1.001) continue;  // nobody waits
            ++tried;
            asked.first_token = seconds((reading + first_token_of(plain)) / 2);
            const Sizing prompt = size(asked, {card()});
            const double machines = prompt.comparison.options[0].units.value();
            CHECK(machines > plain.comparison.options[0].units);
            CHECK(prompt.machines[0].for_load == plain.machines[0].for_load);
            CHECK(first_token_of(prompt) <= asked.first_token->value() * 3600 + 1e-9);
            const Sizing fewer = size(with_fewer(asked, machines), {card()});
            CHECK(fewer.comparison.options[0].units == machines - 1);
            CHECK(first_token_of(fewer) > asked.first_token->value() * 3600);
        }
    }
    CHECK(tried >= 4);
}

TEST_CASE("requests are fewer in a batch where more machines share them") {
    SizingQuestion asked = question(400e6);
    asked.engine = "vllm";
    asked.gpus = 1;
    const Sizing plain = size(asked, {card()});
    const double alone = plain.machines[0].rates.estimate.decode_alone->value();
    REQUIRE(speed_at(plain) < alone);
    asked.min_speed = tokens_per_second((speed_at(plain) + alone) / 2);
    const Sizing fast = size(asked, {card()});
    const double machines = fast.comparison.options[0].units.value();
    CHECK(machines > plain.comparison.options[0].units);
    CHECK(speed_at(fast) >= asked.min_speed->value());
    CHECK(speed_at(size(with_fewer(asked, machines), {card()})) < asked.min_speed->value());
    CHECK(fast.comparison.options[0].total > plain.comparison.options[0].total);

    asked.max_machines = machines - 1;
    const Sizing none = size(asked, {card()});
    REQUIRE(none.unfit.size() == 1);
    CHECK(none.unfit[0].why == Unfit::Why::too_many_machines);
    CHECK(none.unfit[0].needed == machines);

    // of a spare machine no request has anything
    asked.max_machines.reset();
    asked.bought.machines.spare_units = 2;
    const Sizing spare = size(asked, {card()});
    CHECK(spare.comparison.options[0].units == machines + 2);
    CHECK(speed_at(spare) == near(speed_at(fast)));
    CHECK(first_token_of(spare) == near(first_token_of(fast)));

    asked.min_speed = tokens_per_second(alone * 1.01);
    const Sizing never = size(asked, {card()});
    REQUIRE(never.unfit.size() == 1);
    CHECK(never.unfit[0].why == Unfit::Why::too_slow);
    CHECK(never.unfit[0].got == Approx(alone).epsilon(1e-3));
}

TEST_CASE("the computer around a card is paid and powered; a whole computer is its own") {
    SizingQuestion asked = question(0);
    asked.host_price = money(500);
    asked.host_watts = watts(80);
    Gpu computer = card();
    computer.kind = "computer";
    computer.fact.id = "computer";
    const Sizing sizing = size(asked, {card(), computer});
    REQUIRE(sizing.machines.size() == 2);
    CHECK(sizing.machines[0].id == "computer");
    CHECK(sizing.comparison.options[0].total.value() == near(1000 + 0.02 * 24 * 360 * 0.5));
    CHECK(sizing.comparison.options[1].total.value() == near(1500 + 0.1 * 24 * 360 * 0.5));
}

namespace {

Host host(const char* id, int max, double price, double idle, double load) {
    Host one;
    one.fact.id = id;
    one.around = {"card"};
    one.most_gpus = max;
    one.price = Usd(money(price));
    one.idle_watts = watts(idle);
    one.load_watts = watts(load);
    return one;
}

}  // namespace

TEST_CASE("cards go into the first computer that takes so many, at its price and watts") {
    SizingQuestion asked = question(0);
    asked.scenario.usd_rate = 2;
    asked.hosts = {host("small", 1, 300, 40, 60), host("large", 2, 700, 50, 80)};
    const Sizing one = size(asked, {card()});
    REQUIRE(one.machines.size() == 1);
    CHECK(one.machines[0].host->fact.id == "small");
    CHECK(one.comparison.options[0].upfront.value() == near(2 * (1000 + 300)));
    CHECK(one.comparison.options[0].total.value() == near(2600 + (0.02 + 0.04) * 24 * 360 * 0.5));

    asked.model.params_b = asked.model.active_params_b = 20;  // two cards
    const Sizing two = size(asked, {card()});
    REQUIRE(two.machines.size() == 1);
    CHECK(two.machines[0].host->fact.id == "large");
    CHECK(two.comparison.options[0].upfront.value() == near(2 * (2000 + 700)));

    asked.host_price = money(100);  // in the profile's currency
    asked.host_watts = watts(10);
    const Sizing stated = size(asked, {card()});
    CHECK(stated.comparison.options[0].upfront.value() == near(2 * 2000 + 100));
    CHECK(stated.comparison.options[0].total.value() == near(4100 + 0.05 * 24 * 360 * 0.5));
}

TEST_CASE("what no computer takes is not bought, unless the computer is stated") {
    using Why = Unfit::Why;
    SizingQuestion asked = question(0);
    asked.hosts = {host("large", 2, 700, 50, 80)};
    asked.model.params_b = asked.model.active_params_b = 35;  // three cards
    Sizing sizing = size(asked, {card()});
    REQUIRE(sizing.unfit.size() == 1);
    CHECK(sizing.unfit[0].why == Why::does_not_fit);
    CHECK(sizing.unfit[0].gpus == 2);
    asked.gpus = 3;
    sizing = size(asked, {card()});
    REQUIRE(sizing.unfit.size() == 1);
    CHECK(sizing.unfit[0].why == Why::no_host);
    asked.host_price = money(1500);
    CHECK(size(asked, {card()}).machines.size() == 1);
}

TEST_CASE("no machine is named that can not be built, over the whole catalogue") {
    const auto all = Catalogue::built_in().gpus();
    SizingQuestion asked = question(20e6);
    asked.hosts = Catalogue::built_in().hosts();
    asked.engine = "vllm";
    asked.model = find_entry(Catalogue::built_in().open_models(), "gpt-oss-120b").value();
    asked.format = find_entry(Catalogue::built_in().quantizations(), "mxfp4").value();
    const Sizing sizing =
        size_machines(asked, all, Catalogue::built_in().measured_points(),
                      Catalogue::built_in().quantizations(), Catalogue::built_in().format_support());
    REQUIRE(!sizing.machines.empty());
    for (const Machine& machine : sizing.machines) {
        CAPTURE(machine.id, machine.gpus);
        const std::string& kind = machine.gpu.kind;
        if (kind == "computer" || kind == "server") CHECK(machine.gpus == 1);
        if (kind == "card") CHECK(machine.gpus <= 4);
        if (kind == "server module" && !machine.rented) CHECK(machine.gpus == 8);
        if (machine.rented) continue;
        CHECK(machine.host.has_value() == (kind != "computer" && kind != "server"));
        const bool in_a_server = std::any_of(all.begin(), all.end(), [&](const Gpu& one) {
            return one.holds == machine.gpu.fact.id && one.price;
        });
        CHECK_FALSE(in_a_server);
    }
}

TEST_CASE("watts by load: a card's limit is not what decoding draws") {
    Gpu gpu = card();
    CHECK(power_of(gpu, 1, 1)->load.value() == near(20 + 180 * 0.55));
    CHECK(power_of(gpu, 2, 8)->load.value() == near(2 * (20 + 180 * 0.55)));
    CHECK(power_of(gpu, 1, 9)->load.value() == near(20 + 180 * 0.70));
    CHECK(power_of(gpu, 1, 63)->load.value() == near(20 + 180 * 0.70));
    CHECK(power_of(gpu, 1, 64)->load.value() == near(20 + 180 * 0.92));
    gpu.idle_watts.reset();
    CHECK(power_of(gpu, 1, 1)->idle.value() == near(30));
    gpu.load_watts_are = "measured";  // of a whole computer
    CHECK(power_of(gpu, 1, 1)->load.value() == near(200));
    gpu.load_watts.reset();
    CHECK_FALSE(power_of(gpu, 1, 1));
}

TEST_CASE("what the profile's machine costs besides its GPU is kept") {
    SizingQuestion asked = question(0);
    asked.scenario.usd_rate = 2;
    asked.bought.hardware = {{"gpu", {.quantity = 3, .unit_price = money(9)}},
                             {"rack", {.unit_price = money(100)}}};
    asked.bought.running.monthly_costs = {{"electricity", money(70)}, {"line", money(10)}};
    asked.bought.electricity->price_per_kwh = per_kwh(0);
    const Sizing sizing = size(asked, {card()});
    // the price of the catalogue is in dollars, the others in the profile's currency
    CHECK(sizing.comparison.options[0].total.value() == near(2 * 1000 + 100 + 12 * 10));
}

TEST_CASE("cost by utilisation: at 100 % all hours are busy, and each token is cheaper than at 5 %") {
    const Sizing sizing = size(question(), {card()});
    const double shares[] = {0.05, 0.25, 0.5, 1.0};
    const auto costs = cost_at_utilizations(sizing, 0, shares);
    REQUIRE(costs.size() == 4);
    // 86,400 s a day over the busy seconds of a token
    const double full =
        86400 / (10.0 / 11 / card_rates().prefill->value() + 1.0 / 11 / card_rates().decode->value());
    const double marginal = 0.099 * 24 * 0.5 / full * 1e6;  // load less idle, for the hours of 10^6 tokens
    for (std::size_t i = 0; i < costs.size(); ++i) {
        CHECK(costs[i].tokens_per_day.value() == near(full * shares[i]));
        CHECK(costs[i].marginal.value() == Approx(marginal).epsilon(1e-6));
        const double fixed = 1000 + 0.02 * 24 * 360 * 0.5;
        const double mtok = full * shares[i] * 360 / 1e6;
        CHECK(costs[i].fully_loaded->value() == Approx(fixed / mtok + marginal).epsilon(1e-6));
    }
}

TEST_CASE("a machine's cost is what the same profile costs, for every GPU of the catalogue") {
    const std::vector<Gpu> all = Catalogue::built_in().gpus();
    SizingQuestion asked;
    asked.scenario.workload.tokens_per_day = tokens(3e6);
    asked.scenario.horizon_months = 36;
    asked.model = find_entry(Catalogue::built_in().open_models(), "llama-3-8b").value();
    asked.format = find_entry(Catalogue::built_in().quantizations(), "q4_k_m").value();
    asked.bought.electricity.emplace();
    asked.bought.electricity->price_per_kwh = per_kwh(0.3361);
    const Sizing sizing =
        size_machines(asked, all, Catalogue::built_in().measured_points(),
                      Catalogue::built_in().quantizations(), Catalogue::built_in().format_support());
    REQUIRE(sizing.machines.size() > 200);
    std::size_t measured = 0;
    for (std::size_t i = 0; i < sizing.machines.size(); ++i) {
        const Machine& machine = sizing.machines[i];
        CAPTURE(machine.id);
        if (machine.rates.measured_decode) ++measured;
        const std::string serving = R"("units": "auto", "serving": {"model": "llama-3-8b", "gpu": ")" +
                                    machine.gpu.fact.id + R"(", "gpus": )" + std::to_string(machine.gpus) +
                                    "}";
        const std::string option =
            machine.rented
                ? R"({"kind": "rented", "price_per_hour": )" +
                      std::to_string(machine.gpu.rent_per_hour->dollars() * machine.gpus) + ", " + serving +
                      "}"
                : R"({"kind": "owned", "hardware": {"gpu": {}}, "electricity": {"region": "us-ca"}, )" +
                      serving + "}";
        const Result<Profile> loaded = load_profile(
            {"p.json", R"({"horizon_months": 36, "workload": {"tokens_per_day": 3e6}, "options": {"it": )" +
                           option + "}}"},
            {});
        REQUIRE(loaded.value);
        const OptionResult it = evaluate(loaded->scenario).options[0];
        CHECK(sizing.comparison.options[i].total.value() == Approx(it.total.value()).epsilon(1e-9));
        CHECK(sizing.comparison.options[i].units == it.units);
    }
    CHECK(measured > 0);
}

TEST_CASE("the ranking is sorted, has each GPU once bought and once rented, and leaves none out") {
    const std::vector<Gpu> all = Catalogue::built_in().gpus();
    for (const char* model : {"llama-3.2-1b", "llama-3.3-70b", "deepseek-v3"}) {
        for (const char* engine : {"llama.cpp", "vllm"}) {
            CAPTURE(model, engine);
            SizingQuestion asked = question(1e7);
            asked.engine = engine;
            asked.model = find_entry(Catalogue::built_in().open_models(), model).value();
            asked.format = find_entry(Catalogue::built_in().quantizations(), "q4_k_m").value();
            const Sizing sizing =
                size_machines(asked, all, Catalogue::built_in().measured_points(),
                              Catalogue::built_in().quantizations(), Catalogue::built_in().format_support());
            CHECK(std::is_sorted(sizing.comparison.options.begin(), sizing.comparison.options.end(),
                                 [](const auto& a, const auto& b) { return a.npv < b.npv; }));
            std::map<std::string, int> seen;
            for (const Machine& machine : sizing.machines) CHECK(++seen[machine.id] == 1);
            for (const Unfit& unfit : sizing.unfit) CHECK(++seen[unfit.gpu.fact.id] == 1);
            for (const Gpu& gpu : all) CHECK(seen[gpu.fact.id] + seen[gpu.fact.id + "-rented"] >= 1);
            for (std::size_t i = 0; i < sizing.machines.size(); ++i) {
                CHECK(sizing.comparison.options[i].feasible);
                CHECK(sizing.machines[i].busy <= 0.8 + 1e-9);
                CHECK(sizing.machines[i].rates.estimate.fits);
            }
        }
    }
}

}  // namespace sizing_test

#include "aicost/ranking.hpp"

#include <cmath>
#include <map>

#include "catch.hpp"

namespace ranking_test {

using namespace aicost;

namespace {

const std::vector<CloudModel>& all_models() { return Catalogue::built_in().cloud_models(); }

Profile of_overrides(std::vector<Override> overrides) {
    auto loaded = load_profile(*built_in_profile("article"), overrides);
    REQUIRE(loaded.value.has_value());
    return std::move(*loaded);
}

Override cloud_of(const std::string& id) {
    return {"*.model",
            id,
            "--cloud",
            0,
            {"price_per_mtok", "price_per_1k", "input_per_mtok", "output_per_mtok", "cache_read_per_mtok",
             "cache_write_per_mtok", "cache_write_1h_per_mtok", "batch_discount", "long_context",
             "price_steps", "price_by_hour", "fee_per_request"}};
}

const std::vector<std::vector<Override>> workloads{
    {},
    {{"workload.cache_read_share", "60%"},
     {"workload.cache_write_share", "10%"},
     {"workload.batch_share", "50%"},
     {"discount_rate", "10%"}},
    {{"workload.input_tokens_per_request", "300k"},
     {"workload.output_tokens_per_request", "2k"},
     {"cloud.monthly_fee", "20"}},
    {{"workload.load_shape", "business_hours"},
     {"workload.utc_offset_hours", "2"},
     {"workload.active_days_per_week", "5"},
     {"workload.growth_per_month", "3%"},
     {"start", "2026-11"}},
    {{"cloud.batch_discount", "10%"}, {"workload.cache_read_share", "60%"}, {"workload.batch_share", "50%"}},
};

}  // namespace

TEST_CASE("a ranked model costs what --cloud says, whatever the workload") {
    for (const auto& overrides : workloads) {
        const Profile profile = of_overrides(overrides);
        const Ranking ranking = rank_models(profile, {"cloud"}, all_models());
        REQUIRE(ranking.ranked.size() > 100);
        CHECK(ranking.ranked.size() + ranking.left_out.size() == all_models().size());
        for (const RankedModel& one : ranking.ranked) {
            std::vector<Override> with{cloud_of(one.cost.id)};
            with.insert(with.end(), overrides.begin(), overrides.end());
            const Profile alone = of_overrides(with);
            const auto at = find_option(alone.scenario, "cloud").value();
            const OptionResult cost = evaluate(alone.scenario).options[at];
            INFO(one.cost.id);
            CHECK(one.cost.total.value() == cost.total.value());
            CHECK(one.cost.npv.value() == cost.npv.value());
            CHECK(one.cost.first_month.value() == cost.first_month.value());
            CHECK(one.cost.notes.size() == cost.notes.size());
        }
    }
}

TEST_CASE("the least first; twice the work costs twice as much, in the same order") {
    const Ranking once = rank_models(of_overrides({}), {"cloud"}, all_models());
    const Ranking twice =
        rank_models(of_overrides({{"workload.tokens_per_day", "1M"}}), {"cloud"}, all_models());
    REQUIRE(once.ranked.size() == twice.ranked.size());
    for (std::size_t i = 0; i < once.ranked.size(); ++i) {
        CHECK(once.ranked[i].cost.id == twice.ranked[i].cost.id);
        CHECK(std::abs(2.0 * once.ranked[i].cost.total.value() / twice.ranked[i].cost.total.value() - 1.0) <
              1e-12);
        if (i > 0) CHECK(once.ranked[i - 1].cost.npv <= once.ranked[i].cost.npv);
    }
}

TEST_CASE("what is left out has its reason, and nothing is lost") {
    std::vector<CloudModel> models{all_models().begin(), all_models().begin() + 8};
    for (CloudModel& one : models) {
        one.status = "current";
        one.context_tokens = 1e6;
        one.open_model.clear();
    }
    models[0].status = "retired";
    models[1].context_tokens = 100.0;
    models[2].context_tokens.reset();
    models[3].input_per_mtok = models[3].output_per_mtok = Usd<TokenPrice>(0.0);
    models[4].input_per_mtok = Usd<TokenPrice>(0.0);
    models[5].output_per_mtok = Usd<TokenPrice>(0.0);
    models[6].fact.as_of = "2001-01-01";
    RankQuestion question{"cloud", 1000.0};
    question.oldest_price = "2020-01-01";
    const Profile profile = of_overrides({});
    const Ranking ranking = rank_models(profile, question, models);
    using Why = LeftOutWhy;
    const std::vector<Why> expected{Why::retired,        Why::context_too_short, Why::context_not_known,
                                    Why::free_of_charge, Why::input_not_priced,  Why::output_not_priced,
                                    Why::price_too_old};
    REQUIRE(ranking.left_out.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(ranking.left_out[i].model == i);
        CHECK(name_of(ranking.left_out[i].why) == name_of(expected[i]));
    }
    CHECK(ranking.ranked.size() == 1);
    const Profile at_home = of_overrides({{"requirements.data_stays_on_premises", "true"}});
    const Ranking barred = rank_models(at_home, {"cloud"}, all_models());
    CHECK(barred.ranked.empty());
    CHECK(name_of(barred.left_out.back().why) == "barred");
}

}  // namespace ranking_test

// The profiles that the program carries with it: they load, and every figure of theirs says where it is from.
#include "aicost/evaluate.hpp"
#include "aicost/profile.hpp"
#include "catch.hpp"

namespace built_in_profiles_test {

using namespace aicost;

namespace {

Profile built_in(std::string_view name) {
    auto loaded = load_profile(*built_in_profile(name), {});
    for (const Fault& fault : loaded.faults) UNSCOPED_INFO(to_text(fault));
    REQUIRE(loaded.value);
    return std::move(*loaded);
}

}  // namespace

TEST_CASE("every built-in profile loads, has a winner and usage levels", "[profile]") {
    REQUIRE(built_in_profiles().size() >= 4);
    for (const std::string_view name : built_in_profiles()) {
        INFO(name);
        const Profile profile = built_in(name);
        CHECK(profile.name == name);
        CHECK_FALSE(profile.description.empty());
        CHECK(profile.usage_levels.size() >= 3);
        CHECK(profile.origin("usage_levels").source != "");
        CHECK(evaluate(profile.scenario).winner);
        CHECK(profile.text.text.find('"' + std::string(profile_schema_name) + '"') != std::string::npos);
    }
}

TEST_CASE("every number of a built-in option has a source", "[profile]") {
    int numbers = 0;
    for (const std::string_view name : built_in_profiles()) {
        Profile profile = built_in(name);
        for (const Parameter& parameter : all_parameters(profile.scenario)) {
            const std::string path = parameter.path();
            const Origin origin = profile.origin(path);
            const bool of_the_article =
                name == "article" && path.find("local.") != 0 && path.find("cloud.") != 0;
            if (origin.kind != Origin::Kind::profile || of_the_article) continue;
            INFO(name << ": " << path);
            CHECK_FALSE(origin.source.empty());
            // what was looked up has a date, what was not is called an assumption
            const bool assumed = origin.source.find("assumption") != std::string::npos;
            const bool derived = origin.source.find("as local") == 0;
            if (name != "article") CHECK((assumed || derived || !origin.as_of.empty()));
            ++numbers;
        }
    }
    CHECK(numbers > 70);
}

TEST_CASE("every source is that of something in the profile", "[profile]") {
    for (const std::string_view name : built_in_profiles()) {
        const Profile profile = built_in(name);
        for (const SourceNote& note : profile.sources) {
            INFO(name << ": sources." << note.path);
            CHECK(profile.origin(note.path).line > 0);
        }
    }
}

}  // namespace built_in_profiles_test

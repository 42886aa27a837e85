// Measured speeds: refused with words, or rates that a profile takes. The reader is that of the input, or the
// one that --reader names.
#include "harness.hpp"
#include "usage/measure.hpp"
#include "usage/measure/formats.hpp"
#include "usage/measure/objects.hpp"

using namespace aicost;
using fuzz::expect;

namespace {

const measuring::Format* chosen = nullptr;
const measuring::TextForm* chosen_text = nullptr;

void expect_sane(const Measurement& measured) {
    for (const auto& rate : {measured.input_tokens_per_second, measured.output_tokens_per_second})
        expect(!rate || (std::isfinite(*rate) && *rate > 0.0), "a rate is above 0");
}

// One reader alone, whatever the others make of the text.
void read_with_chosen(std::string_view text) {
    try {
        measuring::Rows rows;
        if (chosen_text != nullptr) {
            rows = chosen_text->rows_of(text);
            for (const measuring::Json& row : rows)
                expect(measuring::format_of(row) != nullptr, "the row of a text is one of a format");
            return;
        }
        for (measuring::Json& row : measuring::objects_of(text).rows)
            if (chosen->fits(row)) rows.push_back(std::move(row));
        if (!rows.empty()) expect_sane(chosen->read(rows));
    } catch (const measuring::Wrong& wrong) {
        expect(!wrong.what.empty(), "a refusal says why");
    } catch (const measuring::Json::exception&) {
        return;  // measure() says so
    }
}

void measure_as_the_program(std::string_view text) {
    const Measurement measured = measure(text);
    if (!measured.problem.empty()) return;
    expect(measured.input_tokens_per_second || measured.output_tokens_per_second, "something was measured");
    expect(!measured.kind.empty() && !measured.tests.empty(), "a measurement has tests");
    expect_sane(measured);
    static const ProfileText base = built_in_profile("article").value();
    const ServingProfile profile = profile_with_serving(base.text, measured, "");
    expect(profile.problem.empty(), "the article's profile takes a measurement: " + profile.problem);
    if (measured.input_tokens_per_second && measured.output_tokens_per_second) {
        const Result<Profile> loaded = load_profile({"measured.json", profile.text}, {});
        expect(loaded.value.has_value(),
               "a profile with a measurement is a profile" +
                   (loaded.faults.empty() ? "" : ": " + to_text(loaded.faults.front())));
    }
}

}  // namespace

std::vector<std::string> all_readers();

extern "C" int LLVMFuzzerInitialize(int* count, char*** words) {
    std::vector<std::string> names;
    for (const std::string& name : all_readers()) names.push_back(fuzz::flag_name(name));
    const std::string name = fuzz::chosen_reader(count, words, names);
    for (const measuring::Format* format : measuring::formats())
        if (fuzz::flag_name(format->name) == name) chosen = format;
    for (const measuring::TextForm* form : measuring::text_forms())
        if (fuzz::flag_name(form->name) == name) chosen_text = form;
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    if (chosen != nullptr || chosen_text != nullptr) {
        read_with_chosen(text);
    } else {
        measure_as_the_program(text);
    }
    return 0;
}

// For replay.cpp: an input of every reader stands in the corpus.
std::string reader_of(std::string_view text) {
    try {
        for (const measuring::Json& row : measuring::objects_of(text).rows)
            if (const auto* format = measuring::format_of(row)) return std::string(format->name);
        for (const measuring::TextForm* form : measuring::text_forms())
            if (!form->rows_of(text).empty()) return std::string(form->name);
    } catch (const measuring::Wrong&) {
        return {};
    } catch (const measuring::Json::exception&) {
        return {};
    }
    return {};
}
std::vector<std::string> all_readers() {
    std::vector<std::string> names;
    for (const measuring::Format* format : measuring::formats())
        if (format != &measuring::mlperf) names.emplace_back(format->name);  // a text alone
    for (const measuring::TextForm* form : measuring::text_forms()) names.emplace_back(form->name);
    return names;
}

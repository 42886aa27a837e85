#include "web/calculator/form.hpp"

#include <string_view>
#include <vector>

#include "aicost/profile.hpp"
#include "aicost/use.hpp"
#include "cli/program.hpp"
#include "report/html/markup.hpp"

namespace aicost::calculator {

namespace {

using html::escaped;

struct Choice {
    std::string value, text;
};

enum class Kind { text, number, select, list };

// A field of the form: `name` is its flag without the dashes, if it has one.
struct Field {
    std::string_view name, label, about, usual;
    Kind kind = Kind::text;
    std::vector<Choice> choices = {};
};

std::string options(const std::vector<Choice>& choices, std::string_view chosen) {
    std::string out;
    for (const auto& [value, text] : choices) {
        out += "<option value=\"" + escaped(value) + "\"" + (value == chosen ? " selected" : "") + ">" +
               escaped(text) + "</option>";
    }
    return out;
}

std::string input(const Field& field) {
    const std::string name(field.name), id = "start-" + name;
    const std::string about = field.about.empty() ? "" : " " + id + "-about";
    const std::string common =
        " id=\"" + id + "\" name=\"" + name + "\" aria-describedby=\"" + id + "-fault" + about + "\"";
    if (field.kind == Kind::select)
        return "<select" + common + ">" + options(field.choices, field.usual) + "</select>";
    std::string out = "<input type=\"text\"" + common + " value=\"" + escaped(field.usual) +
                      "\" autocomplete=\"off\" spellcheck=\"false\"";
    if (field.kind == Kind::number) out += " inputmode=\"decimal\"";
    if (field.kind != Kind::list) return out + ">";
    out += " list=\"" + id + "-all\"><datalist id=\"" + id + "-all\">";
    for (const auto& [value, text] : field.choices)
        out += "<option value=\"" + escaped(value) + "\">" + escaped(text) + "</option>";
    return out + "</datalist>";
}

std::string row(const Field& field) {
    const std::string id = "start-" + std::string(field.name);
    return "<div class=\"ask\"><label for=\"" + id + "\">" + escaped(field.label) + "</label>" +
           input(field) +
           (field.about.empty()
                ? ""
                : "<p class=\"about\" id=\"" + id + "-about\">" + escaped(field.about) + "</p>") +
           "<p class=\"wrong\" id=\"" + id + "-fault\"></p></div>\n";
}

std::string checkbox(std::string_view name, std::string_view label) {
    const std::string id = "start-" + std::string(name);
    return "<p class=\"ask\"><label class=\"check\"><input type=\"checkbox\" id=\"" + id + "\" name=\"" +
           std::string(name) + "\"> " + escaped(label) + "</label></p>\n";
}

std::string question(std::string_view text, const std::string& rows) {
    return "<fieldset><legend>" + escaped(text) + "</legend>\n" + rows + "</fieldset>\n";
}

// The catalogue's ids, with names unless they only repeat the id.
template <class Entry>
std::vector<Choice> ids(const std::vector<Entry>& entries) {
    std::vector<Choice> all;
    all.reserve(entries.size());
    for (const Entry& entry : entries)
        all.push_back({entry.fact.id, entry.fact.name == entry.fact.id ? "" : entry.fact.name});
    return all;
}

std::vector<Choice> machines() {
    std::vector<Choice> all = ids(catalogue().gpus());
    all.insert(all.begin(), {"none", "none yet: the cheapest that serves"});
    return all;
}

std::vector<Choice> purposes() {
    std::vector<Choice> all;
    all.reserve(uses().size());
    for (const Use& use : uses()) all.push_back({use.fact.id, use.fact.name});
    return all;
}

std::string questions() {
    const std::vector<Choice> volumes{{"tokens-per-month", "tokens a month"},
                                      {"tokens-per-day", "tokens a day"},
                                      {"monthly-bill", "dollars a month, of the cloud model"},
                                      {"users", "people"}};
    return question(
               "1. How much do you use?",
               row({"volume", "Amount", "60M is 60 million, 20K twenty thousand.", "60M", Kind::number}) +
                   row({"volume-of", "Of what", "", "tokens-per-month", Kind::select, volumes}) +
                   row({"requests-per-user-hour", "Requests of each in an hour of work",
                        "Of people alone. Empty: what is usual for the purpose.", "", Kind::number})) +
           question("2. Which cloud model?",
                    row({"cloud", "Model", "An id of the catalogue, or part of one.", "openai/gpt-5-mini",
                         Kind::list, ids(catalogue().cloud_models())})) +
           question("3. What for?", row({"use", "Purpose", "", "chat", Kind::select, purposes()})) +
           question("4. On which machine?",
                    row({"gpu", "GPU or computer", "none: the cheapest of the catalogue that serves.", "none",
                         Kind::list, machines()}) +
                        checkbox("owned", "It is there already") +
                        row({"gpus", "How many", "Empty: 1.", "", Kind::number}) +
                        row({"gpu-price", "Price of each, in dollars", "Empty: the catalogue's.", "",
                             Kind::number}) +
                        row({"model", "Open model that it runs", "Empty: the largest that fits.", "",
                             Kind::list, ids(catalogue().open_models())})) +
           question("5. Where, and for how long?",
                    row({"region", "Country, or state of the US", "For the price of electricity.", "us",
                         Kind::list, ids(catalogue().electricity_regions())}) +
                        checkbox("data-stays-on-premises", "No data may leave the house") +
                        row({"months", "Months to look ahead", "Empty: 24.", "", Kind::number}));
}

}  // namespace

std::string form() {
    std::vector<Choice> profiles;
    for (const std::string_view name : built_in_profiles()) {
        const Profile profile = load(*built_in_profile(name), std::vector<Override>{});
        profiles.push_back({std::string(name), std::string(name) + ": " + profile.description});
    }
    return "<header id=\"calculator\">\n"
           "<p class=\"site\"><strong>aicost</strong> What a language model costs: on a machine of your "
           "own, rented, or by a cloud API.</p>\n"
           "<noscript><p>Without a script this page is a report of one example.</p></noscript>\n"
           "<div id=\"controls\" hidden>\n"
           "<div class=\"bar\"><div class=\"ask\"><label for=\"example\">An example</label><select "
           "id=\"example\">" +
           options(profiles, profiles.front().value) +
           "</select></div>\n<div class=\"ask\"><label for=\"open\">Or a profile of your own</label><input "
           "type=\"file\" id=\"open\" accept=\".json,application/json\"></div></div>\n"
           "<details id=\"own\"><summary>Or five questions about your own case</summary>\n"
           "<form id=\"start\" novalidate aria-label=\"Five questions about your own case\">\n" +
           questions() +
           "<p class=\"tools\"><button type=\"submit\">Show the answer</button></p>\n</form></details>\n"
           "<p class=\"fault\" id=\"calculator-fault\" role=\"alert\" hidden></p>\n"
           "<p class=\"said\" id=\"calculator-said\" role=\"status\"></p>\n"
           "<div class=\"tools\" role=\"group\" aria-label=\"What to show\"><button type=\"button\" "
           "id=\"show-report\" aria-pressed=\"true\">The report</button><button type=\"button\" "
           "id=\"show-rank\" aria-pressed=\"false\">Every cloud model, the cheapest first</button></div>\n"
           "<ul class=\"notes\" id=\"chosen\" aria-label=\"Chosen for you\" hidden></ul>\n"
           "</div>\n</header>\n";
}

}  // namespace aicost::calculator

#include "cli/catalog_import.hpp"

#include <sys/stat.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>

#include "aicost/price_feed.hpp"
#include "catalogue/own_store.hpp"
#include "catalogue/user_catalogue.hpp"
#include "cli/catalog_arguments.hpp"
#include "cli/program.hpp"
#include "cli/terminal.hpp"
#include "cli/yaml_text.hpp"
#include "report/view/import_view.hpp"
#include "system/helper.hpp"
#include "system/one_piece.hpp"
#include "text/day.hpp"
#include "text/value.hpp"
#include "usage/byte_source.hpp"

namespace aicost {

namespace {

constexpr std::size_t largest_feed = std::size_t{128} << 20U;

class BytesInMemory : public usage::ByteSource {
public:
    explicit BytesInMemory(std::string bytes) : bytes_(std::move(bytes)) {}
    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    std::string take() { return std::move(bytes_); }
    std::size_t read(char* to, std::size_t size) override {
        const std::size_t count = bytes_.copy(to, size, at_);
        at_ += count;
        return count;
    }

private:
    std::string bytes_;
    std::size_t at_ = 0;
};

// Decompresses gzip and zstd.
std::string unpacked(std::string bytes, const std::string& name) {
    using namespace usage;
    std::unique_ptr<ByteSource> source = std::make_unique<BytesInMemory>(std::move(bytes));
    const std::string_view head = static_cast<BytesInMemory&>(*source).bytes();
    if (looks_like_gzip(head)) {
        source = gzip_source(std::move(source));
    } else if (looks_like_zstd(head)) {
        source = zstd_source(std::move(source));
    } else {
        return static_cast<BytesInMemory&>(*source).take();
    }
    std::string text;
    std::array<char, 65536> buffer{};
    while (const std::size_t size = source->read(buffer.data(), buffer.size())) {
        text.append(buffer.data(), size);
        if (text.size() > largest_feed)
            fail(name + ": is more than " + std::to_string(largest_feed >> 20U) +
                 " MiB unpacked, too much for a price feed");
    }
    if (!source->problem().empty()) fail(name + ": " + source->problem());
    return text;
}

// "CNY=0.14"
std::map<std::string, double> rates_in(const std::vector<std::string>& words) {
    std::map<std::string, double> rates;
    for (const std::string& word : words) {
        const auto equals = word.find('=');
        const auto rate = equals == std::string::npos ? std::nullopt : parse_value(word.substr(equals + 1));
        if (!rate || !(*rate > 0.0) || equals == 0)
            fail("--rate: '" + word + "' is not CURRENCY=USD; for example --rate CNY=0.14");
        rates[word.substr(0, equals)] = *rate;
    }
    return rates;
}

// The day on which a file was last modified, in UTC; empty if it is not a file.
std::string written_on(const std::string& file) {
    struct stat status = {};
    if (file == "-" || ::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
    constexpr std::int64_t seconds_a_day = 86'400;
    return day_text(static_cast<int>(status.st_mtime / seconds_a_day));
}

// As people write it: relative to their home directory.
std::string shown(const std::string& file) {
    const char* home = std::getenv("HOME");
    const std::string start = home == nullptr ? "" : std::string(home) + "/";
    return start.size() > 1 && file.starts_with(start) ? "~/" + file.substr(start.size()) : file;
}

}  // namespace

std::string shown_file(const std::string& file) { return shown(file); }

Outcome import_feed(const Arguments& arguments) {
    if (arguments.words.size() != 2)
        fail(
            "`aicost catalog import` needs a file, or - for stdin; for example `aicost catalog import "
            "api.json "
            "--as-of 2026-11-01`");
    one_piece::open();
    Helper helper;
    // the built-in models, which those of a feed are compared with, while this thread reads the feed
    helper.begin([] { static_cast<void>(Catalogue::built_in().cloud_models()); });
    const std::string& file = arguments.words[1];
    const std::string name = file == "-" ? "<stdin>" : file;
    std::string text = unpacked(read_input(file, largest_feed, "price feed"), name);
    const auto& own = arguments.own.of<CatalogArguments>();
    ImportRequest request{name, text, arguments.as_of, own.provider, written_on(file)};
    if (!own.unit.empty()) {
        request.unit = own.unit;
        if (request.unit != "mtok" && request.unit != "1k" && request.unit != "token")
            fail("--unit: '" + request.unit + "' is not one of mtok, 1k, token");
    }
    request.rates = rates_in(own.rates);
    std::string as_json;
    if (looks_like_yaml(text)) {
        as_json = json_of_yaml(text, name);
        request.text = as_json;
    }
    if (catalogue().directory().empty())
        fail("there is no place for a user catalogue: neither XDG_DATA_HOME nor HOME is set; set one of them",
             Exit::bad_file);
    // hold the lock from reading to writing
    std::optional<CatalogueLock> lock;
    request.before_merge = [&] {
        for (std::string* read : {&text, &as_json}) std::string().swap(*read);
        if (!own.dry_run) lock.emplace(catalogue().directory());
    };
    const one_piece::Kept<ImportPlan> planned;
    ImportPlan& plan = *planned;
    try {
        plan = plan_import(request, catalogue());
    } catch (const ImportFault& fault) {
        fail(name + (fault.line > 0 ? ":" + std::to_string(fault.line) : "") + ": " + fault.problem);
    }
    Outcome outcome;
    if (plan.content && lock) {
        const std::string warning = replace_own(plan.file, *plan.content, *lock, plan.index);
        if (!warning.empty()) outcome.warnings.push_back(warning);
    }
    outcome.document = import_view(plan, own.dry_run, shown(plan.file), arguments.format == "json");
    return outcome;
}

}  // namespace aicost

// Rented machines as CSV, a row each: gpuhunt and SkyPilot. Their price is of the whole machine; the
// catalogue's is of one GPU. Of each GPU the cheapest offer that is not interruptible is taken.
#include <charconv>
#include <cmath>
#include <map>

#include "catalogue/feeds/feed.hpp"
#include "json/json_reader.hpp"

namespace aicost {

namespace {

struct CsvShape {
    std::string_view machine, region, price, gpu, count, memory_gib, spot, more;
};
constexpr CsvShape gpuhunt = {"instance_name", "location",   "price", "gpu_name",
                              "gpu_count",     "gpu_memory", "spot",  ""};
constexpr CsvShape skypilot = {"InstanceType",     "Region", "Price", "AcceleratorName",
                               "AcceleratorCount", "",       "",      "GpuInfo"};

// RFC 4180: a field in quotes may hold commas, line ends and doubled quotes.
class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {}

    bool row(std::vector<std::string>& fields) {
        fields.clear();
        while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) newline();
        if (at_ == text_.size()) return false;
        row_line_ = line_;
        for (;;) {
            fields.push_back(text_[at_] == '"' ? quoted() : bare());
            if (at_ == text_.size()) return true;
            if (text_[at_] != ',') {
                newline();
                return true;
            }
            if (++at_ == text_.size()) {
                fields.emplace_back();
                return true;
            }
        }
    }
    [[nodiscard]] int line() const { return row_line_; }

private:
    void newline() { line_ += text_[at_++] == '\n' ? 1 : 0; }
    std::string bare() {
        const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        const std::string field(text_.substr(at_, end - at_));
        at_ = end;
        return field;
    }
    std::string quoted() {
        std::string field;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"') {
                field += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                field += text_[at_++];
            } else {
                ++at_;
                if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r')
                    throw JsonFault{line_, "has something behind a quoted field"};
                return field;
            }
        }
        throw JsonFault{row_line_, "ends inside a quoted field"};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1, row_line_ = 1;
};

std::optional<double> number_in(std::string_view text) {
    double number = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size() ||
        !std::isfinite(number))
        return {};
    return number;
}

// A row by the names of its columns.
class RentalRow {
public:
    RentalRow(const std::vector<std::string>& header, const std::vector<std::string>& fields)
        : header_(header), fields_(fields) {}
    [[nodiscard]] std::string_view at(std::string_view column) const {
        for (std::size_t i = 0; i < header_.size() && i < fields_.size(); ++i) {
            if (header_[i] == column) return fields_[i];
        }
        return {};
    }

private:
    const std::vector<std::string>& header_;
    const std::vector<std::string>& fields_;
};

class Offers {
public:
    Offers(const CsvShape& shape, const FeedRequest& request, FeedData& data)
        : shape_(shape), request_(request), data_(data) {}

    void take(const RentalRow& row) {
        const std::string machine(row.at(shape_.machine));
        const auto count = number_in(row.at(shape_.count));
        if (row.at(shape_.gpu).empty() || count == 0.0) return data_.skip("a machine without a GPU", machine);
        constexpr double most_gpus = 10'000.0;
        if (!count || *count < 1.0 || *count > most_gpus) return data_.skip("no count of GPUs", machine);
        if (row.at(shape_.spot) == "True" || row.at(shape_.spot) == "true")
            return data_.skip("a price that may be interrupted (spot)", machine);
        const auto price = number_in(row.at(shape_.price));
        if (!price || *price <= 0.0) return data_.skip("no price by the hour, or 0", machine);
        const std::string gpu = gpu_of(row, machine);
        if (gpu.empty()) return data_.skip("a GPU that is not in the catalogue", row.at(shape_.gpu));
        const double each = std::nearbyint(*price / *count * 1e6) / 1e6;
        Rent rent{gpu, Usd<HourlyPrice>(each), offer(row, machine, *count)};
        const auto [best, is_new] = best_.emplace(gpu, rent);
        if (is_new) return;
        data_.skip("dearer than another offer of the same GPU",
                   rent.per_hour < best->second.per_hour ? best->second.offer : rent.offer);
        if (rent.per_hour < best->second.per_hour) best->second = std::move(rent);
    }
    void finish() {
        for (auto& [gpu, rent] : best_) data_.add(std::move(rent));
    }

private:
    std::string gpu_of(const RentalRow& row, const std::string& machine) {
        const std::string name(row.at(shape_.gpu));
        const std::string text = name + " " + machine + " " + std::string(row.at(shape_.more));
        const double memory = number_in(row.at(shape_.memory_gib)).value_or(0.0);
        const std::string key = text + " " + std::to_string(memory);
        const auto known = ids_.find(key);
        return known != ids_.end() ? known->second
                                   : ids_.emplace(key, gpu_id(name, memory, text)).first->second;
    }
    [[nodiscard]] std::string offer(const RentalRow& row, const std::string& machine, double count) const {
        const std::string gpus = std::to_string(static_cast<int>(count)) + (count > 1.0 ? " GPUs" : " GPU");
        return request_.provider + " " + machine + ", " + std::string(row.at(shape_.region)) + ", " + gpus;
    }

    const CsvShape& shape_;
    const FeedRequest& request_;
    FeedData& data_;
    std::map<std::string, Rent> best_;
    std::map<std::string, std::string> ids_;
};

void read_csv(const CsvShape& shape, const FeedRequest& request, FeedData& data) {
    CsvReader reader(request.text);
    std::vector<std::string> header, fields;
    reader.row(header);
    Offers offers(shape, request, data);
    while (reader.row(fields)) {
        if (fields.size() != header.size())
            throw JsonFault{reader.line(), "has a row of " + std::to_string(fields.size()) +
                                               " fields where the header has " +
                                               std::to_string(header.size())};
        offers.take(RentalRow(header, fields));
    }
    offers.finish();
}

}  // namespace

void read_gpuhunt(const FeedRequest& request, FeedData& data) { read_csv(gpuhunt, request, data); }
void read_skypilot(const FeedRequest& request, FeedData& data) { read_csv(skypilot, request, data); }

}  // namespace aicost

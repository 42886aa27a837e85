// Rented machines as CSV, a row each: gpuhunt and SkyPilot. Their price is for the whole machine, the catalogue's for one
// GPU. For each GPU the cheapest uninterruptible offer is used.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "catalogue/feeds/csv.hpp"
#include "catalogue/feeds/feed.hpp"

namespace aicost {

namespace {

struct CsvShape {
    std::string_view machine, region, price, gpu, count, memory_gib, spot, more;
};
constexpr CsvShape gpuhunt = {"instance_name", "location",   "price", "gpu_name",
                              "gpu_count",     "gpu_memory", "spot",  ""};
constexpr CsvShape skypilot = {"InstanceType",     "Region", "Price", "AcceleratorName",
                               "AcceleratorCount", "",       "",      "GpuInfo"};

// The memory of one GPU: SkyPilot's "{'TotalGpuMemoryInMiB': 327680}" is the total of all.
double memory_in(std::string_view info, double count) {
    constexpr std::string_view total = "TotalGpuMemoryInMiB", one = "SizeInMiB";
    constexpr double mib_a_gib = 1024.0;
    const auto number_behind = [&](std::string_view key) {
        const auto at = info.rfind(key);
        if (at == info.npos) return 0.0;
        const auto start = info.find_first_of("0123456789", at + key.size());
        if (start == info.npos) return 0.0;
        const auto end = info.find_first_not_of("0123456789.", start);
        return number_in(info.substr(start, end == info.npos ? end : end - start)).value_or(0.0) / mib_a_gib;
    };
    const double all = number_behind(total);
    return all > 0.0 ? all / count : number_behind(one);
}

// The machine for an accelerator of SkyPilot's GCP list, where the accelerator's row has no machine and only the
// accelerator's own price.
struct Host {
    std::string_view gpu;
    int count;
    std::string_view machine;
};
constexpr Host hosts[] = {
    {"L4", 1, "g2-standard-4"},
    {"L4", 2, "g2-standard-24"},
    {"L4", 4, "g2-standard-48"},
    {"L4", 8, "g2-standard-96"},
    {"A100", 1, "a2-highgpu-1g"},
    {"A100", 2, "a2-highgpu-2g"},
    {"A100", 4, "a2-highgpu-4g"},
    {"A100", 8, "a2-highgpu-8g"},
    {"A100", 16, "a2-megagpu-16g"},
    {"A100-80GB", 1, "a2-ultragpu-1g"},
    {"A100-80GB", 2, "a2-ultragpu-2g"},
    {"A100-80GB", 4, "a2-ultragpu-4g"},
    {"A100-80GB", 8, "a2-ultragpu-8g"},
    {"H100", 1, "a3-highgpu-1g"},
    {"H100", 2, "a3-highgpu-2g"},
    {"H100", 4, "a3-highgpu-4g"},
    {"H100", 8, "a3-highgpu-8g"},
    {"H100-MEGA", 8, "a3-megagpu-8g"},
    {"H200", 8, "a3-ultragpu-8g"},
    {"B200", 8, "a4-highgpu-8g"},
    {"GB200", 4, "a4x-highgpu-4g"},
    {"RTXPRO6000", 1, "g4-standard-48"},
    {"RTXPRO6000", 2, "g4-standard-96"},
    {"RTXPRO6000", 4, "g4-standard-192"},
    {"RTXPRO6000", 8, "g4-standard-384"},
    // others go into an N1, of SkyPilot's choice
    {"T4", 1, "n1-highmem-4"},
    {"T4", 2, "n1-highmem-8"},
    {"T4", 4, "n1-highmem-16"},
    {"V100", 1, "n1-highmem-8"},
    {"V100", 2, "n1-highmem-16"},
    {"V100", 4, "n1-highmem-32"},
    {"V100", 8, "n1-highmem-64"},
    {"P100", 1, "n1-highmem-8"},
    {"P100", 2, "n1-highmem-16"},
    {"P100", 4, "n1-highmem-32"},
    {"P4", 1, "n1-highmem-4"},
    {"P4", 2, "n1-highmem-8"},
    {"P4", 4, "n1-highmem-16"},
};

class Offers {
public:
    Offers(const CsvShape& shape, const FeedRequest& request, FeedData& data)
        : shape_(shape), request_(request), data_(data) {}

    void take(const CsvRow& row) {
        const std::string machine(row.at(shape_.machine));
        const auto count = number_in(row.at(shape_.count));
        const auto price = number_in(row.at(shape_.price));
        const std::string name(row.at(shape_.gpu));
        if (name.empty() || count == 0.0) {
            if (!machine.empty() && price) host_prices_.emplace(machine + " " + region_of(row), *price);
            return data_.skip("a machine without a GPU", machine);
        }
        const std::string called = machine.empty() ? name : machine;
        constexpr double most_gpus = 10'000.0;
        if (!count || *count < 1.0 || *count > most_gpus) return data_.skip("no count of GPUs", called);
        if (row.at(shape_.spot) == "True" || row.at(shape_.spot) == "true")
            return data_.skip("a price that may be interrupted (spot)", called);
        if (!price || *price <= 0.0) return data_.skip("no price by the hour, or 0", called);
        const std::string gpu = gpu_of(row, machine, *count);
        if (gpu.empty()) return data_.skip("a GPU that is not in the catalogue", name);
        if (machine.empty()) {
            bare_.push_back({name, gpu, region_of(row), *count, *price});
        } else {
            take_offer(gpu, *price, *count, machine, region_of(row));
        }
    }
    void finish() {
        for (const Bare& one : bare_) {
            const auto host = std::find_if(std::begin(hosts), std::end(hosts), [&](const Host& row) {
                return row.gpu == one.name && row.count == one.count;
            });
            const auto price = host == std::end(hosts)
                                   ? host_prices_.end()
                                   : host_prices_.find(std::string(host->machine) + " " + one.region);
            if (price == host_prices_.end()) {
                data_.skip("an accelerator's price without its machine's", one.name);
            } else {
                take_offer(one.gpu, one.price + price->second, one.count, std::string(host->machine),
                           one.region);
            }
        }
        for (auto& [gpu, rent] : best_) data_.add(std::move(rent));
    }

private:
    // An accelerator without a machine.
    struct Bare {
        std::string name, gpu, region;
        double count, price;
    };

    void take_offer(const std::string& gpu, double price, double count, const std::string& machine,
                    const std::string& region) {
        const double each = std::nearbyint(price / count * 1e6) / 1e6;
        Rent rent{gpu, Usd<HourlyPrice>(each), offer(machine, region, count), request_.provider};
        const auto [best, is_new] = best_.emplace(gpu, rent);
        if (is_new) return;
        data_.skip("dearer than another offer of the same GPU",
                   rent.per_hour < best->second.per_hour ? best->second.offer : rent.offer);
        if (rent.per_hour < best->second.per_hour) best->second = std::move(rent);
    }
    [[nodiscard]] std::string region_of(const CsvRow& row) const {
        return std::string(row.at(shape_.region));
    }
    std::string gpu_of(const CsvRow& row, const std::string& machine, double count) {
        const std::string name(row.at(shape_.gpu));
        const std::string_view info = row.at(shape_.more);
        const std::string text = name + " " + machine;
        double memory = number_in(row.at(shape_.memory_gib)).value_or(0.0);
        if (!(memory > 0.0)) memory = memory_in(info, count);
        const std::string key = text + " " + std::to_string(memory);
        const auto known = ids_.find(key);
        return known != ids_.end() ? known->second
                                   : ids_.emplace(key, gpus_.id(name, memory, text)).first->second;
    }
    [[nodiscard]] std::string offer(const std::string& machine, const std::string& region,
                                    double count) const {
        const std::string gpus = std::to_string(static_cast<int>(count)) + (count > 1.0 ? " GPUs" : " GPU");
        return request_.provider + " " + machine + ", " + region + ", " + gpus;
    }

    const CsvShape& shape_;
    const FeedRequest& request_;
    FeedData& data_;
    const GpuNames gpus_{request_.catalogue.gpus()};
    std::map<std::string, Rent> best_;
    std::map<std::string, std::string> ids_;
    std::map<std::string, double> host_prices_;  // by machine and region
    std::vector<Bare> bare_;
};

void read_csv(const CsvShape& shape, const FeedRequest& request, FeedData& data) {
    CsvReader reader(request.text);
    std::vector<std::string> header, fields;
    reader.row(header);
    Offers offers(shape, request, data);
    std::size_t rows = 0, ragged = 0;
    std::optional<JsonFault> first;
    // a short last row is cut off, unless others are as short
    bool last_is_short = false;
    std::size_t shortest = header.size();
    while (reader.row(fields)) {
        ++rows;
        last_is_short = fields.size() < shortest;
        shortest = std::min(shortest, fields.size());
        if (fields.size() == header.size()) {
            offers.take(CsvRow(header, fields));
            continue;
        }
        ++ragged;
        JsonFault fault{reader.line(), "has a row of " + std::to_string(fields.size()) +
                                           " fields where the header has " + std::to_string(header.size())};
        data.skip("a row with more or fewer fields than the header",
                  "line " + std::to_string(fault.line) + ": " + fields.front());
        // if it is the last row, the file may have been cut off
        if (!first || last_is_short) first = std::move(fault);
    }
    if (last_is_short || ragged * 2 > rows) throw std::move(*first);
    offers.finish();
}

}  // namespace

void read_gpuhunt(const FeedRequest& request, FeedData& data) { read_csv(gpuhunt, request, data); }
void read_skypilot(const FeedRequest& request, FeedData& data) { read_csv(skypilot, request, data); }

}  // namespace aicost

// Structs from JSON, driven by the lists of their fields. Every fault is recorded, and reading goes on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/parameter.hpp"
#include "json/json_text.hpp"
#include "profile/decode.hpp"

namespace aicost {

class Decoder {
public:
    explicit Decoder(std::vector<PathFault>& faults) : faults_(faults) {}

    void fault(std::string path, std::string problem, std::string got, std::string remedy);
    // These record faults, and return whether there was none, or what was read.
    bool expect_object(const Json& value, const std::string& path);
    // Fills `owner`, a struct that `record` describes. `ignored`: keys read elsewhere.
    void object(const Json& value, const Record& record, void* owner, const std::string& path,
                const std::vector<std::string_view>& ignored);
    std::optional<double> number(const Json& value, const Bounds& bound, const std::string& at,
                                 Unit unit = Unit::number);
    // The profile's currency; an amount with another currency's sign is a fault. Empty: not known.
    void count_in(std::string currency) { currency_ = std::move(currency); }
    bool name_is_good(const std::string& name, const std::string& at);

private:
    void unknown_key(const Record& record, const std::string& path, const std::string& key,
                     const std::vector<std::string_view>& ignored);
    // Of two keys that state the same thing, the later in the file is at fault.
    static bool alternative_stated_before(const Field& field, const Json& object, const std::string& key);
    static std::string other_stated(const Field& field, const Json& object);
    static bool names(std::string_view list, std::string_view word);
    void member_of(const Json& value, const Field& field, const NumberAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field&, const FlagAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field&, const TextAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field&, const TextListAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field&, const ChoiceAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field&, const CountAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field& field, const WeightsAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field& field, const HoursAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field&, const RecordListAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field&, const RecordAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field&, const RecordMapAccess& access, void* owner,
                   const std::string& at);
    void member_of(const Json& value, const Field& field, const NumberMapAccess& access, void* owner,
                   const std::string& at);
    bool sign_is_right(const std::string& text, Unit unit, const std::string& at);
    std::optional<std::size_t> one_of(const Json& value, std::span<const std::string_view> names,
                                      std::string_view more, const std::string& at);

    std::vector<PathFault>& faults_;
    std::string currency_;
};

// An overlong list is a fault: some checks take time proportional to the product of two lists' lengths.
bool is_too_long(const Json& list, const std::string& at, std::vector<PathFault>& faults);

// "a.b"
std::string join(const std::string& path, std::string_view key);

}  // namespace aicost

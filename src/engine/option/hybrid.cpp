#include "aicost/option/hybrid.hpp"

#include "engine/option/rows.hpp"

namespace aicost {

namespace {

constexpr Field hybrid_rows[] = {
    {"parts", number_map<&Hybrid::parts>(), Unit::number, bounds::amount, "",
     "id -> weight, of two or more options: each serves its part of every month's volume"},
    {"local",
     text<&Hybrid::local>(),
     Unit::none,
     {},
     "",
     "instead of parts: id of an owned or rented option of this profile"},
    {"cloud", text<&Hybrid::cloud>(), Unit::none, {}, "", "beside local: id of an api or rented option"},
    {"local_share", number<&Hybrid::local_share>(), Unit::share, bounds::share, "",
     "share of every month's volume that the local side serves; or overflow"},
    {"overflow",
     flag<&Hybrid::overflow>(),
     Unit::none,
     {},
     "false",
     "the local side serves each hour what it can, the cloud the rest (needs serving)"},
};
constexpr auto hybrid_fields = joined(std::to_array(hybrid_rows), about_rows<&Hybrid::about>());
constexpr Record hybrid_record{"hybrid", "several options share the work", hybrid_fields};

}  // namespace

const Record& Hybrid::record() { return hybrid_record; }

}  // namespace aicost

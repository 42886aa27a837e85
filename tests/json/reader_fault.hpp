// What the strict reader says of a text: "3: ends inside a string", or nothing.
#pragma once

#include <string>
#include <string_view>

#include "json/json_reader.hpp"

namespace aicost {

inline std::string reader_fault(std::string_view text) {
    try {
        JsonReader reader(text);
        reader.skip();
        reader.finish();
    } catch (const JsonFault& fault) {
        return std::to_string(fault.line) + ": " + fault.problem;
    }
    return {};
}

}  // namespace aicost

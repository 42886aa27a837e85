// A deflated ZIP archive in memory, for .xlsx files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aicost {

// The same files in the same order give the same bytes: each is dated 1980-01-01, the earliest date of the format.
class ZipWriter {
public:
    // `name`: ASCII, with slashes. At most 4 GiB each and in total.
    void add(std::string_view name, std::string_view content);
    // The whole archive; nothing may be added afterwards.
    std::string finish();

private:
    std::string files_, directory_;
    std::uint16_t count_ = 0;
};

}  // namespace aicost

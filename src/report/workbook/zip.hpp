// A ZIP archive in memory, deflated: what an .xlsx file is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aicost {

// The same files in the same order give the same bytes: each is dated 1980-01-01, the first day that the format knows.
class ZipWriter {
public:
    // `name`: with slashes, ASCII. At most 4 GiB each and in all.
    void add(std::string_view name, std::string_view content);
    // The whole archive; nothing is added after it.
    std::string finish();

private:
    std::string files_, directory_;
    std::uint16_t count_ = 0;
};

}  // namespace aicost

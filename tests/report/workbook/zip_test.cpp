// A ZIP archive, read back by its own headers.
#include "report/workbook/zip.hpp"

#include <zlib.h>

#include "catch.hpp"

namespace zip_test {

using namespace aicost;

namespace {

unsigned number(const std::string& bytes, std::size_t at, int size) {
    unsigned value = 0;
    for (int i = size; i-- > 0;)
        value = value * 256U + static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

std::string inflated(const std::string& packed, std::size_t size) {
    std::string out(size + 1, '\0'), in = packed;
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

}  // namespace

TEST_CASE("A ZIP archive holds what was added", "[report]") {
    const std::vector<std::pair<std::string, std::string>> files{
        {"a.xml", "<a/>"}, {"empty", ""}, {"x/long.txt", std::string(100000, 'x')}};
    ZipWriter zip;
    for (const auto& file : files) zip.add(file.first, file.second);
    const std::string bytes = zip.finish();
    CHECK(bytes.size() < 1000);  // deflated
    const std::size_t end = bytes.size() - 22;
    REQUIRE(number(bytes, end, 4) == 0x06054b50U);
    REQUIRE(number(bytes, end + 10, 2) == 3);
    std::size_t at = number(bytes, end + 16, 4);
    CHECK(at + number(bytes, end + 12, 4) == end);
    for (const auto& file : files) {
        const std::string &name = file.first, &content = file.second;
        INFO(name);
        REQUIRE(number(bytes, at, 4) == 0x02014b50U);
        const std::size_t packed = number(bytes, at + 20, 4), length = number(bytes, at + 28, 2);
        CHECK(number(bytes, at + 24, 4) == content.size());
        CHECK(bytes.substr(at + 46, length) == name);
        const std::size_t local = number(bytes, at + 42, 4);
        REQUIRE(number(bytes, local, 4) == 0x04034b50U);
        CHECK(bytes.substr(local + 4, 26) == bytes.substr(at + 6, 26));  // the same in both headers
        CHECK(inflated(bytes.substr(local + 30 + length, packed), content.size()) == content);
        const auto check =
            crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
        CHECK(number(bytes, at + 16, 4) == check);
        at += 46 + length;
    }
    CHECK(at == end);
}

}  // namespace zip_test

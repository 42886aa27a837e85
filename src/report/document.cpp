#include "report/document.hpp"

namespace aicost {

Data::Data() = default;
Data::Data(bool flag) : value(flag) {}
Data::Data(double number) : value(number) {}
Data::Data(int number) : value(static_cast<double>(number)) {}
Data::Data(std::uint64_t count) : value(static_cast<double>(count)) {}
Data::Data(std::string text) : value(std::move(text)) {}
Data::Data(const char* text) : value(std::string(text)) {}
Data::Data(DataList list) : value(std::move(list)) {}
Data::Data(DataObject object) : value(std::move(object)) {}
Data::Data(const Data& other) = default;
Data::Data(Data&& other) noexcept = default;
Data& Data::operator=(const Data& other) = default;
Data& Data::operator=(Data&& other) noexcept = default;
Data::~Data() = default;

}  // namespace aicost

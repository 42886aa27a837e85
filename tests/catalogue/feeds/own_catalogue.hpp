// A user catalogue of the test's own, for as long as it lives.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "aicost/price_feed.hpp"
#include "catalogue/user_catalogue.hpp"
#include "catch.hpp"
#include "temporary_directory.hpp"

namespace aicost {

class OwnCatalogue {
public:
    OwnCatalogue() {
        if (const char* before = std::getenv("XDG_DATA_HOME")) before_ = before;
        setenv("XDG_DATA_HOME", root_.path().c_str(), 1);
        std::filesystem::create_directories(user_catalogue_directory());
    }
    OwnCatalogue(const OwnCatalogue&) = delete;
    OwnCatalogue& operator=(const OwnCatalogue&) = delete;
    ~OwnCatalogue() { setenv("XDG_DATA_HOME", before_.c_str(), 1); }

    void write(std::string_view list, const std::string& text) const {
        std::ofstream(user_catalogue_file(list), std::ios::binary) << text;
    }
    ImportPlan import(const ImportRequest& request) const {
        const ImportPlan plan = plan_import(request);
        if (plan.content) std::ofstream(plan.file, std::ios::binary) << *plan.content;
        return plan;
    }

private:
    TemporaryDirectory root_;
    std::string before_;
};

}  // namespace aicost

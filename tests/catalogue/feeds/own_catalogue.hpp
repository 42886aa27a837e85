// A user catalogue of the test's own, for as long as it lives.
#pragma once

#include <fstream>
#include <string>

#include "aicost/price_feed.hpp"
#include "catalogue/own_store.hpp"
#include "catalogue/user_catalogue.hpp"
#include "catch.hpp"
#include "temporary_directory.hpp"

namespace aicost {

class OwnCatalogue {
public:
    // As it stands there now.
    [[nodiscard]] Catalogue catalogue() const { return Catalogue(directory()); }

    void write(std::string_view list, const std::string& text) const {
        std::ofstream(user_catalogue_file(directory(), list), std::ios::binary) << text;
    }
    ImportPlan import(const ImportRequest& request) const {
        const ImportPlan plan = plan_import(request, catalogue());
        if (plan.content) std::ofstream(plan.file, std::ios::binary) << *plan.content;
        return plan;
    }

    // Likewise, as the program does it: with the index beside it.
    ImportPlan store(const ImportRequest& request) const {
        const CatalogueLock lock(directory());
        ImportPlan plan = plan_import(request, catalogue());
        if (plan.content) CHECK(replace_own(plan.file, *plan.content, lock, plan.index).empty());
        return plan;
    }

    [[nodiscard]] std::string directory() const { return root_.path().string(); }

private:
    TemporaryDirectory root_;
};

}  // namespace aicost

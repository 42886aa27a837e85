// Changes to the user's own catalogue: one at a time, whole or not at all, and each can be taken back.
//
//     const CatalogueLock lock(directory);         // others wait
//     ImportPlan plan = plan_import(request, Catalogue(directory)); // reads what is there
//     replace_own(plan.file, *plan.content, lock, plan.index); // what was there is kept for `undo`
//
// Throws CatalogueFault (unreadable) where the directory or a file cannot be made, read or written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "system/directory_lock.hpp"

namespace aicost {

class CatalogueLock {
public:
    // Makes the directory where there is none, and waits for others that change the catalogue.
    explicit CatalogueLock(std::string directory);
    [[nodiscard]] const std::string& directory() const { return directory_; }

private:
    std::string directory_;
    std::optional<DirectoryLock> lock_;
};

// The file `target` has `content` from then on. What cannot be done but is no loss (an index, what `undo` needs)
// comes back as a warning; empty: all is done. `index`: of ImportPlan; empty: it is made from the content.
std::string replace_own(const std::string& target, std::string_view content, const CatalogueLock& lock,
                        std::string_view index = {});

// Gives a list the bytes that it had before its last change: of the list that was changed last. The name of the
// file; none: nothing is kept that led to what is there now.
std::optional<std::string> undo_own(const CatalogueLock& lock);

}  // namespace aicost

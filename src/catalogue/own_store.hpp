// Changes to the user's own catalogue: one at a time, atomic, and each can be undone.
//
//     const CatalogueLock lock(directory);         // others wait
//     ImportPlan plan = plan_import(request, Catalogue(directory)); // reads what is there
//     replace_own(plan.file, *plan.content, lock, plan.index); // what was there is kept for `undo`
//
// Throws CatalogueFault (unreadable) if the directory or a file cannot be created, read or written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "system/directory_lock.hpp"

namespace aicost {

class CatalogueLock {
public:
    // Creates the directory if missing, and waits for others that change the catalogue.
    explicit CatalogueLock(std::string directory);
    [[nodiscard]] const std::string& directory() const { return directory_; }

private:
    std::string directory_;
    std::optional<DirectoryLock> lock_;
};

// Replaces the file `target` by `content`. Returns a warning if something inessential failed (an index, the state for
// `undo`), else empty. `index`: of ImportPlan; empty: it is made from the content.
std::string replace_own(const std::string& target, std::string_view content, const CatalogueLock& lock,
                        std::string_view index = {});

// Restores the list changed last to its content before that change. Returns the file's name; none: no kept state led
// to the present content.
std::optional<std::string> undo_own(const CatalogueLock& lock);

}  // namespace aicost

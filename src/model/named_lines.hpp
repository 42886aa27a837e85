// Named values (named.hpp) as lines to read: each has a short formula over named values and inputs, which are the
// lines below it. What an earlier line has shown is not repeated, and long formulas are split, so that there are never
// more lines than values, nor long ones.
//
//     NamedLines lines;
//     Derivation total = lines.of({node}).front();
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "aicost/explain.hpp"
#include "model/named.hpp"

namespace aicost {

// A value of the tree; equal ones are one term. Values that differ by hour only in their figures are one term, too:
// `members` has each hour's, or -1.
struct NamedTerm {
    NamedRef node;
    std::vector<int> args, members;
    std::vector<int> because;
    std::string name;      // its name in formulas; empty: it is written out where used
    bool symbol = false;   // a line of its own
    bool table = false;    // of constants, one for each hour
    bool settled = false;  // its formula is final
    bool shown = false;
    int operations = 0;      // of its formula
    std::size_t length = 0;  // approximate length of its formula's text
};

class NamedLines {
public:
    // In order: what one has shown is `above` in the next.
    std::vector<Derivation> of(const std::vector<NamedRef>& roots);

private:
    int term_of(const NamedRef& node);
    int term_of_hours(const NamedNode& node, const std::vector<int>& args);
    int family_of(const std::vector<int>& members);
    int add(const std::string& key, NamedTerm term);
    void settle(int id);
    void name_all(const std::vector<int>& roots);
    const std::set<std::string>& owners_of(int id);
    std::string owner_of(int id);
    Derivation line_of(int id, const std::string& whole);

    std::vector<NamedTerm> terms_;
    std::map<const NamedNode*, int> known_;
    std::map<std::string, int> by_key_;
    std::map<int, std::set<std::string>> owners_;
    std::map<std::string, int> names_, parts_;
    std::vector<NamedRef> kept_;
};

// ---- the words of formulas: named_words.cpp

// The terms of a sum or product; else the operands.
std::vector<int> operands_of(const std::vector<NamedTerm>& terms, int id);
// The nearest symbols below, without duplicates, in the order of the formula.
std::vector<int> symbols_of(const std::vector<NamedTerm>& terms, int id);
// What chose the formula of a line and is not one of its `symbols`.
std::vector<int> reasons_of(const std::vector<NamedTerm>& terms, int id, const std::vector<int>& symbols);
std::string formula_of(const std::vector<NamedTerm>& terms, int id, const std::vector<int>& symbols);
bool is_neutral(const NamedTerm& term);  // 1, ignoring roundings

}  // namespace aicost

// Named values (named.hpp) as lines to be read: each with a short formula over named values and inputs, which are the
// lines below it. What an earlier line has shown is not shown again, and what a formula has too much of becomes a line
// of its own: there are never more lines than values, nor long ones.
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

// A value of the graph, equal ones once. What is alike in each hour of a day but for its figures is one term: `members`
// has each hour's, or -1.
struct NamedTerm {
    NamedRef node;
    std::vector<int> args, members;
    std::string name;      // that lines call it by; empty: it is written out where it is used
    bool symbol = false;   // a line of its own
    bool table = false;    // of constants, one for each hour
    bool settled = false;  // its formula has been seen to
    bool shown = false;
    int operations = 0;      // of its formula
    std::size_t length = 0;  // about, of its formula's text
};

class NamedLines {
public:
    // One below the other: what one has shown is `above` in the next.
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

// Terms of the sum or product that the term is; its operands else.
std::vector<int> operands_of(const std::vector<NamedTerm>& terms, int id);
// The nearest symbols below, each once, in the order of the formula.
std::vector<int> symbols_of(const std::vector<NamedTerm>& terms, int id);
std::string formula_of(const std::vector<NamedTerm>& terms, int id, const std::vector<int>& symbols);
bool is_neutral(const NamedTerm& term);  // 1, but for what roundings are allowed

}  // namespace aicost

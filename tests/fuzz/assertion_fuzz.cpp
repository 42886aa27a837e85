// Assertions: parsed, judged and parsed again from their own text, they say the same.
#include "aicost/assertion.hpp"

#include "aicost/evaluate.hpp"
#include "harness.hpp"

using namespace aicost;
using fuzz::expect;

namespace {

bool same(const Expression& a, const Expression& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const ExpressionStep& x, const ExpressionStep& y) {
                          return x.kind == y.kind && x.number == y.number && x.metric == y.metric;
                      });
}

const Profile& article() {
    static const Profile profile = *load_profile(built_in_profile("article").value(), {});
    return profile;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const auto assertion = parse_assertion(text);
    expect(assertion.value.has_value() == assertion.faults.empty(), "an assertion, or what is wrong with it");
    if (!assertion) return 0;

    const auto again = parse_assertion(assertion->text);
    expect(again.value.has_value(), "an assertion's text is an assertion");
    expect(again->text == assertion->text, "an assertion's text is its own");
    expect(again->kind == assertion->kind && again->relation == assertion->relation &&
               again->subject == assertion->subject && again->tolerance == assertion->tolerance &&
               same(again->left, assertion->left) && same(again->right, assertion->right),
           "an assertion's text means the same");

    static const Comparison comparison = evaluate(article().scenario);
    const MetricLookup now = [&](const std::string& name) {
        return metric_value(article().scenario, comparison, name);
    };
    const Judgement judgement = judge(*assertion, now, &now);
    expect((judgement.verdict == Verdict::unknown) == !judgement.reason.empty(),
           "what can not be judged has a reason");
    for (const auto& side : {judgement.left, judgement.right})
        expect(!side || std::isfinite(*side), "what is compared is finite");
    return 0;
}

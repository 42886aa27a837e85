#include <algorithm>
#include <cstring>

#include "engine/batch/compiled.hpp"

namespace aicost {

CompiledRun::CompiledRun(std::unique_ptr<CompiledGraph> compiled)
    : compiled_(std::move(compiled)),
      kernels_(lane_kernels()),
      values_(compiled_->graph().nodes().size()),
      races_(compiled_->races().size()),
      first_(strip) {}

LaneValues CompiledRun::values(NodeId id) const {
    const Value& value = values_[static_cast<std::size_t>(id)];
    return {value.at, value.same ? std::size_t{0} : std::size_t{1}};
}
LaneSeries CompiledRun::series(NodeId id) const {
    const Value& value = values_[static_cast<std::size_t>(id)];
    return {value.at, value.stride, value.same ? std::size_t{0} : std::size_t{1}};
}
double CompiledRun::amount(NodeId id, std::size_t lane) const {
    const Value& value = values_[static_cast<std::size_t>(id)];
    return value.at[value.same ? 0 : lane];
}

// Which inputs differ from lane to lane, and which from the last block's.
void CompiledRun::take_inputs(std::size_t count, std::span<const BatchInput> inputs) {
    inputs_.resize(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const BatchInput& now = inputs[i];
        InputState& before = inputs_[i];
        const bool one = now.same;
        const bool unchanged = one ? before.last.same && before.value == *now.values
                                   : !before.last.same && now.revision != 0 &&
                                         now.revision == before.last.revision && count == last_lanes_;
        varied_.set(i, !one);
        changed_.set(i, !(unchanged && before.last.values != nullptr));
        before.last = {now.values, one, now.revision};
        before.value = *now.values;
    }
}

void CompiledRun::run_series(NodeId id, Value& value, std::size_t lanes) {
    const Node& node = compiled_->graph().nodes()[static_cast<std::size_t>(id)];
    const auto months = static_cast<std::size_t>(compiled_->graph().months());
    value.stride = value.same ? 1 : (lanes + 3) & ~std::size_t{3};
    // only grows: what is filled again need not be cleared
    if (const std::size_t size = (months + 1) * value.stride; value.numbers.size() < size)
        value.numbers.resize(size);
    value.at = value.numbers.data();
    double* out = value.numbers.data();
    const auto& o = node.operands;
    // the row of a month; for a number always the same row
    const auto row = [&](NodeId of, std::size_t month) {
        if (!compiled_->graph().nodes()[static_cast<std::size_t>(of)].is_series()) return values(of);
        const LaneSeries all = series(of);
        return LaneValues{all.at + month * all.stride, all.step};
    };
    switch (node.kind) {
        case NodeKind::binary:
            for (std::size_t m = 0; m < months; ++m)
                kernels_.binary(node.lane, out + m * value.stride, row(o[0], m), row(o[1], m), lanes);
            break;
        case NodeKind::select:
            for (std::size_t m = 0; m < months; ++m)
                kernels_.select(out + m * value.stride, row(o[0], m), row(o[1], m), row(o[2], m), lanes);
            break;
        case NodeKind::ceil:
            for (std::size_t m = 0; m < months; ++m)
                kernels_.ceil(out + m * value.stride, row(o[0], m), lanes);
            break;
        case NodeKind::one_less_exp:
            for (std::size_t m = 0; m < months; ++m)
                kernels_.one_less_exp(out + m * value.stride, row(o[0], m), lanes);
            break;
        case NodeKind::held:
            for (std::size_t l = 0; l < lanes; ++l) {
                double power = 1.0, held = 1.0;
                const double ratio = amount(o[0], l);
                for (std::size_t m = 0; m < months; ++m, power *= ratio) {
                    if (m % static_cast<std::size_t>(node.months) == 0) held = power;
                    out[m * value.stride + l] = held;
                }
            }
            break;
        case NodeKind::ones: std::fill_n(out, (months + 1) * value.stride, 1.0); break;
        case NodeKind::step:
            for (std::size_t m = 0; m < months; ++m) out[m] = static_cast<int>(m) < node.months ? 1.0 : 0.0;
            break;
        case NodeKind::geometric: kernels_.geometric(out, value.stride, values(o[0]), months, lanes); break;
        case NodeKind::product:
            kernels_.product(out, value.stride, series(o[0]), series(o[1]), months, lanes);
            break;
        case NodeKind::clamp:
            kernels_.clamp(out, value.stride, series(o[0]), values(o[1]), values(o[2]), values(o[3]),
                           values(o[4]), months, lanes);
            break;
        default: {
            const Node& of = compiled_->graph().nodes()[static_cast<std::size_t>(o[0])];
            value.rises = never_below_zero(o[0]);
            value.whole = of.kind != NodeKind::geometric;
            if (value.whole) {
                kernels_.cumulate(out, value.stride, series(o[0]), months, lanes);
            } else if (value.same) {
                make_whole(id);  // where lanes differ, a race may need only a few months (race.cpp)
            }
        }
    }
}

// Is no month of the series below 0? By its definition, without looking at the months.
bool CompiledRun::never_below_zero(NodeId series) const {
    const Node& node = compiled_->graph().nodes()[static_cast<std::size_t>(series)];
    const auto no_lane_below = [&](NodeId id) {
        const LaneValues value = values(id);
        bool below = false;
        for (std::size_t l = 0; l < (value.step == 0 ? 1 : lanes_); ++l)
            below = below || !(value.at[l] >= 0.0);
        return !below;
    };
    switch (node.kind) {
        case NodeKind::ones:
        case NodeKind::step: return true;
        case NodeKind::held:
        case NodeKind::geometric: return no_lane_below(node.operands[0]);
        case NodeKind::product:
            return never_below_zero(node.operands[0]) && never_below_zero(node.operands[1]);
        case NodeKind::clamp: return no_lane_below(node.operands[3]) && no_lane_below(node.operands[4]);
        default: return false;
    }
}

void CompiledRun::make_whole(NodeId cumulative) {
    Value& value = values_[static_cast<std::size_t>(cumulative)];
    if (value.whole) return;
    const auto& nodes = compiled_->graph().nodes();
    const Node& of = nodes[static_cast<std::size_t>(nodes[static_cast<std::size_t>(cumulative)].operands[0])];
    kernels_.geometric_cumulate(value.numbers.data(), value.stride, values(of.operands[0]),
                                static_cast<std::size_t>(compiled_->graph().months()),
                                value.same ? 1 : lanes_);
    value.whole = true;
}

void CompiledRun::run_node(NodeId id) {
    const Node& node = compiled_->graph().nodes()[static_cast<std::size_t>(id)];
    Value& value = values_[static_cast<std::size_t>(id)];
    const std::size_t lanes = value.same ? 1 : lanes_;
    if (node.is_series()) return run_series(id, value, lanes);
    if (node.kind == NodeKind::input) {
        value.at = inputs_[static_cast<std::size_t>(node.value)].last.values;
        return;
    }
    value.numbers.resize(strip);
    double* out = value.numbers.data();
    value.at = out;
    const auto& o = node.operands;
    switch (node.kind) {
        case NodeKind::constant: *out = node.value; break;
        case NodeKind::binary: kernels_.binary(node.lane, out, values(o[0]), values(o[1]), lanes); break;
        case NodeKind::select: kernels_.select(out, values(o[0]), values(o[1]), values(o[2]), lanes); break;
        case NodeKind::largest: {
            const LaneSeries all = series(o[0]);
            for (std::size_t l = 0; l < lanes; ++l) {
                double largest = all.at[l * all.step];
                for (std::size_t m = 1; m < static_cast<std::size_t>(node.months); ++m)
                    largest = std::max(largest, all.at[m * all.stride + l * all.step]);
                out[l] = largest;
            }
            break;
        }
        case NodeKind::sum:
        case NodeKind::at_month: {
            const Node& of = compiled_->graph().nodes()[static_cast<std::size_t>(o[0])];
            const auto month = static_cast<std::size_t>(node.months);
            if (of.kind == NodeKind::geometric) {
                (node.kind == NodeKind::sum ? kernels_.geometric_sum : kernels_.geometric_last)(
                    out, values(of.operands[0]), month, lanes);
            } else if (node.kind == NodeKind::sum) {
                kernels_.sum(out, series(o[0]), month, lanes);
            } else {
                const LaneSeries all = series(o[0]);
                for (std::size_t l = 0; l < lanes; ++l)
                    out[l] = all.at[(month - 1) * all.stride + l * all.step];
            }
            break;
        }
        case NodeKind::power: kernels_.power(out, values(o[0]), values(o[1]), lanes); break;
        default: {
            const double b = o[1] == no_node ? 0.0 : amount(o[1], 0);
            for (std::size_t l = 0; l < lanes; ++l)
                out[l] = fold(node, amount(o[0], l), o[1] == no_node ? b : amount(o[1], l), 0.0);
        }
    }
}

// Computes the nodes that need it. In a sweep the same inputs change block after block, so these are usually the last
// block's nodes.
void CompiledRun::run_nodes() {
    const bool steady = varied_ == pattern_.varied && lanes_ == last_lanes_;
    const bool as_before = steady && pattern_.steady && changed_ == pattern_.changed;
    pattern_ = {varied_, changed_, steady};
    if (as_before) {
        for (const NodeId id : computed_) run_node(id);
        return;
    }
    computed_.clear();
    for (const NodeId id : compiled_->order()) {
        const auto i = static_cast<std::size_t>(id);
        const InputSet& depends = compiled_->graph().inputs_of(id);
        Value& value = values_[i];
        const bool one = (depends & varied_).none();
        const bool kept =
            value.known && one == value.same && (depends & changed_).none() && (one || lanes_ == last_lanes_);
        value.same = one;
        value.known = true;
        value.moved = !kept;
        // an input's buffer may have moved even if its numbers are the same
        if (kept && compiled_->graph().nodes()[i].kind != NodeKind::input) continue;
        computed_.push_back(id);
        run_node(id);
    }
}

void CompiledRun::evaluate(std::size_t count, std::span<const BatchInput> inputs,
                           std::span<double* const> results, std::vector<bool>& same) {
    part_.assign(inputs.begin(), inputs.end());
    for (std::size_t from = 0; from < count; from += strip) {
        lanes_ = std::min(strip, count - from);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            if (!inputs[i].same) part_[i].values = inputs[i].values + from;
            if (count > strip) part_[i].revision = 0;
        }
        take_inputs(lanes_, part_);
        run_nodes();
        last_lanes_ = lanes_;
        for (std::size_t k = 0; k < results.size(); ++k) {
            const CompiledGraph::Output& output = compiled_->outputs()[k];
            double* out = results[k] + from;
            same[k] = false;
            if (output.kind == CompiledGraph::Output::Kind::race) {
                break_even(compiled_->races()[output.race], races_[output.race], out);
            } else if (output.kind == CompiledGraph::Output::Kind::irr) {
                rates_of_return(compiled_->returns()[output.race], out);
            } else if (output.kind == CompiledGraph::Output::Kind::outside) {
                continue;  // generic.cpp
            } else if (output.kind != CompiledGraph::Output::Kind::node) {
                rank(output.kind, out);
            } else {
                const LaneValues value = values(output.node);
                same[k] = value.step == 0;
                if (value.step == 0) {
                    std::fill(out, out + lanes_, *value.at);
                } else {
                    std::memcpy(out, value.at, lanes_ * sizeof(double));
                }
            }
        }
    }
}

}  // namespace aicost

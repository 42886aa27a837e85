// Codex: session rollouts, whose token counts are cumulative, and the output of `codex exec --json`.
#include <map>
#include <tuple>
#include <vector>

#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

struct Total {
    std::uint64_t input = 0, cached = 0, output = 0, reasoning = 0;

    [[nodiscard]] bool below(const Total& other) const {
        return input < other.input || cached < other.cached || output < other.output;
    }
    friend bool operator==(const Total&, const Total&) = default;
};

Total total_of(const Json& usage) {
    return {count_or_0(usage, {"input_tokens", "prompt_tokens"}),
            count_or_0(usage, {"cached_input_tokens", "cache_read_input_tokens", "cached_tokens"}),
            count_or_0(usage, {"output_tokens", "completion_tokens"}),
            count_or_0(usage, {"reasoning_output_tokens"})};
}

// Cached tokens are part of the input, reasoning is part of the output.
void set_tokens(Row& row, const Total& total) {
    take_cached_out_if_part(row.tokens, total.input, total.cached, 0);
    row.tokens.output = total.output;
}

// A file's events in order of their times, whatever the order of its lines: the model, and what had been counted so
// far, depend on earlier events.
class Rollout : public EntryReader {
public:
    explicit Rollout(Sink& sink) : sink_(sink) {}

    void read(const Json& entry, std::uint64_t line) override {
        const std::string type = text_of(entry, "type");
        const Json& payload = member(entry, "payload");
        if (type == "session_meta") return meta(payload);
        const bool counts = type == "event_msg" && text_of(payload, "type") == "token_count";
        if (type != "turn_context" && !counts) return;
        Event event;
        event.line = line;
        event.seconds = time_of(entry, "timestamp");
        event.time = text_of(entry, "timestamp");
        event.session = session_;
        if (!counts) {
            event.model = text_of(payload, {"model", "model_name"});
            if (!event.model.empty()) events_.push_back(std::move(event));
            return;
        }
        const Json& info = member(payload, "info");
        if (info.is_null()) return;  // rate limits only
        event.model = text_of(info, {"model", "model_name"});
        if (has(info, "total_token_usage")) event.total = total_of(member(info, "total_token_usage"));
        if (has(info, "last_token_usage")) event.last = total_of(member(info, "last_token_usage"));
        if (!event.total && !event.last) throw Broken{"has no `total_token_usage`"};
        event.counts = true;
        events_.push_back(std::move(event));
    }

    void finish() override {
        std::map<std::string, std::vector<const Event*>> sessions;
        std::set<std::string> roots;
        for (const auto& [own, parent] : parents_) roots.insert(root_of(own));
        for (const Event& event : events_) {
            const bool one = roots.size() == 1 || (event.session.empty() && !roots.empty());
            sessions[one ? *roots.begin() : root_of(event.session)].push_back(&event);
        }
        for (auto& [root, events] : sessions) add_session(root, events);
        events_.clear();
    }

private:
    struct Event {
        std::uint64_t line = 0;
        std::int64_t seconds = 0;
        std::string session, time, model;
        std::optional<Total> total, last;
        bool counts = false;

        [[nodiscard]] std::uint64_t order() const { return total ? total->input + total->output : 0; }
    };

    void meta(const Json& payload) {
        session_ = text_of(payload, "id");
        std::string parent = text_of(payload, {"forked_from_id", "parent_thread_id"});
        if (parent.empty())
            parent = text_of(member(payload, {"source", "subagent", "thread_spawn"}), "parent_thread_id");
        parents_[session_] = parent == session_ ? "" : parent;
        if (directory_.empty()) directory_ = text_of(payload, "cwd");
    }

    // The original session of all forks.
    [[nodiscard]] std::string root_of(std::string session) const {
        for (std::size_t i = 0; i <= parents_.size(); ++i) {
            const auto at = parents_.find(session);
            if (at == parents_.end() || at->second.empty()) break;
            session = at->second;
        }
        return session;
    }

    void add_session(const std::string& root, std::vector<const Event*>& events) {
        std::stable_sort(events.begin(), events.end(), [](const Event* a, const Event* b) {
            return std::tuple(a->time, a->counts, a->order()) < std::tuple(b->time, b->counts, b->order());
        });
        std::string model;
        Total before;
        for (const Event* event : events) {
            if (!event->model.empty()) model = event->model;
            if (!event->counts) continue;
            Total used = event->total ? *event->total : *event->last;
            if (event->total) {
                if (*event->total == before) continue;  // repeated
                if (event->total->below(before)) {      // restarted from 0
                    if (event->last) used = *event->last;
                } else {
                    used = {used.input - before.input, used.cached - before.cached,
                            used.output - before.output, 0};
                }
                before = *event->total;
            }
            if (used.input == 0 && used.output == 0) continue;
            Row row;
            set_tokens(row, used);
            row.seconds = event->seconds;
            row.model = model;
            row.session = root;
            row.project = directory_;
            row.prompt_tokens = event->last ? event->last->input : used.input;
            // a fork, or a subagent's session, repeats what was counted before it began, with new times
            const Total& all = event->total ? *event->total : used;
            row.identity = hash_of(std::to_string(all.input) + " " + std::to_string(all.cached) + " " +
                                       std::to_string(all.output) + " " + std::to_string(all.reasoning) +
                                       (event->total ? "" : " " + event->time),
                                   hash_of(root, hash_of("codex")));
            sink_.add(row, event->line);
        }
    }

    Sink& sink_;
    std::vector<Event> events_;
    std::map<std::string, std::string> parents_;  // the session that each was forked from; empty: none
    std::string session_, directory_;
};

bool begins_rollout(const Shape& s) { return s.has("payload") && s.has("type") && s.has("timestamp"); }
bool is_rollout(const Json& entry) { return has(entry, "type") && member(entry, "payload").is_object(); }

// One turn of `codex exec`, without a time or a model.
class Exec : public EntryReader {
public:
    explicit Exec(Sink& sink) : sink_(sink) {}
    void read(const Json& entry, std::uint64_t line) override {
        const std::string type = text_of(entry, "type");
        if (type == "thread.started") {
            thread_ = text_of(entry, "thread_id");
            turn_ = 0;
        }
        if (type != "turn.completed") return;
        Row row;
        set_tokens(row, total_of(member(entry, "usage")));
        row.time = UsageKey::Time::none;
        row.session = thread_;
        ++turn_;
        if (!thread_.empty())
            row.identity = hash_of(std::to_string(turn_), hash_of(thread_, hash_of("codex exec")));
        sink_.add(row, line);
    }

private:
    Sink& sink_;
    std::string thread_;
    std::uint64_t turn_ = 0;
};

bool is_exec(const Json& entry) {
    const std::string type = text_of(entry, "type");
    return type.starts_with("thread.") || type.starts_with("turn.") ||
           (type.starts_with("item.") && has(entry, "item"));
}

}  // namespace

constinit const FormatRow codex_format = {
    .name = "Codex rollout",
    .cached = "part of input_tokens",
    .matches = begins_rollout,
    .session = true,
    .is_entry = is_rollout,
    .entries = [](Sink& sink) -> std::unique_ptr<EntryReader> { return std::make_unique<Rollout>(sink); },
};
constinit const FormatRow codex_exec_format = {
    .name = "Codex exec",
    .cached = "part of input_tokens",
    .matches =
        [](const Shape& s) {
            return s.has("type") && (s.has("thread_id") || s.text.find("\"turn.") != s.text.npos) &&
                   !s.has("payload");
        },
    .session = true,
    .is_entry = is_exec,
    .entries = [](Sink& sink) -> std::unique_ptr<EntryReader> { return std::make_unique<Exec>(sink); },
};

}  // namespace aicost::usage

// Converts llama-bench's other outputs to the rows of its JSON: the Markdown table that it prints by default, CSV and
// SQL.
#include <algorithm>
#include <array>

#include "usage/measure/formats.hpp"

namespace aicost::measuring {

namespace {

constexpr std::array counts = {"n_prompt", "n_gen", "n_depth", "avg_ts"};

// A field from CSV or SQL, where all are texts.
void put(Json& row, const std::string& key, std::string_view value) {
    for (const char* count : counts) {
        if (key != count) continue;
        if (const auto number = number_in(value)) {
            row[key] = *number;
            return;
        }
    }
    row[key] = std::string(value);
}

// Takes a number such as "512" off the front of `text`.
std::optional<double> take_count(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto count = number_in(text.substr(0, end));
    text = trimmed(text.substr(end));
    return count;
}

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text = trimmed(text.substr(word.size()));
    return true;
}

// "pp512", "tg 128", "pp512+tg128", "tg128 @ d4096".
bool read_test(std::string_view test, Json& row) {
    row["n_prompt"] = row["n_gen"] = row["n_depth"] = 0.0;
    do {
        const char* key = take(test, "pp") ? "n_prompt" : take(test, "tg") ? "n_gen" : nullptr;
        const auto count = key == nullptr ? std::nullopt : take_count(test);
        if (!count) return false;
        row[key] = *count;
    } while (take(test, "+"));
    if (take(test, "@")) {
        const auto depth = take(test, "d") ? take_count(test) : std::nullopt;
        if (!depth) return false;
        row["n_depth"] = *depth;
    }
    return test.empty();
}

// The columns' names in the other outputs.
std::string key_of(std::string_view column) {
    static constexpr std::pair<std::string_view, const char*> names[] = {
        {"model", "model_type"},  {"size", "model_size"}, {"params", "model_n_params"},
        {"ngl", "n_gpu_layers"},  {"fa", "flash_attn"},   {"threads", "n_threads"},
        {"sm", "split_mode"},     {"mmap", "use_mmap"},   {"embd", "embeddings"},
        {"nopo", "no_op_offload"}};
    for (const auto& [name, key] : names) {
        if (column == name) return key;
    }
    return std::string(column);
}

Rows rows_of_table(std::string_view text) {
    Rows rows;
    std::vector<std::string> header;  // empty: not in a table
    each_line(text, [&](std::string_view line, int number) {
        const auto cells = cells_of(line);
        if (cells.empty()) return header.clear();
        bool test = false, speed = false;
        for (const std::string_view cell : cells) {
            test |= cell == "test";
            speed |= cell == "t/s";
        }
        if (test && speed) {
            header.clear();
            for (const std::string_view cell : cells) header.push_back(key_of(cell));
            return;
        }
        if (header.empty() || cells[0].find_first_not_of("-:") == cells[0].npos) return;
        if (cells.size() != header.size())
            throw Wrong{"has " + std::to_string(cells.size()) + " cells where the table's head has " +
                            std::to_string(header.size()),
                        number};
        Json row = Json::object();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (header[i] == "test") {
                if (!read_test(cells[i], row))
                    throw Wrong{"has a test that is none (got \"" + std::string(cells[i]) +
                                    "\"); pp512, tg128, pp512+tg128 or tg128 @ d4096 are",
                                number};
            } else if (header[i] == "t/s") {
                const auto rate = number_in(trimmed(cells[i].substr(0, cells[i].find("±"))));
                if (!rate)
                    throw Wrong{"has no tokens a second (got \"" + std::string(cells[i]) + "\")", number};
                row["avg_ts"] = *rate;
            } else {
                row[header[i]] = std::string(cells[i]);
            }
        }
        rows.push_back(std::move(row));
    });
    return rows;
}

// Comma-separated fields, quoted or not; quotes in them are doubled.
std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') {
            if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
                fields.back() += line[++i];
            } else {
                quoted = !quoted;
            }
        } else if (line[i] == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += line[i];
        }
    }
    return fields;
}

Json row_of(const std::vector<std::string>& keys, const std::vector<std::string>& values, int line) {
    if (values.size() != keys.size())
        throw Wrong{"has " + std::to_string(values.size()) + " fields where there are " +
                        std::to_string(keys.size()) + " names of them",
                    line};
    Json row = Json::object();
    for (std::size_t i = 0; i < keys.size(); ++i) put(row, keys[i], values[i]);
    return row;
}

Rows rows_of_csv(std::string_view text) {
    Rows rows;
    std::vector<std::string> header;
    each_line(text, [&](std::string_view line, int number) {
        if (line.find("n_prompt") != line.npos && line.find("avg_ts") != line.npos && line[0] != '{' &&
            !line.starts_with("INSERT")) {
            header = fields_of(line);
        } else if (!header.empty() && line.find(',') != line.npos && line[0] == '"') {
            rows.push_back(row_of(header, fields_of(line), number));
        }
    });
    return rows;
}

// INSERT INTO llama_bench (build_commit, …) VALUES ('8cf427ff', …);
Rows rows_of_sql(std::string_view text) {
    Rows rows;
    each_line(text, [&](std::string_view line, int number) {
        constexpr std::string_view middle = ") VALUES ('", end = "');";
        const std::size_t open = line.find(" ("), values = line.find(middle);
        if (!line.starts_with("INSERT INTO ") || line.find("n_prompt") == line.npos) return;
        if (open >= values || values == line.npos || !line.ends_with(end))
            throw Wrong{"is an INSERT that does not end; is the file whole?", number};
        const auto names = fields_of(line.substr(open + 2, values - open - 2));
        std::vector<std::string> keys, found;
        for (const std::string& name : names) keys.emplace_back(trimmed(name));
        std::string_view rest = line.substr(values + middle.size());
        rest.remove_suffix(end.size());
        while (true) {  // llama-bench does not double quotes within values
            const std::size_t next = rest.find("', '");
            found.emplace_back(rest.substr(0, next));
            if (next == rest.npos) break;
            rest.remove_prefix(next + 4);
        }
        rows.push_back(row_of(keys, found, number));
    });
    return rows;
}

}  // namespace

const TextForm llama_bench_table = {"llama-bench table", rows_of_table};
const TextForm llama_bench_csv = {"llama-bench -o csv", rows_of_csv};
const TextForm llama_bench_sql = {"llama-bench -o sql", rows_of_sql};

}  // namespace aicost::measuring

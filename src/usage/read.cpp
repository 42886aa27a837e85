// From files through readers to totals, on all cores. The result does not depend on their number.
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <new>
#include <set>
#include <thread>

#include "aicost/usage.hpp"
#include "text/encoding.hpp"
#include "usage/format.hpp"
#include "usage/input.hpp"

namespace aicost {

namespace usage {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t slice_size = std::uint64_t{16} << 20U;

struct Source {
    std::string name;
    bool asked_for = false;  // named by the user, not found in a directory
    std::uint64_t size = 0;  // of a plain file
};

// A file, or a slice of a large one.
struct Job {
    std::size_t source = 0;
    std::uint64_t from = 0, to = UINT64_MAX;
    const FormatRow* format = nullptr;  // for slices, already known
    std::string problem;
    std::string broken_off;  // why the rest could not be read, if so
    bool unreadable = false, empty = false, archive = false;
    std::string_view encoding;  // if not UTF-8
    Findings found;
};

// Saved tool output and file snapshots may be anything, even another tool's log: not read.
bool holds_no_usage(std::string_view directory) {
    return directory == "tool-results" || directory == "file-history";
}

// A subdirectory that cannot be listed is reported as an unreadable file; the rest is read.
void list_directory(const std::string& top, std::vector<Source>& sources, UsageLog& log) {
    std::vector<std::string> directories{top};
    std::vector<Source> found;
    while (!directories.empty()) {
        const std::string directory = std::move(directories.back());
        directories.pop_back();
        std::error_code error;
        auto entries = fs::directory_iterator(directory, error);
        while (!error && entries != fs::directory_iterator()) {
            std::error_code ignored;
            if (entries->is_directory(ignored) && holds_no_usage(entries->path().filename().string())) {
                log.notes.push_back(
                    entries->path().string() +
                    " holds what tools have read and printed, which is no use; it is not read");
            } else if (entries->is_directory(ignored) && !entries->is_symlink(ignored)) {
                directories.push_back(entries->path().string());
            } else if (entries->is_regular_file(ignored)) {
                const std::uintmax_t size = entries->file_size(ignored);
                found.push_back({entries->path().string(), false, ignored ? 0 : size});
            }
            entries.increment(error);
        }
        if (error)
            log.others.push_back(
                {directory, "", "cannot be listed: " + error.message(), true, directory == top});
    }
    std::sort(found.begin(), found.end(), [](const Source& a, const Source& b) { return a.name < b.name; });
    sources.insert(sources.end(), found.begin(), found.end());
}

// Each file once, even if named twice or inside a directory that is also named.
void drop_repeated(std::vector<Source>& sources) {
    std::set<std::string> seen;
    std::erase_if(sources, [&](const Source& source) {
        std::error_code error;
        const fs::path whole = fs::canonical(source.name, error);
        return !seen.insert(error ? source.name : whole.string()).second;
    });
}

std::vector<Source> list_sources(const std::vector<std::string>& paths, UsageLog& log) {
    std::vector<Source> sources;
    for (const std::string& path : paths) {
        std::error_code ignored;
        if (path != "-" && fs::is_directory(path, ignored)) {
            list_directory(path, sources, log);
            continue;
        }
        std::uint64_t size = 0;
        if (path != "-" && fs::is_regular_file(path, ignored)) size = fs::file_size(path, ignored);
        sources.push_back({path, true, size});
    }
    if (sources.size() > 1) drop_repeated(sources);
    return sources;
}

std::vector<Job> plan(const std::vector<Source>& sources) {
    std::vector<Job> jobs;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (sources[i].size > slice_size) {
            const Input input(sources[i].name);
            const FormatRow* format = input.is_plain_file() ? recognise(input.prefix()) : nullptr;
            if (format != nullptr && format->sliceable) {
                for (std::uint64_t from = 0; from < sources[i].size; from += slice_size) {
                    const bool last = from + slice_size >= sources[i].size;
                    Job& job = jobs.emplace_back();
                    job.source = i;
                    job.from = from;
                    job.to = last ? UINT64_MAX : from + slice_size;
                    job.format = format;
                }
                continue;
            }
        }
        jobs.push_back({});
        jobs.back().source = i;
    }
    return jobs;
}

void run(Job& job, const Source& source, Sink& sink) {
    Input input(source.name);
    job.problem = input.problem();
    job.unreadable = input.unreadable();
    if (job.unreadable) {
        if (job.from > 0) job.broken_off = job.problem;
        return;
    }
    if (job.format == nullptr) job.format = recognise(input.prefix());
    if (job.format == nullptr || !job.format->can_be_read()) {
        job.archive = input.prefix().substr(0, 4) == "PK\x03\x04";
        job.encoding = other_encoding(input.prefix());
        job.empty = input.prefix().find_first_not_of(" \t\r\n") == std::string_view::npos;
        job.unreadable = !job.problem.empty();
        return;
    }
    if (job.from > 0 || job.to != UINT64_MAX) input.slice(job.from, job.to);
    try {
        const auto reader = reader_of(*job.format, sink);
        std::string_view chunk;
        while (input.next(chunk, job.format->lines)) reader->feed(chunk);
        reader->finish();
        job.broken_off = input.problem();
    } catch (const std::bad_alloc&) {
        job.broken_off = "there is not enough memory to read it to its end";
    } catch (const std::exception& error) {
        job.broken_off = std::string("cannot be read to its end: ") + error.what();
    }
    if (!job.broken_off.empty()) sink.fault(0, job.broken_off);
    job.found = sink.take();
}

// Why a file was not counted.
std::string refusal(const Job& job) {
    if (!job.problem.empty()) return job.problem;
    if (job.format != nullptr) return std::string(job.format->refusal);
    if (job.archive) return "is a ZIP archive; unpack it, and name what is in it";
    if (!job.encoding.empty()) return "is " + std::string(job.encoding) + ", not UTF-8; save it as UTF-8";
    return job.empty ? "is empty" : "is not a usage log of a format that aicost knows";
}

void add_findings(UsageLog& log, const std::string& file, std::uint64_t lines_before, Findings& found) {
    log.rows += found.rows;
    log.duplicates += found.duplicates;
    log.fault_count += found.fault_count;
    for (const auto& [reason, count] : found.skipped) log.skipped[reason] += count;
    for (UsageFault& fault : found.faults) {
        if (log.faults.size() == max_faults) break;
        log.faults.push_back({file, fault.line == 0 ? 0 : fault.line + lines_before, std::move(fault.what)});
    }
    for (const std::string& note : found.notes) {
        if (std::find(log.notes.begin(), log.notes.end(), note) == log.notes.end()) log.notes.push_back(note);
    }
    if (found.first_hour)
        log.first_hour = std::min(log.first_hour.value_or(*found.first_hour), *found.first_hour);
    if (found.last_hour) log.last_hour = std::max(log.last_hour.value_or(*found.last_hour), *found.last_hour);
}

// The combined result of a file's slices.
struct FileFindings {
    std::set<const FormatRow*> formats;
    std::uint64_t rows = 0, faults = 0;
    bool observed = false;
};

// A recognised file without any use is listed like an unrecognised one.
void add_file(UsageLog& log, const Job& job, const Source& source, const std::string& name,
              const FileFindings& file) {
    if (job.format == nullptr || !job.format->can_be_read()) {
        const std::string format(job.format != nullptr ? job.format->name : "");
        log.others.push_back({name, format, refusal(job), job.unreadable, source.asked_for});
        return;
    }
    for (const FormatRow* row : file.formats) {
        UsageFormat& format = log.formats[std::string(row->name)];
        ++format.files;
        format.cached = row->cached;
    }
    if (file.rows > 0) return;
    if (file.observed || !job.broken_off.empty()) {
        ++log.formats[std::string(job.format->name)].files;
        log.formats[std::string(job.format->name)].cached = job.format->cached;
        return;
    }
    UsageFile& other = log.others.emplace_back();
    other = {name, std::string(job.format->name), {}, false, source.asked_for};
    other.recognised = true;
    other.problem = "is a " + other.format + " that states no use" +
                    (file.faults > 0               ? " that can be read"
                     : job.format->refusal.empty() ? ""
                                                   : "; ") +
                    (file.faults > 0 ? "" : std::string(job.format->refusal));
}

void merge(UsageLog& log, const std::vector<Source>& sources, std::vector<Job>& jobs) {
    std::uint64_t lines = 0;
    FileFindings file;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        Job& job = jobs[i];
        const Source& source = sources[job.source];
        const std::string name = source.name == "-" ? "<stdin>" : source.name;
        if (job.from == 0) {
            lines = 0;
            file = {};
        }
        if (!job.broken_off.empty() && (log.partly_read.empty() || log.partly_read.back().file != name))
            log.partly_read.push_back({name, 0, job.broken_off});
        file.formats.insert(job.found.formats.begin(), job.found.formats.end());
        if (job.found.rows > 0 && job.format != nullptr && job.format->bytes != nullptr &&
            !job.format->session)
            file.formats.insert(job.format);
        file.rows += job.found.rows;
        file.faults += job.found.fault_count;
        file.observed = file.observed || job.found.first_hour.has_value();
        add_findings(log, name, lines, job.found);
        lines += job.found.lines;
        const bool last = i + 1 == jobs.size() || jobs[i + 1].source != job.source;
        if (last) add_file(log, job, source, name, file);
    }
}

}  // namespace

}  // namespace usage

UsageLog read_usage(const std::vector<std::string>& paths, const UsageReadOptions& options) {
    using namespace usage;
    UsageLog log;
    const std::vector<Source> sources = list_sources(paths, log);
    std::vector<Job> jobs = plan(sources);
    Shared shared(options);

    const unsigned wanted = options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
    const auto threads =
        static_cast<unsigned>(std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, jobs.size())));
    std::vector<std::unique_ptr<Sink>> sinks;
    for (unsigned i = 0; i < threads; ++i) sinks.push_back(std::make_unique<Sink>(shared));
    std::atomic<std::size_t> next{0};
    std::vector<std::exception_ptr> failures(threads);
    const auto work = [&](unsigned thread) {
        try {
            for (std::size_t i = next++; i < jobs.size(); i = next++)
                run(jobs[i], sources[jobs[i].source], *sinks[thread]);
        } catch (...) {
            failures[thread] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        // if no more threads can be started, the existing ones read everything
        try {
            for (unsigned i = 1; i < threads; ++i) others.emplace_back([&, i] { work(i); });
        } catch (const std::exception&) {
        }
        work(0);
    }
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }

    merge(log, sources, jobs);
    std::vector<UsageAmount> amounts(shared.cells.all().size());
    std::vector<bool> used(amounts.size());  // a cell is empty if all of its messages have better copies
    const auto sum_up = [&](std::uint32_t cell, const UsageAmount& amount) {
        amounts[cell] += amount;
        used[cell] = true;
    };
    const auto count = [&](const Message& message) {
        log.fingerprint += message.hash;
        sum_up(message.cell, {message.tokens, message.requests,
                              std::max<std::int64_t>(0, message.nano_dollars), message.searches});
    };
    for (const auto& sink : sinks) {
        for (const auto& [cell, amount] : sink->loose()) sum_up(cell, amount);
    }
    shared.messages.each(count);
    shared.side.each([&](const Message& message) {
        if (shared.messages.has_shared_part(message.hash)) {
            ++log.duplicates;
        } else {
            count(message);
        }
    });
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (!used[i]) continue;
        const Cell& cell = *shared.cells.all()[i];
        std::int64_t hour = cell.hour;
        if (options.minutes) {
            hour /= 60;
            if (cell.key.time == UsageKey::Time::hour) log.minutes[cell.hour] += amounts[i];
        }
        log.series[cell.key][hour] += amounts[i];
    }
    return log;
}

}  // namespace aicost

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/candidates.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <fstream>
#include <optional>
#include <thread>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/version.hpp>

#include "files/sha256.hpp"
#include "league/entered_programs.hpp"
#include "programs/script_language.hpp"
#include "submissions/build.hpp"
#include "submissions/toolchain.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

/// A text of several lines with nothing in it that steers a terminal, and with the file's own name.
std::string shown(std::string text, const fs::path& copy, const std::string& name) {
  for (std::size_t at = text.find(copy.string()); at != std::string::npos;
       at = text.find(copy.string(), at + name.size()))
    text.replace(at, copy.string().size(), name);
  std::string lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines += (at == 0 ? "" : "\n") + harmless(std::string_view(text).substr(at, end - at));
    at = end + 1;
  }
  while (lines.ends_with('\n')) lines.pop_back();
  return lines;
}

/// What changes with a program, its client, and what plays them.
std::string program_code(const Entry& entry) {
  return sha256(fmt::format("program {} {} {} {}", kVersion, fs::path(entry.name).extension().string(), entry.hash,
                            sha256(language_of_file(entry.name)->client())));
}

class Workshop {
 public:
  Workshop(const std::vector<Entry>& entries, const GuestLimits& limits, const ProgramManner& programs,
           const fs::path& scratch, Checks& checks)
      : limits_(limits), programs_(programs), scratch_(scratch), checks_(checks) {
    const auto has = [&](const char* ending) {
      return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
        return entry.kind == EntryKind::guest && entry.why.empty() && entry.name.ends_with(ending);
      });
    };
    const bool has_source = has(".cpp");
    if (has_source || has(".wasm")) tools_ = toolchain(has_source);
  }

  Candidate made_of(Entry entry, std::size_t number) const {
    Candidate candidate{.entry = std::move(entry), .file = {}, .code = {}};
    Entry& mine = candidate.entry;
    if (mine.why.empty() && mine.kind == EntryKind::guest) compile(candidate, copy_of(mine, number));
    if (mine.why.empty() && mine.kind == EntryKind::automaton) {
      candidate.code = sha256(fmt::format("automaton {} {}", kVersion, mine.hash));
      candidate.file = copy_of(mine, number);
    }
    if (mine.why.empty() && mine.kind == EntryKind::program) {
      candidate.file = copy_of(mine, number);
      add_client(candidate.file);
      candidate.code = program_code(mine);
      if (checks_.find(candidate.code) == nullptr)
        checks_.keep(candidate.code, tried_program(entered_program(mine, candidate.file), programs_));
    }
    mine.contents = {};
    return candidate;
  }

 private:
  fs::path copy_of(const Entry& entry, std::size_t number) const {
    const fs::path folder = scratch_ / std::to_string(number);
    std::error_code error;
    fs::create_directories(folder, error);
    const fs::path copy = folder / ("submission" + fs::path(entry.name).extension().string());
    std::ofstream file(copy, std::ios::binary);
    file << entry.contents;
    file.close();
    if (!file) throw RunFailure(fmt::format("'{}' cannot be written", copy.string()));
    return copy;
  }
  void compile(Candidate& candidate, const fs::path& copy) const {
    const std::string code = submission_code(copy, limits_.memory, *tools_);
    candidate.code = sha256(fmt::format("{} {} {} {}", kVersion, code, limits_.steps, limits_.mean));
    if (const Check* const known = checks_.find(candidate.code); known != nullptr && !known->why.empty()) return;
    try {
      candidate.file = build(copy, limits_.memory, *tools_).library;
    } catch (const SubmissionRefusal& refusal) {
      checks_.keep(candidate.code, {.why = shown(refusal.what(), copy, candidate.entry.name)});
    }
  }

  const GuestLimits& limits_;
  const ProgramManner& programs_;
  const fs::path& scratch_;
  Checks& checks_;
  std::optional<Toolchain> tools_;
};

}  // namespace

std::vector<Candidate> candidates(std::vector<Entry> entries, const GuestLimits& limits, const ProgramManner& programs,
                                  const fs::path& scratch, Checks& checks) {
  const Workshop workshop(entries, limits, programs, scratch, checks);
  std::vector<Candidate> made(entries.size());
  std::vector<std::exception_ptr> failures(entries.size());
  const auto make = [&](std::size_t i) {
    try {
      made[i] = workshop.made_of(std::move(entries[i]), i);
    } catch (...) {
      failures[i] = std::current_exception();
    }
  };
  std::size_t first = 0;  // with code: what all of them share is compiled once
  while (first < entries.size() && entries[first].kind != EntryKind::guest) ++first;
  if (first < entries.size()) make(first);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < made.size() && !interrupted(); i = next++)
      if (i != first) make(i);
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < std::max(1U, std::thread::hardware_concurrency()); ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  if (interrupted()) throw Stopped();
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
  checks.write();
  return made;
}

}  // namespace detente::cli

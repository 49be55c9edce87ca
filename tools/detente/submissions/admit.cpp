// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "submissions/admit.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <optional>
#include <set>
#include <thread>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/guests/guest.hpp>

#include "submissions/build.hpp"
#include "submissions/confine.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

/// By its name: what is no plain file is refused by `build`, and told.
bool is_submission(const fs::path& file) {
  return file.extension() == ".cpp" || file.extension() == ".wasm";
}

/// The submissions of a folder, and of the folders in it. No link is followed: it could lead to files of ours.
void list(const fs::path& folder, bool goes_on, std::vector<fs::path>& found) {
  std::error_code error;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    std::error_code unknown;
    const fs::file_status status = at->symlink_status(unknown);
    if (fs::is_directory(status)) {
      if (goes_on) list(at->path(), false, found);
    } else if (is_submission(at->path())) {
      found.push_back(at->path());
    }
  }
  if (error) throw Error(fmt::format("folder '{}' cannot be read: {}", folder.string(), error.message()));
}

/// What tells the file's strategies apart: its name, or that of its author's folder and its own.
std::string label_of(const fs::path& file) {
  std::string label;
  for (const char letter : file.stem().string()) {
    const char small = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    label += (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') ? small : '-';
  }
  // A name that begins with a dash looks like an option.
  label.erase(0, std::min(label.find_first_not_of('-'), label.size()));
  label.erase(label.find_last_not_of('-') + 1);
  return label.empty() ? "file" : label;
}

/// Labels of all files, each another one.
std::vector<std::string> labels(const std::vector<fs::path>& files) {
  std::vector<std::string> labels;
  for (const fs::path& file : files) labels.push_back(label_of(file));
  std::set<std::string> twice, once;
  for (const std::string& label : labels)
    if (!once.insert(label).second) twice.insert(label);
  std::set<std::string> taken;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (twice.contains(labels[i])) labels[i] = label_of(files[i].parent_path().filename()) + "-" + labels[i];
    std::string label = labels[i];
    for (int number = 2; !taken.insert(label).second; ++number) label = fmt::format("{}-{}", labels[i], number);
    labels[i] = label;
  }
  return labels;
}

/// One file on its way into the registry.
struct Candidate {
  std::optional<BuiltSubmission> built = {};
  std::string refusal = {};
  std::exception_ptr failure = {};  ///< something is wrong here, not with the file
};

void compile(const std::vector<fs::path>& files, std::int64_t memory, std::vector<Candidate>& candidates) {
  const bool has_source =
      std::any_of(files.begin(), files.end(), [](const fs::path& file) { return file.extension() == ".cpp"; });
  const Toolchain tools = toolchain(has_source);
  const auto compile_one = [&](std::size_t i) {
    try {
      candidates[i].built = build(files[i], memory, tools);
    } catch (const SubmissionRefusal& refusal) {
      candidates[i].refusal = refusal.what();
    } catch (...) {
      candidates[i].failure = std::current_exception();
    }
  };
  compile_one(0);  // with what all of them share
  std::atomic<std::size_t> next = 1;
  const auto work = [&] {
    for (std::size_t i = next++; i < files.size(); i = next++) compile_one(i);
  };
  std::vector<std::thread> threads;
  const std::size_t count = std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), files.size());
  for (std::size_t i = 1; i < count; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  for (const Candidate& candidate : candidates)
    if (candidate.failure) std::rethrow_exception(candidate.failure);
}

}  // namespace

std::vector<fs::path> submission_files(const std::vector<std::string>& paths) {
  std::vector<fs::path> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::exists(path, error)) throw Error(fmt::format("there is no submission '{}'", path));
    if (!fs::is_directory(path, error)) {
      if (!is_submission(path))
        throw Error(fmt::format("submission '{}' is neither a .cpp nor a .wasm file, nor a folder of them", path));
      files.emplace_back(path);
      continue;
    }
    std::vector<fs::path> found;
    list(path, true, found);
    if (found.empty())
      throw Error(fmt::format("folder '{}' holds no .cpp or .wasm file, nor does a folder in it", path));
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

std::vector<std::string> admit_labelled(std::vector<Registry::Newcomers> newcomers, Registry& registry) {
  std::set<std::string> taken;
  for (Registry::Newcomers& one : newcomers) {
    std::string label = one.label;
    for (int number = 2; !taken.insert(label).second; ++number) label = fmt::format("{}-{}", one.label, number);
    one.label = label;
  }
  std::set<std::string> before;
  for (const Strategy& strategy : registry.strategies()) before.emplace(strategy.info().name);
  registry.admit(std::move(newcomers));
  std::vector<std::string> names;
  for (const Strategy& strategy : registry.strategies())
    if (std::string name(strategy.info().name); !before.contains(name)) names.push_back(std::move(name));
  return names;
}

Submitted admit(const std::vector<fs::path>& files, const GuestLimits& limits, const std::vector<fs::path>& folders,
                std::vector<Registry::Newcomers> others, Registry& registry) {
  std::vector<Candidate> candidates(files.size());
  compile(files, limits.memory, candidates);
  Submitted submitted;
  submitted.caution = confine(folders, submission_cache());
  const std::vector<std::string> label = labels(files);
  std::vector<Registry::Newcomers> newcomers;
  for (std::size_t i = 0; i < files.size(); ++i) {
    try {
      if (!candidates[i].built) throw SubmissionRefusal(candidates[i].refusal);
      newcomers.push_back({.prototypes = guests::prototypes(native_guest(candidates[i].built->library, limits)),
                           .origin = files[i].string(),
                           .label = label[i],
                           .code = candidates[i].built->code});
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& refusal) {
      submitted.refused.push_back({files[i].string(), refusal.what()});
    }
  }
  newcomers.insert(newcomers.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  submitted.strategies = admit_labelled(std::move(newcomers), registry);
  return submitted;
}

}  // namespace detente::cli

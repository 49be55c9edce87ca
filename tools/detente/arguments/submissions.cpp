// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/submissions.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/programs.hpp"
#include "arguments/settings.hpp"
#include "arguments/stores.hpp"
#include "submissions/admit.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostGuestSteps = 1'000'000'000'000;
constexpr std::int64_t kMostGuestMemory = 1024;  // MiB

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): there is one of each in a process, since it is
// confined
std::vector<std::string> admitted;
std::vector<Forfeit> refused;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

std::vector<std::string> paths(const Arguments& arguments) {
  std::vector<std::string> paths;
  for (const Setting& setting : arguments.all("submission")) {
    std::string path = setting.value;
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    if (trimmed(path).empty()) throw Error(fmt::format("{} needs a file or a folder", setting.where));
    if (std::any_of(path.begin(), path.end(), [](unsigned char letter) { return letter < 0x20; }))
      throw Error(fmt::format("{}: the path '{}' holds a control character, such as a line break; rename it",
                              setting.where, path));
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  }
  return paths;
}

/// Where this run writes: those folders, which are made now, since this process cannot make them later.
std::vector<fs::path> written_folders(const Arguments& arguments) {
  std::vector<fs::path> folders;
  std::error_code error;
  if (const Setting* const output = arguments.find("output")) {
    fs::create_directories(output->value, error);
    if (error)
      throw Error(fmt::format("{}: folder '{}' cannot be made: {}", output->where, output->value, error.message()));
    folders.emplace_back(output->value);
  }
  for (const std::string_view key : {"store", "from", "checkpoint"})
    for (const Setting& file : arguments.all(key)) {
      const fs::path folder = fs::absolute(file.value).parent_path();
      if (fs::is_directory(folder, error)) folders.push_back(folder);
    }
  return folders;
}

void leave_out(const std::string& what, const std::vector<RefusedFile>& files) {
  for (const RefusedFile& file : files) {
    const std::size_t end = file.why.find('\n');
    tell(fmt::format("{}'{}' is left out: {}", what, file.file, file.why.substr(0, end)));
    if (end != std::string::npos)  // the compiler's own lines
      for (const std::string& line : split(file.why.substr(end + 1), '\n')) write_error(harmless(line) + '\n');
    refused.push_back({file.file, joined(split(file.why, '\n'), "; ")});
  }
}

}  // namespace

std::string one_submission(const Arguments& arguments) {
  const std::vector<fs::path> files = submission_files(paths(arguments));
  if (files.size() != 1 || !arguments.positional.empty())
    throw Error("check tests one file at a time; 'detente league FOLDER' tests all of a folder");
  return files.front().string();
}

GuestLimits guest_limits(const Arguments& arguments) {
  GuestLimits limits;
  if (const Setting* const given = arguments.find("steps")) limits.steps = whole(*given, 1000, kMostGuestSteps);
  if (const Setting* const given = arguments.find("memory")) limits.memory = whole(*given, 1, kMostGuestMemory);
  return limits;
}

bool has_submissions(const Arguments& arguments) {
  return arguments.find("submission") != nullptr || arguments.find("program") != nullptr;
}

void admit_submissions(const Arguments& arguments, Registry& registry) {
  // First, since a process that is confined starts no other.
  StartedPrograms programs = start_programs(arguments);
  leave_out("program ", programs.refused);
  if (arguments.find("submission") == nullptr) {
    for (const std::string_view key : {"steps", "memory"})
      if (const Setting* const given = arguments.find(key); given != nullptr && arguments.may_have("submission"))
        throw Error(fmt::format("{} is about submissions, but there is no --submission", given->where));
    admitted = admit_labelled(std::move(programs.newcomers), registry);
    return;
  }
  if (const Setting* const given = arguments.find("patience"); given != nullptr && arguments.find("program") == nullptr)
    throw Error(fmt::format("{} is not for submissions, whose steps are counted; use --steps", given->where));
  if (communicator() != nullptr)
    throw Error(
        "submissions are not played by several ranks, which need the network; use --shard I/N for each process");
  Submitted submitted = admit(submission_files(paths(arguments)), guest_limits(arguments), written_folders(arguments),
                              std::move(programs.newcomers), registry);
  admitted = std::move(submitted.strategies);
  if (!submitted.caution.empty()) tell(submitted.caution);
  leave_out("", submitted.refused);
}

const std::vector<Forfeit>& refused_files() {
  return refused;
}

std::vector<Forfeit> left_out(const Design& design) {
  std::vector<Forfeit> all = design.forfeits;
  all.insert(all.end(), refused.begin(), refused.end());
  return all;
}

Request with_submissions(Request request, const Arguments& arguments) {
  if (!has_submissions(arguments)) return request;
  request.also = admitted;
  if (arguments.find("on-failure") == nullptr) request.forfeits = true;
  return request;
}

std::string submissions_ini(const Arguments& arguments) {
  std::string ini;
  for (const std::string& path : paths(arguments))
    ini += fmt::format("submission = {}\n", fs::absolute(path).lexically_normal().string());
  for (const std::string_view key : {"steps", "memory"})
    if (const Setting* const given = arguments.find(key); given != nullptr && arguments.find("submission") != nullptr)
      ini += fmt::format("{} = {}\n", key, given->value);
  return ini + programs_ini(arguments);
}

}  // namespace detente::cli

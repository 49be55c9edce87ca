// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/league_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "files/process.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/unfinished.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPrepared = ".round";
constexpr const char* kPreparing = ".round.partial";
constexpr const char* kRemovals = ".removals";

[[noreturn]] void fail(const fs::path& path, const std::string& why) {
  throw RunFailure(fmt::format("'{}' cannot be written: {}", path.string(), why));
}

void need(const std::error_code& error, const fs::path& path) {
  if (error) fail(path, error.message());
}

void write(const fs::path& path, const std::string& text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  need(error, path);
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) fail(path, "the disk is full or the folder is read-only");
}

void remove_what_goes(const fs::path& folder, const fs::path& prepared) {
  std::ifstream list(prepared / kRemovals);
  std::error_code ignored;
  for (std::string name; std::getline(list, name);)
    if (!name.empty()) fs::remove(folder / name, ignored);
}

}  // namespace

std::string text_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void make_league_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder, error))
    throw Error(fmt::format("--output: folder '{}' cannot be made: {}", folder.string(),
                            error ? error.message() : "there is a file of this name"));
  bool is_empty = true;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (!entry.path().filename().string().starts_with('.')) is_empty = false;  // what a killed run left
  if (error) throw Error(fmt::format("--output: folder '{}' cannot be read: {}", folder.string(), error.message()));
  for (const char* const own : {"league.json", "checks.json", "store.db", "field.ini", kPrepared, kPreparing})
    if (is_empty || fs::exists(folder / own, error)) return;
  throw Error(
      fmt::format("folder '{}' holds other files, and no league; name another one with --output", folder.string()));
}

void prepare_round(const fs::path& folder, const std::vector<std::pair<std::string, std::string>>& files,
                   const std::vector<std::string>& removals) {
  const fs::path partial = folder / kPreparing;
  std::error_code error;
  fs::remove_all(partial, error);
  for (const auto& [name, text] : files) {
    if (interrupted()) throw Stopped();
    write(partial / name, text);
  }
  std::string list;
  for (const std::string& name : removals) list += name + '\n';
  write(partial / kRemovals, list);
  const Descriptor opened(open(partial.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.number() < 0 || syncfs(opened.number()) != 0) fail(partial, "the disk reports an error");
  fs::rename(partial, folder / kPrepared, error);
  need(error, folder / kPrepared);
}

void finish_round(const fs::path& folder) {
  const Uninterrupted whole;
  const fs::path prepared = folder / kPrepared;
  std::error_code error;
  if (fs::exists(prepared, error)) {
    remove_what_goes(folder, prepared);
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(prepared, error))
      if (entry.is_regular_file(error) && entry.path().filename() != kRemovals) files.push_back(entry.path());
    need(error, prepared);
    for (const fs::path& file : files) {
      const fs::path place = folder / file.lexically_relative(prepared);
      fs::create_directories(place.parent_path(), error);
      if (!error) fs::rename(file, place, error);
      need(error, place);
    }
    fs::remove_all(prepared, error);
    need(error, prepared);
  }
  fs::remove_all(folder / kPreparing, error);
}

}  // namespace detente::cli

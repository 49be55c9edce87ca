// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/entries.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "files/process.hpp"
#include "files/sha256.hpp"
#include "league/entered_programs.hpp"
#include "programs/script_language.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostText = 1 << 20;
constexpr std::size_t kMostBinary = 8 << 20;

/// One place where a file may be.
struct Found {
  fs::path path;
  fs::path author;  // a folder, or the file
  bool is_folder = false;
};

bool is_ignored(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.empty() || name[0] == '.' || name[0] == '_';
}

/// What a folder holds, in order of names; what cannot be read is not there.
std::vector<fs::path> listed(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> paths;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error))
    if (!is_ignored(at->path())) paths.push_back(at->path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type() == fs::file_type::directory;
}

/// Files of all authors. An author's folder without any strategy stands for itself.
std::vector<Found> found_in(const fs::path& folder, const fs::path& output) {
  std::error_code error;
  std::vector<Found> found;
  const std::vector<fs::path> all = listed(folder, error);
  if (error) throw Error(fmt::format("folder '{}' cannot be read: {}", folder.string(), error.message()));
  for (const fs::path& path : all) {
    if (!is_folder(path)) {
      if (kind_of(path)) found.push_back({path, path});
      continue;
    }
    std::error_code unreadable;
    if (fs::equivalent(path, output, unreadable) || fs::exists(path / "league.json", unreadable)) continue;
    const std::size_t before = found.size();
    for (const fs::path& inner : listed(path, unreadable))
      if (!is_folder(inner) && kind_of(inner)) found.push_back({inner, path, true});
    if (found.size() == before) found.push_back({path, path, true});
  }
  return found;
}

/// The contents, or why there are none in `why`. Nothing but a plain file is opened: no link, no pipe.
std::string contents_of(const fs::path& path, std::size_t most, std::string& why) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (file.number() < 0 || fstat(file.number(), &status) != 0) {
    why = errno == ELOOP ? "it is a link; copy the file itself" : "it cannot be read";
    return "";
  }
  if (!S_ISREG(status.st_mode)) {
    why = "it is not a file";
    return "";
  }
  std::string text(most + 1, '\0');
  std::size_t size = 0;
  for (ssize_t count = 1; count > 0 && size < text.size();
       size += static_cast<std::size_t>(std::max<ssize_t>(count, 0))) {
    count = read(file.number(), &text[size], text.size() - size);
    if (count < 0) {
      why = "it cannot be read";
      return "";
    }
  }
  if (size > most) why = fmt::format("it is larger than {} MiB", most >> 20U);
  text.resize(size > most ? 0 : size);
  text.shrink_to_fit();
  return text;
}

Entry read_entry(const Found& found, const fs::path& folder) {
  const fs::path author = found.is_folder ? found.author.filename() : found.author.stem();
  Entry entry{.author = harmless(author.string()),
              .name = harmless(found.path.lexically_relative(folder).string()),
              .kind = kind_of(found.path).value_or(EntryKind::none)};
  if (found.path == found.author && found.is_folder) {
    entry.kind = EntryKind::none;
    entry.why = "the folder holds no strategy: no .cpp, .wasm, .automaton, .py, .R or .mjs file";
  } else {
    entry.contents = contents_of(found.path, found.path.extension() == ".wasm" ? kMostBinary : kMostText, entry.why);
  }
  if (entry.kind == EntryKind::program && entry.why.empty()) entry.why = unplayable_program(entry.name);
  entry.hash = sha256(entry.why.empty() ? entry.contents : entry.why);
  return entry;
}

/// Throws where two authors have one name; names that only look alike get a number.
void tell_apart(const std::vector<Found>& found, std::vector<Entry>& entries) {
  const auto called = [](const Found& one) { return (one.is_folder ? one.author.filename() : one.author.stem()); };
  std::map<fs::path, fs::path> places;             // of authors
  std::map<std::string, fs::path> authors, files;  // by what is shown of them
  const auto numbered = [](std::map<std::string, fs::path>& known, std::string name, const fs::path& path) {
    const std::string shown = name;
    for (int number = 2; known.try_emplace(name, path).first->second != path; ++number)
      name = fmt::format("{} ({})", shown, number);
    return name;
  };
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto [at, is_new] = places.try_emplace(called(found[i]), found[i].author);
    if (!is_new && at->second != found[i].author)
      throw Error(fmt::format("two authors are called '{}': '{}' and '{}'; rename one of them", entries[i].author,
                              harmless(at->second.filename().string()), harmless(found[i].author.filename().string())));
    entries[i].author = numbered(authors, entries[i].author, found[i].author);
    entries[i].name = numbered(files, entries[i].name, found[i].path);
  }
}

}  // namespace

std::optional<EntryKind> kind_of(const fs::path& file) {
  const std::string ending = file.extension().string();
  if (ending == ".cpp" || ending == ".wasm") return EntryKind::guest;
  if (ending == ".automaton") return EntryKind::automaton;
  const ScriptLanguage* const language = language_of_file(file.filename().string());
  if (language != nullptr && file.filename() != language->client_file()) return EntryKind::program;
  return std::nullopt;
}

std::vector<Entry> entries(const fs::path& folder, const fs::path& output) {
  const std::vector<Found> found = found_in(folder, output);
  std::vector<Entry> read;
  for (const Found& one : found) read.push_back(read_entry(one, folder));
  if (std::all_of(read.begin(), read.end(), [](const Entry& entry) { return entry.kind == EntryKind::none; }))
    throw Error(fmt::format(
        "folder '{}' holds no strategy; put .cpp, .wasm, .automaton, .py, .R or .mjs files there, or a folder for each "
        "author",
        folder.string()));
  tell_apart(found, read);
  return read;
}

std::string glance(const fs::path& folder, const fs::path& output) {
  std::string text;
  try {
    for (const Found& found : found_in(folder, output)) {
      struct stat status {};
      if (lstat(found.path.c_str(), &status) != 0) continue;
      text += fmt::format("{}\n{} {} {} {}\n", found.path.string(), status.st_size, status.st_mtim.tv_sec,
                          status.st_mtim.tv_nsec, status.st_ino);
    }
  } catch (const Error& error) {
    return error.what();
  }
  return sha256(text);
}

}  // namespace detente::cli

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "files/temporary_file.hpp"

namespace detente::cli {
namespace {

constexpr std::string_view kFirstLine = "detente-journal-1";
constexpr std::string_view kLastLine = "end";
constexpr std::size_t kLongestJournal = 1 << 16;  // bytes

bool is_plain_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

std::string text(const Commit& commit) {
  std::string lines(kFirstLine);
  for (const auto& [temporary, file] : commit.moves) lines += fmt::format("\nplace {} {}", temporary, file);
  for (const std::string& file : commit.removals) lines += fmt::format("\nremove {}", file);
  return fmt::format("{}\n{}\n", lines, kLastLine);
}

/// Reads what `text` writes; absent for anything else.
std::optional<Commit> parsed(std::string_view lines) {
  if (!lines.ends_with('\n')) return std::nullopt;
  const std::vector<std::string> all = split(lines.substr(0, lines.size() - 1), '\n');
  if (all.size() < 2 || all.front() != kFirstLine || all.back() != kLastLine) return std::nullopt;
  Commit commit;
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    const std::vector<std::string> words = split(all[i], ' ');
    if (words.size() == 3 && words[0] == "place" && is_temporary_name(words[1]) && is_plain_name(words[2]))
      commit.moves.emplace_back(words[1], words[2]);
    else if (words.size() == 2 && words[0] == "remove" && is_plain_name(words[1]))
      commit.removals.push_back(words[1]);
    else
      return std::nullopt;
  }
  return commit;
}

}  // namespace

bool write_journal(int folder, const Commit& commit) {
  TemporaryFile temporary(folder, kJournal);
  if (!temporary.is_open() || !temporary.write(text(commit)) || !temporary.finish() || !temporary.place(kJournal))
    return false;
  if (sync_folder(folder)) return true;
  const int why = errno;
  unlinkat(folder, kJournal, 0);
  errno = why;
  return false;
}

std::optional<Commit> read_journal(int folder, const std::filesystem::path& path) {
  const auto refuse = [&](const std::string& why) {
    throw Error(
        fmt::format("'{}' {}, so it is not known which results are complete; remove it and the incomplete results",
                    (path / kJournal).string(), why));
  };
  const int file = openat(folder, kJournal, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) return std::nullopt;
  std::string lines;
  std::array<char, 4096> part{};
  ssize_t count = file < 0 ? -1 : 1;
  while (count > 0 && lines.size() <= kLongestJournal && (count = read(file, part.data(), part.size())) > 0)
    lines.append(part.data(), static_cast<std::size_t>(count));
  const int why = errno;
  if (file >= 0) close(file);
  if (count < 0) refuse(fmt::format("cannot be read ({})", std::strerror(why)));
  std::optional<Commit> commit = parsed(lines);
  if (!commit) refuse("is not a journal of détente");
  return commit;
}

bool sync_folder(int folder) {
  return fsync(folder) == 0 || errno == EINVAL || errno == EROFS;
}

}  // namespace detente::cli

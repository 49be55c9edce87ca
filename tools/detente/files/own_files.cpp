// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/own_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string_view>

namespace detente::cli {
namespace {

/// A name and what stands near the beginning of such a file, or near its end.
struct OwnFile {
  std::string_view name;
  std::string_view mark;
  bool is_first = true;       ///< the mark is how it begins, not only somewhere in its first bytes
  std::size_t within = 4096;  ///< bytes in which it stands
  bool is_at_end = false;
};

constexpr std::array kOwnFiles{
    OwnFile{"results.json", R"("detente-)", false},
    OwnFile{"spirals.json", R"("detente-)", false},
    OwnFile{"sweep.json", R"("detente-)", false},
    OwnFile{"standings.csv", "rank,rank_low,rank_high,strategy,"},
    OwnFile{"pairs.csv", "row,column,engine,"},
    OwnFile{"pairs.parquet", "detente", false, 512, true},
    OwnFile{"search.json", R"("detente-)", false},
    OwnFile{"front.csv", "automaton,"},
    OwnFile{"breakers.csv", "strategy,motive,"},
    OwnFile{"sweep.csv", ",rank,strategy,motive,", false},  // the keys come first
    OwnFile{"states.csv", "state,strategy,alignment,"},
    OwnFile{"points.csv", ",state,strategy,alignment,", false},  // the keys come first
    OwnFile{"fronts.csv", "row,column,engine,live,"},
    OwnFile{"system.csv", "figure,value,error"},
    OwnFile{"contest.csv", "strategy,score,score_error,ruin,"},
    OwnFile{"contagion.csv", "row,column,in_weather,"},
    OwnFile{"evolution.json", R"("detente-)", false},
    OwnFile{"strategies.csv", "strategy,population,selection,share,", false},  // keys of --over come first
    OwnFile{"fixation.csv", "mutant,resident,population,"},
    OwnFile{"trajectory.csv", "dynamics,time,strategy,"},
    OwnFile{"design.ini", "# détente "},
    OwnFile{kReportName, kReportMark, false, kReportMarkedWithin},
};

/// How a file begins, or ends; absent where it cannot be read.
std::optional<std::string> part_of(int folder, const std::string& name, std::size_t bytes, bool is_at_end) {
  const int file = openat(folder, name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct stat found {};
  std::string text(bytes, '\0');
  ssize_t count = -1;
  if (fstat(file, &found) == 0 && S_ISREG(found.st_mode)) {
    const off_t last = std::max<off_t>(found.st_size - static_cast<off_t>(bytes), 0);
    count = pread(file, text.data(), text.size(), is_at_end ? last : 0);
  }
  close(file);
  if (count < 0) return std::nullopt;
  text.resize(static_cast<std::size_t>(count));
  return text;
}

}  // namespace

std::vector<std::string> own_names() {
  std::vector<std::string> names;
  for (const OwnFile& file : kOwnFiles) names.emplace_back(file.name);
  return names;
}

bool is_own(int folder, const std::string& name) {
  for (const OwnFile& file : kOwnFiles)
    if (file.name == name) {
      const std::optional<std::string> text = part_of(folder, name, file.within, file.is_at_end);
      return text && (file.is_first ? text->starts_with(file.mark) : text->find(file.mark) != std::string::npos);
    }
  return false;
}

bool may_replace(int folder, const std::string& name) {
  struct stat found {};
  if (fstatat(folder, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) return errno == ENOENT;
  return (S_ISREG(found.st_mode) && found.st_size == 0) || is_own(folder, name);
}

}  // namespace detente::cli

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <new>
#include <optional>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "arguments/commands.hpp"
#include "files/held_folder.hpp"
#include "files/temporary_file.hpp"
#include "page/page.hpp"
#include "page/results_file.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStandardOutput = "-";
constexpr std::size_t kMostPage = 100 * kMegabyte;  // bytes of a page

/// Where the report goes: what was asked for, or beside the results.
std::string target_of(const Arguments& arguments) {
  const std::string& source = arguments.positional.front();
  if (const Setting* const out = arguments.find("out")) {
    if (out->value.empty()) throw Error(out->where + " needs a value: " + std::string(option("out").argument));
    return out->value;
  }
  fs::path path(source);
  if (path.filename() == "results.json") return path.replace_filename(kReportName).string();
  return path.replace_extension(".html").string();
}

/// Holds the folder of a report that stands beside results, so that it is of the results that are there. Nobody else
/// than a command that writes both is kept away.
void hold_folder(const std::string& target, std::optional<HeldFolder>& folder) {
  const fs::path path(target);
  if (path.filename() != kReportName) return;
  try {
    folder.emplace(path.has_parent_path() ? path.parent_path() : fs::path("."));
  } catch (const FolderFault& fault) {
    throw RunFailure(fmt::format("'{}' cannot be written: {}", target, fault.what()));
  }
}

/// A file that is there gives way where it is a report, or where somebody said so.
void check_target(const std::string& target, const Arguments& arguments) {
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (!fs::exists(status)) return;
  if (fs::is_directory(status)) throw Error(fmt::format("'{}' is a folder; name a file with --out", target));
  if (!fs::is_regular_file(status)) throw Error(fmt::format("'{}' is not a file; name one with --out", target));
  if (fs::equivalent(target, arguments.positional.front(), error))
    throw Error(fmt::format("'{}' is the results file itself; name another file with --out", target));
  if (!arguments.has_flag("force") && !is_report(target))
    throw Error(
        fmt::format("'{}' already exists and is not a report of détente; name another file with --out, or overwrite it "
                    "with --force",
                    target));
}

/// The page of a file of results.
std::string made_of(const std::string& source) {
  try {
    const Document results = read_results(source);
    std::string html = page(results.json);
    if (html.size() > kMostPage)
      throw Error(fmt::format("the report of '{}' would have {} MB; a page of more than {} MB is too large to open",
                              source, html.size() / kMegabyte, kMostPage / kMegabyte));
    return html;
  } catch (const std::bad_alloc&) {
    throw RunFailure(fmt::format("there is not enough memory to make a report of '{}'", source));
  }
}

void write_report(const std::string& target, const std::string& html) {
  const auto fail = [&] { throw RunFailure(fmt::format("'{}' cannot be written: {}", target, std::strerror(errno))); };
  TemporaryFile temporary{fs::path(target)};
  if (!temporary.is_open() || !temporary.write(html) || !temporary.finish()) fail();
  if (interrupted()) throw Stopped();
  if (!temporary.place(fs::path(target).filename().string())) fail();
  write_error(fmt::format("Wrote {} ({} kB)\n", presentable(target), (html.size() + 999) / 1000));
}

}  // namespace

int report(const Arguments& arguments) {
  const std::string target = target_of(arguments);
  std::optional<HeldFolder> folder;
  if (target != kStandardOutput) {
    check_target(target, arguments);
    hold_folder(target, folder);
  }
  const std::string html = made_of(arguments.positional.front());
  if (target == kStandardOutput)
    write_out(html);
  else
    write_report(target, html);
  return 0;
}

}  // namespace detente::cli

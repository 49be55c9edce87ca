// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <exception>
#include <new>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <detente/play/round_robin.hpp>
#include <detente/strategy/failure.hpp>
#include <detente/tables/tables.hpp>
#include <detente/version.hpp>

#include "arguments/commands.hpp"
#include "arguments/help.hpp"
#include "arguments/settings.hpp"
#include "commit.hpp"
#include "files/compiler.hpp"
#include "hosting/crashes.hpp"
#include "hosting/memory_available.hpp"
#include "hosting/watchdog.hpp"
#include "judging/law_process.hpp"
#include "league/order.hpp"
#include "league/round.hpp"
#include "rank.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kWrong = 2;
constexpr int kStopped = 130;

bool asks_for_help(const std::string& word) {
  return word == "--help" || word == "-h" || word == "help";
}

/// Who asks for a kernel learns that it has played.
void tell_kernel(const std::string& kernel) {
  const std::uint64_t rounds = rounds_played(kernel);
  if (rounds > 0)
    write_error(fmt::format("Kernel {}: played {} rounds of matches.\n", kernel, rounds));
  else
    write_error(fmt::format("Kernel {}: not used, because the engine tables sampled no pair.\n", kernel));
}

std::string version() {
  return kCommit.empty() ? fmt::format("detente {}\n", kVersion)
                         : fmt::format("detente {} (commit {})\n", kVersion, kCommit);
}

int obey(const std::vector<std::string>& words) {
  if (words.empty()) {
    write_error(overview());
    return kWrong;
  }
  const std::string& first = words.front();
  if (first == "--version" || (asks_for_help(first) && (first != "help" || words.size() == 1))) {
    if (words.size() > 1) throw Error(fmt::format("{} takes no arguments; leave '{}' out", first, words[1]));
    write_out(first == "--version" ? version() : overview());
    return kDone;
  }
  if (first == "help") {
    if (words.size() > 2) throw Error(fmt::format("help takes one command; leave '{}' out", words[2]));
    write_out(help(command(words[1])));
    return kDone;
  }
  if (first == kLeagueRoundWord && words.size() == 2) {
    limit_memory();
    return league_round(words[1]);
  }
  const Command asked = command(first);
  const Arguments arguments = parse(asked, {words.begin() + 1, words.end()});
  if (arguments.wants_help) {
    write_out(help(asked));
    return kDone;
  }
  // The processes of check have limits of their own, and sanitizers map more than there is.
  if (asked.name != "check") limit_memory();
  const Watchdog watchdog(patience(asked, arguments));
  const int status = asked.act(arguments);
  if (const Setting* const kernel = arguments.find("kernel")) tell_kernel(kernel->value);
  return status;
}

int told(int status, const std::string& sentence) {
  tell(sentence);
  return status;
}

/// The exit status of a command. A rank that only plays for another one says nothing: that one does.
int status_of(const std::vector<std::string>& words, bool is_silent) {
  const auto say = [&](int status, const std::string& sentence) { return is_silent ? status : told(status, sentence); };
  try {
    name_who_crashes();
    return obey(words);
  } catch (const Error& error) {
    return say(kWrong, error.what());
  } catch (const CompilerRefusal& refusal) {
    if (!is_silent) tell_lines(refusal.what());
    return kFailed;
  } catch (const RunFailure& failure) {
    return say(kFailed, failure.what());
  } catch (const Stopped&) {
    return kStopped;
  } catch (const std::bad_alloc&) {
    return say(kFailed, "there is not enough memory; use fewer strategies, rounds or threads");
  } catch (const std::exception& fault) {
    return say(kFailed, fmt::format("internal error of détente: {}", fault.what()));
  } catch (...) {
    return say(kFailed, fmt::format("internal error of détente: {}", kNoException));
  }
}

}  // namespace
}  // namespace detente::cli

int main(int count, char** words) {
  using namespace detente;
  using namespace detente::cli;
  prepare_process();
  if (count == 3 && words[1] == kLawProcessWord) {
    leave_exits_alone();
    return law_process(words[2]);
  }
  try {
    const Rank rank(&count, &words);
    const int status = status_of({words + (count > 0 ? 1 : 0), words + count}, rank.is_silent());
    rank.end(status);
    return status;
  } catch (const Error& error) {
    return told(kWrong, error.what());
  }
}

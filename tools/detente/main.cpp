// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/round_robin.hpp>
#include <detente/tables.hpp>
#include <detente/version.hpp>

#include "commands.hpp"
#include "interrupt.hpp"
#include "screen.hpp"
#include "trial.hpp"

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
    fmt::print(stderr, "Kernel {}: played {} rounds of matches.\n", kernel, rounds);
  else
    fmt::print(stderr, "Kernel {}: nothing to play, since no pair was sampled from tables.\n", kernel);
}

int obey(const std::vector<std::string>& words) {
  if (words.empty()) {
    fmt::print(stderr, "{}", overview());
    return kWrong;
  }
  const std::string& first = words.front();
  if (first == "--version" || (asks_for_help(first) && (first != "help" || words.size() == 1))) {
    if (words.size() > 1) throw Error(fmt::format("{} stands alone; leave '{}' out", first, words[1]));
    write_out(first == "--version" ? fmt::format("detente {}\n", kVersion) : overview());
    return kDone;
  }
  if (first == "help") {
    if (words.size() > 2) throw Error(fmt::format("help is about one command; leave '{}' out", words[2]));
    write_out(help(command(words[1])));
    return kDone;
  }
  const Command asked = command(first);
  const Arguments arguments = parse(asked, {words.begin() + 1, words.end()});
  if (arguments.wants_help) {
    write_out(help(asked));
    return kDone;
  }
  const int status = asked.act(arguments);
  if (const Setting* const kernel = arguments.find("kernel")) tell_kernel(kernel->value);
  return status;
}

int tell(int status, const std::string& sentence) {
  fmt::print(stderr, "detente: {}\n", sentence);
  return status;
}

}  // namespace
}  // namespace detente::cli

int main(int count, char** words) {
  using namespace detente;
  using namespace detente::cli;
  try {
    prepare_process();
    if (count == 3 && words[1] == kTrialWord) return trial(words[2]);
    return obey({words + (count > 0 ? 1 : 0), words + count});
  } catch (const Error& error) {
    return tell(kWrong, error.what());
  } catch (const RunFailure& failure) {
    return tell(kFailed, failure.what());
  } catch (const Stopped&) {
    return kStopped;
  } catch (const std::bad_alloc&) {
    return tell(kFailed, "there is not enough memory for this; ask for fewer strategies, rounds or threads");
  } catch (const std::exception& fault) {
    return tell(kFailed, fmt::format("a fault in détente itself: {}", fault.what()));
  }
}

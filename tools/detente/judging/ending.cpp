// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "judging/ending.hpp"

#include <sys/wait.h>

#include <csignal>
#include <cstring>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "judging/law_process.hpp"

namespace detente::cli {
namespace {

constexpr std::string_view kOut = "a strategy must not end the program";

/// What an assertion that failed wrote, from "Assertion" on.
std::string assertion(const std::string& said) {
  const std::size_t at = said.find("Assertion ");
  return at == std::string::npos ? "" : said.substr(at, said.find('\n', at) - at);
}

std::string aborted(const Moment& moment, const std::string& said) {
  if (moment.thrown[0] != '\0' && moment.asked.load() == Asked::load)
    return fmt::format("threw an exception of type {}; a strategy must not throw", moment.thrown.data());
  if (moment.thrown[0] != '\0')
    return fmt::format("threw an exception of type {} out of a function that must not throw; a strategy must not throw",
                       moment.thrown.data());
  const std::string failed = assertion(said);
  if (!failed.empty()) return fmt::format("failed an assertion: {}", failed);
  return fmt::format("called abort(), or corrupted memory so that the C library called it; {}", kOut);
}

std::string misused(const Moment& moment) {
  switch (moment.place.load()) {
    case Place::null:
      return "used a null pointer (segmentation fault); a strategy needs no pointers: store values";
    case Place::stack:
      return "overflowed the stack (segmentation fault); look for infinite recursion or a very large local variable";
    case Place::anywhere:
      break;
  }
  return "accessed invalid memory (segmentation fault); look for an index outside its array or a dangling pointer";
}

std::string signalled(int signal, const Moment& moment, const std::string& said) {
  switch (signal) {
    case SIGSEGV:
    case SIGBUS:
      return misused(moment);
    case SIGABRT:
      return aborted(moment, said);
    case SIGFPE:
      return "divided a whole number by zero; make sure that the divisor is not 0";
    case SIGILL:
    case SIGTRAP:
      return "reached the end of a function without a return (illegal instruction); every path needs one";
    case SIGKILL:
      return "was killed by the system, probably because memory ran out; limit how much it stores";
    default:
      return fmt::format("was ended by the signal '{}'; {}", strsignal(signal), kOut);
  }
}

}  // namespace

std::string actor(const Moment& moment) {
  const std::int32_t round = moment.round;
  const std::string in_round = round == 0 ? "" : fmt::format("in round {} ", round);
  switch (moment.asked.load()) {
    case Asked::nothing:
      return "it";
    case Asked::load:
      return "when it was loaded it";
    case Asked::copy:
      return "when it was copied it";
    case Asked::begin:
      return "its begin()";
    case Asked::play:
      return in_round + "its play()";
    case Asked::say:
      return in_round + "its say()";
    case Asked::hear:
      return in_round + "its hear()";
    case Asked::open:
      return in_round + "its open()";
    case Asked::see:
      return in_round + "its see()";
    case Asked::turn:
      return in_round + "its turn()";
    case Asked::order:
      return in_round + "its operator<=>";
    case Asked::stance:
      return in_round + "its stance()";
    case Asked::arms:
      return in_round + "its arms()";
  }
  return "it";
}

std::string ending(int status, const Moment& moment, const std::string& said) {
  const std::string who = actor(moment) + ' ';
  if (WIFSIGNALED(status)) return who + signalled(WTERMSIG(status), moment, said);
  return fmt::format("{}ended the program with exit status {}; a strategy must not call exit()", who,
                     WEXITSTATUS(status));
}

std::string out_of_time(double seconds, bool is_stuck, const Moment& moment) {
  return is_stuck ? fmt::format(
                        "{} did not return within {} s; look for an infinite loop, or allow more time with --patience",
                        actor(moment), shortest(seconds))
                  : fmt::format(
                        "it did not finish within {} s; it is slow, because it was called {} times: allow more time "
                        "with --patience",
                        shortest(seconds), moment.calls.load());
}

std::string too_much_memory(const Moment& moment) {
  return fmt::format(
      "{} used more than {} MiB of memory; limit how much it stores, as in 'if (count < 10) "
      "++count;'",
      actor(moment), kMostMemory >> 20);
}

}  // namespace detente::cli

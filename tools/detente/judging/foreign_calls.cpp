// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "judging/foreign_calls.hpp"

#include <elf.h>
#include <link.h>

#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include <fmt/core.h>

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

struct Foreign {
  std::string_view symbol;  ///< with a * at its end, only how it begins
  std::string_view name;
  std::string_view advice;
};

constexpr std::string_view kClock = "a strategy must not read clocks: count rounds in a field instead";
constexpr std::string_view kDice =
    "a strategy must not use its own random generator: return chance(p) from play(), or use the Rng in see(Seen, Rng&)";
constexpr std::string_view kOutsideAdvice = "a strategy must use only its fields and what begin() and see() give it";
constexpr std::string_view kProcess = "a strategy must not start, end or change processes";

constexpr std::array kForeign{
    Foreign{"time", "time()", kClock},
    Foreign{"clock", "clock()", kClock},
    Foreign{"clock_gettime", "clock_gettime()", kClock},
    Foreign{"gettimeofday", "gettimeofday()", kClock},
    Foreign{"times", "times()", kClock},
    Foreign{"timespec_get", "timespec_get()", kClock},
    Foreign{"sleep", "sleep()", kClock},
    Foreign{"usleep", "usleep()", kClock},
    Foreign{"nanosleep", "nanosleep()", kClock},
    Foreign{"clock_nanosleep", "clock_nanosleep()", kClock},
    Foreign{"_ZNSt6chrono3_V212system_clock3nowEv", "std::chrono::system_clock::now()", kClock},
    Foreign{"_ZNSt6chrono3_V212steady_clock3nowEv", "std::chrono::steady_clock::now()", kClock},
    Foreign{"rand", "rand()", kDice},
    Foreign{"rand_r", "rand_r()", kDice},
    Foreign{"srand", "srand()", kDice},
    Foreign{"random", "random()", kDice},
    Foreign{"srandom", "srandom()", kDice},
    Foreign{"drand48", "drand48()", kDice},
    Foreign{"lrand48", "lrand48()", kDice},
    Foreign{"mrand48", "mrand48()", kDice},
    Foreign{"srand48", "srand48()", kDice},
    Foreign{"getrandom", "getrandom()", kDice},
    Foreign{"getentropy", "getentropy()", kDice},
    Foreign{"arc4random*", "arc4random()", kDice},
    Foreign{"_ZNSt13random_device*", "std::random_device", kDice},
    Foreign{"getenv", "getenv()", kOutsideAdvice},
    Foreign{"secure_getenv", "secure_getenv()", kOutsideAdvice},
    Foreign{"fopen", "fopen()", kOutsideAdvice},
    Foreign{"fopen64", "fopen()", kOutsideAdvice},
    Foreign{"freopen", "freopen()", kOutsideAdvice},
    Foreign{"open", "open()", kOutsideAdvice},
    Foreign{"open64", "open()", kOutsideAdvice},
    Foreign{"openat", "openat()", kOutsideAdvice},
    Foreign{"opendir", "opendir()", kOutsideAdvice},
    Foreign{"socket", "socket()", kOutsideAdvice},
    Foreign{"syscall", "syscall()", kOutsideAdvice},
    Foreign{"getpid", "getpid()", kOutsideAdvice},
    Foreign{"gethostname", "gethostname()", kOutsideAdvice},
    Foreign{"dlopen", "dlopen()", kOutsideAdvice},
    Foreign{"dlsym", "dlsym()", kOutsideAdvice},
    Foreign{"_ZNSt14basic_ifstream*", "std::ifstream", kOutsideAdvice},
    Foreign{"_ZNSt14basic_ofstream*", "std::ofstream", kOutsideAdvice},
    Foreign{"_ZNSt13basic_fstream*", "std::fstream", kOutsideAdvice},
    Foreign{"_ZNSt13basic_filebuf*", "a file stream", kOutsideAdvice},
    Foreign{"_ZNSt10filesystem*", "std::filesystem", kOutsideAdvice},
    Foreign{"_ZNSt6thread*", "std::thread", kProcess},
    Foreign{"pthread_create", "pthread_create()", kProcess},
    Foreign{"fork", "fork()", kProcess},
    Foreign{"vfork", "vfork()", kProcess},
    Foreign{"system", "system()", kProcess},
    Foreign{"popen", "popen()", kProcess},
    Foreign{"exec*", "exec()", kProcess},
    Foreign{"posix_spawn*", "posix_spawn()", kProcess},
    Foreign{"kill", "kill()", kProcess},
    Foreign{"raise", "raise()", kProcess},
    Foreign{"exit", "exit()", kProcess},
    Foreign{"_exit", "_exit()", kProcess},
    Foreign{"_Exit", "_Exit()", kProcess},
    Foreign{"quick_exit", "quick_exit()", kProcess},
    Foreign{"at_quick_exit", "at_quick_exit()", kProcess},
    Foreign{"signal", "signal()", kProcess},
    Foreign{"sigaction", "sigaction()", kProcess},
    Foreign{"longjmp", "longjmp()", kProcess},
};

bool is_same(std::string_view symbol, std::string_view pattern) {
  if (!pattern.ends_with('*')) return symbol == pattern;
  return symbol.starts_with(pattern.substr(0, pattern.size() - 1));
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Things of a file that may be cut short or say anything of itself.
template <class T>
std::vector<T> read_all(const std::string& file, std::uint64_t at, std::uint64_t bytes) {
  if (at > file.size() || bytes > file.size() - at) return {};
  std::vector<T> things(bytes / sizeof(T));
  std::memcpy(things.data(), file.data() + at, things.size() * sizeof(T));
  return things;
}

/// Names of what a shared object expects from others.
std::vector<std::string> imports(const std::string& file) {
  const auto headers = read_all<ElfW(Ehdr)>(file, 0, sizeof(ElfW(Ehdr)));
  constexpr unsigned char kClass = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;
  if (headers.empty() || std::memcmp(headers[0].e_ident, ELFMAG, SELFMAG) != 0 ||
      headers[0].e_ident[EI_CLASS] != kClass)
    return {};
  const auto sections = read_all<ElfW(Shdr)>(file, headers[0].e_shoff, headers[0].e_shnum * sizeof(ElfW(Shdr)));
  std::vector<std::string> names;
  for (const ElfW(Shdr) & section : sections) {
    if (section.sh_type != SHT_DYNSYM || section.sh_link >= sections.size()) continue;
    const ElfW(Shdr)& texts = sections[section.sh_link];
    const auto letters = read_all<char>(file, texts.sh_offset, texts.sh_size);
    for (const ElfW(Sym) & symbol : read_all<ElfW(Sym)>(file, section.sh_offset, section.sh_size)) {
      if (symbol.st_shndx != SHN_UNDEF || symbol.st_name >= letters.size()) continue;
      const char* const name = letters.data() + symbol.st_name;
      names.emplace_back(name, strnlen(name, letters.size() - symbol.st_name));
    }
  }
  return names;
}

/// C++ without its comments and texts, roughly: enough to find a name.
std::string code(const std::string& source) {
  std::string kept;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const std::string_view rest = std::string_view(source).substr(i);
    std::size_t end = 0;
    if (rest.starts_with("//")) {
      end = rest.find('\n');
    } else if (rest.starts_with("/*")) {
      end = rest.find("*/", 2);
    } else if (rest[0] == '"') {
      end = 1;
      while (end < rest.size() && rest[end] != '"' && rest[end] != '\n') end += rest[end] == '\\' ? 2U : 1U;
    } else {
      kept += rest[0];
      continue;
    }
    kept += ' ';
    i += end < rest.size() ? end : rest.size();
  }
  return kept;
}

}  // namespace

std::string foreign_calls(const fs::path& module) {
  const std::vector<std::string> names = imports(contents(module));
  for (const Foreign& foreign : kForeign)
    for (const std::string& name : names)
      if (is_same(name, foreign.symbol)) return fmt::format("it calls {}; {}", foreign.name, foreign.advice);
  return "";
}

std::string named_generator(const fs::path& source) {
  const std::string text = code(contents(source));
  for (const char* const name : {"mt19937", "minstd_rand", "ranlux24", "ranlux48", "knuth_b", "default_random_engine",
                                 "mersenne_twister_engine", "linear_congruential_engine", "subtract_with_carry_engine"})
    if (text.find(name) != std::string::npos) return "std::" + std::string(name);
  return "";
}

}  // namespace detente::cli

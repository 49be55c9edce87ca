// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "judging/law_process.hpp"

#include <cxxabi.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <optional>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/guests/guest.hpp>
#include <detente/laws/alignment_laws.hpp>
#include <detente/laws/laws.hpp>
#include <detente/strategy/registry.hpp>

#include "json/results_json.hpp"
#include "judging/ending.hpp"
#include "judging/moment.hpp"
#include "judging/watched.hpp"
#include "submissions/confine.hpp"
#include "submissions/native.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kLongestSentence = 600;  // columns; what a strategy throws may be of any length

// What the handlers of signals and of uncaught exceptions write to.
Moment* moment_of_all = nullptr;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::uintptr_t end_of_stack = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void report(const Json& line) {
  const std::string text = line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t count = write(kReportDescriptor, text.data() + at, text.size() - at);
    if (count < 0 && errno != EINTR) _exit(EXIT_FAILURE);  // nobody listens any more
    if (count > 0) at += static_cast<std::size_t>(count);
  }
}

/// Notes what memory was used wrongly, and lets the signal end the process.
void note_fault(int /*signal*/, siginfo_t* info, void* /*context*/) {
  constexpr std::uintptr_t kPage = 4096;
  constexpr std::uintptr_t kNear = 1 << 20;
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  const bool is_beyond_stack = address > end_of_stack - kNear && address < end_of_stack + kNear / 16;
  moment_of_all->place = address < kPage ? Place::null : is_beyond_stack ? Place::stack : Place::anywhere;
}

[[noreturn]] void note_exception() {
  if (const std::type_info* const type = abi::__cxa_current_exception_type()) {
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> name(abi::__cxa_demangle(type->name(), nullptr, nullptr, &status),
                                                      std::free);
    std::strncpy(moment_of_all->thrown.data(), name ? name.get() : type->name(), moment_of_all->thrown.size() - 1);
  }
  std::abort();
}

void lower(int resource, std::uint64_t most) {
  rlimit limit{};
  getrlimit(static_cast<__rlimit_resource_t>(resource), &limit);
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_cur, most);
  setrlimit(static_cast<__rlimit_resource_t>(resource), &limit);
}

/// Limits, and handlers for what ends a process.
void prepare(const LawOrder& order, Moment& moment) {
  constexpr std::uint64_t kStack = std::uint64_t{8} << 20;
  constexpr std::uint64_t kMostWritten = std::uint64_t{16} << 20;
  moment_of_all = &moment;
  std::set_terminate(note_exception);
  lower(RLIMIT_CORE, 0);
  lower(RLIMIT_FSIZE, kMostWritten);
  lower(RLIMIT_STACK, kStack);
  if (order.is_sanitized) return;  // sanitizers take much memory that they never use, and tell signals themselves
  lower(RLIMIT_DATA, kMostMemory);
  rlimit stack{};
  getrlimit(RLIMIT_STACK, &stack);
  end_of_stack = reinterpret_cast<std::uintptr_t>(&stack) - stack.rlim_cur;
  static std::array<char, 1 << 16> other_stack;
  const stack_t alternative{.ss_sp = other_stack.data(), .ss_flags = 0, .ss_size = other_stack.size()};
  sigaltstack(&alternative, nullptr);
  struct sigaction action {};
  action.sa_sigaction = note_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGSEGV, SIGBUS}) sigaction(signal, &action, nullptr);
}

std::string shortened(const std::string& sentence) {
  return fitted(harmless(sentence), kLongestSentence);
}

/// What is tried, strategies or alignments, and whether this build has others of their names.
struct Tried {
  std::vector<Strategy> strategies = {};
  std::vector<Alignment> alignments = {};
  std::vector<bool> is_taken = {};

  bool is_of_alignments() const { return !alignments.empty(); }
  std::size_t size() const { return strategies.size() + alignments.size(); }
  std::string name(std::size_t i) const { return is_of_alignments() ? alignments[i].name() : strategies[i].name(); }
};

Tried find_alignments(const std::string& file, const Alignments& known) {
  Alignments alignments;
  alignments.load(file);
  Tried tried{.alignments = alignments.all()};
  for (const Alignment& alignment : tried.alignments) tried.is_taken.push_back(known.knows(alignment.info().name));
  return tried;
}

Tried find(const LawOrder& order) {
  Registry known = Registry::built_in();
  Alignments known_alignments = Alignments::built_in();
  for (const std::string& module : order.modules) {
    if (Alignments::are_in(module))
      known_alignments.load(module);
    else
      known.load(module);
  }
  if (order.file.empty()) {
    const std::string_view name = std::string_view(order.name).substr(0, order.name.find(':'));
    if (known_alignments.knows(name) && !known.knows(name))
      return {.alignments = {known_alignments.alignment(order.name)}, .is_taken = {false}};
    return {.strategies = {known.strategy(order.name)}, .is_taken = {false}};
  }
  if (!order.is_guest && Alignments::are_in(order.file)) return find_alignments(order.file, known_alignments);
  Registry registry;
  if (order.is_guest) {
    confine({}, std::filesystem::path(order.file).parent_path());
    registry.admit({{.prototypes = guests::prototypes(native_guest(order.file, {.steps = order.steps})),
                     .origin = order.file,
                     .label = "checked"}});
  } else {
    registry.load(order.file);
  }
  Tried tried{.strategies = registry.strategies()};
  for (const Strategy& strategy : tried.strategies) tried.is_taken.push_back(known.knows(strategy.info().name));
  return tried;
}

/// The breach of a law, or of none; a strategy that takes all memory breaks it.
template <class Subject>
std::string breach_of(const Subject& subject, const Law& law, const Moment& moment) {
  try {
    return breach(subject, law);
  } catch (const std::bad_alloc&) {
    return too_much_memory(moment);
  }
}

template <class Subject>
void keep_diary(const Subject& subject, std::size_t number) {
  try {
    report({{"strategy", number}, {"diary", diary(subject)}});
  } catch (...) {  // a law tells
  }
}

/// Tries the laws, and keeps a diary when it is known that all matches can be played.
template <class Subject>
void try_laws(const Subject& strategy, const std::vector<Law>& all, std::size_t number, const LawOrder& order,
              const Moment& moment) {
  for (const Law& law : all) {
    report({{"strategy", number}, {"trying", law.name}});
    const std::string breach = breach_of(strategy, law, moment);
    const std::string remark = breach.empty() ? note(strategy, law) : "";
    report({{"strategy", number}, {"tried", law.name}, {"breach", shortened(breach)}, {"note", remark}});
    // One fault breaks many laws; what a strategy says of itself has nothing to do with the others.
    if (!breach.empty() && law.name != "describes_itself") return;
    if (law.name == "stays_in_range" && !order.is_sanitized) keep_diary(strategy, number);
  }
}

/// Tries one, as the order has it.
template <class Subject>
void try_one(const Subject& subject, const std::vector<Law>& all, std::size_t number, const LawOrder& order,
             const Moment& moment) {
  report({{"strategy", number}, {"trying", ""}});
  if (order.diary_only)
    keep_diary(subject, number);
  else
    try_laws(subject, all, number, order, moment);
}

/// The memory that is shared with who watches.
Moment& shared_moment() {
  void* const memory = mmap(nullptr, sizeof(Moment), PROT_READ | PROT_WRITE, MAP_SHARED, kMomentDescriptor, 0);
  if (memory == MAP_FAILED) throw RunFailure(fmt::format("shared memory cannot be created: {}", std::strerror(errno)));
  return *static_cast<Moment*>(memory);
}

}  // namespace

std::string LawOrder::text() const {
  return Json{{"file", file},
              {"name", name},
              {"modules", modules},
              {"is_guest", is_guest},
              {"steps", steps},
              {"is_sanitized", is_sanitized},
              {"diary_only", diary_only},
              {"filling", filling},
              {"first", first}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

LawOrder LawOrder::read(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  LawOrder order;
  try {
    json.at("file").get_to(order.file);
    json.at("name").get_to(order.name);
    json.at("modules").get_to(order.modules);
    json.at("is_guest").get_to(order.is_guest);
    json.at("steps").get_to(order.steps);
    json.at("is_sanitized").get_to(order.is_sanitized);
    json.at("diary_only").get_to(order.diary_only);
    json.at("filling").get_to(order.filling);
    json.at("first").get_to(order.first);
  } catch (const Json::exception&) {
    throw Error(fmt::format("'{}' is for internal use by détente", kLawProcessWord));
  }
  return order;
}

int law_process(const std::string& text) {
  const LawOrder order = LawOrder::read(text);
  Moment& moment = shared_moment();
  prepare(order, moment);
  const Watch watch{moment,
                    order.is_sanitized ? std::nullopt : std::optional(static_cast<unsigned char>(order.filling))};
  try {
    const Tried tried = [&] {
      const Visit visit(moment, Asked::load);
      return find(order);
    }();
    for (std::size_t i = 0; i < tried.size(); ++i)
      report({{"named", tried.name(i)},
              {"is_alignment", tried.is_of_alignments()},
              {"is_taken", bool(tried.is_taken[i])}});
    for (std::size_t i = order.first; i < tried.size(); ++i) {
      if (tried.is_of_alignments())
        try_one(watched(tried.alignments[i], watch), alignment_laws(), i, order, moment);
      else
        try_one(watched(tried.strategies[i], watch), laws(), i, order, moment);
    }
    report({{"done", true}});
  } catch (const Error& error) {
    report({{"error", error.what()}, {"is_input", true}});
  } catch (const std::bad_alloc&) {
    report({{"error", too_much_memory(moment)}, {"is_input", false}});
  } catch (const RunFailure& failure) {
    report({{"error", failure.what()}, {"is_input", false}});
  } catch (const std::exception& failure) {
    report(
        {{"error", fmt::format("when it was loaded it threw an exception: {}", failure.what())}, {"is_input", false}});
  }
  std::fflush(nullptr);
  _exit(EXIT_SUCCESS);  // destructors of statics are not tried
}

}  // namespace detente::cli

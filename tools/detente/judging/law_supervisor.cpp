// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "judging/law_supervisor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <new>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "files/process.hpp"
#include "json/results_json.hpp"
#include "judging/ending.hpp"
#include "judging/moment.hpp"
#include "judging/sanitizer_report.hpp"
#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kTick = 50;  // milliseconds between two looks at the clock, and at whether somebody asks for an end

Descriptor memory_file(const char* name) {
  Descriptor file(memfd_create(name, MFD_CLOEXEC));
  if (file.number() < 0) throw RunFailure(fmt::format("shared memory cannot be created: {}", std::strerror(errno)));
  return file;
}

/// A moment that another process shares.
class SharedMoment {
 public:
  SharedMoment() : file_(memory_file("moment")) {
    if (ftruncate(file_.number(), sizeof(Moment)) == 0)
      memory_ = mmap(nullptr, sizeof(Moment), PROT_READ | PROT_WRITE, MAP_SHARED, file_.number(), 0);
    if (memory_ == MAP_FAILED)
      throw RunFailure(fmt::format("shared memory cannot be created: {}", std::strerror(errno)));
    moment_ = new (memory_) Moment;
  }
  ~SharedMoment() { munmap(memory_, sizeof(Moment)); }
  SharedMoment(const SharedMoment&) = delete;
  SharedMoment& operator=(const SharedMoment&) = delete;

  int file() const { return file_.number(); }
  const Moment& operator*() const { return *moment_; }

 private:
  Descriptor file_;
  void* memory_ = MAP_FAILED;
  Moment* moment_ = nullptr;
};

std::string contents(const Descriptor& file) {
  constexpr std::size_t kMost = 1 << 16;
  std::string text(kMost, '\0');
  const ssize_t count = pread(file.number(), text.data(), text.size(), 0);
  text.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return text;
}

/// Each process has other memory, another environment and other addresses, so that what depends on them is seen.
std::vector<std::string> environment(const LawOrder& order, const LawRules& rules) {
  std::vector<std::string> settings = {fmt::format("MALLOC_PERTURB_={}", order.filling),
                                       "DETENTE_TRIAL=" + std::string(16 * order.filling, 'x')};
  if (order.is_sanitized)
    settings.insert(settings.end(), {"LD_PRELOAD=" + rules.sanitizers.string(),
                                     "ASAN_OPTIONS=detect_leaks=0:handle_abort=1:abort_on_error=1:detect_odr_violation="
                                     "0:detect_stack_use_after_return=1:"
                                     "hard_rss_limit_mb=" +
                                         std::to_string(2 * kMostMemory >> 20),
                                     "UBSAN_OPTIONS=print_stacktrace=1"});
  return settings;
}

/// A process that carries out an order, from one strategy on.
class LawProcess {
 public:
  LawProcess(const LawOrder& order, const LawRules& rules)
      : said_(memory_file("said")), pipe_(make_pipe()), process_(started(order, rules)), heard_(Clock::now()) {
    pipe_.second.close();
  }

  int descriptor() const { return pipe_.first.number(); }
  const Moment& moment() const { return *moment_; }
  std::string said() const { return contents(said_); }

  /// Lines that have come; empty at the end.
  std::vector<std::string> lines() {
    std::array<char, 1 << 16> part{};
    const ssize_t count = read(descriptor(), part.data(), part.size());
    if (count <= 0 && !(count < 0 && errno == EINTR)) pipe_.first.close();
    if (count > 0) {
      unread_.append(part.data(), static_cast<std::size_t>(count));
      heard_ = Clock::now();
      worked_ = process_.processor_time();
    }
    std::vector<std::string> lines;
    for (std::size_t end = 0; (end = unread_.find('\n')) != std::string::npos; unread_.erase(0, end + 1))
      lines.push_back(unread_.substr(0, end));
    return lines;
  }
  std::optional<int> ended() { return process_.ended(); }

  /// True when it has said nothing for too long; then it is ended. What counts is its own time, so that nobody is out
  /// of time because others are busy; and much more time where it sleeps.
  bool is_out_of_time(double patience) {
    constexpr double kAsleep = 10;
    const double worked = process_.processor_time();
    const std::uint64_t calls = (*moment_).calls;
    if (calls != calls_) called_ = worked;
    calls_ = calls;
    const double waited = std::chrono::duration<double>(Clock::now() - heard_).count();
    if (patience == 0 || (worked - worked_ < patience && waited < kAsleep * patience)) return false;
    is_stuck_ = (*moment_).asked != Asked::nothing && (worked - called_ > patience / 4 || worked - worked_ < patience);
    process_.end();
    return true;
  }
  bool is_stuck() const { return is_stuck_; }

 private:
  Process started(const LawOrder& order, const LawRules& rules) const {
    return Process({.command = {"/proc/self/exe", std::string(kLawProcessWord), order.text()},
                    .environment = environment(order, rules),
                    .descriptors = {{said_.number(), STDOUT_FILENO},
                                    {said_.number(), STDERR_FILENO},
                                    {pipe_.second.number(), kReportDescriptor},
                                    {moment_.file(), kMomentDescriptor}}});
  }

  SharedMoment moment_;
  Descriptor said_;
  std::pair<Descriptor, Descriptor> pipe_;
  Process process_;
  std::string unread_;
  Clock::time_point heard_;
  double worked_ = 0, called_ = 0;  // its own time when it was last heard, and when it was last seen to be called
  std::uint64_t calls_ = 0;
  bool is_stuck_ = false;
};

/// An order, carried out by one process after the other.
class Inquiry {
 public:
  Inquiry(const LawOrder& order, const LawRules& rules) : order_(order), rules_(rules) { begin(0); }

  bool is_done() const { return process_ == nullptr; }
  int descriptor() const { return process_->descriptor(); }
  LawResult result() && { return std::move(result_); }

  void listen() {
    for (const std::string& line : process_->lines()) take(line);
  }

  void look() {
    if (const std::optional<int> status = process_->ended()) {
      for (pollfd end{.fd = descriptor(), .events = POLLIN, .revents = 0}; poll(&end, 1, 0) > 0; end.fd = descriptor())
        listen();  // what it said last
      finish(*status);
    } else if (process_->is_out_of_time(rules_.patience)) {
      cut_short({.law = law_,
                 .sentence = out_of_time(rules_.patience, process_->is_stuck(), process_->moment()),
                 .is_timeout = true});
    }
  }

 private:
  void begin(std::size_t first) {
    order_.first = first;
    strategy_ = std::nullopt;
    named_ = 0;
    law_.clear();
    process_ = std::make_unique<LawProcess>(order_, rules_);
  }

  void take(const std::string& text) {
    const nlohmann::json line = nlohmann::json::parse(text, nullptr, false);
    if (!line.is_object()) return;
    try {
      if (line.contains("named")) {
        if (named_++ >= result_.strategies.size())
          result_.strategies.push_back(
              {.name = line["named"], .is_alignment = line["is_alignment"], .is_name_taken = line["is_taken"]});
      } else if (line.contains("error")) {
        result_.error = line["error"];
        result_.is_wrong_input = line["is_input"];
      } else if (line.contains("done")) {
        is_finished_ = true;
      } else {
        const std::size_t number = line.at("strategy");
        strategy_ = number;
        TriedStrategy& tried = result_.strategies.at(number);
        if (line.contains("trying")) law_ = line["trying"];
        if (line.contains("diary")) line["diary"].get_to(tried.diary);
        if (line.contains("tried")) tried.laws.push_back({line["tried"], line["breach"], line["note"]});
      }
    } catch (const std::exception&) {  // it may write there itself
    }
  }

  void finish(int status) {
    if (is_finished_ || !result_.error.empty()) {
      process_.reset();
      return;
    }
    const std::string said = process_->said();
    const std::string misuse = order_.is_sanitized ? sanitizer_report(said, rules_.source) : "";
    if (order_.is_sanitized && ran_out_of_memory(said))
      cut_short({.law = law_, .sentence = too_much_memory(process_->moment()), .is_timeout = true});
    else if (misuse.empty())
      cut_short({.law = law_, .sentence = ending(status, process_->moment(), said)});
    else
      cut_short({.law = law_, .sentence = actor(process_->moment()) + ' ' + misuse, .is_misuse = true});
  }

  void cut_short(CutShort how) {
    if (!strategy_) {
      result_.error = how.sentence;
      result_.is_misuse = how.is_misuse;
      process_.reset();
      return;
    }
    result_.strategies[*strategy_].cut_short = std::move(how);
    if (const std::size_t next = *strategy_ + 1; next < result_.strategies.size())
      begin(next);
    else
      process_.reset();
  }

  LawOrder order_;
  const LawRules& rules_;
  LawResult result_;
  std::unique_ptr<LawProcess> process_;
  std::optional<std::size_t> strategy_;  // that is tried; absent while they are loaded
  std::size_t named_ = 0;
  std::string law_;
  bool is_finished_ = false;
};

}  // namespace

std::vector<LawResult> carry_out(const std::vector<LawOrder>& orders, const LawRules& rules) {
  std::vector<std::unique_ptr<Inquiry>> all;
  for (const LawOrder& order : orders) all.push_back(std::make_unique<Inquiry>(order, rules));
  for (;;) {
    std::vector<Inquiry*> busy;
    std::vector<pollfd> ends;
    for (const auto& inquiry : all)
      if (!inquiry->is_done()) {
        busy.push_back(inquiry.get());
        ends.push_back({.fd = inquiry->descriptor(), .events = POLLIN, .revents = 0});
      }
    if (busy.empty()) break;
    poll(ends.data(), ends.size(), kTick);
    if (interrupted()) throw Stopped();
    for (std::size_t i = 0; i < busy.size(); ++i) {
      if (ends[i].revents != 0) busy[i]->listen();
      busy[i]->look();
    }
  }
  std::vector<LawResult> results;
  for (const auto& inquiry : all) results.push_back(std::move(*inquiry).result());
  return results;
}

}  // namespace detente::cli

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <optional>
#include <string_view>

#include <fmt/core.h>

#include "terminal/interrupt.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPatience{300};  // a run that ends sooner shows no bar
constexpr milliseconds kPause{100};
constexpr std::chrono::seconds kLine{10};  // between lines where there is no bar

constexpr std::array<char, 512> kBlanks = [] {
  std::array<char, 512> blanks{};
  blanks.fill(' ');
  return blanks;
}();
std::atomic<int> columns_of_bar{0};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// The bar is a courtesy: nobody is told where it cannot be written.
void write_bar(std::string_view text) {
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

void clear_bar() noexcept {
  const int columns = columns_of_bar.exchange(0);
  if (columns == 0) return;
  write_bar("\r");
  write_bar({kBlanks.data(), std::min<std::size_t>(kBlanks.size(), static_cast<std::size_t>(columns))});
  write_bar("\r");
}

std::string duration(double seconds) {
  const auto whole = std::llround(std::min(seconds, 1e9));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

Progress::Progress() : next_(begin_ + kPatience) {
  const Terminal errors = terminal(STDERR_FILENO);
  is_silent_ = !errors.is_terminal;
  width_ = errors.width;
}

Progress::~Progress() {
  clear_bar();
}

void Progress::show(double done) {
  if (is_silent_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  const Clock::time_point now = Clock::now();
  if (!lock.owns_lock() || now < next_) return;
  next_ = now + kPause;
  time_left_.report(std::chrono::duration<double>(now - begin_).count(), done);
  done = time_left_.done();
  const std::optional<double> seconds = time_left_.seconds();
  const std::string left = seconds ? duration(*seconds) + " left" : "";
  const std::string tail = fmt::format(" {:3.0f}%  {}", std::floor(100 * done), left);
  const auto room = static_cast<std::size_t>(std::clamp(width_ - static_cast<int>(columns(tail)) - 4, 4, 40));
  const auto full = std::min(room, static_cast<std::size_t>(done * static_cast<double>(room)));
  const std::string line = fmt::format("[{:#<{}}{:.<{}}]{}", "", full, "", room - full, tail);
  write_bar(fmt::format("\r{:<{}}", line, width_ - 1));
  columns_of_bar = width_ - 1;
}

Played watched_field(const Design& design, int threads, KnownPairs* known) {
  Progress progress;
  return play_field(design, threads, {.progress = [&](double done) { progress.show(done); }, .stop = interrupted},
                    known);
}

void watched_shard(const Design& design, const Shard& shard, int threads, KnownPairs& known) {
  Progress progress;
  play_shard(design, shard, threads, {.progress = [&](double done) { progress.show(done); }, .stop = interrupted},
             known);
}

Results watched_play(const Design& design, const std::vector<Meeting>& schedule, int threads) {
  Progress progress;
  return play(design, schedule, threads, {.progress = [&](double done) { progress.show(done); }, .stop = interrupted});
}

Together watched_lead(Communicator& ranks, const Design& design, const std::optional<Shard>& shard, KnownPairs& known,
                      int threads, double patience) {
  Progress progress;
  const bool has_lines = !terminal(STDERR_FILENO).is_terminal;
  const auto begin = std::chrono::steady_clock::now();
  auto next = begin + kLine;
  const auto tell = [&](double done) {
    progress.show(done);
    const auto now = std::chrono::steady_clock::now();
    if (!has_lines || now < next || done <= 0) return;
    next = now + kLine;
    const double seconds = std::chrono::duration<double>(now - begin).count();
    write_error(fmt::format("{} ranks: {:.0f}% played, {} left\n", ranks.size(), std::floor(100 * done),
                            duration(seconds * (1 - done) / done)));
  };
  return lead(ranks, design, shard, known, threads, patience, {.progress = tell, .stop = interrupted});
}

bool watched_follow(Communicator& ranks, const Design& design, int threads) {
  return follow(ranks, design, threads, {.progress = {}, .stop = interrupted});
}

SpiralReport watched_spirals(const SpiralDesign& question, const Results& results, const Registry& registry,
                             Detail detail, int threads) {
  Progress progress;
  return detente::spirals(question, results, registry, detail, threads,
                          {.progress = [&](double done) { progress.show(done); }, .stop = interrupted});
}

std::vector<LibraryAnswer> watched_library(const SpiralDesign& question, const Registry& registry, int threads) {
  Progress progress;
  return library_answers(question, registry, threads,
                         {.progress = [&](double done) { progress.show(done); }, .stop = interrupted});
}

std::vector<Credit> watched_credits(const SpiralDesign& question, int threads) {
  Progress progress;
  return credits(question, threads, {.progress = [&](double done) { progress.show(done); }, .stop = interrupted});
}

std::vector<PeaceAfterCrisis> watched_peace(const SpiralDesign& question, int threads) {
  Progress progress;
  return peace_after_crises(question, threads,
                            {.progress = [&](double done) { progress.show(done); }, .stop = interrupted});
}

}  // namespace detente::cli

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What each layer does in a second on one core, and how much that is beside a naive engine; with no options also what
// two threads add, and how long large files take.
#include <algorithm>

#include <fmt/core.h>

#include "layers/layers.hpp"

namespace layers {
namespace {

/// One line for each layer: the median rate.
class Layers final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override {
    fmt::print("{:<46}{:>16}{:>10}\n", "layer", "per second", "naive = 1");
    return true;
  }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred || run.aggregate_name != "median") continue;
      const std::string name = run.run_name.function_name;
      const double rate = run.counters.at("items_per_second");
      const std::string& unit = unit_of(name);
      if (name.starts_with("naive")) naive_ = rate;
      const std::string what = run.report_label.empty() ? name : name + " (" + run.report_label + ")";
      fmt::print("{:<46}{:>8} {:<7}{:>10}\n", what.substr(0, 46), shown(rate), unit,
                 unit == "rounds" && naive_ > 0 ? fmt::format("{:.3g}", rate / naive_) : "");
      std::fflush(stdout);
    }
  }

 private:
  static std::string shown(double rate) {
    return rate >= 1e9   ? fmt::format("{:.2f} G", rate / 1e9)
           : rate >= 1e6 ? fmt::format("{:.1f} M", rate / 1e6)
                         : fmt::format("{:.1f} k", rate / 1e3);
  }

  double naive_ = 0;
};

}  // namespace
}  // namespace layers

int main(int argc, char** argv) {
  layers::enter_naive();
  layers::enter_draws();
  layers::enter_weather();
  layers::enter_tables();
  layers::enter_episodes();
  layers::enter_objects();
  layers::enter_exact();
  layers::enter_standings();
  layers::enter_output();
  const bool is_whole = argc == 1;
  benchmark::Initialize(&argc, argv);
  layers::Layers reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  if (is_whole) {
    layers::compare_threads();
    layers::time_large_output();
  }
}

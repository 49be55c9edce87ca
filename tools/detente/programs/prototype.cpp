// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <fmt/core.h>
#include <detente/error.hpp>

#include "programs/asking.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

class ProgramPrototype final : public Prototype {
 public:
  ProgramPrototype(ProgramStrategy strategy, std::vector<std::optional<ParameterValue>> values)
      : strategy_(std::move(strategy)), values_(std::move(values)) {}

  const Info& info() const override { return described().info; }
  Traits traits() const override { return described().traits; }
  std::vector<Parameter> parameters() const override { return described().parameters_with(values_); }
  std::vector<Preset> presets() const override { return described().all_presets(); }
  std::shared_ptr<const Prototype> with(std::size_t parameter, const ParameterValue& value) const override {
    ProgramStrategy changed = strategy_;
    const ProgramDescription::Item& item = described().parameters[parameter];
    changed.settings[item.name] = json_of(value, item.kind);
    std::vector<std::optional<ParameterValue>> values = values_;
    values[parameter] = value;
    return std::make_shared<ProgramPrototype>(std::move(changed), std::move(values));
  }
  std::shared_ptr<const Prototype> briefed(const Briefing& briefing) const override {
    ProgramStrategy ready = strategy_;
    ready.briefing = briefing;
    std::vector<std::optional<ParameterValue>> values = values_;
    if (described().begins) resolve(begun(ready), values);
    return std::make_shared<ProgramPrototype>(std::move(ready), std::move(values));
  }
  /// Equal texts are equal memories; which of two is the less says nothing.
  std::partial_ordering order(const Prototype& other) const override {
    const auto& others = static_cast<const ProgramPrototype&>(other).strategy_;
    if (!described().traits.ordered) return std::partial_ordering::unordered;
    const std::string mine = first_memory(strategy_);
    const std::string theirs = first_memory(others);
    if (mine.empty() || theirs.empty()) return std::partial_ordering::unordered;
    return mine.compare(theirs) <=> 0;
  }
  std::unique_ptr<Seats> seat(int levels) const override { return program_seats(strategy_, levels); }
  std::unique_ptr<Memories> memories(int levels) const override { return program_memories(strategy_, levels); }

 private:
  const ProgramDescription& described() const { return *strategy_.description; }

  static nlohmann::json begun(const ProgramStrategy& strategy) {
    nlohmann::json answer = strategy.program->ask(strategy.question("begin"));
    if (const auto refusal = answer.find("refuse"); refusal != answer.end()) {
      constexpr std::size_t kLongest = 300;  // columns
      if (!refusal->is_string()) strategy.program->refuse("refuses a game without a sentence");
      throw Error(fmt::format("strategy '{}' refuses the game: {}", strategy.description->name,
                              fitted(harmless(refusal->get_ref<const std::string&>()), kLongest)));
    }
    return answer;
  }
  static std::string first_memory(const ProgramStrategy& strategy) {
    const nlohmann::json answer = begun(strategy);
    const auto memory = answer.find("memory");
    return memory != answer.end() && memory->is_string() ? memory->get<std::string>() : "";
  }
  void resolve(const nlohmann::json& answer, std::vector<std::optional<ParameterValue>>& values) const {
    const auto resolved = answer.find("parameters");
    if (resolved == answer.end()) return;
    if (!resolved->is_object()) strategy_.program->refuse("answered \"parameters\" that are no object");
    for (std::size_t i = 0; i < values.size(); ++i) {
      const ProgramDescription::Item& item = described().parameters[i];
      const auto value = resolved->find(item.name);
      if (value == resolved->end()) continue;
      values[i] = value_of(*value, item.kind);
      if (!values[i]) strategy_.program->refuse(fmt::format("answered no value for parameter {}", item.name));
    }
  }

  ProgramStrategy strategy_;
  std::vector<std::optional<ParameterValue>> values_;
};

}  // namespace

std::vector<std::shared_ptr<const Prototype>> program_prototypes(const std::shared_ptr<Program>& program) {
  std::vector<std::shared_ptr<const Prototype>> all;
  for (const auto& description : read_hello(*program, program->ask({{"do", "hello"}, {"detente", kProtocol}}))) {
    std::vector<std::optional<ParameterValue>> values;
    for (const ProgramDescription::Item& item : description->parameters) values.push_back(item.value);
    all.push_back(std::make_shared<ProgramPrototype>(ProgramStrategy{.program = program, .description = description},
                                                     std::move(values)));
  }
  return all;
}

}  // namespace detente::cli

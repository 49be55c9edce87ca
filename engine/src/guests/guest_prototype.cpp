// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include <detente/error.hpp>
#include <detente/guests/guest.hpp>
#include <detente/strategy/registry.hpp>

#include "guests/description.hpp"
#include "guests/guest_seats.hpp"

namespace detente::guests {
namespace {

Setting setting_of(const ParameterValue& value) {
  Setting setting;
  if (const double* const number = std::get_if<double>(&value)) {
    setting.kind = 1;
    setting.number = *number;
  } else {
    const std::string moves = std::get<LongMoves>(value).text();
    setting.kind = 2;
    setting.length = static_cast<std::uint32_t>(moves.size());
    std::memcpy(setting.moves, moves.data(), moves.size());
  }
  return setting;
}

/// Absent where it is resolved when a match begins.
std::optional<ParameterValue> value_of(const Setting& setting) {
  if (setting.kind == 0) return std::nullopt;
  if (setting.kind == 1) return ParameterValue(setting.number);
  if (setting.kind != 2 || setting.length > kMostMoves) throw GuestFailure("a parameter of it has no value");
  try {
    return ParameterValue(LongMoves(std::string_view(setting.moves, setting.length)));
  } catch (const std::exception& refusal) {
    throw GuestFailure(std::string("a parameter of it has no value: ") + refusal.what());
  }
}

/// How an instance becomes this strategy: by its number in the file, what was set, and what it was told.
struct Recipe {
  std::int32_t number = 0;
  std::vector<std::pair<std::int32_t, ParameterValue>> settings = {};
  std::optional<Briefing> briefing = {};
};

class GuestPrototype final : public Prototype {
 public:
  GuestPrototype(Arrival arrive, std::shared_ptr<const Description> description, Recipe recipe,
                 std::unique_ptr<Guest> guest)
      : arrive_(std::move(arrive)), description_(std::move(description)), recipe_(std::move(recipe)) {
    if (!description_->parameters.empty()) values_ = values(*guest);
  }

  const Info& info() const override { return description_->info; }
  Traits traits() const override { return description_->traits; }
  std::vector<Parameter> parameters() const override { return description_->parameters_with(values_); }
  std::vector<Preset> presets() const override { return description_->all_presets(); }
  std::shared_ptr<const Prototype> with(std::size_t parameter, const ParameterValue& value) const override {
    Recipe recipe = recipe_;
    recipe.settings.emplace_back(static_cast<std::int32_t>(parameter), value);
    return made(std::move(recipe));
  }
  std::shared_ptr<const Prototype> briefed(const Briefing& briefing) const override {
    Recipe recipe = recipe_;
    recipe.briefing = briefing;
    return made(std::move(recipe));
  }
  std::partial_ordering order(const Prototype& other) const override {
    const auto& others = static_cast<const GuestPrototype&>(other).recipe_.briefing;
    if (!description_->traits.ordered || !others) return std::partial_ordering::unordered;
    const std::unique_ptr<Guest> guest = arrived(recipe_);
    std::memcpy(guest->buffer(), static_cast<const void*>(&*others), sizeof *others);
    return ordering(guest->ask(Ask::compare));
  }
  std::unique_ptr<Seats> seat(int levels) const override {
    return seats(arrived(recipe_), description_->traits, levels);
  }
  std::unique_ptr<Memories> memories(int levels) const override {
    return guests::memories(arrived(recipe_), description_->traits, levels);
  }

 private:
  std::unique_ptr<Guest> arrived(const Recipe& recipe) const {
    std::unique_ptr<Guest> guest = arrive_();
    guest->ask(Ask::choose, recipe.number);
    for (const auto& [parameter, value] : recipe.settings) {
      const Setting setting = setting_of(value);
      std::memcpy(guest->buffer(), &setting, sizeof setting);
      guest->ask(Ask::set, parameter);
    }
    if (recipe.briefing) {
      std::memcpy(guest->buffer(), static_cast<const void*>(&*recipe.briefing), sizeof *recipe.briefing);
      guest->ask(Ask::begin);
    }
    return guest;
  }
  std::shared_ptr<const Prototype> made(Recipe recipe) const {
    std::unique_ptr<Guest> guest = arrived(recipe);
    return std::make_shared<GuestPrototype>(arrive_, description_, std::move(recipe), std::move(guest));
  }
  std::vector<std::optional<ParameterValue>> values(Guest& guest) const {
    const std::size_t count = description_->parameters.size();
    if (guest.ask(Ask::parameters) != static_cast<std::int32_t>(count))
      throw GuestFailure("it has other parameters than it says");
    std::vector<std::optional<ParameterValue>> values;
    for (std::size_t i = 0; i < count; ++i) {
      Setting setting;
      std::memcpy(&setting, guest.buffer() + i * sizeof setting, sizeof setting);
      values.push_back(value_of(setting));
      const bool is_moves = description_->parameters[i].kind == Parameter::Kind::moves;
      if (values.back() && std::holds_alternative<LongMoves>(*values.back()) != is_moves)
        throw GuestFailure("a parameter of it has a value of another kind than it says");
    }
    return values;
  }

  Arrival arrive_;
  std::shared_ptr<const Description> description_;
  Recipe recipe_;
  std::vector<std::optional<ParameterValue>> values_;
};

/// What a strategy of this build could not say of its parameters either: a registry relies on it.
void check_parameters(const Strategy& strategy) {
  const std::vector<Parameter> parameters = strategy.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (parameters[i].name == parameters[j].name)
        throw GuestFailure("it has two parameters named '" + std::string(parameters[i].name) + "'");
    if (parameters[i].value && !parameters[i].allows(*parameters[i].value))
      throw GuestFailure("its parameter " + std::string(parameters[i].name) + " is " +
                         parameters[i].text(*parameters[i].value) + "; it must be " + parameters[i].demand());
  }
  for (const Preset& preset : strategy.presets()) try {
      static_cast<void>(strategy.with(preset.settings));
    } catch (const Error& refusal) {
      throw GuestFailure("its preset '" + std::string(preset.name) + "' is none: " + refusal.what());
    }
}

}  // namespace

std::vector<std::shared_ptr<const Prototype>> prototypes(const Arrival& arrive) {
  const std::unique_ptr<Guest> guest = arrive();
  check_contract(*guest);
  std::vector<std::shared_ptr<const Prototype>> all;
  for (const auto& description : descriptions(*guest)) {
    std::unique_ptr<Guest> one = arrive();
    const auto number = static_cast<std::int32_t>(all.size());
    one->ask(Ask::choose, number);
    all.push_back(std::make_shared<GuestPrototype>(arrive, description, Recipe{.number = number}, std::move(one)));
    check_parameters(Strategy(all.back()));
  }
  return all;
}

}  // namespace detente::guests

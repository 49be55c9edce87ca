// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/error.hpp>
#include <detente/systems/alignments.hpp>
#include <detente/text/text.hpp>

#include "strategy/loaded_module.hpp"
#include "strategy/settings.hpp"
#include "systems/built_in_alignments.hpp"
#include "systems/named_lanes.hpp"

namespace detente {
namespace {

constexpr ModuleContents kAlignmentModule{.abi = "detente_alignments_abi",
                                          .unit = "detente_alignments_unit",
                                          .missing = "is not a module of alignments: it has no DETENTE_ALIGNMENTS"};
constexpr std::size_t kLongestAlignmentName = 100;  // letters

std::string in_words(const Alignment& alignment) {
  return "alignment '" + std::string(alignment.info().name) + "'";
}

/// Memories that name their alignment where it fails.
class NamedMemories final : public AlignmentMemories {
 public:
  NamedMemories(std::string name, std::unique_ptr<AlignmentMemories> memories)
      : name_(std::move(name)), memories_(std::move(memories)) {}

  std::size_t size() const override { return memories_->size(); }
  std::size_t begin(std::size_t memory, const News& news) override {
    return asked(name_, "when it saw the opening", [&] { return memories_->begin(memory, news); });
  }
  Stance stance(std::size_t memory, State other) const override {
    return asked(name_, "when it was asked for its stance", [&] { return memories_->stance(memory, other); });
  }
  int arms(std::size_t memory) const override {
    return asked(name_, "when it was asked for its arms", [&] { return memories_->arms(memory); });
  }
  std::size_t see(std::size_t memory, const News& news) override {
    return asked(name_, "when it saw the news", [&] { return memories_->see(memory, news); });
  }

 private:
  std::string name_;
  std::unique_ptr<AlignmentMemories> memories_;
};

}  // namespace

std::vector<Parameter> Alignment::parameters() const {
  return asked(info().name, "when its parameters were read", [&] { return prototype_->parameters(); });
}

std::string Alignment::name() const {
  return name_with(info().name, given_, parameters());
}

Alignment Alignment::with(std::string_view name, const ParameterValue& value) const {
  const std::vector<Parameter> all = parameters();
  const Parameter& parameter = parameter_of(all, name, in_words(*this));
  check_value(parameter, value, in_words(*this));
  Alignment changed(asked(info().name, "when a parameter was set",
                          [&] { return prototype_->with(static_cast<std::size_t>(&parameter - all.data()), value); }));
  changed.given_ = given_;
  keep(changed.given_, all, {std::string(name), value});
  return changed;
}

Alignment Alignment::with(std::string_view settings) const {
  Alignment changed = *this;
  for (const GivenValue& given : read_settings(settings, parameters(), in_words(*this)))
    changed = changed.with(given.first, given.second);
  return changed;
}

std::unique_ptr<AlignmentLanes> Alignment::lanes() const {
  return std::make_unique<systems::NamedLanes>(
      name(), asked(info().name, "when it was copied", [&] { return prototype_->lanes(); }));
}

std::unique_ptr<AlignmentMemories> Alignment::memories() const {
  auto memories = asked(info().name, "when its memories were enumerated", [&] { return prototype_->memories(); });
  return memories ? std::make_unique<NamedMemories>(name(), std::move(memories)) : nullptr;
}

class Alignments::Entrance : public AlignmentCatalogue {
 public:
  std::vector<std::shared_ptr<const AlignmentPrototype>> prototypes;

 private:
  void enter(std::shared_ptr<const AlignmentPrototype> prototype) override {
    prototypes.push_back(std::move(prototype));
  }
};

Alignments Alignments::built_in() {
  Alignments alignments;
  built_in_alignments([&](const BuiltInAlignments& unit) {
    Entrance entrance;
    unit.enter(entrance);
    alignments.admit(std::move(entrance.prototypes), "", std::string(unit.code));
  });
  return alignments;
}

bool Alignments::are_in(const std::filesystem::path& module) {
  return has_unit(module, kAlignmentModule);
}

void Alignments::load(const std::filesystem::path& module, const std::string& origin) {
  const std::string file = origin.empty() ? module.string() : origin;
  void* const unit = load_unit(module, file, kAlignmentModule);
  Entrance entrance;
  run_module(file, "when its alignments were registered",
             [&] { reinterpret_cast<void (*)(AlignmentCatalogue&)>(unit)(entrance); });
  if (entrance.prototypes.empty()) throw Error("module '" + file + "' adds no alignment");
  admit(std::move(entrance.prototypes), file, "");
}

void Alignments::admit(std::vector<std::shared_ptr<const AlignmentPrototype>> newcomers, const std::string& origin,
                       const std::string& code) {
  auto grown = entries_;  // all or nothing
  for (auto& prototype : newcomers) {
    const Alignment alignment(std::move(prototype));
    const std::string name(alignment.info().name);
    if (!is_strategy_name(name) || name.size() > kLongestAlignmentName)
      throw Error("alignment name '" + shortened(name, kLongestAlignmentName) + "' is not allowed; names have up to " +
                  std::to_string(kLongestAlignmentName) + " letters of a-z, 0-9 and -");
    const auto [entry, is_new] = grown.emplace(name, Entry{alignment, origin, code});
    if (is_new) continue;
    const std::string& from = entry->second.origin;
    throw Error("two alignments are named '" + name + "'" +
                (origin.empty() ? ""
                                : "; the one in '" + origin + "' needs another name, because there is one " +
                                      (from.empty() ? "built in" : "from '" + from + "'")));
  }
  entries_ = std::move(grown);
}

std::vector<Alignment> Alignments::all() const {
  std::vector<Alignment> list;
  for (const auto& [name, entry] : entries_) list.push_back(entry.alignment);
  return list;
}

Alignment Alignments::alignment(std::string_view spec) const {
  const std::size_t colon = spec.find(':');
  const std::string name(trimmed(spec.substr(0, colon)));
  const auto found = entries_.find(name);
  if (found == entries_.end()) {
    std::vector<std::string> known;
    for (const auto& [key, entry] : entries_) known.push_back(key);
    const std::string near = did_you_mean(name, known);
    throw Error("no alignment is named '" + name + "'" +
                (near.empty() ? "; 'detente list alignments' shows them all" : near));
  }
  const Alignment& alignment = found->second.alignment;
  if (colon == std::string_view::npos) return alignment;
  const std::string_view settings = spec.substr(colon + 1);
  if (split(settings, ',').empty())
    throw Error("'" + std::string(spec) + "' ends in a colon; write parameters after it, or leave it out");
  return alignment.with(settings);
}

bool Alignments::knows(std::string_view name) const {
  return entries_.contains(name);
}

std::string Alignments::origin(std::string_view name) const {
  const auto entry = entries_.find(name);
  return entry == entries_.end() ? "" : entry->second.origin;
}

std::string Alignments::code(std::string_view name) const {
  const auto entry = entries_.find(name);
  return entry == entries_.end() ? "" : entry->second.code;
}

}  // namespace detente

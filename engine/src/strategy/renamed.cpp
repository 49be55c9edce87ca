// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "strategy/renamed.hpp"

#include <utility>

namespace detente {
namespace {

class RenamedPrototype final : public Prototype {
 public:
  RenamedPrototype(std::shared_ptr<const Prototype> prototype, std::shared_ptr<const std::string> name)
      : prototype_(std::move(prototype)), name_(std::move(name)), info_(prototype_->info()) {
    info_.name = *name_;
  }

  const Info& info() const override { return info_; }
  Traits traits() const override { return prototype_->traits(); }
  std::vector<Parameter> parameters() const override { return prototype_->parameters(); }
  std::vector<Preset> presets() const override { return prototype_->presets(); }
  std::shared_ptr<const Prototype> with(std::size_t parameter, const ParameterValue& value) const override {
    return so_named(prototype_->with(parameter, value));
  }
  std::shared_ptr<const Prototype> briefed(const Briefing& briefing) const override {
    return so_named(prototype_->briefed(briefing));
  }
  std::partial_ordering order(const Prototype& other) const override {
    return prototype_->order(*static_cast<const RenamedPrototype&>(other).prototype_);
  }
  std::unique_ptr<Seats> seat(int levels) const override { return prototype_->seat(levels); }
  std::unique_ptr<Memories> memories(int levels) const override { return prototype_->memories(levels); }
  std::shared_ptr<const Prototype> made_over(unsigned char byte) const override {
    auto made = prototype_->made_over(byte);
    return made == nullptr ? nullptr : so_named(std::move(made));
  }

 private:
  std::shared_ptr<const Prototype> so_named(std::shared_ptr<const Prototype> prototype) const {
    return std::make_shared<RenamedPrototype>(std::move(prototype), name_);
  }

  std::shared_ptr<const Prototype> prototype_;
  std::shared_ptr<const std::string> name_;  // what info_ refers to
  Info info_;
};

}  // namespace

std::shared_ptr<const Prototype> renamed(std::shared_ptr<const Prototype> prototype, const std::string& name) {
  return std::make_shared<RenamedPrototype>(std::move(prototype), std::make_shared<const std::string>(name));
}

}  // namespace detente

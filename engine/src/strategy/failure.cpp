// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy/failure.hpp>

#include <detente/text/text.hpp>

namespace detente {
namespace {

constexpr std::size_t kMostThrown = 300;  // bytes of what a strategy throws that are told

}  // namespace

StrategyFailure::StrategyFailure(std::string strategy, std::string where, std::string_view what)
    : RunFailure("strategy '" + strategy + "' failed " + where + ": " + shortened(what, kMostThrown)),
      strategy_(std::move(strategy)),
      where_(std::move(where)),
      what_(shortened(what, kMostThrown)) {}

}  // namespace detente

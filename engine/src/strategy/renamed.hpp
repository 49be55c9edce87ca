// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include <detente/strategy.hpp>

namespace detente {

/// The same strategy under another name.
std::shared_ptr<const Prototype> renamed(std::shared_ptr<const Prototype> prototype, const std::string& name);

}  // namespace detente

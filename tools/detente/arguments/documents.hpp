// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "arguments/settings.hpp"

namespace detente::cli {

/// What a command can print, by format. Only what is wanted is made.
struct Documents {
  std::function<std::string()> table, csv, json;
  std::function<std::string()> markdown = {}, latex = {};  ///< of commands that take these formats
};

/// The one that is wanted.
std::string document(Format wanted, const Documents& documents);

}  // namespace detente::cli

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace detente::cli {

/// The line for a shell that does what a command does with this `design.ini`; what is so anyway is left out.
std::string command_line(std::string_view command, const std::string& ini);

}  // namespace detente::cli

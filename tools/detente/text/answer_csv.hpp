// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/spirals/answer.hpp>

namespace detente::cli {

/// The fields of an answer, in every file that has its columns.
std::vector<std::string> answer_fields(const Answer& answer);
/// As many empty fields, where there is no answer.
std::vector<std::string> no_answer_fields();

}  // namespace detente::cli

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <detente/spirals/answer.hpp>

namespace detente::cli {

/// The columns of an answer, in every file that has them.
constexpr std::string_view kAnswerColumns =
    "ends,ends_error,ends_baseline,gain,compared,better,worse,least,least_with,reached,in_spirals,in_spirals_baseline,"
    "keeps,cost,cost_is_exact,pays_up_to,class,front,robust,robust_of";

/// Their fields.
std::vector<std::string> answer_fields(const Answer& answer);
/// As many empty fields, where there is no answer.
std::vector<std::string> no_answer_fields();

}  // namespace detente::cli

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/answer_csv.hpp"

#include <detente/text/text.hpp>

#include "terminal/table.hpp"

namespace detente::cli {

std::vector<std::string> answer_fields(const Answer& answer) {
  return {cell(answer.ends),
          answer.ends ? shortest(answer.ends_error) : "",
          cell(answer.ends_baseline),
          cell(answer.gain),
          std::to_string(answer.compared),
          std::to_string(answer.better),
          std::to_string(answer.worse),
          cell(answer.least),
          in_quotes(answer.least_with),
          cell(answer.reached),
          cell(answer.in_spirals),
          cell(answer.in_spirals_baseline),
          shortest(answer.keeps),
          cell(answer.cost),
          answer.is_cost_exact ? "1" : "0",
          cell(answer.pays_up_to),
          answer.kind ? std::string(class_word(*answer.kind)) : "",
          answer.front ? "1" : "0",
          answer.robust ? std::to_string(answer.robust->front()) : "",
          answer.robust ? std::to_string(answer.robust->back()) : "",
          answer.gain ? shortest(answer.gain_error) : ""};
}

std::vector<std::string> no_answer_fields() {
  return std::vector<std::string>(answer_fields({}).size());
}

}  // namespace detente::cli

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "results/finding.hpp"

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/spirals/verdict.hpp>

#include "arguments/settings.hpp"
#include "arguments/submissions.hpp"
#include "json/cards.hpp"
#include "json/spirals_json.hpp"
#include "json/traces.hpp"
#include "terminal/progress.hpp"
#include "text/forfeits.hpp"

namespace detente::cli {
namespace {

/// Who breaks spirals takes longer to find out than all matches together: in a larger field it has to be asked for.
constexpr std::size_t kMostJudged = 400;  // entrants

}  // namespace

void Finding::leave_out(const std::string& why) {
  question.reset();
  report = {};
  peace.clear();
  credits.clear();
  verdict = {fmt::format("No verdict on spirals: {}.", why)};
}

Finding asked(const Arguments& arguments, const Design& design, const Registry& strategies) {
  Finding answer;
  if (design.entrants.size() > kMostJudged && !asks_about_spirals(arguments)) {
    answer.leave_out(
        fmt::format("with more than {} entrants it takes minutes; 'detente spirals' computes it", kMostJudged));
    return answer;
  }
  try {
    answer.question = make_spiral_design(spiral_request(arguments), design, strategies);
  } catch (const Error& refusal) {
    if (asks_about_spirals(arguments) && design.forfeits.empty()) throw;
    answer.leave_out(refusal.what());
  } catch (const StrategyFailure&) {
    throw;
  } catch (const RunFailure& failure) {
    answer.leave_out(failure.what());
  }
  return answer;
}

Finding found(const Arguments& arguments, const Played& played, const Registry& strategies, bool is_full,
              bool has_library, int workers, StoredTrials* known) {
  Finding answer;
  const Inquest inquest = ask_without_failures(
      played,
      [&](const Played& others) {
        answer = asked(arguments, others.design, strategies);
        if (!answer.question) return;
        answer.question->known = known;
        try {
          answer.report = watched_spirals(*answer.question, others.results, strategies,
                                          is_full ? Detail::verdict : Detail::answer, workers);
          if (has_library) answer.report.library = watched_library(*answer.question, strategies, workers);
          if (is_full) {
            answer.peace = watched_peace(*answer.question, workers);
            answer.credits = watched_credits(*answer.question, workers);
          }
          answer.verdict = verdict(*answer.question, answer.report);
          for (const std::string& remark : remarks(*answer.question, answer.report)) answer.verdict.push_back(remark);
        } catch (const Error& refusal) {
          if (asks_about_spirals(arguments)) throw;
          answer.leave_out(refusal.what());
        }
      },
      true);  // what they scored stands, and so does what is said of the others
  answer.forfeits = inquest.forfeits;
  if (!inquest.obstacle.empty())
    answer.leave_out(inquest.obstacle);
  else if (!answer.forfeits.empty())
    answer.notes.push_back(
        fmt::format("This verdict leaves out {} (failed during its computation).", names(answer.forfeits)));
  return answer;
}

Json results_json(const Design& design, const std::vector<std::string>& modules, const Results& results,
                  const Finding& answer) {
  Json json = tournament_json(design, modules, results);
  json["verdict"] = answer.verdict;
  for (const std::string& note : answer.notes) json["verdict"].push_back(note);
  json["coverage"] = coverage_json(answer.report.coverage);
  json["breakers"] = answer.question ? breakers_json(*answer.question, answer.report) : Json::array();
  if (const auto out = left_out(design); !out.empty()) json["left_out"] = forfeits_json(out);
  if (answer.question) add_roles_json(json["design"], *answer.question, answer.report);
  if (!answer.forfeits.empty()) json["left_out_of_verdict"] = forfeits_json(answer.forfeits);
  return json;
}

void add_folder_json(Json& json, const Design& design, const Results& results, const Finding& finding,
                     const Registry& strategies, const std::string& command, std::size_t traced) {
  json["command"] = command;
  json["entrants"] = cards_json(design, strategies);
  if (finding.question) {
    json["recovery"] = peace_json(*finding.question, finding.peace);
    json["broke"] = credits_json(*finding.question, finding.credits);
  }
  json["traces"] = traces_json(design, results, traced);
}

}  // namespace detente::cli

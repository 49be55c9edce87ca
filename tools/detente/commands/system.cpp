// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <optional>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/systems/play_system.hpp>
#include <detente/systems/system_contest.hpp>

#include "arguments/commands.hpp"
#include "arguments/settings.hpp"
#include "arguments/system_settings.hpp"
#include "hosting/watchdog.hpp"
#include "json/system_json.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"
#include "text/system_text.hpp"

namespace detente::cli {

namespace {

struct Asked {
  SystemDesign design;
  std::optional<SystemContest> contest;
  std::optional<Misreading> impulse;
};

/// Everything that may be wrong is told before anything is played.
Asked asked(const Arguments& arguments, const Known& all) {
  Asked asked{.design = make_system(system_request(arguments), all.strategies, all.alignments),
              .contest = system_contest(arguments, all.strategies),
              .impulse = system_impulse(arguments)};
  if (asked.contest && asked.impulse) throw Error("--contest and --impulse exclude each other; give one of them");
  return asked;
}

}  // namespace

int system_of_states(const Arguments& arguments) {
  if (arguments.find("over") != nullptr) return sweep_system(arguments);
  if (const Setting* const credit = arguments.find("credit"))
    throw Error(fmt::format("{} is about keys of --over; give --over KEY=V1;V2 too", credit->where));
  const Format wanted = format(arguments);
  const Known all = known(arguments);
  const auto [design, contest, impulse] = asked(arguments, all);
  const int workers = threads(arguments);
  const Watchdog watchdog(patience(command("system"), arguments));
  SystemFindings findings;
  {
    Progress progress;
    const Watch watch{.progress = [&](double done) { progress.show(done); }, .stop = [] { return interrupted(); }};
    if (contest)
      findings.contest = play_contest(design.request, *contest, all.strategies, all.alignments, workers, watch);
    else if (impulse)
      findings.contagion = play_impulse(design, *impulse, workers, watch);
    else
      findings.results = play_system(design, workers, watch);
    if (findings.results && wanted == Format::json && !design.system.rules.endless)
      findings.course = play_course(design, workers, {.progress = {}, .stop = watch.stop});
  }
  findings.asked_contest = contest;
  findings.asked_impulse = impulse;
  const auto json = [&, &of = design] {
    Json document = system_json(of, findings, modules(arguments));
    document["verdict"] = Json::array({answer_of(system_text(of, findings, {}))});
    return document;
  };
  write_out(wanted == Format::json  ? text(json())
            : wanted == Format::csv ? system_csv(design, findings)
                                    : system_text(design, findings, terminal(STDOUT_FILENO)));
  return 0;
}

}  // namespace detente::cli

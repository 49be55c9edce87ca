// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "glossary/columns.hpp"

#include <algorithm>

namespace detente::cli {
namespace {

constexpr std::string_view kScores = "score,score_error,cooperation,peace,friction,conflict";
constexpr std::string_view kAnswer =
    "ends,ends_error,ends_baseline,gain,compared,better,worse,least,least_with,reached,in_spirals,"
    "in_spirals_baseline,keeps,cost,cost_is_exact,pays_up_to,class,front,robust,robust_of,gain_error";

}  // namespace

std::array<FileColumns, 8> file_columns() {
  return {{{"standings.csv", "rank,rank_low,rank_high,strategy,motive," + std::string(kScores)},
           {"pairs.csv",
            "row,column,engine,repetitions,row_score,column_score,row_score_error,column_score_error,row_score_sd,"
            "column_score_sd,row_cooperation,column_cooperation,joint_CC,joint_CD,joint_DC,joint_DD,score_covariance,"
            "joint_memories,rupture_rate,episode_length,hostile_share,spiral_share,lock_in_share,row_cost,column_cost,"
            "row_reaction,column_reaction"},
           {"breakers.csv",
            "strategy,motive,role,conduct,lift,lift_error,lift_worst,worst_opponent,lift_up_only,crisis_lift,escape,"
            "median_rounds,loss_to_worst,victim_value,worst_aggressor,responder_gain,spoiler_gain,held_to,bound,"
            "break_even,advantage_seekers,advantage_aggressor,false_alarm,false_trust,reaction,proximate,chance,pareto,"
            "margin,lift_low,lift_high," +
                std::string(kAnswer)},
           {"sweep.csv", "rank,strategy,motive," + std::string(kScores) +
                             ",role,conduct,lift,lift_error,lift_worst,worst_opponent,lift_up_only,escape,"
                             "median_rounds,loss_to_worst,worst_aggressor,break_even,false_alarm,false_trust,pareto,"
                             "lift_low,lift_high," +
                             std::string(kAnswer)},
           {"front.csv",
            "automaton,states,number,world,ends,cost,in_spirals,least,keeps,score,peace,best_response,ends_baseline,"
            "least_with,class,like,like_share"},
           {"strategies.csv",
            "strategy,population,selection,share,ln_share,share_low,share_high,payoff_at_home,peace_at_home,robust,"
            "toppling_share,to_peace_without,entry_loss,threshold_share,cluster,founders,ln_rho"},
           {"fixation.csv",
            "mutant,resident,population,selection,ln_rho,rho,ln_rho_error,favoured,threshold_share,cluster,founders,"
            "entry_loss,ln_steps_until_absorbed,ln_steps_if_fixed"},
           {"trajectory.csv", "dynamics,time,strategy,share,ln_share"}}};
}

std::string columns_of(std::string_view file) {
  const auto all = file_columns();
  return std::find_if(all.begin(), all.end(), [&](const FileColumns& one) { return one.file == file; })->columns;
}

std::string_view kind_of_error(std::string_view column) {
  if (column.ends_with("_error")) return "half of a 95 % interval";
  if (column.ends_with("_low") || column.ends_with("_high")) return "end of a 95 % interval";
  if (column.ends_with("_sd")) return "standard deviation of one match";
  return "";
}

}  // namespace detente::cli

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include <detente/populations/graph.hpp>
#include <detente/populations/process.hpp>
#include <detente/populations/structured_process.hpp>

/// Whether neighbours help, for weak selection: one number for each graph.
namespace detente {

/// When lines of descent meet, on a graph, and what follows from it for the donation game under death–birth updating
/// with mean payoffs and weak selection: Allen, Lippner, Chen, Fotouhi, Momeni, Yau & Nowak (2017), eq. 1 and 2.
struct CriticalRatio {
  double t1 = 0;  ///< expected coalescence time of the two ends of a random walk of one step, from the stationary law
  double t2 = 0;  ///< the same of two steps
  double t3 = 0;  ///< the same of three steps
  /// (b/c)*, t2 / (t3 − t1): cooperation that costs c and gives b is favoured where b/c is greater. +∞ where t3 = t1
  /// (to within 1e-10 of t3): never. Negative: spite is favoured instead, where b/c is less.
  double ratio = 0;
  double sigma = 1;  ///< `sigma_of(ratio)`
};

/// The most nodes of a graph, other than a transitive one, whose coalescence times are computed: 10 · nodes² numbers
/// are kept at a time.
inline constexpr std::size_t kMostCoalescing = 3000;

/// A closed form where `is_transitive`. Else computed by conjugate gradients over all pairs of nodes, nodes · edges
/// operations a step: some 100 steps in networks of small diameter (1 s for 1,000 nodes and 3,000 edges), and as many
/// more with rough solutions on clusters of nodes in long thin ones (5 s for a path of 1,000 nodes). Throws `Error` for
/// more than `kMostCoalescing` nodes, `RunFailure` if the digits do not suffice (weights of very different size), and
/// `GivenUp` when `give_up` says so.
CriticalRatio critical_ratio(const PopulationGraph& graph, const std::function<bool()>& give_up = {});

/// The structure coefficient σ of Tarnita, Ohtsuki, Antal, Fu & Nowak (2009) from (b/c)*: (ratio + 1) / (ratio − 1), 1
/// for an infinite ratio. For weak selection a mutant strategy A does better than B iff σ a + b > c + σ d.
double sigma_of(double critical_ratio);

/// σ of a graph under an update: from `critical_ratio` for death–birth (summed gains: of regular graphs only, and of
/// stars, where it is 1), and from closed forms (Tarnita et al. 2009) for birth–death and pairwise on complete graphs
/// and rings, and for birth–death with summed gains on stars. Mutants arise at each node equally often. Absent where
/// none of these applies. Throws as `critical_ratio` does.
std::optional<double> sigma(const PopulationGraph& graph, StructureUpdate update, Gains gains,
                            const std::function<bool()>& give_up = {});

/// The payoffs of a well-mixed population whose replicator equation is that of an infinite k-regular graph under
/// death–birth updating with weak selection: Ohtsuki & Nowak (2006), a_ij + m_ij with
/// m_ij = ((k+1) a_ii + a_ij − a_ji − (k+1) a_jj) / ((k+1)(k−2)). Throws `Error` for a degree below 3.
PayoffMatrix payoffs_on_regular_graph(const PayoffMatrix& payoffs, std::size_t degree);

}  // namespace detente

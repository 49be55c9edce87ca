// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "exact/joint.hpp"
#include "spirals/absorption.hpp"
#include "spirals/escape.hpp"

namespace detente {

/// Where established peace is to be found: the points of a silent chain, once walked, among which a match that begins
/// at `start` stays for good and keeps peace, each as often as it is there; chances add up to that of peace for good.
Whereabouts established_peace(const Chain& silent, std::uint32_t start, const Absorption& absorption,
                              const GiveUp& give_up);

/// What a forced error leads to: kinds of its round, and points after it.
using Fallout = std::vector<std::pair<std::uint32_t, Chain::Branch>>;

/// The fallout of one error, wherever in established peace it strikes.
Fallout fallout(Joint& silent, const Whereabouts& peace, const Slip& slip);

/// What comes of it, in the silent chain as it was walked thereafter.
Impulse impulse(const Chain& silent, const Whereabouts& established, const Absorption& absorption,
                const Fallout& fallout, const Slip& slip, const Material& material, const Trial& trial);

}  // namespace detente

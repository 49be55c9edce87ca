// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include <detente/guests/description.hpp>
#include <detente/guests/guest.hpp>

namespace detente::guests {

/// Descriptions of all its strategies, in its order. Throws `GuestFailure` for what a strategy of this build could not
/// say of itself either, since then its file would not compile.
std::vector<std::shared_ptr<const Description>> descriptions(Guest& guest);

/// The answer to `Ask::contract` must be ours. Throws `Error`.
void check_contract(Guest& guest);

}  // namespace detente::guests

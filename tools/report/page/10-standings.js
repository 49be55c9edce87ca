// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT

function addStandingsSection() {
  return false;
}

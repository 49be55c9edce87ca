// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT

function addPairsSection() {
  return false;
}

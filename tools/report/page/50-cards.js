// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT

function addCardsSection() {
  return false;
}

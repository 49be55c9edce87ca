// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT

function addSweepSection() {
  return false;
}

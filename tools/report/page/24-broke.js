// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT

function addBrokeSection() {
  return false;
}

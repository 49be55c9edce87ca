// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT

function addRecoverySection() {
  return false;
}

// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT

function addSecuritySection() {
  return false;
}

/* SPDX-FileCopyrightText: The détente authors
   SPDX-License-Identifier: MIT

   Compiled together with the C that wasm2c wrote, which is named by DETENTE_WRITTEN: what the host calls. */
#include DETENTE_WRITTEN

#define SHOWN __attribute__((visibility("default")))

SHOWN size_t guest_size(void) {
  return sizeof(Z_guest_instance_t);
}
SHOWN void guest_prepare(void) {
  Z_guest_init_module();
}
SHOWN void guest_make(void* instance) {
  Z_guest_instantiate(instance);
}
SHOWN void guest_construct(void* instance) {
  Z_guestZ___wasm_call_ctors(instance);
}
SHOWN void guest_free(void* instance) {
  Z_guest_free(instance);
}
SHOWN uint32_t guest_ask(void* instance, uint32_t what, uint32_t a, uint32_t b) {
  return Z_guestZ_detente_ask(instance, what, a, b);
}
SHOWN uint32_t guest_buffer(void* instance) {
  return Z_guestZ_detente_buffer(instance);
}
SHOWN wasm_rt_memory_t* guest_memory(void* instance) {
  return Z_guestZ_memory(instance);
}
SHOWN uint64_t* guest_fuel(void* instance) {
  return Z_guestZ_fuel(instance);
}

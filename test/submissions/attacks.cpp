// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// One hostile strategy for each ATTACK_…, which the test defines in a copy of this file: tit-for-tat that does it in
// its first round. What it gains shows in its moves: D where it got what it wanted, else the other's last move.
// test/submissions_attacks_test.cpp says of each what must come of it.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <detente/strategy.hpp>
#include <limits>
#include <vector>

#if defined(ATTACK_include_passwd)
#include "/etc/passwd"
#elif defined(ATTACK_include_zero)
#include "/dev/zero"
#elif defined(ATTACK_include_stdin)
#include "/dev/stdin"
#elif defined(ATTACK_include_self)
#include __FILE__
#elif defined(ATTACK_include_environment)
#include "/proc/self/environ"
#elif defined(ATTACK_include_host)
#include "/out/../../../../../etc/hostname"
#elif defined(ATTACK_incbin)
asm(".globl secret\nsecret:\n.incbin \"/etc/passwd\"\n");
#elif defined(ATTACK_incbin_data)
asm(".section .rodata.secret,\"\",@\nsecret:\n.incbin \"/etc/passwd\"\n.size secret, 100\n");
extern "C" const char secret[];
#elif defined(ATTACK_embed)
static const unsigned char secret[] = {
#embed "/etc/passwd"
};
#elif defined(ATTACK_template_bomb)
template <int N, int M>
struct Tree {
  static constexpr int v = Tree<N - 1, 2 * M>::v + Tree<N - 1, 2 * M + 1>::v;
};
template <int M>
struct Tree<0, M> {
  static constexpr int v = M;
};
static_assert(Tree<28, 0>::v != 1);
#elif defined(ATTACK_template_deep)
template <int N>
struct Deep : Deep<N + 1> {};
Deep<0> deep_one;
#elif defined(ATTACK_constexpr_bomb)
constexpr int forever() {
  unsigned n = 0;
  for (;;)
    if (++n == 0) return 1;
}
static_assert(forever() == 1);
#elif defined(ATTACK_constexpr_fan)
constexpr unsigned long fan(int n) {
  unsigned long s = 1;
  for (int i = 0; i < 3; ++i)
    if (n > 0) s += fan(n - 1);
  return s;
}
template <int N>
struct Fan {
  static constexpr unsigned long v = fan(11) + Fan<N - 1>::v;
};
template <>
struct Fan<0> {
  static constexpr unsigned long v = 0;
};
static_assert(Fan<800>::v != 1);
#elif defined(ATTACK_object_bomb)
char huge[1U << 31] = {1};
#elif defined(ATTACK_data_bomb)
char large[60 << 20] = {1};
#elif defined(ATTACK_macro_bomb)
#define A0 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1
#define A1 A0 + A0 + A0 + A0 + A0 + A0 + A0 + A0 + A0 + A0
#define A2 A1 + A1 + A1 + A1 + A1 + A1 + A1 + A1 + A1 + A1
#define A3 A2 + A2 + A2 + A2 + A2 + A2 + A2 + A2 + A2 + A2
#define A4 A3 + A3 + A3 + A3 + A3 + A3 + A3 + A3 + A3 + A3
#define A5 A4 + A4 + A4 + A4 + A4 + A4 + A4 + A4 + A4 + A4
#define A6 A5 + A5 + A5 + A5 + A5 + A5 + A5 + A5 + A5 + A5
long sum = A6 + A6 + A6;
#elif defined(ATTACK_output_bomb)
#define B0(x) _Pragma("message(\"flood flood flood flood flood flood flood flood flood flood flood\")")
#define B1(x) B0(x) B0(x) B0(x) B0(x) B0(x) B0(x) B0(x) B0(x) B0(x) B0(x)
#define B2(x) B1(x) B1(x) B1(x) B1(x) B1(x) B1(x) B1(x) B1(x) B1(x) B1(x)
#define B3(x) B2(x) B2(x) B2(x) B2(x) B2(x) B2(x) B2(x) B2(x) B2(x) B2(x)
#define B4(x) B3(x) B3(x) B3(x) B3(x) B3(x) B3(x) B3(x) B3(x) B3(x) B3(x)
B4(1)
#error "and it fails"
#elif defined(ATTACK_fake_box_message)
#line 1 "bwrap: setting up uid map"
#error "Permission denied"
#elif defined(ATTACK_escape_message)
#error "\x1b[2J �� and then"
#elif defined(ATTACK_define_ask)
extern "C" int detente_ask(int, int, int) {
  return 0;
}
#elif defined(ATTACK_define_buffer)
extern "C" unsigned char* detente_buffer() {
  return nullptr;
}
#elif defined(ATTACK_define_constructors)
extern "C" void __wasm_call_ctors() {}
#elif defined(ATTACK_define_fuel)
extern "C" __attribute__((export_name("fuel"))) long long fuel() {
  return 1LL << 60;
}
#elif defined(ATTACK_import)
extern "C" __attribute__((import_module("wasi_snapshot_preview1"), import_name("path_open"))) int path_open(
    int, int, int, int, int, long long, long long, int, int);
#elif defined(ATTACK_import_fork)
extern "C" __attribute__((import_module("env"), import_name("fork"))) int fork();
#elif defined(ATTACK_start_function)
asm(".globl _start\n");
#elif defined(ATTACK_clock)
#include <chrono>
#elif defined(ATTACK_thread)
#include <thread>
#elif defined(ATTACK_network)
#include <sys/socket.h>
#elif defined(ATTACK_dlsym)
#include <dlfcn.h>
#elif defined(ATTACK_random_device)
#include <random>
#elif defined(ATTACK_filesystem)
#include <filesystem>
#include <fstream>
#endif
#if defined(ATTACK_unistd) || defined(ATTACK_ptrace)
#include <sys/ptrace.h>
#include <unistd.h>
#endif

using namespace detente;
namespace {
volatile int sink;
volatile unsigned char* wild;
int carried = 0;

int deep(int n) {
  volatile char frame[512];
  frame[0] = char(n);
  return n == -1 ? 0 : deep(n + 1) + frame[0];
}
[[noreturn]] void forever_more() {
  for (;;) ++sink;
}
bool takes_all_memory() {
  std::vector<char*> all;
  for (int i = 0; i < 3000; ++i) {
    char* const p = static_cast<char*>(std::malloc(1 << 20));
    if (p == nullptr) return false;
    std::memset(p, i, 1 << 20);
    all.push_back(p);
  }
  return true;
}

/// True where it succeeded.
bool attack() {
#if defined(ATTACK_read_file)
  return std::fopen("/etc/passwd", "r") != nullptr;
#elif defined(ATTACK_write_file)
  return std::fputs("x", std::fopen("pwned", "w")) > 0;
#elif defined(ATTACK_filesystem)
  return std::filesystem::exists("/etc/passwd") || bool(std::ofstream("pwned"));
#elif defined(ATTACK_remove_file)
  return std::remove("/etc/passwd") == 0;
#elif defined(ATTACK_network)
  return socket(AF_INET, SOCK_STREAM, 0) >= 0;
#elif defined(ATTACK_unistd)
  return fork() >= 0;
#elif defined(ATTACK_ptrace)
  return ptrace(PTRACE_ATTACH, getppid(), 0, 0) == 0;
#elif defined(ATTACK_thread)
  std::thread([] { forever_more(); }).detach();
  return true;
#elif defined(ATTACK_system)
  return std::system("id > pwned") == 0;
#elif defined(ATTACK_random_device)
  return std::random_device()() % 2 == 0;
#elif defined(ATTACK_loop)
  forever_more();
#elif defined(ATTACK_loop_recursion)
  volatile int n = 0;
  for (unsigned i = 0; i < 0xFFFFFFFF; ++i) n = n + deep(-2);
#elif defined(ATTACK_memory)
  return takes_all_memory();
#elif defined(ATTACK_new_bomb)
  for (;;) sink += *new int[1 << 18]{1};
#elif defined(ATTACK_stack)
  return deep(0) != 0;
#elif defined(ATTACK_alloca)
  for (int i = 0; i < 100; ++i) sink += *static_cast<volatile char*>(__builtin_alloca(1 << 20));
#elif defined(ATTACK_peek)
  static int own;
  wild = reinterpret_cast<volatile unsigned char*>(&own);
  unsigned sum = 0;
  for (long long at = 0; at < 1LL << 32; at += 4096) sum += wild[at];
  return sum != 1;
#elif defined(ATTACK_poke)
  wild = reinterpret_cast<volatile unsigned char*>(0x10000000);
  for (long long at = 0; at < 1LL << 31; at += 4096) wild[at] = 0xFF;
  return true;
#elif defined(ATTACK_overwrite_self)
  for (std::size_t at = 0; at < 100'000; ++at) reinterpret_cast<volatile unsigned char*>(at)[0] = 0xFF;
  return true;
#elif defined(ATTACK_wild_call)
  reinterpret_cast<void (*)()>(std::size_t(0x1234567))();
  return true;
#elif defined(ATTACK_wrong_call)
  reinterpret_cast<double (*)(double)>(reinterpret_cast<std::size_t>(&std::abort))(1.0);
  return true;
#elif defined(ATTACK_dlsym)
  return dlsym(RTLD_DEFAULT, "system") != nullptr;
#elif defined(ATTACK_clock)
  return std::chrono::steady_clock::now().time_since_epoch().count() != 0;
#elif defined(ATTACK_time)
  return std::time(nullptr) % 2 == 0;
#elif defined(ATTACK_rdtsc)
  return __builtin_readcyclecounter() != 0;
#elif defined(ATTACK_asm)
  asm volatile("syscall");
  return true;
#elif defined(ATTACK_exit)
  std::exit(0);
#elif defined(ATTACK_quick_exit)
  std::_Exit(0);
#elif defined(ATTACK_abort)
  std::abort();
#elif defined(ATTACK_throw)
  throw std::runtime_error("thrown on purpose");
#elif defined(ATTACK_throw_int)
  throw 7;
#elif defined(ATTACK_throw_error)
  throw Error("a refusal in the middle of a match");
#elif defined(ATTACK_throw_garbage)
  throw std::runtime_error("\x1b[31m\xff\xfe \xe2\x80\xae <script>alert(1)</script> \n detente: all is well");
#elif defined(ATTACK_throw_long)
  throw std::runtime_error(std::string(100'000, 'x'));
#elif defined(ATTACK_throw_bad_alloc)
  throw std::bad_alloc();
#elif defined(ATTACK_print)
  for (int i = 0; i < 100'000; ++i) std::puts("flood");
  return true;
#elif defined(ATTACK_print_forever)
  for (;;) std::puts("flood");
#elif defined(ATTACK_carry)
  return ++carried > 64;
#elif defined(ATTACK_random_address)
  return (reinterpret_cast<std::size_t>(std::malloc(1)) >> 12 & 1) != 0;
#elif defined(ATTACK_uninitialised)
  volatile char frame[4096];
  unsigned sum = 0;
  for (std::size_t i = 0; i < sizeof frame; ++i) sum += static_cast<unsigned char>(frame[i]);
  return sum % 2 == 1;
#elif defined(ATTACK_incbin_data) || defined(ATTACK_embed)
  return secret[0] == 'r';
#elif defined(ATTACK_import)
  return path_open(3, 0, 0, 0, 0, 0, 0, 0, 0) == 0;
#elif defined(ATTACK_import_fork)
  return fork() >= 0;
#elif defined(ATTACK_env)
  return std::getenv("HOME") != nullptr || std::getenv("PATH") != nullptr;
#elif defined(ATTACK_divide)
  return 1 / sink != 0;
#elif defined(ATTACK_convert)
  volatile double nothing = std::numeric_limits<double>::quiet_NaN();
  int whole = 0;
  asm volatile("local.get %1\ni32.trunc_f64_s\nlocal.set %0" : "=r"(whole) : "r"(nothing));
  return whole != 0;
#elif defined(ATTACK_slow)
  for (int i = 0; i < 1'000'000; ++i) ++sink;
#elif defined(ATTACK_longjmp)
  __builtin_unreachable();
#endif
  return false;
}

#if defined(ATTACK_constructor)
struct Early {
  Early() { forever_more(); }
} early;
#elif defined(ATTACK_constructor_throws)
struct Early {
  Early() { throw std::runtime_error("before anybody asked"); }
} early;
#elif defined(ATTACK_destructor)
struct Late {
  ~Late() { forever_more(); }
} late;
#endif

struct Hostile {
#if defined(ATTACK_name_of_built_in)
  static constexpr Info info{
      .name = "tit-for-tat", .about = "It is not.", .source = "…", .against = "CDDC", .plays = "DDDD"};
#elif defined(ATTACK_alias_of_built_in)
  static constexpr Info info{.name = "hostile-alias",
                             .alias = "tft,grim,hawk",
                             .about = "…",
                             .source = "…",
                             .against = "CDDC",
                             .plays = "CCDD"};
#elif defined(ATTACK_long_name)
#define TEN(x) x x x x x x x x x x
  static constexpr Info info{
      .name = "long-" TEN(TEN("a")), .about = "…", .source = "…", .against = "CDDC", .plays = "CCDD"};
#elif defined(ATTACK_lie)
  static constexpr Info info{.name = "hostile-lie", .about = "…", .source = "…", .against = "CDDC", .plays = "DDDD"};
#else
  static constexpr Info info{
      .name = "hostile", .about = "Does harm.", .source = "This attack.", .against = "CDDC", .plays = "CCDD"};
#endif
  Move next = C;
#if defined(ATTACK_endless_memory)
  long n = 0;
#elif defined(ATTACK_large_memory)
  std::array<char, 1 << 20> room = {};
#elif defined(ATTACK_leaking_memory)
  std::vector<int> room = {};
#elif defined(ATTACK_address_memory)
  std::size_t at = reinterpret_cast<std::size_t>(new char);
#endif
#if defined(ATTACK_order)
  bool operator==(const Hostile&) const {
    forever_more();
  }
  std::strong_ordering operator<=>(const Hostile&) const {
    forever_more();
  }
#elif defined(ATTACK_wrong_order)
  bool operator==(const Hostile&) const {
    return false;
  }
  std::strong_ordering operator<=>(const Hostile&) const {
    return ++carried % 3 == 0 ? std::strong_ordering::less : std::strong_ordering::greater;
  }
#else
  auto operator<=>(const Hostile&) const = default;
#endif
#if defined(ATTACK_copy)
  Hostile() = default;
  Hostile(const Hostile& other) : next(other.next) {
    if (++carried > 100) forever_more();
  }
  Hostile& operator=(const Hostile&) = default;
#endif

#if defined(ATTACK_begin)
  void begin(const Briefing&) {
    forever_more();
  }
#elif defined(ATTACK_begin_throws)
  void begin(const Briefing&) {
    throw std::runtime_error("it does not like this game");
  }
#elif defined(ATTACK_begin_refuses)
  void begin(const Briefing&) {
    throw Error("it refuses this game");
  }
#elif defined(ATTACK_begin_once)
  void begin(const Briefing& briefing) {
    if (briefing.payoffs.at(0, 0) != 3) throw Error("it refuses all other games");
  }
#endif

#if defined(ATTACK_chance_too_large)
  Mix play() const {
    return chance(2.5);
  }
#elif defined(ATTACK_chance_nan)
  Mix play() const {
    return chance(std::numeric_limits<double>::quiet_NaN());
  }
#elif defined(ATTACK_move_out_of_range)
  Move play() const {
    return static_cast<Move>(77);
  }
#elif defined(ATTACK_loop_in_play)
  Move play() const {
    forever_more();
  }
#elif defined(ATTACK_carried_chance)
  Mix play() const {
    return chance(carried++ % 7 / 7.0);
  }
#else
  Move play() const {
    return next;
  }
#endif
  void see(Seen round) {
#if defined(ATTACK_endless_memory)
    ++n;
#elif defined(ATTACK_leaking_memory)
    room.resize(room.size() + 1024);
#endif
    next = attack() ? D : round.theirs;
  }
};
}  // namespace

DETENTE_STRATEGIES(catalogue) {
#if defined(ATTACK_describe_loop)
  forever_more();
#elif defined(ATTACK_describe_throws)
  throw std::runtime_error("it does not describe itself");
#elif defined(ATTACK_no_strategy)
  return;
#elif defined(ATTACK_many_strategies)
  for (int i = 0; i < 1'000'000; ++i) catalogue.add<Hostile>();
#elif defined(ATTACK_twice)
  catalogue.add<Hostile>();
#endif
  catalogue.add<Hostile>();
}

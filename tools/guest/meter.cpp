// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// detente-meter IN.wasm OUT.wasm PAGES: refuses a module that asks for more than a strategy is given, and makes it
// count its own steps. Each function and each loop takes from a global, `fuel`, as many steps as it has instructions,
// and stops where that is below 0: in the same round on every machine, which no clock could do. On refusal it prints
// one sentence and ends with 2.
#include <wabt/binary-reader-ir.h>
#include <wabt/binary-reader.h>
#include <wabt/binary-writer.h>
#include <wabt/cast.h>
#include <wabt/ir.h>
#include <wabt/stream.h>
#include <wabt/validator.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace wabt;

constexpr std::size_t kMostBytes = 8 << 20;
constexpr Index kMostElements = 10'000;
constexpr Index kMostGlobals = 1000;
constexpr std::string_view kFuel = "fuel";

class Refusal : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What was there before WebAssembly grew: no threads, exceptions, tail calls, vectors, nor instructions that do work
/// without end. `lenient`: clang writes the number of a table in a way that only readers of reference types take.
Features features(bool lenient) {
  Features features;
  features.disable_simd();
  features.disable_multi_value();
  if (!lenient) {
    features.disable_reference_types();
    features.disable_bulk_memory();
  }
  return features;
}

void read(Module& module, const char* name, const std::vector<std::uint8_t>& bytes, const Features& features) {
  Errors errors;
  const bool is_read =
      Succeeded(ReadBinaryIr(name, bytes.data(), bytes.size(), ReadBinaryOptions(features, nullptr, false, true, true),
                             &errors, &module)) &&
      Succeeded(ValidateModule(&module, &errors, ValidateOptions(features)));
  if (!is_read)
    throw Refusal("it is no WebAssembly that a strategy may be: " +
                  (errors.empty() ? std::string("it cannot be read") : errors.front().message));
}

void check(Module& module, Index most_pages) {
  if (!module.imports.empty()) {
    std::string names;
    for (const Import* const import : module.imports) names += (names.empty() ? "" : ", ") + import->field_name;
    throw Refusal("it asks for what no strategy is given: " + names);
  }
  if (!module.starts.empty()) throw Refusal("it starts by itself; a strategy waits until it is asked");
  if (module.memories.size() != 1) throw Refusal("it must have one memory");
  if (module.tables.size() > 1) throw Refusal("it must have one table of functions at most");
  // Each instance has a table and globals of its own.
  if (!module.tables.empty() && module.tables[0]->elem_limits.initial > kMostElements)
    throw Refusal("its table of functions has more than " + std::to_string(kMostElements) + " places");
  if (module.globals.size() > kMostGlobals)
    throw Refusal("it has more than " + std::to_string(kMostGlobals) + " globals");
  Limits& limits = module.memories[0]->page_limits;
  if (limits.initial > most_pages)
    throw Refusal("it begins with " + std::to_string(limits.initial * 64) + " KiB of memory, and --memory allows " +
                  std::to_string(most_pages * 64) + " KiB");
  limits.has_max = true;
  limits.max = most_pages;
}

/// Exports other than those that the host calls are dropped, so that nothing in them reaches the C compiler.
void keep_exports(Module& module) {
  constexpr std::array<std::pair<std::string_view, ExternalKind>, 4> kNeeded{{{"memory", ExternalKind::Memory},
                                                                              {"__wasm_call_ctors", ExternalKind::Func},
                                                                              {"detente_ask", ExternalKind::Func},
                                                                              {"detente_buffer", ExternalKind::Func}}};
  std::vector<Export*> kept;
  for (const auto& [name, kind] : kNeeded) {
    const auto found =
        std::find_if(module.exports.begin(), module.exports.end(),
                     [name = name, kind = kind](const Export* one) { return one->name == name && one->kind == kind; });
    if (found == module.exports.end()) {
      if (name != "__wasm_call_ctors") throw Refusal("it lacks '" + std::string(name) + "', which every guest exports");
      throw Refusal("it lacks '__wasm_call_ctors'; link it with --export=__wasm_call_ctors");
    }
    kept.push_back(*found);
  }
  const auto has_type = [&](const Export* one, Index parameters, Index results) {
    const Func* const function = module.GetFunc(one->var);
    if (function == nullptr || function->GetNumParams() != parameters || function->GetNumResults() != results)
      return false;
    for (Index i = 0; i < parameters; ++i)
      if (function->GetParamType(i) != Type::I32) return false;
    return results == 0 || function->GetResultType(0) == Type::I32;
  };
  if (!has_type(kept[1], 0, 0) || !has_type(kept[2], 3, 1) || !has_type(kept[3], 0, 1))
    throw Refusal(
        "its detente_ask, detente_buffer or __wasm_call_ctors takes or gives other values than the contract has");
  module.exports = kept;
}

/// Counts the steps of functions and loops.
class Meter {
 public:
  explicit Meter(Module& module) : fuel_(static_cast<Index>(module.globals.size())) {
    auto global = std::make_unique<GlobalModuleField>();
    global->global.type = Type::I64;
    global->global.mutable_ = true;
    global->global.init_expr.push_back(std::make_unique<ConstExpr>(Const::I64(0)));
    module.AppendField(std::move(global));
    auto shown = std::make_unique<ExportModuleField>();
    shown->export_.name = kFuel;
    shown->export_.kind = ExternalKind::Global;
    shown->export_.var = Var(fuel_, Location());
    module.AppendField(std::move(shown));
    for (Func* const function : module.funcs) {
      meter_loops(function->exprs);
      charge(function->exprs);
    }
  }

 private:
  /// Instructions that one pass may execute: all but those of loops within, which are charged by themselves.
  static std::uint64_t steps(const ExprList& list) {
    std::uint64_t sum = 0;
    for (const Expr& expr : list) {
      ++sum;
      if (const auto* const block = dyn_cast<BlockExpr>(&expr)) sum += steps(block->block.exprs);
      if (const auto* const either = dyn_cast<IfExpr>(&expr)) sum += steps(either->true_.exprs) + steps(either->false_);
    }
    return sum;
  }
  void meter_loops(ExprList& list) {
    for (Expr& expr : list) {
      if (auto* const loop = dyn_cast<LoopExpr>(&expr)) {
        meter_loops(loop->block.exprs);
        charge(loop->block.exprs);
      } else if (auto* const block = dyn_cast<BlockExpr>(&expr)) {
        meter_loops(block->block.exprs);
      } else if (auto* const either = dyn_cast<IfExpr>(&expr)) {
        meter_loops(either->true_.exprs);
        meter_loops(either->false_);
      }
    }
  }
  void charge(ExprList& list) {
    const std::uint64_t cost = 1 + steps(list);
    const Location here;
    ExprList before;
    before.push_back(std::make_unique<GlobalGetExpr>(Var(fuel_, here)));
    before.push_back(std::make_unique<ConstExpr>(Const::I64(cost)));
    before.push_back(std::make_unique<BinaryExpr>(Opcode::I64Sub));
    before.push_back(std::make_unique<GlobalSetExpr>(Var(fuel_, here)));
    before.push_back(std::make_unique<GlobalGetExpr>(Var(fuel_, here)));
    before.push_back(std::make_unique<ConstExpr>(Const::I64(0)));
    before.push_back(std::make_unique<CompareExpr>(Opcode::I64LtS));
    auto stop = std::make_unique<IfExpr>();
    stop->true_.exprs.push_back(std::make_unique<UnreachableExpr>());
    before.push_back(std::move(stop));
    list.splice(list.begin(), before);
  }

  Index fuel_;
};

std::vector<std::uint8_t> bytes_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(std::string("cannot read '") + path + "'");
  std::vector<std::uint8_t> bytes;
  for (std::istreambuf_iterator<char> at(file), end; at != end; ++at) {
    if (bytes.size() == kMostBytes) throw Refusal("it is larger than 8 MiB");
    bytes.push_back(static_cast<std::uint8_t>(*at));
  }
  return bytes;
}

void meter(const char* from, const char* to, Index most_pages) {
  Module module;
  read(module, from, bytes_of(from), features(true));
  check(module, most_pages);
  keep_exports(module);
  const Meter metered(module);
  MemoryStream stream;
  if (Failed(WriteBinaryModule(&stream, &module, WriteBinaryOptions(features(true), true, false, false))))
    throw Refusal("it cannot be written again");
  const auto& bytes = stream.output_buffer().data;
  // What is written is looked at without leniency: nothing that is not metered may be left in it.
  Module again;
  read(again, "what was metered", bytes, features(false));
  std::ofstream out(to, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error(std::string("cannot write '") + to + "'");
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fputs("usage: detente-meter IN.wasm OUT.wasm PAGES\n", stderr);
    return 1;
  }
  try {
    meter(words[1], words[2], static_cast<Index>(std::strtoul(words[3], nullptr, 10)));
    return 0;
  } catch (const Refusal& refusal) {
    std::fprintf(stderr, "%s\n", refusal.what());
    return 2;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}

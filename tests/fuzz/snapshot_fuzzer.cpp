#include "require.hpp"
#include "summarize/fingerprint.hpp"
#include "summarize/merged_groups.hpp"
#include "summarize/snapshot_codec.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/compare.hpp>
#include <culprit/error.hpp>
#include <culprit/render.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// Reads the tree that is in a snapshot. If it is taken, it must do for all that summaries do: merging,
// rendering, comparing, being written. Bytes that are no tree are a log, whose summary must be read as
// it was written.

using namespace culprit;
using namespace culprit::fuzz;
using Json = nlohmann::json;

namespace {

Summary analyze(const std::string& log) {
  Options options;
  options.timezone = "UTC";
  options.limits.summary_bytes = 20'000;
  Analyzer analyzer(options);
  analyzer.feed("log", log);
  return analyzer.finish();
}

const Summary& sample() {
  static const Summary summary = analyze(
      "2015-10-09 18:04:20,000 [main] ERROR a.Pool - waited 5 s\n"
      "2015-10-09 18:04:22,000 [main] WARN  a.Pool - again\n"
      "java.io.IOException: waited 7 ms for 10.0.0.1\n\tat a.B.c(B.java:1)\n"
      "Caused by: java.net.SocketException: reset\n\t... 1 more\n");
  return summary;
}

void use(const Summary& summary) {
  render_json(summary);
  render_text(summary);
  const Profile profile = profile_of(summary, "run");
  (void)compare(profile_of(sample(), "sample"), profile);
  (void)SnapshotCodec::encode(summary);
}

void check(const Json& tree) {
  Summary summary;
  try {
    summary = SnapshotCodec::decode(tree);
  } catch (const Error&) {
    return;
  } catch (const Json::exception&) {
    return;
  }
  use(summary);
  require(SnapshotCodec::decode(SnapshotCodec::encode(summary)) == summary, "what was read is written");
  Summary twice = summary, behind = sample();
  twice.merge(summary);
  use(twice);
  behind.merge(summary);
  use(behind);
}

/// Adds what the link of a chain, or an error, is hashed by: its name, its text, and its placeholders.
void add_to(summarize::Fingerprint& fingerprint, const Json& name, const Json& text,
            const Json& placeholders) {
  std::vector<Template::Placeholder> all;
  for (const Json& p : placeholders) all.push_back({p.at(0), p.at(1), PlaceholderKind::any});
  const auto& whole = text.get_ref<const std::string&>();
  std::uint64_t end = 0;
  for (const Template::Placeholder& p : all) {
    if (p.offset < end || std::uint64_t{p.offset} + p.length > whole.size()) throw Error("it has no hash");
    end = std::uint64_t{p.offset} + p.length;
  }
  fingerprint.add(name.get_ref<const std::string&>());
  fingerprint.add(summarize::template_key(whole, all));
}

/// Makes the hashes of a tree right: no search would find them.
void repair(Json& tree) {
  for (Json& row : tree.at("classes").at(1)) row.at(0) = summarize::hash(row.at(1).at(0).get<std::string>());
  for (Json& row : tree.at("groups").at(1)) {
    Json& group = row.at(1);
    summarize::Fingerprint fingerprint;
    std::size_t root = 0;
    for (const Json& link : group.at(4)) {
      root = fingerprint.size();
      add_to(fingerprint, link.at(0), link.at(1), link.at(2));
    }
    row.at(0) = group.at(0) = fingerprint.value();
    group.at(8) = fingerprint.value_since(root);
  }
  for (Json& row : tree.at("errors").at(1)) {
    Json& error = row.at(1);
    summarize::Fingerprint fingerprint;
    add_to(fingerprint, error.at(2), error.at(3), error.at(4));
    row.at(0) = error.at(0) = fingerprint.value();
  }
  for (Json& rows : tree.at("aspects"))
    for (Json& row : rows.at(1)) row.at(0) = summarize::hash(row.at(1).at(0).get<std::string>());
  const auto sort = [](Json& table) {
    auto& rows = table.at(1).get_ref<Json::array_t&>();
    std::sort(rows.begin(), rows.end(), [](const Json& a, const Json& b) { return a.at(0) < b.at(0); });
  };
  for (const char* table : {"classes", "groups", "errors"}) sort(tree.at(table));
  for (Json& rows : tree.at("aspects")) sort(rows);
}

void find_nodes(Json& node, std::vector<Json*>& nodes) {
  nodes.push_back(&node);
  if (node.is_structured())
    for (Json& child : node) find_nodes(child, nodes);
}

/// Changes one value of a tree, in a way that leaves it a tree.
void change(Json& tree, std::minstd_rand& random) {
  std::vector<Json*> nodes;
  find_nodes(tree, nodes);
  Json& node = *nodes[random() % nodes.size()];
  const Json other = *nodes[random() % nodes.size()];
  const auto place = [&] { return node.begin() + static_cast<std::ptrdiff_t>(random() % node.size()); };
  switch (random() % 4) {
    case 0: node = other; break;
    case 1:
      if (node.is_number_integer()) node = node.get<std::uint64_t>() + (random() % 2 == 0 ? 1 : ~0ULL);
      else if (node.is_boolean()) node = !node.get<bool>();
      break;
    case 2:
      if (node.is_array() && !node.empty()) node.erase(place());
      else if (node.is_number()) node = random() % 4 == 0 ? ~0ULL : std::uint64_t{1} << random() % 64;
      break;
    default:
      if (node.is_array()) node.push_back(node.empty() || random() % 2 == 0 ? other : Json(*place()));
      else if (node.is_string()) node = node.get<std::string>() + "x";
  }
}

/// Nothing if the bytes are no tree.
std::optional<Json> read(const std::uint8_t* bytes, std::size_t size) {
  try {
    return Json::from_cbor(bytes, bytes + size);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size, std::size_t most,
                                               unsigned seed) {
  std::minstd_rand random(seed);
  std::optional<Json> tree = read(bytes, size);
  if (!tree || random() % 4 == 0) return LLVMFuzzerMutate(bytes, size, most);
  for (std::size_t changes = 1 + random() % 3; changes > 0; --changes) change(*tree, random);
  const std::vector<std::uint8_t> changed = Json::to_cbor(*tree);
  if (changed.size() > most) return LLVMFuzzerMutate(bytes, size, most);
  std::copy(changed.begin(), changed.end(), bytes);
  return changed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::optional<Json> tree = read(bytes, size);
  if (!tree) {
    const Summary summary = analyze({reinterpret_cast<const char*>(bytes), size});
    require(SnapshotCodec::decode(SnapshotCodec::encode(summary)) == summary, "what was counted is read");
    return 0;
  }
  check(*tree);
  try {
    repair(*tree);
  } catch (const Error&) {
    return 0;
  } catch (const Json::exception&) {
    return 0;
  }
  check(*tree);
  return 0;
}

#include "sidecar.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace culprit::corpus {
namespace {

using nlohmann::json;

/// Keys that a sidecar may leave out where its case isn't about them.
constexpr std::array<std::string_view, 7> kOptional = {"level",   "logger",  "thread", "time",
                                                       "context", "message", "frames"};

/// The throwables from the list, each inside the one it hangs on: suppressed
/// ones first, in order, and then the cause.
json tree(const json& list) {
  json nodes = json::array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    json node = list[i];
    node["parent"] = node.value("parent", i == 0 ? 0 : i - 1);
    node["elided"] = node.value("elided", 0);
    node["circular"] = node.value("circular", false);
    nodes.push_back(node);
  }
  // Each one comes after its parent, so from the back every one is complete when it is moved.
  for (std::size_t i = nodes.size(); i-- > 1;) {
    const std::size_t parent = nodes[i].at("parent");
    if (parent >= i) return list;  // no tree at all: to be seen as it is
    nodes[i].erase("parent");
    const std::string relation = nodes[i].at("relation");
    json& siblings = nodes[parent][relation];
    if (siblings.is_null()) siblings = json::array();
    siblings.insert(siblings.begin(), nodes[i]);
  }
  if (!nodes.empty()) nodes[0].erase("parent");
  return nodes.empty() ? nodes : nodes[0];
}

json with_trees(json reading) {
  for (json& occurrence : reading["occurrences"])
    occurrence["throwables"] = tree(occurrence.at("throwables"));
  return reading;
}

/// Removes from `reading` the optional keys that `stated` leaves out.
void drop_unstated(const json& stated, json& reading) {
  if (stated.is_array() && reading.is_array()) {
    for (std::size_t i = 0; i < std::min(stated.size(), reading.size()); ++i)
      drop_unstated(stated[i], reading[i]);
  } else if (stated.is_object() && reading.is_object()) {
    for (const std::string_view key : kOptional)
      if (!stated.contains(std::string(key))) reading.erase(std::string(key));
    for (const auto& [key, value] : stated.items())
      if (reading.contains(key)) drop_unstated(value, reading[key]);
  }
}

void append_side(std::string& text, std::string_view side, const json& value) {
  text.append("  ").append(side).append(": ");
  text.append(value.dump(2, ' ', false, json::error_handler_t::replace)).append("\n");
}

}  // namespace

std::string differences(const json& sidecar, const json& reading) {
  const json stated = with_trees(sidecar);
  json read = with_trees(reading);
  drop_unstated(stated, read);
  std::string text;
  for (const std::string key : {"totals", "levels", "occurrences", "errors"}) {
    if (!read.contains(key)) continue;
    const json &expected = stated.at(key), &actual = read.at(key);
    if (expected == actual) continue;
    if (!expected.is_array() || expected.size() != actual.size()) {
      text.append(key).append("\n");
      append_side(text, "stated", expected);
      append_side(text, "read  ", actual);
      continue;
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (expected[i] == actual[i]) continue;
      text.append(key).append("[").append(std::to_string(i)).append("]\n");
      append_side(text, "stated", expected[i]);
      append_side(text, "read  ", actual[i]);
    }
  }
  return text;
}

}  // namespace culprit::corpus

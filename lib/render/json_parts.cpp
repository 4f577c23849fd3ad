#include "render/json_parts.hpp"

namespace culprit::render {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

void put_seen(Json& json, const std::optional<TimeSpan>& seen) {
  json["first_seen"] = seen ? Json(to_iso8601(seen->first)) : Json(nullptr);
  json["last_seen"] = seen ? Json(to_iso8601(seen->last)) : Json(nullptr);
}

Json chain_json(const std::vector<ChainLink>& chain) {
  Json all = Json::array();
  for (const ChainLink& link : chain)
    all.push_back({{"class", link.class_name}, {"template", link.message_template}, {"sample", link.sample}});
  return all;
}

Json problems_json(const std::vector<Problem>& problems) {
  Json all = Json::array();
  for (const Problem& problem : problems)
    all.push_back({{"id", problem.id},
                   {"title", problem.title},
                   {"explanation", problem.explanation},
                   {"settings", problem.settings},
                   {"links", problem.links}});
  return all;
}

}  // namespace culprit::render

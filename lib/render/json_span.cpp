#include "render/json_span.hpp"

namespace culprit::render {

void put_seen(nlohmann::ordered_json& json, const std::optional<TimeSpan>& seen) {
  using Json = nlohmann::ordered_json;
  json["first_seen"] = seen ? Json(to_iso8601(seen->first)) : Json(nullptr);
  json["last_seen"] = seen ? Json(to_iso8601(seen->last)) : Json(nullptr);
}

}  // namespace culprit::render

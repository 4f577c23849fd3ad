#include "render/json_string.hpp"
#include "render/printable.hpp"
#include "render/words.hpp"

#include <culprit/render.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <iterator>

namespace culprit {
namespace {

std::uint64_t count_of(const Samples& samples) {
  return samples.matches.empty() ? 0 : samples.matches.front().count;
}

/// `==> killbill.log:254, 2017-03-21T09:00:33.112Z, 1 of 736 <==`
void append_title(const Sample& sample, std::uint64_t count, std::string& out) {
  const Event& event = *sample.event;
  fmt::format_to(std::back_inserter(out), "==> {}:{}, ", render::name_of_source(event.source), event.line);
  if (!event.stream.empty()) fmt::format_to(std::back_inserter(out), "{}, ", render::printable(event.stream));
  if (event.time) fmt::format_to(std::back_inserter(out), "{}, ", to_iso8601(*event.time));
  fmt::format_to(std::back_inserter(out), "{} of {}", sample.number, count);
  if (sample.cut) fmt::format_to(std::back_inserter(out), ", cut to {} bytes", sample.text.size());
  out += " <==\n";
}

}  // namespace

std::string render_samples_text(const Samples& samples, bool for_terminal) {
  std::string out;
  for (const Sample& sample : samples.samples) {
    if (!out.empty()) out += '\n';
    append_title(sample, count_of(samples), out);
    out += for_terminal ? render_for_terminal(sample.text) : sample.text;
    if (!out.ends_with('\n')) out += '\n';
  }
  return out;
}

std::string render_samples_json(const Samples& samples, const std::vector<UserMask>& masks) {
  EventWriter writer(masks);
  std::string json;
  for (const Sample& sample : samples.samples) {
    writer.write(*sample.event, json);
    json.resize(json.rfind('}'));
    json += ",\"text\":";
    render::append_json_string(json, sample.text);
    fmt::format_to(std::back_inserter(json), ",\"cut\":{},\"number\":{},\"count\":{}}}\n", sample.cut,
                   sample.number, count_of(samples));
  }
  return json;
}

std::string render_matches(const Samples& samples) {
  std::string out;
  for (const Samples::Match& match : samples.matches)
    fmt::format_to(std::back_inserter(out), "{:016x}  {:>6}  {}\n", match.fingerprint, match.count,
                   render::printable(match.name));
  return out;
}

}  // namespace culprit

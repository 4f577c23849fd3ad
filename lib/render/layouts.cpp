#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <culprit/layout.hpp>
#include <culprit/render.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace culprit {
namespace {

std::uint64_t records_of(const LayoutUse& input) {
  std::uint64_t records = 0;
  for (const LayoutCount& count : input.layouts) records += count.records;
  return records;
}

}  // namespace

std::string render_layouts_text(const std::vector<LayoutUse>& inputs, const TextOptions& options) {
  constexpr std::size_t kNumberColumns = 10;
  std::string text;
  const auto put_row = [&](std::uint64_t number, std::string_view what) {
    fmt::format_to(std::back_inserter(text), "{:>{}}  {}\n", number, kNumberColumns, what);
  };
  for (const LayoutUse& input : inputs) {
    if (!text.empty()) text += '\n';
    text += render::name_of_source(input.source) + '\n';
    for (const LayoutCount& count : input.layouts) put_row(count.records, count.name);
    const std::uint64_t records = records_of(input);
    put_row(records, records == 1 ? "record in all" : "records in all");
    if (input.stray_lines == 0) continue;
    put_row(input.stray_lines,
            input.stray_lines == 1 ? "line that fits no layout" : "lines that fit no layout");
    for (const LayoutUse::Stray& stray : input.first_strays) {
      const std::string place = fmt::format("{:>{}}: ", stray.line, kNumberColumns);
      const std::size_t columns = std::max<std::size_t>(options.width, 40) - place.size();
      text += place + render::fitted(render::printable(stray.text), columns) + '\n';
    }
    if (input.stray_lines > input.first_strays.size() && !input.first_strays.empty())
      fmt::format_to(std::back_inserter(text), "{:>{}}\n", "…", kNumberColumns);
  }
  return text;
}

std::string render_layouts_json(const std::vector<LayoutUse>& inputs) {
  using Json = nlohmann::ordered_json;
  Json all = Json::array();
  for (const LayoutUse& input : inputs) {
    Json layouts = Json::array(), strays = Json::array();
    for (const LayoutCount& count : input.layouts)
      layouts.push_back({{"name", count.name}, {"records", count.records}});
    for (const LayoutUse::Stray& stray : input.first_strays)
      strays.push_back({{"line", stray.line},
                        {"offset", stray.offset},
                        {"text", stray.text},
                        {"states_time", stray.states_time}});
    all.push_back({{"source", input.source},
                   {"records", records_of(input)},
                   {"layouts", layouts},
                   {"stray_lines", input.stray_lines},
                   {"first_stray_lines", strays}});
  }
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace culprit

#include "grammar.hpp"

#include "killbill/layouts.hpp"
#include "killbill/library_frames.hpp"
#include "killbill/to_string_shapes.hpp"
#include "parse/layouts.hpp"

#include <culprit/error.hpp>

#include <algorithm>
#include <utility>

namespace culprit {

parse::Grammar make_grammar(const std::vector<UserLayout>& layouts, const std::string& timezone,
                            std::vector<std::string> library_frames) {
  if (std::ranges::find(library_frames, "") != library_frames.end())
    throw Error("library_frames: every frame begins with \"\"");
  parse::Grammar grammar{{}, {}, parse::TimeZone(timezone), {}};
  const auto append = [](auto& all, const auto& more) { all.insert(all.end(), more.begin(), more.end()); };
  for (const UserLayout& layout : layouts) grammar.layouts.push_back(parse::compile_layout(layout));
  append(grammar.layouts, killbill::layouts());
  append(grammar.layouts, parse::framework_layouts());
  append(grammar.shapes, killbill::to_string_shapes());
  append(library_frames, killbill::library_prefixes());
  append(library_frames, parse::library_prefixes());
  grammar.library = parse::LibraryFrames(std::move(library_frames));
  return grammar;
}

}  // namespace culprit

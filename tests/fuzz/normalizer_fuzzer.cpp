#include "require.hpp"

#include <culprit/normalizer.hpp>
#include <culprit/underlying.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>

// Normalizes any text. The template must be a function of the text alone, and
// its placeholders must be where it says. What is underneath is a part of either.

using namespace culprit;
using namespace culprit::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static Normalizer normalizer;
  const std::string_view message(reinterpret_cast<const char*>(bytes), size);
  const Template first = normalizer(message);
  const Template again = normalizer(message);
  const Template afresh = normalize(message);
  for (const Template& other : {again, afresh})
    require(other.text == first.text && other.placeholders == first.placeholders &&
                other.captures == first.captures,
            "a message always gives the same template");

  std::size_t end = 0;
  for (const Template::Placeholder& placeholder : first.placeholders) {
    require(placeholder.length != 0, "a placeholder isn't empty");
    require(placeholder.offset >= end, "placeholders stand in order");
    end = std::size_t{placeholder.offset} + placeholder.length;
    require(end <= first.text.size(), "a placeholder stands within the template");
  }
  const auto numbers =
      std::count_if(first.placeholders.begin(), first.placeholders.end(),
                    [](const Template::Placeholder& p) { return p.kind == PlaceholderKind::number; });
  require(static_cast<std::size_t>(numbers) == first.captures.size(), "every number has a capture");

  for (const std::string_view text : {message, std::string_view(first.text)}) {
    const Underlying underlying = culprit::underlying(text);
    const std::size_t rest = text.size() - underlying.message.size();
    require(rest <= text.size() && underlying.message.data() >= text.data() &&
                underlying.message.data() <= text.data() + rest,
            "what is underneath is a part of the text");
    require(underlying.wrappers != 0 || rest == 0, "without a wrapper it is the whole text");
  }
  return 0;
}

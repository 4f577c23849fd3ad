#include <culprit/event_copy.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace culprit {
namespace {

/// Hands each text of an event to `visit`, to be changed.
template <class Visit>
void for_each_text(Event& event, std::vector<ContextField>& context, std::vector<Throwable>& throwables,
                   Visit&& visit) {
  for (std::string_view* text :
       {&event.source, &event.stream, &event.layout, &event.logger, &event.thread, &event.message})
    visit(*text);
  for (ContextField& field : context) {
    visit(field.name);
    visit(field.value);
  }
  for (Throwable& throwable : throwables) {
    visit(throwable.class_name);
    visit(throwable.message);
    visit(throwable.top_frame);
  }
}

}  // namespace

EventCopy::EventCopy(const Event& event)
    : context_(event.context.begin(), event.context.end()),
      throwables_(event.throwables.begin(), event.throwables.end()),
      event_(event) {
  std::size_t size = 0;
  for_each_text(event_, context_, throwables_, [&](std::string_view& text) { size += text.size(); });
  texts_ = std::make_unique<char[]>(size);
  char* out = texts_.get();
  for_each_text(event_, context_, throwables_, [&](std::string_view& text) {
    char* const begin = out;
    out = std::ranges::copy(text, out).out;
    text = {begin, text.size()};
  });
  event_.context = context_;
  event_.throwables = throwables_;
}

EventCopy& EventCopy::operator=(EventCopy other) noexcept {
  texts_ = std::move(other.texts_);
  context_ = std::move(other.context_);
  throwables_ = std::move(other.throwables_);
  event_ = other.event_;
  return *this;
}

}  // namespace culprit

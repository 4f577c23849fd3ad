#pragma once

#include <culprit/event.hpp>
#include <culprit/export.hpp>

#include <memory>
#include <vector>

namespace culprit {

/// An Event that owns what it shows, and outlives the callback.
///
///   std::vector<culprit::EventCopy> kept;
///   options.on_event = [&](const culprit::Event& event) { kept.emplace_back(event); };
class CULPRIT_EXPORT EventCopy {
public:
  explicit EventCopy(const Event& event);
  EventCopy(const EventCopy& other) : EventCopy(*other) {}
  EventCopy(EventCopy&& other) noexcept = default;
  EventCopy& operator=(EventCopy other) noexcept;
  ~EventCopy() = default;

  /// Its views are valid as long as the copy, or what it was moved into.
  const Event& operator*() const { return event_; }
  const Event* operator->() const { return &event_; }

private:
  std::unique_ptr<char[]> texts_;
  std::vector<ContextField> context_;
  std::vector<Throwable> throwables_;
  Event event_;
};

}  // namespace culprit
